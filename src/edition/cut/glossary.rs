//! Terms of a report's glossary that only its exempt parts use: what they mean would
//! tell what those are about.

use crate::model::report::Report;
use crate::place::Placed;

/// Takes the terms that an exempt part uses, and nothing open, out of the glossary of
/// what is open.
pub(super) fn cut(open: &mut Report, exempt: &Report) -> Vec<(Placed<String>, String)> {
    let terms = std::mem::take(&mut open.glossary);
    // As JSON, so that no text of a report is left out.
    let text = |report: &Report| serde_json::to_string(report).unwrap_or_default();
    let (public, withheld) = (text(open), text(exempt));
    let (exempt, open_terms) =
        terms.into_iter().partition(|(term, _)| uses(&withheld, term) && !uses(&public, term));
    open.glossary = open_terms;
    exempt
}

/// Returns whether a text has a term, or its plural, as a word of its own.
fn uses(text: &str, term: &str) -> bool {
    let stem = term.trim().trim_end_matches('s');
    let mut found = text.match_indices(stem).filter(|_| !stem.is_empty());
    found.any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + stem.len()..].trim_start_matches('s').chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::uses;

    #[test]
    fn a_term_is_a_word_of_its_own_or_its_plural() {
        for (text, term, expected) in [
            ("the CPO of 2024", "CPO", true),
            ("two CPOs", "CPO", true),
            ("one KPI", "KPIs", true),
            ("the CPOX", "CPO", false),
            ("none", "", false),
        ] {
            assert_eq!(uses(text, term), expected, "{term} in {text}");
        }
    }
}
