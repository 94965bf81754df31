//! The risk matrix as a table: every pair of probability and impact with its
//! score, its band and the risks that stand there.

use super::notes::{Notes, Topic};
use super::risks::keys;
use super::sheet::{Cell, Column, Kind, Sheet};
use crate::view::{MatrixCell, RegisterView};

/// Returns the sheet of the matrix, the highest probability and impact first.
pub(super) fn sheet(register: &RegisterView, notes: &Notes) -> Sheet {
    let rows = register.matrix.iter().flat_map(|row| {
        let cells = register.impacts.iter().zip(&row.cells).rev();
        cells.map(|(impact, cell)| place(&row.probability, impact, cell))
    });
    let sheet = Sheet {
        name: "Matrix",
        title: "Risk matrix: scores and bands".into(),
        about: vec!["One row for each pair of probability and impact, the highest first; risks by their codes.".into()],
        holds: "The scales of probability and impact, the score and band of each pair, and the risks there".into(),
        columns: vec![
            Column::new(Kind::Name, "Probability"),
            Column::new(Kind::Name, "Impact"),
            Column::new(Kind::Figure, notes.called("Score", Topic::Score)),
            Column::new(Kind::Status, "Band"),
            Column::new(Kind::Name, "Risks before controls"),
            Column::new(Kind::Name, "Risks with controls"),
        ],
        rows: rows.collect(),
        keys: keys(register),
    };
    sheet.finished(notes.blanks())
}

fn place(probability: &str, impact: &str, cell: &MatrixCell) -> Vec<Cell> {
    let score = cell
        .score
        .parse()
        .map_or_else(|_| Cell::text(&cell.score), |score| Cell::Number(score, String::new()));
    let risks = |codes: &[String]| {
        Cell::text(if codes.is_empty() { "None".into() } else { codes.join(", ") })
    };
    vec![
        Cell::text(probability),
        Cell::text(impact),
        score,
        Cell::text(&cell.word),
        risks(&cell.inherent),
        risks(&cell.residual),
    ]
}
