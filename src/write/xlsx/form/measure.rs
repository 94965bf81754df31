//! How wide columns and how high rows of a form are: as wide as what is there,
//! and wide enough for what is to come.

use crate::view::form::{Entered, FormSheet, Room};
use crate::write::xlsx::sheet::{Cell, Column, Kind, Sheet};
use crate::write::xlsx::{size, style};

/// Returns a form's sheet as plain data that can be measured.
pub(super) fn sheet(form: &FormSheet) -> Sheet {
    let kind = |room: Room| match room {
        Room::Figures | Room::Narrow | Room::Middling => Kind::Name,
        Room::Wide => Kind::Prose,
    };
    let columns = form.columns.iter().map(|c| Column::new(kind(c.room), c.heading.as_str()));
    let cell = |entered: &Entered| match entered {
        Entered::Empty | Entered::Awaited(_) => Cell::Blank,
        Entered::Text(text) => Cell::text(text),
        Entered::Number(..) | Entered::Percent(..) => Cell::text("100,000.00"),
        Entered::Date(_) => Cell::text("06/03/2018"),
    };
    let rows = form.rows.iter().map(|row| row.cells.iter().map(cell).collect());
    Sheet {
        name: form.name,
        title: form.title.clone(),
        about: Vec::new(),
        holds: String::new(),
        columns: columns.collect(),
        rows: rows.collect(),
        keys: Vec::new(),
    }
}

/// Returns the widths of the columns, in characters.
pub(super) fn widths(form: &FormSheet, measured: &Sheet) -> Vec<f64> {
    let room = |room: Room| match room {
        Room::Figures | Room::Narrow => (13.0, 22.0),
        Room::Middling => (18.0, 30.0),
        Room::Wide => (44.0, style::PROSE_WIDTH),
    };
    let needed = size::widths(measured).into_iter().zip(&form.columns);
    needed
        .map(|(needed, column)| {
            let (least, most) = room(column.room);
            needed.clamp(least, most)
        })
        .collect()
}

/// Returns the height of the row of headings, in points.
pub(super) fn heading_height(measured: &Sheet, widths: &[f64]) -> f64 {
    size::heading_height(&measured.columns, widths)
}

/// Returns the height of a row, in points.
pub(super) fn row_height(cells: &[Cell], widths: &[f64]) -> f64 {
    size::row_height(cells, widths)
}
