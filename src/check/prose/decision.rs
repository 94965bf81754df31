//! Recommendations, and whether they ask for a decision.

use super::words;

/// The verbs by which a committee decides. Adding one here is all that it takes.
const VERBS: &[&str] = &[
    "accept",
    "acknowledge",
    "adopt",
    "agree",
    "allocate",
    "amend",
    "appoint",
    "approve",
    "ask",
    "authorise",
    "authorize",
    "award",
    "choose",
    "comment",
    "commend",
    "confirm",
    "consider",
    "consult",
    "debate",
    "decide",
    "defer",
    "delegate",
    "determine",
    "direct",
    "discuss",
    "endorse",
    "establish",
    "examine",
    "exclude",
    "extend",
    "feed",
    "give",
    "grant",
    "identify",
    "implement",
    "instruct",
    "invite",
    "make",
    "monitor",
    "nominate",
    "note",
    "offer",
    "permit",
    "progress",
    "propose",
    "provide",
    "publish",
    "ratify",
    "recommend",
    "receive",
    "refer",
    "refuse",
    "reject",
    "release",
    "remove",
    "renew",
    "request",
    "require",
    "resolve",
    "review",
    "scrutinise",
    "set",
    "sign",
    "submit",
    "support",
    "suspend",
    "take",
    "undertake",
    "waive",
    "welcome",
];

/// Returns the recommendations of a text, each with where it begins in bytes: the
/// text itself, or the points under a lead-in that asks for nothing yet.
///
/// Points under a lead-in that decides (`That Members note:`) belong to it.
pub fn recommendations(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let plain = without_marker(line);
        if !plain.trim().is_empty() {
            lines.push((
                at + (line.len() - plain.len()),
                plain.trim_end(),
                line.len() != plain.len(),
            ));
        }
        at += line.len() + 1;
    }
    let [(_, lead, marked), points @ ..] = &lines[..] else { return Vec::new() };
    let deciding = decides(lead) && !marked;
    if points.is_empty() || deciding {
        return vec![(lines[0].0, lead)];
    }
    let from = usize::from(!marked);
    lines[from..].iter().filter(|line| line.2).map(|(at, line, _)| (*at, *line)).collect()
}

/// Returns a line without what numbers or points it: `1. `, `(a) `, `- `.
fn without_marker(line: &str) -> &str {
    let start = line.trim_start();
    if let Some(rest) = start.strip_prefix(['-', '*', '•', '–']) {
        return rest.trim_start();
    }
    let Some((marker, rest)) = start.split_once(char::is_whitespace) else { return line };
    let bare = marker.trim_matches(|c| matches!(c, '(' | ')' | '.'));
    let numbered = bare.len() < marker.len() && bare.len() <= 4 && !bare.is_empty();
    let roman = bare.chars().all(|c| "ivx".contains(c));
    let numeral = bare.chars().all(|c| c.is_ascii_digit() || c == '.') || bare.len() == 1 || roman;
    if numbered && numeral { rest.trim_start() } else { line }
}

/// Returns whether a recommendation has a verb by which a committee decides.
pub fn decides(text: &str) -> bool {
    let words: Vec<String> =
        words(text).iter().map(|word| word.text.to_ascii_lowercase()).collect();
    let is_verb = |word: &String| VERBS.iter().any(|verb| is_form(word, verb));
    words.iter().any(is_verb) || words.windows(2).any(|pair| pair[0] == "be" && is_done(&pair[1]))
}

/// Returns whether a word says what is done to something: `That the land be sold`.
fn is_done(word: &str) -> bool {
    const OTHERS: [&str; 14] = [
        "sold", "let", "made", "held", "built", "kept", "paid", "spent", "sent", "put", "set",
        "met", "begun", "bought",
    ];
    (word.len() > 4 && word.ends_with("ed")) || word.ends_with("en") || OTHERS.contains(&word)
}

/// Returns whether a word is a verb's infinitive, third person or participle.
fn is_form(word: &str, verb: &str) -> bool {
    let Some(ending) = word.strip_prefix(verb) else {
        return match verb {
            "take" => word == "taken",
            "give" => word == "given",
            "choose" => word == "chosen",
            "make" => word == "made",
            "feed" => word == "fed",
            "undertake" => word == "undertaken",
            _ => verb.strip_suffix('y').is_some_and(|stem| {
                word.strip_prefix(stem).is_some_and(|rest| matches!(rest, "ied" | "ies"))
            }),
        };
    };
    let last = &verb[verb.len() - 1..];
    matches!(ending, "" | "s" | "es" | "ed")
        || (ending == "d" && last == "e")
        || ending.strip_suffix("ed").is_some_and(|doubled| doubled == last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn knows_a_decision() {
        for text in [
            "That the report be noted.",
            "That Members take note of the report.",
            "To ratify the appointment",
            "That the matter be referred to Cabinet",
            "Cabinet is recommended to approve the budget",
            "That delegated authority is given",
            "That the plan be ratified",
            "That the land be sold to the tenant for £4,250,000",
            "That the scheme be closed",
        ] {
            assert!(decides(text), "{text}");
        }
        for text in ["The report", "None", "See paragraph 3.", "That the service is good"] {
            assert!(!decides(text), "{text}");
        }
    }

    #[test]
    fn points_under_a_lead_in_are_recommendations() {
        let text =
            |text| recommendations(text).into_iter().map(|(_, line)| line).collect::<Vec<_>>();
        assert_eq!(
            text("That Members:\n1. note the report\n2. the budget"),
            ["note the report", "the budget"]
        );
        assert_eq!(text("That Members note:\n- the report\n- the budget"), ["That Members note:"]);
        assert_eq!(text("1. That it be noted\n2. More"), ["That it be noted", "More"]);
        assert_eq!(text("(a) approve it\n(b) agree it"), ["approve it", "agree it"]);
        assert_eq!(text(""), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn every_recommendation_stands_where_it_says(text in "([a-z.() \n-]|1\\. |That ){0,40}") {
            for (at, line) in recommendations(&text) {
                prop_assert!(text[at..].starts_with(line));
            }
        }

        #[test]
        fn every_verb_decides_in_every_form(index in 0..VERBS.len()) {
            let text = ["That Members", VERBS[index], "it"].join(" ");
            prop_assert!(decides(&text));
        }
    }
}
