//! `agendapack build`: the packs of one or several meetings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

mod year;

use self::year::Year;
use super::crew::side_by_side;
use super::progress::Board;
use super::{Ending, catalogue, draw, from_here, meeting_name, show_fault};
use crate::diag::Severity;
use crate::fault::Fault;
use crate::pipeline::{self, Basis, Built, Extent, Outcome, Unchanged, Workspace};
use crate::spelling::counted;

/// Build the agenda packs of meetings
///
/// Reads the workbooks and texts of each meeting's folder, checks them, and
/// writes `outputs/MEETING/public`, the clerk's papers in `outputs/MEETING/clerk`
/// and `outputs/MEETING/manifest.json` beside the folder of inputs, with the settings
/// and templates that were used in `outputs/MEETING/record`, which is not for
/// publication. Nothing is written where the inputs have errors: every error is shown
/// in one run, each with its file, sheet and cell.
///
/// Of several meetings those are passed over in which nothing has changed since they were
/// built, one that fails does not stop the others, and a table at the end says what
/// became of each.
///
/// Then `outputs/index.html` lists every meeting that was built, and
/// `outputs/feed.atom` what was published for it.
///
/// Exits 0 when everything was built, 1 when inputs have errors, 2 when the
/// program could not run.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command")]
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

    /// Of several meetings, build those again, too, in which nothing has changed, and
    /// published ones by settings and templates that have changed since
    #[arg(long)]
    again: bool,

    /// Use the settings and templates that the pack was built with before
    ///
    /// They are kept in `outputs/MEETING/record`: limits and words of today change
    /// no colour and no page of then.
    #[arg(long)]
    as_published: bool,
}

/// What became of a meeting.
enum Made {
    /// It was read, and built unless it has errors.
    Run(Box<Outcome>),
    /// Its outputs stand as they were built from what is there now.
    Unchanged(Unchanged),
}

impl Args {
    /// Builds every meeting, independent ones at the same time, and reports them
    /// in the order in which they were named.
    pub fn run(&self) -> Ending {
        let board = Board::new();
        let meetings = self.folders();
        let clashes = clashes(&meetings);
        let whole = board.whole(meetings.len());
        let start = Instant::now();
        let results = side_by_side(&meetings, |meeting| {
            let start = Instant::now();
            let made = match clashes.get(meeting) {
                Some(clash) => Err(Fault::Other(clash.clone())),
                None => self.make(meeting, &board),
            };
            whole.inc(1);
            (made, start.elapsed())
        });
        whole.finish_and_clear();
        let mut year = Year::default();
        let results = meetings.iter().zip(results);
        let endings = results.map(|(meeting, (result, time))| {
            let ending = match &result {
                Ok(Made::Run(outcome)) => self.report(meeting, outcome, time),
                Ok(Made::Unchanged(_)) => Ending::Built,
                Err(fault) => {
                    show_fault(&meeting_name(meeting), fault);
                    Ending::Failed
                }
            };
            year.add(meeting, &result, time);
            ending
        });
        let ending = endings.max().unwrap_or(Ending::Failed);
        if self.is_year() {
            anstream::println!("{}", year.text(start.elapsed()));
        }
        ending.max(catalogue(&meetings))
    }

    /// Returns the folders that are named; files among several, such as the settings
    /// that `inputs/*` names too, are no meetings, and one that is named twice is one.
    fn folders(&self) -> Vec<PathBuf> {
        let folders = self.meetings.iter().filter(|path| !path.is_file());
        let mut folders: Vec<PathBuf> = folders.cloned().collect();
        let mut seen = BTreeSet::new();
        folders.retain(|folder| seen.insert(folder.clone()));
        if folders.is_empty() { self.meetings.clone() } else { folders }
    }

    /// Returns whether several meetings are built.
    fn is_year(&self) -> bool {
        self.meetings.len() > 1
    }

    fn make(&self, meeting: &Path, board: &Board) -> Result<Made, Fault> {
        let extent = if self.pack_only { Extent::PackOnly } else { Extent::Whole };
        let basis = match (self.as_published, self.skips()) {
            (true, _) => Basis::AsPublished,
            (false, true) => Basis::Unaltered,
            (false, false) => Basis::Today,
        };
        let workspace = Workspace { extent, basis, ..Workspace::of(meeting)? };
        if let Some(unchanged) = pipeline::unchanged(&workspace).filter(|_| self.skips()) {
            return Ok(Made::Unchanged(unchanged));
        }
        let bar = board.bar(&meeting_name(meeting));
        let outcome = pipeline::build(&workspace, &bar);
        bar.finish();
        outcome.map(|outcome| Made::Run(Box::new(outcome)))
    }

    /// Of one meeting its officer wants to see what was found, changed or not.
    fn skips(&self) -> bool {
        self.is_year() && !self.again && !self.as_published
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
                if !self.is_year() {
                    anstream::println!("{}", summary(built, time));
                }
                Ending::Built
            }
            None => Ending::Errors,
        }
    }
}

/// Returns what is wrong with each meeting whose outputs one before it has as well.
fn clashes(meetings: &[PathBuf]) -> BTreeMap<&Path, String> {
    let mut owners: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let mut clashes = BTreeMap::new();
    for meeting in meetings {
        // A meeting without a workspace is said where it would be built.
        let Ok(workspace) = Workspace::of(meeting) else { continue };
        let (own, output) = (meeting.display(), workspace.output.display().to_string());
        let first = owners.entry(workspace.output).or_insert(meeting);
        if *first != meeting.as_path() {
            let first = first.display();
            let fault = format!(
                "`{first}` and `{own}` would both be written into `{output}`; give one of the folders another name"
            );
            clashes.insert(meeting.as_path(), fault);
        }
    }
    clashes
}

/// What was written: the pack, its pages and items, and every file.
fn summary(built: &Built, time: Duration) -> String {
    let folder = from_here(&built.folder);
    let manifest = &built.manifest;
    let mut text = format!(
        "{}: {}, {} with papers, {:.2} s",
        folder.display(),
        counted(manifest.pages, "page"),
        counted(manifest.items.len(), "item"),
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
