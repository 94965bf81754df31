//! What templates see of the editions for printing: large print, the blank
//! pages of double-sided printing, and the sheets of a folded booklet.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Block, ItemView, Pack, ranges};

/// How the pages of a pack are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Print {
    /// As it is published.
    #[default]
    Standard,
    /// In large print, its tables flowing as blocks.
    Large,
}

/// Pages without a number, for the backs of pages that are followed by a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BlankPages {
    /// The council's accent colour, as `#rrggbb`.
    pub accent: String,
    /// How pages are set.
    pub print: Print,
    /// How many there are.
    pub count: usize,
}

/// The sheets of a booklet, two pages a side, to be folded and stitched.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Booklet {
    /// The council's name.
    pub council: String,
    /// The council's accent colour, as `#rrggbb`.
    pub accent: String,
    /// How pages are set.
    pub print: Print,
    /// The document's title.
    pub title: String,
    /// The document's date, as `[year, month, day]`.
    pub date: [i16; 3],
    /// The sides of the sheets, the outside before the inside of each.
    pub sides: Vec<Side>,
}

/// One side of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// `Sheet 1 of 3, outside`.
    pub heading: String,
    /// The left and the right page.
    pub leaves: [Leaf; 2],
}

/// One page of a booklet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leaf {
    /// Its place among the pages of the booklet, from zero.
    pub index: usize,
    /// What it is in words; nothing for a page that is left blank.
    pub alternative: Option<String>,
}

/// Returns a pack in large print: the whole, or the item of a number only.
///
/// `page_of` gives the number of the pack's page on which a label of the templates
/// stands; headings say it.
pub fn large(pack: &Pack, number: Option<&str>, page_of: impl Fn(&str) -> Option<u32>) -> Pack {
    let chosen = |known: &&ItemView| number.is_none_or(|number| known.number == number);
    let items: Vec<ItemView> = pack.items.iter().filter(chosen).cloned().collect();
    let title = match (number, items.first()) {
        (Some(_), Some(item)) => {
            format!("{}{} (large print)", item_title(item), private_word(pack))
        }
        _ => format!("{} (large print)", pack.title),
    };
    let mut pages = BTreeMap::new();
    for item in &items {
        say_pages(item, &page_of, &mut pages);
    }
    Pack {
        title,
        print: Print::Large,
        has_front: number.is_none(),
        pack_pages: pages,
        items,
        ..pack.clone()
    }
}

/// Returns `Agenda item 8: Work programme`, with the title of the report if it has one.
pub fn item_title(item: &ItemView) -> String {
    let title = item.report.as_ref().map_or(&item.title, |report| &report.title);
    format!("Agenda item {}: {title}", item.number)
}

/// Returns what the title of something of a members' pack says besides.
fn private_word(pack: &Pack) -> &'static str {
    if pack.marking.is_some() { " (private)" } else { "" }
}

/// Adds what the headings of an item say of the pack's pages.
fn say_pages(
    item: &ItemView,
    page_of: &impl Fn(&str) -> Option<u32>,
    pages: &mut BTreeMap<String, String>,
) {
    let mut range = |label: &str| {
        let (first, last) = (page_of(&format!("{label}-first")), page_of(&format!("{label}-last")));
        if let (Some(first), Some(last)) = (first, last) {
            pages.insert(label.to_string(), said(first, last));
        }
    };
    range(&item.id);
    let Some(report) = &item.report else { return };
    range(&format!("{}-indicators", item.id));
    range(&format!("{}-risks", item.id));
    for paper in &report.appendices {
        range(&paper.id);
    }
    let sections = report.narrative.iter().enumerate();
    let sections = sections
        .filter(|(_, block)| matches!(block, Block::Heading { .. }))
        .map(|(index, _)| format!("{}-section-{index}", item.id));
    let indicators = report.scorecard.iter().flat_map(|scorecard| &scorecard.groups);
    let indicators = indicators.flat_map(|group| &group.indicators).map(|i| i.id.clone());
    let risks = report.register.iter().flat_map(|register| &register.risks);
    for label in sections.chain(indicators).chain(risks.map(|risk| risk.id.clone())) {
        if let Some(page) = page_of(&label) {
            pages.insert(label, said(page, page));
        }
    }
}

/// Returns `Pack page 12`, or `Pack pages 3 – 9`.
fn said(first: u32, last: u32) -> String {
    format!("Pack p{}", &ranges::pages(first, last)[1..])
}

/// Returns the sheets on which an item's pages are printed, so that they are in
/// order when the sheets are laid into each other and folded.
///
/// `labels` are the numbers that its pages bear, `file` the accessible edition.
pub fn booklet(pack: &Pack, item: &ItemView, labels: &[String], file: &str) -> Booklet {
    let leaf = |index: usize| Leaf {
        index,
        alternative: labels.get(index).map(|label| {
            format!(
                "Page {label} of the agenda pack, set for a printed booklet. \
                 The accessible edition is the file {file}"
            )
        }),
    };
    let order = folded(labels.len());
    let sheets = order.len() / 2;
    let sides = order.into_iter().enumerate().map(|(index, leaves)| {
        let side = if index % 2 == 0 { "outside" } else { "inside" };
        let heading = format!("Sheet {} of {sheets}, {side}", index / 2 + 1);
        Side { heading, leaves: leaves.map(leaf) }
    });
    Booklet {
        council: pack.council.clone(),
        accent: pack.accent.clone(),
        print: Print::Standard,
        title: format!("{}{} (booklet)", item_title(item), private_word(pack)),
        date: pack.date,
        sides: sides.collect(),
    }
}

/// Returns the left and right pages of every side of the sheets for so many pages,
/// filled up to four a sheet, the outermost sheet first.
fn folded(pages: usize) -> Vec<[usize; 2]> {
    let end = pages.div_ceil(4) * 4;
    let sheets = (0..end / 2).step_by(2);
    sheets.flat_map(|low| [[end - 1 - low, low], [low + 1, end - 2 - low]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_the_pack_is_said_as_one() {
        assert_eq!((said(3, 9), said(3, 3)), ("Pack pages 3 – 9".into(), "Pack page 3".into()));
    }

    #[test]
    fn sheets_are_filled_up_to_four_pages_and_lie_in_each_other() {
        assert_eq!(folded(5), [[7, 0], [1, 6], [5, 2], [3, 4]]);
        assert_eq!(folded(4), [[3, 0], [1, 2]]);
        assert_eq!(folded(1), [[3, 0], [1, 2]]);
        assert!(folded(0).is_empty());
    }
}
