//! What is said about files that are made here.

mod draft;
mod facts;
mod hidden;
mod hostile;
mod pages;

use super::{Edge, Encryption, Hidden, Kind, Limits, Page, Rect, Refused, Survey, survey};
use draft::Draft;

fn surveyed(bytes: &[u8]) -> Survey {
    survey(bytes, &Limits::default()).expect("a file that can be read")
}

fn refused(bytes: &[u8]) -> Refused {
    survey(bytes, &Limits::default()).expect_err("a file that cannot be read")
}

fn first(content: &str) -> Page {
    surveyed(&Draft::of(content)).pages.swap_remove(0)
}
