//! Levels and scores of the council's matrix, as registers write them.

use crate::diag::Problem;
use crate::model::risk::{Level, Matrix, Score};
use crate::read::grid::{Cell, CellValue, fold};
use crate::read::record::{list_words, nearest};
use crate::read::{codes, value};

/// `16`, `16 Red`, `16 (Red)` or `High`: a score, a band's word, or both.
pub(super) fn stated_score(cell: &Cell) -> Result<(Option<Score>, Option<String>), Problem> {
    let CellValue::Text(text) = &cell.value else {
        let number = value::number(cell)?;
        let score = Score::stated(number.value()).ok_or_else(|| no_score(&value::text(cell)))?;
        return Ok((Some(score), None));
    };
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, word) = text.split_at(digits);
    let word = word.trim_matches(|c: char| c.is_whitespace() || "().-–:=".contains(c));
    // `4x4` is a sum that nobody has done, and -4 no score.
    let is_word = word.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "-/".contains(c));
    let is_signed = number.is_empty() && text.starts_with(['-', '–', '−']);
    if !is_word || (is_signed && word.is_empty()) {
        return Err(no_score(text));
    }
    let score = match number.trim_end_matches('.') {
        "" => None,
        number => {
            let score = number.parse().ok().and_then(Score::stated);
            Some(score.ok_or_else(|| no_score(text))?)
        }
    };
    Ok((score, (!word.is_empty()).then(|| word.to_string())))
}

fn no_score(text: &str) -> Problem {
    let message = format!("`{text}` is no score, expected a number, the word of a band, or both");
    let hint = match product(text) {
        Some(score) => format!("write `{score}`"),
        None => "write `16`, `16 Red` or `High`".into(),
    };
    Problem::new(&codes::NOT_A_NUMBER, message).hint(hint)
}

/// The score in `3 x 4 = 12`, `9 (3x3)` and `6 ↓`.
fn product(text: &str) -> Option<&str> {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if let Some((_, behind)) = text.split_once('=') {
        let behind = behind.trim();
        return Some(&behind[..digits(behind)]).filter(|score| !score.is_empty());
    }
    let (score, behind) = text.split_at(digits(text));
    // `4x4` and `4.x` are no scores.
    let is_apart = behind.starts_with(|c: char| c.is_whitespace() || c == '(');
    let is_sum = behind.trim_start().starts_with(['x', 'X', '×', '*']);
    (is_apart && !is_sum && !score.is_empty()).then_some(score)
}

/// Returns a score of an earlier register, no higher than the council's matrix goes.
pub(super) fn previous_score(cell: &Cell, matrix: &Matrix) -> Result<Score, Problem> {
    let score = Score::stated(value::number(cell)?.value());
    let score = score.ok_or_else(|| no_score(&value::text(cell)))?;
    if !matrix.gives(score) {
        let message = format!("`{score}` is no score of the council's matrix");
        return Err(Problem::new(&codes::UNKNOWN_LEVEL, message)
            .hint("mend it; leave it empty where the risk was scored on another scale"));
    }
    Ok(score)
}

/// Returns which step of a scale a cell names: `3`, `Likely` or `3 Likely`.
pub(super) fn level(cell: &Cell, scale: &[Level], name: &str) -> Result<usize, Problem> {
    if matches!(cell.value, CellValue::Disguised(..)) {
        return Err(value::disguised(cell));
    }
    let text = value::text(cell);
    let by_weight =
        |weight: f64| scale.iter().position(|level| (level.weight - weight).abs() < 0.01);
    let by_word = |word: &str| {
        let folded = fold(word);
        scale.iter().position(|level| fold(&level.word) == folded)
    };
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '(');
    let digits = start.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(start.len());
    let number = if let CellValue::Number(number) = &cell.value {
        Some(*number)
    } else {
        start[..digits].trim_end_matches('.').parse().ok()
    };
    // `2-3` is no level: what stands behind the number is its word, or nothing.
    let word =
        start[digits..].trim_start_matches(|c: char| c.is_whitespace() || "().-–:".contains(c));
    let found = match (number.map(by_weight), by_word(word)) {
        (Some(weight), None) if word.is_empty() || matches!(cell.value, CellValue::Number(_)) => {
            weight
        }
        (Some(weight), Some(word)) => weight.filter(|&weight| weight == word),
        (None, word) => word,
        (Some(_), None) => None,
    };
    found.ok_or_else(|| {
        let known: Vec<String> =
            scale.iter().map(|level| format!("`{} {}`", level.weight, level.word)).collect();
        let problem = Problem::new(
            &codes::UNKNOWN_LEVEL,
            format!(
                "`{text}` is not on the council's {name} scale, expected {}",
                list_words(&known)
            ),
        );
        if number.is_some() && by_word(word).is_some() {
            return problem
                .hint("its number and its word are two levels: write the one that is meant");
        }
        // `V. Unlikely` is nearer to the wrong word than to its own.
        let very = ["V. ", "V ", "v. ", "v "].iter().find_map(|short| text.strip_prefix(short));
        let spelled = very.map_or_else(|| text.clone(), |rest| format!("very {rest}"));
        // Of `Not likely` the nearest word is the opposite.
        let is_denied = text.split_whitespace().any(|word| fold(word) == "not");
        match nearest(&fold(&spelled), scale.iter().map(|level| level.word.clone())) {
            Some(near) if !is_denied => problem.hint(format!("write `{near}`")),
            _ => problem.hint(
                "write the number or the word; the scale is set under `[matrix]` in council.toml",
            ),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_cut_short_is_not_taken_for_another() {
        let words = ["Very Unlikely", "Unlikely", "Likely", "Very Likely"];
        let scale: Vec<Level> = (1u8..)
            .zip(words)
            .map(|(weight, word)| Level { weight: weight.into(), word: word.into() })
            .collect();
        let hint = |text: &str| {
            let cell = Cell::plain(CellValue::Text(text.into()));
            let problem = level(&cell, &scale, "probability").expect_err("no level");
            problem.at(&crate::place::Place::file("risk.xlsx")).hint
        };
        assert_eq!(hint("V. Unlikely").as_deref(), Some("write `Very Unlikely`"));
        assert_eq!(hint("Unlikley").as_deref(), Some("write `Unlikely`"));
    }

    #[test]
    fn a_stated_score_is_a_number_a_word_or_both() {
        let read = |text: &str| {
            let cell = Cell { value: CellValue::Text(text.into()), percent: None };
            let read = stated_score(&cell).ok();
            read.map(|(score, word)| (score.map(Score::value), word.unwrap_or_default()))
        };
        for (text, score, word) in [
            ("16", Some(16.0), ""),
            ("16 Red", Some(16.0), "Red"),
            ("16 (High)", Some(16.0), "High"),
            ("16 - Very high", Some(16.0), "Very high"),
            ("High", None, "High"),
            ("Medium/High", None, "Medium/High"),
        ] {
            assert_eq!(read(text), Some((score, word.to_string())), "{text}");
        }
        for text in ["4x4", "4 x 4 = 16", "16/20", "-4", "1.2.3", "16?"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_level_is_one_number_or_word_of_the_scale() {
        let level_of = |weight: f64, word: &str| Level { weight, word: word.into() };
        let scale = [level_of(2.0, "Unlikely"), level_of(3.0, "Likely")];
        let read = |text: &str| {
            let cell = Cell { value: CellValue::Text(text.into()), percent: None };
            level(&cell, &scale, "probability").ok()
        };
        for text in
            ["3", "Likely", "3 Likely", "3 – Likely", "(3) Likely", "3. likely", "3: Likely"]
        {
            assert_eq!(read(text), Some(1), "{text}");
        }
        for text in ["2-3", "3-2", "2 to 3", "2 Likely", "3 2", "4"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
