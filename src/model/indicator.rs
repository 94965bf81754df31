//! Performance indicators and their results, period by period.

use std::collections::BTreeMap;

use super::figure::{Figure, Fraction, Unit};
use super::part::Part;
use super::period::{Period, Span};
use super::rag::{Direction, Polarity, Rag, RagCounts, RagRule, Status, Target};
use crate::place::{Place, Placed};

/// What an indicator is, whatever its results.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Indicator {
    /// The code, such as `CSU11`, unique within a workbook.
    pub code: Placed<String>,
    /// The name.
    pub name: Placed<String>,
    /// The corporate priority it serves.
    pub priority: Option<Placed<String>>,
    /// The theme within the priority.
    pub theme: Option<String>,
    /// The post that answers for it.
    pub owner: Option<String>,
    /// What results are counted in.
    pub unit: Unit,
    /// How many decimal places results show.
    pub places: u8,
    /// Whether that number is stated, not what the results need.
    pub own_places: bool,
    /// The rule by which results are rated.
    pub rule: RagRule,
    /// Whether the amber limit is the indicator's own, not the council's margin.
    pub own_limit: bool,
    /// How the target runs: in period, cumulative, profiled.
    pub target_type: Option<String>,
    /// What exactly is measured.
    pub definition: Option<String>,
    /// Where the figures come from.
    pub source: Option<String>,
    /// Its results, oldest first.
    pub results: BTreeMap<Period, Observation>,
    /// Open or exempt.
    pub part: Part,
}

/// One period's result of one indicator.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Observation {
    /// Where the row or cell begins.
    pub place: Place,
    /// What was recorded.
    pub value: Recorded,
    /// The result as the author typed it, where a figure was typed.
    pub stated: Option<Placed<Figure>>,
    /// Numerator and denominator.
    pub fraction: Option<Placed<Fraction>>,
    /// What the result was held against.
    pub target: Option<Placed<Target>>,
    /// The rating by the council's rule.
    pub status: Status,
    /// A rating that the input states.
    pub stated_rag: Option<Placed<Rag>>,
    /// The counts over four periods that the input states.
    pub stated_counts: Option<Placed<RagCounts>>,
    /// What the officer who entered the figure says.
    pub updater_comments: Option<Placed<String>>,
    /// What the officer who approved it says.
    pub approver_comments: Option<Placed<String>>,
    /// What is being done.
    pub actions: Option<Placed<String>>,
    /// A caveat about the data.
    pub data_quality: Option<String>,
}

/// What was recorded for a period.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Recorded {
    /// A result, in the indicator's unit.
    Result(Figure),
    /// Nothing happened to measure.
    NoActivity,
    /// No result, and why, where a reason was given.
    Missing(Option<String>),
}

impl Observation {
    /// Returns the result, where there is one.
    pub fn result(&self) -> Option<Figure> {
        match self.value {
            Recorded::Result(figure) => Some(figure),
            _ => None,
        }
    }

    /// Returns the cell that stands for the result: its own, or that of the
    /// fraction it comes from, or the beginning of the row.
    pub fn cell(&self) -> &Place {
        let stated = self.stated.as_ref().map(|stated| &stated.place);
        let fraction = self.fraction.as_ref().map(|fraction| &fraction.place);
        stated.or(fraction).unwrap_or(&self.place)
    }
}

/// A change between two periods.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Movement {
    /// Whether it is for the better.
    pub direction: Direction,
    /// Now less before, in the indicator's unit.
    pub change: Figure,
}

/// The red, amber and green periods among the last four, and how they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum YearOfRags {
    /// Counted from four periods of history.
    Counted(RagCounts),
    /// Taken from the input, because the history rows are fewer than four.
    Stated(RagCounts),
    /// Counted from fewer than four periods, because the input states no counts.
    Partial(RagCounts),
}

impl Indicator {
    /// Returns the period that the indicator reports on beside others that report
    /// on `common`: that one where its results are of the same length, or else
    /// its own latest.
    pub fn current(&self, common: Period) -> Period {
        let latest = self.latest();
        latest.filter(|latest| latest.span() != common.span()).unwrap_or(common)
    }

    /// Returns the latest period for which something was recorded.
    pub fn latest(&self) -> Option<Period> {
        let recorded =
            self.results.iter().rev().find(|(_, o)| !matches!(o.value, Recorded::Missing(None)));
        recorded.or_else(|| self.results.iter().next_back()).map(|(period, _)| *period)
    }

    /// Returns what was recorded in a period.
    pub fn at(&self, period: Period) -> Option<&Observation> {
        self.results.get(&period)
    }

    /// Returns the change from `before` to `now`, where both have results.
    pub fn movement(&self, before: Period, now: Period) -> Option<Movement> {
        let earlier = self.at(before)?.result()?.rounded(self.places);
        let current = self.at(now)?;
        let result = current.result()?.rounded(self.places);
        let target = current.target.as_ref().map(|t| t.value);
        Some(Movement {
            direction: Direction::between(self.rule.polarity, target, earlier, result),
            change: Figure::new(result.value() - earlier.value())?,
        })
    }

    /// Returns the ratings of the four periods up to `now`.
    ///
    /// Counts come from the history; where it holds fewer than four rated
    /// periods and the input states counts for this period, those are kept.
    pub fn year_of_rags(&self, now: Period) -> Option<YearOfRags> {
        let periods = std::iter::successors(Some(now), |p| Some(p.previous())).take(4);
        let rags = periods.filter_map(|p| self.at(p)?.status.rag());
        let counted = RagCounts::of(rags);
        if counted.total() == 4 {
            return Some(YearOfRags::Counted(counted));
        }
        let stated = self.at(now).and_then(|o| o.stated_counts.as_ref());
        match stated {
            Some(stated) => Some(YearOfRags::Stated(stated.value)),
            None => (counted.total() > 0).then_some(YearOfRags::Partial(counted)),
        }
    }

    /// Returns whether results are a running total of the year.
    pub fn is_cumulative(&self) -> bool {
        self.target_type.as_ref().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("cumulative"))
    }

    /// Returns whether the indicator has a target it can be rated against in a period.
    pub fn is_targeted(&self, period: Period) -> bool {
        self.rule.polarity != Polarity::InformationOnly
            && self.at(period).is_some_and(|o| o.target.is_some())
    }
}

/// The indicators of one report.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Scorecard {
    /// The file they come from.
    pub place: Place,
    /// The period reported on: the latest with a result, of the length that most
    /// indicators have.
    pub period: Period,
    /// The indicators, in the workbook's order.
    pub indicators: Vec<Indicator>,
    /// Open or exempt as an appendix.
    pub part: Part,
}

impl Scorecard {
    /// Returns the period that a list of indicators reports on, or nothing where
    /// none has a row.
    pub fn common_period(indicators: &[Indicator]) -> Option<Period> {
        let latest: Vec<Period> = indicators.iter().filter_map(Indicator::latest).collect();
        let count = |span: &Span| latest.iter().filter(|period| period.span() == *span).count();
        let span =
            Span::ALL.into_iter().max_by_key(|span| (count(span), std::cmp::Reverse(*span)))?;
        latest.into_iter().filter(|period| period.span() == span).max()
    }
}
