//! `[[cover]]`: the headings of the report cover.

use super::setting::Setting;
use super::table::Table;
use crate::diag::Diagnostics;
use crate::model::council::CoverHeading;
use crate::place::Placed;
use crate::read::report::heading_key;
use crate::read::toml::Node;

impl Setting for CoverHeading {
    fn read(_: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read("`[[cover]]`", node, diagnostics, |table| {
            let heading: Option<String> = table.required("heading");
            let field: Option<String> = table.get("field");
            let implication = table.get("implication");
            let required = table.get("required");
            let heading = heading?;
            let field = field.unwrap_or_else(|| heading.clone());
            Some(Self {
                key: heading_key(&field),
                field,
                heading,
                implication: implication.unwrap_or(false),
                required: required.unwrap_or(false),
            })
        })
    }
}
