//! How an ods file says that a sheet, a row or a column is hidden.

use super::Sheet;
use super::cell::count;
use super::styles::Styles;
use crate::read::workbook::hidden::Runs;
use crate::read::workbook::xml::Tag;

/// Takes note of a description of columns: whether they are hidden, and how
/// their cells show what stands in them.
pub(super) fn describe_columns(tag: &Tag<'_>, folded: &[bool], styles: &Styles, sheet: &mut Sheet) {
    const REPEAT: &str = "table:number-columns-repeated";
    if is_hidden(tag, folded) {
        hide(&mut sheet.hidden.columns, sheet.described, tag, REPEAT);
    }
    let (first, next) = (sheet.described, sheet.described.saturating_add(count(tag, REPEAT)));
    let style = tag.attribute("table:default-cell-style-name");
    let look = style.and_then(|style| styles.cell(&style).cloned());
    sheet.looks.extend(look.map(|look| (first, next - 1, look)));
    sheet.described = next;
}

/// Returns whether a row or column is hidden, filtered out, or in a group that is folded.
pub(super) fn is_hidden(tag: &Tag<'_>, folded: &[bool]) -> bool {
    let own = tag.attribute("table:visibility");
    folded.contains(&true) || own.is_some_and(|how| matches!(&*how, "collapse" | "filter"))
}

/// Adds the rows or columns that an element stands for.
pub(super) fn hide(runs: &mut Runs, first: u32, tag: &Tag<'_>, repeat: &str) {
    runs.push(first, first.saturating_add(count(tag, repeat) - 1));
}

/// Returns whether the style of a sheet hides it.
pub(super) fn is_hiding(tag: &Tag<'_>) -> bool {
    tag.name() == "style:table-properties"
        && tag.attribute("table:display").is_some_and(|shown| shown == "false")
}
