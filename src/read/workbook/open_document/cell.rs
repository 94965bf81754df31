//! One cell of an ods file: its value, from attributes and text.

use crate::model::period::Period;
use crate::read::grid::{Cell, CellValue};
use crate::read::value::CURRENCIES;
use crate::read::workbook::convert::{iso_clock, iso_moment, month, number_cell};
use crate::read::workbook::look::{Look, Spelled};
use crate::read::workbook::mark::Run;
use crate::read::workbook::xml::Tag;

/// Adds a piece of text: a run of white space in the file is one space, and none where a line begins.
pub(super) fn push_collapsed(text: &mut String, piece: &str, run: Run) {
    for c in piece.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r') {
            text.push(run.shown(c));
        } else if !text.is_empty() && !text.ends_with([' ', '\n', '\t']) {
            text.push(' ');
        }
    }
}

/// Returns how often something repeats, at least once.
pub(super) fn count(tag: &Tag<'_>, attribute: &str) -> u32 {
    tag.attribute(attribute).map_or(1, |n| n.parse().unwrap_or(u32::MAX).max(1))
}

/// Returns the cell that an element and the text within it are, if it holds anything; how
/// its style shows numbers counts where it scales them.
pub(super) fn value(
    tag: &Tag<'_>,
    written: Option<&str>,
    styled: Option<&Look>,
    is_settled: bool,
) -> Option<Cell> {
    let text = written.unwrap_or_default();
    if tag.attribute("calcext:value-type").is_some_and(|kind| kind == "error") {
        return Some(Cell::plain(CellValue::Error(text.trim().to_string())));
    }
    let formula = tag.attribute("table:formula");
    let unknown = || {
        let formula = formula.as_deref()?;
        Some(Cell::plain(CellValue::Uncalculated(typed(formula))))
    };
    let Some(kind) = tag.attribute("office:value-type") else {
        return if is_settled { Cell::text(text) } else { unknown() };
    };
    let is_number = matches!(&*kind, "float" | "currency" | "percentage");
    if is_number && tag.attribute("office:value").is_none() && formula.is_some() {
        return unknown();
    }
    let value = |name: &str| tag.attribute(name);
    let shown = match &*kind {
        "float" | "currency" | "percentage" => {
            let number = value("office:value").and_then(|number| number.parse().ok());
            let own = if kind == "percentage" { &Look::PERCENT } else { &Look::PLAIN };
            let scaled = styled.filter(|look| look.thousands > 0);
            number.map(|number| match written {
                Some(_) if scaled.is_some() => number_cell(number, scaled),
                Some(text) => seen(number, text.trim(), own),
                None => number_cell(number, scaled.or(Some(own))),
            })
        }
        "date" => value("office:date-value").and_then(|date| iso_moment(&date)).map(|moment| {
            let is_month = text.parse::<Period>().is_ok();
            month(&moment).filter(|_| is_month).unwrap_or(Cell::plain(moment))
        }),
        "time" => value("office:time-value").and_then(|time| iso_clock(&time)).map(Cell::plain),
        "boolean" => {
            value("office:boolean-value").map(|yes| Cell::plain(CellValue::Bool(yes == "true")))
        }
        "string" => value("office:string-value").and_then(|text| Cell::text(&text)),
        _ => None,
    };
    shown.or_else(|| Cell::text(text))
}

/// Returns a number by what is seen of it: with the sign of its currency, all that stands
/// there where that is more than a number, and hidden where that is nothing.
fn seen(number: f64, text: &str, own: &Look) -> Cell {
    let currency = text.chars().find(|c| CURRENCIES.contains(c));
    let is_figure = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || "+-−–.,'’()/E".contains(c)
            || (c == '%' && own.percent)
            || Some(c) == currency
    };
    // A dash is nought.
    let is_dash = number == 0.0
        && text.chars().all(|c| "-–— ".contains(c) || c.is_whitespace() || Some(c) == currency);
    if text.is_empty() {
        Cell::plain(CellValue::Disguised(number, 0))
    } else if text.chars().all(is_figure)
        && (is_dash || text.contains(|c: char| c.is_ascii_digit()))
    {
        let spelled = Spelled::of(number.abs(), text);
        let spelled = if own.percent { own.spelled } else { spelled };
        number_cell(number, Some(&Look { currency, spelled, ..own.clone() }))
    } else {
        // The digits stand as the language of the program writes them: the number itself does not.
        let is_digit = |c: char| c.is_ascii_digit();
        let as_shown = || Cell::plain(CellValue::Text(text.into()));
        let (Some(first), Some(last)) = (text.find(is_digit), text.rfind(is_digit)) else {
            return as_shown();
        };
        let digits = &text[first..=last];
        let is_one = digits.chars().all(|c| is_digit(c) || c.is_whitespace() || ".,'’".contains(c));
        if !is_one || digits.chars().all(is_digit) {
            return as_shown();
        }
        let shown = if own.percent { (number.abs() * 1e12).round() / 1e10 } else { number.abs() };
        let words = format!("{}{shown}{}", &text[..first], &text[last + 1..]);
        Cell::plain(CellValue::Text(words))
    }
}

/// Returns a formula as a person would type it: `of:=[.A1]/[.B1]` is `=A1/B1`.
fn typed(formula: &str) -> String {
    let formula = formula.find('=').map_or(formula, |at| &formula[at..]);
    formula.replace("[.", "").replace(":.", ":").replace(']', "")
}
