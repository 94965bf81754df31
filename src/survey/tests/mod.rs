//! What is said about files that are made here.

mod draft;
mod facts;
mod hidden;
mod hostile;
mod pages;

use std::time::Duration;

use super::{Edge, Encryption, Hidden, Kind, Limits, Page, Rect, Refused, Survey, survey};
use draft::Draft;

/// The limits of authors' files, but for the time: tests run on busy machines.
fn limits() -> Limits {
    Limits { time: Duration::from_mins(5), ..Limits::default() }
}

fn surveyed(bytes: &[u8]) -> Survey {
    survey(bytes, &limits()).expect("a file that can be read")
}

fn refused(bytes: &[u8]) -> Refused {
    survey(bytes, &limits()).expect_err("a file that cannot be read")
}

fn first(content: &str) -> Page {
    surveyed(&Draft::of(content)).pages.swap_remove(0)
}
