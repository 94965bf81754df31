//! Numbers of the agenda that do not count on.

use crate::check::{Findings, Rule, Scope};
use crate::diag::{Code, Severity};
use crate::model::meeting::AgendaItem;

/// The rule.
pub static RULE: Rule = Rule {
    code: &Code {
        id: "AGENDA001",
        name: "agenda-number-out-of-order",
        severity: Severity::Warning,
    },
    finds: "an item whose number does not follow the one before; Part 2 may begin again at 1",
    why: "members turn to an item by its number, and a gap looks like a paper that was taken out",
    mend: "number the items on: 7, 8, 8a, 9; a withdrawn item keeps its place and has the status `withdrawn`",
    run,
};

fn run(scope: &Scope<'_>, findings: &mut Findings) {
    for pair in scope.meeting.agenda.windows(2) {
        let [before, item] = pair else { continue };
        let (Some(last), Some(number)) = (parse(&before.number), parse(&item.number)) else {
            continue;
        };
        // The same number twice is said by the reader.
        if last != number && !follows(&last, &number) && !begins_part_two(before, item, &number) {
            findings.add(
                &item.number.place,
                format!("item {} follows item {}", item.number.value, before.number.value),
                "number the items on; a withdrawn item keeps its place".into(),
            );
        }
    }
}

/// Returns the number and the letter of `8`, `08.` or `10a`.
fn parse(number: &str) -> Option<(u32, String)> {
    let number = number.trim().trim_end_matches(['.', ')']);
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let (digits, letter) = number.split_at(digits);
    let plain = letter.len() <= 1 && letter.chars().all(|c| c.is_ascii_alphabetic());
    plain.then(|| Some((digits.parse().ok()?, letter.to_ascii_lowercase()))).flatten()
}

fn follows(last: &(u32, String), number: &(u32, String)) -> bool {
    let next_letter = || {
        let letter = last.1.bytes().next().map_or(b'a', |letter| letter + 1);
        number.1.bytes().next() == Some(letter)
    };
    let starts = number.1.is_empty() || number.1 == "a";
    (number.0 == last.0 + 1 && starts) || (number.0 == last.0 && next_letter())
}

fn begins_part_two(before: &AgendaItem, item: &AgendaItem, number: &(u32, String)) -> bool {
    before.part.is_public() && !item.part.is_public() && number.0 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_on_with_and_without_letters() {
        let follow = |last, number| {
            parse(last).zip(parse(number)).is_some_and(|(last, number)| follows(&last, &number))
        };
        for (last, number) in
            [("7", "8"), ("08.", "9"), ("8", "8a"), ("8a", "8b"), ("8b", "9"), ("8", "9a")]
        {
            assert!(follow(last, number), "{last} {number}");
        }
        for (last, number) in [("7", "9"), ("8", "7"), ("8a", "8c"), ("8", "8b"), ("8", "9b")] {
            assert!(!follow(last, number), "{last} {number}");
        }
        assert_eq!(parse("A1"), None);
    }
}
