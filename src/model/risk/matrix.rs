//! A council's risk matrix: two scales, and the bands of their products.

use super::{Assessment, Score};
use crate::model::rag::Rag;

/// One step of a council's probability or impact scale.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Level {
    /// The word, such as `Very Likely`.
    pub word: String,
    /// The number it counts for; usually 1, 2, 3, 4.
    pub weight: f64,
}

/// A score band: from which score on, in which colour, called what.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Band {
    /// The colour that it is shown in.
    pub rag: Rag,
    /// What the council calls it; usually the colour's own word.
    pub word: String,
    /// The lowest score in it.
    pub from: f64,
}

/// A council's risk matrix: two scales and the bands of their product.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Matrix {
    probability: Vec<Level>,
    impact: Vec<Level>,
    bands: Vec<Band>,
}

/// Why scales and bands make no matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The probability scale as a whole, or one of its levels.
    Probability(Option<usize>, String),
    /// The impact scale as a whole, or one of its levels.
    Impact(Option<usize>, String),
    /// The bands as a whole, or one of them.
    Bands(Option<usize>, String),
}

impl Matrix {
    /// Returns a matrix, or all that is wrong with it; scales must rise and the
    /// lowest band must take every score. Flaws count levels and bands from zero,
    /// in the order in which they are given.
    pub fn new(
        probability: Vec<Level>,
        impact: Vec<Level>,
        bands: Vec<Band>,
    ) -> Result<Self, Vec<Flaw>> {
        let mut flaws = Vec::new();
        flaws.extend(scale_flaw(&probability).map(|(at, reason)| Flaw::Probability(at, reason)));
        flaws.extend(scale_flaw(&impact).map(|(at, reason)| Flaw::Impact(at, reason)));
        let mut sorted: Vec<(usize, Band)> = bands.into_iter().enumerate().collect();
        sorted.sort_by(|(_, a), (_, b)| b.from.total_cmp(&a.from));
        for pair in sorted.windows(2) {
            let [(index, upper), (_, lower)] = pair else { continue };
            if (upper.from - lower.from).abs() < 1e-9 || upper.rag > lower.rag {
                let reason = format!(
                    "the band `{}` from {} does not come above `{}` from {}",
                    upper.word, upper.from, lower.word, lower.from
                );
                flaws.push(Flaw::Bands(Some(*index), reason));
            }
        }
        for (index, band) in &sorted {
            let other = Rag::ALL.into_iter().find(|rag| {
                *rag != band.rag && rag.to_string().eq_ignore_ascii_case(band.word.trim())
            });
            if let Some(other) = other {
                let reason =
                    format!("the {} band is called `{other}`", band.rag.to_string().to_lowercase());
                flaws.push(Flaw::Bands(Some(*index), reason));
            }
        }
        if let (Some(p), Some(i)) = (probability.first(), impact.first()) {
            let least = p.weight * i.weight;
            let most =
                probability.last().zip(impact.last()).map_or(least, |(p, i)| p.weight * i.weight);
            for (index, band) in sorted.iter().filter(|(_, band)| band.from > most + 1e-9) {
                let reason = format!(
                    "the band `{}` begins at {}, above the largest score, {most}",
                    band.word, band.from
                );
                flaws.push(Flaw::Bands(Some(*index), reason));
            }
            if sorted.last().is_none_or(|(_, band)| band.from > least) {
                let lowest = sorted.last().map(|(index, _)| *index);
                let reason = format!("no band takes the lowest score, {least}");
                flaws.push(Flaw::Bands(lowest, reason));
            }
        }
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let bands = sorted.into_iter().map(|(_, band)| band).collect();
        Ok(Self { probability, impact, bands })
    }

    /// Returns the probability scale, lowest first.
    pub fn probability(&self) -> &[Level] {
        &self.probability
    }

    /// Returns the impact scale, lowest first.
    pub fn impact(&self) -> &[Level] {
        &self.impact
    }

    /// Returns whether some probability and impact come to a score.
    pub fn gives(&self, score: Score) -> bool {
        let products = self
            .probability
            .iter()
            .flat_map(|p| self.impact.iter().map(move |i| p.weight * i.weight));
        products.into_iter().any(|product| (product - score.0).abs() < 0.05)
    }

    /// Returns the bands, highest first.
    pub fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// Returns the assessment at a pair of levels, counted from zero.
    pub fn assess(&self, probability: usize, impact: usize) -> Option<Assessment> {
        let (p, i) = (self.probability.get(probability)?, self.impact.get(impact)?);
        Some(Assessment { probability, impact, score: Score(p.weight * i.weight) })
    }

    /// Returns the band of a score.
    pub fn band(&self, score: Score) -> &Band {
        let found = self.bands.iter().find(|band| score.0 >= band.from - 1e-6);
        found.unwrap_or(&self.bands[self.bands.len() - 1])
    }
}

fn scale_flaw(scale: &[Level]) -> Option<(Option<usize>, String)> {
    if scale.is_empty() || scale.len() > 12 {
        return Some((None, format!("the scale has {} levels, expected 1 to 12", scale.len())));
    }
    let twice = scale.iter().enumerate().find(|(at, level)| {
        let word = level.word.trim().to_lowercase();
        scale[..*at].iter().any(|other| other.word.trim().to_lowercase() == word)
    });
    if let Some((at, level)) = twice {
        let reason =
            format!("`{}` stands twice on the scale, expected a word of its own", level.word);
        return Some((Some(at), reason));
    }
    let falls = scale.windows(2).position(|pair| pair[0].weight >= pair[1].weight)?;
    let (before, level) = (&scale[falls], &scale[falls + 1]);
    let reason = format!(
        "`{}` counts {} and follows `{}`, which counts {}, expected a scale that rises",
        level.word, level.weight, before.word, before.weight
    );
    Some((Some(falls + 1), reason))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn four_by_four() -> Matrix {
        let scale = |words: [&str; 4]| {
            words
                .iter()
                .zip(1..)
                .map(|(word, weight)| Level { word: (*word).into(), weight: f64::from(weight) })
                .collect()
        };
        let band = |rag: Rag, from: f64| Band { rag, word: rag.to_string(), from };
        Matrix::new(
            scale(["Very Unlikely", "Unlikely", "Likely", "Very Likely"]),
            scale(["Minor", "Moderate", "Major", "Severe"]),
            vec![band(Rag::Green, 1.0), band(Rag::Amber, 6.0), band(Rag::Red, 12.0)],
        )
        .expect("a matrix")
    }

    #[test]
    fn the_published_scores_fall_in_their_bands() {
        let matrix = four_by_four();
        let band = |p, i| matrix.band(matrix.assess(p, i).expect("on the matrix").score).rag;
        assert_eq!(band(3, 3), Rag::Red);
        assert_eq!(band(2, 3), Rag::Red);
        assert_eq!(band(1, 3), Rag::Amber);
        assert_eq!(band(0, 3), Rag::Green);
        assert_eq!(matrix.assess(4, 0), None);
    }

    #[test]
    fn a_matrix_that_leaves_a_score_without_a_band_is_none() {
        let one = vec![Level { word: "Only".into(), weight: 1.0 }];
        let bands = vec![Band { rag: Rag::Red, word: "Red".into(), from: 2.0 }];
        assert!(Matrix::new(one.clone(), one, bands).is_err());
    }

    #[test]
    fn bands_out_of_order_or_from_one_score_are_no_matrix() {
        let one = vec![Level { word: "Only".into(), weight: 16.0 }];
        let band = |rag: Rag, from: f64| Band { rag, word: rag.to_string(), from };
        let bands =
            |amber: f64| vec![band(Rag::Red, 12.0), band(Rag::Amber, amber), band(Rag::Green, 1.0)];
        assert!(Matrix::new(one.clone(), one.clone(), bands(13.0)).is_err());
        assert!(Matrix::new(one.clone(), one.clone(), bands(12.0)).is_err());
        assert!(Matrix::new(one.clone(), one, bands(6.0)).is_ok());
    }

    #[test]
    fn a_word_twice_and_a_band_that_no_score_reaches_are_flaws() {
        let scale = |words: [&str; 2]| -> Vec<Level> {
            let level = |(word, weight): (&str, f64)| Level { word: word.into(), weight };
            words.into_iter().zip([1.0, 2.0]).map(level).collect()
        };
        let bands = |red: f64| {
            let band = |rag: Rag, from: f64| Band { rag, word: rag.to_string(), from };
            vec![band(Rag::Red, red), band(Rag::Green, 1.0)]
        };
        let of = |words, red| Matrix::new(scale(words), scale(["Minor", "Severe"]), bands(red));
        assert!(of(["Unlikely", "Likely"], 4.0).is_ok());
        assert!(matches!(
            of(["Likely", "likely "], 4.0).expect_err("twice")[..],
            [Flaw::Probability(Some(1), _)]
        ));
        assert!(matches!(
            of(["Unlikely", "Likely"], 5.0).expect_err("above")[..],
            [Flaw::Bands(Some(0), _)]
        ));
    }

    #[test]
    fn every_flaw_is_told_with_its_level_or_band() {
        let level = |weight: f64| Level { word: weight.to_string(), weight };
        let band = Band { rag: Rag::Red, word: "High".into(), from: 9.0 };
        let flaws = Matrix::new(vec![], vec![level(2.0), level(1.0)], vec![band.clone(), band])
            .expect_err("no matrix");
        let at: Vec<_> = flaws
            .iter()
            .map(|flaw| match flaw {
                Flaw::Probability(at, _) => ("probability", *at),
                Flaw::Impact(at, _) => ("impact", *at),
                Flaw::Bands(at, _) => ("bands", *at),
            })
            .collect();
        assert_eq!(at, [("probability", None), ("impact", Some(1)), ("bands", Some(0))]);
    }

    proptest! {
        #[test]
        fn a_higher_level_never_scores_or_bands_lower(p in 0usize..3, i in 0usize..4) {
            let matrix = four_by_four();
            let low = matrix.assess(p, i).expect("on the matrix").score;
            let high = matrix.assess(p + 1, i).expect("on the matrix").score;
            prop_assert!(low < high);
            prop_assert!(matrix.band(low).rag >= matrix.band(high).rag);
        }
    }
}
