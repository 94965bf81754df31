//! What a certificate says of files that are not for publication: anyone may read it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::archive::bag::{INFO, OXUM};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::pipeline::holdings::Holdings;
use crate::pipeline::workspace::SETTINGS;
use crate::write::manifest::FileRecord;

/// Where the inputs are in a bag.
const ENCLOSED: &str = "data/inputs/";

/// What is said in the place of the name of an input.
const AN_INPUT: &str = "an input that is not for publication";

/// Knows which inputs may be named.
#[derive(Debug)]
pub(super) struct Discretion {
    /// Their paths below the folder of inputs; nothing where all may be.
    open: Option<BTreeSet<String>>,
}

impl Discretion {
    /// Returns that of a record: where something is withheld, the public part of it names
    /// those that anyone may know of.
    pub(super) fn of(held: &Holdings) -> Self {
        let withholds =
            held.members.is_some() || held.unknown.is_some() || held.is_without_members();
        let open = || held.inputs().0.iter().map(|input| input.path.clone()).collect();
        Self { open: withholds.then(open) }
    }

    /// Returns that of a bag whose record cannot be read.
    pub(super) fn total() -> Self {
        Self { open: Some(BTreeSet::new()) }
    }

    fn names(&self, input: &str) -> bool {
        self.open.as_ref().is_none_or(|open| open.contains(input))
    }

    /// Returns how an input differs from its record, in words that may name it or not.
    pub(super) fn of_input(&self, record: &FileRecord, how: String) -> String {
        if self.names(&record.path) { how } else { unnamed(&how) }
    }

    /// Returns what is wrong with the files of a bag.
    pub(super) fn of_bag(&self, flaws: &[String]) -> Vec<String> {
        let oxum = format!("{INFO}: {OXUM} ");
        let said = |flaw: &String| match flaw.strip_prefix(ENCLOSED) {
            Some(flaw) if !self.names(path(flaw)) => unnamed(flaw),
            // The difference would be the length of a file that is missing.
            None if self.open.is_some() && flaw.starts_with(&oxum) => {
                format!("{INFO}: {OXUM} is not that of the files")
            }
            _ => flaw.clone(),
        };
        let mut said: Vec<String> = flaws.iter().map(said).collect();
        said.dedup();
        said
    }

    /// Returns the errors of inputs: where something is withheld, what they say may quote it,
    /// so that the rule alone is named.
    pub(super) fn errors(&self, diagnostics: &Diagnostics) -> Vec<String> {
        let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let mut said: Vec<String> = errors.map(|found| self.error(found)).collect();
        said.dedup();
        said
    }

    fn error(&self, Diagnostic { place, message, code, .. }: &Diagnostic) -> String {
        let Some(open) = &self.open else { return format!("{place}: {message}") };
        // Places are named from the meeting's folder, inputs from the one above it.
        let is_open = |input: &String| {
            let own = input.split_once('/').map_or(input.as_str(), |(_, own)| own);
            own == place.path() || input == place.path()
        };
        if place.path() == SETTINGS || open.iter().any(is_open) {
            format!("{}: {} ({})", place.path(), code.name, code.id)
        } else {
            format!("{AN_INPUT}: {} ({})", code.name, code.id)
        }
    }
}

/// Returns the path that a flaw begins with.
fn path(flaw: &str) -> &str {
    let ends = [": ", " is missing", " was added", " has ", " is no file", " is not in every"];
    let end = ends.iter().filter_map(|end| flaw.find(end)).min();
    &flaw[..end.unwrap_or(flaw.len())]
}

fn unnamed(how: &str) -> String {
    let what = if how.ends_with("is missing") { "is missing" } else { "is not as it was" };
    format!("{AN_INPUT} {what}")
}

/// Files for members that are called alike in every meeting.
const KNOWN: [&str; 5] = [
    "agenda-pack.pdf",
    "agenda-pack-consolidated.pdf",
    "manifest.json",
    "data/pack.json",
    "accessibility-statement.html",
];

static MEMBERS: LazyLock<Regex> = LazyLock::new(|| {
    let ends = "`|: | is (?:missing|no file|not )| was added| has |; |$";
    pattern(&format!("private/(?<path>[^`]*?)(?<end>{ends})"))
});
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?<folder>(?:supplements/\d+/)?(?:items|appendices)/\d+[a-z]?-).*(?<ending>\.\w+)$")
});
static LATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^supplements/\d+/(?:agenda-supplement-\d+\.pdf|pack\.json|accessibility-statement\.html)$",
    )
});

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns what is said of files without the titles in the names of members' papers,
/// which may be exempt themselves; their numbers stay: `private/items/05-….pdf`. A file
/// that no build makes is not named.
pub(super) fn untitled(said: &str) -> String {
    let named = |found: &Captures<'_>| {
        let (path, end) = (&found["path"], &found["end"]);
        if KNOWN.contains(&path) || path.is_empty() || LATE.is_match(path) {
            return found[0].to_string();
        }
        match NUMBERED.captures(path) {
            Some(parts) => format!("private/{}…{}{end}", &parts["folder"], &parts["ending"]),
            None => format!("private/…{end}"),
        }
    };
    MEMBERS.replace_all(said, named).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Problem};
    use crate::place::Place;

    #[test]
    fn titles_of_members_papers_are_not_said() {
        for (said, expected) in [
            ("private/items/05-sale-of-land.pdf is missing", "private/items/05-….pdf is missing"),
            (
                "`data/outputs/m/private/supplements/1/appendices/04-land.xlsx`: it comes out otherwise",
                "`data/outputs/m/private/supplements/1/appendices/04-….xlsx`: it comes out otherwise",
            ),
            ("private/agenda-pack.pdf was added", "private/agenda-pack.pdf was added"),
            ("public/items/05-sale.pdf is missing", "public/items/05-sale.pdf is missing"),
            (
                "private/Sale to Smith.pdf was added: no record has it",
                "private/… was added: no record has it",
            ),
            ("private/sale/x: SHA-256 is 0…", "private/…: SHA-256 is 0…"),
            (
                "private/supplements/2/agenda-supplement-2.pdf: page 3 differs",
                "private/supplements/2/agenda-supplement-2.pdf: page 3 differs",
            ),
        ] {
            assert_eq!(untitled(said), expected);
        }
    }

    #[test]
    fn inputs_that_are_not_for_publication_are_not_named() {
        let open = BTreeSet::from(["m/reports/02-streets/report.md".to_string()]);
        let discretion = Discretion { open: Some(open) };
        let flaws = [
            "data/inputs/m/reports/02-streets/report.md is missing",
            "data/inputs/m/reports/05-sale/report.md: SHA-256 is 0…, expected 1…",
            "data/inputs/m/reports/06 sale/report.md is missing",
            "data/outputs/m/public/notice.txt is missing",
            "bag-info.txt: Payload-Oxum is 3193627.133, found 3188154.132",
        ];
        assert_eq!(
            discretion.of_bag(&flaws.map(String::from)),
            [
                flaws[0],
                "an input that is not for publication is not as it was",
                "an input that is not for publication is missing",
                flaws[3],
                "bag-info.txt: Payload-Oxum is not that of the files",
            ]
        );
    }

    #[test]
    fn what_an_error_says_is_not_said_where_it_may_quote_something() {
        static CODE: Code = Code { id: "X1", name: "no-number", severity: Severity::Error };
        let error =
            |path: &str| Problem::new(&CODE, "`secret` is no number").at(&Place::file(path));
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(error("reports/02-streets/report.md"));
        diagnostics.push(error("reports/05-sale/kpi.xlsx"));
        let open = BTreeSet::from(["m/reports/02-streets/report.md".to_string()]);
        let said = Discretion { open: Some(open) }.errors(&diagnostics);
        let expected = [
            "reports/02-streets/report.md: no-number (X1)",
            "an input that is not for publication: no-number (X1)",
        ];
        assert_eq!(said, expected);
        let said = Discretion { open: None }.errors(&diagnostics);
        assert_eq!(said[0], "reports/02-streets/report.md: `secret` is no number");
    }
}
