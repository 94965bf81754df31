//! Views to files: PDF, workbooks, annotated copies of inputs, the record of what
//! was published, and the folder that takes them all or none.

pub mod annotate;
pub mod dir;
pub mod file;
pub mod manifest;
pub mod pdf;
pub mod published;
pub mod theme;
pub mod xlsx;
