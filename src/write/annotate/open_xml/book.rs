//! The workbook's own part: its sheets, names and windows.

use super::relations::Relations;
use crate::write::annotate::Refusal;
use crate::write::annotate::package::Package;
use crate::write::annotate::xml::{self, Kind, Patch, Tag, Tags};

/// The namespace of relationships in a sheet or workbook.
pub(super) const LINKS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The workbook's part and what it says of its sheets.
pub(super) struct Book {
    /// The part's name.
    pub(super) part: String,
    /// The ways from it.
    pub(super) relations: Relations,
    /// The sheets in their order.
    pub(super) sheets: Vec<Sheet>,
    text: String,
}

/// A sheet as the workbook names it.
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    /// Its part.
    pub(super) part: String,
    id: u32,
}

impl Book {
    /// Reads the workbook's part.
    pub(super) fn open(package: &mut Package<'_>) -> Result<Self, Refusal> {
        let part = Relations::of(package, "")?.first("officeDocument").map(str::to_string);
        let part = part.ok_or_else(|| Refusal::odd("_rels/.rels"))?;
        let relations = Relations::of(package, &part)?;
        let text = package.required(&part)?;
        let mut sheets = Vec::new();
        for tag in Tags::of(&text) {
            let tag = tag?;
            refuse_strict(&tag)?;
            if tag.depth == 2 && tag.opens("sheet") {
                let target = tag.prefixed_attribute("id").and_then(|id| relations.to(&id));
                sheets.push(Sheet {
                    name: tag.attribute("name").unwrap_or_default(),
                    part: target.unwrap_or_default().to_string(),
                    id: tag.number("sheetId").unwrap_or_default(),
                });
            }
        }
        Ok(Self { part, relations, sheets, text })
    }

    /// Returns the folder of the workbook's parts with its slash.
    pub(super) fn folder(&self) -> &str {
        self.part.rfind('/').map_or("", |at| &self.part[..=at])
    }

    /// Returns a name that no sheet has: the words, or those with a number.
    pub(super) fn free_name(&self, words: &str) -> String {
        let taken = |name: &str| {
            self.sheets.iter().any(|sheet| sheet.name.to_lowercase() == name.to_lowercase())
        };
        let mut names =
            std::iter::once(words.to_string()).chain((2..).map(|n: u32| format!("{words} ({n})")));
        names.find(|name| !taken(name)).unwrap_or_default()
    }

    /// Puts a sheet before all others and opens the workbook there.
    pub(super) fn put_first(
        &mut self,
        package: &mut Package<'_>,
        name: &str,
        part: &str,
    ) -> Result<(), Refusal> {
        let link = self.relations.add("worksheet", part)?;
        let id = self.sheets.iter().map(|sheet| sheet.id).max().unwrap_or(0).saturating_add(1);
        let sheet = format!(
            "<sheet name=\"{}\" sheetId=\"{id}\" xmlns:r=\"{LINKS}\" r:id=\"{link}\"/>",
            xml::text(name)
        );
        let text = shifted(&self.text, &sheet)?.ok_or_else(|| Refusal::odd(&self.part))?;
        package.set(&self.part, text);
        self.relations.save(package);
        Ok(())
    }
}

fn refuse_strict(tag: &Tag<'_>) -> Result<(), Refusal> {
    let strict = |name: String| name.starts_with("http://purl.oclc.org/ooxml/");
    let root = tag.depth == 0 && tag.kind == Kind::Start;
    let namespace = tag.attribute(&format!("xmlns:{}", tag.prefix().trim_end_matches(':')));
    if root && namespace.or_else(|| tag.attribute("xmlns")).is_some_and(strict) {
        return Err(Refusal::new(
            "it is a Strict Open XML Spreadsheet, which takes no notes; save it as an Excel Workbook",
        ));
    }
    Ok(())
}

/// Returns the workbook's text with a sheet before all others. What counts the
/// sheets counts one more: names of one sheet, and windows by their tab.
fn shifted(text: &str, sheet: &str) -> Result<Option<String>, Refusal> {
    let mut patch = Patch::default();
    let (mut put, mut windows) = (false, 0);
    for tag in Tags::of(text) {
        let tag = tag?;
        if tag.depth == 1 && tag.kind == Kind::Start && tag.name() == "sheets" {
            patch.insert(tag.span.end, xml::prefixed(tag.prefix(), sheet));
            put = true;
        } else if tag.opens("definedName") {
            if let Some(sheet) = tag.number::<u32>("localSheetId") {
                let next = sheet.saturating_add(1).to_string();
                patch.replace(tag.span.clone(), tag.with(&[("localSheetId", Some(&next))]));
            }
        } else if tag.opens("workbookView") {
            let shown = if windows == 0 { front(&tag) } else { moved(&tag) };
            patch.replace(tag.span.clone(), shown);
            windows += 1;
        }
    }
    Ok(put.then(|| patch.apply(text)))
}

/// The first window, opened at the first sheet.
fn front(tag: &Tag<'_>) -> String {
    tag.with(&[("firstSheet", None), ("activeTab", None)])
}

/// Any other window, at the sheet where it was.
fn moved(tag: &Tag<'_>) -> String {
    let next = |name: &str| tag.number::<u32>(name).unwrap_or(0).saturating_add(1).to_string();
    let (first, active) = (next("firstSheet"), next("activeTab"));
    tag.with(&[("firstSheet", Some(&first)), ("activeTab", Some(&active))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_the_sheets_counts_one_more() {
        let text = "<workbook><bookViews><workbookView activeTab=\"2\" firstSheet=\"1\" windowWidth=\"9\"/>\
            <workbookView/></bookViews><sheets><sheet/></sheets><definedNames>\
            <definedName name=\"a\" localSheetId=\"0\">X</definedName><definedName name=\"b\">Y</definedName>\
            </definedNames></workbook>";
        let expected = "<workbook><bookViews><workbookView windowWidth=\"9\"/>\
            <workbookView firstSheet=\"1\" activeTab=\"1\"/></bookViews><sheets><new/><sheet/></sheets><definedNames>\
            <definedName name=\"a\" localSheetId=\"1\">X</definedName><definedName name=\"b\">Y</definedName>\
            </definedNames></workbook>";
        assert_eq!(shifted(text, "<new/>").expect("sound").as_deref(), Some(expected));
        assert_eq!(shifted("<workbook/>", "<new/>").expect("sound"), None);
    }
}
