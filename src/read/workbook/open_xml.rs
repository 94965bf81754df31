//! xlsx and xlsm files, cell by cell.

mod links;
mod outline;
mod sheet;
mod strings;

use std::io::Cursor;

use calamine::{Data, Reader, Sheet, SheetType, SheetVisible, Xlsx, XlsxError};

use super::budget::Budget;
use super::convert::{cell, merged};
use super::look::{self, Look};
use super::package::Package;
use super::relations::Relations;
use super::xml::{Piece, Pieces};
use super::{Contents, MAX_COLUMNS, MAX_ROWS, damaged, hidden, parts, properties, protected, wall};
use crate::diag::{Diagnostic, Problem};
use crate::place::{Place, column_letters};
use crate::read::grid::{Cell, Grid};

use self::links::Links;
use self::outline::Outline;
use self::sheet::{Aside, Results};
use self::strings::Strings;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Returns the worksheets of an xlsx file in their order, and what it conceals.
pub(super) fn read(
    bytes: &[u8],
    mut package: Package<'_>,
    place: &Place,
) -> Result<Contents, Diagnostic> {
    check_strings(&mut package).map_err(|problem| problem.at(place))?;
    let mut book: Book<'_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| problem(error).at(place))?;
    package.check_sheets(book.sheets_metadata().len()).map_err(|problem| problem.at(place))?;
    let relations = Relations::of(&mut package);
    let outline = Outline::of(&mut package, &relations);
    let strings = Strings::of(&mut package, &relations);
    let mut links = Links::of(&outline, &relations);
    let mut budget = Budget::default();
    let mut contents = Contents::default();
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let at = place.sheet(sheet.name.as_str());
        let aside = aside(&mut package, &outline, &sheet.name, &strings);
        package.check_read().map_err(|problem| problem.at(place))?;
        let grid = read_sheet(&mut book, &sheet, aside.apart, &at, &mut budget);
        let Some(grid) = grid.map_err(|problem| problem.at(&at))? else { continue };
        contents.concealed.extend(hidden::concealed(&grid, sheet.visible, aside.hidden));
        links.found(&aside.links, &at);
        contents.sheets.push(grid);
    }
    contents.concealed.extend(links.concealed(place));
    contents.concealed.extend(parts::concealed(&mut package, &relations, &outline.sheets, place));
    let named = wall::try_behind(|| book.workbook_properties().ok());
    contents.concealed.extend(named.and_then(|named| properties::concealed(&named, place)));
    Ok(contents)
}

fn aside(package: &mut Package<'_>, outline: &Outline, sheet: &str, strings: &Strings) -> Aside {
    let text = outline.part(sheet).and_then(|part| package.text(part));
    let results = if outline.awaits_results { Results::Await } else { Results::Stand };
    text.map(|text| Aside::of(&text, results, strings)).unwrap_or_default()
}

/// Returns the cells of the comments that a part lists, threads and notes alike.
pub(super) fn comment_places(text: &str) -> Vec<(u32, u32)> {
    let mut pieces = Pieces::of(text);
    let mut places = Vec::new();
    while let Ok(Some(piece)) = pieces.next() {
        if let Piece::Start(tag) = piece
            && matches!(tag.local(), "comment" | "threadedComment")
        {
            places.extend(tag.attribute("ref").and_then(|at| sheet::reference(&at)));
        }
    }
    places
}

/// Refuses a list of strings that says it is longer than it can be: calamine
/// makes room for as many as it says.
fn check_strings(package: &mut Package<'_>) -> Result<(), Problem> {
    let lists = package
        .names_as_written()
        .into_iter()
        .filter(|name| name.to_lowercase().contains("sharedstrings"));
    for name in lists {
        let list = package.part(&name)?.unwrap_or_default();
        let list =
            String::from_utf8(list).map_err(|_| damaged("sharedStrings.xml is no UTF-8 text"))?;
        let mut pieces = Pieces::of(&list);
        let mut count: Option<usize> = None;
        while let (None, Some(piece)) = (count, pieces.next()?) {
            if let Piece::Start(tag) = piece {
                count = tag.attribute("uniqueCount").and_then(|count| count.trim().parse().ok());
            }
        }
        if count.is_some_and(|count| count > list.len()) {
            return Err(damaged("sharedStrings.xml says that it is longer than it is"));
        }
    }
    Ok(())
}

fn read_sheet(
    book: &mut Book<'_>,
    sheet: &Sheet,
    apart: Vec<(u32, u32, Cell)>,
    place: &Place,
    budget: &mut Budget,
) -> Result<Option<Grid>, Problem> {
    budget.sheet()?;
    for (_, _, cell) in &apart {
        budget.spend(cell)?;
    }
    let mut reader = match book.worksheet_cells_reader(&sheet.name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(problem(error)),
    };
    let looks: Vec<Look> = reader
        .styles()
        .iter()
        .map(|style| {
            let format = style.number_format.as_ref();
            let look = format.map_or(Look::PLAIN, |format| look::look(&format.format_code));
            Look { is_struck: style.font.as_ref().is_some_and(|font| font.strikethrough), ..look }
        })
        .collect();
    let mut cells = Vec::new();
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(problem)? {
        budget.visit()?;
        let (row, column) = found.get_position();
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(damaged("a cell lies beyond the last row or column that a sheet can have"));
        }
        if let Some(cell) = cell(Data::from(found.get_value().clone()), looks.get(style)) {
            budget.spend(&cell)?;
            cells.push((row, column, cell));
        }
    }
    drop(reader);
    check_twice(&mut cells)?;
    // What is read apart stands in for what calamine reads at its place.
    cells.extend(apart);
    // Without its regions a sheet reads as if nothing were merged.
    let regions = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
    let grid = Grid::new(
        place.clone(),
        sheet.name.as_str(),
        cells,
        regions.into_iter().map(merged).collect(),
    );
    Ok(Some(if sheet.visible == SheetVisible::Visible { grid } else { grid.hide() }))
}

/// Refuses a sheet that has two contents for one cell: nobody knows which is meant.
fn check_twice(cells: &mut [(u32, u32, Cell)]) -> Result<(), Problem> {
    cells.sort_by_key(|&(row, column, _)| (row, column));
    let mut pairs = cells.windows(2);
    let twice = pairs.find(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1));
    match twice {
        Some([(row, column, _), _]) => {
            let at = format!("{}{}", column_letters(*column), row + 1);
            Err(damaged(format!("the sheet has two cells `{at}`")))
        }
        _ => Ok(()),
    }
}

fn problem(error: XlsxError) -> Problem {
    match error {
        XlsxError::Password => protected(),
        error => damaged(error),
    }
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::package;
    use super::*;
    use crate::model::concealed::Concealment;

    const TYPES: &str =
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%;-0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/></cellXfs></styleSheet>"#;

    struct Book<'a> {
        properties: &'a str,
        state: &'a str,
        strings: &'a str,
        sheet: &'a str,
    }

    impl Default for Book<'_> {
        fn default() -> Self {
            Self { properties: "", state: "visible", strings: "<sst/>", sheet: "<sheetData/>" }
        }
    }

    impl Book<'_> {
        fn read(&self) -> Result<Vec<Grid>, Diagnostic> {
            self.contents().map(|contents| contents.sheets)
        }

        fn contents(&self) -> Result<Contents, Diagnostic> {
            let workbook = format!(
                r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr {}/><sheets><sheet name="KPI" sheetId="1" r:id="rId1" state="{}"/></sheets></workbook>"#,
                self.properties, self.state
            );
            let bytes = package(&[
                ("[Content_Types].xml", TYPES),
                ("_rels/.rels", ROOT),
                ("xl/_rels/workbook.xml.rels", LINKS),
                ("xl/workbook.xml", &workbook),
                ("xl/styles.xml", STYLES),
                ("xl/sharedStrings.xml", self.strings),
                ("xl/worksheets/sheet1.xml", &format!("<worksheet>{}</worksheet>", self.sheet)),
            ]);
            read(&bytes, Package::open(&bytes).expect("sound"), &Place::file("kpi.xlsx"))
        }

        fn grid(&self) -> Grid {
            self.read().expect("readable").remove(0)
        }
    }

    #[test]
    fn cells_have_their_values_and_formats() {
        let grid = Book {
            strings: "<sst uniqueCount=\"1\"><si><t>one\ntwo</t></si></sst>",
            sheet: r#"<sheetData><row r="3"><c r="B3" s="1"><v>0.95</v></c><c r="C3" s="3"><v>0.9316</v></c><c r="D3"><v>0.5</v></c>
                <c r="E3" s="2"><v>43165</v></c><c r="F3" s="4"><v>0.8125</v></c><c r="G3" t="s"><v>0</v></c>
                <c r="H3" t="e"><v>#DIV/0!</v></c><c r="I3" t="b"><v>1</v></c><c r="J3" t="inlineStr"><is><t> </t></is></c></row></sheetData>"#,
            ..Book::default()
        }
        .grid();
        let shown: Vec<_> = (1..10).map(|column| grid.shown(2, column)).collect();
        assert_eq!(
            shown,
            ["95%", "93.16%", "0.5", "06/03/2018", "19:30", "one two", "#DIV/0!", "TRUE", ""]
        );
        assert_eq!(grid.cell(2, 3).and_then(|cell| cell.percent), Some(false));
        assert_eq!(grid.cell(2, 6), Cell::text("one\ntwo").as_ref());
        assert_eq!(grid.cell(2, 9), None);
    }

    #[test]
    fn a_sheet_of_two_far_corners_costs_two_cells() {
        let sheet = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>"#;
        let grid = Book { sheet, ..Book::default() }.grid();
        assert_eq!(
            (grid.last_row(), grid.last_column(), grid.rows().count()),
            (1_048_575, 16_383, 2)
        );
    }

    #[test]
    fn days_count_from_the_workbooks_own_year() {
        let sheet = r#"<sheetData><row r="1"><c r="A1" s="2"><v>41703</v></c></row></sheetData>"#;
        let grid = Book { properties: "date1904=\"1\"", sheet, ..Book::default() }.grid();
        assert_eq!(grid.shown(0, 0), "06/03/2018");
    }

    #[test]
    fn merged_regions_and_hidden_sheets_are_known() {
        let sheet = r#"<sheetData><row r="1"><c r="A1"><v>7</v></c><c r="D1"><v>8</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C2"/></mergeCells>"#;
        let grid = Book { state: "hidden", sheet, ..Book::default() }.grid();
        assert!(grid.is_hidden());
        assert_eq!(grid.seen(1).get(&2).map(ToString::to_string).as_deref(), Some("7"));
    }

    #[test]
    fn what_a_workbook_conceals_is_known_at_the_best_place() {
        let relations = |list: &[(&str, &str, &str)]| {
            let each = list.iter().map(|(id, kind, target)| {
                let external = if target.starts_with("file:") { "External" } else { "Internal" };
                format!("<Relationship Id=\"{id}\" Type=\"http://a/{kind}\" Target=\"{target}\" TargetMode=\"{external}\"/>")
            });
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
                each.collect::<String>()
            )
        };
        let workbook = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A &amp; B" sheetId="1" r:id="rId1"/></sheets>
            <externalReferences><externalReference r:id="rId2"/></externalReferences></workbook>"#;
        let of_workbook = LINKS.replace("</Relationships>", "")
            + relations(&[
                ("rId2", "externalLink", "externalLinks/externalLink1.xml"),
                ("rId3", "vbaProject", "vbaProject.bin"),
                ("rId4", "connections", "connections.xml"),
                ("rId5", "revisionHeaders", "revisions/revisionHeaders.xml"),
                ("rId6", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
            ])
            .split_once('>')
            .expect("a list")
            .1;
        let bytes = package(&[
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", ROOT),
            ("xl/_rels/workbook.xml.rels", &of_workbook),
            ("xl/workbook.xml", workbook),
            ("xl/styles.xml", STYLES),
            (
                "xl/worksheets/sheet1.xml",
                r#"<worksheet><sheetData><row r="2" hidden="1"><c r="B2"><f>[1]Sheet1!A1</f><v>5</v></c></row></sheetData></worksheet>"#,
            ),
            (
                "xl/worksheets/_rels/sheet1.xml.rels",
                &relations(&[
                    ("a", "comments", "../comments1.xml"),
                    ("b", "threadedComment", "../threadedComments/threadedComment1.xml"),
                    ("c", "pivotTable", "../pivotTables/pivotTable1.xml"),
                    ("d", "package", "../embeddings/Minutes.docx"),
                ]),
            ),
            (
                "xl/comments1.xml",
                r#"<comments><commentList><comment ref="C4"/><comment ref="B3"/><comment ref="A1"/></commentList></comments>"#,
            ),
            (
                "xl/threadedComments/threadedComment1.xml",
                r#"<ThreadedComments><threadedComment ref="C4"/><threadedComment ref="C4"/></ThreadedComments>"#,
            ),
            (
                "xl/pivotTables/_rels/pivotTable1.xml.rels",
                &relations(&[(
                    "a",
                    "pivotCacheDefinition",
                    "../pivotCache/pivotCacheDefinition1.xml",
                )]),
            ),
            (
                "xl/externalLinks/_rels/externalLink1.xml.rels",
                &relations(&[("a", "externalLinkPath", "file:///H:\\Officer%20A\\Budget.xlsx")]),
            ),
            (
                "docProps/core.xml",
                r#"<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:creator>Author A</dc:creator></cp:coreProperties>"#,
            ),
        ]);
        let contents =
            read(&bytes, Package::open(&bytes).expect("sound"), &Place::file("kpi.xlsx"));
        let contents = contents.unwrap_or_else(|diagnostic| panic!("{diagnostic:?}"));
        let shown: Vec<String> = contents
            .concealed
            .iter()
            .map(|found| {
                let kind = format!("{:?}", found.what);
                format!(
                    "{} {}",
                    found.place.to_string().trim_start_matches("kpi.xlsx › "),
                    kind.split(['(', ' ']).next().unwrap_or_default()
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "A & B!B2 Rows",
                "A & B!B2 ExternalLink",
                "A & B!A1 Comments",
                "A & B!C4 Comments",
                "kpi.xlsx TrackedChanges",
                "A & B PivotCache",
                "kpi.xlsx DataConnection",
                "kpi.xlsx Macros",
                "A & B Embedded",
                "kpi.xlsx Properties",
            ]
        );
        assert_eq!(contents.concealed[1].what, Concealment::ExternalLink("Budget.xlsx".into()));
    }

    #[test]
    fn a_list_that_lies_about_its_length_is_refused() {
        let strings = r#"<sst uniqueCount="1000000000000"><si><t>a</t></si></sst>"#;
        let diagnostic = Book { strings, ..Book::default() }.read().expect_err("a lie");
        assert_eq!(diagnostic.code.id, "READ001");
    }

    #[test]
    fn cells_that_cannot_be_are_refused() {
        let message = |cells: &str| {
            let sheet = format!("<sheetData><row r=\"3\">{cells}</row></sheetData>");
            Book { sheet: &sheet, ..Book::default() }.read().expect_err("false").message
        };
        let twice = message(r#"<c r="C3"><v>5</v></c><c r="C3"><v>6</v></c>"#);
        assert!(twice.contains("the sheet has two cells 'C3'"), "{twice}");
        let beyond = message(r#"<c r="ZZZZZ3"><v>5</v></c>"#);
        assert!(beyond.contains("beyond the last row or column"), "{beyond}");
    }

    #[test]
    fn a_sheet_cut_short_is_not_read_in_part() {
        let diagnostic =
            Book { sheet: r#"<sheetData><row r="1"><c r="A1"><v>7</v></c>"#, ..Book::default() }
                .read();
        let diagnostic = diagnostic.expect_err("cut short");
        assert_eq!(
            (diagnostic.code.id, diagnostic.place.to_string()),
            ("READ001", "kpi.xlsx › KPI".into())
        );
    }
}
