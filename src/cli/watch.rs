//! Doing something again whenever the files of a meeting change.

use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Ending, show_fault};
use crate::fault::Fault;
use crate::pipeline::Workspace;

/// How long nothing must change before the work begins: office programs save in
/// several steps.
const QUIET: Duration = Duration::from_millis(200);

/// Runs the work after every change to the meetings' folders or the council's
/// settings, until the process is stopped.
pub(super) fn again_on_change(meetings: &[PathBuf], mut work: impl FnMut()) -> Ending {
    let (send, changes) = channel();
    let watching = watcher(meetings, move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = send.send(());
        }
    });
    let watcher = match watching {
        Ok(watcher) => watcher,
        Err(fault) => {
            show_fault("watch", &fault);
            return Ending::Failed;
        }
    };
    anstream::eprintln!("waiting for changes");
    while changes.recv().is_ok() {
        while changes.recv_timeout(QUIET).is_ok() {}
        work();
        anstream::eprintln!("waiting for changes");
    }
    drop(watcher);
    Ending::Built
}

fn watcher(
    meetings: &[PathBuf],
    tell: impl FnMut(notify::Result<Event>) + Send + 'static,
) -> Result<RecommendedWatcher, Fault> {
    let fault = |error: notify::Error| Fault::Other(format!("cannot watch for changes: {error}"));
    let mut watcher = notify::recommended_watcher(tell).map_err(fault)?;
    for meeting in meetings {
        let workspace = Workspace::of(meeting)?;
        watcher.watch(&workspace.meeting, RecursiveMode::Recursive).map_err(fault)?;
        // Editors replace a file when they save it, so its folder is watched.
        if let Some(folder) = workspace.council.parent() {
            watcher.watch(folder, RecursiveMode::NonRecursive).map_err(fault)?;
        }
    }
    Ok(watcher)
}
