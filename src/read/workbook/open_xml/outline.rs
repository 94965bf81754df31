//! What `workbook.xml` says of the file as a whole: the parts of its sheets, its
//! links to other files, and whether its formulas still wait to be worked out.

use crate::read::workbook::package::Package;
use crate::read::workbook::relations::{Relations, SheetPart};
use crate::read::workbook::xml::{Piece, Pieces};

/// The workbook's own part.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The sheets.
    pub(super) sheets: Vec<SheetPart>,
    /// The parts of the links to other files: formulas write the first as `[1]`.
    pub(super) links: Vec<String>,
    /// Whether the program that wrote the file left the results of formulas to
    /// the one that opens it.
    pub(super) awaits_results: bool,
}

impl Outline {
    /// Reads the workbook's part; what is damaged in it is left out.
    pub(super) fn of(package: &mut Package<'_>, relations: &Relations) -> Self {
        let main = relations.of_kind("officeDocument").find(|relation| relation.source.is_empty());
        let part = main.map_or("xl/workbook.xml", |relation| relation.target.as_str());
        let mut outline = Self::default();
        let Some(text) = package.text(part) else { return outline };
        let mut pieces = Pieces::of(&text);
        while let Ok(Some(piece)) = pieces.next() {
            let Piece::Start(tag) = piece else { continue };
            let target = || {
                let relation = relations.named(part, &tag.prefixed("id")?)?;
                Some(relation.target.clone())
            };
            match tag.local() {
                "sheet" => {
                    let name = tag.attribute("name").unwrap_or_default().into_owned();
                    outline.sheets.extend(target().map(|part| SheetPart { name, part }));
                }
                "externalReference" => outline.links.push(target().unwrap_or_default()),
                "calcPr" => outline.awaits_results = tag.says("fullCalcOnLoad"),
                _ => {}
            }
        }
        outline
    }

    /// Returns the part of a sheet.
    pub(super) fn part(&self, sheet: &str) -> Option<&str> {
        self.sheets.iter().find(|part| part.name == sheet).map(|part| part.part.as_str())
    }
}
