//! What a document has beside its text: tracked changes, headers and footers,
//! comments, the names of its authors, programs.

use super::reader::Parts;
use super::tree::{Element, parse};
use crate::diag::{Diagnostics, Problem};
use crate::model::concealed::{Concealed, Concealment, EmbeddedKind, Property, PropertyKind};
use crate::place::Place;
use crate::read::codes;
use crate::read::exempt;
use crate::read::workbook::package::Package;
use crate::read::workbook::properties::{of_list, property};
use crate::read::workbook::relations::Relations;

use super::reader::short;

/// Elements that say that text was put in, taken out or moved.
const OF_TEXT: [&str; 7] =
    ["w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel", "w:cellMerge"];

/// Says which changes of a document are neither accepted nor rejected.
pub(super) fn changes(parts: &Parts, place: &Place, said: &mut Diagnostics) {
    let notes = parts.footnotes.iter().chain(&parts.endnotes);
    let (mut text, mut look) = (Changes::default(), Changes::default());
    parts.body.visit(&mut |element| {
        if OF_TEXT.contains(&element.name.as_str()) {
            text.add(element.paragraph);
        } else if element.name.starts_with("w:") && element.name.ends_with("Change") {
            look.add(element.paragraph);
        }
    });
    for note in notes {
        note.visit(&mut |element| {
            if OF_TEXT.contains(&element.name.as_str()) {
                text.add_elsewhere();
            }
        });
    }
    if let Some(at) = text.place(place) {
        let problem = Problem::new(
            &codes::UNACCEPTED_CHANGE,
            format!(
                "{} neither accepted nor rejected, the first here",
                text.counted("tracked change")
            ),
        )
        .hint("accept or reject every change (Review › Accept › Accept All Changes)");
        said.push(problem.at(&at));
    }
    if let Some(at) = look.place(place) {
        let problem = Problem::new(
            &codes::UNACCEPTED_LOOK,
            format!(
                "{} neither accepted nor rejected, the first here",
                look.counted("change of formatting")
            ),
        )
        .hint("accept or reject every change (Review › Accept › Accept All Changes)");
        said.push(problem.at(&at));
    }
}

#[derive(Default)]
struct Changes {
    count: usize,
    first: Option<u32>,
}

impl Changes {
    /// An element within a paragraph comes after it has begun.
    fn add(&mut self, paragraphs: u32) {
        self.count += 1;
        self.first.get_or_insert(paragraphs.saturating_sub(1));
    }

    fn add_elsewhere(&mut self) {
        self.count += 1;
    }

    fn place(&self, file: &Place) -> Option<Place> {
        (self.count > 0).then(|| self.first.map_or_else(|| file.clone(), |p| file.paragraph(p)))
    }

    fn counted(&self, what: &str) -> String {
        match self.count {
            1 => format!("1 {what} is"),
            // The noun comes first: changes of formatting.
            many => format!("{many} {} are", what.replacen("change", "changes", 1)),
        }
    }
}

/// Says what headers, footers and watermarks say that the pack's own do not; returns
/// those that speak of what is exempt.
pub(super) fn margins(
    package: &mut Package<'_>,
    relations: &Relations,
    place: &Place,
    said: &mut Diagnostics,
) -> Vec<String> {
    let mut exempt = Vec::new();
    let mut seen = Vec::new();
    for (kind, what) in [("header", "a header"), ("footer", "a footer")] {
        let parts: Vec<String> =
            relations.of_kind(kind).map(|relation| relation.target.clone()).collect();
        for part in parts {
            let Some(root) = package.text(&part).and_then(|text| parse(&text).ok()) else {
                continue;
            };
            let words = root.words();
            if is_numbering(&words) || seen.contains(&words) {
                continue;
            }
            if speaks_of_exemption(&words) {
                exempt.push(words.clone());
                seen.push(words);
                continue;
            }
            let problem = Problem::new(
                &codes::UNCARRIED_FEATURE,
                format!("{what} is not carried: `{}`", short(&words)),
            )
            .hint("write it into the text if readers need it: the pack has headers and footers of its own");
            said.push(problem.at(place));
            seen.push(words);
        }
    }
    exempt
}

/// Returns whether words do no more than number pages.
fn is_numbering(words: &str) -> bool {
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let counts = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    words
        .into_iter()
        .all(|word| counts(word) || matches!(word.to_lowercase().as_str(), "page" | "of"))
}

/// Returns whether words say that something is not for publication.
pub(super) fn speaks_of_exemption(words: &str) -> bool {
    let lower = words.to_lowercase();
    let phrases =
        ["not for publication", "exempt from publication", "exempt information", "confidential"];
    exempt::is_spoken_of(words) || phrases.iter().any(|phrase| lower.contains(phrase))
}

/// Returns what a document holds and does not show, comments and hidden text aside.
pub(super) fn concealed(
    package: &mut Package<'_>,
    relations: &Relations,
    place: &Place,
) -> Vec<Concealed> {
    let mut found: Vec<Concealed> = of_list(names(package), place).into_iter().collect();
    let count = ["oleObject", "package"].iter().map(|kind| relations.of_kind(kind).count()).sum();
    if count > 0 {
        let what = Concealment::Embedded { kind: EmbeddedKind::File, count };
        found.push(Concealed { place: place.clone(), what });
    }
    if relations.of_kind("vbaProject").next().is_some() {
        found.push(Concealed { place: place.clone(), what: Concealment::Macros });
    }
    found
}

/// Returns the names of people in the properties of a document.
fn names(package: &mut Package<'_>) -> Vec<Property> {
    let mut read = |part: &str| package.text(part).and_then(|text| parse(&text).ok());
    let (core, app) = (read("docprops/core.xml"), read("docprops/app.xml"));
    let value = |root: &Option<Element>, name: &str| {
        let root = root.as_ref()?;
        let found = root
            .elements()
            .find(|element| element.name.rsplit(':').next().is_some_and(|local| local == name));
        found.map(Element::own_text)
    };
    let named = [
        (PropertyKind::Author, value(&core, "creator")),
        (PropertyKind::LastEditor, value(&core, "lastModifiedBy")),
        (PropertyKind::Manager, value(&app, "Manager")),
        (PropertyKind::Company, value(&app, "Company")),
    ];
    named.into_iter().filter_map(|(kind, name)| property(kind, &name?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_say_nothing() {
        for words in ["", "Page 1 of 12", "3", "- 4 -", "page | of"] {
            assert!(is_numbering(words), "{words}");
        }
        assert!(!is_numbering("Report of the Head of Finance"));
        assert!(speaks_of_exemption("NOT FOR PUBLICATION by virtue of paragraph 3"));
        assert!(!speaks_of_exemption("Report of the Head of Finance"));
    }
}
