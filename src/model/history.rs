//! What an indicator's own past says: earlier periods, and the gaps between them.

use super::figure::Figure;
use super::indicator::{Indicator, Observation};
use super::period::{Period, Span};

/// A run of periods without a row, between two periods that have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first period that is missing.
    pub first: Period,
    /// The last period that is missing.
    pub last: Period,
    /// The period after the gap, which has a row.
    pub after: Period,
}

impl Indicator {
    /// Returns the periods before `now` that have its length, oldest first.
    pub fn before(&self, now: Period) -> impl Iterator<Item = (Period, &Observation)> {
        let earlier = self.results.range(..now).map(|(period, observation)| (*period, observation));
        earlier.filter(move |(period, _)| period.span() == now.span())
    }

    /// Returns the results of the periods before `now` that have its length,
    /// oldest first.
    pub fn results_before(&self, now: Period) -> Vec<Figure> {
        self.before(now).filter_map(|(_, observation)| observation.result()).collect()
    }

    /// Returns what was recorded in the period just before `now`.
    pub fn previous(&self, now: Period) -> Option<&Observation> {
        self.at(now.previous())
    }

    /// Returns the gaps in the series of each length of period, oldest first.
    ///
    /// A period that stands alone, a year before another and some way before the
    /// next, is there to compare with last year; it begins no series.
    pub fn gaps(&self) -> Vec<Gap> {
        let spans = [Span::Month, Span::Quarter, Span::Half, Span::Year];
        spans.into_iter().flat_map(|span| self.gaps_of(span)).collect()
    }

    fn gaps_of(&self, span: Span) -> Vec<Gap> {
        let periods: Vec<Period> =
            self.results.keys().copied().filter(|period| period.span() == span).collect();
        let gap = |pair: &[Period]| {
            let [before, after] = pair else { return None };
            let missing = after.steps_since(*before) - 1;
            let gap = Gap { first: before.next(), last: after.previous(), after: *after };
            (missing > 0 && !(missing > 1 && self.is_comparison(*before))).then_some(gap)
        };
        periods.windows(2).filter_map(gap).collect()
    }

    fn is_comparison(&self, period: Period) -> bool {
        let there = |period: Period| self.results.contains_key(&period);
        there(period.next_year()) && !there(period.previous()) && !there(period.next())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::figure::Unit;
    use crate::model::indicator::Recorded;
    use crate::model::rag::{AmberLimit, Polarity, RagRule, Status};
    use crate::place::{Place, Placed};
    use proptest::prelude::*;

    /// An indicator of percentages with a result of 50% in each period.
    pub(crate) fn indicator(periods: impl IntoIterator<Item = Period>) -> Indicator {
        let figure = |value: f64| Figure::new(value).expect("finite");
        let place = Place::file("kpi.xlsx");
        let observation = Observation {
            place: place.clone(),
            value: Recorded::Result(figure(50.0)),
            stated: None,
            fraction: None,
            target: None,
            status: Status::InformationOnly,
            stated_rag: None,
            stated_counts: None,
            updater_comments: None,
            approver_comments: None,
            actions: None,
            data_quality: None,
        };
        Indicator {
            code: Placed::new("ST1".into(), place.clone()),
            name: Placed::new("Streets swept on time".into(), place),
            priority: None,
            theme: None,
            owner: None,
            unit: Unit::new("%"),
            places: 0,
            own_places: false,
            rule: RagRule { polarity: Polarity::Higher, amber: AmberLimit::Margin(figure(10.0)) },
            own_limit: false,
            target_type: None,
            definition: None,
            source: None,
            results: periods.into_iter().map(|period| (period, observation.clone())).collect(),
            part: crate::model::part::Part::One,
        }
    }

    fn gaps(periods: &[&str]) -> Vec<String> {
        let periods = periods.iter().map(|text| text.parse().expect("a period"));
        let shown = |gap: &Gap| format!("{} to {} before {}", gap.first, gap.last, gap.after);
        indicator(periods).gaps().iter().map(shown).collect()
    }

    #[test]
    fn a_gap_is_what_lies_between_two_rows() {
        assert_eq!(
            gaps(&["2023/24 Q1", "2023/24 Q2", "2024/25 Q1"]),
            ["2023/24 Q3 to 2023/24 Q4 before 2024/25 Q1"]
        );
        assert_eq!(
            gaps(&["2023/24 Q1", "2023/24 Q3"]),
            ["2023/24 Q2 to 2023/24 Q2 before 2023/24 Q3"]
        );
        assert_eq!(gaps(&["2023/24", "2023/24 Q2", "May 2024"]), [""; 0]);
    }

    #[test]
    fn last_year_stands_alone_to_be_compared_with() {
        assert_eq!(gaps(&["2016/17 Q3", "2017/18 Q2", "2017/18 Q3"]), [""; 0]);
        assert_eq!(gaps(&["Apr 2023", "Mar 2024", "Apr 2024"]), [""; 0]);
    }

    proptest! {
        #[test]
        fn a_whole_series_has_no_gap(year in 2000i32..2100, count in 1usize..12) {
            let first = Period::quarter(year, 1).expect("a quarter");
            let all = std::iter::successors(Some(first), |p| Some(p.next())).take(count);
            prop_assert_eq!(indicator(all).gaps(), vec![]);
        }

        #[test]
        fn one_row_taken_out_is_one_gap(count in 5usize..12, out in 1usize..4) {
            let first = Period::quarter(2020, 1).expect("a quarter");
            let all = std::iter::successors(Some(first), |p| Some(p.next())).take(count);
            let kept = all.enumerate().filter(|(index, _)| *index != out).map(|(_, p)| p);
            let gaps = indicator(kept).gaps();
            prop_assert_eq!(gaps.len(), 1);
            prop_assert_eq!(gaps[0].first, gaps[0].last);
            prop_assert_eq!(gaps[0].after, gaps[0].last.next());
        }
    }
}
