//! The workbook of a register: open risks as they stood, with the score they had
//! and without what was said about them, and the actions that go on.

use super::line::Line;
use super::{Earlier, Known, day, is_done, sheet};
use crate::model::narrative::Prose;
use crate::model::period::Period;
use crate::model::risk::{Assessment, Due, Matrix, Rating, Register, Risk, RiskAction};
use crate::read::columns::{RISK_ACTIONS, RISKS};
use crate::view::form::{Entered, FormRow, FormSheet, RowKind};

pub(super) fn sheets(known: &Known) -> Vec<FormSheet> {
    let before = match (&known.earlier, &known.council) {
        (Earlier::Risks(register), Some(council)) => Some((register, &council.matrix)),
        _ => None,
    };
    let rows = before.map(|(register, matrix)| {
        let period = known.period.or_else(|| register.period.map(Period::next));
        register.risks.iter().map(|r| carried(r, matrix, period)).collect()
    });
    let actions = before.map(|(register, _)| actions(register)).unwrap_or_default();
    let about = if before.is_some() {
        "Every risk as it stood. Review the levels, then fill in the yellow cells: sign-off, comments and the day of the review."
    } else {
        "One row a risk. Levels are a number or a word of the council's scale; scores are worked out as you type."
    };
    vec![
        sheet::table(&RISKS, about, rows.unwrap_or_default(), known),
        sheet::table(
            &RISK_ACTIONS,
            "One row an action, under the code of its risk; a risk may have several.",
            actions,
            known,
        ),
    ]
}

fn carried(risk: &Risk, matrix: &Matrix, period: Option<Period>) -> FormRow {
    let prose = |prose: &Option<Prose>| {
        Entered::text(prose.as_ref().map_or("", |prose| &prose.written.value))
    };
    let score = risk.residual.stated.as_ref().map_or(risk.residual.assessment.score, |s| s.value);
    let mut line = Line::new(&RISKS, RowKind::Known)
        .maybe("Code", risk.code.as_ref().map(|code| code.value.as_str()))
        .text("Risk", &risk.title.value)
        .maybe("Service", risk.service.as_deref())
        .maybe("Category", risk.category.as_deref())
        .maybe("Corporate priority", risk.priority.as_ref().map(|p| p.value.as_str()))
        .maybe("Owner", risk.owner.as_ref().map(|owner| owner.value.as_str()))
        .maybe("Portfolio holder", risk.portfolio_holder.as_deref())
        .text("Response", risk.response.as_ref().map(|r| r.value.to_string()).unwrap_or_default())
        .put("Previous score", Entered::Number(score.value(), 0))
        .put("Consequences", prose(&risk.consequences))
        .put("Current controls", prose(&risk.controls))
        .put("Assurance", prose(&risk.assurance))
        .text("Period", period.map(|period| period.to_string()).unwrap_or_default());
    line = line.part(&risk.part).awaits(&["Sign off", "Comments", "Last review"]);
    if let Some(inherent) = &risk.inherent {
        line = rated(line, "Inherent", inherent, matrix);
    }
    line = rated(line, "Residual", &risk.residual, matrix);
    if let Some(target) = &risk.target {
        line = levels(line, "Target", target, matrix);
    }
    line.finish()
}

/// What was stated stays behind: it would contradict whoever reviews the levels.
fn rated(line: Line, stage: &str, rating: &Rating, matrix: &Matrix) -> Line {
    let assessment = &rating.assessment.value;
    let score = assessment.score;
    let stage_below = stage.to_lowercase();
    levels(line, stage, assessment, matrix).text(
        &format!("Computed {stage_below} score"),
        format!("{score} {}", matrix.band(score).word),
    )
}

fn levels(line: Line, stage: &str, assessment: &Assessment, matrix: &Matrix) -> Line {
    let word = |level: Option<&crate::model::risk::Level>| {
        level.map(|level| format!("{} {}", level.weight, level.word)).unwrap_or_default()
    };
    line.text(
        &format!("{stage} probability"),
        word(matrix.probability().get(assessment.probability)),
    )
    .text(&format!("{stage} impact"), word(matrix.impact().get(assessment.impact)))
}

fn actions(register: &Register) -> Vec<FormRow> {
    let of_risk = |risk: &Risk| {
        let code = risk.code.as_ref().map(|code| code.value.clone());
        let row = move |action: &RiskAction| {
            let due = action.due.as_ref().map_or(Entered::Empty, |due| match &due.value {
                Due::Day(date) => Entered::Date(day(*date)),
                Due::Words(words) => Entered::Text(words.clone()),
            });
            let status = action.status.as_ref().map(|status| status.value.as_str());
            Line::new(&RISK_ACTIONS, RowKind::Known)
                .maybe("Risk", code.as_deref())
                .text("Action", &action.action.value)
                .maybe("Owner", action.owner.as_deref())
                .put("Due", due)
                .maybe("Status", status)
                .finish()
        };
        let open =
            risk.actions.iter().filter(|a| !is_done(a.status.as_ref().map(|s| s.value.as_str())));
        open.map(row).collect::<Vec<_>>()
    };
    register.risks.iter().flat_map(of_risk).collect()
}
