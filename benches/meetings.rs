//! Generated meetings of 1, 10, 50 and 100 reports, each with 50 indicators and
//! 10 risks: how long every stage takes, and the whole build against a bare
//! Typst compile of the pack and export of the same documents: the pack by itself,
//! and with every item and every appendix.
//!
//! `cargo bench --bench meetings` runs all; `cargo bench --bench meetings -- 10`
//! runs one size. Every run is a process of its own, as an officer's is, so that
//! neither side finds caches or memory that the other has warmed. A meeting is built
//! twice: for the first time, and again when a report has been corrected, as an officer
//! does it twenty times, with the verdicts of the first build at hand. Figures are the
//! fastest of all runs, ratios those of the medians: small meetings run more often, because a
//! run of half a second feels whatever else the machine does.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

mod generate;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use agendapack::edition;
use agendapack::memory;
use agendapack::pipeline::{Extent, Outcome, Paper, Silent, Stage, Workspace, build};
use agendapack::view;
use agendapack::write::pdf::{self, Templates};
use rayon::prelude::*;

/// How often each side runs, at least; and how many reports are built in all, at least.
const RUNS: usize = 6;
const REPORTS: usize = 30;

/// What a process of its own does, by the argument that says so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The whole build.
    Whole(Extent),
    /// Typst alone.
    Bare(Extent),
}

const SIDES: [(&str, Side); 4] = [
    ("--whole", Side::Whole(Extent::Whole)),
    ("--whole-pack", Side::Whole(Extent::PackOnly)),
    ("--bare", Side::Bare(Extent::Whole)),
    ("--bare-pack", Side::Bare(Extent::PackOnly)),
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, argument, folder, memory, ..] = arguments.as_slice()
        && let Some((_, side)) = SIDES.iter().find(|(name, _)| name == argument)
    {
        let workspace = Workspace::of(Path::new(folder)).expect("a workspace");
        memory::keep_in(memory.into());
        return match *side {
            Side::Whole(extent) => whole(&Workspace { extent, ..workspace }),
            Side::Bare(extent) => bare(&workspace, extent),
        };
    }
    let chosen: Vec<usize> =
        arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if chosen.is_empty() { vec![1, 10, 50, 100] } else { chosen };
    for reports in sizes {
        let folder = tempfile::tempdir().expect("a folder");
        generate::meeting(folder.path(), reports);
        measure(&folder.path().join("inputs/meeting"), reports);
    }
}

/// How long each run of one kind of build took, in seconds.
#[derive(Default)]
struct Times {
    bare: Vec<f64>,
    first: Vec<f64>,
    corrected: Vec<f64>,
}

fn measure(meeting: &Path, reports: usize) {
    let mut best: Option<(Duration, String)> = None;
    let mut times = [Times::default(), Times::default()];
    let mut corrections = 0;
    for run in 0..RUNS.max(REPORTS / reports) {
        for (extent, times) in [Extent::PackOnly, Extent::Whole].into_iter().zip(&mut times) {
            let memory = tempfile::tempdir().expect("a folder");
            let take = |side: Side| run_in_process(side, meeting, memory.path());
            // The machine slows down and speeds up: the sides take turns at going first.
            let early = (run % 2 == 1).then(|| take(Side::Bare(extent)).0);
            let (first, _) = take(Side::Whole(extent));
            // Each has words of its own: what was built before is known already.
            corrections += 1;
            generate::correct(meeting, corrections);
            let (corrected, told) = take(Side::Whole(extent));
            let bare = early.unwrap_or_else(|| take(Side::Bare(extent)).0);
            times.bare.push(bare.as_secs_f64());
            times.first.push(first.as_secs_f64());
            times.corrected.push(corrected.as_secs_f64());
            if extent == Extent::Whole && best.as_ref().is_none_or(|(known, _)| corrected < *known)
            {
                best = Some((corrected, told));
            }
        }
    }
    let (_, told) = best.expect("a run");
    println!("\n{reports} reports{told}");
    for (what, times) in ["the pack", "with single papers"].into_iter().zip(times) {
        let bare = median(times.bare);
        println!(
            "{what:>20}: {:.2} of bare Typst for the first build, {:.2} after a correction",
            median(times.first) / bare,
            median(times.corrected) / bare
        );
    }
}

/// Runs one side in a process; returns how long it says it took, and what else it says.
fn run_in_process(side: Side, meeting: &Path, memory: &Path) -> (Duration, String) {
    let program = std::env::current_exe().expect("this bench");
    let (argument, _) = SIDES.iter().find(|(_, known)| *known == side).expect("a side");
    let output =
        Command::new(program).arg(argument).arg(meeting).arg(memory).output().expect("a run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    let (nanoseconds, told) = text.split_once('\n').expect("a line");
    (Duration::from_nanos(nanoseconds.parse().expect("a number")), told.trim_end().into())
}

/// Builds the pack with everything that belongs to it.
fn whole(workspace: &Workspace) {
    let start = Instant::now();
    let outcome = build(workspace, &Silent).expect("no fault");
    let took = start.elapsed();
    println!("{}", took.as_nanos());
    tell(&outcome, took);
}

fn tell(outcome: &Outcome, whole: Duration) {
    let built = outcome
        .built
        .as_ref()
        .unwrap_or_else(|| panic!("errors: {:?}", outcome.diagnostics.iter().next()));
    let pages = built.manifest.pages;
    println!(", {pages} pages");
    for (stage, took) in &outcome.timings {
        println!("{:>12} {:>9.1} ms", stage.word(), milliseconds(*took));
    }
    println!(
        "{:>12} {:>9.1} ms, {:.2} ms a page",
        "whole",
        milliseconds(whole),
        milliseconds(whole) / count(pages)
    );
    let pack = built.manifest.outputs.iter().find(|file| file.path.contains("agenda-pack"));
    let bytes = pack.map_or(0, |pack| usize::try_from(pack.bytes).expect("small"));
    println!("{:>12} {:>9.1} KB a page", "size", count(bytes) / 1024.0 / count(pages));
    assert!(outcome.timings.contains_key(&Stage::Validate), "validated on every build");
}

/// Compiles the pack's own view, exports it and its papers where they are wanted, and
/// nothing else.
fn bare(workspace: &Workspace, extent: Extent) {
    let (council, ..) = agendapack::read::read_council(&workspace.council);
    let council = council.expect("settings");
    let mut diagnostics = agendapack::diag::Diagnostics::default();
    let reading = agendapack::read::read_meeting(&workspace.meeting, &council, &mut diagnostics);
    let pack = view::pack(&council, &edition::cut(reading.meeting.expect("a meeting")).public);
    let templates = Templates::load(workspace.templates.as_deref()).expect("templates");
    let json = pdf::json(&pack).expect("a view");
    let start = Instant::now();
    let document = pdf::compile(&templates, &pack, json).expect("compiled");
    let export = |document: &pdf::Document| pdf::export(document).expect("exported");
    let (bytes, papers) = rayon::join(
        || export(&document),
        || -> Vec<Vec<u8>> {
            let paper = |paper: &Paper| export(&paper.document(&document).expect("pages"));
            let papers = match extent {
                Extent::Whole => Paper::all(&pack),
                Extent::PackOnly => Vec::new(),
            };
            papers
                .chunks(32)
                .flat_map(|few| few.par_iter().map(paper).collect::<Vec<_>>())
                .collect()
        },
    );
    let took = start.elapsed();
    assert!(!bytes.is_empty() && (papers.is_empty() == (extent == Extent::PackOnly)));
    println!("{}", took.as_nanos());
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).expect("small"))
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    let middle = times.len() / 2;
    f64::midpoint(times[middle - 1], times[middle])
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
