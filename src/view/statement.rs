//! What is said of a paper made elsewhere: how it can be read, and whether it will
//! last. Facts in words, none of them about a person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ranges;
use super::words::{capital, counted};
use super::{AppendixView, Pack};
use crate::spelling::listed;
use crate::survey::{Archive, Deed, Encryption, Page, Standard, Survey, Verdict};

/// One thing that is said of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
pub struct Fact {
    /// What it is about: `Language`.
    pub what: String,
    /// What is said.
    pub says: String,
}

/// The accessibility and archiving statement of a pack.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementView {
    /// What the pack as a whole is.
    pub pack: String,
    /// What is said of each paper made elsewhere.
    pub papers: Vec<StatementPaper>,
}

/// What is said of a paper.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementPaper {
    /// `Agenda item 8, Appendix B: Costs`.
    pub heading: String,
    /// `Pages 31 – 40`.
    pub pages: String,
    /// What is said.
    pub facts: Vec<Fact>,
}

/// Returns the statement of a pack that conforms to these standards; none where all
/// of it is the council's own. `pages_of` gives the first and last page of a paper.
pub fn statement(
    pack: &Pack,
    conforms: &[String],
    pages_of: impl Fn(&AppendixView) -> Option<(u32, u32)>,
) -> Option<StatementView> {
    let mut papers = Vec::new();
    for item in &pack.items {
        for paper in item.report.iter().flat_map(|report| &report.appendices) {
            let pages = pages_of(paper).filter(|_| !paper.facts.is_empty());
            let Some((first, last)) = pages else { continue };
            let label = paper.label.as_ref().map(|label| format!(", {label}"));
            papers.push(StatementPaper {
                heading: format!(
                    "Agenda item {}{}: {}",
                    item.number,
                    label.unwrap_or_default(),
                    paper.title
                ),
                pages: capital(&ranges::pages(first, last)),
                facts: paper.facts.clone(),
            });
        }
    }
    (!papers.is_empty()).then(|| StatementView { pack: whole(conforms), papers })
}

fn whole(conforms: &[String]) -> String {
    let own = "The council's own pages conform to PDF/A-2a (ISO 19005-2, for archives) and PDF/UA-1 (ISO 14289-1, for assistive technology).";
    match conforms {
        [] => format!(
            "{own} The pack has papers made elsewhere that conform to neither, so that the file as a whole claims neither."
        ),
        [_, _] if conforms[0] == "PDF/A-2a" => {
            format!("{own} So does the pack as a whole, with the papers made elsewhere.")
        }
        some => format!(
            "{own} With the papers made elsewhere the pack as a whole conforms to {}, and claims no more.",
            listed(some)
        ),
    }
}

/// Returns the name of a level of PDF/A-2.
pub(super) fn level(level: Archive) -> &'static str {
    match level {
        Archive::A2b => "2b",
        Archive::A2u => "2u",
        Archive::A2a => "2a",
    }
}

/// Returns what is said of a paper.
pub(super) fn facts(survey: &Survey, verdict: &Verdict) -> Vec<Fact> {
    let fact = |what: &str, says: String| Fact { what: what.into(), says };
    let mut facts = vec![fact("Reading order", reading(survey).into())];
    facts.push(fact("Accessibility", accessibility(verdict)));
    facts.push(fact("Archiving", archiving(verdict)));
    facts.push(fact("Language", language(survey)));
    facts.push(fact("Text", text(&survey.pages)));
    let made = survey.creator.as_ref().or(survey.producer.as_ref());
    facts.extend(made.map(|program| fact("Made with", program.clone())));
    facts.push(fact("Claims of its own", claims(survey)));
    facts.extend(left_out(survey).map(|says| fact("Left out of the pack", says)));
    facts.extend(changed(survey).map(|says| fact("Changed in the pack", says)));
    facts
}

fn accessibility(verdict: &Verdict) -> String {
    if verdict.accessible {
        return "Its pages conform to PDF/UA-1.".into();
    }
    let why = reasons(verdict, Standard::Accessible);
    format!("Its pages do not conform to PDF/UA-1{why}.")
}

fn archiving(verdict: &Verdict) -> String {
    let why = reasons(verdict, Standard::Archive);
    match verdict.archive {
        Some(Archive::A2a) => "Its pages conform to PDF/A-2a.".into(),
        Some(known) => {
            format!("Its pages conform to PDF/A-{}, and to no higher level{why}.", level(known))
        }
        None => format!("Its pages do not conform to PDF/A-2{why}."),
    }
}

/// Returns why a standard is not reached: `: fonts are not in the file (page 3)`.
fn reasons(verdict: &Verdict, standard: Standard) -> String {
    if let Some(refused) = &verdict.unproved {
        return format!(": it could not be examined, because {refused}");
    }
    let said = verdict.reasons(standard, |_| false);
    if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) }
}

/// Returns what of a paper its pages in the pack have not.
fn left_out(survey: &Survey) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    let deeds = survey.active.iter().map(|active| match active.kind {
        Deed::Script => "scripts",
        Deed::Launch => "actions that start programs",
        Deed::Submit => "buttons that send what is filled in",
        Deed::Import => "actions that take in data",
        Deed::OtherFile => "links to other files",
        Deed::Media => "films, sounds and models",
        Deed::Program => "programs",
        Deed::Tracking => "links that report who follows them",
    });
    for part in deeds.chain((!survey.files.is_empty()).then_some("files attached to it")) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let parts: Vec<String> = parts.into_iter().map(Into::into).collect();
    (!parts.is_empty()).then(|| format!("{}.", capital(&listed(&parts))))
}

/// Returns what of a paper is another thing in the pack.
fn changed(survey: &Survey) -> Option<String> {
    let mut said = Vec::new();
    if !survey.signatures.is_empty() {
        said.push("It is signed: a signature holds for the file as it was signed, so that the pages in the pack bear none. The clerk keeps the signed file.");
    }
    if survey.form.is_some() {
        said.push(
            "It is a form: the pack shows what is filled in, and nothing can be filled in there.",
        );
    }
    if survey.encryption == Encryption::OwnerOnly {
        said.push("Its owner forbade some uses of the file, which anybody could open; the pack forbids none.");
    }
    if survey.repaired {
        said.push("The file was damaged; what it says of its own parts was put right.");
    }
    (!said.is_empty()).then(|| said.join(" "))
}

fn reading(survey: &Survey) -> &'static str {
    if survey.tagged {
        "Tagged: its headings, lists and tables are those of the pack."
    } else {
        "Not tagged: each page is a figure with a description; its text can be searched and copied, but has no order that a screen reader could rely on."
    }
}

fn language(survey: &Survey) -> String {
    survey.language.clone().unwrap_or_else(|| "The paper does not say which.".into())
}

fn text(pages: &[Page]) -> String {
    let scans: Vec<String> = numbers(pages, |page| page.scan && page.text.trim().is_empty());
    let read: Vec<String> = numbers(pages, |page| page.scan && !page.text.trim().is_empty());
    let unmapped: usize = pages.iter().map(|page| page.unmapped).sum();
    let mut said = Vec::new();
    let page = |pages: &[String]| if pages.len() == 1 { "Page" } else { "Pages" };
    if !scans.is_empty() {
        let (is, a) = if scans.len() == 1 { ("is", "a picture") } else { ("are", "pictures") };
        said.push(format!(
            "{} {} {is} {a} without text: nothing on it can be searched or read aloud.",
            page(&scans),
            listed(&scans)
        ));
    }
    if !read.is_empty() {
        let (is, a) = if read.len() == 1 { ("is", "a scan") } else { ("are", "scans") };
        said.push(format!(
            "{} {} {is} {a} with text that a machine has read from it; it may be wrong.",
            page(&read),
            listed(&read)
        ));
    }
    if unmapped > 0 {
        let letters = capital(&counted(unmapped, "letter", "letters"));
        said.push(format!("{letters} cannot be copied: the file does not say what they are."));
    }
    if said.is_empty() {
        return "All of it can be searched and copied.".into();
    }
    said.join(" ")
}

fn numbers(pages: &[Page], is: impl Fn(&Page) -> bool) -> Vec<String> {
    let chosen = pages.iter().enumerate().filter(|(_, page)| is(page));
    chosen.map(|(index, _)| (index + 1).to_string()).collect()
}

fn claims(survey: &Survey) -> String {
    let archive = survey.claims.archive.as_ref().map(|level| format!("PDF/A-{level}"));
    let accessible = survey.claims.accessible.as_ref().map(|part| format!("PDF/UA-{part}"));
    let claims: Vec<String> = archive.into_iter().chain(accessible).collect();
    if claims.is_empty() { "None.".into() } else { format!("{}.", listed(&claims)) }
}
