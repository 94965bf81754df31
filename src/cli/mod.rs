//! The command: one file a subcommand, and the drawing of diagnostics.
//!
//! Results go to standard output, talk to standard error. Only this module
//! prints.

mod annotated;
pub mod archive;
pub mod build;
pub mod check;
mod crew;
pub mod diff;
mod draw;
pub mod evidence;
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

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::diag::Diagnostics;
use crate::fault::Fault;
use crate::memory;
use crate::pipeline::{self, Workspace};

/// Turns the spreadsheets of indicators and risks into a committee's agenda pack
#[derive(Debug, Parser)]
#[command(name = "agendapack", version, arg_required_else_help = true, after_long_help = MEMORY)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const MEMORY: &str = "\
What the PDF validator said of a file, and from which inputs a meeting was built, is remembered \
in the user's cache folder by SHA-256, so that papers that have not changed are not validated \
again, and of a year's meetings only those are built that have. The variable \
AGENDAPACK_CACHE names another folder; set it to nothing and nothing is remembered.";

#[derive(Debug, Subcommand)]
enum Command {
    Archive(archive::Args),
    Build(build::Args),
    Check(check::Args),
    Diff(diff::Args),
    Evidence(evidence::Args),
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
        Ok(cli) => {
            // A proof is never taken from memory.
            let proves = matches!(cli.command, Command::Archive(_) | Command::Verify(_));
            if let Some(folder) = cache().filter(|_| !proves) {
                memory::keep_in(folder);
            }
            deepen_stacks();
            match cli.command {
                Command::Archive(args) => args.run().into(),
                Command::Build(args) => args.run().into(),
                Command::Check(args) => args.run().into(),
                Command::Diff(args) => args.run().into(),
                Command::Evidence(args) => args.run().into(),
                Command::Explain(args) => args.run().into(),
                Command::Normalise(args) => args.run().into(),
                Command::Print(args) => args.run().into(),
                Command::Sign(args) => args.run().into(),
                Command::Supplement(args) => args.run().into(),
                Command::Template(args) => args.run().into(),
                Command::Verify(args) => args.run().into(),
            }
        }
        Err(error) => {
            // Help and version are results; anything else is a wrong call.
            let code = if error.use_stderr() { Ending::Failed } else { Ending::Built };
            let _ = error.print();
            code.into()
        }
    }
}

/// How much stack a worker has: while it waits it takes up other work, within which it may
/// wait again.
const STACK: usize = 64 << 20;

/// Gives every worker a stack for much work at once; what is not used costs nothing.
fn deepen_stacks() {
    // Where there are workers already, they stay as they are.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
}

/// Returns the folder for what may be forgotten, unless the user wants none.
fn cache() -> Option<PathBuf> {
    match std::env::var_os("AGENDAPACK_CACHE") {
        Some(folder) if folder.is_empty() => None,
        Some(folder) => Some(folder.into()),
        None => Some(dirs::cache_dir()?.join("agendapack")),
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

/// Writes the list of all meetings beside the outputs of these, whether they were built
/// or not: a build that failed may have taken earlier files away.
fn catalogue(meetings: &[PathBuf]) -> Ending {
    let mut ending = Ending::Built;
    let mut done = BTreeSet::new();
    for workspace in meetings.iter().filter_map(|meeting| Workspace::of(meeting).ok()) {
        let outputs = workspace.output.parent().map(Path::to_path_buf).unwrap_or_default();
        if !done.insert(outputs.clone()) {
            continue;
        }
        let mut diagnostics = Diagnostics::default();
        let result = pipeline::catalogue(&workspace, &mut diagnostics);
        for diagnostic in &diagnostics {
            anstream::eprintln!("{}", draw::diagnostic(diagnostic));
        }
        if let Err(fault) = result {
            show_fault(&from_here(&outputs).display().to_string(), &fault);
            ending = Ending::Failed;
        }
    }
    ending
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
    if let Some(hint) = fault.hint() {
        text.push_str(&format!("\nhint: {hint}"));
    }
    anstream::eprintln!("{text}");
}
