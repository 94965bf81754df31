//! Generated meetings of 1, 10, 50 and 100 reports, each with 50 indicators and
//! 10 risks: how long every stage takes, and the whole build against a bare
//! Typst compile and export of the same pages.
//!
//! `cargo bench --bench meetings` runs all; `cargo bench --bench meetings -- 10`
//! runs one size. Figures are the fastest of six runs, the ratio the mean of the middle two of the runs'
//! own; Typst's caches are emptied before each, as in a fresh process.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

mod generate;

use std::path::Path;
use std::time::{Duration, Instant};

use agendapack::edition;
use agendapack::pipeline::{Outcome, Silent, Stage, Workspace, build};
use agendapack::view;
use agendapack::write::pdf::{self, Templates};

const RUNS: usize = 6;

fn main() {
    let chosen: Vec<usize> =
        std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if chosen.is_empty() { vec![1, 10, 50, 100] } else { chosen };
    for reports in sizes {
        let folder = tempfile::tempdir().expect("a folder");
        generate::meeting(folder.path(), reports);
        measure(&folder.path().join("inputs/meeting"), reports);
    }
}

fn measure(meeting: &Path, reports: usize) {
    let workspace = Workspace::of(meeting).expect("a workspace");
    let mut best: Option<(Duration, Outcome)> = None;
    let (mut bare, mut ratios) = (Duration::MAX, Vec::new());
    for run in 0..RUNS {
        // The later of two finds the memory of the earlier warm: they take turns.
        let first = (run % 2 == 1).then(|| bare_typst(&workspace));
        comemo::evict(0);
        let start = Instant::now();
        let outcome = build(&workspace, &Silent).expect("no fault");
        let took = start.elapsed();
        if best.as_ref().is_none_or(|(known, _)| took < *known) {
            best = Some((took, outcome));
        }
        let typst = first.unwrap_or_else(|| bare_typst(&workspace));
        ratios.push(took.as_secs_f64() / typst.as_secs_f64());
        bare = bare.min(typst);
    }
    let (whole, outcome) = best.expect("a run");
    let built =
        outcome.built.unwrap_or_else(|| panic!("errors: {:?}", outcome.diagnostics.iter().next()));
    let pages = built.manifest.pages;
    println!("\n{reports} reports, {pages} pages");
    for (stage, took) in &outcome.timings {
        println!("{:>12} {:>9.1} ms", stage.word(), milliseconds(*took));
    }
    println!(
        "{:>12} {:>9.1} ms, {:.2} ms a page",
        "whole",
        milliseconds(whole),
        milliseconds(whole) / count(pages)
    );
    println!(
        "{:>12} {:>9.1} ms: whole build / bare Typst = {:.2}, run by run, the middle",
        "bare Typst",
        milliseconds(bare),
        median(ratios)
    );
    let pack = built
        .manifest
        .outputs
        .iter()
        .find(|file| file.path.contains("agenda-pack"))
        .expect("a pack");
    println!(
        "{:>12} {:>9.1} KB a page",
        "size",
        count(usize::try_from(pack.bytes).expect("small")) / 1024.0 / count(pages)
    );
    assert!(
        outcome.timings.iter().any(|(stage, _)| *stage == Stage::Validate),
        "validated on every build"
    );
}

/// Compiles and exports the pack's own view and nothing else.
fn bare_typst(workspace: &Workspace) -> Duration {
    let (council, ..) = agendapack::read::read_council(&workspace.council);
    let council = council.expect("settings");
    let mut diagnostics = agendapack::diag::Diagnostics::default();
    let reading = agendapack::read::read_meeting(&workspace.meeting, &council, &mut diagnostics);
    let pack = view::pack(&council, &edition::public(reading.meeting.expect("a meeting")));
    let templates = Templates::load(workspace.templates.as_deref()).expect("templates");
    let json = pdf::json(&pack).expect("a view");
    comemo::evict(0);
    let start = Instant::now();
    let document = pdf::compile(&templates, &pack, json).expect("compiled");
    let bytes = pdf::export(&document).expect("exported");
    let took = start.elapsed();
    assert!(!bytes.is_empty());
    took
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
