//! The risk register: one row a risk, its scores as formulas.

use super::notes::{Notes, Topic};
use super::prose;
use super::sheet::{Cell, Column, Kind, Sheet};
use crate::view::{AssessmentView, RegisterView, RiskView};

/// The view's labels of facts, in the order of their columns.
const FACTS: [(&str, &str); 5] = [
    ("Category", "Category"),
    ("Corporate priority", "Corporate priority"),
    ("Risk owner", "Owner"),
    ("Portfolio holder", "Portfolio holder"),
    ("Response", "Response"),
];

/// Returns the sheet of risks.
pub(super) fn sheet(register: &RegisterView, notes: &Notes) -> Sheet {
    let facts = labels(
        FACTS,
        register.risks.iter().flat_map(|risk| risk.facts.iter().map(|(label, _)| label)),
    );
    let sections = labels(
        [],
        register.risks.iter().flat_map(|risk| risk.sections.iter().map(|(heading, _)| heading)),
    );
    let mut columns: Vec<Column> = ["Code", "Risk"].map(|h| Column::new(Kind::Name, h)).into();
    columns.extend(facts.iter().map(|(_, heading)| Column::new(Kind::Name, heading)));
    columns.extend(
        ["Inherent", "Residual", "Target"]
            .into_iter()
            .flat_map(|stage| assessment_columns(stage, notes)),
    );
    columns.push(Column::new(Kind::Name, notes.called("Scores as stated", Topic::Stated)));
    columns.extend(sections.iter().map(|(_, heading)| Column::new(Kind::Prose, heading)));
    columns.extend([Column::new(Kind::Name, "Sign off"), Column::new(Kind::Prose, "Comments")]);
    let row = |risk: &RiskView| {
        let mut row: Vec<Cell> = [&risk.code, &risk.title].map(Cell::text).into();
        row.extend(
            facts
                .iter()
                .map(|(label, _)| value(&risk.facts, label).map_or(Cell::Blank, Cell::text)),
        );
        row.extend(
            stages(risk).into_iter().flat_map(|(_, assessment)| assessment_cells(assessment)),
        );
        row.push(stated(risk).map_or(Cell::Blank, Cell::text));
        let section = |label: &str| value(&risk.sections, label).map(|blocks| prose::plain(blocks));
        row.extend(
            sections.iter().map(|(label, _)| section(label).map_or(Cell::Blank, Cell::text)),
        );
        row.push(Cell::text(risk.sign_off.as_deref().unwrap_or_default()));
        row.push(Cell::text(prose::plain(&risk.comments)));
        row
    };
    let sheet = Sheet {
        name: "Risks",
        title: register.title.clone(),
        about: vec![register.sentence.clone()],
        holds:
            "Every risk with its scores before and with controls, its controls and their assurance"
                .into(),
        columns,
        rows: register.risks.iter().map(row).collect(),
        keys: keys(register),
    };
    sheet.finished(notes.blanks())
}

/// The words of the bands with the keys of their colours, each once.
pub(super) fn keys(register: &RegisterView) -> Vec<(String, String)> {
    let on_matrix =
        register.matrix.iter().flat_map(|row| &row.cells).map(|cell| (&cell.word, &cell.key));
    let assessed =
        register.risks.iter().flat_map(|risk| stages(risk).into_iter().filter_map(|(_, a)| a));
    let pairs = on_matrix.chain(assessed.map(|a| (&a.word, &a.key)));
    let mut keys: Vec<(String, String)> =
        pairs.map(|(word, key)| (word.clone(), key.clone())).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The stated scores of a risk that differ from its formulas: `Inherent stated as 14`.
pub(super) fn stated(risk: &RiskView) -> Option<String> {
    let said = stages(risk).into_iter().filter_map(|(stage, assessment)| {
        Some(format!("{stage} {}", assessment?.stated.as_ref()?))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join("; "))
}

fn stages(risk: &RiskView) -> [(&'static str, Option<&AssessmentView>); 3] {
    [
        ("Inherent", risk.inherent.as_ref()),
        ("Residual", Some(&risk.residual)),
        ("Target", risk.target.as_ref()),
    ]
}

fn assessment_columns(stage: &str, notes: &Notes) -> [Column; 4] {
    let figure = |words: &str, topic: Topic| {
        Column::new(Kind::Figure, notes.called(&format!("{stage} {words}"), topic))
    };
    [
        figure("probability", Topic::Scale),
        figure("impact", Topic::Scale),
        figure("score", Topic::Score),
        Column::new(Kind::Status, format!("{stage} band")),
    ]
}

fn assessment_cells(assessment: Option<&AssessmentView>) -> [Cell; 4] {
    let Some(AssessmentView { probability_weight, impact_weight, word, .. }) = assessment else {
        return [const { Cell::Blank }; 4];
    };
    let weight = |weight: f64| Cell::Number(weight, String::new());
    [
        weight(*probability_weight),
        weight(*impact_weight),
        Cell::Product(probability_weight * impact_weight),
        Cell::text(word),
    ]
}

/// Labels with the headings of their columns: those known first, then any others.
fn labels<'a, const N: usize>(
    known: [(&str, &str); N],
    found: impl Iterator<Item = &'a String>,
) -> Vec<(String, String)> {
    let mut labels: Vec<(String, String)> =
        known.map(|(label, heading)| (label.into(), heading.into())).into();
    for label in found {
        if labels.iter().all(|(known, _)| known != label) {
            labels.push((label.clone(), label.clone()));
        }
    }
    labels
}

fn value<'a, T>(list: &'a [(String, T)], label: &str) -> Option<&'a T> {
    list.iter().find(|(known, _)| known == label).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_are_not_known_get_columns_too() {
        let found = ["Response".to_string(), "Ward".to_string(), "Ward".to_string()];
        let labels = labels(FACTS, found.iter());
        assert_eq!(labels.len(), 6);
        assert_eq!(labels[2], ("Risk owner".into(), "Owner".into()));
        assert_eq!(labels[5], ("Ward".into(), "Ward".into()));
    }
}
