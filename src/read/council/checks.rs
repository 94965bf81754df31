//! `[checks]` and `[[accepted]]`: how the rules are applied.

use jiff::civil::Date;

use super::setting::{Setting, choice, other};
use super::table::Table;
use crate::diag::Diagnostics;
use crate::model::policy::{Acceptance, RuleLevel};
use crate::place::Placed;
use crate::read::grid::{Cell, CellValue};
use crate::read::toml::Node;

impl Setting for RuleLevel {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        choice(name, node, &Self::ALL, diagnostics)
    }
}

impl Setting for Acceptance {
    fn read(_: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read("`[[accepted]]`", node, diagnostics, |table| {
            let rule = table.required("rule");
            let meeting = table.required("meeting");
            let committee = table.get("committee");
            let at = table.required("at");
            let reason = table.required("reason");
            let place = node.place.clone();
            Some(Self {
                place,
                rule: rule?,
                meeting: meeting?,
                committee,
                at: at?,
                reason: reason?,
            })
        })
    }
}

impl Setting for Date {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Node::Cell(Cell { value: CellValue::Date(date), .. }) => Some(*date),
            _ => other(name, node, "a date", "write it as 2018-03-06, without quotes", diagnostics),
        }
    }
}
