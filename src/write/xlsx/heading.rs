//! Titles of sheets tagged as headings.
//!
//! A screen reader finds a sheet's title by Excel's built-in cell style
//! "Heading 1", which `rust_xlsxwriter` cannot name. So the style sheet of the
//! finished workbook is given that style, and the titles' format is hung under
//! it.

use super::style::TITLE_POINTS;

/// Returns the style sheet with the built-in style, and every cell format in
/// the titles' font under it.
pub(super) fn tag(styles: &str) -> Option<String> {
    let fonts = between(styles, "<fonts ", "</fonts>")?;
    let font = fonts
        .split("<font>")
        .skip(1)
        .position(|font| font.contains(&format!("<sz val=\"{TITLE_POINTS}\"/>")))?;
    let style_formats = between(styles, "<cellStyleXfs ", "</cellStyleXfs>")?;
    let cell_formats = between(styles, "<cellXfs ", "</cellXfs>")?;
    let names = between(styles, "<cellStyles ", "</cellStyles>")?;
    let style = style_formats.matches("<xf ").count();
    let format = format!(
        "<xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" applyNumberFormat=\"0\" applyFill=\"0\" \
         applyBorder=\"0\" applyAlignment=\"0\" applyProtection=\"0\"/>"
    );
    let name = format!("<cellStyle name=\"Heading 1\" xfId=\"{style}\" builtinId=\"16\"/>");
    let titles = cell_formats.split_inclusive("<xf ").map(|part| {
        let title = part.contains(&format!(" fontId=\"{font}\" "));
        if title { part.replace("xfId=\"0\"", &format!("xfId=\"{style}\"")) } else { part.into() }
    });
    let titles: String = titles.collect();
    let tagged = styles
        .replacen(style_formats, &one_more(style_formats, style, &format), 1)
        .replacen(cell_formats, &titles, 1)
        .replacen(names, &one_more(names, names.matches("<cellStyle ").count(), &name), 1);
    (titles != cell_formats).then_some(tagged)
}

/// A list with its count and one more entry at its end.
fn one_more(list: &str, count: usize, entry: &str) -> String {
    list.replacen(&format!("count=\"{count}\""), &format!("count=\"{}\"", count + 1), 1) + entry
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let from = text.find(start)? + start.len();
    let length = text[from..].find(end)?;
    Some(&text[from..from + length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_titles_come_under_the_built_in_style() {
        let styles = "<fonts count=\"2\"><font><sz val=\"12\"/></font><font><b/><sz val=\"16\"/></font></fonts>\
            <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\"/></cellStyleXfs>\
            <cellXfs count=\"2\"><xf numFmtId=\"0\" fontId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" xfId=\"0\"/></cellXfs>\
            <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";
        let tagged = tag(styles).expect("tagged");
        assert!(tagged.contains("<cellStyleXfs count=\"2\">"));
        assert!(tagged.contains("<xf numFmtId=\"0\" fontId=\"1\" xfId=\"1\"/></cellXfs>"));
        assert!(tagged.contains("<cellStyles count=\"2\">"));
        assert!(
            tagged.contains(
                "<cellStyle name=\"Heading 1\" xfId=\"1\" builtinId=\"16\"/></cellStyles>"
            )
        );
    }

    #[test]
    fn a_style_sheet_without_titles_is_refused() {
        assert_eq!(tag("<fonts count=\"1\"><font><sz val=\"12\"/></font></fonts>"), None);
    }
}
