//! Names as they are compared, and the one that was probably meant.
//!
//! A leaf, like `place`: readers, rules and the data quoted in text all ask
//! "did you mean …?" in the same way.

use unicode_normalization::UnicodeNormalization;

/// Returns a heading or word as it is compared: lower case, letters, digits and
/// `%` only, `&` as `and`, and letters in one form: an accent apart or a ligature are
/// the same to the eye (Unicode NFKC). The one place where headings are made alike.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return folded(text.chars());
    }
    // Letters may come together that a sign stood between: `㈎ㄳ`.
    folded(folded(text.nfkc()).nfkc())
}

fn folded(letters: impl Iterator<Item = char>) -> String {
    let mut folded = String::new();
    for c in letters {
        match c {
            '&' => folded.push_str("and"),
            '%' => folded.push('%'),
            _ if c.is_alphanumeric() => {
                folded.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
            }
            _ => {}
        }
    }
    folded
}

/// Returns the candidate nearest to a folded word, where one is near enough to
/// be a slip of the pen.
pub fn nearest(folded: &str, candidates: impl IntoIterator<Item = String>) -> Option<String> {
    let scored = candidates.into_iter().map(|candidate| {
        let score = strsim::normalized_damerau_levenshtein(folded, &fold(&candidate));
        (score, candidate)
    });
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= 0.6).then_some(best.1)
}

/// Returns whether two folded words differ by a slip of the pen: two letters at the most,
/// and no more than one in five.
pub fn is_slip(one: &str, other: &str) -> bool {
    let slips = strsim::damerau_levenshtein(one, other);
    slips <= 2 && slips * 5 <= one.chars().count().max(other.chars().count())
}

/// Words that tell names apart which are alike otherwise.
const OPPOSITES: [[&[&str]; 2]; 4] = [
    [
        &["inherent", "gross", "pre", "before", "initial", "original", "untreated", "unmitigated"],
        &["residual", "net", "post", "after", "current", "treated", "mitigated"],
    ],
    [&["last", "previous"], &["next", "coming"]],
    [&["probability", "likelihood"], &["impact", "severity", "consequence", "consequences"]],
    [&["numerator"], &["denominator"]],
];

/// Returns whether one name says the opposite of another, however alike their letters are:
/// `Next review` is not meant for `Last review`, nor `Pre-mitigated likelihood` for
/// `Residual probability`.
pub fn are_opposite(one: &str, other: &str) -> bool {
    let says = |name: &str, words: &[&str]| {
        let lower = name.to_lowercase();
        let mut parts = lower.split(|c: char| !c.is_alphanumeric());
        parts.any(|part| words.contains(&part))
    };
    OPPOSITES.iter().any(|[left, right]| {
        (says(one, left) && says(other, right)) || (says(one, right) && says(other, left))
    })
}

/// Returns `1 page`, `2 pages`.
pub fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Returns words as a list is spoken: `a, b and c`.
pub fn listed(words: &[String]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => words.concat(),
    }
}

/// Returns an item's number as it is compared: `08`, `8` and `8.` are one.
pub fn same_number(number: &str) -> String {
    fold(number).trim_start_matches('0').to_string()
}

/// Returns the label that a word is: a capital, or a number of one or two digits
/// and perhaps a letter.
pub fn appendix_label(word: &str) -> Option<String> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let letters = &word[digits..];
    let fits = match digits {
        0 => letters.len() == 1 && letters.starts_with(|c: char| c.is_ascii_uppercase()),
        1 | 2 => letters.len() <= 1 && letters.bytes().all(|b| b.is_ascii_alphabetic()),
        _ => false,
    };
    fits.then(|| word.trim_start_matches('0').to_ascii_uppercase())
}

/// Returns the label in a file's name: `A` of `appendix-a-costs.pdf`.
pub fn appendix_of_file(name: &str) -> Option<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_ascii_uppercase();
    let parts: Vec<&str> = stem.split(|c: char| !c.is_alphanumeric()).collect();
    let kinds = ["APPENDIX", "ANNEXE", "ANNEX", "APP"];
    parts.iter().enumerate().find_map(|(index, part)| {
        let rest = kinds.iter().find_map(|kind| part.strip_prefix(kind))?;
        appendix_label(if rest.is_empty() { parts.get(index + 1)? } else { rest })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_the_opposite_are_not_meant_for_each_other() {
        for (one, other) in [
            ("Next review", "Last review"),
            ("Residual probability", "Pre-mitigated Likelihood"),
            ("Inherent impact", "Impact after controls"),
            ("Residual impact", "Residual likelihood"),
        ] {
            assert!(are_opposite(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("Residual probability", "Post-mitigated Likelihood"),
            ("Last review", "Last reviewed"),
            ("Result", "Results"),
        ] {
            assert!(!are_opposite(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn a_slip_is_a_letter_or_two_of_a_long_word() {
        for (one, other) in
            [("resutl", "result"), ("owners", "owner"), ("decimalplaices", "decimalplaces")]
        {
            assert!(is_slip(one, other), "{one}");
        }
        for (one, other) in
            [("nextreview", "lastreview"), ("unit", "part"), ("decplaces", "decimalplaces")]
        {
            assert!(!is_slip(one, other), "{one}");
        }
    }
}
