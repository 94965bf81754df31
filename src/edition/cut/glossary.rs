//! Terms of a report's glossary, where some of it is exempt: a term tells what a text is
//! about, so those stay that the open text uses, and no others.

use serde_json::Value;

use crate::model::report::Report;
use crate::place::Placed;
use crate::spelling::fold;

/// Takes the terms that nothing open uses out of the glossary of what is open, where
/// anything of the report is exempt.
pub(super) fn cut(open: &mut Report, is_any_exempt: bool) -> Vec<(Placed<String>, String)> {
    if !is_any_exempt {
        return Vec::new();
    }
    let terms = std::mem::take(&mut open.glossary);
    let mut is_used = vec![false; terms.len()];
    // As JSON, so that no text of a report is left out.
    let mut texts = Vec::new();
    collect(&serde_json::to_value(&*open).unwrap_or_default(), &mut texts);
    // What an open term means may be said with another term.
    while !texts.is_empty() {
        let mut meanings = Vec::new();
        for ((term, meaning), is_used) in terms.iter().zip(&mut is_used) {
            if !*is_used && texts.iter().any(|text| uses(text, term)) {
                *is_used = true;
                meanings.push(words(meaning));
            }
        }
        texts = meanings;
    }
    let mut used = is_used.into_iter();
    let (kept, withheld) = terms.into_iter().partition(|_| used.next().unwrap_or_default());
    open.glossary = kept;
    withheld
}

/// Adds every text of a value as its words; where something stands is no text.
fn collect(value: &Value, texts: &mut Vec<Vec<String>>) {
    match value {
        Value::String(text) => texts.push(words(text)),
        Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        Value::Object(entries) => {
            let spoken = entries.iter().filter(|(key, _)| !["place", "path"].contains(&&***key));
            spoken.for_each(|(_, value)| collect(value, texts));
        }
        _ => {}
    }
}

/// Returns the words of a text, each in the singular and in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(fold);
    words.filter(|word| !word.is_empty()).map(|word| singular(&word)).collect()
}

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) if stem.chars().count() > 1 => format!("{stem}y"),
        _ => word.strip_suffix('s').filter(|stem| !stem.is_empty()).unwrap_or(word).to_string(),
    }
}

/// Returns whether a text has a term: its words in a row, apart or run together.
fn uses(text: &[String], term: &str) -> bool {
    let term = words(term);
    let joined = term.concat();
    let begins = |at: usize| {
        let longest = (text.len() - at).min(joined.len());
        let mut run = String::new();
        text[at..at + longest].iter().any(|word| {
            run.push_str(word);
            run == joined
        })
    };
    !joined.is_empty() && (0..text.len()).any(begins)
}

#[cfg(test)]
mod tests {
    use super::{uses, words};

    #[test]
    fn a_term_is_known_in_the_forms_that_it_is_written_in() {
        for (text, term, expected) in [
            ("the CPO of 2024", "CPO", true),
            ("two CPOs", "CPO", true),
            ("one KPI", "KPIs", true),
            ("several policies", "policy", true),
            ("a land-fill site", "Landfill", true),
            ("the \u{201c}call\u{a0}off\u{201d} contract", "Call-off", true),
            ("the CPOX", "CPO", false),
            ("X CPO", "XC", false),
            ("none", "", false),
        ] {
            assert_eq!(uses(&words(text), term), expected, "{term} in {text}");
        }
    }
}
