//! The styles of an ods file that show thousands or millions of a number.

use std::collections::BTreeMap;

use crate::read::workbook::look::Look;
use crate::read::workbook::package::Package;
use crate::read::workbook::xml::{Piece, Pieces};

/// Cell styles by name, with how they show a number: those alone that scale it.
pub(super) type Scales = BTreeMap<String, Look>;

/// Returns the cell styles of a package that scale numbers; what cannot be read of them
/// is said where the cells are.
pub(super) fn scales(package: &mut Package<'_>, content: &str) -> Scales {
    let styles = package.text("styles.xml").unwrap_or_default();
    let texts = [styles.as_str(), content];
    // Most files scale nothing, and need no second reading.
    if !texts.iter().any(|text| text.contains("number:display-factor")) {
        return Scales::new();
    }
    let (mut scaled, mut cells) = (Scales::new(), Vec::new());
    for text in texts {
        look_for(text, &mut scaled, &mut cells);
    }
    let look = |(cell, number): (String, String)| Some((cell, *scaled.get(&number)?));
    cells.into_iter().filter_map(look).collect()
}

/// Gathers the number styles that scale, and which number style each cell style has.
fn look_for(text: &str, scaled: &mut Scales, cells: &mut Vec<(String, String)>) {
    let mut pieces = Pieces::of(text);
    let mut number = String::new();
    while let Ok(Some(piece)) = pieces.next() {
        let Piece::Start(tag) = piece else { continue };
        match tag.name() {
            "office:body" => break,
            "number:number-style" | "number:currency-style" => {
                number = tag.attribute("style:name").unwrap_or_default().into_owned();
            }
            "number:number" => {
                let factor = tag.attribute("number:display-factor");
                let times = factor.and_then(|factor| times(&factor));
                scaled.extend(
                    times.map(|times| (number.clone(), Look { thousands: times, ..Look::PLAIN })),
                );
            }
            "style:style" => {
                let (name, data) =
                    (tag.attribute("style:name"), tag.attribute("style:data-style-name"));
                if let (Some(name), Some(data)) = (name, data) {
                    cells.push((name.into_owned(), data.into_owned()));
                }
            }
            _ => {}
        }
    }
}

/// How often a factor divides by a thousand; nothing for 1.
fn times(factor: &str) -> Option<u32> {
    let factor: f64 = factor.trim().parse().ok()?;
    (1..=4).find(|times| (factor / 1000f64.powi(*times) - 1.0).abs() < 1e-6)?.try_into().ok()
}
