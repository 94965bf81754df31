//! Notes and a findings sheet in an Office Open XML workbook (xlsx, xlsm).
//!
//! Only these parts change: the workbook's own, its styles, the lists of types
//! and relationships, the sheets that get notes with their notes and the boxes
//! of those, and the mark of the sheet that was open.

mod book;
mod comments;
mod drawing;
mod front;
mod layout;
mod relations;
mod sheet;
mod styles;
mod types;

use self::book::Book;
use self::relations::Relations;
use self::sheet::Worksheet;
use super::notes::{self, Notes};
use super::package::Package;
use super::{Copy, Refusal, xml};
use crate::view::findings::FindingsView;

const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const SIGNATURES: &str = "_xmlsignatures/";

/// Returns the annotated copy of a workbook.
pub(super) fn annotate(mut package: Package<'_>, view: &FindingsView) -> Result<Copy, Refusal> {
    let mut book = Book::open(&mut package)?;
    let mut remarks = Vec::new();
    if unsign(&mut package)? {
        remarks.push("its digital signature is left out: it holds for the original only".into());
    }
    let mut notes = notes::by_sheet(&view.findings);
    let mut discussed = 0;
    for sheet in &book.sheets {
        match notes.remove(sheet.name.as_str()) {
            Some(notes) => {
                discussed += add_notes(&mut package, book.folder(), &sheet.part, &notes)?;
            }
            None => unselect(&mut package, &sheet.part)?,
        }
    }
    if discussed > 0 {
        remarks.push(format!(
            "cells with a discussion keep it as it is: the findings of {discussed} stand on the findings sheet only"
        ));
    }
    front::put(&mut package, &mut book, view)?;
    Ok(Copy { bytes: package.finish()?, remarks })
}

/// Leaves out the signatures of the whole file, which the copy would break.
fn unsign(package: &mut Package<'_>) -> Result<bool, Refusal> {
    if !package.drop_below(SIGNATURES) {
        return Ok(false);
    }
    types::remove_below(package, SIGNATURES)?;
    let mut relations = Relations::of(package, "")?;
    relations.remove("digital-signature/origin")?;
    relations.save(package);
    Ok(true)
}

fn unselect(package: &mut Package<'_>, part: &str) -> Result<(), Refusal> {
    if let Some(text) = package.text(part)?
        && let Some(text) = sheet::unselected(&text)?
    {
        package.set(part, text);
    }
    Ok(())
}

/// Adds notes to a sheet; returns how many of its cells keep a discussion instead.
fn add_notes(
    package: &mut Package<'_>,
    folder: &str,
    part: &str,
    notes: &Notes,
) -> Result<usize, Refusal> {
    let text = package.required(part)?;
    let mut sheet = Worksheet::read(&text)?;
    let notes = sheet.seen(notes);
    let mut links = Relations::of(package, part)?;
    let list = list_of_notes(package, folder, &mut links)?;
    let comments = comments::add(&package.required(&list)?, &notes)?;
    package.set(&list, comments.text);
    let boxes = drawing_of_notes(package, folder, &mut links, &mut sheet)?;
    let drawn = drawing::grow(&package.required(&boxes)?, &comments.grown, &notes, &sheet.layout);
    package.set(&boxes, drawing::add(&drawn, &comments.fresh, &notes, &sheet.layout)?);
    links.save(package);
    package.set(part, sheet.finish());
    Ok(comments.discussed.len())
}

/// Returns the part with the notes of a sheet, made if there is none.
fn list_of_notes(
    package: &mut Package<'_>,
    folder: &str,
    links: &mut Relations,
) -> Result<String, Refusal> {
    if let Some(list) = links.first("comments") {
        return Ok(list.to_string());
    }
    let list = package.free_name(&format!("{folder}comments"), ".xml");
    package.set(&list, comments::NONE.to_string());
    types::add(package, &list, COMMENTS)?;
    links.add("comments", &list)?;
    Ok(list)
}

/// Returns the part with the boxes of a sheet's notes, made if there is none.
fn drawing_of_notes(
    package: &mut Package<'_>,
    folder: &str,
    links: &mut Relations,
    sheet: &mut Worksheet<'_>,
) -> Result<String, Refusal> {
    if let Some(boxes) = sheet.drawing.as_deref().and_then(|id| links.to(id)) {
        return Ok(boxes.to_string());
    }
    let blank = drawing::blank(package)?;
    let boxes = package.free_name(&format!("{folder}drawings/vmlDrawing"), ".vml");
    package.set(&boxes, blank);
    types::add_ending(package, "vml", DRAWING)?;
    sheet.point_to(&links.add("vmlDrawing", &boxes)?);
    Ok(boxes)
}

/// Returns text as a cell or a note holds it: what would be read as an escaped
/// letter there, such as `_x0041_`, is escaped itself.
fn cell_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        escaped.push_str(before);
        let letter = after
            .as_bytes()
            .get(2..7)
            .is_some_and(|code| code[..4].iter().all(u8::is_ascii_hexdigit) && code[4] == b'_');
        escaped.push_str(if letter { "_x005F_" } else { "_" });
        rest = &after[1..];
    }
    escaped.push_str(rest);
    xml::text(&escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_looks_escaped_stays_as_it_is() {
        assert_eq!(cell_text("a_x0041_b <_x> _x00_"), "a_x005F_x0041_b &lt;_x&gt; _x00_");
    }
}
