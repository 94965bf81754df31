//! Notes and a findings sheet in an ods spreadsheet.
//!
//! Only `content.xml` changes, and in `settings.xml` the sheet that is shown.

mod cell;
mod front;
mod row;

use self::row::Row;
use super::notes::{self, Notes};
use super::package::Package;
use super::xml::{Kind, Patch, Tag, Tags};
use super::{Copy, Refusal, TAB};
use crate::view::findings::FindingsView;

/// Returns the annotated copy of a spreadsheet.
pub(super) fn annotate(mut package: Package<'_>, view: &FindingsView) -> Result<Copy, Refusal> {
    let content = package.required("content.xml")?;
    let mut remarks = Vec::new();
    if package.drop_below("META-INF/documentsignatures") {
        remarks.push("its digital signature is left out: it holds for the original only".into());
    }
    let mut editor = Editor::of(&content, view);
    for tag in Tags::of(&content) {
        editor.take(&tag?)?;
    }
    let name = editor.free_name();
    let at = editor.place_of_front(&mut remarks);
    let at = at.ok_or_else(|| Refusal::new("its content.xml has no sheet"))?;
    let front = front::Front::of(&content);
    let mut patch = editor.patch;
    patch.insert(at, front.sheet(&name, view));
    package.set("content.xml", front.with_styles(&patch.apply(&content))?);
    if let Some(settings) = package.text("settings.xml")? {
        package.set("settings.xml", opened_at(&settings, &name)?);
    }
    Ok(Copy { bytes: package.finish()?, remarks })
}

/// Goes through a document and notes what is to change.
struct Editor<'a> {
    content: &'a str,
    notes: std::collections::BTreeMap<&'a str, Notes>,
    patch: Patch,
    /// The names of the sheets.
    names: Vec<String>,
    /// Where the first sheet begins and the last one ends.
    sheets: Option<(usize, usize)>,
    /// Whether the document keeps a record of changes, which counts its sheets.
    tracked: bool,
    sheet: Option<Sheet>,
    row: Option<Row<'a>>,
    /// An element whose rows are none of the sheet's, by its depth.
    apart: Option<usize>,
}

/// The sheet that is being read.
struct Sheet {
    depth: usize,
    notes: Notes,
    /// The next row, and where the last one ended.
    next: u32,
    end: Option<usize>,
}

impl<'a> Editor<'a> {
    fn of(content: &'a str, view: &'a FindingsView) -> Self {
        Self {
            content,
            notes: notes::by_sheet(&view.findings),
            patch: Patch::default(),
            names: Vec::new(),
            sheets: None,
            tracked: false,
            sheet: None,
            row: None,
            apart: None,
        }
    }

    fn take(&mut self, tag: &Tag<'a>) -> Result<(), Refusal> {
        if let Some(depth) = self.apart {
            if tag.kind == Kind::End && tag.depth == depth {
                self.apart = None;
            }
            return Ok(());
        }
        match tag.full_name() {
            "table:tracked-changes" => self.tracked = true,
            "table:table" if tag.depth == 3 => self.table(tag),
            "table:shapes" if tag.kind == Kind::Start && self.row.is_none() => {
                self.apart = Some(tag.depth);
            }
            _ => return self.within(tag),
        }
        Ok(())
    }

    fn table(&mut self, tag: &Tag<'a>) {
        if tag.kind == Kind::End {
            let (first, _) = self.sheets.unwrap_or((tag.span.start, 0));
            self.sheets = Some((first, tag.span.end));
            if let Some(sheet) = self.sheet.take() {
                self.finish(&sheet);
            }
            return;
        }
        let (first, _) = self.sheets.unwrap_or((tag.span.start, 0));
        self.sheets = Some((first, tag.span.end));
        let name = tag.attribute("table:name").unwrap_or_default();
        let notes = self.notes.remove(name.as_str()).unwrap_or_default();
        self.names.push(name);
        let open = tag.kind == Kind::Start;
        self.sheet = open.then_some(Sheet { depth: tag.depth, notes, next: 0, end: None });
    }

    fn within(&mut self, tag: &Tag<'a>) -> Result<(), Refusal> {
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        if let Some(row) = &mut self.row {
            row.take(tag);
        } else if tag.opens("table-row") {
            self.row = Some(Row::open(tag.clone()));
        }
        if tag.closes("table-row")
            && self.row.as_ref().is_some_and(|row| row.depth() == tag.depth)
            && let Some(row) = self.row.take()
        {
            let next = sheet.next.saturating_add(row.repeat());
            let rest = sheet.notes.split_off(&(next, 0));
            let here = std::mem::replace(&mut sheet.notes, rest);
            if !here.is_empty() {
                let text = row.annotated(self.content, sheet.next, &here)?;
                self.patch.replace(row.span(), text);
            }
            sheet.next = next;
        }
        let holds_rows = matches!(
            tag.name(),
            "table-row" | "table-rows" | "table-row-group" | "table-header-rows"
        );
        if holds_rows && tag.depth == sheet.depth + 1 && tag.closes(tag.name()) {
            sheet.end = Some(tag.span.end);
        }
        Ok(())
    }

    /// Adds rows for the notes below the last one.
    fn finish(&mut self, sheet: &Sheet) {
        let Some(end) = sheet.end else { return };
        self.patch.insert(end, row::below(sheet.next, &sheet.notes));
    }

    fn free_name(&self) -> String {
        let taken =
            |name: &String| self.names.iter().any(|n| n.to_lowercase() == name.to_lowercase());
        let mut names =
            std::iter::once(TAB.to_string()).chain((2u32..).map(|n| format!("{TAB} ({n})")));
        names.find(|name| !taken(name)).unwrap_or_default()
    }

    /// Where the findings sheet goes: before all others, but behind them where a
    /// record of changes counts them.
    fn place_of_front(&self, remarks: &mut Vec<String>) -> Option<usize> {
        let (first, end) = self.sheets?;
        if !self.tracked {
            return Some(first);
        }
        remarks.push(
            "its findings sheet is the last one, because it keeps a record of changes".into(),
        );
        Some(end)
    }
}

/// Returns the settings with another sheet shown.
fn opened_at(settings: &str, name: &str) -> Result<String, Refusal> {
    let mut patch = Patch::default();
    let mut start = None;
    for tag in Tags::of(settings) {
        let tag = tag?;
        let shown = |name: String| name == "ActiveTable";
        if tag.kind == Kind::Start && tag.attribute("config:name").is_some_and(shown) {
            start = Some(tag.span.end);
        } else if let (Kind::End, Some(start)) = (tag.kind, start.take()) {
            patch.replace(start..tag.span.start, super::xml::text(name));
        }
    }
    Ok(patch.apply(settings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::findings::{FindingView, SpotView};
    use crate::write::annotate::package::tests::package;

    fn finding(cell: (u32, u32)) -> FindingView {
        FindingView {
            severity: "error".into(),
            rule: "KPI003".into(),
            name: "a-name".into(),
            message: "wrong".into(),
            hint: String::new(),
            place: "KPI!A1".into(),
            spot: Some(SpotView { sheet: "KPI".into(), cell: Some(cell) }),
            holds: String::new(),
        }
    }

    /// Returns the rows of a sheet after it got notes, without what is in them.
    fn annotated(rows: &str, cells: &[(u32, u32)]) -> String {
        let content = format!(
            "<office:document-content><office:automatic-styles/><office:body><office:spreadsheet>\
             <table:table table:name=\"KPI\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
        );
        let bytes = package(&[("mimetype", "ods"), ("content.xml", &content)]);
        let view = FindingsView {
            title: "Findings".into(),
            about: vec![],
            findings: cells.iter().map(|cell| finding(*cell)).collect(),
        };
        let copy = annotate(Package::open(&bytes).expect("sound"), &view).expect("annotated");
        let mut copy = Package::open(&copy.bytes).expect("sound");
        let content = copy.required("content.xml").expect("content");
        let sheet = content.split("<table:table table:name=\"KPI\">").nth(1).expect("the sheet");
        let sheet = sheet.split("</table:table>").next().expect("its end");
        let mut text = sheet.replace("table:table-", "").replace("table:number-", "");
        while let Some(start) = text.find("<office:annotation") {
            let end = text[start..].find("</office:annotation>").expect("its end") + start;
            text.replace_range(start..end + "</office:annotation>".len(), "!");
        }
        text
    }

    #[test]
    fn a_note_goes_first_into_its_cell() {
        let rows = "<table:table-row><table:table-cell/><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>";
        assert_eq!(
            annotated(rows, &[(0, 0), (0, 1)]),
            "<row><cell>!</cell><cell>!<text:p>x</text:p></cell></row>"
        );
    }

    #[test]
    fn repeated_cells_and_rows_are_parted() {
        let rows = "<table:table-row table:number-rows-repeated=\"5\"><table:table-cell a=\"1\" table:number-columns-repeated=\"4\"/></table:table-row>";
        assert_eq!(
            annotated(rows, &[(2, 1), (2, 3)]),
            "<row rows-repeated=\"2\"><cell a=\"1\" columns-repeated=\"4\"/></row>\
             <row><cell a=\"1\"/><cell a=\"1\">!</cell><cell a=\"1\"/><cell a=\"1\">!</cell></row>\
             <row rows-repeated=\"2\"><cell a=\"1\" columns-repeated=\"4\"/></row>"
        );
    }

    #[test]
    fn cells_and_rows_that_are_not_written_are_added() {
        let rows = "<table:table-row-group><table:table-row><table:table-cell/></table:table-row></table:table-row-group><table:named-expressions/>";
        assert_eq!(
            annotated(rows, &[(0, 2), (3, 1)]),
            "<row-group><row><cell/><cell/><cell>!</cell></row></row-group>\
             <row rows-repeated=\"2\"><cell/></row><row><cell/><cell>!</cell></row><table:named-expressions/>"
        );
    }

    #[test]
    fn the_authors_words_stay_above() {
        let note =
            "<office:annotation><dc:creator>A</dc:creator><text:p>own</text:p></office:annotation>";
        let rows = format!(
            "<table:table-row><table:table-cell>{note}<text:p>x</text:p></table:table-cell></table:table-row>"
        );
        assert_eq!(annotated(&rows, &[(0, 0)]), "<row><cell>!<text:p>x</text:p></cell></row>");
    }

    #[test]
    fn the_findings_sheet_is_shown() {
        let item = "<config:config-item config:name=\"ActiveTable\" config:type=\"string\">KPI</config:config-item><a>KPI</a>";
        assert_eq!(
            opened_at(item, "Findings").expect("sound"),
            item.replacen("KPI", "Findings", 1)
        );
    }
}
