//! The few formats of the findings sheet, behind those that the workbook has.

use crate::write::annotate::Refusal;
use crate::write::annotate::package::Package;
use crate::write::annotate::xml::{self, Tags};

/// The numbers of the formats in the workbook's list; 0 is its own default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Styles {
    pub(super) title: usize,
    pub(super) sentence: usize,
    /// The heading of the first column, and of every other.
    pub(super) headings: [usize; 2],
    /// Words in the first column, and in every other.
    pub(super) words: [usize; 2],
    pub(super) link: usize,
}

const PLAIN: &str = "<font><sz val=\"12\"/><color rgb=\"FF0B0C0C\"/><name val=\"Arial\"/><family val=\"2\"/></font>";
const BOLD: &str = "<font><b/><sz val=\"12\"/><color rgb=\"FF0B0C0C\"/><name val=\"Arial\"/><family val=\"2\"/></font>";
const TITLE: &str = "<font><b/><sz val=\"16\"/><color rgb=\"FF0B0C0C\"/><name val=\"Arial\"/><family val=\"2\"/></font>";
const LINK: &str = "<font><u/><sz val=\"12\"/><color rgb=\"FF1D5087\"/><name val=\"Arial\"/><family val=\"2\"/></font>";
const RULED: &str = "<border><left/><right/><top style=\"thin\"><color rgb=\"FF0B0C0C\"/></top>\
    <bottom style=\"thin\"><color rgb=\"FF0B0C0C\"/></bottom><diagonal/></border>";
const HAIR: &str = "<border><left/><right/><top/><bottom style=\"hair\"><color rgb=\"FFB1B4B6\"/></bottom><diagonal/></border>";

/// Adds the formats to a workbook's styles; a workbook without styles has none
/// to add to, and its sheet is plain.
pub(super) fn add(package: &mut Package<'_>, part: Option<&str>) -> Result<Styles, Refusal> {
    let Some((part, text)) = styles(package, part)? else { return Ok(Styles::default()) };
    let [fonts, fills, borders, formats] =
        ["fonts", "fills", "borders", "cellXfs"].map(|name| children(&text, name));
    let (Some(font), Some(_), Some(border), Some(format)) = (fonts?, fills?, borders?, formats?)
    else {
        return Ok(Styles::default());
    };
    let xf = |font: usize, border: usize, alignment: &str| {
        format!(
            "<xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"0\" borderId=\"{border}\" xfId=\"0\" quotePrefix=\"1\" \
             applyFont=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment {alignment}/></xf>"
        )
    };
    let apart = "horizontal=\"left\" indent=\"1\"";
    let formats = [
        xf(font + 2, 0, "vertical=\"top\""),
        xf(font, 0, "vertical=\"top\""),
        xf(font + 1, border, "vertical=\"bottom\" wrapText=\"1\""),
        xf(font + 1, border, &format!("{apart} vertical=\"bottom\" wrapText=\"1\"")),
        xf(font, border + 1, "vertical=\"top\" wrapText=\"1\""),
        xf(font, border + 1, &format!("{apart} vertical=\"top\" wrapText=\"1\"")),
        xf(font + 3, border + 1, &format!("{apart} vertical=\"top\" wrapText=\"1\"")),
    ];
    let formats: Vec<&str> = formats.iter().map(String::as_str).collect();
    let mut text = text;
    for (name, elements) in [
        ("fonts", [PLAIN, BOLD, TITLE, LINK].as_slice()),
        ("borders", &[RULED, HAIR]),
        ("cellXfs", &formats),
    ] {
        text = xml::append(&text, name, elements)?.ok_or_else(|| Refusal::odd(&part))?;
    }
    package.set(&part, text);
    Ok(Styles {
        title: format,
        sentence: format + 1,
        headings: [format + 2, format + 3],
        words: [format + 4, format + 5],
        link: format + 6,
    })
}

fn styles(
    package: &mut Package<'_>,
    part: Option<&str>,
) -> Result<Option<(String, String)>, Refusal> {
    let Some(part) = part else { return Ok(None) };
    Ok(package.text(part)?.map(|text| (part.to_string(), text)))
}

/// Returns how many elements the list of a name has, unless there is no such list.
fn children(document: &str, name: &str) -> Result<Option<usize>, Refusal> {
    let mut count = None;
    let mut inside = false;
    for tag in Tags::of(document) {
        let tag = tag?;
        if tag.depth == 1 && tag.opens(name) {
            (inside, count) = (true, Some(0));
        } else if tag.depth == 1 && tag.closes(name) {
            break;
        } else if inside && tag.depth == 2 && tag.opens(tag.name()) {
            count = count.map(|count| count + 1);
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::annotate::package::tests::package;

    #[test]
    fn formats_are_added_behind_the_others() {
        let text = "<styleSheet><fonts count=\"1\"><font><b/></font></fonts><fills/><borders><border/></borders>\
            <cellXfs count=\"2\"><xf/><xf><alignment/></xf></cellXfs></styleSheet>";
        let bytes = package(&[("xl/styles.xml", text)]);
        let mut package = Package::open(&bytes).expect("sound");
        let styles = add(&mut package, Some("xl/styles.xml")).expect("added");
        assert_eq!((styles.title, styles.link), (2, 8));
        let text = package.required("xl/styles.xml").expect("styles");
        assert!(text.contains("<fonts count=\"5\"><font><b/></font><font>"), "{text}");
        assert!(text.contains("<cellXfs count=\"9\"><xf/>"));
        assert!(text.contains("fontId=\"3\" fillId=\"0\" borderId=\"0\""));
        assert_eq!(add(&mut package, None).expect("none"), Styles::default());
    }
}
