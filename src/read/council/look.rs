//! `accent`: the one colour of the council's own.

use crate::diag::Problem;
use crate::read::codes;

/// The colour of a council that names none.
pub(super) const ACCENT: &str = "#1d5b79";

/// Returns a colour as `#rrggbb`.
pub(super) fn accent(colour: String) -> Result<String, Problem> {
    let digits = colour.strip_prefix('#').unwrap_or("");
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(colour);
    }
    Err(Problem::new(&codes::BAD_SETTING, format!("`{colour}` is no colour, expected `#rrggbb`"))
        .hint("write six hexadecimal digits after `#`"))
}
