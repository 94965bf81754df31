//! `accent`: the one colour of the council's own.

use super::setting::Setting;
use crate::diag::{Diagnostics, Problem};
use crate::place::Placed;
use crate::read::codes;
use crate::read::toml::Node;

/// A colour as `#rrggbb`.
#[derive(Debug)]
pub(super) struct Accent(pub(super) String);

impl Default for Accent {
    /// The colour of a council that names none.
    fn default() -> Self {
        Self("#1d5b79".into())
    }
}

impl Setting for Accent {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let colour = String::read(name, node, diagnostics)?;
        diagnostics.take(accent(colour), &node.place)
    }
}

fn accent(colour: String) -> Result<Accent, Problem> {
    let Some(channels) = channels(&colour) else {
        let message = format!("`{colour}` is no colour, expected `#rrggbb`");
        return Err(Problem::new(&codes::BAD_SETTING, message)
            .hint("write six hexadecimal digits after `#`"));
    };
    let contrast = 1.05 / (luminance(channels) + 0.05);
    if contrast < LEAST_CONTRAST {
        let message = format!(
            "`{colour}` is too light: its contrast with white is {contrast:.1} to 1, expected {LEAST_CONTRAST} to 1"
        );
        return Err(Problem::new(&codes::BAD_SETTING, message)
            .hint("take a darker tone of the colour, because titles are printed in it"));
    }
    Ok(Accent(colour))
}

/// The least contrast of text with its ground (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

fn channels(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let digits = digits.bytes().all(|b| b.is_ascii_hexdigit()).then_some(digits)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// How light a colour is, from black, 0, to white, 1 (WCAG 2.2, relative luminance).
fn luminance(channels: [u8; 3]) -> f64 {
    let linear = channels.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_is_a_colour_that_can_be_read_on_white() {
        for colour in ["#1d5b79", "#000000", "#B00020", "#767676"] {
            assert!(accent(colour.into()).is_ok(), "{colour}");
        }
        for colour in ["#ffffff", "#ffd700", "#777777", "green", "#12345", "#12345g", "#+12345"] {
            assert!(accent(colour.into()).is_err(), "{colour}");
        }
    }
}
