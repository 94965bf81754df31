//! Several meetings at the same time.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{ScopedJoinHandle, scope};

/// Returns what is made of each, as many at a time as there are cores, in order. Each
/// worker is a thread of its own: within the shared pool a meeting that waits would take
/// up another, and that one another, until the stack ends.
pub(super) fn side_by_side<T: Send>(
    meetings: &[PathBuf],
    make: impl Fn(&Path) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut own = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(meeting) = meetings.get(at) else { return own };
            own.push((at, make(meeting)));
        }
    };
    let cores = rayon::current_num_threads().min(meetings.len());
    let mut all: Vec<(usize, T)> = scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let ended = workers.into_iter().map(ScopedJoinHandle::join);
        ended.flat_map(|own| own.unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_made_once_and_stands_in_its_place() {
        let meetings: Vec<PathBuf> = (0..100).map(|one| one.to_string().into()).collect();
        let made = side_by_side(&meetings, Path::to_path_buf);
        assert_eq!(made, meetings);
        assert!(side_by_side(&[], Path::to_path_buf).is_empty());
    }
}
