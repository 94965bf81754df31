//! `[rag]`: how results are rated.

use super::setting::Setting;
use super::table::Table;
use crate::diag::{Diagnostics, Problem};
use crate::model::figure::Figure;
use crate::place::Placed;
use crate::read::codes;
use crate::read::toml::Node;

/// `[rag]`.
#[derive(Debug)]
pub(super) struct Settings {
    /// How far a miss of the target is still amber, in percent of the target.
    pub(super) amber_margin: Figure,
}

impl Default for Settings {
    fn default() -> Self {
        Self { amber_margin: Figure::from(10u32) }
    }
}

impl Setting for Settings {
    fn read(_: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read("`[rag]`", node, diagnostics, |table| {
            let margin = table.checked("amber-margin", margin);
            Some(margin.map_or_else(Self::default, |amber_margin| Self { amber_margin }))
        })
    }
}

fn margin(percent: f64) -> Result<Figure, Problem> {
    let figure = Figure::new(percent).filter(|figure| (0.0..=100.0).contains(&figure.value()));
    figure.ok_or_else(|| {
        Problem::new(
            &codes::BAD_SETTING,
            format!("`{percent}` is no margin, expected 0 to 100 percent of the target"),
        )
        .hint("write how far a miss is still amber, in percent of the target")
    })
}
