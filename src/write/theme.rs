//! The colours of `templates/theme.toml`, for writers that are no template.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::fault::Fault;

/// The tints behind a status, by its key, as 0xRRGGBB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    tints: BTreeMap<String, u32>,
}

#[derive(Deserialize)]
struct File {
    status: BTreeMap<String, Status>,
}

#[derive(Deserialize)]
struct Status {
    tint: String,
}

impl Theme {
    /// Reads a theme; it must have a tint for green, amber and red.
    pub fn read(toml: &str) -> Result<Self, Fault> {
        let file: File = toml::from_str(toml)
            .map_err(|error| Fault::Template(format!("templates/theme.toml: {error}")))?;
        let tint = |(key, status): (String, Status)| {
            let digits = status.tint.strip_prefix('#').filter(|digits| digits.len() == 6);
            let colour = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
            let wrong = || {
                Fault::Template(format!(
                    "templates/theme.toml: `{}` is no colour, expected `#rrggbb`",
                    status.tint
                ))
            };
            Ok((key, colour.ok_or_else(wrong)?))
        };
        let tints = file.status.into_iter().map(tint).collect::<Result<BTreeMap<_, _>, Fault>>()?;
        match ["green", "amber", "red"].iter().find(|key| !tints.contains_key(**key)) {
            Some(key) => {
                Err(Fault::Template(format!("templates/theme.toml has no `[status.{key}]`")))
            }
            None => Ok(Self { tints }),
        }
    }

    /// Returns the tint of a status.
    pub fn tint(&self, key: &str) -> Option<u32> {
        self.tints.get(key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast ratio of the Web Content Accessibility Guidelines 2.2.
    fn contrast(one: u32, other: u32) -> f64 {
        let luminance = |colour: u32| {
            let channel = |shift: u32| {
                let share = f64::from(colour >> shift & 0xFF) / 255.0;
                if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
        };
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn black_text_stands_out_from_every_tint_of_our_theme() {
        let theme = Theme::read(include_str!("../../templates/theme.toml")).expect("a theme");
        for (key, tint) in &theme.tints {
            assert!(contrast(0x000B_0C0C, *tint) >= 4.5, "{key} {tint:06X}");
        }
    }

    #[test]
    fn a_theme_without_red_or_with_a_wrong_colour_is_refused() {
        assert!(Theme::read("[status.green]\ntint = \"#ffffff\"").is_err());
        assert!(Theme::read("[status.green]\ntint = \"white\"").is_err());
    }
}
