//! A year of 200 generated meetings, each with a report of 50 indicators and 10 risks:
//! built on one core, on all of them, and again when nothing has changed.
//!
//! `cargo bench --bench year`; `cargo bench --bench year -- 20` builds fewer.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

mod generate;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

fn main() {
    let meetings = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(200);
    let folder = tempfile::tempdir().expect("a folder");
    generate::year(folder.path(), meetings);
    let one = build(folder.path(), meetings, "1", &["--again"]);
    let all = build(folder.path(), meetings, "0", &["--again"]);
    let again = build(folder.path(), meetings, "0", &[]);
    println!("{meetings} meetings");
    println!("{:>24} {:>8.1} s", "on one core", one.as_secs_f64());
    let faster = one.as_secs_f64() / all.as_secs_f64();
    println!("{:>24} {:>8.1} s, {faster:.2} times as fast", "on all cores", all.as_secs_f64());
    println!("{:>24} {:>8.2} s", "nothing changed", again.as_secs_f64());
}

/// Builds every meeting in a process of its own, with a memory of its own for a first
/// build and that of the build before for a second.
fn build(root: &Path, meetings: usize, threads: &str, more: &[&str]) -> Duration {
    let memory = root.join("memory");
    if !more.is_empty() {
        let _ = std::fs::remove_dir_all(&memory);
    }
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_agendapack"))
        .arg("build")
        .args(more)
        .args((1..=meetings).map(|meeting| format!("inputs/{meeting:03}")))
        .env("RAYON_NUM_THREADS", threads)
        .env("AGENDAPACK_CACHE", memory)
        .current_dir(root)
        .output()
        .expect("a run");
    let took = start.elapsed();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    took
}
