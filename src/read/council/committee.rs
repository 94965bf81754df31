//! `[[committees]]`: who meets.

use super::setting::Setting;
use super::table::Table;
use crate::diag::Diagnostics;
use crate::model::council::{Committee, Powers};
use crate::place::Placed;
use crate::read::toml::Node;

impl Setting for Committee {
    fn read(_: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read("`[[committees]]`", node, diagnostics, |table| {
            let (name, strapline) = (table.required("name"), table.get("strapline"));
            let powers = match table.get("executive") {
                Some(true) => Powers::Executive,
                Some(false) | None => Powers::Council,
            };
            Some(Self { name: name?, strapline, powers })
        })
    }
}
