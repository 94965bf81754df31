//! Acronyms in prose, and whether the text says what they stand for.

use super::{Word, sentences, words};

/// What every reader of a council's papers knows without a glossary.
const KNOWN: &[&str] = &[
    "AGM", "AM", "BBC", "BT", "CCTV", "CD", "CO2", "CV", "DIY", "DOB", "DVD", "EU", "FAQ", "GB",
    "GCSE", "GDP", "GP", "GPS", "HM", "HMP", "HMRC", "HR", "ICT", "ID", "ISBN", "IT", "LED", "MOT",
    "MP", "NHS", "NI", "OK", "PA", "PC", "PDF", "PIN", "PM", "PO", "PR", "RAG", "RSPCA", "SMS",
    "TV", "UK", "UN", "URL", "USA", "VAT", "WC",
];

/// Words that are written in capitals to stress them.
const STRESSED: &[&str] = &[
    "ALL", "ALSO", "AND", "ANNEX", "ANY", "ARE", "BUT", "DO", "EACH", "FOR", "FREE", "FROM", "HAS",
    "HAVE", "IN", "IS", "LONG", "MUST", "NB", "NEW", "NIL", "NO", "NON", "NONE", "NOT", "NOTE",
    "OF", "OFF", "ON", "ONLY", "OR", "PART", "SHALL", "SHORT", "TBA", "TBC", "TERM", "THE", "THIS",
    "TO", "UPDATE", "WILL", "YES",
];

/// Returns the acronyms of a text in order, each at its word, without its
/// plural's `s`.
pub fn acronyms(text: &str) -> Vec<(Word<'_>, &str)> {
    let all = words(text);
    let capitals = all.iter().filter(|word| is_capitals(word.text)).count();
    if capitals * 2 > all.len() {
        return Vec::new();
    }
    sentences(text).iter().flat_map(|sentence| in_sentence(sentence)).collect()
}

fn in_sentence<'a>(sentence: &[Word<'a>]) -> Vec<(Word<'a>, &'a str)> {
    let mut found = Vec::new();
    // A word that stands alone is a heading or a label: `NOTICE`.
    if sentence.len() < 2 {
        return found;
    }
    for (index, word) in sentence.iter().enumerate() {
        let next = sentence.get(index + 1).filter(|next| next.follows_on());
        let before = index.checked_sub(1).filter(|_| word.follows_on()).map(|at| &sentence[at]);
        let shouted = [before, next]
            .into_iter()
            .flatten()
            .any(|other| is_capitals(other.text) && other.text.len().max(word.text.len()) > 4);
        let term = singular(word.text);
        // `AB 12` is a reference; a year may follow any acronym.
        let short = |next: &&Word<'_>| next.text.len() < 4 && is_digits(next.text);
        if term.len() == 2 && next.as_ref().is_some_and(short) {
            continue;
        }
        if !shouted && is_acronym(term) {
            found.push((*word, term));
        }
    }
    found
}

/// Returns a term without the `s` of a plural or genitive.
pub fn singular(term: &str) -> &str {
    let stem = ["'s", "’s", "s"].iter().find_map(|end| term.strip_suffix(end));
    stem.filter(|stem| is_capitals(stem)).unwrap_or(term)
}

/// Returns whether a word is an acronym that not every reader knows.
fn is_acronym(term: &str) -> bool {
    let digits = term.bytes().filter(u8::is_ascii_digit).count();
    let roman = term.bytes().all(|b| b"IVX".contains(&b));
    // `LS2` is the first half of a postcode.
    let district = digits == 1 && term.len() == 3;
    (2..=6).contains(&term.len())
        && is_capitals(term)
        && digits <= 1
        && !roman
        && !district
        && !KNOWN.contains(&term)
        && !STRESSED.contains(&term)
}

fn is_digits(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// Returns whether a word is of capitals, two or more, and perhaps digits.
fn is_capitals(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_uppercase).count();
    let plain = word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    letters >= 2 && plain && word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Returns whether a text says what a term stands for: `Freedom of Information
/// (FOI)` or `FOI (Freedom of Information)`.
pub fn is_expanded(term: &str, text: &str) -> bool {
    // Taking a text apart costs more than a look at it.
    if !text.contains(term) {
        return false;
    }
    let all = words(text);
    all.iter().enumerate().filter(|(_, word)| singular(word.text) == term).any(|(index, word)| {
        let next = all.get(index + 1);
        let enclosed = word.gap.ends_with('(')
            && next.map_or(text[word.end()..].starts_with(')'), |next| next.gap.starts_with(')'));
        let opens = next.is_some_and(|next| next.gap.trim() == "(")
            && next.is_some_and(|next| starts_alike(term, next.text));
        enclosed || opens
    })
}

fn starts_alike(term: &str, word: &str) -> bool {
    let first = |text: &str| text.chars().next().map(|c| c.to_ascii_lowercase());
    first(term) == first(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<&str> {
        acronyms(text).into_iter().map(|(_, term)| term).collect()
    }

    #[test]
    fn finds_what_a_reader_may_not_know() {
        assert_eq!(
            found("The CSU and its SLAs are under review by the DBC's board"),
            ["CSU", "SLA", "DBC"]
        );
        assert_eq!(found("Work on PSN compliance"), ["PSN"]);
    }

    #[test]
    fn leaves_codes_numerals_and_stress_alone() {
        for text in [
            "Henry VIII and Part II",
            "days lost through SHORT TERM sickness",
            "1,360 said NO to it",
            "the NHS and a GP in the UK",
            "CSU11 and PP_R011 and Q3",
            "A HEADING IN CAPITALS",
            "PDF/UA-1",
            "the depot at LS2 is full",
            "the van AB 12 was sold, and lot QQ 7 with it",
            "write to PO Box 7 about GCSE results",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn knows_an_expansion() {
        assert!(is_expanded("HEF", "Household Enquiry Forms (HEF) went to all"));
        assert!(is_expanded("HEF", "the HEF (Household Enquiry Form) went"));
        assert!(is_expanded("KPI", "indicators (KPIs)"));
        assert!(!is_expanded("HEF", "the HEF (see below) went out with the HEF"));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            for (word, term) in acronyms(&text) {
                prop_assert!(word.text.starts_with(term));
                let _ = is_expanded(term, &text);
            }
        }
    }
}
