//! The command: one file a subcommand, and the drawing of diagnostics.
//!
//! Results go to standard output, talk to standard error. Only this module
//! prints.

mod annotated;
pub mod archive;
pub mod build;
pub mod check;
mod draw;
pub mod explain;
mod findings;
pub mod normalise;
pub mod print;
mod progress;
pub mod sign;
pub mod supplement;
pub mod template;
pub mod verify;
mod watch;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::fault::Fault;

/// Turns the spreadsheets of indicators and risks into a committee's agenda pack
#[derive(Debug, Parser)]
#[command(name = "agendapack", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Archive(archive::Args),
    Build(build::Args),
    Check(check::Args),
    Explain(explain::Args),
    Normalise(normalise::Args),
    Print(print::Args),
    Sign(sign::Args),
    Supplement(supplement::Args),
    Template(template::Args),
    Verify(verify::Args),
}

/// How a run ended, as an exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// 0: everything was built, or nothing is wrong.
    Built,
    /// 1: inputs have errors.
    Errors,
    /// 2: the program could not run.
    Failed,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Built => 0,
            Ending::Errors => 1,
            Ending::Failed => 2,
        })
    }
}

/// Runs the command with its arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Cli::try_parse_from(arguments) {
        Ok(cli) => match cli.command {
            Command::Archive(args) => args.run().into(),
            Command::Build(args) => args.run().into(),
            Command::Check(args) => args.run().into(),
            Command::Explain(args) => args.run().into(),
            Command::Normalise(args) => args.run().into(),
            Command::Print(args) => args.run().into(),
            Command::Sign(args) => args.run().into(),
            Command::Supplement(args) => args.run().into(),
            Command::Template(args) => args.run().into(),
            Command::Verify(args) => args.run().into(),
        },
        Err(error) => {
            // Help and version are results; anything else is a wrong call.
            let code = if error.use_stderr() { Ending::Failed } else { Ending::Built };
            let _ = error.print();
            code.into()
        }
    }
}

/// Returns the command's own description, for its documentation.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Returns a meeting's name: that of its folder.
fn meeting_name(meeting: &Path) -> String {
    meeting
        .file_name()
        .map_or_else(|| meeting.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Returns a path as it is seen from the folder of the call.
fn from_here(path: &Path) -> &Path {
    let here = std::env::current_dir().ok();
    here.and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path)
}

/// Shows a fault with its causes.
fn show_fault(subject: &str, fault: &Fault) {
    use std::error::Error;
    let mut text = format!("fault: {subject}: {fault}");
    let mut cause = fault.source();
    while let Some(inner) = cause {
        text.push_str(&format!("\n  because {inner}"));
        cause = inner.source();
    }
    anstream::eprintln!("{text}");
}
