//! The styles of an ods file, as far as they make what stands in a cell another: numbers
//! in thousands or millions, texts raised, lowered or struck out.

use std::collections::BTreeMap;

use crate::read::workbook::look::Look;
use crate::read::workbook::mark::Run;
use crate::read::workbook::package::Package;
use crate::read::workbook::xml::{Piece, Pieces, Tag};

/// What the styles are searched for first: most files have none of it, and need no
/// second reading.
const TOLD: [&str; 3] =
    ["number:display-factor", "style:text-line-through-", "style:text-position"];
/// The most styles that are based on one another.
const MOST_PARENTS: usize = 10;

/// The styles that count.
#[derive(Debug, Default)]
pub(super) struct Styles {
    cells: BTreeMap<String, Look>,
    texts: BTreeMap<String, Run>,
}

impl Styles {
    /// Reads the styles of a package; what cannot be read of them is said where the cells are.
    pub(super) fn of(package: &mut Package<'_>, content: &str) -> Self {
        let shared = package.text("styles.xml").unwrap_or_default();
        let own = content.split_once("<office:body").map_or(content, |(styles, _)| styles);
        let texts = [shared.as_str(), own];
        if !texts.iter().any(|text| TOLD.iter().any(|told| text.contains(told))) {
            return Self::default();
        }
        let mut found = Found::default();
        for text in texts {
            found.gather(text);
        }
        found.settled()
    }

    /// Returns how a cell style shows what stands in it; nothing for most.
    pub(super) fn cell(&self, name: &str) -> Option<&Look> {
        self.cells.get(name)
    }

    /// Returns how a text looks within another.
    pub(super) fn text(&self, name: &str, outer: Run) -> Run {
        self.texts.get(name).map_or(outer, |own| own.within(outer))
    }
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Written {
    is_text: bool,
    parent: Option<String>,
    number: Option<String>,
    run: Run,
    /// Whether it strikes out, if it says.
    struck: Option<bool>,
}

#[derive(Debug, Default)]
struct Found {
    /// How often each style of numbers divides by a thousand.
    scaled: BTreeMap<String, u32>,
    styles: BTreeMap<String, Written>,
}

impl Found {
    fn gather(&mut self, text: &str) {
        let mut pieces = Pieces::of(text);
        let (mut number, mut style) = (String::new(), None::<String>);
        while let Ok(Some(piece)) = pieces.next() {
            let Piece::Start(tag) = piece else { continue };
            let said = |name: &str| tag.attribute(name).map(std::borrow::Cow::into_owned);
            match tag.name() {
                "number:number-style" | "number:currency-style" => {
                    number = said("style:name").unwrap_or_default();
                }
                "number:number" => {
                    let times = said("number:display-factor").and_then(|factor| times(&factor));
                    self.scaled.extend(times.map(|times| (number.clone(), times)));
                }
                "style:style" => {
                    style = said("style:name").filter(|_| {
                        let family = said("style:family");
                        matches!(family.as_deref(), Some("table-cell" | "text"))
                    });
                    let written = Written {
                        is_text: said("style:family").is_some_and(|family| family == "text"),
                        parent: said("style:parent-style-name"),
                        number: said("style:data-style-name"),
                        ..Written::default()
                    };
                    self.styles.extend(style.clone().map(|name| (name, written)));
                }
                "style:text-properties" => {
                    let written = style.as_ref().and_then(|name| self.styles.get_mut(name));
                    if let Some(written) = written {
                        written.describe(&tag);
                    }
                }
                _ => {}
            }
        }
    }

    fn settled(self) -> Styles {
        let mut settled = Styles::default();
        for (name, written) in &self.styles {
            let struck = self.above(written).find_map(|style| style.struck).unwrap_or(false);
            if written.is_text {
                settled.texts.insert(name.clone(), written.run.struck(struck));
                continue;
            }
            let number = self.above(written).find_map(|style| style.number.as_ref());
            let thousands = number.and_then(|number| self.scaled.get(number)).copied();
            let look = Look { thousands: thousands.unwrap_or(0), is_struck: struck, ..Look::PLAIN };
            if look != Look::PLAIN {
                settled.cells.insert(name.clone(), look);
            }
        }
        settled
    }

    /// A style and those that it is based on.
    fn above<'a>(&'a self, written: &'a Written) -> impl Iterator<Item = &'a Written> {
        let parent = |style: &&'a Written| self.styles.get(style.parent.as_ref()?);
        std::iter::successors(Some(written), parent).take(MOST_PARENTS)
    }
}

impl Written {
    fn describe(&mut self, tag: &Tag<'_>) {
        let line = ["style", "type"].map(|what| {
            let line = tag.attribute(&format!("style:text-line-through-{what}"))?;
            Some(line != "none")
        });
        self.struck = line.into_iter().flatten().reduce(|one, other| one && other).or(self.struck);
        let position = tag.attribute("style:text-position").unwrap_or_default();
        // `super 58%`, `-33% 58%`: where the text stands, and its size.
        self.run = match position.split_whitespace().next() {
            Some("super") => self.run.raised(),
            Some("sub") => self.run.lowered(),
            Some(share) => match share.trim_end_matches('%').parse::<f64>() {
                Ok(share) if share > 0.0 => self.run.raised(),
                Ok(share) if share < 0.0 => self.run.lowered(),
                _ => self.run,
            },
            None => self.run,
        };
    }
}

/// How often a factor divides by a thousand; nothing for 1.
fn times(factor: &str) -> Option<u32> {
    let factor: f64 = factor.trim().parse().ok()?;
    (1..=4).find(|times| (factor / 1000f64.powi(*times) - 1.0).abs() < 1e-6)?.try_into().ok()
}
