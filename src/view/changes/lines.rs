//! Prose as lines that can be held against each other: each with its section
//! and its place in it.

use similar::{Algorithm, DiffTag, capture_diff_slices_by_key};

use super::TextChange;
use super::words::{Mark, alike, marked, whole};
use crate::view::report::{CoverRow, ReportView};
use crate::view::words::counted;
use crate::view::{AppendixView, Block, ItemView, Run};

/// Where a heading stands.
pub(super) const HEADING: &str = "Heading";

/// One paragraph, point, heading or row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The section it stands in.
    pub section: String,
    /// Its place there.
    pub at: String,
    /// What it says.
    pub text: String,
    /// The picture that it says it of.
    pub picture: Option<String>,
}

/// Returns the texts that differ between two lists of lines.
pub(super) fn changes(before: &[Line], now: &[Line]) -> Vec<TextChange> {
    let key = |line: &Line| (line.text.clone(), line.picture.clone());
    let operations = capture_diff_slices_by_key(Algorithm::Myers, before, now, key);
    let mut list = Vec::new();
    for operation in operations.iter().filter(|operation| operation.tag() != DiffTag::Equal) {
        let (old, new) = (&before[operation.old_range()], &now[operation.new_range()]);
        for index in 0..old.len().max(new.len()) {
            match (old.get(index), new.get(index)) {
                // Of another picture that is described in the same words, no word differs.
                (Some(old), Some(new)) if old.text != new.text && alike(&old.text, &new.text) => {
                    list.push(at(new, marked(&old.text, &new.text)));
                }
                (old, new) => {
                    list.extend(old.map(|line| at(line, whole(Mark::Deleted, &line.text))));
                    list.extend(new.map(|line| at(line, whole(Mark::Added, &line.text))));
                }
            }
        }
    }
    list
}

fn at(line: &Line, words: Vec<super::Marked>) -> TextChange {
    TextChange { section: line.section.clone(), at: line.at.clone(), words }
}

/// Returns the title and everything of an item that stands in no report.
pub(super) fn of_item(item: &ItemView) -> Vec<Line> {
    let line = |at: &str, text: String| Line {
        section: format!("Agenda item {}", item.number),
        at: at.into(),
        text,
        picture: None,
    };
    let mut lines = vec![line("Title", item.title.clone())];
    for row in &item.programme {
        lines.extend(row.items.iter().map(|entry| {
            let parts =
                [&row.meeting, &row.deadline, &entry.item, &entry.contact, &entry.background];
            line("Work programme", joined(parts))
        }));
    }
    lines.extend(item.action_points.iter().map(|point| {
        let parts = [&point.reference, &point.action, &point.owner, &point.due, &point.status];
        line("Action points", joined(parts))
    }));
    lines
}

/// Returns the papers made elsewhere: what is in them is not compared, but whether it
/// is the same file.
pub(super) fn of_papers(report: Option<&ReportView>) -> Vec<Line> {
    let papers = report.map_or(&[][..], |report| &report.appendices);
    let line = |paper: &AppendixView| Line {
        picture: None,
        section: paper.label.clone().unwrap_or_else(|| paper.title.clone()),
        at: "Paper made elsewhere".into(),
        text: format!(
            "{}, {}, file {}",
            paper.title,
            match paper.pages.len() {
                0 => "a picture".into(),
                pages => counted(pages, "page", "pages"),
            },
            paper.file.get(..12).unwrap_or(&paper.file)
        ),
    };
    papers.iter().map(line).collect()
}

fn joined(parts: [&String; 5]) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty()).cloned();
    parts.collect::<Vec<_>>().join("; ")
}

/// Returns the texts that differ between two covers, heading by heading.
pub(super) fn cover(before: Option<&ReportView>, now: Option<&ReportView>) -> Vec<TextChange> {
    let rows = |report: Option<&ReportView>| -> Vec<CoverRow> {
        report.map(|report| report.cover.clone()).unwrap_or_default()
    };
    let title = |report: Option<&ReportView>| -> Vec<Line> {
        let line = |report: &ReportView| Line {
            section: "Report cover".into(),
            at: "Title".into(),
            text: report.title.clone(),
            picture: None,
        };
        report.map(line).into_iter().collect()
    };
    let mut list = changes(&title(before), &title(now));
    let (old, new) = (rows(before), rows(now));
    for (old, new) in super::pairs(&old, &new, |row| (row.heading.clone(), row.implication)) {
        list.extend(changes(&of_row(old), &of_row(new)));
    }
    list
}

pub(super) fn of_row(row: Option<&CoverRow>) -> Vec<Line> {
    let Some(row) = row else { return Vec::new() };
    let at =
        if row.implication { format!("{} implications", row.heading) } else { row.heading.clone() };
    let values = row.values.iter().flat_map(|value| of_blocks("", value)).map(|line| line.text);
    let terms = row.terms.iter().map(|(term, meaning)| format!("{term}: {meaning}"));
    let line = |text| Line { section: "Report cover".into(), at: at.clone(), text, picture: None };
    values.chain(terms).map(line).collect()
}

/// Returns blocks as lines; a heading begins a section.
pub(super) fn of_blocks(section: &str, blocks: &[Block]) -> Vec<Line> {
    let mut list = Vec::new();
    let mut section = section.to_string();
    for block in blocks {
        match block {
            Block::Heading { number, text, .. } => {
                let number = number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
                section = format!("{number}{text}");
                push(&mut list, &section, HEADING, text.clone());
            }
            Block::Paragraph { number, runs } => {
                let at = number.as_ref().map(|n| format!("Paragraph {n}")).unwrap_or_default();
                push(&mut list, &section, &at, plain(runs));
            }
            Block::Bullets { items } => {
                for item in items {
                    list.extend(within(&section, "Point", item));
                }
            }
            Block::Points { items } => {
                for point in items {
                    list.extend(within(
                        &section,
                        &format!("Point {}", point.number),
                        &point.blocks,
                    ));
                }
            }
            Block::Quote { blocks } => list.extend(within(&section, "Quotation", blocks)),
            Block::Table { header, rows, .. } => {
                for row in std::iter::once(header).chain(rows) {
                    let cells: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
                    push(&mut list, &section, "Table", cells.join(" | "));
                }
            }
            Block::Figure { picture, alternative, caption, .. } => {
                let (section, text) = (section.clone(), alternative.clone());
                let picture = Some(picture.clone());
                list.push(Line { section: section.clone(), at: "Picture".into(), text, picture });
                if !caption.is_empty() {
                    push(&mut list, &section, "Picture", plain(caption));
                }
            }
        }
    }
    list
}

/// The lines of a point or quotation, which say where they stand.
fn within(section: &str, at: &str, blocks: &[Block]) -> Vec<Line> {
    let mut lines = of_blocks(section, blocks);
    for line in lines.iter_mut().filter(|line| line.at.is_empty()) {
        line.at = at.into();
    }
    lines
}

fn push(list: &mut Vec<Line>, section: &str, at: &str, text: String) {
    list.push(Line { section: section.into(), at: at.into(), text, picture: None });
}

fn plain(runs: &[Run]) -> String {
    let mut text = String::new();
    for run in runs {
        match run {
            Run::Text { text: words } => text.push_str(words),
            Run::Strong { runs } => text.push_str(&plain(runs)),
            Run::Link { url, runs } => {
                let shown = plain(runs);
                // An address that is not shown is part of what the paper says.
                let hidden = !url.trim_end_matches('/').ends_with(shown.trim_end_matches('/'));
                text.push_str(&shown);
                if hidden {
                    text.push_str(&format!(" ({url})"));
                }
            }
            Run::Break => text.push(' '),
        }
    }
    text
}
