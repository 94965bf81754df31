//! Figures in text: what stands between `{{` and `}}` in a title, a cover, a
//! narrative or a comment is taken from the data, so that no figure is typed
//! twice.
//!
//! Expressions are Tera's. A value lands in text that is already parsed, so it
//! is never markup; what is wrong is said where it is written.

mod expression;
mod filters;

use self::expression::Names;
use crate::diag::{Code, Diagnostics, Problem, Severity};
use crate::model::council::Council;
use crate::model::indicator::Scorecard;
use crate::model::meeting::{AgendaItem, Meeting};
use crate::model::narrative::{Block, ExemptSection, Inline, Prose, place_within};
use crate::model::report::Report;
use crate::model::risk::Register;
use crate::place::Placed;
use crate::view::quoted::quoted;

/// A name in an expression that no data has.
pub static UNKNOWN_NAME: Code =
    Code { id: "QUOTE001", name: "unknown-name", severity: Severity::Error };
/// An expression that cannot be read or worked out.
pub static BAD_EXPRESSION: Code =
    Code { id: "QUOTE002", name: "bad-expression", severity: Severity::Error };

/// An open text quotes what the public may not read.
pub static EXEMPT_FIGURE: Code =
    Code { id: "QUOTE003", name: "exempt-figure-in-text", severity: Severity::Error };

/// Every code of this stage, with what it says.
pub static CODES: &[(&Code, &str)] = &[
    (&UNKNOWN_NAME, "A name between `{{` and `}}` that no data of the report has."),
    (&BAD_EXPRESSION, "An expression between `{{` and `}}` that cannot be read or worked out."),
    (&EXEMPT_FIGURE, "A text that is open quotes a figure that is not for publication."),
];

/// What an expression begins with.
const OPEN: &str = "{{";

/// Puts the data's own words in the place of every expression.
pub fn fill(council: &Council, meeting: &mut Meeting, diagnostics: &mut Diagnostics) {
    let mut agenda = std::mem::take(&mut meeting.agenda);
    for item in agenda.iter_mut().filter(|item| quotes(item)) {
        let all = Names::of(&quoted(council, meeting, item.report.as_deref()));
        let open = (item.part.is_public() && !item.withheld().is_empty()).then(|| {
            let report = item.report.as_deref().map(open_tables);
            Names::of(&quoted(council, meeting, report.as_ref()))
        });
        let open = open.as_ref().unwrap_or(&all);
        let mut filler = Filler { open, all: &all, diagnostics };
        let late = item.reason_late.iter_mut().chain(&mut item.urgency);
        item.text.iter_mut().chain(late).for_each(|text| filler.open().prose(text));
        if let Some(report) = &mut item.report {
            filler.report(report);
        }
    }
    meeting.agenda = agenda;
}

/// Returns a report with what the public may read of its tables: an open text
/// quotes nothing else, neither a figure nor a count.
fn open_tables(report: &Report) -> Report {
    let mut report = report.clone();
    report.scorecard = report.scorecard.filter(|scorecard| scorecard.part.is_public());
    report.register = report.register.filter(|register| register.part.is_public());
    if let Some(scorecard) = &mut report.scorecard {
        scorecard.indicators.retain(|indicator| indicator.part.is_public());
        let period = Scorecard::common_period(&scorecard.indicators);
        scorecard.period = period.unwrap_or(scorecard.period);
    }
    if let Some(register) = &mut report.register {
        register.risks.retain(|risk| risk.part.is_public());
    }
    report
}

/// Returns whether any text of an item has an expression; most have none.
fn quotes(item: &AgendaItem) -> bool {
    let mut found = false;
    let mut look = |text: &Placed<String>| found |= text.value.contains(OPEN);
    let late = item.reason_late.iter().chain(&item.urgency);
    item.text.iter().chain(late).for_each(|text| look(&text.written));
    if let Some(report) = &item.report {
        look(&report.title);
        report.cover.iter().flat_map(|entry| &entry.values).for_each(|value| look(&value.written));
        report.written.iter().for_each(&mut look);
        for indicator in report.scorecard.iter().flat_map(|scorecard| &scorecard.indicators) {
            for observation in indicator.results.values() {
                let said = [
                    &observation.updater_comments,
                    &observation.approver_comments,
                    &observation.actions,
                ];
                said.into_iter().flatten().for_each(&mut look);
            }
        }
        for risk in report.register.iter().flat_map(|register| &register.risks) {
            let prose = [&risk.consequences, &risk.controls, &risk.assurance, &risk.comments];
            prose.into_iter().flatten().for_each(|prose| look(&prose.written));
            risk.actions.iter().for_each(|action| look(&action.action));
        }
    }
    found
}

/// Fills the texts of an item, open and exempt ones each with what they may quote.
struct Filler<'a> {
    open: &'a Names,
    all: &'a Names,
    diagnostics: &'a mut Diagnostics,
}

/// Fills texts with the same names.
struct Pen<'a> {
    names: &'a Names,
    /// All names, with those that are not for publication.
    all: &'a Names,
    diagnostics: &'a mut Diagnostics,
}

impl Filler<'_> {
    fn open(&mut self) -> Pen<'_> {
        Pen { names: self.open, all: self.all, diagnostics: self.diagnostics }
    }

    fn of(&mut self, is_public: bool) -> Pen<'_> {
        let names = if is_public { self.open } else { self.all };
        Pen { names, all: self.all, diagnostics: self.diagnostics }
    }

    fn report(&mut self, report: &mut Report) {
        self.open().text(&mut report.title);
        for value in report.cover.iter_mut().flat_map(|entry| &mut entry.values) {
            self.open().prose(value);
        }
        let parts: Vec<bool> = report.written_by_part().iter().map(|(_, open)| *open).collect();
        for (text, is_public) in report.written.iter_mut().zip(parts) {
            self.of(is_public).text(text);
        }
        let mut section = ExemptSection::default();
        for block in &mut report.narrative {
            let is_public = section.block(block).is_none();
            self.of(is_public).blocks(std::slice::from_mut(block));
        }
        report.scorecard.iter_mut().for_each(|scorecard| self.scorecard(scorecard));
        report.register.iter_mut().for_each(|register| self.register(register));
    }

    fn scorecard(&mut self, scorecard: &mut Scorecard) {
        for indicator in &mut scorecard.indicators {
            let is_public = scorecard.part.is_public() && indicator.part.is_public();
            for observation in indicator.results.values_mut() {
                let said = [
                    &mut observation.updater_comments,
                    &mut observation.approver_comments,
                    &mut observation.actions,
                ];
                let mut pen = self.of(is_public);
                said.into_iter().flatten().for_each(|text| pen.text(text));
            }
        }
    }

    fn register(&mut self, register: &mut Register) {
        for risk in &mut register.risks {
            let mut pen = self.of(register.part.is_public() && risk.part.is_public());
            let prose = [
                &mut risk.consequences,
                &mut risk.controls,
                &mut risk.assurance,
                &mut risk.comments,
            ];
            prose.into_iter().flatten().for_each(|prose| pen.prose(prose));
            risk.actions.iter_mut().for_each(|action| pen.text(&mut action.action));
        }
    }
}

impl Pen<'_> {
    fn prose(&mut self, prose: &mut Prose) {
        if prose.written.value.contains(OPEN) {
            self.text(&mut prose.written);
            self.blocks(&mut prose.blocks);
        }
    }

    /// Fills a text as written, and says what is wrong with its expressions.
    fn text(&mut self, text: &mut Placed<String>) {
        if !text.value.contains(OPEN) {
            return;
        }
        let (filled, problems) = self.names.fill(&text.value);
        for (offset, problem) in problems {
            let problem = self.withheld(&text.value[offset..]).unwrap_or(problem);
            self.diagnostics.push(problem.at(&place_within(text, offset)));
        }
        text.value = filled;
    }

    /// Returns that the expression which a text begins with quotes what is not for
    /// publication, if it does.
    fn withheld(&self, text: &str) -> Option<Problem> {
        let expression = self.all.first(text)?;
        let message = format!("`{expression}` is not for publication, and the text is open");
        let hint = "leave the figure out, or make the section exempt that quotes it";
        Some(Problem::new(&EXEMPT_FIGURE, message).hint(hint))
    }

    /// Fills blocks; what is wrong was said of the text that they come from.
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph { text, .. } => self.inlines(text),
                Block::Bullets(items) => items.iter_mut().for_each(|item| self.blocks(item)),
                Block::Points(items) => items.iter_mut().for_each(|(_, item)| self.blocks(item)),
                Block::Quote(quoted) => self.blocks(quoted),
                Block::Table { header, rows } => {
                    header
                        .iter_mut()
                        .chain(rows.iter_mut().flatten())
                        .for_each(|c| self.inlines(c));
                }
                Block::Figure(figure) => {
                    let alternative = &mut figure.alternative.value;
                    *alternative = self.names.fill(alternative).0;
                    self.inlines(&mut figure.caption);
                }
            }
        }
    }

    fn inlines(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) if text.contains(OPEN) => *text = self.names.fill(text).0,
                Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Link { text: inner, .. } => self.inlines(inner),
                Inline::Text(_) | Inline::Break => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;
    use crate::view::quoted::{Quoted, QuotedMeeting};
    use std::collections::BTreeMap;

    #[test]
    fn a_value_is_text_wherever_it_lands() {
        let meeting =
            QuotedMeeting { venue: Some("*Hall* <1>".into()), ..QuotedMeeting::default() };
        let names = Names::of(&Quoted { meeting, ..Quoted::default() });
        let mut diagnostics = Diagnostics::default();
        let mut filler = Pen { names: &names, all: &names, diagnostics: &mut diagnostics };
        let mut prose = Prose {
            written: Placed::new("In {{ meeting.venue }}".into(), Place::file("report.md").line(4)),
            blocks: vec![Block::Paragraph {
                number: None,
                text: vec![Inline::Strong(vec![Inline::Text("In {{ meeting.venue }}".into())])],
            }],
        };
        filler.prose(&mut prose);
        let expected = Inline::Strong(vec![Inline::Text("In *Hall* <1>".into())]);
        assert!(matches!(&prose.blocks[0], Block::Paragraph { text, .. } if text[0] == expected));
    }

    #[test]
    fn what_is_wrong_is_said_on_its_line() {
        let kpi = BTreeMap::from([("CSU11".to_string(), BTreeMap::from([("result", "7".into())]))]);
        let names = Names::of(&Quoted { kpi: Some(kpi), ..Quoted::default() });
        let mut diagnostics = Diagnostics::default();
        let mut filler = Pen { names: &names, all: &names, diagnostics: &mut diagnostics };
        let text =
            "One {{ kpi.CSU11.result }}\nand {{ kpi.CSU1.result }}\n{{ kpi.CSU11.reslt | up }} {{";
        filler.text(&mut Placed::new(text.into(), Place::file("report.md").line(0)));
        let said: Vec<_> = diagnostics
            .iter()
            .map(|d| (d.place.to_string(), d.message.clone(), d.hint.clone().unwrap_or_default()))
            .collect();
        let said: Vec<_> = said
            .iter()
            .map(|(place, message, hint)| (&place[..], &message[..], &hint[..]))
            .collect();
        assert_eq!(
            said,
            [
                ("report.md:2", "`kpi` has no `CSU1`", "did you mean `CSU11`?"),
                ("report.md:3", "`kpi.CSU11` has no `reslt`", "did you mean `result`?"),
                ("report.md:3", "`{{` is not closed by `}}`", "write `}}` after the expression"),
            ]
        );
    }
}
