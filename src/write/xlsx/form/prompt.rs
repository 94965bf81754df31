//! What a program says and offers as somebody goes into a cell.
//!
//! What is not expected is asked about and never refused: readers accept more
//! than a list can say, such as `n/a` for a result.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula,
};

use super::lists::Lists;
use crate::view::form::{Entry, Need, Prompt};
use crate::write::xlsx::cell::Failure;

/// The most characters of a prompt's title and of its message.
const TITLE: usize = 32;
const MESSAGE: usize = 255;

/// Returns the validation of a cell.
pub(super) fn validation(
    prompt: &Prompt,
    need: Need,
    lists: &Lists<'_>,
) -> Result<DataValidation, Failure> {
    if need == Need::WorkedOut {
        return said(
            DataValidation::new()
                .allow_custom(Formula::new("=FALSE"))
                .set_error_style(DataValidationErrorStyle::Stop),
            prompt,
            "This cell is worked out from the others of its row. Undo, and change those.",
        );
    }
    let (validation, asked) = match &prompt.entry {
        Entry::Any | Entry::AsTyped => (DataValidation::new().allow_any_value(), ""),
        Entry::List(name, words) => (
            lists.offer(name, words)?,
            "This is none of the words of the list. Keep it all the same?",
        ),
        Entry::Whole(least, most) => {
            let rule = DataValidationRule::Between(*least, *most);
            (
                DataValidation::new().allow_whole_number(rule),
                "Another number is expected here. Keep it all the same?",
            )
        }
        Entry::Number => {
            let rule = DataValidationRule::GreaterThan(-1e15);
            (
                DataValidation::new().allow_decimal_number(rule),
                "A number is expected here. Keep it all the same?",
            )
        }
        Entry::Date => {
            let rule = DataValidationRule::GreaterThan(ExcelDateTime::from_ymd(1954, 1, 1)?);
            (
                DataValidation::new().allow_date(rule),
                "A date such as 06/03/2018 is expected here. Keep it all the same?",
            )
        }
    };
    said(validation.set_error_style(DataValidationErrorStyle::Warning), prompt, asked)
}

fn said(
    validation: DataValidation,
    prompt: &Prompt,
    asked: &str,
) -> Result<DataValidation, Failure> {
    let validation = validation
        .set_input_title(cut(&prompt.title, TITLE))?
        .set_input_message(cut(&prompt.message, MESSAGE))?;
    if asked.is_empty() {
        return Ok(validation.show_error_message(false));
    }
    Ok(validation.set_error_title(cut(&prompt.title, TITLE))?.set_error_message(asked)?)
}

/// Returns a text of so many characters at the most, cut between words.
fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_string();
    }
    let mut kept = String::new();
    for word in text.split(' ') {
        if kept.encode_utf16().count() + word.encode_utf16().count() + 3 > most {
            break;
        }
        kept.push_str(if kept.is_empty() { "" } else { " " });
        kept.push_str(word);
    }
    kept + " …"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_message_is_cut_between_words() {
        assert_eq!(cut("short", 32), "short");
        let long = cut(&"word ".repeat(100), 255);
        assert!(long.ends_with("word …") && long.chars().count() <= 255);
    }
}
