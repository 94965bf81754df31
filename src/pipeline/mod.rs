//! The journey of the data from a meeting's folder to its pack: read, check,
//! cut the edition, view, write. The one module that sees all of them.

mod annotate;
mod archive;
mod beyond;
mod build;
mod catalogue;
mod comparison;
mod data;
mod evidence;
mod examine;
mod finished;
mod holdings;
mod items;
mod kept;
mod letters;
mod normalise;
mod numbers;
mod papers;
mod print;
mod record;
mod recorded;
mod release;
mod seal;
mod sources;
mod stage;
mod statement;
mod supplement;
mod template;
mod unchanged;
mod verify;
mod web;
mod withdraw;
mod workspace;

use std::path::PathBuf;

pub use self::annotate::{Annotated, AnnotatedCopy, AnnotatedWorkbook, annotate};
pub use self::archive::{Archive, ArchiveOutcome, Archived, Bagged, Inputs, archive};
pub use self::build::build;
pub use self::catalogue::catalogue;
pub use self::comparison::{Comparison, comparison};
pub use self::evidence::{Evidence, Today, Trail, evidence};
pub use self::examine::{Examined, examine};
pub use self::items::Paper;
pub use self::normalise::{DOTS, Means, Normalise, NormaliseOutcome, Normalised, normalise};
pub use self::print::{PrintEdition, Printed, PrintedFile, Readers, print};
pub use self::seal::{Sealed, sign};
pub use self::stage::{Progress, Silent, Stage, Timings};
pub use self::supplement::{BuiltSupplement, Supplement, SupplementOutcome, supplement};
pub use self::template::{Existing, Kind, Made, Request, template};
pub use self::unchanged::{Unchanged, unchanged};
pub use self::verify::{Certificate, Finding, Kept, Step, Subject, Verify, verify};
pub use self::workspace::{Basis, Extent, Workspace};
use crate::check::{Accepted, policy};
use crate::diag::{Code, Diagnostics};
use crate::quote;
use crate::read;
use crate::write::manifest::{FileRecord, Manifest};

/// Returns every code that a run can report besides those of the rules, with
/// what each says.
pub fn codes() -> impl Iterator<Item = (&'static Code, &'static str)> {
    [read::codes::ALL, quote::CODES, policy::CODES, supplement::CODES, kept::CODES, archive::CODES]
        .into_iter()
        .flatten()
        .copied()
}

/// What came of a build.
#[derive(Debug)]
pub struct Outcome {
    /// Everything that was found in the inputs.
    pub diagnostics: Diagnostics,
    /// What was found and is accepted by the council.
    pub accepted: Vec<Accepted>,
    /// The pack, unless the inputs have errors.
    pub built: Option<Built>,
    /// How long each stage took.
    pub timings: Timings,
}

/// A pack that was built.
#[derive(Debug)]
pub struct Built {
    /// Its folder.
    pub folder: PathBuf,
    /// Its public record.
    pub manifest: Manifest,
    /// The files that are not published: those for members and for the clerk.
    pub apart: Vec<FileRecord>,
}
