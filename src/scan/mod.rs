//! The proof that nothing exempt got out: finished public files, searched for
//! what was withheld.
//!
//! The public edition has no exempt papers in it, because `edition` cuts
//! them out before anything is laid out. This is the second lock, and it shares
//! no code with the first nor with any writer: it reads the bytes that would be
//! published, as somebody would who looks for what is hidden there.
//!
//! Local Government Act 1972, section 100B(2): papers that are likely to be taken
//! while the public is excluded may be left out of what is open; section 100D(4)
//! keeps them out of the background papers too, and Schedule 12A says which they
//! are. What has once been published cannot be called back.

mod candidates;
mod day;
mod fold;
mod leaf;
mod mark;
mod needle;
mod number;
mod passage;
mod pdf;
mod plain;
mod public;
mod read;
mod runs;
mod search;
mod secrets;
mod trace;

use rayon::prelude::*;

use self::search::Search;
pub use self::secrets::{OpenPaper, Secrets};
pub use self::trace::{Kind, Trace};

/// Searches finished files, each by its path in the outputs and its bytes, and
/// returns every trace, in the order of the files and of their places. The form
/// of the files is searched whether anything is secret or not.
pub fn search(secrets: &Secrets, files: &[(String, Vec<u8>)]) -> Vec<Trace> {
    let traces = files.par_iter().map(|(name, bytes)| Search::of(secrets, name, bytes));
    let mut traces: Vec<Vec<Trace>> = traces.collect();
    traces.sort_by(|a, b| {
        let file = |traces: &[Trace]| traces.first().map(|trace| trace.file.clone());
        file(a).cmp(&file(b))
    });
    traces.concat()
}
