//! The findings sheet: a title, a few sentences, and a table of the findings
//! that leads to their cells.

use rust_xlsxwriter::row_col_to_cell;

use super::book::{Book, LINKS};
use super::styles::{self, Styles};
use super::{cell_text, types};
use crate::view::findings::{FindingView, FindingsView, HEADINGS, LINK, SpotView};
use crate::write::annotate::package::Package;
use crate::write::annotate::xml::{self, Tags};
use crate::write::annotate::{Refusal, TAB};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const TABLE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml";
const DECLARED: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The widths of the columns, in characters of the workbook's default font.
const WIDTHS: [u32; 7] = [12, 22, 26, 50, 50, 14, 34];
/// The height of a line of words and of the title, in points.
const LINE: f64 = 15.75;
const TITLE: f64 = 21.0;
/// The highest row that Excel knows, in points.
const HIGHEST: f64 = 409.0;

/// Puts the findings sheet before all others.
pub(super) fn put(
    package: &mut Package<'_>,
    book: &mut Book,
    view: &FindingsView,
) -> Result<(), Refusal> {
    let styles = styles::add(package, book.relations.first("styles"))?;
    let part = package.free_name(&format!("{}worksheets/sheet", book.folder()), ".xml");
    package.set(&part, String::new());
    types::add(package, &part, SHEET)?;
    let table = package.free_name(&format!("{}tables/table", book.folder()), ".xml");
    let heading = u32::try_from(view.about.len() + 2).unwrap_or(u32::MAX);
    let last = heading.saturating_add(u32::try_from(view.findings.len()).unwrap_or(u32::MAX));
    let area = format!("A{}:{}", heading + 1, at(last, HEADINGS.len() - 1));
    let text = table_text(package, &area)?;
    package.set(&table, text);
    types::add(package, &table, TABLE)?;
    let mut links = super::relations::Relations::of(package, &part)?;
    let id = links.add("table", &table)?;
    links.save(package);
    package.set(&part, sheet_text(view, styles, heading, &id));
    book.put_first(package, &book.free_name(TAB), &part)
}

fn at(row: u32, column: usize) -> String {
    row_col_to_cell(row, u16::try_from(column).unwrap_or(u16::MAX))
}

fn sheet_text(view: &FindingsView, styles: Styles, heading: u32, table: &str) -> String {
    let mut rows = row(0, TITLE, &[(view.title.as_str(), styles.title)]);
    for (number, sentence) in (1..).zip(&view.about) {
        rows.push_str(&row(number, LINE, &[(sentence.as_str(), styles.sentence)]));
    }
    let [first, other] = styles.headings;
    let mut looks = std::iter::once(first).chain(std::iter::repeat(other));
    let headings = HEADINGS.map(|words| (words, looks.next().unwrap_or(other)));
    rows.push_str(&row(heading, LINE, &headings));
    let mut links = String::new();
    for (number, finding) in (heading + 1..).zip(&view.findings) {
        rows.push_str(&row(number, height(finding), &cells(finding, styles)));
        links.push_str(&link(number, finding));
    }
    let links = if links.is_empty() { links } else { format!("<hyperlinks>{links}</hyperlinks>") };
    let last = at(heading + u32::try_from(view.findings.len()).unwrap_or(0), HEADINGS.len() - 1);
    format!(
        "{DECLARED}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{LINKS}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
         <dimension ref=\"A1:{last}\"/><sheetViews><sheetView showGridLines=\"0\" tabSelected=\"1\" workbookViewId=\"0\">\
         <selection activeCell=\"A1\" sqref=\"A1\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>\
         {}<sheetData>{rows}</sheetData>{links}<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.5\" bottom=\"0.5\" \
         header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>\
         <tableParts count=\"1\"><tablePart r:id=\"{table}\"/></tableParts></worksheet>",
        columns()
    )
}

/// Returns the cells of a finding's row with their formats.
fn cells(finding: &FindingView, styles: Styles) -> [(&str, usize); 7] {
    let mut column = 0usize..;
    finding.row().map(|words| match column.next() {
        Some(0) => (words, styles.words[0]),
        Some(LINK) if finding.spot.is_some() => (words, styles.link),
        _ => (words, styles.words[1]),
    })
}

/// Returns the height of a finding's row, in points: programs that fit rows to
/// their text do so only when the text changes.
fn height(finding: &FindingView) -> f64 {
    let lines = finding.row().into_iter().zip(WIDTHS).map(|(words, width)| {
        // Words do not fill a line, and an indent takes two letters of it.
        let letters = f64::from(width) * 0.95 - 2.0;
        let lines = words.split('\n').map(|line| {
            f64::from(u32::try_from(line.chars().count()).unwrap_or(u32::MAX)) / letters
        });
        lines.map(|lines| lines.ceil().max(1.0)).sum::<f64>()
    });
    (lines.fold(1.0, f64::max) * LINE).min(HIGHEST)
}

fn columns() -> String {
    let column = |(number, width): (u32, &u32)| {
        format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>")
    };
    format!("<cols>{}</cols>", (1..).zip(&WIDTHS).map(column).collect::<String>())
}

fn row(number: u32, height: f64, cells: &[(&str, usize)]) -> String {
    let mut text = format!("<row r=\"{}\" ht=\"{height}\">", number + 1);
    for (column, (words, style)) in cells.iter().enumerate() {
        let cell = at(number, column);
        text.push_str(&if words.is_empty() {
            format!("<c r=\"{cell}\" s=\"{style}\"/>")
        } else {
            let words = cell_text(words);
            format!(
                "<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{words}</t></is></c>"
            )
        });
    }
    text + "</row>"
}

/// Returns the way from a finding's row to its cell, or to its sheet.
fn link(row: u32, finding: &FindingView) -> String {
    let Some(SpotView { sheet, cell }) = &finding.spot else { return String::new() };
    let (to_row, to_column) = cell.unwrap_or_default();
    let column = usize::try_from(to_column).unwrap_or(usize::MAX);
    let location = format!("'{}'!{}", sheet.replace('\'', "''"), at(to_row, column));
    format!(
        "<hyperlink ref=\"{}\" location=\"{}\" display=\"{}\"/>",
        at(row, LINK),
        xml::text(&location),
        xml::text(&finding.place)
    )
}

/// Returns the part of the table, with an id and a name that no other has.
fn table_text(package: &mut Package<'_>, area: &str) -> Result<String, Refusal> {
    let tables: Vec<String> =
        package.names().filter(|name| name.contains("tables/")).map(str::to_string).collect();
    let (mut id, mut name) = (1u32, "agendapack_findings".to_string());
    for part in tables {
        let text = package.text(&part)?.unwrap_or_default();
        for tag in Tags::of(&text) {
            let tag = tag?;
            if tag.opens("table") {
                id = id.max(tag.number::<u32>("id").unwrap_or(0).saturating_add(1));
                if tag.attribute("displayName").is_some_and(|other| other.starts_with(&name)) {
                    name.push('_');
                }
                break;
            }
        }
    }
    let column = |(number, words): (u32, &&str)| {
        format!("<tableColumn id=\"{number}\" name=\"{}\"/>", xml::text(words))
    };
    let columns: String = (1..).zip(&HEADINGS).map(column).collect();
    Ok(format!(
        "{DECLARED}<table xmlns=\"{MAIN}\" id=\"{id}\" name=\"{name}\" displayName=\"{name}\" ref=\"{area}\" \
         totalsRowShown=\"0\"><autoFilter ref=\"{area}\"/><tableColumns count=\"{}\">{columns}</tableColumns>\
         <tableStyleInfo showFirstColumn=\"0\" showLastColumn=\"0\" showRowStripes=\"0\" showColumnStripes=\"0\"/></table>",
        HEADINGS.len()
    ))
}
