//! `council.toml`: the council's own names, scales, rules and headings.
//!
//! A new section is a type with its `Setting` in a file of its own, and a line in
//! the function `council`; what is not asked for there is unknown.

mod address;
mod aliases;
mod checks;
mod committee;
mod cover;
mod look;
mod matrix;
mod notice;
mod rag;
mod retention;
mod setting;
mod standing;
mod table;

use std::path::Path;

pub use self::table::Settings;
use self::table::Table;
use super::book::read_text;
use super::{codes, toml};
use crate::diag::{Code, Diagnostics};
use crate::model::council::{Committee, Council, CoverHeading};
use crate::model::notice::Notice;
use crate::model::policy::{Policy, RuleLevel};
use crate::place::{Place, Placed};

/// Reads a council's settings; all that is wrong with them is said.
///
/// Settings with an unknown key or a wrong value still make a council, so that the meeting
/// is read with them in the same run; something stands in for what could not be read.
pub fn read(
    path: &Path,
    place: &Place,
    diagnostics: &mut Diagnostics,
) -> Option<Settings<Council>> {
    let text = diagnostics.keep(read_text(path, place))?;
    parse(&text, place, diagnostics)
}

impl Settings<Council> {
    /// Returns whether what was found in an input follows from what stands in for a setting,
    /// and says nothing of the input itself.
    pub fn explains(&self, code: &Code) -> bool {
        let explained: [(&str, &[&Code]); 3] = [
            ("matrix", &[&codes::UNKNOWN_LEVEL]),
            ("cover", &[&codes::UNKNOWN_FIELD, &codes::NO_HEADING]),
            (
                "aliases",
                &[
                    &codes::NO_TABLE,
                    &codes::MISSING_COLUMN,
                    &codes::NEAR_HEADING,
                    &codes::UNREAD_COLUMN,
                    &codes::SLIP_IN_HEADING,
                    &codes::NO_HEADING,
                ],
            ),
        ];
        let mut sections = explained.iter().filter(|(key, _)| self.stand_ins.contains(key));
        sections.any(|(_, codes)| codes.contains(&code))
    }
}

/// Reads a council's settings from the text of their file.
pub(super) fn parse(
    text: &str,
    place: &Place,
    diagnostics: &mut Diagnostics,
) -> Option<Settings<Council>> {
    let tree = toml::parse(text, place, 0, diagnostics);
    Table::top(&tree, place, diagnostics, council)
}

/// The settings, one a line.
fn council(top: &mut Table<'_>) -> Option<Council> {
    let name = top.required_aside("name");
    let nation = top.aside("nation");
    let accent: Option<look::Accent> = top.aside("accent");
    let priorities = top.aside("priorities");
    let rag: Option<rag::Settings> = top.aside("rag");
    let matrix = top.required_aside("matrix");
    let cover: Option<Vec<Placed<CoverHeading>>> = top.aside("cover");
    let standing: Option<standing::Texts> = top.aside("standing-texts");
    let committees: Option<Vec<Placed<Committee>>> = top.aside("committees");
    top.refuse_twice("committee", committees.as_deref(), |committee| &committee.name);
    top.refuse_twice("heading", cover.as_deref(), |heading| &heading.field);
    let notice: Option<Notice> = top.aside("notice");
    let holidays = top.aside("holidays");
    let known_acronyms = top.aside("known-acronyms");
    let domains: Option<Vec<address::Domain>> = top.aside("public-domains");
    let words: Option<Vec<String>> = top.aside("public-words");
    let licence: Option<address::WebAddress> = top.aside("data-licence");
    let levels: Option<setting::Words<RuleLevel>> = top.aside("checks");
    let accepted = top.aside("accepted");
    let aliases: Option<aliases::Settings> = top.aside("aliases");
    let retention = top.aside("retention");
    let depositor = top.aside("archive");
    let standing = standing.unwrap_or_default();
    Some(Council {
        // Where it is missing or wrong, that is an error.
        name: name.unwrap_or_default(),
        nation: nation.unwrap_or_default(),
        accent: accent.unwrap_or_default().0,
        priorities: priorities.unwrap_or_default(),
        amber_margin: rag.unwrap_or_default().amber_margin,
        matrix: matrix.or_else(matrix::stand_in)?,
        cover: values(cover),
        standing_texts: standing.by_title,
        standing_items: standing.titles,
        committees: values(committees),
        notice: Notice { holidays: holidays.unwrap_or_default(), ..notice.unwrap_or_default() },
        known_acronyms: known_acronyms.unwrap_or_default(),
        public_domains: domains.into_iter().flatten().map(|domain| domain.0).collect(),
        public_words: words.unwrap_or_default(),
        data_licence: licence.map(|licence| licence.0),
        policy: Policy {
            levels: levels.map(|levels| levels.0).unwrap_or_default(),
            accepted: accepted.unwrap_or_default(),
        },
        aliases: aliases.unwrap_or_default().0,
        retention: retention.unwrap_or_default(),
        depositor: depositor.unwrap_or_default(),
    })
}

fn values<T>(placed: Option<Vec<Placed<T>>>) -> Vec<T> {
    placed.unwrap_or_default().into_iter().map(|value| value.value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MATRIX: &str = "[matrix]\nprobability = [\"Rare\", \"Likely\"]\nimpact = [\"Minor\", \"Major\"]\nbands = [{ rag = \"red\", from = 1 }]\n";

    fn read_text(text: &str) -> (Option<Council>, Vec<String>) {
        let mut diagnostics = Diagnostics::default();
        let place = Place::file("council.toml");
        let tree = toml::parse(text, &place, 0, &mut diagnostics);
        let council = Table::top(&tree, &place, &mut diagnostics, council);
        diagnostics.sort();
        let said = diagnostics.iter().map(|d| {
            let hint = d.hint.as_deref().unwrap_or("no hint");
            format!("{}: {} ({hint})", d.place, d.message)
        });
        (council.map(|settings| settings.value), said.collect())
    }

    fn lines(text: &str) -> Vec<String> {
        let (_, said) = read_text(text);
        said.iter().map(|line| line.split(": ").next().unwrap_or_default().to_string()).collect()
    }

    #[test]
    fn what_is_not_set_takes_its_default() {
        let (council, said) = read_text(&format!("name = \"Exampleton\"\n{MATRIX}"));
        let council = council.expect("a council");
        assert_eq!((council.accent.as_str(), council.amber_margin.value()), ("#1d5b79", 10.0));
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_slip_in_a_key_is_one_fault_with_its_line() {
        let (council, said) =
            read_text(&format!("name = \"Exampleton\"\n[rag]\namber_margn = 5\n{MATRIX}"));
        assert!(council.is_some(), "the meeting is read in the same run");
        assert_eq!(
            said,
            [
                "council.toml:3: `amber_margn` is no setting of `[rag]`, expected `amber-margin` (did you mean `amber-margin`?)"
            ]
        );
        let (council, said) = read_text(&format!("nmae = \"Exampleton\"\n{MATRIX}"));
        assert!(council.is_some(), "the meeting is read in the same run");
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].ends_with("(did you mean `name`?)"), "{said:?}");
    }

    #[test]
    fn every_missing_setting_is_said() {
        let (council, said) = read_text("[matrix]\nimpact = [\"Minor\"]\n");
        assert!(council.is_some(), "the meeting is read in the same run");
        let said: Vec<_> = said.iter().filter_map(|line| line.split(" (").next()).collect();
        assert_eq!(
            said,
            [
                "council.toml: council.toml has no `name`",
                "council.toml:1: `[matrix]` has no `probability`",
                "council.toml:1: `[matrix]` has no `bands`",
            ]
        );
    }

    #[test]
    fn a_wrong_value_that_no_input_is_read_by_hides_nothing_else() {
        let sound = |text: &str| {
            let text = format!("name = \"Exampleton\"\n{text}\n{MATRIX}");
            let mut diagnostics = Diagnostics::default();
            let settings = parse(&text, &Place::file("council.toml"), &mut diagnostics);
            (settings.map(|settings| settings.is_sound), diagnostics.has_errors())
        };
        assert_eq!(sound(""), (Some(true), false));
        for text in [
            "priorities = 4",
            "accent = \"green\"",
            "accent = 3",
            "[retention]\nminutes = 3",
            "holidays = 4",
        ] {
            assert_eq!(sound(text), (Some(false), true), "{text}");
        }
        for text in ["[[cover]]\nheading = 4", "[aliases]\nRisks = 3", "aliases = 4\naccent = 3"] {
            assert_eq!(sound(text), (Some(false), true), "{text}");
        }
        assert_eq!(sound("name Exampleton"), (None, true), "a line that is no TOML");
    }

    #[test]
    fn what_stands_twice_is_said() {
        let text = "name = \"Exampleton\"\n[[committees]]\nname = \"Cabinet\"\n[[committees]]\nname = \"cabinet \"\n\
            [[cover]]\nheading = \"Contact\"\n[[cover]]\nheading = \"contact\"\n";
        let (_, said) = read_text(&format!("{text}{MATRIX}"));
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].contains("the committee `cabinet` stands twice"), "{said:?}");
        assert!(said[1].contains("the heading `contact` stands twice"), "{said:?}");
    }

    #[test]
    fn wrong_values_stand_on_their_own_lines() {
        let text = "name = 3\naccent = \"green\"\npriorities = [\n\"Homes\",\n4,\ntrue,\n]\n\
            [rag]\namber-margin = 200\n[[cover]]\nheading = \"Contact\"\nrequired = \"yes\"\n";
        assert_eq!(
            lines(&format!("{text}{MATRIX}")),
            [1, 2, 5, 6, 9, 12].map(|line| format!("council.toml:{line}"))
        );
    }

    #[test]
    fn flaws_of_the_matrix_and_aliases_stand_on_their_own_lines() {
        let text = "name = \"Exampleton\"\n[matrix]\nprobability = [\n\"Rare\",\n\
            { word = \"Likely\", weight = 1 },\n]\nimpact = []\nbands = [\n\
            { rag = \"blue\", from = 1 },\n]\n[aliases.Risks]\nOwnr = [\"Lead\"]\n\
            [aliases.Indicaters]\nCode = [\"No\"]\n";
        assert_eq!(lines(text), [9, 12, 13].map(|line| format!("council.toml:{line}")));
        let text = text.replace("blue", "red");
        assert_eq!(lines(&text), [5, 7, 12, 13].map(|line| format!("council.toml:{line}")));
    }

    #[test]
    fn nothing_is_called_missing_where_a_line_could_not_be_read() {
        let (council, said) = read_text(&format!("name Exampleton\nnation = \"Walse\"\n{MATRIX}"));
        assert!(council.is_none());
        let starts: Vec<_> = said.iter().filter_map(|line| line.split(", ").next()).collect();
        assert_eq!(
            starts,
            ["council.toml:1: key with no value", "council.toml:2: `Walse` is no `nation`"]
        );
    }

    #[test]
    fn markdown_of_a_standing_text_has_its_own_line() {
        let text = "name = \"Exampleton\"\n[standing-texts]\nMinutes = \"\"\"\nTo\n<b>confirm</b>\n\"\"\"\n";
        let lines = lines(&format!("{text}{MATRIX}"));
        assert_eq!(lines[0], "council.toml:5");
    }
}
