//! Dates of birth: a date after the words that say so.

use std::sync::LazyLock;

use regex::Regex;

use super::Private;

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?ix)
        \b (?: d\.?o\.?b\.? | dates?\ of\ birth | born(?:\ on)? ) [\s:;(,=-]* (?:the\s+|is\s+|was\s+)?
        ( [0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})\b
        | [0-9]{4}-[0-9]{2}-[0-9]{2}\b
        | [0-9]{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?
          (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+[0-9]{4}\b )
    ").ok()
});

/// Returns the dates of birth in a text.
pub fn dates_of_birth(text: &str) -> Vec<Private> {
    let found = DATE.iter().flat_map(|pattern| pattern.captures_iter(text));
    let dates = found.filter_map(|found| found.get(1));
    dates.map(|date| Private { range: date.range(), key: date.as_str().to_lowercase() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_after_their_words() {
        for text in [
            "DOB: 03/04/1951",
            "d.o.b. 3.4.51",
            "born on 3rd April 1951",
            "(date of birth 1951-04-03)",
            "Born 3 Apr. 1951",
        ] {
            assert_eq!(dates_of_birth(text).len(), 1, "{text}");
        }
        for text in ["on 3 April 1951", "stubborn 3 April 1951", "born of 12 partners"] {
            assert!(dates_of_birth(text).is_empty(), "{text}");
        }
    }
}
