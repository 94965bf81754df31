//! The workbook of a report: its cover under the council's headings, glossary
//! and narrative.

use super::line::Line;
use super::sheet::{self, Field};
use super::{Earlier, Known, day};
use crate::model::council::{Council, CoverHeading};
use crate::model::narrative::{Block, Inline};
use crate::model::part::Part;
use crate::model::period::MONTHS;
use crate::model::report::Report;
use crate::read::columns::{APPENDICES, COVER_FIELDS, EXEMPT, GLOSSARY, NARRATIVE};
use crate::read::earlier::Named;
use crate::view::form::{Entered, Entry, FormRow, FormSheet, Need, RowKind};

/// How many rows a heading has that usually needs several.
const SEVERAL: usize = 4;

pub(super) fn sheets(known: &Known) -> Vec<FormSheet> {
    let earlier = match &known.earlier {
        Earlier::Report(cover) => Some(cover.as_ref()),
        _ => None,
    };
    let before = earlier.map(|cover| &cover.report);
    let narrative = before.map(headings).unwrap_or_default();
    let glossary = before.map(glossary).unwrap_or_default();
    vec![
        sheet::fields(
            &COVER_FIELDS,
            "Write into the column Value; a field with several rows takes one value a row.",
            cover(known, before),
        ),
        sheet::table(
            &NARRATIVE,
            "One paragraph a row. Headings and paragraphs are numbered when the pack is built.",
            narrative,
            known,
        ),
        sheet::table(&GLOSSARY, "Abbreviations of this report, one a row.", glossary, known),
        sheet::table(
            &APPENDICES,
            "Papers made elsewhere that stand behind the report, in this order; leave it empty where there are none.",
            Vec::new(),
            known,
        ),
        sheet::table(
            &EXEMPT,
            "What is not for publication though the report is; leave it empty where nothing is.",
            earlier.map(|cover| exempt_parts(&cover.exempt)).unwrap_or_default(),
            known,
        ),
    ]
}

fn cover(known: &Known, before: Option<&Report>) -> Vec<FormRow> {
    let council = known.council.as_ref();
    let own = COVER_FIELDS.columns.iter().flat_map(|column| {
        let value = match (column.heading, &known.meeting, before) {
            ("Report for", Some(meeting), _) => Entered::text(&meeting.committee.value),
            ("Report for", None, Some(before)) => {
                Entered::text(before.report_for.as_ref().map_or("", |name| &name.value))
            }
            ("Date", Some(meeting), _) => Entered::Date(day(meeting.date.value)),
            ("Title", _, Some(before)) => Entered::text(lasting(&before.title.value)),
            (heading, _, Some(before)) => exempt(heading, before),
            _ => Entered::Empty,
        };
        Field::of(column, council).rows(vec![value], 1)
    });
    let headings = council.iter().flat_map(|council: &&Council| &council.cover);
    own.chain(headings.flat_map(|heading| heading_rows(heading, before))).collect()
}

/// What was exempt stays so until somebody says otherwise.
fn exempt(heading: &str, before: &Report) -> Entered {
    let Part::Two(exemption) = &before.part else { return Entered::Empty };
    match heading {
        "Part" => Entered::text(before.part.to_string()),
        "Reason" => Entered::text(exemption.reason()),
        "Public interest" => {
            Entered::text(exemption.public_interest.as_ref().map_or("", |text| &text.value))
        }
        _ => Entered::Empty,
    }
}

fn heading_rows(heading: &CoverHeading, before: Option<&Report>) -> Vec<FormRow> {
    let entry = before.map_or(&[][..], |report| report.entry(&heading.key));
    let values = entry.iter().map(|prose| Entered::text(lasting(&prose.written.value)));
    let values: Vec<Entered> = values.filter(|value| *value != Entered::Empty).collect();
    let (name, meaning, least) = match heading.key.as_str() {
        "recommendations" => (
            heading.field.clone(),
            "what the committee is asked to decide, one recommendation a row; begin with a verb"
                .to_string(),
            SEVERAL,
        ),
        "backgroundpapers" | "consultees" => {
            (heading.field.clone(), "one a row; None where there are none".into(), 2)
        }
        "purpose" => {
            (heading.field.clone(), "what the report is for, in a sentence or two".into(), 1)
        }
        "author" => (heading.field.clone(), "the post that wrote the report".into(), 1),
        "contact" => (heading.field.clone(), "whom to ask: post, telephone, e-mail".into(), 1),
        _ if heading.implication => (
            format!("{} implications", heading.field),
            "what follows from the report in this respect; None, and why, where nothing does"
                .into(),
            1,
        ),
        _ => (heading.field.clone(), format!("stands on the cover under {}", heading.heading), 1),
    };
    let need = if heading.required { Need::Required } else { Need::Optional };
    Field { name: &name, need, meaning: &meaning, entry: Entry::Any }.rows(values, least)
}

/// Returns a text that holds for the next report too: none that names a quarter,
/// a month or a year.
fn lasting(text: &str) -> &str {
    let lower = text.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric());
    let is_year =
        |word: &str| word.len() == 4 && word.starts_with("20") && word.parse::<u16>().is_ok();
    let is_quarter = |word: &str| matches!(word, "quarter" | "q1" | "q2" | "q3" | "q4");
    // `may` is a month and, far more often, a verb.
    let is_month =
        |word: &str| word != "may" && MONTHS.iter().any(|month| month.to_lowercase() == word);
    if words().any(|word| is_year(word) || is_quarter(word) || is_month(word)) { "" } else { text }
}

fn headings(before: &Report) -> Vec<FormRow> {
    let heading = |block: &Block| match block {
        Block::Heading { level, text, .. } => Some(
            Line::new(&NARRATIVE, RowKind::Known)
                .text("Heading", plain(text))
                .put("Level", Entered::Number(f64::from((*level).min(3)), 0))
                .awaits(&["Paragraph"])
                .finish(),
        ),
        _ => None,
    };
    before.narrative.iter().filter_map(heading).collect()
}

fn plain(text: &[Inline]) -> String {
    let run = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
            plain(inner)
        }
        Inline::Break => " ".into(),
    };
    text.iter().map(run).collect()
}

fn glossary(before: &Report) -> Vec<FormRow> {
    let row = |(term, meaning): &(crate::place::Placed<String>, String)| {
        Line::new(&GLOSSARY, RowKind::Known)
            .text("Term", &term.value)
            .text("Meaning", meaning)
            .finish()
    };
    before.glossary.iter().map(row).collect()
}

/// What was exempt stays so until somebody says otherwise, in the words of the report:
/// sections, tables, and the codes of indicators and risks.
fn exempt_parts(before: &[Named]) -> Vec<FormRow> {
    let row = |named: &Named| {
        let line = Line::new(&EXEMPT, RowKind::Known).text("What", &named.what.value);
        line.exemption(&named.exemption).finish()
    };
    before.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_names_a_time_is_not_carried() {
        for text in ["Quarter 3 performance", "the year 2017/18", "In December", "Q3 results"] {
            assert_eq!(lasting(text), "", "{text}");
        }
        for text in
            ["None arising from this report.", "Members may ask questions.", "Tel 01442 228000"]
        {
            assert_eq!(lasting(text), text);
        }
    }
}
