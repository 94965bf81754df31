//! The wall around readers of foreign files: a thread with a deep stack, a time,
//! and no panic that gets out.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::sync::{Once, mpsc::RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::refused::Refused;

/// Deep enough for objects nested as deep as is let in; a page of it is memory only
/// once it is used.
const STACK: usize = 256 << 20;

/// How much longer than its time a reader may take to notice that it is over.
const GRACE: Duration = Duration::from_millis(300);

thread_local! {
    static BEHIND: Cell<bool> = const { Cell::new(false) };
}

/// The time that is left, for those who work behind the wall.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    until: Instant,
    stop: Arc<AtomicBool>,
}

/// The payload of a reader that is stopped, which is no panic of its own.
struct Stop(Refused);

impl Watch {
    /// Returns a watch that runs for a time from now on.
    pub(super) fn new(time: Duration) -> Self {
        Self { until: Instant::now() + time, stop: Arc::new(AtomicBool::new(false)) }
    }

    /// Returns whether there is time left.
    pub(super) fn runs(&self) -> bool {
        !self.stop.load(Ordering::Relaxed) && Instant::now() < self.until
    }

    /// Leaves the reader that called, from however deep within it, if time is over.
    pub(super) fn check(&self) {
        if !self.runs() {
            leave(Refused::Slow);
        }
    }
}

/// Leaves a reader that offers no other way out of it than a panic.
pub(super) fn leave(why: Refused) -> ! {
    panic::resume_unwind(Box::new(Stop(why)))
}

/// Runs a reader on a thread of its own; a panic or the end of its time is a refusal.
///
/// A reader that runs on without once looking at its watch is left to itself: Rust
/// ends no thread from outside. What it can still do is bounded by what the
/// file may unpack to.
pub(super) fn behind<T: Send + 'static>(
    time: Duration,
    read: impl FnOnce(&Watch) -> Result<T, Refused> + Send + 'static,
) -> Result<T, Refused> {
    let watch = Watch::new(time);
    let stop = Arc::clone(&watch.stop);
    let (sender, receiver) = mpsc::channel();
    let worker = thread::Builder::new().name("survey".into()).stack_size(STACK);
    let spawned = worker.spawn(move || {
        // Nobody listens any more if the time is over.
        let _ = sender.send(caught(|| read(&watch)).and_then(|result| result));
    });
    if spawned.is_err() {
        return Err(Refused::TooLarge("there is no memory left to read it with".into()));
    }
    receiver.recv_timeout(time + GRACE).unwrap_or_else(|error| {
        stop.store(true, Ordering::Relaxed);
        Err(match error {
            RecvTimeoutError::Timeout => Refused::Slow,
            RecvTimeoutError::Disconnected => Refused::Damaged("the reader gave up".into()),
        })
    })
}

/// Runs a part of a reader; its panic is a refusal.
pub fn caught<T>(read: impl FnOnce() -> T) -> Result<T, Refused> {
    hush();
    let before = BEHIND.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    BEHIND.set(before);
    result.map_err(|payload| match payload.downcast::<Stop>() {
        Ok(stop) => stop.0,
        Err(payload) => Refused::Damaged(words(payload.as_ref())),
    })
}

/// Keeps the message of a panic off the terminal while its thread is behind the
/// wall; every other panic is reported as before.
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

fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    format!("the reader gave up over it (`{}`)", text.unwrap_or("no reason given"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(50);

    #[test]
    fn a_panic_is_a_refusal() {
        let result: Result<(), _> = behind(SHORT * 20, |_| panic!("index out of bounds"));
        let reason = "the reader gave up over it (`index out of bounds`)";
        assert_eq!(result, Err(Refused::Damaged(reason.into())));
        assert_eq!(behind(SHORT * 20, |_| Ok(3)), Ok(3));
    }

    #[test]
    fn a_reader_is_left_when_its_time_is_over() {
        let result: Result<(), _> = behind(SHORT, |watch| {
            loop {
                watch.check();
            }
        });
        assert_eq!(result, Err(Refused::Slow));
        let deaf: Result<(), _> = behind(SHORT, |_| {
            thread::sleep(SHORT * 20);
            Ok(())
        });
        assert_eq!(deaf, Err(Refused::Slow));
    }

    #[test]
    fn a_deep_recursion_has_room() {
        fn deep(level: u32) -> u32 {
            if level == 0 { 0 } else { 1 + std::hint::black_box(deep(level - 1)) }
        }
        assert_eq!(behind(SHORT * 200, |_| Ok(deep(200_000))), Ok(200_000));
    }
}
