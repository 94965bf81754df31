//! `[retention]` and `[archive]`: how long records are kept, and what an archive is
//! told of the council.

use super::setting::{Setting, other};
use super::table::Table;
use crate::diag::{Diagnostics, Problem};
use crate::model::retention::{Depositor, Keep, RecordClass, Retention, Term};
use crate::place::Placed;
use crate::read::codes;
use crate::read::grid::{Cell, CellValue};
use crate::read::toml::Node;

/// The word for records that are kept for ever.
const PERMANENTLY: &str = "permanently";

impl Setting for Retention {
    fn read(_: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read("`[retention]`", node, diagnostics, |table| {
            let term = |class: RecordClass| Some((class, table.get::<Placed<Term>>(class.key())?));
            Some(Self(RecordClass::ALL.into_iter().filter_map(term).collect()))
        })
    }
}

impl Setting for Term {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read(name, node, diagnostics, |table| {
            let keep = table.required("keep");
            let review = table.checked("review", years);
            let authority = table.get("authority");
            Some(Self { keep: keep?, review, authority })
        })
    }
}

impl Setting for Keep {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Node::Cell(Cell { value: CellValue::Text(text), .. }) if text == PERMANENTLY => {
                Some(Self::Permanently)
            }
            Node::Cell(Cell { value: CellValue::Number(number), .. }) => {
                diagnostics.take(years(*number).map(Self::Years), &node.place)
            }
            _ => other(
                name,
                node,
                "a number of years or `permanently`",
                "write `keep = 6` for six years from the meeting, or `keep = \"permanently\"`",
                diagnostics,
            ),
        }
    }
}

impl Setting for Depositor {
    fn read(_: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read("`[archive]`", node, diagnostics, |table| {
            Some(Self {
                address: table.get("address"),
                contact: table.get("contact"),
                phone: table.get("phone"),
                email: table.get("email"),
                series: table.get("series"),
            })
        })
    }
}

/// Returns a number of years.
fn years(number: f64) -> Result<u32, Problem> {
    let whole = (1..=1000u32).find(|years| (f64::from(*years) - number).abs() < f64::EPSILON);
    whole.ok_or_else(|| {
        Problem::new(
            &codes::BAD_SETTING,
            format!("`{number}` is no number of years, expected 1 to 1000"),
        )
        .hint("write how many years from the day of the meeting, as a whole number")
    })
}
