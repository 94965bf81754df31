//! Colours of the screen, and how far they stand apart (WCAG 2.2, relative luminance
//! and contrast ratio).

use std::fmt;

/// What text and its ground have at least (success criterion 1.4.3).
pub(super) const LEAST: f64 = 4.5;

/// What they have at least in comfort (success criterion 1.4.6).
pub(super) const COMFORT: f64 = 7.0;

/// How many steps there are from a colour to black or white.
const STEPS: u8 = 50;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour([u8; 3]);

impl Colour {
    /// Returns the colour that `#rrggbb` names.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// Returns the colour nearest to this one that can be read on a ground: this one,
    /// or one on the way to black or white, whichever is further from the ground. `least`
    /// is the contrast that it has, where any has so much.
    pub(super) fn on(self, ground: Self, least: f64) -> Self {
        let (black, white) = (Self([0; 3]), Self([255; 3]));
        let far = if ground.contrast(white) > ground.contrast(black) { white } else { black };
        let mut steps = (0..=STEPS).map(|step| self.towards(far, step));
        steps.find(|colour| colour.contrast(ground) >= least).unwrap_or(far)
    }

    fn towards(self, far: Self, step: u8) -> Self {
        let channel = |at: usize| {
            let (own, far) = (u32::from(self.0[at]), u32::from(far.0[at]));
            let (step, steps) = (u32::from(step), u32::from(STEPS));
            u8::try_from((own * (steps - step) + far * step) / steps).unwrap_or(u8::MAX)
        };
        Self([channel(0), channel(1), channel(2)])
    }

    /// Returns the contrast ratio of two colours, from 1 to 21.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let channel = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(channel);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_colour_that_can_be_read_stays() {
        let of = |text: &str| Colour::parse(text).expect("a colour");
        assert_eq!(of("#1d5b79").on(of("#ffffff"), LEAST), of("#1d5b79"));
        assert_ne!(of("#1d5b79").on(of("#14181b"), LEAST), of("#1d5b79"));
        assert_eq!(Colour::parse("teal"), None);
    }

    proptest! {
        #[test]
        fn every_accent_can_be_read_on_every_ground(own: [u8; 3], ground: [u8; 3]) {
            let ground = Colour(ground);
            prop_assert!(Colour(own).on(ground, LEAST).contrast(ground) >= LEAST);
        }
    }
}
