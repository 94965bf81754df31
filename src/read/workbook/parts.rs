//! What the parts of an Office package conceal, whether it is an xlsx or an xlsb:
//! comments, links, caches, logs, programs, embedded files.

use super::binary;
use super::open_xml::comment_places;
use super::package::Package;
use super::relations::{Relation, Relations, SheetPart};
use super::xml::{Piece, Pieces};
use crate::model::concealed::{CommentKind, Concealed, Concealment, EmbeddedKind};
use crate::place::{Place, Spot};

/// Returns what the parts of a package conceal, links to other files aside.
pub(super) fn concealed(
    package: &mut Package<'_>,
    relations: &Relations,
    sheets: &[SheetPart],
    file: &Place,
) -> Vec<Concealed> {
    let at = |relation: &Relation| relations.place_of(&relation.source, sheets, file);
    let mut found = comments(package, relations, sheets, file);
    let kinds = [
        ("revisionHeaders", Concealment::TrackedChanges),
        ("pivotCacheDefinition", Concealment::PivotCache),
        ("connections", Concealment::DataConnection),
        ("powerPivotData", Concealment::DataConnection),
        ("vbaProject", Concealment::Macros),
        ("xlMacrosheet", Concealment::Macros),
    ];
    for (kind, what) in kinds {
        // One is enough to say so, however many there are; a sheet tells more than the file.
        let places = relations.of_kind(kind).map(at);
        let best = places.min_by_key(|place| (*place.spot() == Spot::Whole, place.clone()));
        found.extend(best.map(|place| Concealed { place, what }));
    }
    found.dedup();
    let files = ["oleObject", "package"].map(|kind| relations.of_kind(kind));
    let files: Vec<Place> = files.into_iter().flatten().map(at).collect();
    let pictures: Vec<Place> = relations.of_kind("image").map(at).collect();
    found.extend(embedded(EmbeddedKind::File, files));
    found.extend(embedded(EmbeddedKind::Picture, pictures));
    let drawings: Vec<&Relation> = relations.of_kind("drawing").collect();
    let with_words = drawings.into_iter().flat_map(|drawing| {
        let boxes = package.text(&drawing.target).map_or(0, |text| text_boxes(&text));
        std::iter::repeat_n(at(drawing), boxes)
    });
    found.extend(embedded(EmbeddedKind::TextBox, with_words.collect()));
    found
}

/// Returns how many boxes and shapes of a drawing have words in them.
fn text_boxes(drawing: &str) -> usize {
    let mut pieces = Pieces::of(drawing);
    let (mut count, mut in_box) = (0, false);
    while let Ok(Some(piece)) = pieces.next() {
        match piece {
            Piece::Start(tag) if tag.local() == "txBody" => in_box = true,
            Piece::Start(tag) if in_box && tag.local() == "t" => {
                // One word is enough for the whole box.
                let has_words = pieces.text().is_ok_and(|text| !text.trim().is_empty());
                count += usize::from(has_words);
                in_box &= !has_words;
            }
            Piece::End(tag) if tag.name().ends_with("txBody") => in_box = false,
            _ => {}
        }
    }
    count
}

/// Returns the embedded files of each sheet as one thing.
pub(super) fn embedded(
    kind: EmbeddedKind,
    mut places: Vec<Place>,
) -> impl Iterator<Item = Concealed> {
    places.sort();
    let mut found: Vec<(Place, usize)> = Vec::new();
    for place in places {
        match found.last_mut() {
            Some((last, count)) if *last == place => *count += 1,
            _ => found.push((place, 1)),
        }
    }
    found.into_iter().map(move |(place, count)| {
        let what = Concealment::Embedded { kind, count };
        Concealed { place, what }
    })
}

/// A thread of comments is also written as a note, for older programs: it counts once.
fn comments(
    package: &mut Package<'_>,
    relations: &Relations,
    sheets: &[SheetPart],
    file: &Place,
) -> Vec<Concealed> {
    let mut found = Vec::new();
    for sheet in sheets {
        let mut places = |kind| {
            let lists = relations.of_kind(kind).filter(|list| list.source == sheet.part);
            let mut places: Vec<(u32, u32)> = Vec::new();
            for list in lists {
                if list.target.rsplit('.').next() == Some("bin") {
                    places.extend(
                        package.found(&list.target).iter().flat_map(|b| binary::comments(b)),
                    );
                } else {
                    places
                        .extend(package.text(&list.target).iter().flat_map(|t| comment_places(t)));
                }
            }
            places.sort_unstable();
            places
        };
        let threads = places("threadedComment");
        let mut notes = places("comments");
        notes.retain(|note| threads.binary_search(note).is_err());
        let place = file.sheet(sheet.name.as_str());
        found.extend(comments_of(CommentKind::Note, &notes, &place));
        found.extend(comments_of(CommentKind::Thread, &threads, &place));
    }
    found
}

/// Returns the comments of a sheet as one thing at the first, if there are any.
pub(super) fn comments_of(
    kind: CommentKind,
    places: &[(u32, u32)],
    sheet: &Place,
) -> Option<Concealed> {
    let (row, column) = *places.iter().min()?;
    let what = Concealment::Comments { kind, count: places.len() };
    Some(Concealed { place: sheet.cell(row, column), what })
}

/// Returns the name of a file from its address, whose folders may name people.
pub(super) fn file_name(address: &str) -> String {
    let name = address.rsplit(['/', '\\']).find(|name| !name.is_empty()).unwrap_or_default();
    name.replace("%20", " ").replace('`', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_with_words_are_counted() {
        let body = |words: &str| {
            format!(
                "<xdr:sp><xdr:txBody><a:p><a:r><a:t>{words}</a:t></a:r><a:r><a:t>more</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
            )
        };
        let drawing =
            format!("<xdr:wsDr>{}{}<xdr:pic/></xdr:wsDr>", body("Provisional"), body("figures"));
        assert_eq!(text_boxes(&drawing), 2);
        assert_eq!(
            text_boxes("<xdr:wsDr><xdr:sp><xdr:txBody><a:p/></xdr:txBody></xdr:sp></xdr:wsDr>"),
            0
        );
    }
}
