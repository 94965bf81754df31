//! Doors for the fuzzers under `fuzz`, which are outside the crate: what a folder's
//! files come to, from their bytes. Compiled for the fuzzers only.

use super::grid::{Cell, CellValue};
use super::toml::document;
use super::{council, indicators, markdown, picture, risks, value, word, workbook};
use crate::diag::Diagnostics;
use crate::place::{Place, Placed};

/// The smallest settings that tables can be read under.
const COUNCIL: &str = r#"
name = "Exampleton"
[matrix]
probability = ["Rare", "Unlikely", "Likely", "Almost certain"]
impact = ["Minor", "Moderate", "Major", "Severe"]
bands = [{ rag = "red", from = 12 }, { rag = "amber", from = 6 }, { rag = "green", from = 1 }]
"#;

/// Reads bytes as a workbook of indicators and of risks; the name says the format.
pub fn tables(bytes: &[u8], name: &str) {
    let Ok(workbook) = workbook::read(bytes, Place::file(name)) else { return };
    let mut diagnostics = Diagnostics::default();
    let settings = council::parse(COUNCIL, &Place::file("council.toml"), &mut diagnostics);
    let council = settings.map(|settings| settings.value);
    let council = council.unwrap_or_else(|| panic!("the settings are sound"));
    indicators::read(&workbook, &council, &mut diagnostics);
    risks::read(&workbook, &council, &mut diagnostics);
}

/// Reads a text as the value of a cell, in every way in which cells are read.
pub fn values(text: &str) {
    let as_number = text.trim().parse().ok().map(CellValue::Number);
    let cells = [
        Cell::text(text),
        as_number.clone().map(|value| Cell { value, percent: Some(true) }),
        as_number.map(Cell::plain),
    ];
    for cell in cells.iter().flatten() {
        let _ = (value::number(cell), value::whole(cell), value::measure(cell));
        let _ = (value::percentage(cell), value::fraction(cell), value::date(cell));
        let _ = (value::period(cell), value::time(cell), value::text(cell), cell.to_string());
    }
    let _ = (value::no_value(text), value::range(text));
}

/// Reads a text as a narrative and as the prose of a cell.
pub fn prose(text: &str) {
    let mut diagnostics = Diagnostics::default();
    let place = Place::file("report.md");
    markdown::document(text, &place, 0, &mut diagnostics);
    // No picture is there; what names one is read all the same.
    let mut pictures = picture::Gallery::beside(std::path::Path::new("none/report.md"), &place);
    markdown::narrative(text, &place, 0, &mut pictures, &mut diagnostics);
    markdown::paragraphs(text, &place, 0);
    markdown::prose(Placed::new(text.to_string(), place.line(0)), &mut diagnostics);
}

/// Reads bytes as a report that was written in Word.
pub fn document(bytes: &[u8]) {
    let mut diagnostics = Diagnostics::default();
    word::read(bytes, &Place::file("report.docx"), &|_| false, &mut diagnostics).ok();
}

/// Reads bytes as a picture.
pub fn image(bytes: &[u8]) {
    picture::picture(bytes, &Place::file("picture.png")).ok();
}

/// Reads a text as a council's settings and as the TOML of a meeting or a cover.
pub fn settings(text: &str) {
    let mut diagnostics = Diagnostics::default();
    let place = Place::file("council.toml");
    council::parse(text, &place, &mut diagnostics);
    document::read(text, &place, 0, &mut diagnostics);
}
