//! How cells of a form look, over the looks of all workbooks.

use rust_xlsxwriter::{Color, Format, FormatAlign};

use crate::view::form::{Entered, Entry, Room, RowKind};

use crate::write::xlsx::style;

/// Behind cells that wait for their author.
const AWAITED: u32 = 0x00FF_F7D6;
/// Behind the example.
const EXAMPLE: u32 = 0x00F0_F2F3;
/// Text of the example and of the form's own words: 7:1 on white.
const QUIET: u32 = 0x0050_5050;

/// Returns the marks above headings: `required`, `worked out`.
pub(super) fn mark() -> Format {
    style::plain().set_font_color(Color::RGB(QUIET)).set_align(FormatAlign::Bottom)
}

/// Returns a locked cell of the form's own words.
pub(super) fn own() -> Format {
    style::words()
}

/// Returns a quiet locked cell of the form's own words.
pub(super) fn quiet() -> Format {
    style::words().set_font_color(Color::RGB(QUIET))
}

/// Returns what is left and right of and below a table: open to its author.
pub(super) fn open() -> Format {
    style::plain().set_unlocked()
}

/// Returns the heading of a column.
pub(super) fn heading(room: Room, column: u16) -> Format {
    match room {
        Room::Figures => style::figure_heading(),
        _ if column > 0 => style::set_off(style::heading()),
        _ => style::heading(),
    }
}

/// Returns words in a column: flush with figures, or set off from what is left of
/// them.
pub(super) fn beside(format: Format, room: Room, column: u16) -> Format {
    match room {
        Room::Figures => format.set_align(FormatAlign::Right),
        _ if column > 0 => style::set_off(format),
        _ => format,
    }
}

/// Returns a worked-out cell with its result.
pub(super) fn worked_out(result: &Entered, room: Room, column: u16) -> Format {
    let format = match result {
        Entered::Percent(_, places) | Entered::Awaited(Some(places)) => {
            style::figure(&percent_format(*places))
        }
        Entered::Number(_, places) => style::figure(&number_format(*places)),
        _ => beside(style::words(), room, column),
    };
    format.set_unlocked()
}

/// Returns a cell to fill in.
pub(super) fn cell(kind: &RowKind, entered: &Entered, entry: &Entry) -> Format {
    let format = match entered {
        Entered::Number(_, places) => style::figure(&number_format(*places)),
        Entered::Percent(_, places) | Entered::Awaited(Some(places)) => {
            style::figure(&percent_format(*places))
        }
        Entered::Date(_) => style::words().set_num_format(DATE),
        Entered::Empty | Entered::Awaited(None) | Entered::Text(_) => match entry {
            Entry::Date if *kind != RowKind::Example => style::words().set_num_format(DATE),
            Entry::AsTyped => style::words().set_num_format("@"),
            _ => style::words(),
        },
    };
    let format = format.set_unlocked();
    match kind {
        RowKind::Example => format
            .set_italic()
            .set_font_color(Color::RGB(QUIET))
            .set_background_color(Color::RGB(EXAMPLE)),
        _ if matches!(entered, Entered::Awaited(_)) => {
            format.set_background_color(Color::RGB(AWAITED))
        }
        _ => format,
    }
}

/// Days as councils write them, and as every reader of ours reads them.
const DATE: &str = "dd/mm/yyyy";

fn number_format(places: u8) -> String {
    format!("0{}", decimals(places))
}

fn percent_format(places: u8) -> String {
    format!("0{}%", decimals(places))
}

fn decimals(places: u8) -> String {
    if places == 0 { String::new() } else { format!(".{}", "0".repeat(places.into())) }
}
