//! Generated meetings of 1, 10, 50 and 100 reports, each with 50 indicators and
//! 10 risks: how long every stage takes, and the whole build against a bare
//! Typst compile and export of the same pages.
//!
//! `cargo bench --bench meetings` runs all; `cargo bench --bench meetings -- 10`
//! runs one size. Every run is a process of its own, as an officer's is, so that
//! neither side finds caches or memory that the other has warmed. Figures are the
//! fastest of six runs, the ratio the mean of the middle two of the pairs' own.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

mod generate;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use agendapack::edition;
use agendapack::pipeline::{Outcome, Silent, Stage, Workspace, build};
use agendapack::view;
use agendapack::write::pdf::{self, Templates};

const RUNS: usize = 6;

/// The arguments by which a run's process knows what to do.
const WHOLE: &str = "--whole";
const BARE: &str = "--bare";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, side, folder, ..] = arguments.as_slice()
        && [WHOLE, BARE].contains(&side.as_str())
    {
        let workspace = Workspace::of(Path::new(folder)).expect("a workspace");
        return if side == WHOLE { whole(&workspace) } else { bare(&workspace) };
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

fn measure(meeting: &Path, reports: usize) {
    let mut best: Option<(Duration, String)> = None;
    let (mut bare, mut ratios) = (Duration::MAX, Vec::new());
    for run in 0..RUNS {
        // The machine slows down and speeds up: the two take turns at going first.
        let first = (run % 2 == 1).then(|| run_in_process(BARE, meeting).0);
        let (took, told) = run_in_process(WHOLE, meeting);
        if best.as_ref().is_none_or(|(known, _)| took < *known) {
            best = Some((took, told));
        }
        let typst = first.unwrap_or_else(|| run_in_process(BARE, meeting).0);
        ratios.push(took.as_secs_f64() / typst.as_secs_f64());
        bare = bare.min(typst);
    }
    let (_, told) = best.expect("a run");
    println!("\n{reports} reports{told}");
    println!(
        "{:>12} {:>9.1} ms: whole build / bare Typst = {:.2}, pair by pair, the middle",
        "bare Typst",
        milliseconds(bare),
        median(ratios)
    );
}

/// Runs one side in a process; returns how long it says it took, and what else it says.
fn run_in_process(side: &str, meeting: &Path) -> (Duration, String) {
    let program = std::env::current_exe().expect("this bench");
    let output = Command::new(program).arg(side).arg(meeting).output().expect("a run");
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
    assert!(
        outcome.timings.iter().any(|(stage, _)| *stage == Stage::Validate),
        "validated on every build"
    );
}

/// Compiles and exports the pack's own view and nothing else.
fn bare(workspace: &Workspace) {
    let (council, ..) = agendapack::read::read_council(&workspace.council);
    let council = council.expect("settings");
    let mut diagnostics = agendapack::diag::Diagnostics::default();
    let reading = agendapack::read::read_meeting(&workspace.meeting, &council, &mut diagnostics);
    let pack = view::pack(&council, &edition::public(reading.meeting.expect("a meeting")));
    let templates = Templates::load(workspace.templates.as_deref()).expect("templates");
    let json = pdf::json(&pack).expect("a view");
    let start = Instant::now();
    let document = pdf::compile(&templates, &pack, json).expect("compiled");
    let bytes = pdf::export(&document).expect("exported");
    let took = start.elapsed();
    assert!(!bytes.is_empty());
    println!("{}", took.as_nanos());
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).expect("small"))
}

fn median(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    let middle = ratios.len() / 2;
    f64::midpoint(ratios[middle - 1], ratios[middle])
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
