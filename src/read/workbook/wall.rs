//! The wall around readers that panic on damaged files.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use super::damaged;
use crate::diag::Diagnostic;
use crate::place::Place;

thread_local! {
    static BEHIND: Cell<bool> = const { Cell::new(false) };
}

/// Runs a reader; its panic is a diagnostic about the file at the place.
pub(super) fn behind<T>(
    place: &Place,
    read: impl FnOnce() -> Result<T, Diagnostic>,
) -> Result<T, Diagnostic> {
    guarded(read).unwrap_or_else(|payload| Err(damaged(words(payload.as_ref())).at(place)))
}

/// Runs a reader of what a file can do without; its panic is nothing read.
pub(in crate::read) fn try_behind<T>(read: impl FnOnce() -> Option<T>) -> Option<T> {
    guarded(read).unwrap_or(None)
}

fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Box<dyn Any + Send>> {
    hush();
    let before = BEHIND.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    BEHIND.set(before);
    result
}

/// Keeps the default message of a panic off the terminal while this thread is
/// behind the wall; every other panic is reported as before.
fn hush() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !BEHIND.try_with(Cell::get).unwrap_or(false) {
                report(info);
            }
        }));
    });
}

fn words(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("the reader gave up")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_diagnostic_about_the_file() {
        let place = Place::file("kpi.xlsb");
        let result: Result<(), _> = behind(&place, || panic!("index out of bounds"));
        let diagnostic = result.expect_err("a panic");
        assert_eq!(diagnostic.message, "the workbook is damaged: `index out of bounds`");
        assert!(!BEHIND.get());
        assert_eq!(behind(&place, || Ok(3)).expect("no panic"), 3);
        let inner = behind(&place, || {
            let nothing: Option<()> = try_behind(|| panic!("no matter"));
            assert!(nothing.is_none() && BEHIND.get());
            Ok(4)
        });
        assert_eq!(inner.expect("no panic"), 4);
    }
}
