//! agendapack turns the spreadsheets of performance indicators and risk
//! registers, with a report's cover, into a committee's agenda pack.
//!
//! The folders are the pipeline: [`read`] → [`model`] → [`check`] →
//! [`edition`] → [`view`] → [`write`]; [`pipeline`] alone sees all of them.

pub mod diag;
pub mod fault;
pub mod model;
pub mod place;
