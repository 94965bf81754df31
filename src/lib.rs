//! agendapack turns the spreadsheets of performance indicators and risk
//! registers, with a report's cover, into a committee's agenda pack.
//!
//! The folders are the pipeline: [`read`] → [`model`] → [`check`] →
//! [`edition`] → [`view`] → [`mod@write`] → [`scan`]; [`template`] makes the workbooks that
//! authors fill in; [`pipeline`] alone sees all of them, and [`cli`] alone prints.

pub mod archive;
pub mod check;
pub mod cli;
pub mod diag;
pub mod digest;
pub mod docs;
pub mod edition;
pub mod fault;
pub mod memory;
pub mod model;
pub mod normalise;
pub mod pipeline;
pub mod place;
pub mod quote;
pub mod read;
pub mod scan;
pub mod spelling;
pub mod survey;
pub mod template;
pub mod view;
pub mod write;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
