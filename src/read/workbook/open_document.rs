//! ods files, from their content.xml.
//!
//! calamine makes a full rectangle of every sheet and drops whether a number is
//! a percentage; here repeated cells are counted before they are made, and
//! empty ones are never made.

use std::collections::BTreeSet;

use super::budget::Budget;
use super::convert::{iso_clock, iso_moment};
use super::package::Package;
use super::xml::{Piece, Pieces, Tag};
use super::{damaged, protected};
use crate::diag::{Diagnostic, Problem};
use crate::place::Place;
use crate::read::grid::{Cell, CellValue, Grid, Merged};

/// The most rows and columns that a sheet has in any program.
const MAX_ROWS: u32 = 1_048_576;
const MAX_COLUMNS: u32 = 16_384;

/// Returns the sheets of an ods file in their order.
pub(super) fn read(package: Package<'_>, place: &Place) -> Result<Vec<Grid>, Diagnostic> {
    let content = content(package).map_err(|problem| problem.at(place))?;
    let mut reader =
        Reader { pieces: Pieces::of(&content), budget: Budget::default(), hidden: BTreeSet::new() };
    reader.document(place)
}

fn content(mut package: Package<'_>) -> Result<String, Problem> {
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("manifest:encryption-data") {
        return Err(protected());
    }
    let content =
        package.part("content.xml")?.ok_or_else(|| damaged("no content.xml in the package"))?;
    String::from_utf8(content).map_err(|_| damaged("content.xml is no UTF-8 text"))
}

struct Reader<'a> {
    pieces: Pieces<'a>,
    budget: Budget,
    /// The styles of sheets that are hidden.
    hidden: BTreeSet<String>,
}

/// One sheet in the making.
#[derive(Default)]
struct Sheet {
    row: u32,
    column: u32,
    cells: Vec<(u32, u32, Cell)>,
    merged: Vec<Merged>,
}

impl Reader<'_> {
    fn document(&mut self, place: &Place) -> Result<Vec<Grid>, Diagnostic> {
        let mut grids = Vec::new();
        let mut style = String::new();
        while let Some(piece) = self.pieces.next().map_err(|problem| problem.at(place))? {
            match piece {
                Piece::Start(tag) if tag.name() == "style:style" => {
                    style = tag.attribute("style:name").unwrap_or_default().into_owned();
                }
                Piece::Start(tag) if is_hiding(&tag) => {
                    self.hidden.insert(style.clone());
                }
                Piece::Start(tag) if tag.name() == "table:table" => {
                    grids.push(self.table(&tag, place)?);
                }
                Piece::End(end) if end.name() == "office:document-content" => return Ok(grids),
                _ => {}
            }
        }
        Err(damaged("content.xml is cut short").at(place))
    }

    fn table(&mut self, tag: &Tag<'_>, place: &Place) -> Result<Grid, Diagnostic> {
        let name = tag.attribute("table:name").unwrap_or_default().into_owned();
        let place = place.sheet(name.as_str());
        let style = tag.attribute("table:style-name").unwrap_or_default();
        let hidden = self.hidden.contains(&*style);
        let sheet = self.rows().map_err(|problem| problem.at(&place))?;
        let grid = Grid::new(place, name, sheet.cells, sheet.merged);
        Ok(if hidden { grid.hide() } else { grid })
    }

    fn rows(&mut self) -> Result<Sheet, Problem> {
        self.budget.sheet()?;
        let mut sheet = Sheet::default();
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::Start(tag) if tag.name() == "table:table-row" => {
                    self.row(&tag, &mut sheet)?
                }
                // A drawing may hold a table of its own.
                Piece::Start(tag) if tag.name() == "table:shapes" => drop(self.pieces.text()?),
                Piece::End(end) if end.name() == "table:table" => break,
                _ => {}
            }
        }
        Ok(sheet)
    }

    fn row(&mut self, tag: &Tag<'_>, sheet: &mut Sheet) -> Result<(), Problem> {
        let repeat = count(tag, "table:number-rows-repeated");
        let first = sheet.cells.len();
        sheet.column = 0;
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::Start(tag) if tag.name() == "table:table-cell" => self.cell(&tag, sheet)?,
                Piece::Start(tag) if tag.name() == "table:covered-table-cell" => {
                    sheet.column =
                        sheet.column.saturating_add(count(&tag, "table:number-columns-repeated"));
                    self.pieces.text()?;
                }
                Piece::End(end) if end.name() == "table:table-row" => break,
                _ => {}
            }
        }
        let cells = sheet.cells[first..].to_vec();
        let last = sheet.row.saturating_add(repeat).min(MAX_ROWS);
        for row in sheet.row.saturating_add(1)..if cells.is_empty() { 0 } else { last } {
            for (_, column, cell) in &cells {
                self.budget.spend(cell)?;
                sheet.cells.push((row, *column, cell.clone()));
            }
        }
        sheet.row = sheet.row.saturating_add(repeat);
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'_>, sheet: &mut Sheet) -> Result<(), Problem> {
        self.budget.visit()?;
        let text = self.text()?;
        let (row, first) = (sheet.row, sheet.column);
        let repeat = count(tag, "table:number-columns-repeated");
        sheet.column = first.saturating_add(repeat);
        let Some(cell) = value(tag, &text) else { return Ok(()) };
        if row >= MAX_ROWS {
            return Ok(());
        }
        let rows = count(tag, "table:number-rows-spanned") - 1;
        let columns = count(tag, "table:number-columns-spanned") - 1;
        if rows > 0 || columns > 0 {
            let last = (row.saturating_add(rows), first.saturating_add(columns));
            sheet.merged.push(Merged { first: (row, first), last });
        }
        for column in first..sheet.column.min(MAX_COLUMNS) {
            self.budget.spend(&cell)?;
            sheet.cells.push((row, column, cell.clone()));
        }
        Ok(())
    }

    /// The text of a cell up to its end: a line for each paragraph, and nothing
    /// of comments and drawings.
    fn text(&mut self) -> Result<String, Problem> {
        let mut text = String::new();
        let mut paragraphs = 0;
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::End(end) if end.name() == "table:table-cell" => break,
                Piece::Start(tag) => match tag.name() {
                    "office:annotation" | "draw:frame" | "table:table" => drop(self.pieces.text()?),
                    "text:p" | "text:h" => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                    }
                    "text:s" => {
                        text.extend(std::iter::repeat_n(
                            ' ',
                            usize::try_from(count(&tag, "text:c").min(100)).unwrap_or(1),
                        ));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    _ => {}
                },
                Piece::Text(piece) if paragraphs > 0 => push_collapsed(&mut text, &piece),
                Piece::Text(_) | Piece::End(_) => {}
            }
        }
        Ok(text)
    }
}

/// Whether the style of a sheet hides it.
fn is_hiding(tag: &Tag<'_>) -> bool {
    tag.name() == "style:table-properties"
        && tag.attribute("table:display").is_some_and(|shown| shown == "false")
}

/// A run of white space in the file is one space, and none where a line begins.
fn push_collapsed(text: &mut String, piece: &str) {
    for c in piece.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r') {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with([' ', '\n', '\t']) {
            text.push(' ');
        }
    }
}

/// How often something repeats, at least once.
fn count(tag: &Tag<'_>, attribute: &str) -> u32 {
    tag.attribute(attribute).map_or(1, |n| n.parse().unwrap_or(u32::MAX).max(1))
}

fn value(tag: &Tag<'_>, text: &str) -> Option<Cell> {
    if tag.attribute("calcext:value-type").is_some_and(|kind| kind == "error") {
        return Some(Cell::plain(CellValue::Error(text.trim().to_string())));
    }
    let kind = tag.attribute("office:value-type")?;
    let value = |name: &str| tag.attribute(name);
    let shown = match &*kind {
        "float" | "currency" | "percentage" => {
            let number = value("office:value").and_then(|number| number.parse().ok());
            number.map(|number| Cell {
                value: CellValue::Number(number),
                percent: Some(kind == "percentage"),
            })
        }
        "date" => value("office:date-value").and_then(|date| iso_moment(&date)).map(Cell::plain),
        "time" => value("office:time-value").and_then(|time| iso_clock(&time)).map(Cell::plain),
        "boolean" => {
            value("office:boolean-value").map(|yes| Cell::plain(CellValue::Bool(yes == "true")))
        }
        "string" => value("office:string-value").and_then(|text| Cell::text(&text)),
        _ => None,
    };
    shown.or_else(|| Cell::text(text))
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::package;
    use super::*;

    const STYLES: &str = r#"<office:automatic-styles><style:style style:name="ta2" style:family="table">
        <style:table-properties table:display="false"/></style:style></office:automatic-styles>"#;

    fn read_body(body: &str) -> Result<Vec<Grid>, Diagnostic> {
        let content = format!(
            "<?xml version='1.0'?><office:document-content>{STYLES}{body}</office:document-content>"
        );
        let bytes = package(&[("content.xml", &content)]);
        read(Package::open(&bytes).expect("sound"), &Place::file("kpi.ods"))
    }

    fn grid(rows: &str) -> Grid {
        let body = format!("<table:table table:name=\"KPI\">{rows}</table:table>");
        read_body(&body).expect("readable").remove(0)
    }

    #[test]
    fn cells_have_their_values_and_formats() {
        let grid = grid(
            r#"<table:table-row>
            <table:table-cell office:value-type="percentage" office:value="0.931"><text:p>93%</text:p></table:table-cell>
            <table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>
            <table:table-cell office:value-type="date" office:date-value="2018-03-06"/>
            <table:table-cell office:value-type="time" office:time-value="PT19H30M00S"/>
            <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
            <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
            <table:table-cell office:value-type="string"><office:annotation><text:p>no</text:p></office:annotation><text:p>a &amp;
              <text:span>b</text:span><text:s text:c="2"/>c</text:p><text:p>d</text:p></table:table-cell>
            </table:table-row>"#,
        );
        let shown: Vec<_> = (0..6).map(|column| grid.shown(0, column)).collect();
        assert_eq!(shown, ["93.1%", "3", "06/03/2018", "19:30", "TRUE", "#DIV/0!"]);
        assert_eq!(
            grid.cell(0, 5).map(|cell| &cell.value),
            Some(&CellValue::Error("#DIV/0!".into()))
        );
        assert_eq!(grid.cell(0, 6), Cell::text("a & b  c\nd").as_ref());
        assert_eq!(grid.cell(0, 1).and_then(|cell| cell.percent), Some(false));
    }

    #[test]
    fn repeated_cells_stand_where_they_would_in_the_sheet() {
        let grid = grid(
            r#"<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>
            <table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="1048571"><table:table-cell/></table:table-row>"#,
        );
        let places: Vec<_> = grid
            .rows()
            .flat_map(|(row, cells)| cells.iter().map(move |(c, _)| (row, *c)))
            .collect();
        assert_eq!(places, [(3, 2), (3, 3), (4, 2), (4, 3)]);
    }

    #[test]
    fn merged_cells_are_one_region() {
        let grid = grid(
            r#"<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2" office:value-type="string"><text:p>x</text:p></table:table-cell>
            <table:covered-table-cell/><table:table-cell office:value-type="string"><text:p>y</text:p></table:table-cell></table:table-row>"#,
        );
        let seen = |row, column| grid.merged_cell(row, column).map(ToString::to_string);
        assert_eq!(
            [seen(0, 1), seen(1, 1), seen(0, 2), seen(1, 2)],
            [Some("x".into()), Some("x".into()), Some("y".into()), None]
        );
    }

    #[test]
    fn a_hidden_sheet_is_known_to_be() {
        let body = r#"<table:table table:name="A"/><table:table table:name="B" table:style-name="ta2"></table:table>"#;
        let hidden: Vec<_> =
            read_body(body).expect("readable").iter().map(Grid::is_hidden).collect();
        assert_eq!(hidden, [false, true]);
    }

    #[test]
    fn a_bomb_of_repetition_is_refused() {
        let row = r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="999999999">
            <table:table-cell table:number-columns-repeated="999999999" office:value-type="string"><text:p>x</text:p></table:table-cell>
            </table:table-row></table:table>"#;
        let diagnostic = read_body(row).expect_err("a bomb");
        assert_eq!(
            (diagnostic.code.id, diagnostic.place.to_string()),
            ("READ003", "kpi.ods › A".into())
        );
    }

    #[test]
    fn a_file_cut_short_is_not_read_in_part() {
        let bytes = package(&[(
            "content.xml",
            "<office:document-content><table:table table:name='A'><table:table-row>",
        )]);
        let result = read(Package::open(&bytes).expect("sound"), &Place::file("kpi.ods"));
        assert_eq!(result.expect_err("cut short").code.id, "READ001");
    }
}
