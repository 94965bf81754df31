//! `[standing-texts]`: what stands under an item unless the agenda says otherwise.

use std::collections::BTreeMap;

use super::setting::{Setting, Words};
use crate::diag::Diagnostics;
use crate::model::narrative::Prose;
use crate::place::{Placed, Spot};
use crate::read::grid::fold;
use crate::read::markdown;
use crate::read::toml::Node;

/// The texts by the folded title of their item, and those titles in order.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) by_title: BTreeMap<String, Prose>,
    pub(super) titles: Vec<String>,
}

impl Setting for Texts {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let texts: Words<Placed<String>> = Words::read(name, node, diagnostics)?;
        let titles = texts.0.iter().map(|(title, _)| title.to_string()).collect();
        let blocks = texts.0.into_iter().map(|(title, text)| {
            let Placed { value: text, place } = text;
            let line = if let Spot::Line(line) = place.spot() { *line } else { 0 };
            // A standing text is a part of the agenda, and begins no section.
            let blocks = markdown::part(&text, &place, line, diagnostics);
            (fold(&title), Prose { written: Placed::new(text, place), blocks })
        });
        Some(Self { by_title: blocks.collect(), titles })
    }
}
