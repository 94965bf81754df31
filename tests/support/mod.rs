//! What several tests share: workspaces of the sample, fixtures from text, and
//! finished PDFs read back with another library than the one that wrote them.

#![expect(dead_code, reason = "each test uses a part")]

pub(crate) mod canary;
pub(crate) mod edit;
pub(crate) mod fixture;
pub(crate) mod office;
pub(crate) mod pdf;
pub(crate) mod workbook;

use std::path::{Path, PathBuf};
use std::process::Command;

use agendapack::pipeline::{Outcome, Silent, Workspace, build};

/// Returns the command, which remembers nothing of earlier tests.
pub(crate) fn agendapack() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_agendapack"));
    command.env("AGENDAPACK_CACHE", "");
    command
}

/// Returns the sample meeting's folder in the project.
pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/2018-03-06-finance-and-resources")
}

/// Returns the folder of the project's templates.
pub(crate) fn templates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")
}

/// Builds a meeting's folder into another folder.
pub(crate) fn build_into(meeting: &Path, output: &Path) -> Outcome {
    let workspace =
        Workspace { output: output.to_path_buf(), ..Workspace::of(meeting).expect("a workspace") };
    build(&workspace, &Silent).expect("no fault")
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("readable") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("copied");
        }
    }
}
