//! What a reader of a document keeps in mind while it goes through it.

use std::collections::BTreeMap;

use super::bounds::Spent;
use super::fields::Field;
use super::items::Item;
use super::numbering::Numbering;
use super::styles::Styles;
use super::table::Rows;
use super::tree::Element;
use crate::diag::{Code, Diagnostic, Diagnostics, Problem};
use crate::model::picture::Picture;
use crate::place::{Place, Placed};
use crate::read::codes;
use crate::read::workbook::package::Package;
use crate::read::workbook::relations::Relations;

/// The most things that are said of one document.
const MAX_SAID: usize = 200;

/// The parts that are read for the text.
pub(super) struct Parts {
    pub(super) body: Element,
    pub(super) footnotes: Option<Element>,
    pub(super) endnotes: Option<Element>,
    pub(super) styles: Styles,
    pub(super) relations: Relations,
    /// The name of the main part, by which its relations are found.
    pub(super) name: String,
}

/// A reader on its way through a document.
pub(super) struct Reader<'a> {
    pub(super) parts: &'a Parts,
    pub(super) package: Package<'a>,
    pub(super) numbering: Numbering,
    pub(super) place: Place,
    /// The part that is being read, whose relations count.
    pub(super) part: String,
    /// The paragraph that is being read.
    pub(super) here: u32,
    /// The fields that have begun, outermost first.
    pub(super) fields: Vec<Field>,
    pub(super) items: Vec<Item>,
    /// The notes of the section that is being read.
    pub(super) notes: Vec<Item>,
    pub(super) notes_counted: usize,
    /// The texts as they are written.
    pub(super) written: Vec<Placed<String>>,
    /// The same by paragraph, for drawing.
    pub(super) lines: BTreeMap<u32, String>,
    /// The title that the document gives itself.
    pub(super) title: Vec<Placed<String>>,
    /// The first table, if it may be the cover.
    pub(super) first_table: Option<Rows>,
    /// Whether a rows' first column is that of a cover.
    pub(super) is_cover: &'a dyn Fn(&str) -> bool,
    /// The paragraphs with hidden text and with comments.
    pub(super) hidden: Vec<u32>,
    pub(super) comments: Vec<u32>,
    /// The letters that are printed, or of which it is said why not.
    pub(super) accounted: usize,
    /// The pictures that were read, by their part and what is cut off.
    pub(super) pictures: BTreeMap<String, Option<Picture>>,
    pub(super) spent: Spent,
    pub(super) said: Diagnostics,
}

impl Reader<'_> {
    /// Returns the place of the paragraph that is being read.
    pub(super) fn at(&self) -> Place {
        self.place.paragraph(self.here)
    }

    /// Says something of the paragraph that is being read, once.
    pub(super) fn say(&mut self, code: &'static Code, message: impl Into<String>, hint: &str) {
        self.push(Problem::new(code, message).hint(hint));
    }

    /// Says a problem of the paragraph that is being read, once.
    pub(super) fn push(&mut self, problem: Problem) {
        let found = problem.at(&self.at());
        let same = |said: &&Diagnostic| said.code == found.code && said.place == found.place;
        let again = self.said.iter().any(|said| same(&said) && said.message == found.message);
        // One document can be wrong in thousands of places; nobody reads that.
        match self.said.iter().count() {
            _ if again => {}
            count if count < MAX_SAID => self.said.push(found),
            MAX_SAID => {
                let message = "more is wrong with the document than is said here";
                let problem = Problem::new(&codes::UNCARRIED_TEXT, message)
                    .hint("mend what is said, and check it again");
                self.said.push(problem.at(&self.place));
            }
            _ => {}
        }
    }

    /// Says something of the whole document, at the first paragraph that shows it.
    pub(super) fn say_first(&mut self, code: &'static Code, message: &str, hint: &str) {
        if !self.said.iter().any(|said| said.message == message) {
            self.say(code, message, hint);
        }
    }

    /// Says that something with text in it is not carried; without any, it is said
    /// less gravely.
    pub(super) fn lose(&mut self, element: &Element, what: &str, hint: &str) {
        self.accounted += element.letters();
        let words = element.words();
        if words.is_empty() {
            self.say(&codes::UNCARRIED_FEATURE, format!("{what} is not carried"), hint);
        } else {
            let words = short(&words);
            self.say(&codes::UNCARRIED_TEXT, format!("{what} is not carried: `{words}`"), hint);
        }
    }

    /// Says that an element is not known here.
    pub(super) fn unknown(&mut self, element: &Element) {
        let what = format!("what Word calls `{}`", element.name);
        self.lose(element, &what, "write it as text, a list, a table or a picture");
    }

    /// Returns the branch of an element that has several forms.
    pub(super) fn chosen<'e>(&mut self, element: &'e Element) -> Option<&'e Element> {
        let chosen = element.child("mc:Choice").or_else(|| element.child("mc:Fallback"))?;
        let all = element.letters();
        self.accounted += all - chosen.letters();
        Some(chosen)
    }
}

/// Returns the beginning of a text.
pub(super) fn short(text: &str) -> String {
    let text = text.replace('`', "'");
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text,
    }
}

/// Returns whether an element says nothing: marks of where something begins and ends,
/// what a spelling checker thought, where a page ended once.
pub(super) fn is_silent(name: &str) -> bool {
    name.ends_with("RangeStart")
        || name.ends_with("RangeEnd")
        || matches!(
            name,
            "w:pPr"
                | "w:rPr"
                | "w:tblPr"
                | "w:tblGrid"
                | "w:trPr"
                | "w:tcPr"
                | "w:tblPrEx"
                | "w:sdtPr"
                | "w:sdtEndPr"
                | "w:sectPr"
                | "w:smartTagPr"
                | "w:customXmlPr"
                | "w:proofErr"
                | "w:bookmarkStart"
                | "w:bookmarkEnd"
                | "w:permStart"
                | "w:permEnd"
                | "w:lastRenderedPageBreak"
                | "w:annotationRef"
                | "w:footnoteRef"
                | "w:endnoteRef"
                | "w:separator"
                | "w:continuationSeparator"
                | "w:softHyphen"
                | "w:delText"
                | "w:delInstrText"
        )
}
