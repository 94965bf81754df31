//! Letters that no font of the pack can show, with their places.

use crate::diag::{Diagnostics, Problem};
use crate::place::Place;
use crate::read::codes;
use crate::read::source::Sources;
use crate::write::pdf::Templates;

/// Says which letters of a view no font can show, and where the inputs have them.
pub(super) fn check(templates: &Templates, json: &str, sources: &Sources) -> Diagnostics {
    unprintable(&lacking(templates, json), sources)
}

/// Returns the letters that no font can show, and the control characters, which
/// JSON writes as escapes.
fn lacking(templates: &Templates, json: &str) -> Vec<char> {
    let mut letters = templates.lacking(json);
    let escaped = (0u8..32).map(char::from).filter(|letter| {
        !"\t\n\r".contains(*letter) && json.contains(&format!("\\u{:04x}", u32::from(*letter)))
    });
    letters.extend(escaped);
    letters.extend(('\u{7f}'..='\u{9f}').filter(|letter| json.contains(*letter)));
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// Says where letters stand that no font of the pack can show.
fn unprintable(letters: &[char], sources: &Sources) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    if letters.is_empty() {
        return diagnostics;
    }
    let holding = sources.holding(letters);
    // A letter may be written as a code.
    let is_held = |letter: &char| holding.iter().any(|(_, held)| held.contains(letter));
    let coded: Vec<(Place, Vec<char>)> = letters
        .iter()
        .filter(|letter| !is_held(letter))
        .filter_map(|letter| Some((sources.coded(*letter)?, vec![*letter])))
        .collect();
    for (place, held) in holding.into_iter().chain(coded) {
        let shown: Vec<String> = held.into_iter().map(shown).collect();
        let problem =
            Problem::new(&codes::UNPRINTABLE, format!("no font of the pack can show {}", shown.join(", ")))
                .hint("write it in words, or put a font that has it into templates/fonts and name it in templates/theme.toml");
        diagnostics.push(problem.at(&place));
    }
    sources.illustrate(&mut diagnostics);
    diagnostics
}

fn shown(letter: char) -> String {
    let point = u32::from(letter);
    if letter.is_control() {
        return format!("the control character U+{point:04X}");
    }
    format!("`{letter}` (U+{point:04X})")
}
