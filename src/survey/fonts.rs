//! The fonts that pages name and the file has not.

use std::collections::BTreeSet;

use hayro_syntax::object::{Array, Dict, ObjectIdentifier, Stream};
use hayro_syntax::page::Page;

use super::tree::name;

/// How deep drawings in drawings are followed.
const DEEP: usize = 8;

/// Returns the names of the fonts that are not in the file, in alphabetical order.
pub(super) fn absent(pages: &[Page<'_>]) -> Vec<String> {
    let mut search = Search::default();
    for page in pages {
        search.fonts(&page.resources().fonts);
        search.drawings(&page.resources().x_objects, 0);
        let mut above = page.resources().parent();
        while let Some(resources) = above {
            search.fonts(&resources.fonts);
            above = resources.parent();
        }
    }
    search.absent.into_iter().collect()
}

#[derive(Default)]
struct Search {
    absent: BTreeSet<String>,
    seen: BTreeSet<ObjectIdentifier>,
}

impl Search {
    fn is_new(&mut self, dict: &Dict<'_>) -> bool {
        dict.obj_id().is_none_or(|id| self.seen.insert(id))
    }

    fn fonts(&mut self, fonts: &Dict<'_>) {
        for key in fonts.keys() {
            if let Some(font) = fonts.get::<Dict<'_>>(key.as_str())
                && self.is_new(&font)
                && !is_embedded(&font)
            {
                let name = name(&font, "BaseFont").unwrap_or_else(|| key.as_str().to_string());
                self.absent.insert(name);
            }
        }
    }

    fn drawings(&mut self, drawings: &Dict<'_>, depth: usize) {
        for key in drawings.keys().filter(|_| depth < DEEP) {
            let Some(drawing) = drawings.get::<Stream<'_>>(key.as_str()) else { continue };
            let dict = drawing.dict();
            if name(dict, "Subtype").as_deref() != Some("Form") || !self.is_new(dict) {
                continue;
            }
            let resources = dict.get::<Dict<'_>>("Resources").unwrap_or_default();
            self.fonts(&resources.get::<Dict<'_>>("Font").unwrap_or_default());
            self.drawings(&resources.get::<Dict<'_>>("XObject").unwrap_or_default(), depth + 1);
        }
    }
}

/// Returns whether a font's shapes are in the file.
fn is_embedded(font: &Dict<'_>) -> bool {
    match name(font, "Subtype").as_deref() {
        Some("Type3") => true,
        Some("Type0") => {
            let below = font.get::<Array<'_>>("DescendantFonts");
            below.is_some_and(|below| below.iter::<Dict<'_>>().any(|font| has_program(&font)))
        }
        _ => has_program(font),
    }
}

fn has_program(font: &Dict<'_>) -> bool {
    let descriptor = font.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
    ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key))
}
