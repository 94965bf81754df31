//! Fonts, colours and widths of the workbooks, each in this one place.
//!
//! Arial, because the sheets are opened on machines that lack the pack's own
//! font. A colour only ever repeats a word.

use crate::write::theme::Theme;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

const FONT: &str = "Arial";
/// The size of all text but titles.
pub(super) const BODY_POINTS: f64 = 12.0;
/// The size of titles; no other text has it, and `heading` finds them by it.
pub(super) const TITLE_POINTS: f64 = 16.0;

/// The default height of a row, Excel's own.
pub(super) const ROW_PIXELS: u32 = 20;
/// The default width of a column: 8.43 characters of Arial 12.
pub(super) const COLUMN_PIXELS: u32 = 80;

/// The narrowest column, in characters.
pub(super) const NARROWEST: f64 = 8.43;
/// The width up to which columns of names and short texts grow.
pub(super) const NAME_WIDTH: f64 = 40.0;
/// The width up to which columns of prose grow.
pub(super) const PROSE_WIDTH: f64 = 60.0;
/// The width that prose takes only where its row would else be too high.
pub(super) const WIDEST: f64 = 120.0;
/// The height of a line of body text.
pub(super) const LINE_POINTS: f64 = 16.25;
/// How many lines of body text the highest row that Excel knows (409 points) holds.
pub(super) const MOST_LINES: usize = 25;

const INK: u32 = 0x000B_0C0C;
const LINK: u32 = 0x001D_5087;
const RULE: u32 = 0x00B1_B4B6;

/// Returns body text without borders: the workbook's default.
pub(super) fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(BODY_POINTS)
}

/// Returns the title of a sheet.
pub(super) fn title() -> Format {
    plain().set_font_size(TITLE_POINTS).set_bold()
}

/// Returns a sentence of the cover.
pub(super) fn sentence() -> Format {
    plain().set_text_wrap().set_align(FormatAlign::Top)
}

/// Returns the heading of a column of words.
pub(super) fn heading() -> Format {
    let rule = Color::RGB(INK);
    sentence()
        .set_bold()
        .set_align(FormatAlign::Bottom)
        .set_border_top(FormatBorder::Thin)
        .set_border_top_color(rule)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(rule)
}

/// Returns the heading of a column of figures.
pub(super) fn figure_heading() -> Format {
    heading().set_align(FormatAlign::Right)
}

/// Returns words in a table.
pub(super) fn words() -> Format {
    ruled(sentence())
}

/// Returns a format for a cell right of another: set off, so that it does not
/// touch a figure there.
pub(super) fn set_off(format: Format) -> Format {
    format.set_align(FormatAlign::Left).set_indent(1)
}

/// Returns words in a column of figures: flush with them.
pub(super) fn words_among_figures() -> Format {
    words().set_align(FormatAlign::Right)
}

/// Returns a figure in a table, shown by a number format; without one it shows
/// all its digits. A figure is never wrapped.
pub(super) fn figure(number_format: &str) -> Format {
    let format = ruled(plain()).set_align(FormatAlign::Top).set_align(FormatAlign::Right);
    if number_format.is_empty() { format } else { format.set_num_format(number_format) }
}

/// The hairline below a row.
fn ruled(format: Format) -> Format {
    format.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(Color::RGB(RULE))
}

/// Returns a link to another sheet.
pub(super) fn link() -> Format {
    words().set_font_color(Color::RGB(LINK)).set_underline(FormatUnderline::Single)
}

/// The weight of a trend line, in points.
pub(super) const LINE_WEIGHT: f64 = 1.25;

/// Returns the colour of a trend line.
pub(super) fn line() -> Color {
    Color::RGB(INK)
}

/// Returns the look of a rating or band by the view's key; words that are no
/// rating have none.
pub(super) fn status(theme: &Theme, key: &str) -> Option<Format> {
    let tint = theme.tint(key).filter(|_| matches!(key, "green" | "amber" | "red"))?;
    Some(Format::new().set_font_color(Color::RGB(INK)).set_background_color(Color::RGB(tint)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ratings_are_coloured() {
        let theme = Theme::read(include_str!("../../../templates/theme.toml")).expect("a theme");
        assert!(["green", "amber", "red"].into_iter().all(|key| status(&theme, key).is_some()));
        assert!(
            ["info", "no-activity", "no-data", ""]
                .into_iter()
                .all(|key| status(&theme, key).is_none())
        );
    }
}
