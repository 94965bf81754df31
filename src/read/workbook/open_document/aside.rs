//! What the other parts of an ods package conceal: names, programs, embedded files.

use crate::diag::Problem;
use crate::model::concealed::{Concealed, Concealment, EmbeddedKind, PropertyKind};
use crate::place::Place;
use crate::read::workbook::package::Package;
use crate::read::workbook::xml::{Piece, Pieces};
use crate::read::workbook::{parts, properties};

/// Returns what the package holds besides the sheets.
pub(super) fn concealed(package: &mut Package<'_>, file: &Place) -> Vec<Concealed> {
    let names = package.names();
    let programs = names.iter().any(|name| {
        (name.starts_with("basic/") || name.starts_with("scripts/")) && !name.ends_with('/')
    });
    let pictures = names.iter().filter(|n| n.starts_with("pictures/") && !n.ends_with('/'));
    let pictures = pictures.map(|_| file.clone()).collect();
    let files = vec![file.clone(); embedded(package)];
    let mut found: Vec<Concealed> = named(package, file).into_iter().collect();
    found.extend(programs.then(|| Concealed { place: file.clone(), what: Concealment::Macros }));
    found.extend(parts::embedded(EmbeddedKind::File, files));
    found.extend(parts::embedded(EmbeddedKind::Picture, pictures));
    found
}

/// Reads past a drawing that has just begun; returns whether it has words, but for its
/// description.
pub(super) fn has_words(pieces: &mut Pieces<'_>) -> Result<bool, Problem> {
    let (mut depth, mut in_paragraph, mut found) = (1u32, 0u32, false);
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Start(tag) if matches!(tag.name(), "svg:title" | "svg:desc" | "table:table") => {
                pieces.text()?;
            }
            Piece::Start(tag) => {
                depth += 1;
                in_paragraph += u32::from(tag.name() == "text:p");
            }
            Piece::End(_) if depth == 1 => break,
            Piece::End(end) => {
                depth -= 1;
                in_paragraph -= u32::from(end.name() == "text:p");
            }
            Piece::Text(text) => found |= in_paragraph > 0 && !text.trim().is_empty(),
        }
    }
    Ok(found)
}

/// The properties that name someone.
fn named(package: &mut Package<'_>, file: &Place) -> Option<Concealed> {
    let text = package.text("meta.xml")?;
    let mut pieces = Pieces::of(&text);
    let mut named = Vec::new();
    while let Ok(Some(piece)) = pieces.next() {
        let Piece::Start(tag) = piece else { continue };
        let own = tag.attribute("meta:name").map(|name| name.to_lowercase());
        let kind = match (tag.name(), own.as_deref()) {
            ("meta:initial-creator", _) => PropertyKind::Author,
            ("dc:creator" | "meta:printed-by", _) => PropertyKind::LastEditor,
            ("meta:user-defined", Some("manager")) => PropertyKind::Manager,
            ("meta:user-defined", Some("company")) => PropertyKind::Company,
            _ => continue,
        };
        let name = pieces.text().unwrap_or_default();
        named.extend(properties::property(kind, &name));
    }
    properties::of_list(named, file)
}

/// How many documents are embedded; a chart of the workbook's own figures is none.
fn embedded(package: &mut Package<'_>) -> usize {
    let text = package.text("meta-inf/manifest.xml").unwrap_or_default();
    let mut pieces = Pieces::of(&text);
    let mut found = 0;
    while let Ok(Some(piece)) = pieces.next() {
        let Piece::Start(tag) = piece else { continue };
        let path = tag.attribute("manifest:full-path").unwrap_or_default();
        let kind = tag.attribute("manifest:media-type").unwrap_or_default();
        let document = kind.starts_with("application/vnd.oasis.opendocument")
            && !kind.ends_with("chart")
            && !kind.ends_with("formula");
        let is_object = path.starts_with("Object ") && !path.trim_end_matches('/').contains('/');
        if is_object && (document || kind == "application/vnd.sun.star.oleobject") {
            found += 1;
        }
    }
    found
}
