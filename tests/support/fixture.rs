//! Fixtures as text: a folder `kpi.xlsx/` with one `.tsv` file a sheet becomes a
//! workbook, so that a case can be read and changed in an editor.
//!
//! A cell is a number (`74`), a percentage (`91.36%`, stored as 0.9136 with that
//! format), a date (`2018-03-06`) or text; a text that looks like one of those
//! begins with an apostrophe, as in a spreadsheet; `\n` is a line break.
//!
//! What a table of text cannot show stands in `look.toml` beside the sheets:
//!
//! ```toml
//! author = "Author A"                  # the document's properties
//! [Results]                            # a sheet
//! hidden = true                        # "very" where no menu shows it again
//! hidden-rows = [3, 4]
//! hidden-columns = ["F"]
//! notes = { C2 = "ask Finance" }
//! formulas = { C2 = "=D2/E2" }         # without results, as programs write them
//! pictures = ["H1"]
//! boxes = { H4 = "a text that floats" }
//! [parts]                              # added to the package as they stand
//! "xl/pivotTables/_rels/pivotTable1.xml.rels" = "<Relationships>…</Relationships>"
//! ```

mod look;

use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use self::look::Look;

/// Lays folders of text over each other, the later over the earlier, and copies
/// the result, making workbooks of the folders of sheets. An empty sheet of a
/// later folder takes away the earlier one's.
pub(crate) fn lay(layers: &[&Path], to: &Path) {
    let text = tempfile::tempdir().expect("a folder");
    for layer in layers.iter().filter(|layer| layer.is_dir()) {
        super::copy(layer, text.path());
    }
    copy_inputs(text.path(), to);
}

fn copy_inputs(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("readable") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() && path.extension().is_some_and(|ending| ending == "xlsx") {
            write_workbook(&path, &target);
        } else if path.is_dir() {
            copy_inputs(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("copied");
        }
    }
}

fn write_workbook(folder: &Path, target: &Path) {
    let mut workbook = Workbook::new();
    let mut sheets: Vec<_> =
        std::fs::read_dir(folder).expect("readable").map(|e| e.expect("an entry").path()).collect();
    sheets.sort();
    let look = Look::of(&folder.join("look.toml"));
    for path in sheets.iter().filter(|path| path.extension().is_some_and(|e| e == "tsv")) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).expect("text");
        if text.is_empty() {
            continue;
        }
        let sheet = workbook.add_worksheet().set_name(&name).expect("a sheet's name");
        for (row, line) in (0u32..).zip(text.lines()) {
            for (column, cell) in (0u16..).zip(line.split('\t')) {
                write_cell(sheet, row, column, cell);
            }
        }
        look.apply(&name, sheet);
    }
    workbook.set_properties(&look.properties());
    workbook.save(target).expect("saved");
    look.add_parts(target);
}

fn write_cell(sheet: &mut rust_xlsxwriter::Worksheet, row: u32, column: u16, cell: &str) {
    if cell.is_empty() {
        return;
    }
    if let Some(text) = cell.strip_prefix('\'') {
        sheet.write_string(row, column, text).expect("written");
    } else if let Ok(number) = cell.parse::<f64>() {
        sheet.write_number(row, column, number).expect("written");
    } else if let Some(number) = cell.strip_suffix('%').and_then(|n| n.parse::<f64>().ok()) {
        let format = Format::new().set_num_format("0.00%");
        sheet.write_number_with_format(row, column, number / 100.0, &format).expect("written");
    } else if let Some(date) = date(cell) {
        let format = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_datetime_with_format(row, column, &date, &format).expect("written");
    } else {
        sheet.write_string(row, column, cell.replace("\\n", "\n")).expect("written");
    }
}

/// `2018-03-06` and nothing else.
fn date(cell: &str) -> Option<ExcelDateTime> {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    (cell.len() == 10 && digits == 8).then(|| ExcelDateTime::parse_from_str(cell).ok())?
}
