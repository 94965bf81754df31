//! Red, amber, green: how a result stands against its target.

use std::fmt;

use super::figure::Figure;

/// A rating against a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Rag {
    /// Misses the target by more than the amber limit.
    Red,
    /// Misses the target, within the amber limit.
    Amber,
    /// Meets the target.
    Green,
}

impl Rag {
    /// Returns the three, worst first, as counts are published.
    pub const ALL: [Self; 3] = [Self::Red, Self::Amber, Self::Green];
}

impl fmt::Display for Rag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Red => "Red",
            Self::Amber => "Amber",
            Self::Green => "Green",
        })
    }
}

/// Where an indicator stands in a period: rated, or why it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Status {
    /// Rated against a target.
    Rated(Rag),
    /// Published for information only: no target was set for the period.
    InformationOnly,
    /// Nothing happened to measure: numerator and denominator are both zero.
    NoActivity,
    /// No result was recorded.
    NoData,
}

impl Status {
    /// Returns the rating, where there is one.
    pub fn rag(self) -> Option<Rag> {
        match self {
            Self::Rated(rag) => Some(rag),
            _ => None,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rated(rag) => rag.fmt(f),
            Self::InformationOnly => f.pad("Info only"),
            Self::NoActivity => f.pad("No activity"),
            Self::NoData => f.pad("No data"),
        }
    }
}

/// Which way an indicator is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Polarity {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Within a range is better ("goldilocks").
    Range,
    /// Neither way is better; never rated.
    InformationOnly,
}

impl Polarity {
    /// Returns the closed list of words that workbooks use.
    pub const ALL: [Self; 4] = [Self::Higher, Self::Lower, Self::Range, Self::InformationOnly];
}

impl fmt::Display for Polarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Range => "range",
            Self::InformationOnly => "information only",
        })
    }
}

/// What a result is held against.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub enum Target {
    /// One figure, to be reached or not passed, as the polarity says.
    Point(Figure),
    /// A range to stay in; the first is not above the second.
    Range(Figure, Figure),
}

/// How far a miss is still amber.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub enum AmberLimit {
    /// A share of the target, in percent.
    Margin(Figure),
    /// A figure in the indicator's unit, on the far side of the target.
    Value(Figure),
}

/// The rule by which a result is rated: stored with it and shown beside it, so
/// that a past result is never recoloured by a later rule.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct RagRule {
    /// Which way is better.
    pub polarity: Polarity,
    /// How far a miss is still amber.
    pub amber: AmberLimit,
}

impl RagRule {
    /// Returns the rating of a result, or nothing where target and polarity do
    /// not go together (a point for a range, or information only).
    ///
    /// The result is taken as shown, rounded to `places` decimal places, so that
    /// a reader who compares it with the target comes to the same rating.
    pub fn rate(&self, result: Figure, target: Target, places: u8) -> Option<Rag> {
        let result = result.rounded(places).value();
        let miss = match (self.polarity, target) {
            (Polarity::Higher, Target::Point(target)) => target.value() - result,
            (Polarity::Lower, Target::Point(target)) => result - target.value(),
            (Polarity::Range, Target::Range(low, high)) => {
                (low.value() - result).max(result - high.value())
            }
            _ => return None,
        };
        if miss <= 0.0 {
            return Some(Rag::Green);
        }
        let allowed = self.allowed_miss(result, target);
        Some(if miss <= allowed + 1e-9 { Rag::Amber } else { Rag::Red })
    }

    fn allowed_miss(&self, result: f64, target: Target) -> f64 {
        let edge = match target {
            Target::Point(point) => point.value(),
            Target::Range(low, _) if result < low.value() => low.value(),
            Target::Range(_, high) => high.value(),
        };
        match (self.amber, target) {
            (AmberLimit::Margin(percent), _) => edge.abs() * percent.value() / 100.0,
            // A limit outside a range allows the same miss on either side of it.
            (AmberLimit::Value(limit), Target::Range(low, high)) => {
                (low.value() - limit.value()).max(limit.value() - high.value()).max(0.0)
            }
            (AmberLimit::Value(limit), Target::Point(_)) if self.polarity == Polarity::Higher => {
                (edge - limit.value()).max(0.0)
            }
            (AmberLimit::Value(limit), Target::Point(_)) => (limit.value() - edge).max(0.0),
        }
    }

    /// Returns whether an amber limit lies where results already meet the target.
    pub fn limit_is_good(&self, target: Target) -> bool {
        let AmberLimit::Value(limit) = self.amber else { return false };
        match (self.polarity, target) {
            (Polarity::Higher, Target::Point(point)) => limit > point,
            (Polarity::Lower, Target::Point(point)) => limit < point,
            (Polarity::Range, Target::Range(low, high)) => limit > low && limit < high,
            _ => false,
        }
    }
}

/// How many of the last four periods were red, amber and green.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize)]
pub struct RagCounts {
    /// Periods rated red.
    pub red: u8,
    /// Periods rated amber.
    pub amber: u8,
    /// Periods rated green.
    pub green: u8,
}

impl RagCounts {
    /// Returns the counts of a list of ratings.
    pub fn of(ratings: impl IntoIterator<Item = Rag>) -> Self {
        let mut counts = Self::default();
        for rag in ratings {
            match rag {
                Rag::Red => counts.red += 1,
                Rag::Amber => counts.amber += 1,
                Rag::Green => counts.green += 1,
            }
        }
        counts
    }

    /// Returns how many periods were counted.
    pub fn total(self) -> u8 {
        self.red.saturating_add(self.amber).saturating_add(self.green)
    }
}

/// Whether a change from an earlier result is for the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Direction {
    /// Better than before.
    Improving,
    /// Worse than before.
    Worsening,
    /// The same figure as before.
    Unchanged,
    /// Higher than before, where neither way is better.
    Up,
    /// Lower than before, where neither way is better.
    Down,
}

impl Direction {
    /// Returns the direction from one result to the next.
    ///
    /// A range is better the nearer the result lies to it, so it needs the target.
    pub fn between(
        polarity: Polarity,
        target: Option<Target>,
        before: Figure,
        now: Figure,
    ) -> Self {
        if before == now {
            return Self::Unchanged;
        }
        let rose = now > before;
        let better = match (polarity, target) {
            (Polarity::Higher, _) => rose,
            (Polarity::Lower, _) => !rose,
            (Polarity::Range, Some(Target::Range(low, high))) => {
                let miss = |figure: Figure| {
                    (low.value() - figure.value()).max(figure.value() - high.value()).max(0.0)
                };
                let (was, is) = (miss(before), miss(now));
                if (was - is).abs() < f64::EPSILON {
                    return Self::Unchanged;
                }
                is < was
            }
            _ => return if rose { Self::Up } else { Self::Down },
        };
        if better { Self::Improving } else { Self::Worsening }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Improving => "Improving",
            Self::Worsening => "Worsening",
            Self::Unchanged => "No change",
            Self::Up => "Up",
            Self::Down => "Down",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn figure(value: f64) -> Figure {
        Figure::new(value).expect("finite")
    }

    fn rule(polarity: Polarity, margin: f64) -> RagRule {
        RagRule { polarity, amber: AmberLimit::Margin(figure(margin)) }
    }

    #[test]
    fn the_amber_limit_is_still_amber_and_a_hair_more_is_red() {
        let higher = rule(Polarity::Higher, 10.0);
        let target = Target::Point(figure(80.0));
        assert_eq!(higher.rate(figure(80.0), target, 2), Some(Rag::Green));
        assert_eq!(higher.rate(figure(72.0), target, 2), Some(Rag::Amber));
        assert_eq!(higher.rate(figure(71.99), target, 2), Some(Rag::Red));
        let lower = RagRule { polarity: Polarity::Lower, amber: AmberLimit::Value(figure(7.0)) };
        assert_eq!(lower.rate(figure(7.0), Target::Point(figure(5.0)), 2), Some(Rag::Amber));
        assert_eq!(lower.rate(figure(7.01), Target::Point(figure(5.0)), 2), Some(Rag::Red));
    }

    #[test]
    fn a_limit_of_a_range_allows_the_same_miss_on_either_side() {
        let rule = RagRule { polarity: Polarity::Range, amber: AmberLimit::Value(figure(85.0)) };
        let target = Target::Range(figure(90.0), figure(110.0));
        let rags: Vec<_> =
            [85.0, 84.0, 115.0, 116.0].map(|r| rule.rate(figure(r), target, 0)).into();
        assert_eq!(rags, [Some(Rag::Amber), Some(Rag::Red), Some(Rag::Amber), Some(Rag::Red)]);
        assert!(!rule.limit_is_good(target));
    }

    #[test]
    fn a_limit_on_the_good_side_makes_nothing_amber() {
        let rule = RagRule { polarity: Polarity::Higher, amber: AmberLimit::Value(figure(110.0)) };
        let target = Target::Point(figure(90.0));
        assert_eq!(rule.rate(figure(70.0), target, 0), Some(Rag::Red));
        assert!(rule.limit_is_good(target));
    }

    #[test]
    fn a_result_is_rated_as_it_is_shown() {
        let higher = rule(Polarity::Higher, 10.0);
        assert_eq!(higher.rate(figure(79.996), Target::Point(figure(80.0)), 2), Some(Rag::Green));
    }

    #[test]
    fn a_point_is_no_target_for_a_range() {
        assert_eq!(
            rule(Polarity::Range, 10.0).rate(figure(1.0), Target::Point(figure(1.0)), 0),
            None
        );
        assert_eq!(
            rule(Polarity::InformationOnly, 10.0).rate(figure(1.0), Target::Point(figure(1.0)), 0),
            None
        );
    }

    proptest! {
        #[test]
        fn better_results_never_rate_worse(a in -1e4..1e4f64, b in -1e4..1e4f64, target in -1e4..1e4f64, margin in 0.0..100.0f64) {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            let target = Target::Point(figure(target));
            let higher = rule(Polarity::Higher, margin);
            prop_assert!(higher.rate(figure(low), target, 2) <= higher.rate(figure(high), target, 2));
            let lower = rule(Polarity::Lower, margin);
            prop_assert!(lower.rate(figure(low), target, 2) >= lower.rate(figure(high), target, 2));
        }
    }
}
