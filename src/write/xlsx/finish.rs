//! What `rust_xlsxwriter` cannot say, put into the workbook that it made.
//!
//! Titles become headings (see `heading`), and the heights of rows become
//! what a spreadsheet program has fitted and fits anew, instead of what a
//! person has fixed. Every other part is copied as it is.

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
            add(&mut to, &name, &text(&mut part)?.replace(" customHeight=\"1\"", ""))?;
        } else {
            drop(part);
            to.raw_copy_file(from.by_index_raw(index)?)?;
        }
    }
    Ok(to.finish()?.into_inner())
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
