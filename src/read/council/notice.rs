//! `[notice]` and `[holidays]`: how long before a meeting its papers are open.

use jiff::civil::Date;

use super::setting::{Setting, choice};
use super::table::Table;
use crate::diag::{Diagnostics, Problem};
use crate::model::calendar::Holidays;
use crate::model::notice::{Body, Notice};
use crate::place::Placed;
use crate::read::codes;
use crate::read::toml::Node;

impl Setting for Body {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        choice(name, node, &Self::ALL, diagnostics)
    }
}

impl Setting for Notice {
    fn read(_: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read("`[notice]`", node, diagnostics, |table| {
            let body: Option<Body> = table.get("body");
            let days = table.checked("clear-days", whole_days);
            let report_days = table.checked("report-days", whole_days);
            let body = body.unwrap_or_default();
            Some(Self { body, days, report_days, holidays: Holidays::default() })
        })
    }
}

impl Setting for Holidays {
    fn read(_: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read("`[holidays]`", node, diagnostics, |table| {
            let added: Option<Vec<Date>> = table.get("add");
            let removed: Option<Vec<Date>> = table.get("remove");
            Some(Self::new(added.unwrap_or_default(), removed.unwrap_or_default()))
        })
    }
}

/// Returns a number of days; more than sixty are a slip of the pen.
fn whole_days(number: f64) -> Result<u32, Problem> {
    let whole = (0..=60u32).find(|days| (f64::from(*days) - number).abs() < f64::EPSILON);
    whole.ok_or_else(|| {
        Problem::new(
            &codes::BAD_SETTING,
            format!("`{number}` is no number of days, expected 0 to 60"),
        )
        .hint("write how many clear days lie between the two, as a whole number")
    })
}
