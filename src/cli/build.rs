//! `agendapack build`: the packs of one or several meetings.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::progress::Board;
use super::{Ending, draw, from_here, meeting_name, show_fault};
use crate::diag::Severity;
use crate::fault::Fault;
use crate::pipeline::{self, Basis, Built, Extent, Outcome, Workspace};

/// Build the agenda packs of meetings
///
/// Reads the workbooks and texts of each meeting's folder, checks them, and
/// writes `outputs/MEETING/public`, the clerk's papers in `outputs/MEETING/clerk`
/// and `outputs/MEETING/manifest.json` beside the folder of inputs, with the settings
/// and templates that were used in `outputs/MEETING/record`, which is not for
/// publication. Nothing is written where the inputs have errors: every error is shown
/// in one run, each with its file, sheet and cell.
///
/// Exits 0 when everything was built, 1 when inputs have errors, 2 when the
/// program could not run.
#[expect(clippy::struct_excessive_bools, reason = "flags of a command, each by itself")]
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folders of meetings, such as inputs/2018-03-06-finance-and-resources
    #[arg(required = true, value_name = "MEETING")]
    meetings: Vec<PathBuf>,

    /// Print how long each stage took
    #[arg(long)]
    timings: bool,

    /// Show notes as well as warnings and errors
    #[arg(long)]
    notes: bool,

    /// Leave out the PDFs of single items and appendices, while you are drafting
    #[arg(long)]
    pack_only: bool,

    /// Use the settings and templates that the pack was built with before
    ///
    /// They are kept in `outputs/MEETING/record`: limits and words of today change
    /// no colour and no page of then.
    #[arg(long)]
    as_published: bool,
}

impl Args {
    /// Builds every meeting, independent ones at the same time, and reports them
    /// in the order in which they were named.
    pub fn run(&self) -> Ending {
        let board = Board::new();
        let results: Vec<(Result<Outcome, Fault>, Duration)> = self
            .meetings
            .par_iter()
            .map(|meeting| {
                let start = Instant::now();
                let bar = board.bar(&meeting_name(meeting));
                let extent = if self.pack_only { Extent::PackOnly } else { Extent::Whole };
                let basis = if self.as_published { Basis::AsPublished } else { Basis::Today };
                let outcome = Workspace::of(meeting).and_then(|workspace| {
                    pipeline::build(&Workspace { extent, basis, ..workspace }, &bar)
                });
                bar.finish();
                (outcome, start.elapsed())
            })
            .collect();
        let endings =
            self.meetings.iter().zip(results).map(|(meeting, (result, time))| match result {
                Ok(outcome) => self.report(meeting, &outcome, time),
                Err(fault) => {
                    show_fault(&meeting_name(meeting), &fault);
                    Ending::Failed
                }
            });
        endings.max().unwrap_or(Ending::Failed)
    }

    fn report(&self, meeting: &Path, outcome: &Outcome, time: Duration) -> Ending {
        let least = if self.notes { Severity::Note } else { Severity::Warning };
        for diagnostic in outcome.diagnostics.iter().filter(|d| d.severity >= least) {
            anstream::eprintln!("{}", draw::diagnostic(diagnostic));
        }
        // Notes alone, and not shown, are no news of a build.
        let shown = draw::counted(&outcome.diagnostics, least);
        if let Some(summary) = shown.and(draw::conclusion(&outcome.diagnostics, least)) {
            anstream::eprintln!("{}: {summary}\n", meeting_name(meeting));
        }
        if self.timings {
            for (stage, took) in &outcome.timings {
                anstream::println!("{:>10} {:>8.1} ms", stage.word(), took.as_secs_f64() * 1000.0);
            }
        }
        match &outcome.built {
            Some(built) => {
                anstream::println!("{}", summary(built, time));
                Ending::Built
            }
            None => Ending::Errors,
        }
    }
}

/// What was written: the pack, its pages and items, and every file.
fn summary(built: &Built, time: Duration) -> String {
    let folder = from_here(&built.folder);
    let manifest = &built.manifest;
    let mut text = format!(
        "{}: {} pages, {} items with papers, {:.2} s",
        folder.display(),
        manifest.pages,
        manifest.items.len(),
        time.as_secs_f64()
    );
    for file in &manifest.outputs {
        text.push_str(&format!("\n  {:<70} {:>8}", file.path, size(file.bytes)));
    }
    text.push_str("\n  manifest.json");
    for file in &built.apart {
        text.push_str(&format!("\n  {:<70} {:>8}", file.path, size(file.bytes)));
    }
    text.push_str("\n  record/");
    text
}

fn size(bytes: u64) -> String {
    format!("{} KB", bytes.div_ceil(1024))
}
