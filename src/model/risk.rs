//! The words of a risk register: probability, impact, score, band.

use std::fmt;

use super::narrative::Prose;
use super::period::Period;
use super::rag::Rag;
use crate::place::{Place, Placed};

/// One step of a council's probability or impact scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// The word, such as `Very Likely`.
    pub word: String,
    /// The number it counts for; usually 1, 2, 3, 4.
    pub weight: f64,
}

/// A score band: from which score on, in which colour, called what.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The colour that it is shown in.
    pub rag: Rag,
    /// What the council calls it; usually the colour's own word.
    pub word: String,
    /// The lowest score in it.
    pub from: f64,
}

/// A council's risk matrix: two scales and the bands of their product.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    probability: Vec<Level>,
    impact: Vec<Level>,
    bands: Vec<Band>,
}

/// Why settings make no matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoMatrix(pub String);

impl Matrix {
    /// Returns a matrix; scales must rise and the lowest band must take every score.
    pub fn new(
        probability: Vec<Level>,
        impact: Vec<Level>,
        mut bands: Vec<Band>,
    ) -> Result<Self, NoMatrix> {
        for (name, scale) in [("probability", &probability), ("impact", &impact)] {
            if scale.is_empty() || scale.len() > 12 {
                return Err(NoMatrix(format!(
                    "the {name} scale has {} levels, expected 1 to 12",
                    scale.len()
                )));
            }
            if scale.windows(2).any(|pair| pair[0].weight >= pair[1].weight) {
                return Err(NoMatrix(format!(
                    "the {name} scale does not rise from level to level"
                )));
            }
        }
        bands.sort_by(|a, b| b.from.total_cmp(&a.from));
        for pair in bands.windows(2) {
            if (pair[0].from - pair[1].from).abs() < 1e-9 || pair[0].rag > pair[1].rag {
                return Err(NoMatrix(format!(
                    "the band `{}` from {} does not come above `{}` from {}",
                    pair[0].word, pair[0].from, pair[1].word, pair[1].from
                )));
            }
        }
        let least = probability[0].weight * impact[0].weight;
        if bands.last().is_none_or(|band| band.from > least) {
            return Err(NoMatrix(format!("no band takes the lowest score, {least}")));
        }
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

/// Probability times impact.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Score(f64);

impl Score {
    /// Returns a score that an input states; not below zero.
    pub fn stated(value: f64) -> Option<Self> {
        (value.is_finite() && value >= 0.0).then_some(Self(value))
    }

    /// Returns the number.
    pub fn value(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = (self.0 * 100.0).round() / 100.0;
        write!(f, "{rounded}")
    }
}

/// A place on the matrix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assessment {
    /// The probability level, counted from zero.
    pub probability: usize,
    /// The impact level, counted from zero.
    pub impact: usize,
    /// The product of their weights.
    pub score: Score,
}

/// An assessment as read: where it stands, and what the register says it scores.
#[derive(Clone, Debug)]
pub struct Rating {
    /// The place on the matrix.
    pub assessment: Placed<Assessment>,
    /// The score that the register states.
    pub stated: Option<Placed<Score>>,
    /// The band's word that the register states.
    pub stated_band: Option<Placed<String>>,
}

/// What the council does about a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Response {
    /// Reduce it.
    Treat,
    /// Live with it.
    Tolerate,
    /// Pass it to somebody else, as by insurance.
    Transfer,
    /// Stop doing what causes it.
    Terminate,
}

impl Response {
    /// Returns the closed list of words that workbooks use.
    pub const ALL: [Self; 4] = [Self::Treat, Self::Tolerate, Self::Transfer, Self::Terminate];
}

impl fmt::Display for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Treat => "Treat",
            Self::Tolerate => "Tolerate",
            Self::Transfer => "Transfer",
            Self::Terminate => "Terminate",
        })
    }
}

/// One risk of a register.
#[derive(Clone, Debug)]
pub struct Risk {
    /// Where its row begins.
    pub place: Place,
    /// The code, such as `PP_R04`; some registers have none.
    pub code: Option<Placed<String>>,
    /// What could go wrong.
    pub title: Placed<String>,
    /// The service whose register it stands in.
    pub service: Option<String>,
    /// The kind of risk, such as `Reputational`.
    pub category: Option<String>,
    /// The corporate priority at stake.
    pub priority: Option<Placed<String>>,
    /// The post or person that answers for it.
    pub owner: Option<Placed<String>>,
    /// The portfolio holder.
    pub portfolio_holder: Option<String>,
    /// What is done about it.
    pub response: Option<Response>,
    /// Before controls; gross.
    pub inherent: Option<Rating>,
    /// With the controls in place; net.
    pub residual: Rating,
    /// Where it is meant to come to.
    pub target: Option<Assessment>,
    /// The residual score at the last report, where the register gives it.
    pub previous_score: Option<Placed<Score>>,
    /// What would follow.
    pub consequences: Option<Prose>,
    /// What keeps it down today.
    pub controls: Option<Prose>,
    /// How it is known that the controls work.
    pub assurance: Option<Prose>,
    /// Whether the register's owner signed it off.
    pub sign_off: Option<String>,
    /// What was said at sign-off.
    pub comments: Option<Prose>,
    /// The period of the register.
    pub period: Option<Period>,
    /// When it was last reviewed.
    pub last_review: Option<Placed<jiff::civil::Date>>,
    /// Further actions.
    pub actions: Vec<RiskAction>,
}

/// A further action on a risk.
#[derive(Clone, Debug)]
pub struct RiskAction {
    /// What is to be done.
    pub action: Placed<String>,
    /// Who does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Placed<jiff::civil::Date>>,
    /// How it stands.
    pub status: Option<Placed<String>>,
}

/// The risks of one report.
#[derive(Clone, Debug)]
pub struct Register {
    /// The file they come from.
    pub place: Place,
    /// The period of the register, where the rows name one.
    pub period: Option<Period>,
    /// The risks, in the workbook's order.
    pub risks: Vec<Risk>,
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
        let one = vec![Level { word: "Only".into(), weight: 1.0 }];
        let band = |rag: Rag, from: f64| Band { rag, word: rag.to_string(), from };
        let bands =
            |amber: f64| vec![band(Rag::Red, 12.0), band(Rag::Amber, amber), band(Rag::Green, 1.0)];
        assert!(Matrix::new(one.clone(), one.clone(), bands(13.0)).is_err());
        assert!(Matrix::new(one.clone(), one.clone(), bands(12.0)).is_err());
        assert!(Matrix::new(one.clone(), one, bands(6.0)).is_ok());
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
