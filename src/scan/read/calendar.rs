//! iCalendar: folded lines made whole (RFC 5545, section 3.1).

use super::Search;
use crate::scan::needle::Rigour;
use crate::scan::passage::Passage;

/// Searches a calendar.
pub(super) fn calendar(search: &mut Search<'_>, text: &str) {
    let mut passage = Passage::default();
    for (number, line) in text.lines().enumerate() {
        passage.at(format!("line {}", number + 1));
        if let Some(rest) = line.strip_prefix([' ', '\t']) {
            push(&mut passage, rest);
        } else {
            passage.space();
            push(&mut passage, line);
        }
    }
    search.passage(&passage, Rigour::Content);
}

fn push(passage: &mut Passage, text: &str) {
    let plain = text.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",");
    passage.push(&plain.replace("\\;", ";"));
}
