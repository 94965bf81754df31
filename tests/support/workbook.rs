//! A finished workbook, read back with calamine: every cell with its format.

use std::fmt::Write;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

/// Returns a workbook as text: `Sheet!A1 = value [format]`, formulas as `{=…}`.
pub(crate) fn dump(path: &Path) -> String {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let name = path.file_name().expect("a name").to_string_lossy();
    let mut text = format!("# {name}\n");
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).expect("a sheet");
        let styles = book.worksheet_style(&sheet).expect("styles");
        let formulas = book.worksheet_formula(&sheet).expect("formulas");
        let (row0, column0) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = (row0 + small(row), column0 + small(column));
            let shown = match value {
                Data::String(text) => format!("{text:?}"),
                other => other.to_string(),
            };
            let cell = agendapack::place::Place::file("")
                .sheet(sheet.as_str())
                .cell(at.0, at.1)
                .to_string();
            let _ = write!(text, "{} = {shown}", cell.trim_start_matches(" › "));
            let style = styles.get(at).and_then(|style| style.number_format.as_ref());
            if let Some(format) = style.filter(|format| format.format_code != "General") {
                let _ = write!(text, " [{}]", format.format_code);
            }
            if let Some(formula) = formulas.get_value(at).filter(|formula| !formula.is_empty()) {
                let _ = write!(text, " {{={formula}}}");
            }
            text.push('\n');
        }
    }
    text
}

fn small(index: usize) -> u32 {
    u32::try_from(index).expect("a sheet's index")
}
