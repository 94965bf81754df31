//! Names that links lead to within a page. They are made of what a thing is called,
//! never of where it stands, so that a link holds when something is put before it.

use std::collections::BTreeMap;

/// The names of a page, each used once.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    used: BTreeMap<String, u32>,
    tables: u32,
}

impl Anchors {
    /// Returns a name that the page has not used: the wanted one, and where that is
    /// taken `NAME~2`, `NAME~3` in the order of the page. No name that is made of a
    /// code, a number or a heading has a `~`.
    pub(super) fn take(&mut self, wanted: String) -> String {
        let count = self.used.entry(wanted.clone()).or_default();
        *count += 1;
        if *count == 1 { wanted } else { format!("{wanted}~{count}") }
    }

    /// Returns the name of the next table of the prose: `Table 1`.
    pub(super) fn table(&mut self) -> String {
        self.tables += 1;
        format!("Table {}", self.tables)
    }
}

/// Returns a number or a heading as a part of a name: small letters, digits and full
/// stops, a hyphen for everything else.
pub(super) fn folded(text: &str) -> String {
    let letter = |letter: char| {
        if letter.is_alphanumeric() || letter == '.' { letter } else { '-' }
    };
    let hyphened: String = text.to_lowercase().chars().map(letter).collect();
    let parts = hyphened.split('-').filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-").trim_matches('.').to_string()
}

/// Returns the name within an item's page of what is linked in the pack by this name:
/// `indicator-cs02a` for `item-8-indicator-cs02a`.
pub(super) fn within(id: &str, item: &str) -> String {
    let rest = id.strip_prefix(item).and_then(|rest| rest.strip_prefix('-'));
    rest.unwrap_or(id).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_second_of_a_name_is_numbered_and_the_first_keeps_it() {
        let mut anchors = Anchors::default();
        let taken = ["a", "b", "a", "a"].map(|name| anchors.take(name.into()));
        assert_eq!(taken, ["a", "b", "a~2", "a~3"]);
    }

    #[test]
    fn a_heading_is_a_name_without_spaces() {
        assert_eq!(folded("What comes next?"), "what-comes-next");
        assert_eq!((folded("1.2.1"), folded("3.")), ("1.2.1".into(), "3".into()));
        assert_eq!(within("item-8-risk-r1", "item-8"), "risk-r1");
    }

    proptest! {
        #[test]
        fn no_two_names_of_a_page_are_the_same(names in prop::collection::vec("[ab~2 .]{0,4}", 0..12)) {
            let mut anchors = Anchors::default();
            let taken: Vec<String> = names.iter().map(|name| anchors.take(folded(name))).collect();
            let mut apart = taken.clone();
            apart.sort();
            apart.dedup();
            prop_assert_eq!(apart.len(), taken.len());
        }
    }
}
