//! The notes: what a reader must know to understand the tables.
//!
//! A note is called by its number, `[note 1]`, in headings and in the lines
//! above a table, never in a cell of data.

use super::indicators::{groups, has_line};
use super::sheet::{Cell, Column, Kind, Sheet};
use crate::view::{IndicatorView, ReportView, ScorecardView};

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// Cells that are blank.
    Blanks,
    /// How ratings are given.
    Rating,
    /// The unit of a change, and what its direction means.
    Change,
    /// How the ratings of four periods are counted.
    Counts,
    /// What a trend line draws.
    Trend,
    /// A note of the scorecard's own.
    Figures,
    /// Where the numbers of probability and impact come from.
    Scale,
    /// How a score comes about.
    Score,
    /// Scores that the register states.
    Stated,
}

/// The notes of a workbook, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Notes(Vec<(Topic, String)>);

impl Notes {
    /// Returns the notes that a report's tables need.
    pub(super) fn of(report: &ReportView) -> Self {
        let mut notes =
            vec![(Topic::Blanks, "A blank cell means that nothing was recorded.".to_string())];
        if let Some(scorecard) = &report.scorecard {
            notes.push((Topic::Rating, scorecard.rule.clone()));
            notes.extend(of_columns(scorecard).map(|(topic, text)| (topic, text.to_string())));
            notes.extend(scorecard.notes.iter().map(|note| (Topic::Figures, note.clone())));
        }
        if let Some(register) = &report.register {
            let fixed = [
                (
                    Topic::Scale,
                    "The sheet Matrix gives the words for each number of probability and impact.",
                ),
                (
                    Topic::Score,
                    "A score is the probability times the impact, as a formula. Inherent means before controls, \
                     residual means with today's controls. The sheet Matrix gives the band of each score.",
                ),
            ];
            notes.extend(fixed.map(|(topic, text)| (topic, text.to_string())));
            if register.risks.iter().any(|risk| super::risks::stated(risk).is_some()) {
                let text = "Where the register states a score that is not the probability times the impact, the \
                            stated score stands in a column of its own.";
                notes.push((Topic::Stated, text.into()));
            }
        }
        Self(notes)
    }

    /// Returns the calls of a topic's notes: `[note 1]`, or `[note 5] [note 6]`.
    pub(super) fn call(&self, topic: Topic) -> Option<String> {
        let numbered = (1..).zip(&self.0).filter(|(_, (about, _))| *about == topic);
        let calls: Vec<String> = numbered.map(|(number, _)| format!("[note {number}]")).collect();
        (!calls.is_empty()).then(|| calls.join(" "))
    }

    /// Returns words followed by the call of a topic's note.
    pub(super) fn called(&self, words: &str, topic: Topic) -> String {
        self.call(topic).map_or_else(|| words.to_string(), |call| format!("{words} {call}"))
    }

    /// Returns the line that explains a table's blank cells.
    pub(super) fn blanks(&self) -> String {
        self.called("A blank cell means that nothing was recorded", Topic::Blanks)
    }

    /// Returns the sheet of notes.
    pub(super) fn sheet(&self) -> Sheet {
        let row = |(number, (_, text)): (u32, &(Topic, String))| {
            vec![Cell::Text(format!("Note {number}")), Cell::text(text)]
        };
        Sheet {
            name: "Notes",
            title: "Notes".into(),
            about: vec!["Headings and titles call a note by its number in square brackets.".into()],
            holds: "The notes on the tables: how results are rated and figures are counted".into(),
            columns: vec![Column::new(Kind::Name, "Note"), Column::new(Kind::Prose, "Text")],
            rows: (1..).zip(&self.0).map(row).collect(),
            keys: Vec::new(),
        }
    }
}

/// The notes on those columns of the indicators that have anything in them.
fn of_columns(scorecard: &ScorecardView) -> impl Iterator<Item = (Topic, &'static str)> {
    let any = |has: fn(&IndicatorView) -> bool| groups(scorecard).any(|(_, i)| has(i));
    let notes = [
        (
            any(|indicator| !indicator.directions.is_empty()),
            Topic::Change,
            "A change is the current result less the earlier one, in the indicator's unit; between two \
             percentages it is in percentage points. Its direction says whether it is for the better.",
        ),
        (
            any(|indicator| indicator.year.is_some()),
            Topic::Counts,
            "The columns of red, amber and green periods count the ratings of the last four periods, \
             the current one included. The column after them says how the counts are known.",
        ),
        (
            any(has_line),
            Topic::Trend,
            "A trend line is drawn from the figures on the sheet Trend, oldest first, at equal distances. \
             Its cell holds no text: the sheet Trend says the same in figures.",
        ),
    ];
    notes.into_iter().filter(|(needed, ..)| *needed).map(|(_, topic, text)| (topic, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_called_by_its_number() {
        let notes = Notes(
            [Topic::Blanks, Topic::Figures, Topic::Rating, Topic::Figures]
                .map(|topic| (topic, "Text.".into()))
                .into(),
        );
        assert_eq!(notes.called("RAG", Topic::Rating), "RAG [note 3]");
        assert_eq!(notes.called("On figures:", Topic::Figures), "On figures: [note 2] [note 4]");
        assert_eq!(notes.called("Score", Topic::Score), "Score");
        assert_eq!(notes.sheet().rows[2], [Cell::text("Note 3"), Cell::text("Text.")]);
    }
}
