//! The notes of a sheet: the part that holds their texts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rust_xlsxwriter::row_col_to_cell;

use super::cell_text;
use super::sheet::cell;
use crate::write::annotate::Refusal;
use crate::write::annotate::notes::{AUTHOR, Notes};
use crate::write::annotate::xml::{self, Kind, Patch, Tag, Tags};

/// A part without notes.
pub(super) const NONE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors/><commentList/></comments>";

/// The font that Excel gives to notes.
const FONT: &str =
    "<rPr><sz val=\"9\"/><color indexed=\"81\"/><rFont val=\"Tahoma\"/><family val=\"2\"/></rPr>";

/// A sheet's notes with new ones among them.
pub(super) struct Comments {
    /// The text of the part.
    pub(super) text: String,
    /// The cells that have a note now and had none.
    pub(super) fresh: BTreeSet<(u32, u32)>,
    /// The cells whose note has grown.
    pub(super) grown: BTreeSet<(u32, u32)>,
    /// The cells that keep their discussion, which no note is added to.
    pub(super) discussed: BTreeSet<(u32, u32)>,
}

/// A note that is there already.
#[derive(Clone, Debug, Default)]
struct Found {
    author: usize,
    /// The element of its text, from the start of its first tag.
    text: Range<usize>,
    /// Whether that is `<text/>`.
    empty: bool,
    /// Where the text may go on.
    end: usize,
    /// Its text, where it is not in runs.
    plain: Option<Range<usize>>,
    prefix: String,
}

/// The notes that are there, by row and column.
type Known = BTreeMap<(u32, u32), Found>;

/// Adds notes to those of a sheet: below the words of a cell's own note.
pub(super) fn add(document: &str, notes: &Notes) -> Result<Comments, Refusal> {
    let (authors, found) = read(document)?;
    let discussion = |author: usize| authors.get(author).is_some_and(|a| a.starts_with("tc="));
    let mut patch = Patch::default();
    let (mut grown, mut discussed) = (BTreeSet::new(), BTreeSet::new());
    let mut elements = Vec::new();
    for (place, note) in notes {
        match found.get(place) {
            Some(found) if discussion(found.author) => drop(discussed.insert(*place)),
            Some(found) => {
                grow(&mut patch, found, note);
                grown.insert(*place);
            }
            None => elements.push((*place, element(*place, note, authors.len()))),
        }
    }
    let text = patch.apply(document);
    let odd = || Refusal::new("its notes are not as expected");
    let fresh = elements.iter().map(|(place, _)| *place).collect();
    let elements: Vec<&str> = elements.iter().map(|(_, element)| &**element).collect();
    let author = format!("<author>{AUTHOR}</author>");
    let text = xml::append(&text, "authors", &[&author])?.ok_or_else(odd)?;
    let text = xml::append(&text, "commentList", &elements)?.ok_or_else(odd)?;
    Ok(Comments { text, fresh, grown, discussed })
}

fn element((row, column): (u32, u32), note: &str, author: usize) -> String {
    let reference = row_col_to_cell(row, u16::try_from(column).unwrap_or(u16::MAX));
    format!(
        "<comment ref=\"{reference}\" authorId=\"{author}\"><text>{}</text></comment>",
        run(note)
    )
}

fn run(text: &str) -> String {
    format!("<r>{FONT}<t xml:space=\"preserve\">{}</t></r>", cell_text(text))
}

fn grow(patch: &mut Patch, found: &Found, note: &str) {
    let ours = run(&format!("\n\n{AUTHOR}:\n{note}"));
    if found.empty {
        let text = xml::prefixed(&found.prefix, &format!("<text>{ours}</text>"));
        patch.replace(found.text.clone(), text);
        return;
    }
    if let Some(plain) = &found.plain {
        patch.insert(plain.start, xml::prefixed(&found.prefix, "<r>"));
        patch.insert(plain.end, xml::prefixed(&found.prefix, "</r>"));
    }
    patch.insert(found.end, xml::prefixed(&found.prefix, &ours));
}

/// Returns the authors and the notes by their cells.
fn read(document: &str) -> Result<(Vec<String>, Known), Refusal> {
    let mut authors = Vec::new();
    let mut notes = BTreeMap::new();
    let mut author = 0;
    let mut current: Option<((u32, u32), Found)> = None;
    for tag in Tags::of(document) {
        let tag = tag?;
        if tag.opens("author") {
            author = tag.span.end;
        }
        if tag.closes("author") {
            let name = document.get(author..tag.span.start).unwrap_or_default();
            authors.push(quick_xml::escape::unescape(name).unwrap_or_default().into_owned());
        }
        if tag.opens("comment") {
            let place = tag.attribute("ref").and_then(|reference| cell(&reference));
            let author = tag.number("authorId").unwrap_or(usize::MAX);
            current = place.map(|place| (place, Found { author, ..Found::default() }));
        }
        if let Some((_, found)) = &mut current {
            read_text(found, &tag);
        }
        if tag.closes("comment") {
            notes.extend(current.take().filter(|(_, found)| !found.text.is_empty()));
        }
    }
    Ok((authors, notes))
}

/// Takes what a tag of a note says of its text.
fn read_text(found: &mut Found, tag: &Tag<'_>) {
    match (tag.depth, tag.name()) {
        (3, "text") => {
            if tag.kind == Kind::End {
                found.text.end = tag.span.end;
            } else {
                found.text = tag.span.clone();
                found.empty = tag.kind == Kind::Empty;
                found.end = tag.span.end;
                found.prefix = tag.prefix().to_string();
            }
        }
        (4, "t") => {
            let start = found.plain.as_ref().map_or(tag.span.start, |plain| plain.start);
            found.plain = Some(start..tag.span.end);
            found.end = tag.span.end;
        }
        (4, "r") => found.end = tag.span.end,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(list: &str) -> String {
        format!(
            "<comments><authors><author>A &amp; B</author><author>tc={{1}}</author></authors><commentList>{list}</commentList></comments>"
        )
    }

    fn put(list: &str) -> Comments {
        add(&document(list), &Notes::from([((1, 1), "found".into())])).expect("sound")
    }

    #[test]
    fn a_new_note_has_the_programs_name() {
        let comments = put("");
        assert!(comments.text.contains("<author>agendapack</author></authors>"));
        assert!(comments.text.contains("<comment ref=\"B2\" authorId=\"2\"><text><r>"));
        assert_eq!(comments.fresh, BTreeSet::from([(1, 1)]));
    }

    #[test]
    fn the_authors_words_stay_above() {
        let ours = run("\n\nagendapack:\nfound");
        for (before, after) in [
            ("<text><r><t>own</t></r></text>", format!("<text><r><t>own</t></r>{ours}</text>")),
            ("<text><t>own</t></text>", format!("<text><r><t>own</t></r>{ours}</text>")),
            ("<text></text>", format!("<text>{ours}</text>")),
            ("<text/>", format!("<text>{ours}</text>")),
            (
                "<text><r><t>own</t></r><phoneticPr/></text>",
                format!("<text><r><t>own</t></r>{ours}<phoneticPr/></text>"),
            ),
        ] {
            let comments = put(&format!("<comment ref=\"B2\" authorId=\"0\">{before}</comment>"));
            assert!(comments.text.contains(&after), "{}", comments.text);
            assert_eq!(comments.grown, BTreeSet::from([(1, 1)]));
            assert!(comments.fresh.is_empty());
        }
    }

    #[test]
    fn a_discussion_is_left_alone() {
        let list =
            "<comment ref=\"B2\" authorId=\"1\"><text><t>[Threaded comment]</t></text></comment>";
        let comments = put(list);
        assert!(comments.text.contains(list));
        assert_eq!(comments.discussed, BTreeSet::from([(1, 1)]));
    }
}
