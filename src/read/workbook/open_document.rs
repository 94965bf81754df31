//! ods files, from their content.xml.
//!
//! calamine makes a full rectangle of every sheet and drops whether a number is
//! a percentage; here repeated cells are counted before they are made, and
//! empty ones are never made.

mod aside;
mod cell;
mod hiding;
mod styles;

use std::borrow::Cow;
use std::collections::BTreeSet;

use calamine::SheetVisible;

use self::cell::{count, push_collapsed, value};
use self::hiding::{describe_columns, hide, is_hidden, is_hiding};
use self::styles::Styles;
use super::budget::Budget;
use super::hidden::{self, Hidden};
use super::look::Look;
use super::mark::{self, Run};
use super::package::Package;
use super::xml::{Piece, Pieces, Tag};
use super::{Contents, MAX_COLUMNS, MAX_ROWS, damaged, parts, protected};
use crate::diag::{Diagnostic, Problem};
use crate::model::concealed::{CommentKind, Concealed, Concealment, EmbeddedKind};
use crate::place::Place;
use crate::read::grid::{Cell, Grid, Merged};

/// Returns the sheets of an ods file in their order, and what it conceals.
pub(super) fn read(mut package: Package<'_>, place: &Place) -> Result<Contents, Diagnostic> {
    let content = content(&mut package).map_err(|problem| problem.at(place))?;
    let mut reader = Reader {
        pieces: Pieces::of(&content),
        budget: Budget::default(),
        hidden: BTreeSet::new(),
        styles: Styles::of(&mut package, &content),
        is_settled: is_settled(&mut package),
        contents: Contents::default(),
    };
    reader.document(place)?;
    let mut contents = reader.contents;
    contents.concealed.dedup();
    contents.concealed.extend(aside::concealed(&mut package, place));
    Ok(contents)
}

fn content(package: &mut Package<'_>) -> Result<String, Problem> {
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("manifest:encryption-data") {
        return Err(protected());
    }
    let content =
        package.part("content.xml")?.ok_or_else(|| damaged("no content.xml in the package"))?;
    String::from_utf8(content).map_err(|_| damaged("content.xml is no UTF-8 text"))
}

/// Whether the file was written by a program that works formulas out as it saves.
fn is_settled(package: &mut Package<'_>) -> bool {
    let meta = package.text("meta.xml").unwrap_or_default();
    ["LibreOffice", "OpenOffice", "Collabora"].iter().any(|name| meta.contains(name))
}

struct Reader<'a> {
    pieces: Pieces<'a>,
    budget: Budget,
    /// The styles of sheets that are hidden.
    hidden: BTreeSet<String>,
    /// The styles of cells and texts that make what they hold another.
    styles: Styles,
    /// Whether the program that wrote the file worked out its formulas: then one without a
    /// result has come to nothing.
    is_settled: bool,
    contents: Contents,
}

/// One sheet in the making.
#[derive(Default)]
struct Sheet {
    row: u32,
    column: u32,
    cells: Vec<(u32, u32, Cell)>,
    merged: Vec<Merged>,
    hidden: Hidden,
    /// The column that the next description of columns begins at.
    described: u32,
    /// Runs of columns whose cells are shown as others, unless they have a style of their
    /// own.
    looks: Vec<(u32, u32, Look)>,
    comments: Vec<(u32, u32)>,
    /// How many boxes and shapes have words.
    boxes: usize,
    /// The files that the sheet takes cells from, and where.
    links: Vec<(String, Option<(u32, u32)>)>,
}

/// What stands in a cell besides its value.
#[derive(Default)]
struct Content {
    text: String,
    /// Whether any paragraph is there, though it may say nothing.
    is_shown: bool,
    /// Whether any of it is struck out.
    is_struck: bool,
    commented: bool,
    /// How many boxes with words stand on it.
    boxes: usize,
    link: Option<String>,
}

impl Reader<'_> {
    fn document(&mut self, place: &Place) -> Result<(), Diagnostic> {
        let mut style = String::new();
        while let Some(piece) = self.pieces.next().map_err(|problem| problem.at(place))? {
            match piece {
                Piece::Start(tag) if tag.name() == "style:style" => {
                    style = tag.attribute("style:name").unwrap_or_default().into_owned();
                }
                Piece::Start(tag) if is_hiding(&tag) => {
                    self.hidden.insert(style.clone());
                }
                Piece::Start(tag) if tag.name() == "table:table" => self.table(&tag, place)?,
                Piece::Start(tag) => {
                    let what = told_by(tag.name());
                    let what = what.map(|what| Concealed { place: place.clone(), what });
                    self.contents.concealed.extend(what);
                }
                Piece::End(end) if end.name() == "office:document-content" => return Ok(()),
                _ => {}
            }
        }
        Err(damaged("content.xml is cut short").at(place))
    }

    fn table(&mut self, tag: &Tag<'_>, place: &Place) -> Result<(), Diagnostic> {
        let name = tag.attribute("table:name").unwrap_or_default().into_owned();
        let place = place.sheet(name.as_str());
        let style = tag.attribute("table:style-name").unwrap_or_default();
        let hidden = self.hidden.contains(&*style);
        let sheet = self.rows().map_err(|problem| problem.at(&place))?;
        let grid = Grid::new(place.clone(), name, sheet.cells, sheet.merged);
        let visible = if hidden { SheetVisible::Hidden } else { SheetVisible::Visible };
        let found = &mut self.contents.concealed;
        found.extend(hidden::concealed(&grid, visible, sheet.hidden));
        found.extend(parts::comments_of(CommentKind::Note, &sheet.comments, &place));
        let boxes = vec![place.clone(); sheet.boxes];
        found.extend(parts::embedded(EmbeddedKind::TextBox, boxes));
        found.extend(sheet.links.into_iter().map(|(address, at)| Concealed {
            place: at.map_or_else(|| place.clone(), |(row, column)| place.cell(row, column)),
            what: Concealment::ExternalLink(parts::file_name(&address)),
        }));
        self.contents.sheets.push(if hidden { grid.hide() } else { grid });
        Ok(())
    }

    fn rows(&mut self) -> Result<Sheet, Problem> {
        self.budget.sheet()?;
        let mut sheet = Sheet::default();
        // Groups of rows and columns stand within each other, each shown or folded.
        let mut folded = Vec::new();
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::Start(tag) => match tag.name() {
                    "table:table-row" => {
                        if is_hidden(&tag, &folded) {
                            let rows = "table:number-rows-repeated";
                            hide(&mut sheet.hidden.rows, sheet.row, &tag, rows);
                        }
                        self.row(&tag, &mut sheet)?;
                    }
                    "table:table-column" => {
                        describe_columns(&tag, &folded, &self.styles, &mut sheet);
                    }
                    "table:table-row-group" | "table:table-column-group" => {
                        folded.push(tag.attribute("table:display").is_some_and(|d| d == "false"));
                    }
                    "table:table-source" => {
                        let address = tag.attribute("xlink:href").unwrap_or_default().into_owned();
                        sheet.links.push((address, None));
                    }
                    // A drawing on the sheet, not in a cell; it may hold a table of its own.
                    name if name.starts_with("draw:") => {
                        sheet.boxes += usize::from(aside::has_words(&mut self.pieces)?);
                    }
                    _ => {}
                },
                Piece::End(end) if end.name().ends_with("-group") => drop(folded.pop()),
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
        let Content { text, is_shown, is_struck, commented, boxes, link } = self.content()?;
        let (row, first) = (sheet.row, sheet.column);
        let repeat = count(tag, "table:number-columns-repeated");
        sheet.column = first.saturating_add(repeat);
        sheet.boxes += boxes;
        sheet.comments.extend(commented.then_some((row, first)));
        sheet.links.extend(link.map(|address| (address, Some((row, first)))));
        let look = if let Some(own) = tag.attribute("table:style-name") {
            self.styles.cell(&own).cloned()
        } else {
            let of_column = |run: &&(u32, u32, Look)| (run.0..=run.1).contains(&first);
            sheet.looks.iter().find(of_column).map(|run| run.2.clone())
        };
        let shown = if is_shown { Some(text.as_str()) } else { None };
        let Some(cell) = value(tag, shown, look.as_ref(), self.is_settled) else { return Ok(()) };
        let is_struck = is_struck || look.is_some_and(|look| look.is_struck);
        let cell = if is_struck { mark::struck(&cell) } else { cell };
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

    /// The content of a cell up to its end: a line of text for each paragraph, and
    /// nothing of comments and drawings but that they are there.
    fn content(&mut self) -> Result<Content, Problem> {
        let mut content = Content::default();
        let text = &mut content.text;
        let mut paragraphs = 0;
        // Spans of text stand within each other.
        let mut runs = vec![Run::default()];
        while let Some(piece) = self.pieces.next()? {
            match piece {
                Piece::End(end) if end.name() == "table:table-cell" => break,
                Piece::Start(tag) => match tag.name() {
                    "office:annotation" => {
                        content.commented = true;
                        self.pieces.text()?;
                    }
                    "table:table" => drop(self.pieces.text()?),
                    name if name.starts_with("draw:") => {
                        content.boxes += usize::from(aside::has_words(&mut self.pieces)?);
                    }
                    "table:cell-range-source" => {
                        content.link = tag.attribute("xlink:href").map(Cow::into_owned);
                    }
                    "text:p" | "text:h" => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                        content.is_shown = true;
                    }
                    "text:s" => {
                        text.extend(std::iter::repeat_n(
                            ' ',
                            usize::try_from(count(&tag, "text:c").min(100)).unwrap_or(1),
                        ));
                    }
                    "text:span" => {
                        let outer = runs.last().copied().unwrap_or_default();
                        let style = tag.attribute("text:style-name").unwrap_or_default();
                        runs.push(self.styles.text(&style, outer));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    _ => {}
                },
                Piece::End(end) if end.name() == "text:span" => drop(runs.pop()),
                Piece::Text(piece) if paragraphs > 0 => {
                    let run = runs.last().copied().unwrap_or_default();
                    content.is_struck |= run.is_struck && !piece.trim().is_empty();
                    push_collapsed(text, &piece, run);
                }
                Piece::Text(_) | Piece::End(_) => {}
            }
        }
        Ok(content)
    }
}

/// What an element beside the sheets tells of the file.
fn told_by(name: &str) -> Option<Concealment> {
    match name {
        "table:cell-content-change" | "table:insertion" | "table:deletion" | "table:movement" => {
            Some(Concealment::TrackedChanges)
        }
        "table:database-source-sql"
        | "table:database-source-table"
        | "table:database-source-query" => Some(Concealment::DataConnection),
        "office:script" => Some(Concealment::Macros),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::package;
    use super::*;
    use crate::model::concealed::{Property, PropertyKind};
    use crate::read::grid::CellValue;

    const STYLES: &str = r#"<office:automatic-styles><style:style style:name="ta2" style:family="table">
        <style:table-properties table:display="false"/></style:style></office:automatic-styles>"#;

    fn read_body(body: &str) -> Result<Vec<Grid>, Diagnostic> {
        read_contents(body).map(|contents| contents.sheets)
    }

    fn read_contents(body: &str) -> Result<Contents, Diagnostic> {
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
        let seen = |row, column| grid.seen(row).get(&column).map(ToString::to_string);
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
    fn hidden_rows_columns_and_comments_are_known() {
        let cell =
            r#"<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
        let note = "<office:annotation><dc:creator>A</dc:creator><text:p>no</text:p></office:annotation><text:p>";
        let two = format!("{cell}{}", cell.replace("<text:p>", note));
        let row =
            |how: &str, cells: &str| format!("<table:table-row {how}>{cells}</table:table-row>");
        let body = format!(
            r#"<table:table table:name="A"><table:table-column/><table:table-column table:visibility="collapse"/>
            {}{}{}<table:table-row-group table:display="false">{}</table:table-row-group>{}</table:table>"#,
            row("", &two),
            row("table:visibility='filter' table:number-rows-repeated='2'", cell),
            row("", cell),
            row("table:visibility='collapse'", cell),
            row("", ""),
        );
        let found = read_contents(&body).expect("readable").concealed;
        let shown: Vec<_> = found.iter().map(|found| found.place.to_string()).collect();
        let places = ["kpi.ods › A!A2", "kpi.ods › A!A5", "kpi.ods › A!B1", "kpi.ods › A!B1"];
        assert_eq!(shown, places);
        assert_eq!(found[3].what, Concealment::Comments { kind: CommentKind::Note, count: 1 });
    }

    #[test]
    fn what_else_an_ods_file_conceals_is_known() {
        let body = r#"<office:scripts><office:script/></office:scripts><table:tracked-changes><table:cell-content-change/></table:tracked-changes>
            <table:table table:name="A"><table:table-source xlink:href="file:///home/a/Budget%202024.ods"/></table:table>"#;
        let content = format!("<office:document-content>{body}</office:document-content>");
        let meta = "<m><meta:initial-creator>Author A</meta:initial-creator><dc:creator>openpyxl</dc:creator></m>";
        let manifest = r#"<m><f manifest:full-path="Object 1/" manifest:media-type="application/vnd.oasis.opendocument.chart"/>
            <f manifest:full-path="Object 2/" manifest:media-type="application/vnd.oasis.opendocument.text"/></m>"#;
        let bytes = package(&[
            ("content.xml", &content),
            ("meta.xml", meta),
            ("META-INF/manifest.xml", manifest),
            ("Pictures/a.png", ""),
        ]);
        let file = Place::file("kpi.ods");
        let contents = read(Package::open(&bytes).expect("sound"), &file);
        let contents = contents.unwrap_or_else(|diagnostic| panic!("{diagnostic:?}"));
        let found: Vec<_> = contents.concealed.into_iter().map(|found| found.what).collect();
        let named = Property { kind: PropertyKind::Author, name: "Author A".into() };
        let expected = [
            Concealment::Macros,
            Concealment::TrackedChanges,
            Concealment::ExternalLink("Budget 2024.ods".into()),
            Concealment::Properties(vec![named]),
            Concealment::Embedded { kind: EmbeddedKind::File, count: 1 },
            Concealment::Embedded { kind: EmbeddedKind::Picture, count: 1 },
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn formulas_without_results_are_not_blank() {
        let grid = grid(
            r#"<table:table-row><table:table-cell table:formula="of:=[.A1]/SUM([.B1:.C2])"/>
            <table:table-cell table:formula="of:=1" office:value-type="float"/>
            <table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"/>
            <table:table-cell table:formula="of:=2" office:value-type="float" office:value="2"/></table:table-row>"#,
        );
        let uncalculated = |text: &str| Some(CellValue::Uncalculated(text.into()));
        let values = [0, 1, 2, 3].map(|column| grid.cell(0, column).map(|cell| cell.value.clone()));
        let two = Some(CellValue::Number(2.0));
        assert_eq!(values, [uncalculated("=A1/SUM(B1:C2)"), uncalculated("=1"), None, two]);
    }

    #[test]
    fn styles_that_show_thousands_are_known() {
        let style = |name: &str, data: &str| {
            format!(
                "<style:style style:name=\"{name}\" style:family=\"table-cell\" style:data-style-name=\"{data}\"/>"
            )
        };
        let cell = |style: &str| {
            format!(
                "<table:table-cell {style} office:value-type=\"float\" office:value=\"12340000\"><text:p>12</text:p></table:table-cell>"
            )
        };
        let content = format!(
            "<office:document-content><office:automatic-styles><number:number-style style:name=\"N2\"><number:number number:display-factor=\"1000\"/></number:number-style>{}{}{}</office:automatic-styles>\
             <office:body><table:table table:name=\"A\"><table:table-column table:number-columns-repeated=\"2\" table:default-cell-style-name=\"ce2\"/><table:table-row>{}{}{}{}</table:table-row></table:table></office:body></office:document-content>",
            style("ce1", "N1"),
            style("ce2", "N2"),
            style("ce3", "N3"),
            cell("table:style-name=\"ce1\""),
            cell(""),
            cell(""),
            cell("table:style-name=\"ce3\""),
        );
        let styles = "<s><number:number-style style:name=\"N1\"><number:number number:display-factor=\"1000000\"/></number:number-style></s>";
        let bytes = package(&[("content.xml", &content), ("styles.xml", styles)]);
        let contents = read(Package::open(&bytes).expect("sound"), &Place::file("kpi.ods"));
        let grid = contents.unwrap_or_else(|diagnostic| panic!("{diagnostic:?}")).sheets.remove(0);
        let shown: Vec<_> = (0..4).map(|column| grid.shown(0, column)).collect();
        assert_eq!(shown, ["12.34", "12340", "12340000", "12340000"]);
    }

    #[test]
    fn raised_digits_are_no_part_of_a_number_and_struck_cells_are_known() {
        let style = |family: &str, name: &str, parent: &str, properties: &str| {
            format!(
                "<style:style style:name=\"{name}\" style:family=\"{family}\" style:parent-style-name=\"{parent}\"><style:text-properties {properties}/></style:style>"
            )
        };
        let line = |how: &str| format!("style:text-line-through-style=\"{how}\"");
        let styles = [
            style("table-cell", "ce1", "Default", &line("solid")),
            style("table-cell", "ce2", "ce1", ""),
            style("table-cell", "ce3", "ce1", &line("none")),
            style("text", "T1", "", "style:text-position=\"super 58%\""),
            style("text", "T2", "", "style:text-position=\"-33% 58%\""),
            style("text", "T3", "", "style:text-line-through-type=\"single\""),
        ];
        let text = |style: &str, text: &str| {
            format!(
                "<table:table-cell table:style-name=\"{style}\" office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
            )
        };
        let span = |style: &str, text: &str| {
            format!("<text:span text:style-name=\"{style}\">{text}</text:span>")
        };
        let number = "<table:table-cell table:style-name=\"ce2\" office:value-type=\"percentage\" office:value=\"0.5\"><text:p>50%</text:p></table:table-cell>";
        let cells = [
            text("ce3", &format!("12{}", span("T1", "1"))),
            text("", &format!("CO{}", span("T2", "2"))),
            text("", &span("T1", &format!("{} 9", span("T3", "8")))),
            text("ce1", "x"),
            number.into(),
            text("", &format!("1{}2", span("T3", " "))),
        ];
        let content = format!(
            "<office:document-content><office:automatic-styles>{}</office:automatic-styles><office:body><table:table table:name=\"A\"><table:table-row>{}</table:table-row></table:table></office:body></office:document-content>",
            styles.concat(),
            cells.concat(),
        );
        let bytes = package(&[("content.xml", &content)]);
        let contents = read(Package::open(&bytes).expect("sound"), &Place::file("kpi.ods"));
        let grid = contents.unwrap_or_else(|diagnostic| panic!("{diagnostic:?}")).sheets.remove(0);
        let value = |column| grid.cell(0, column).expect("a cell").value.clone();
        let text = |text: &str| CellValue::Text(text.into());
        let struck = |text: &str| CellValue::Struck(text.into());
        assert_eq!(
            [0, 1, 2, 3, 4, 5].map(value),
            [text("12¹"), text("CO₂"), struck("⁸ ⁹"), struck("x"), struck("50%"), text("1 2")]
        );
    }

    #[test]
    fn a_number_among_words_is_the_one_that_the_cell_holds() {
        let cell = |value: &str, shown: &str| {
            format!(
                "<table:table-cell office:value-type=\"float\" office:value=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
            )
        };
        let cells = [
            cell("1234", "1.234 days"),
            cell("12.345", "12,345 days"),
            cell("7", "KPI007"),
            cell("3", "3 in 10"),
            cell("0", "£ - "),
            cell("1234.5", "1.234,50 €"),
        ];
        let grid = grid(&format!("<table:table-row>{}</table:table-row>", cells.concat()));
        let shown: Vec<_> = (0..6).map(|column| grid.shown(0, column)).collect();
        assert_eq!(shown, ["1234 days", "12.345 days", "KPI007", "3 in 10", "£0", "€1,234.50"]);
    }

    #[test]
    fn boxes_with_words_are_known_and_are_no_part_of_a_cell() {
        let words = "<text:p>Ask <text:span>Finance</text:span></text:p>";
        let body = format!(
            "<table:table table:name=\"A\"><table:shapes><draw:frame><svg:title>A picture</svg:title><draw:image><text:p/></draw:image></draw:frame><draw:custom-shape>{words}</draw:custom-shape></table:shapes>\
             <table:table-row><table:table-cell office:value-type=\"string\"><draw:frame><draw:text-box>{words}{words}</draw:text-box></draw:frame><draw:custom-shape>{words}</draw:custom-shape><text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        );
        let contents = read_contents(&body).unwrap_or_else(|diagnostic| panic!("{diagnostic:?}"));
        assert_eq!(contents.sheets[0].cell(0, 0), Cell::text("x").as_ref());
        let what = Concealment::Embedded { kind: EmbeddedKind::TextBox, count: 3 };
        let place = Place::file("kpi.ods").sheet("A");
        assert_eq!(contents.concealed, [Concealed { place, what }]);
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
        assert_eq!(result.err().expect("cut short").code.id, "READ001");
    }
}
