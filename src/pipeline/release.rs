//! The gate between what is made and what is published.
//!
//! A public file is written from here only, and gets here only by the search for
//! everything that is withheld.

use std::path::Path;

use serde_json::{Value, json};

use super::examine::Ready;
use crate::fault::Fault;
use crate::scan::{self, Secrets};
use crate::write::dir::Staged;
use crate::write::file::{self, Existing};

/// A finished file, by its path in the outputs.
pub(super) type Output = (String, Vec<u8>);

/// Files that anyone may read: searched, and nothing withheld was found.
#[derive(Debug)]
pub(super) struct Released(Vec<Output>);

impl Released {
    /// Searches public files. Where nothing is withheld there is nothing to find.
    ///
    /// # Errors
    ///
    /// Fails with every trace of anything withheld.
    pub(super) fn of(ready: &Ready, files: Vec<Output>) -> Result<Self, Fault> {
        let Some(private) = &ready.editions.private else { return Ok(Self(files)) };
        let mut open = vec![value(ready.editions.public.meeting())?, value(&ready.council)?];
        // Why a paper is withheld is told, with the paragraph.
        let told = ready.editions.public.withheld().iter();
        open.extend(told.map(|withheld| Value::String(withheld.ground.to_string())));
        open.extend(ready.templates.files().filter_map(|(name, bytes)| {
            Some(json!({ "name": name, "text": std::str::from_utf8(bytes).ok()? }))
        }));
        let papers = private.papers().iter();
        let withheld: Vec<Value> = papers
            .map(|papers| value(&(&papers.item, &papers.programme, &papers.action_points)))
            .collect::<Result<_, _>>()?;
        let traces = scan::search(&Secrets::new(&open, &withheld), &files);
        if traces.is_empty() {
            return Ok(Self(files));
        }
        Err(Fault::Leak(traces.iter().map(ToString::to_string).collect()))
    }

    /// Puts the files below a folder, each in the place of an earlier one.
    pub(super) fn put(&self, folder: &Path) -> Result<(), Fault> {
        let put =
            |(name, bytes): &Output| file::put_below(&folder.join(name), bytes, Existing::Replaced);
        self.0.iter().try_for_each(put)
    }

    /// Writes the files.
    pub(super) fn write(&self, staged: &Staged) -> Result<(), Fault> {
        self.0.iter().try_for_each(|(name, bytes)| staged.write(name, bytes))
    }
}

fn value(part: &impl serde::Serialize) -> Result<Value, Fault> {
    serde_json::to_value(part).map_err(|error| Fault::Other(error.to_string()))
}
