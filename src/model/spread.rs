//! How far results usually spread: the middle of a series, and the usual
//! distance from it, neither of which one wild figure can move.

use super::figure::Figure;

/// The middle and the usual spread of some results.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The median.
    pub median: f64,
    /// The median distance from the median.
    pub deviation: f64,
    /// The lowest.
    pub least: f64,
    /// The highest.
    pub most: f64,
}

impl Spread {
    /// Returns the spread of some results, or nothing of none.
    pub fn of(results: &[Figure]) -> Option<Self> {
        let values: Vec<f64> = results.iter().map(|figure| figure.value()).collect();
        let median = median(values.clone())?;
        let deviation = median_distance(&values, median)?;
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Some(Self { median, deviation, least, most })
    }

    /// Returns how far a result lies beyond the lowest or the highest; zero
    /// between them.
    pub fn beyond(&self, result: Figure) -> f64 {
        (self.least - result.value()).max(result.value() - self.most).max(0.0)
    }
}

fn median_distance(values: &[f64], from: f64) -> Option<f64> {
    median(values.iter().map(|value| (value - from).abs()).collect())
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(middle - 1)?;
    Some(f64::midpoint(lower, upper))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn figures(values: &[f64]) -> Vec<Figure> {
        values.iter().filter_map(|value| Figure::new(*value)).collect()
    }

    #[test]
    fn one_wild_figure_moves_neither_middle_nor_spread() {
        let calm = Spread::of(&figures(&[90.0, 91.0, 92.0, 93.0, 94.0])).expect("a spread");
        let wild = Spread::of(&figures(&[90.0, 91.0, 92.0, 93.0, 9400.0])).expect("a spread");
        assert_eq!((calm.median, calm.deviation), (92.0, 1.0));
        assert_eq!((wild.median, wild.deviation), (92.0, 1.0));
        assert_eq!(Spread::of(&[]), None);
    }

    proptest! {
        #[test]
        fn the_middle_lies_between_the_ends(values in prop::collection::vec(-1e6..1e6f64, 1..20)) {
            let spread = Spread::of(&figures(&values)).expect("a spread");
            prop_assert!(spread.least <= spread.median && spread.median <= spread.most);
            prop_assert!(spread.deviation <= spread.most - spread.least);
            prop_assert!(spread.beyond(Figure::new(spread.median).expect("finite")) <= 0.0);
        }
    }
}
