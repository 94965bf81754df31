//! Names of the files that belong to an item, and of tables.

use crate::view::{AppendixView, ItemView};

/// The longest name of a file, without its ending.
const LONGEST: usize = 72;

/// The longest name of an appendix's file before the word that says what it is:
/// appendices of one report begin alike.
const LONGEST_BEFORE_WORD: usize = 60;

/// Words that no name ends with.
const LINKING: [&str; 6] = ["-and", "-of", "-the", "-for", "-to", "-in"];

/// Returns the name of an item's file: the item's number in two digits and the
/// report's title, in small letters, digits and hyphens, and its ending.
pub fn file_name(item: &ItemView, ending: &str) -> String {
    stem(item, LONGEST) + ending
}

/// Returns the name of an appendix's file: that of the item, and what it is.
pub fn appendix_name(item: &ItemView, what: &str, ending: &str) -> String {
    format!("{}-{what}{ending}", stem(item, LONGEST_BEFORE_WORD))
}

/// Returns what the names of all files of an item begin with: its own, and those of its
/// appendices.
pub fn beginnings(item: &ItemView) -> [String; 2] {
    [stem(item, LONGEST) + ".", stem(item, LONGEST_BEFORE_WORD) + "-"]
}

/// Returns the word that tells a paper made elsewhere from the others of its report:
/// its label, or where it stands.
pub fn word_of(paper: &AppendixView, index: usize) -> String {
    let label = paper.label.as_deref().map(folded).filter(|label| !label.is_empty());
    label.unwrap_or_else(|| format!("paper-{}", index + 1))
}

fn stem(item: &ItemView, longest: usize) -> String {
    let title = item.report.as_ref().map_or(&item.title, |report| &report.title);
    let number = folded(&item.number);
    let digits = number.chars().take_while(char::is_ascii_digit).count();
    let zero = if digits == 1 { "0" } else { "" };
    let mut name = format!("{zero}{number}");
    for word in folded(title).split('-').filter(|word| !word.is_empty()) {
        if name.len() + 1 + word.len() > longest {
            break;
        }
        name.push('-');
        name.push_str(word);
    }
    while let Some(kept) = LINKING.iter().find_map(|word| name.strip_suffix(word)) {
        name.truncate(kept.len());
    }
    name
}

/// Returns a table's name, unique in the workbook: `Risk_actions_item_8`.
pub(super) fn table_name(sheet: &str, number: &str) -> String {
    format!("{}_item_{}", sheet.replace(' ', "_"), folded(number).replace('-', "_"))
}

/// Small ASCII letters and digits, everything else a hyphen; an apostrophe
/// parts no word.
fn folded(text: &str) -> String {
    let letters = text
        .chars()
        .filter(|c| !matches!(c, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .map(without_accent);
    let hyphened: String =
        letters.map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    hyphened.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// The plain letter of those with accents that Welsh and borrowed words have.
fn without_accent(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'å' | 'ã' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ẃ' | 'ẁ' | 'ŵ' | 'ẅ' => 'w',
        'ý' | 'ỳ' | 'ŷ' | 'ÿ' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(number: &str, title: &str) -> ItemView {
        ItemView { number: number.into(), title: title.into(), ..ItemView::default() }
    }

    #[test]
    fn a_file_is_named_after_its_item() {
        let title = "Legal Governance and Democratic Services – Quarter 3 Performance Report";
        assert_eq!(
            file_name(&item("8", title), ".xlsx"),
            "08-legal-governance-and-democratic-services-quarter-3-performance-report.xlsx"
        );
        assert_eq!(
            file_name(&item("10a", "The Council’s Tŷ Newydd"), ".xlsx"),
            "10a-the-councils-ty-newydd.xlsx"
        );
    }

    #[test]
    fn a_long_title_is_cut_at_a_word() {
        let name = file_name(&item("12", &"performance ".repeat(20)), ".xlsx");
        assert!(name.len() <= LONGEST + ".xlsx".len());
        assert!(name.ends_with("-performance.xlsx"));
        let name =
            file_name(&item("9", &format!("{} and the rest", "performance".repeat(5))), ".xlsx");
        assert_eq!(name, format!("09-{}-and-the-rest.xlsx", "performance".repeat(5)));
        let name =
            file_name(&item("9", &format!("{} and the people", "performance".repeat(5))), ".xlsx");
        assert_eq!(name, format!("09-{}.xlsx", "performance".repeat(5)));
    }

    #[test]
    fn a_title_without_letters_still_makes_a_name() {
        assert_eq!(file_name(&item("3", "…/../…"), ".pdf"), "03.pdf");
    }

    #[test]
    fn an_appendix_has_its_own_word_even_after_a_long_title() {
        let name = appendix_name(&item("8", "Streets"), "risk-register", ".pdf");
        assert_eq!(name, "08-streets-risk-register.pdf");
        let name = appendix_name(&item("8", &"performance ".repeat(20)), "risk-register", ".pdf");
        assert!(
            name.len() <= LONGEST_BEFORE_WORD + "-risk-register.pdf".len()
                && name.ends_with("-performance-risk-register.pdf")
        );
    }

    #[test]
    fn a_table_is_named_after_its_sheet() {
        assert_eq!(table_name("Risk actions", "8.1"), "Risk_actions_item_8_1");
    }
}
