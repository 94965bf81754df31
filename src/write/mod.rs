//! Views to files: PDF, workbooks, web pages, texts, annotated copies of inputs, the
//! record of what was published, and the folder that takes them all or none.

pub mod annotate;
pub mod data;
pub mod dir;
pub mod file;
pub mod manifest;
pub mod media;
pub mod name;
pub mod pdf;
pub mod published;
pub mod templates;
pub mod text;
pub mod theme;
pub mod web;
pub mod xlsx;
