//! Further actions on risks, one row an action.

use super::notes::Notes;
use super::sheet::{Cell, Column, Kind, Sheet};
use crate::view::RegisterView;

/// Returns the sheet of further actions; it has no rows where there are none.
pub(super) fn sheet(register: &RegisterView, notes: &Notes) -> Sheet {
    let name = |heading: &str| Column::new(Kind::Name, heading);
    let rows = register.risks.iter().flat_map(|risk| {
        risk.actions.iter().map(|[action, owner, due, status]| {
            [&risk.code, action, owner, due, status].map(Cell::text).into()
        })
    });
    let sheet = Sheet {
        name: "Risk actions",
        title: "Risk register: further actions".into(),
        about: vec!["One row for each further action on a risk.".into()],
        holds: "Further actions on the risks, with owner, due date and status".into(),
        columns: vec![
            name("Risk"),
            Column::new(Kind::Prose, "Action"),
            name("Owner"),
            name("Due"),
            name("Status"),
        ],
        rows: rows.collect(),
        keys: Vec::new(),
    };
    sheet.finished(notes.blanks())
}
