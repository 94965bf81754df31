//! What `rust_xlsxwriter` cannot say, put into the workbook that it made.
//!
//! Titles become headings (see `heading`), the heights of rows become what a
//! spreadsheet program has fitted and fits anew, instead of what a person has
//! fixed, and the look of a form's last column goes on to the end of the sheet,
//! which would else be 16,384 columns to remember. Every other part is copied as
//! it is.

use std::io::{Cursor, Read, Seek, Write};

use zip::read::ZipFile;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::cell::Failure;
use super::heading;

const STYLES: &str = "xl/styles.xml";
const SHEETS: &str = "xl/worksheets/sheet";

/// Returns the finished workbook.
pub(super) fn finish(workbook: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut from = ZipArchive::new(Cursor::new(workbook))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index)?;
        let name = part.name().to_string();
        if name == STYLES {
            let styles =
                heading::tag(&text(&mut part)?).ok_or("the workbook has no format for titles")?;
            add(&mut to, &name, &styles)?;
        } else if name.starts_with(SHEETS) {
            let sheet = text(&mut part)?.replace(" customHeight=\"1\"", "");
            add(&mut to, &name, &to_the_last_column(&sheet).unwrap_or(sheet))?;
        } else {
            drop(part);
            to.raw_copy_file(from.by_index_raw(index)?)?;
        }
    }
    Ok(to.finish()?.into_inner())
}

/// Returns a sheet whose last described column stands for all that follow it, where
/// it has a look and no width of its own.
fn to_the_last_column(sheet: &str) -> Option<String> {
    let end = sheet.find("</cols>")?;
    let start = sheet[..end].rfind("<col ")?;
    let column = &sheet[start..end];
    let (before, rest) =
        column.split_once(" max=\"").filter(|_| !column.contains("customWidth"))?;
    let (_, after) = rest.split_once('"')?;
    Some(format!("{}{before} max=\"16384\"{after}{}", &sheet[..start], &sheet[end..]))
}

fn text<R: Read>(part: &mut ZipFile<'_, R>) -> Result<String, Failure> {
    let mut text = String::new();
    part.read_to_string(&mut text)?;
    Ok(text)
}

/// Adds a part without the time of day, so that the same workbook is the same bytes.
fn add<W: Write + Seek>(to: &mut ZipWriter<W>, name: &str, text: &str) -> Result<(), Failure> {
    to.start_file(name, SimpleFileOptions::default().last_modified_time(zip::DateTime::default()))?;
    to.write_all(text.as_bytes())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_look_without_a_width_goes_on() {
        let sheet = |last: &str| {
            format!(
                "<cols><col min=\"1\" max=\"2\" width=\"9\" customWidth=\"1\"/>{last}</cols><sheetData/>"
            )
        };
        assert_eq!(
            to_the_last_column(&sheet("<col min=\"3\" max=\"3\" width=\"8.8\" style=\"5\"/>")),
            Some(sheet("<col min=\"3\" max=\"16384\" width=\"8.8\" style=\"5\"/>"))
        );
        assert_eq!(to_the_last_column(&sheet("")), None);
        assert_eq!(to_the_last_column("<sheetData/>"), None);
    }
}
