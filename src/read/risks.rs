//! The risk register.

mod scale;

use std::collections::BTreeMap;

use self::scale::{level, previous_score, stated_score};
use super::columns::{INLINE_ACTIONS, RISK_ACTIONS, RISKS};
use super::exempt::part;
use super::grid::{Cell, CellValue, Workbook};
use super::record::{Record, code_key};
use super::table::{Tables, check_blocks};
use super::{codes, value};
use crate::diag::{Diagnostics, Problem};
use crate::model::council::Council;
use crate::model::part::Part;
use crate::model::risk::{Assessment, Due, Rating, Register, Response, Risk, RiskAction};
use crate::place::{Place, Placed, Spot};

/// Reads a register; nothing where the workbook holds none, which is said.
pub(super) fn read(
    workbook: &Workbook,
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Option<Register> {
    let mut tables = Tables::new(workbook, &council.aliases);
    let Some(records) = tables.records(&RISKS, diagnostics) else {
        if !diagnostics.has_errors() {
            tables.report_absent(&RISKS, diagnostics);
        }
        return None;
    };
    let mut inline: BTreeMap<Place, RiskAction> = tables
        .records_beside(&INLINE_ACTIONS, diagnostics)
        .iter()
        .filter_map(|row| Some((row_of(&row.place), inline_action(row, diagnostics)?)))
        .collect();
    let mut actions = actions(&mut tables, diagnostics);
    tables.report_second_tables(diagnostics);
    tables.report_unread(diagnostics);
    check_blocks(&RISKS, "risks", records.len(), workbook.place(), diagnostics)?;
    let mut seen: BTreeMap<String, Placed<String>> = BTreeMap::new();
    let mut risks = Vec::new();
    for row in &records {
        let Some(mut risk) = risk(row, council, diagnostics) else { continue };
        if let Some(code) = &risk.code {
            if let Some(other) = seen.insert(code_key(code), code.clone()) {
                let problem = Problem::new(
                    &codes::DUPLICATE,
                    format!("the risk `{}` is in the register twice", code.value),
                )
                .hint(format!(
                    "{} is the other; give one of them another code, or write both rows as one where they are one risk",
                    other.place
                ));
                diagnostics.push(problem.at(&code.place));
            }
            risk.actions = actions
                .remove(&code_key(code))
                .unwrap_or_default()
                .into_iter()
                .map(|(_, a)| a)
                .collect();
        }
        risk.actions.splice(0..0, inline.remove(&row_of(&row.place)));
        risks.push(risk);
    }
    for (code, _) in actions.into_values().flatten() {
        let problem =
            Problem::new(&codes::UNKNOWN_CODE, format!("no risk has the code `{}`", code.value))
                .hint("write the code of a risk of the register");
        diagnostics.push(problem.at(&code.place));
    }
    let period = risks.iter().filter_map(|risk| risk.period).max();
    Some(Register { place: workbook.place().clone(), period, risks, part: Part::One })
}

type Actions = BTreeMap<String, Vec<(Placed<String>, RiskAction)>>;

fn actions(tables: &mut Tables<'_>, diagnostics: &mut Diagnostics) -> Actions {
    let mut actions = Actions::new();
    if tables.workbook().sheet(RISK_ACTIONS.name).is_none() {
        return actions;
    }
    let records = tables.records(&RISK_ACTIONS, diagnostics);
    for row in records.unwrap_or_default() {
        let (code, action) =
            (row.required("Risk", diagnostics), row.required("Action", diagnostics));
        let (Some(code), Some(action)) = (code, action) else { continue };
        let action = RiskAction {
            action,
            owner: row.plain("Owner"),
            due: row.read("Due", diagnostics, due),
            status: row.text("Status"),
        };
        actions.entry(code_key(&code)).or_default().push((code, action));
    }
    actions
}

/// Returns the action that stands in the row of its risk, where one does.
fn inline_action(row: &Record, diagnostics: &mut Diagnostics) -> Option<RiskAction> {
    Some(RiskAction {
        action: row.said("Action").filter(|action| value::no_value(action).is_none())?,
        owner: row.plain("Action owner"),
        due: row.read("Action due", diagnostics, due),
        status: row.text("Action status"),
    })
}

/// The row of a place, whatever its column.
fn row_of(place: &Place) -> Place {
    match place.spot() {
        Spot::Cell(_, row, _) => place.cell(*row, 0),
        _ => place.clone(),
    }
}

/// Returns by when an action is to be done; what begins with a word that is no day of the
/// week is kept as it is written.
fn due(cell: &Cell) -> Result<Due, Problem> {
    let text = value::text(cell);
    value::date(cell).map(Due::Day).or_else(|problem| {
        let is_word = matches!(cell.value, CellValue::Text(_))
            && text.starts_with(char::is_alphabetic)
            && !text.split_whitespace().next().is_some_and(value::is_weekday);
        if is_word { Ok(Due::Words(text)) } else { Err(problem) }
    })
}

fn risk(row: &Record, council: &Council, diagnostics: &mut Diagnostics) -> Option<Risk> {
    let title = row.required("Risk", diagnostics);
    let inherent = rating(row, "Inherent", council, diagnostics);
    let residual = rating(row, "Residual", council, diagnostics);
    let is_unrated = ["Residual probability", "Residual impact"]
        .iter()
        .all(|heading| row.cell(heading).is_none());
    if is_unrated && !row.goes_on() {
        row.required("Residual probability", diagnostics);
    }
    let target = assessment(row, "Target", council, diagnostics);
    Some(Risk {
        place: row.place.clone(),
        code: row.text("Code"),
        service: row.plain("Service"),
        category: row.plain("Category"),
        priority: row.text("Corporate priority"),
        owner: row.text("Owner"),
        portfolio_holder: row.plain("Portfolio holder"),
        response: row.choice("Response", &Response::ALL, diagnostics),
        inherent,
        target,
        previous_score: row
            .read("Previous score", diagnostics, |cell| previous_score(cell, &council.matrix)),
        consequences: row.prose("Consequences", diagnostics),
        controls: row.prose("Current controls", diagnostics),
        assurance: row.prose("Assurance", diagnostics),
        sign_off: row.plain("Sign off"),
        comments: row.prose("Comments", diagnostics),
        period: row.period("Period", diagnostics).map(|period| period.value),
        last_review: row.date("Last review", diagnostics),
        actions: Vec::new(),
        part: part(row, "Exempt paragraph", diagnostics),
        // Last, so that everything else that is wrong in the row is said.
        title: title?,
        residual: residual?,
    })
}

fn rating(
    row: &Record,
    which: &str,
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Option<Rating> {
    let assessment = assessment(row, which, council, diagnostics);
    let stated_heading = format!("Stated {} score", which.to_lowercase());
    let score = row.read(&stated_heading, diagnostics, stated_score);
    let band = (which == "Residual").then(|| row.text("Stated band")).flatten();
    let (stated, word) = match score {
        Some(Placed { value: (score, word), place }) => (
            score.map(|score| Placed::new(score, place.clone())),
            word.map(|word| Placed::new(word, place)),
        ),
        None => (None, None),
    };
    Some(Rating {
        assessment: assessment?,
        stated,
        stated_bands: word.into_iter().chain(band).collect(),
    })
}

fn assessment(
    row: &Record,
    which: &str,
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Option<Placed<Assessment>> {
    let matrix = &council.matrix;
    let (probability, impact) = (format!("{which} probability"), format!("{which} impact"));
    let p = row
        .read(&probability, diagnostics, |cell| level(cell, matrix.probability(), "probability"));
    let i = row.read(&impact, diagnostics, |cell| level(cell, matrix.impact(), "impact"));
    for (missing, other) in [(&probability, &impact), (&impact, &probability)] {
        if let Some(there) = row.cell(other).filter(|_| row.lacks(missing)) {
            let problem = Problem::new(
                &codes::HALF_A_PAIR,
                format!("`{other}` is given without `{missing}`"),
            )
            .hint(format!("fill in `{missing}`, or clear `{other}`"));
            diagnostics.push(problem.at(&there.place));
        }
    }
    let (p, i) = (p?, i?);
    matrix.assess(p.value, i.value).map(|assessment| Placed::new(assessment, p.place))
}
