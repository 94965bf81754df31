//! The wall around readers of foreign files: a thread with a deep stack, a time,
//! and no panic that gets out.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
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

/// How often those who wait look whether time is over.
const LOOK: Duration = Duration::from_millis(100);

/// What a page adds to the time: ten times what it takes on a machine that has nothing
/// else to do, so that a busy one refuses no honest paper.
const PAGE: u64 = 15;

/// The most things that a file may paint; a thousand full pages have a tenth. Unlike a
/// time it is the same on every machine.
const WORK: u64 = 50_000_000;

/// The time and work that are left, for those behind the wall.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    start: Instant,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// Milliseconds.
    time: AtomicU64,
    work: AtomicU64,
    stop: AtomicBool,
}

/// The payload of a reader that is stopped, which is no panic of its own.
struct Stop(Refused);

impl Watch {
    /// Returns a watch that runs for a time from now on.
    pub(super) fn new(time: Duration) -> Self {
        let time = AtomicU64::new(u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
        let shared = Shared { time, work: AtomicU64::new(0), stop: AtomicBool::new(false) };
        Self { start: Instant::now(), shared: Arc::new(shared) }
    }

    fn left(&self) -> Option<Duration> {
        let time = Duration::from_millis(self.shared.time.load(Ordering::Relaxed));
        time.checked_sub(self.start.elapsed())
    }

    /// Gives a file of so many pages its time.
    pub(super) fn extend(&self, pages: usize) {
        let time = u64::try_from(pages).unwrap_or(0).saturating_mul(PAGE);
        self.shared.time.fetch_add(time, Ordering::Relaxed);
    }

    /// Returns whether there is time left.
    pub(super) fn runs(&self) -> bool {
        !self.shared.stop.load(Ordering::Relaxed) && self.left().is_some()
    }

    /// Leaves the reader that called, from however deep within it, if time is over, or
    /// if with so many things more it has painted more than a file may.
    pub(super) fn check(&self, work: u32) {
        let work = u64::from(work);
        if self.shared.work.fetch_add(work, Ordering::Relaxed) > WORK || !self.runs() {
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
    let outside = watch.clone();
    let (sender, receiver) = mpsc::channel();
    let worker = thread::Builder::new().name("survey".into()).stack_size(STACK);
    let spawned = worker.spawn(move || {
        let read = || caught(|| read(&watch)).and_then(|result| result);
        // Nobody listens any more if the time is over.
        let _ = sender.send(threads().map_or_else(Err, |threads| threads.install(read)));
    });
    if spawned.is_err() {
        return Err(Refused::TooLarge("there is no memory left to read it with".into()));
    }
    loop {
        let left = outside.left();
        match receiver.recv_timeout(left.map_or(GRACE, |left| left.min(LOOK))) {
            Ok(result) => return result,
            Err(RecvTimeoutError::Timeout) if left.is_some() => {}
            Err(RecvTimeoutError::Timeout) => {
                outside.shared.stop.store(true, Ordering::Relaxed);
                return Err(Refused::Slow);
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Refused::Damaged("the reader gave up".into()));
            }
        }
    }
}

/// Returns threads for a reader that works in parallel. They are its own: those of the
/// whole program may all be waiting for readers.
fn threads() -> Result<rayon::ThreadPool, Refused> {
    let threads = rayon::ThreadPoolBuilder::new().stack_size(STACK);
    let threads = threads.start_handler(|_| BEHIND.set(true)).build();
    threads.map_err(|_| Refused::TooLarge("there is no memory left to read it with".into()))
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
        let result: Result<(), _> = behind(SHORT * 200, |_| panic!("index out of bounds"));
        let reason = "the reader gave up over it (`index out of bounds`)";
        assert_eq!(result, Err(Refused::Damaged(reason.into())));
        assert_eq!(behind(SHORT * 200, |_| Ok(3)), Ok(3));
    }

    #[test]
    fn a_reader_is_left_when_its_time_is_over() {
        let result: Result<(), _> = behind(SHORT, |watch| {
            loop {
                watch.check(1);
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
