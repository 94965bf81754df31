//! Whether a remark says anything: performance systems and careful authors fill
//! empty cells with words.

use crate::model::indicator::Observation;
use crate::model::narrative::Prose;
use crate::place::Placed;
use crate::spelling::fold;

/// What stands in a cell that says nothing, folded.
const NOTHING: &[&str] = &[
    "",
    "na",
    "nil",
    "none",
    "no",
    "noaction",
    "noactions",
    "nocomment",
    "nocomments",
    "nofurthercomment",
    "nofurthercomments",
    "noinfo",
    "noinformation",
    "notapplicable",
    "nothingtoreport",
    "tba",
    "tbc",
    "tobeconfirmed",
    "unassigned",
    "vacant",
];

/// Returns whether a text says anything.
pub fn says_something(text: &str) -> bool {
    !NOTHING.contains(&fold(text).as_str())
}

/// Returns whether a cell of text says anything.
pub fn is_said(text: Option<&Placed<String>>) -> bool {
    text.is_some_and(|text| says_something(text))
}

/// Returns whether a cell of prose says anything.
pub fn is_written(prose: Option<&Prose>) -> bool {
    prose.is_some_and(|prose| says_something(&prose.written))
}

/// Returns whether anybody says anything of a result, or does anything about it.
pub fn is_remarked_on(observation: &Observation) -> bool {
    [&observation.updater_comments, &observation.approver_comments, &observation.actions]
        .into_iter()
        .any(|text| is_said(text.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_fill_a_cell_say_nothing() {
        for text in
            ["", "  ", "\u{a0}\n", "No Comments", "No Info", "n/a", "N/A.", "-", "None", "TBC"]
        {
            assert!(!says_something(text), "{text:?}");
        }
        for text in ["None of the crews was full", "Two crews were short", "No. 4 is closed"] {
            assert!(says_something(text), "{text:?}");
        }
    }
}
