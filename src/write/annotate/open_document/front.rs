//! The findings sheet: a title, a few sentences, and a table of the findings
//! that leads to their cells.

use rust_xlsxwriter::row_col_to_cell;

use crate::view::findings::{FindingView, FindingsView, HEADINGS, LINK, SpotView};
use crate::write::annotate::Refusal;
use crate::write::annotate::xml::{self, Patch, Tags};

const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
const STYLE_SPACES: &str = "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"";

/// The widths of the columns, in millimetres.
const WIDTHS: [u32; 7] = [24, 48, 48, 90, 90, 28, 66];

/// The looks of cells: their name, paragraph, text and cell properties.
const LOOKS: [(&str, &str, &str); 5] = [
    ("title", "fo:font-weight=\"bold\" fo:font-size=\"16pt\"", "fo:wrap-option=\"no-wrap\""),
    ("sentence", "fo:font-size=\"12pt\"", "fo:wrap-option=\"no-wrap\""),
    (
        "heading",
        "fo:font-weight=\"bold\" fo:font-size=\"12pt\"",
        "fo:wrap-option=\"wrap\" fo:border-top=\"0.75pt solid #0b0c0c\" fo:border-bottom=\"0.75pt solid #0b0c0c\"",
    ),
    (
        "words",
        "fo:font-size=\"12pt\"",
        "fo:wrap-option=\"wrap\" fo:padding-right=\"2mm\" fo:border-bottom=\"0.25pt solid #b1b4b6\"",
    ),
    (
        "link",
        "fo:font-size=\"12pt\" fo:color=\"#1d5087\"",
        "fo:wrap-option=\"wrap\" fo:padding-right=\"2mm\" fo:border-bottom=\"0.25pt solid #b1b4b6\"",
    ),
];

/// The findings sheet of a document, whose styles have names of their own.
pub(super) struct Front {
    prefix: String,
}

impl Front {
    /// Returns the findings sheet for a document.
    pub(super) fn of(content: &str) -> Self {
        let mut prefixes = (1u32..).map(|number| format!("findings{number}-"));
        let free = prefixes.find(|prefix| !content.contains(&format!("\"{prefix}")));
        Self { prefix: free.unwrap_or_default() }
    }

    /// Returns the document with the sheet's styles behind its own.
    pub(super) fn with_styles(&self, content: &str) -> Result<String, Refusal> {
        let styles = self.styles();
        if let Some(content) = xml::append(content, "automatic-styles", &[&styles])? {
            return Ok(content);
        }
        let mut patch = Patch::default();
        for tag in Tags::of(content) {
            let tag = tag?;
            if tag.opens("body") {
                let styles = format!("<office:automatic-styles>{styles}</office:automatic-styles>");
                patch.insert(tag.span.start, styles);
                break;
            }
        }
        Ok(patch.apply(content))
    }

    fn styles(&self) -> String {
        let prefix = &self.prefix;
        let mut text = format!(
            "<style:style {STYLE_SPACES} style:name=\"{prefix}row\" style:family=\"table-row\">\
             <style:table-row-properties style:use-optimal-row-height=\"true\"/></style:style>"
        );
        for (number, width) in (1..).zip(WIDTHS) {
            text.push_str(&format!(
                "<style:style {STYLE_SPACES} style:name=\"{prefix}column{number}\" style:family=\"table-column\">\
                 <style:table-column-properties style:column-width=\"{width}mm\"/></style:style>"
            ));
        }
        for (name, letters, cell) in LOOKS {
            text.push_str(&format!(
                "<style:style {STYLE_SPACES} style:name=\"{prefix}{name}\" style:family=\"table-cell\" \
                 style:parent-style-name=\"Default\"><style:table-cell-properties style:vertical-align=\"top\" {cell}/>\
                 <style:text-properties fo:font-family=\"Arial\" {letters}/></style:style>"
            ));
        }
        text
    }

    /// Returns the sheet.
    pub(super) fn sheet(&self, name: &str, view: &FindingsView) -> String {
        let prefix = &self.prefix;
        let mut text = format!("<table:table {SPACES} table:name=\"{}\">", xml::text(name));
        for number in 1..=WIDTHS.len() {
            text.push_str(&format!(
                "<table:table-column table:style-name=\"{prefix}column{number}\"/>"
            ));
        }
        text.push_str(&self.row(&[self.cell("title", &xml::text(&view.title))]));
        for sentence in &view.about {
            text.push_str(&self.row(&[self.cell("sentence", &xml::text(sentence))]));
        }
        text.push_str("<table:table-row><table:table-cell/></table:table-row>");
        let headings = HEADINGS.map(|words| self.cell("heading", words));
        text.push_str(&format!(
            "<table:table-header-rows>{}</table:table-header-rows>",
            self.row(&headings)
        ));
        for finding in &view.findings {
            let mut column = 0usize..;
            let cells = finding.row().map(|words| match column.next() {
                Some(LINK) => self.link(finding),
                _ => self.cell("words", &xml::text(words)),
            });
            text.push_str(&self.row(&cells));
        }
        text + "</table:table>"
    }

    fn row(&self, cells: &[String]) -> String {
        format!(
            "<table:table-row table:style-name=\"{}row\">{}</table:table-row>",
            self.prefix,
            cells.concat()
        )
    }

    fn cell(&self, look: &str, words: &str) -> String {
        let paragraphs = words.replace('\n', "</text:p><text:p>");
        format!(
            "<table:table-cell table:style-name=\"{}{look}\" office:value-type=\"string\"><text:p>{paragraphs}</text:p></table:table-cell>",
            self.prefix
        )
    }

    fn link(&self, finding: &FindingView) -> String {
        let words = xml::text(&finding.place);
        let Some(SpotView { sheet, cell }) = &finding.spot else {
            return self.cell("words", &words);
        };
        let (row, column) = cell.unwrap_or_default();
        let cell = row_col_to_cell(row, u16::try_from(column).unwrap_or(u16::MAX));
        let target = format!("#'{}'.{cell}", sheet.replace('\'', "''"));
        let target = xml::text(&target);
        self.cell(
            "link",
            &format!("<text:a xlink:type=\"simple\" xlink:href=\"{target}\">{words}</text:a>"),
        )
    }
}
