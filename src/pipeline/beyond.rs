//! Texts that no page can hold, as errors of the inputs that they stand in.

use crate::diag::{Diagnostics, Problem};
use crate::place::Place;
use crate::read::codes;
use crate::read::source::Sources;

/// Says where the texts stand that run off their pages, each with its page's number; of one
/// that stands in many places, the first.
pub(super) fn report(texts: &[(String, u64)], sources: &Sources) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for (text, page) in texts {
        let places = sources.saying(text);
        let others = match places.len() {
            0 | 1 => String::new(),
            many => format!(", here or in one of {} other places", many - 1),
        };
        let start: String = text.chars().take(60).collect();
        let start = if start.len() < text.len() { start + "…" } else { start };
        let message = format!(
            "`{start}` runs off the paper on page {page}, and nobody would read the rest{others}"
        );
        let problem = Problem::new(&codes::OFF_THE_PAPER, message)
            .hint("write it as several paragraphs or rows, or put a space into a long word");
        let place = places.into_iter().next();
        diagnostics.push(problem.at(&place.unwrap_or_else(|| Place::file("agenda-pack.pdf"))));
    }
    sources.illustrate(&mut diagnostics);
    diagnostics
}
