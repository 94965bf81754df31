//! The committee room's nouns, as types that cannot hold nonsense.
//!
//! Nothing here reads a file, lays out a page or knows of a spreadsheet. A
//! value of one of these types is valid by construction, so that writers never
//! check it again.

pub mod attachment;
pub mod calendar;
pub mod concealed;
pub mod council;
pub mod figure;
pub mod history;
pub mod indicator;
pub mod meeting;
pub mod narrative;
pub mod notice;
pub mod numeral;
pub mod part;
pub mod period;
pub mod picture;
pub mod policy;
pub mod rag;
pub mod report;
pub mod retention;
pub mod risk;
pub mod spread;
