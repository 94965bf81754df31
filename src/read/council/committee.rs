//! `[[committees]]`: who meets.

use super::setting::Setting;
use super::table::Table;
use crate::diag::Diagnostics;
use crate::model::council::Committee;
use crate::place::Placed;
use crate::read::toml::Node;

impl Setting for Committee {
    fn read(_: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read("`[[committees]]`", node, diagnostics, |table| {
            let (name, strapline) = (table.required("name"), table.get("strapline"));
            Some(Self { name: name?, strapline })
        })
    }
}
