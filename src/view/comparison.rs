//! What differs between two packs: those of two quarters, or two builds of one meeting.
//! Indicators that changed colour, risks that moved on the matrix, what is new and what
//! is gone, and texts.

mod builds;

use serde::Serialize;

use super::changes::{self, Mark, Marked};
use super::{AssessmentView, IndicatorView, ItemView, Pack, RiskView};
use crate::spelling::{fold, listed};
use crate::view::words::{capital, counted};

/// Two packs held against each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ComparisonView {
    /// The council's name.
    pub council: String,
    /// The council's accent colour.
    pub accent: String,
    /// `What has changed: Finance and Resources …`.
    pub title: String,
    /// The year, month and day of the later pack's meeting.
    pub date: [i16; 3],
    /// The later pack's committee and day.
    pub meeting: Head,
    /// What is compared: `6 March 2018 with 5 December 2017`.
    pub subject: String,
    /// How much has changed, in one sentence.
    pub sentence: String,
    /// What has changed, kind by kind; only kinds that have something.
    pub sections: Vec<Section>,
}

/// What stands below every page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The committee.
    pub committee: String,
    /// The day, in words.
    pub date: String,
}

/// What stands in a cell: words, with what became of them.
pub type Cell = Vec<Marked>;

/// One kind of change, as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// `Turned for the worse`.
    pub title: String,
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// Its rows; the first cell names the row.
    pub rows: Vec<Vec<Cell>>,
    /// Whether words in it are new or gone.
    pub has_marks: bool,
    /// What is said where rows were left out: `and 12 more`.
    pub more: Option<String>,
    /// What it is about.
    #[serde(skip)]
    pub about: About,
}

/// What a section is about: where space is short, texts give way to figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Colours, places on the matrix, indicators and risks.
    Figures,
    /// Words.
    Texts,
}

/// How much of a comparison there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// How many rows a section about figures may have.
    pub figures: usize,
    /// How many rows one about texts may have.
    pub texts: usize,
    /// How many letters a cell may have.
    pub letters: usize,
}

impl ComparisonView {
    /// Returns the same as far as there is room for it; what is left out is said.
    #[must_use]
    pub fn shortened(&self, room: Room) -> Self {
        let mut short = self.clone();
        for section in &mut short.sections {
            section.rows.iter_mut().flatten().for_each(|cell| shorten(cell, room.letters));
            let rows = match section.about {
                About::Figures => room.figures,
                About::Texts => room.texts,
            };
            if let Some(more) = section.rows.len().checked_sub(rows).filter(|more| *more > 0) {
                section.rows.truncate(rows);
                section.more = Some(format!("and {more} more"));
            }
        }
        short
    }

    /// Returns whether nothing differs.
    pub fn is_same(&self) -> bool {
        self.sections.is_empty()
    }
}

/// Cuts a cell off after so many letters.
fn shorten(cell: &mut Cell, letters: usize) {
    let mut left = letters;
    for at in 0..cell.len() {
        if let Some((end, _)) = cell[at].text.char_indices().nth(left) {
            cell[at].text.truncate(end);
            cell[at].text.push('…');
            cell.truncate(at + 1);
            return;
        }
        left -= cell[at].text.chars().count();
    }
}

/// Compares two public packs; `known` says whether anything of the later meeting is known to
/// be withheld. What was open in the earlier pack and is not for publication in
/// the later one is not told again.
pub fn compare(before: &Pack, now: &Pack, known: Open) -> ComparisonView {
    let is_same_meeting = before.meeting.date == now.meeting.date
        && fold(&before.meeting.committee) == fold(&now.meeting.committee);
    let open = Open::of(before, now, known);
    let mut sections = indicators(before, now, open);
    sections.extend(risks(before, now, open));
    if is_same_meeting {
        sections.push(builds::figures(before, now));
        sections.push(builds::front(&before.meeting, &now.meeting));
        sections.extend(builds::items(before, now, open));
        sections.push(builds::texts(before, now, open));
    }
    sections.retain(|section| !section.rows.is_empty());
    let subject = if is_same_meeting {
        format!("Two builds of the papers of {}", now.meeting.date)
    } else if fold(&before.meeting.committee) == fold(&now.meeting.committee) {
        format!("The papers of {} beside those of {}", now.meeting.date, before.meeting.date)
    } else {
        let (then, was) = (&before.meeting.date, &before.meeting.committee);
        format!("The papers of {} beside those of {then}, of the {was}", now.meeting.date)
    };
    ComparisonView {
        council: now.council.clone(),
        accent: now.accent.clone(),
        title: format!("What has changed: {}", now.meeting.committee),
        date: now.date,
        meeting: Head { committee: now.meeting.committee.clone(), date: now.meeting.date.clone() },
        subject,
        sentence: [Some(sentence(&sections, is_same_meeting, open)), open.sentence()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        sections,
    }
}

/// Whether anything of the later pack is withdrawn or not for publication. Then nothing is told that
/// is gone: an item may have another number now, and a section may stand in another item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Nothing is withheld.
    All,
    /// Something is.
    Part,
}

impl Open {
    fn of(before: &Pack, now: &Pack, known: Self) -> Self {
        // Of a paper that is held back the pack does not say what was exempt.
        let is_gone = |item: &ItemView| {
            let is_it = |was: &&ItemView| was.number == item.number || was.title == item.title;
            item.is_held_back() && before.items.iter().filter(is_it).any(|was| was.has_pages)
        };
        let partly =
            |item: &ItemView| item.exempt || item.pages_withheld.is_some() || is_gone(item);
        let is_part = known == Self::Part || now.items.iter().any(partly);
        if is_part { Self::Part } else { Self::All }
    }

    fn sentence(self) -> Option<String> {
        (self == Self::Part).then(|| {
            "What is gone is not told, because something of the later papers is withdrawn or not for publication."
                .into()
        })
    }
}

fn sentence(sections: &[Section], is_same_meeting: bool, open: Open) -> String {
    if sections.is_empty() {
        let nothing = if open == Open::Part {
            "Nothing of what is told here differs."
        } else if is_same_meeting {
            "Nothing differs."
        } else {
            "No colour and no place on the matrix has changed, and no indicator or risk is new or gone."
        };
        return nothing.into();
    }
    let parts: Vec<String> = sections
        .iter()
        .map(|section| {
            format!(
                "{} under \u{201c}{}\u{201d}",
                counted(section.rows.len(), "row", "rows"),
                section.title
            )
        })
        .collect();
    format!("{}.", capital(&listed(&parts)))
}

fn section(title: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Section {
    let rows = rows.into_iter().map(|row| row.into_iter().map(plain).collect());
    marked(title, columns, rows.collect())
}

/// Returns words of which nothing is said.
fn plain(text: String) -> Cell {
    vec![Marked { mark: Mark::Same, text }]
}

fn marked(title: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Section {
    let columns = columns.iter().map(ToString::to_string).collect();
    let mut runs = rows.iter().flatten().flatten();
    let has_marks = runs.any(|run| matches!(run.mark, Mark::Added | Mark::Deleted));
    Section { title: title.into(), columns, rows, has_marks, more: None, about: About::Figures }
}

fn of_texts(section: Section) -> Section {
    Section { about: About::Texts, ..section }
}

fn all_indicators(pack: &Pack) -> Vec<&IndicatorView> {
    let reports = pack.items.iter().filter_map(|item| item.report.as_ref());
    let groups = reports.filter_map(|report| report.scorecard.as_ref()).flat_map(|s| &s.groups);
    groups.flat_map(|group| &group.indicators).collect()
}

fn indicators(before: &Pack, now: &Pack, open: Open) -> Vec<Section> {
    let (old, new) = (all_indicators(before), all_indicators(now));
    let (mut worse, mut better, mut other) = (Vec::new(), Vec::new(), Vec::new());
    let (mut added, mut gone) = (Vec::new(), Vec::new());
    for pair in changes::pairs(&old, &new, |one| fold(&one.code)) {
        match pair {
            (Some(old), Some(new)) if old.status.key != new.status.key => {
                let row = vec![new.code.clone(), new.name.clone(), rated(old), rated(new)];
                match rank(old).zip(rank(new)) {
                    Some((before, after)) if after < before => worse.push((after, row)),
                    Some(_) => better.push(row),
                    None => other.push(row),
                }
            }
            (None, Some(new)) => {
                added.push(vec![new.code.clone(), new.name.clone(), rated(new)]);
            }
            (Some(old), None) if open == Open::All => {
                gone.push(vec![old.code.clone(), old.name.clone(), rated(old)]);
            }
            _ => {}
        }
    }
    let turned = ["Code", "Indicator", "Before", "Now"];
    // Red ones come first, wherever rows are left out.
    worse.sort_by_key(|(rank, _)| *rank);
    let worse = worse.into_iter().map(|(_, row)| row).collect();
    vec![
        section("Turned for the worse", &turned, worse),
        section("Turned for the better", &turned, better),
        section("Rated for the first time, or no longer", &turned, other),
        section("New indicators", &["Code", "Indicator", "Now"], added),
        section("Indicators no longer reported", &["Code", "Indicator", "Before"], gone),
    ]
}

/// Returns what a risk is known by: its code, or its title where it has none.
fn label(risk: &RiskView) -> &str {
    if risk.code.is_empty() { &risk.title } else { &risk.code }
}

/// Returns how good a rating is, where there is one.
fn rank(indicator: &IndicatorView) -> Option<u8> {
    match indicator.status.key.as_str() {
        "red" => Some(0),
        "amber" => Some(1),
        "green" => Some(2),
        _ => None,
    }
}

/// `Amber, 91.36%`.
fn rated(indicator: &IndicatorView) -> String {
    let (word, result) = (&indicator.status.word, &indicator.current.result);
    let has_unit = indicator.current.value.is_some() && !indicator.is_percent;
    let unit = if has_unit { indicator.unit_name.as_str() } else { "" };
    match (word == result, unit) {
        (true, _) => word.clone(),
        (_, "") => format!("{word}, {result}"),
        (_, unit) => format!("{word}, {result} {}", within(unit)),
    }
}

/// Returns a unit as it stands within a sentence: `days` for `Days`, and `MW` for `MW`.
fn within(unit: &str) -> String {
    let mut letters = unit.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => unit.to_string(),
    }
}

fn all_risks(pack: &Pack) -> Vec<&RiskView> {
    let reports = pack.items.iter().filter_map(|item| item.report.as_ref());
    reports.filter_map(|report| report.register.as_ref()).flat_map(|r| &r.risks).collect()
}

fn risks(before: &Pack, now: &Pack, open: Open) -> Vec<Section> {
    let (old, new) = (all_risks(before), all_risks(now));
    let (mut moved, mut added, mut closed, mut retold) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for pair in changes::pairs(&old, &new, |risk| fold(label(risk))) {
        match pair {
            (Some(old), Some(new)) => {
                for (what, before, after) in [
                    ("Residual", Some(&old.residual), Some(&new.residual)),
                    ("Inherent", old.inherent.as_ref(), new.inherent.as_ref()),
                ] {
                    let (before, after) = (place(before), place(after));
                    if before != after {
                        let title = format!("{what}: {}", new.title);
                        moved.push(vec![new.code.clone(), title, before, after]);
                    }
                }
                let parts = retold_parts(old, new);
                if !parts.is_empty() {
                    retold.push(vec![new.code.clone(), new.title.clone(), listed(&parts)]);
                }
            }
            (None, Some(new)) => {
                added.push(vec![new.code.clone(), new.title.clone(), place(Some(&new.residual))]);
            }
            (Some(old), None) if open == Open::All => {
                closed.push(vec![old.code.clone(), old.title.clone(), place(Some(&old.residual))]);
            }
            _ => {}
        }
    }
    vec![
        section("Risks that moved on the matrix", &["Code", "Risk", "Before", "Now"], moved),
        section("New risks", &["Code", "Risk", "Now"], added),
        section("Closed risks", &["Code", "Risk", "Before"], closed),
        of_texts(section(
            "Risks that are told otherwise",
            &["Code", "Risk", "What differs"],
            retold,
        )),
    ]
}

/// `12 Red: 3 Likely, 4 Severe`.
fn place(assessment: Option<&AssessmentView>) -> String {
    assessment.map_or("not assessed".into(), |at| {
        format!("{} {}: {}, {}", at.score, at.word, at.probability, at.impact)
    })
}

/// Returns the parts of a risk that say something else: `Current controls`.
fn retold_parts(old: &RiskView, new: &RiskView) -> Vec<String> {
    let mut parts: Vec<String> = new
        .sections
        .iter()
        .filter(|(title, blocks)| {
            old.sections.iter().find(|(other, _)| other == title).map(|(_, blocks)| blocks)
                != Some(blocks)
        })
        .map(|(title, _)| title.to_lowercase())
        .collect();
    if old.comments != new.comments {
        parts.push("comments".into());
    }
    if old.facts != new.facts {
        parts.push("facts".into());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_cut_off_after_its_letters_whatever_became_of_them() {
        let runs = [(Mark::Same, "Ünder"), (Mark::Added, "the bridge"), (Mark::Deleted, "it")];
        let cell: Cell =
            runs.iter().map(|(mark, text)| Marked { mark: *mark, text: (*text).into() }).collect();
        for (letters, expected) in [
            (3, vec!["Ünd…"]),
            (5, vec!["Ünder", "…"]),
            (8, vec!["Ünder", "the…"]),
            (17, vec!["Ünder", "the bridge", "it"]),
        ] {
            let mut short = cell.clone();
            shorten(&mut short, letters);
            let found: Vec<&str> = short.iter().map(|run| run.text.as_str()).collect();
            assert_eq!(found, expected, "{letters}");
        }
    }
}
