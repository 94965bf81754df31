//! The risk register.

use std::collections::BTreeMap;

use super::codes;
use super::columns::{RISK_ACTIONS, RISKS};
use super::exempt::part;
use super::grid::{Cell, CellValue, Workbook, fold};
use super::record::{Record, code_key, list_words, nearest};
use super::table::{Tables, check_blocks};
use super::value;
use crate::diag::{Diagnostics, Problem};
use crate::model::council::Council;
use crate::model::part::Part;
use crate::model::risk::{Assessment, Level, Rating, Register, Response, Risk, RiskAction, Score};
use crate::place::Placed;

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
                .hint(format!("{} is the other; give one of them another code", other.place));
                diagnostics.push(problem.at(&code.place));
            }
            risk.actions = actions
                .remove(&code_key(code))
                .unwrap_or_default()
                .into_iter()
                .map(|(_, a)| a)
                .collect();
        }
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
            due: row.date("Due", diagnostics),
            status: row.text("Status"),
        };
        actions.entry(code_key(&code)).or_default().push((code, action));
    }
    actions
}

fn risk(row: &Record, council: &Council, diagnostics: &mut Diagnostics) -> Option<Risk> {
    let title = row.required("Risk", diagnostics);
    let inherent = rating(row, "Inherent", council, diagnostics);
    let residual = rating(row, "Residual", council, diagnostics);
    if ["Residual probability", "Residual impact"].iter().all(|heading| row.cell(heading).is_none())
    {
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
            .read("Previous score", diagnostics, |cell| previous_score(cell, council)),
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
    Some(Rating { assessment: assessment?, stated, stated_band: band.or(word) })
}

/// `16`, `16 Red`, `16 (Red)` or `High`: a score, a band's word, or both.
fn stated_score(cell: &Cell) -> Result<(Option<Score>, Option<String>), Problem> {
    let CellValue::Text(text) = &cell.value else {
        let number = value::number(cell)?;
        let score = Score::stated(number.value()).ok_or_else(|| no_score(&value::text(cell)))?;
        return Ok((Some(score), None));
    };
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, word) = text.split_at(digits);
    let word = word.trim_matches(|c: char| c.is_whitespace() || "().-–:=".contains(c));
    // `4x4` is a sum that nobody has done, and -4 no score.
    let is_word = word.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "-/".contains(c));
    let is_signed = number.is_empty() && text.starts_with(['-', '–', '−']);
    if !is_word || (is_signed && word.is_empty()) {
        return Err(no_score(text));
    }
    let score = match number.trim_end_matches('.') {
        "" => None,
        number => {
            let score = number.parse().ok().and_then(Score::stated);
            Some(score.ok_or_else(|| no_score(text))?)
        }
    };
    Ok((score, (!word.is_empty()).then(|| word.to_string())))
}

fn no_score(text: &str) -> Problem {
    let message = format!("`{text}` is no score, expected a number, the word of a band, or both");
    Problem::new(&codes::NOT_A_NUMBER, message).hint("write `16`, `16 Red` or `High`")
}

/// Returns a score of an earlier register, no higher than the council's matrix goes.
fn previous_score(cell: &Cell, council: &Council) -> Result<Score, Problem> {
    let score = Score::stated(value::number(cell)?.value());
    let score = score.ok_or_else(|| no_score(&value::text(cell)))?;
    let highest = council.matrix.highest();
    if score.value() > highest.value() + 0.01 {
        let message =
            format!("`{score}` is above {highest}, the highest score of the council's matrix");
        return Err(Problem::new(&codes::UNKNOWN_LEVEL, message)
            .hint("mend it; leave it empty where the risk was scored on another scale"));
    }
    Ok(score)
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
        if let (None, Some(there), false) = (row.cell(missing), row.cell(other), row.is_partial()) {
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

/// Returns which step of a scale a cell names: `3`, `Likely` or `3 Likely`.
fn level(cell: &Cell, scale: &[Level], name: &str) -> Result<usize, Problem> {
    let text = value::text(cell);
    let by_weight =
        |weight: f64| scale.iter().position(|level| (level.weight - weight).abs() < 0.01);
    let by_word = |word: &str| {
        let folded = fold(word);
        scale.iter().position(|level| fold(&level.word) == folded)
    };
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '(');
    let digits = start.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(start.len());
    let number = if let CellValue::Number(number) = &cell.value {
        Some(*number)
    } else {
        start[..digits].trim_end_matches('.').parse().ok()
    };
    // `2-3` is no level: what stands behind the number is its word, or nothing.
    let word =
        start[digits..].trim_start_matches(|c: char| c.is_whitespace() || "().-–:".contains(c));
    let found = match (number.map(by_weight), by_word(word)) {
        (Some(weight), None) if word.is_empty() || matches!(cell.value, CellValue::Number(_)) => {
            weight
        }
        (Some(weight), Some(word)) => weight.filter(|&weight| weight == word),
        (None, word) => word,
        (Some(_), None) => None,
    };
    found.ok_or_else(|| {
        let known: Vec<String> =
            scale.iter().map(|level| format!("`{} {}`", level.weight, level.word)).collect();
        let problem = Problem::new(
            &codes::UNKNOWN_LEVEL,
            format!(
                "`{text}` is not on the council's {name} scale, expected {}",
                list_words(&known)
            ),
        );
        match nearest(&fold(&text), scale.iter().map(|level| level.word.clone())) {
            Some(near) => problem.hint(format!("write `{near}`")),
            None => problem.hint(
                "write the number or the word; the scale is set under `[matrix]` in council.toml",
            ),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_score_is_a_number_a_word_or_both() {
        let read = |text: &str| {
            let cell = Cell { value: CellValue::Text(text.into()), percent: None };
            let read = stated_score(&cell).ok();
            read.map(|(score, word)| (score.map(Score::value), word.unwrap_or_default()))
        };
        for (text, score, word) in [
            ("16", Some(16.0), ""),
            ("16 Red", Some(16.0), "Red"),
            ("16 (High)", Some(16.0), "High"),
            ("16 - Very high", Some(16.0), "Very high"),
            ("High", None, "High"),
            ("Medium/High", None, "Medium/High"),
        ] {
            assert_eq!(read(text), Some((score, word.to_string())), "{text}");
        }
        for text in ["4x4", "4 x 4 = 16", "16/20", "-4", "1.2.3", "16?"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_level_is_one_number_or_word_of_the_scale() {
        let level_of = |weight: f64, word: &str| Level { weight, word: word.into() };
        let scale = [level_of(2.0, "Unlikely"), level_of(3.0, "Likely")];
        let read = |text: &str| {
            let cell = Cell { value: CellValue::Text(text.into()), percent: None };
            level(&cell, &scale, "probability").ok()
        };
        for text in
            ["3", "Likely", "3 Likely", "3 – Likely", "(3) Likely", "3. likely", "3: Likely"]
        {
            assert_eq!(read(text), Some(1), "{text}");
        }
        for text in ["2-3", "3-2", "2 to 3", "2 Likely", "3 2", "4"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
