//! The boxes of a sheet's notes, in the old drawing language (VML) that Excel
//! still keeps them in.
//!
//! Not every such part is well-formed XML (Excel writes `<br>` into buttons), so
//! it is only ever added to, as text.

use std::collections::BTreeSet;

use super::layout::{Layout, height_of};
use crate::write::annotate::Refusal;
use crate::write::annotate::notes::Notes;
use crate::write::annotate::package::Package;

const KIND: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
    <v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// The languages of a drawing, each by its name in one.
const SPACES: &str = "xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";

/// How many boxes share a number of `idmap`.
const BLOCK: u32 = 1024;

/// Returns a drawing without boxes, numbered apart from all others of the package.
pub(super) fn blank(package: &mut Package<'_>) -> Result<String, Refusal> {
    let parts: Vec<String> =
        package.names().filter(|name| is_drawing(name)).map(str::to_string).collect();
    let mut block = 0;
    for part in parts {
        let text = package.text(&part)?.unwrap_or_default();
        block = blocks(&text).chain([block]).max().unwrap_or(block);
    }
    Ok(format!(
        "<xml {SPACES}><o:shapelayout v:ext=\"edit\">\
         <o:idmap v:ext=\"edit\" data=\"{}\"/></o:shapelayout></xml>",
        block + 1
    ))
}

fn is_drawing(name: &str) -> bool {
    name.rsplit('.').next() == Some("vml")
}

/// The numbers that a drawing's boxes are counted from.
fn blocks(drawing: &str) -> impl Iterator<Item = u32> {
    let maps = drawing.split("idmap").skip(1);
    let data =
        maps.filter_map(|map| map.split('>').next()?.split("data=\"").nth(1)?.split('"').next());
    data.flat_map(|list| list.split(',')).filter_map(|number| number.trim().parse().ok())
}

/// Returns a drawing with a box for each of the cells.
pub(super) fn add(
    drawing: &str,
    cells: &BTreeSet<(u32, u32)>,
    notes: &Notes,
    layout: &Layout,
) -> Result<String, Refusal> {
    let end = drawing.rfind("</xml>");
    let end = end.ok_or_else(|| Refusal::new("the drawing of its notes is not as expected"))?;
    let mut boxes = String::new();
    if !drawing.contains("id=\"_x0000_t202\"") {
        boxes.push_str(KIND);
    }
    for (number, cell) in (next_number(drawing)..).zip(cells) {
        let note = notes.get(cell).map_or("", String::as_str);
        boxes.push_str(&shape(number, *cell, layout.anchor(*cell, note)));
    }
    // Some programs give the languages of drawings other names than Excel does.
    let root = drawing.split_once("<xml").map_or("", |(_, root)| root);
    let root = root.split_once('>').map_or("", |(root, _)| root);
    let known = |space: &str| space.split('=').next().is_some_and(|name| root.contains(name));
    if !SPACES.split(' ').all(known) {
        boxes = boxes.replace("<v:shape ", &format!("<v:shape {SPACES} "));
        boxes = boxes.replace("<v:shapetype ", &format!("<v:shapetype {SPACES} "));
    }
    Ok([&drawing[..end], &boxes, &drawing[end..]].concat())
}

/// The first number that no box has yet.
fn next_number(drawing: &str) -> u32 {
    let numbers = drawing.split("_x0000_s").skip(1).filter_map(|rest| {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..digits].parse::<u32>().ok()
    });
    let first = blocks(drawing).min().unwrap_or(1).saturating_mul(BLOCK);
    numbers.chain([first]).max().unwrap_or(first).saturating_add(1)
}

fn shape(number: u32, (row, column): (u32, u32), anchor: [u32; 8]) -> String {
    let anchor = anchor.map(|n| n.to_string()).join(", ");
    format!(
        "<v:shape id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;z-index:1;visibility:hidden\" \
         fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>\
         <v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
         <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>\
         <x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
}

/// Returns a drawing in which the boxes of notes that have grown are as much higher.
pub(super) fn grow(
    drawing: &str,
    cells: &BTreeSet<(u32, u32)>,
    notes: &Notes,
    layout: &Layout,
) -> String {
    let mut grown = String::with_capacity(drawing.len());
    for data in drawing.split_inclusive("ClientData>") {
        let cell = text_of(data, "Row>").zip(text_of(data, "Column>"));
        let cell = cell.and_then(|(row, column)| Some((row.parse().ok()?, column.parse().ok()?)));
        let higher = cell.filter(|cell| cells.contains(cell)).and_then(|cell| {
            let anchor = text_of(data, "Anchor>")?;
            let more = height_of(notes.get(&cell)?);
            Some(data.replacen(anchor, &higher(anchor, more, layout)?, 1))
        });
        grown.push_str(higher.as_deref().unwrap_or(data));
    }
    grown
}

/// Returns an anchor whose lower edge lies some pixels on.
fn higher(anchor: &str, more: u32, layout: &Layout) -> Option<String> {
    let numbers: Vec<u32> =
        anchor.split(',').map(|n| n.trim().parse().ok()).collect::<Option<_>>()?;
    let mut numbers: [u32; 8] = numbers.try_into().ok()?;
    (numbers[6], numbers[7]) = layout.below(numbers[6], numbers[7].saturating_add(more));
    Some(numbers.map(|n| n.to_string()).join(", "))
}

/// Returns the text of the first element whose tag ends so, whatever its prefix.
fn text_of<'a>(drawing: &'a str, tag: &str) -> Option<&'a str> {
    drawing.split_once(tag)?.1.split_once('<').map(|(text, _)| text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_numbered_apart() {
        let first = shape(2050, (0, 0), [0; 8]);
        let drawing =
            format!("<xml xmlns:v= xmlns:o= xmlns:x=><o:idmap data=\"2,3\"/>{first}</xml>");
        assert_eq!(blocks(&drawing).collect::<Vec<_>>(), [2, 3]);
        let (cells, notes) = (BTreeSet::from([(11, 5)]), Notes::from([((11, 5), "wrong".into())]));
        let added = add(&drawing, &cells, &notes, &Layout::default()).expect("a drawing");
        assert!(added.contains("_x0000_s2051") && added.ends_with("</v:shape></xml>"), "{added}");
        let other = add("<xml xmlns:p=\"q\"></xml>", &cells, &notes, &Layout::default());
        assert!(other.expect("a drawing").contains("<v:shape xmlns:v=\"urn:"));
        assert!(add("<xml/>", &cells, &notes, &Layout::default()).is_err());
    }

    #[test]
    fn the_box_of_a_longer_note_is_higher() {
        let drawing =
            shape(1025, (3, 2), [3, 15, 2, 10, 5, 31, 6, 9]) + &shape(1026, (4, 2), [0; 8]);
        let notes = Notes::from([((3, 2), "wrong\nhint".into())]);
        let grown = grow(&drawing, &BTreeSet::from([(3, 2)]), &notes, &Layout::default());
        assert!(grown.contains("3, 15, 2, 10, 5, 31, 8, 9"), "{grown}");
        assert!(grown.contains("0, 0, 0, 0, 0, 0, 0, 0"));
    }
}
