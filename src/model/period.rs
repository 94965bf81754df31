//! Reporting periods of the local government financial year, which runs from
//! 1 April to 31 March.

mod parse;

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::Date;

/// A month, a quarter, a half or a whole financial year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    span: Span,
    /// Months since year 0 of the period's first month.
    first: i32,
}

/// How long a [`Period`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Span {
    /// One calendar month.
    Month,
    /// A quarter of the financial year; the first is April to June.
    Quarter,
    /// A half of the financial year; the first is April to September.
    Half,
    /// A financial year.
    Year,
}

impl Span {
    /// Returns the lengths, shortest first.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Half, Self::Year];

    /// Returns the word for what is reported once in such a period.
    pub const fn frequency(self) -> &'static str {
        match self {
            Self::Month => "monthly",
            Self::Quarter => "quarterly",
            Self::Half => "half-yearly",
            Self::Year => "annual",
        }
    }

    /// Returns the length in months.
    pub const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }
}

/// The months' names, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Period {
    /// Returns a calendar month; `month` counts from 1. Years 1900 to 2200.
    pub fn month(year: i32, month: i32) -> Option<Self> {
        ((1..=12).contains(&month) && (1900..=2200).contains(&year))
            .then(|| Self { span: Span::Month, first: year * 12 + month - 1 })
    }

    /// Returns quarter 1 to 4 of the financial year that starts in April `year`.
    pub fn quarter(year: i32, quarter: i32) -> Option<Self> {
        Self::part(Span::Quarter, year, quarter)
    }

    /// Returns half 1 or 2 of the financial year that starts in April `year`.
    pub fn half(year: i32, half: i32) -> Option<Self> {
        Self::part(Span::Half, year, half)
    }

    /// Returns the financial year that starts in April `year`.
    pub fn year(year: i32) -> Option<Self> {
        Self::part(Span::Year, year, 1)
    }

    fn part(span: Span, year: i32, number: i32) -> Option<Self> {
        let count = 12 / span.months();
        ((1..=count).contains(&number) && (1900..=2200).contains(&year))
            .then(|| Self { span, first: year * 12 + 3 + (number - 1) * span.months() })
    }

    /// Returns the length.
    pub fn span(self) -> Span {
        self.span
    }

    /// Returns the period of the given length that ends with this one's last
    /// month, where there is one: December 2017 ends quarter 3.
    pub fn ending_as(self, span: Span) -> Option<Self> {
        let first = self.last() - span.months() + 1;
        let fits = (first - 3).rem_euclid(span.months()) == 0;
        fits.then_some(Self { span, first })
    }

    /// Returns the period of the same length just before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self { first: self.first - self.span.months(), ..self }
    }

    /// Returns the period of the same length just after.
    #[must_use]
    pub fn next(self) -> Self {
        Self { first: self.first + self.span.months(), ..self }
    }

    /// Returns whether the period is over when another is.
    pub fn is_over_by(self, other: Self) -> bool {
        self.last() <= other.last()
    }

    /// Returns the quarter that was over last on a day of a month; `month` counts
    /// from 1.
    pub fn quarter_before(year: i32, month: i32) -> Option<Self> {
        let this = Self::month(year, month)?;
        (1..=3).find_map(|back| Self { first: this.first - back, ..this }.ending_as(Span::Quarter))
    }

    /// Returns the same period of the financial year before.
    #[must_use]
    pub fn last_year(self) -> Self {
        Self { first: self.first - 12, ..self }
    }

    /// Returns the same period of the financial year after.
    #[must_use]
    pub fn next_year(self) -> Self {
        Self { first: self.first + 12, ..self }
    }

    /// Returns whether both begin in one financial year.
    pub fn shares_year_with(self, other: Self) -> bool {
        self.financial_year() == other.financial_year()
    }

    /// Returns the day it ends, or the end of time for a year that no calendar has.
    pub fn end(self) -> Date {
        let (year, month) = (self.last().div_euclid(12), self.last().rem_euclid(12) + 1);
        let first = i16::try_from(year)
            .ok()
            .zip(i8::try_from(month).ok())
            .and_then(|(year, month)| Date::new(year, month, 1).ok());
        first.map_or(Date::MAX, Date::last_of_month)
    }

    /// Returns how many periods of this length lie between `earlier` and this.
    pub fn steps_since(self, earlier: Self) -> i32 {
        (self.first - earlier.first) / self.span.months()
    }

    fn last(self) -> i32 {
        self.first + self.span.months() - 1
    }

    fn financial_year(self) -> i32 {
        (self.first - 3).div_euclid(12)
    }

    /// Returns its number within the financial year, counted from 1.
    pub fn number(self) -> i32 {
        (self.first - 3).rem_euclid(12) / self.span.months() + 1
    }

    fn month_name(months: i32) -> &'static str {
        MONTHS[usize::try_from(months.rem_euclid(12)).unwrap_or(0)]
    }

    /// Returns the short words of a table heading: `Dec 2017` for the quarter,
    /// half or month that ends then, `2017/18` for a year.
    pub fn short(self) -> String {
        if self.span == Span::Year {
            return self.to_string();
        }
        let last = self.last();
        format!("{} {}", &Self::month_name(last)[..3], last.div_euclid(12))
    }

    /// Returns the words of running text: `quarter 3 2017/18`.
    pub fn words(self) -> String {
        match self.span {
            Span::Month => self.to_string(),
            Span::Quarter => {
                format!("quarter {} {}", self.number(), year_words(self.financial_year()))
            }
            Span::Half => format!("half {} {}", self.number(), year_words(self.financial_year())),
            Span::Year => year_words(self.financial_year()),
        }
    }

    /// Returns the months it covers: `October to December 2017`.
    pub fn months(self) -> String {
        let (first, last) = (self.first, self.last());
        let (from, to) = (Self::month_name(first), Self::month_name(last));
        let (from_year, to_year) = (first.div_euclid(12), last.div_euclid(12));
        if first == last {
            format!("{to} {to_year}")
        } else if from_year == to_year {
            format!("{from} to {to} {to_year}")
        } else {
            format!("{from} {from_year} to {to} {to_year}")
        }
    }

    /// Returns the words for the period before: `last quarter`.
    pub fn previous_words(self) -> &'static str {
        match self.span {
            Span::Month => "last month",
            Span::Quarter => "last quarter",
            Span::Half => "last half year",
            Span::Year => "last year",
        }
    }
}

fn year_words(year: i32) -> String {
    format!("{year}/{:02}", (year + 1).rem_euclid(100))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = year_words(self.financial_year());
        match self.span {
            Span::Month => {
                write!(f, "{} {}", Self::month_name(self.first), self.first.div_euclid(12))
            }
            Span::Quarter => write!(f, "{year} Q{}", self.number()),
            Span::Half => write!(f, "{year} H{}", self.number()),
            Span::Year => f.write_str(&year),
        }
    }
}

/// A period is written as it is shown, also as a key.
impl serde::Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.last(), self.span).cmp(&(other.last(), other.span))
    }
}

impl std::str::FromStr for Period {
    type Err = NotAPeriod;

    /// Reads `2017/18 Q3`, `Q3 2017-18`, `quarter 3 2017/2018`, `Dec-2017`,
    /// `Dec 17`, `December 2017`, `2017-12`, `Oct-Dec 2017`, `2017/18` and `H1 2017/18`.
    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        parse::parse(text).ok_or(NotAPeriod)
    }
}

/// The text names no month, quarter, half or financial year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPeriod;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_the_spellings_in_use() {
        let q3 = Period::quarter(2017, 3).expect("a quarter");
        for text in
            ["2017/18 Q3", "Q3 2017-18", "quarter 3 2017/2018", "Quarter 3, 17/18", "2017–18 q3"]
        {
            assert_eq!(text.parse(), Ok(q3), "{text}");
        }
        for text in ["Oct-Dec 2017", "October to December 2017", "oct – dec 17"] {
            assert_eq!(text.parse(), Ok(q3), "{text}");
        }
        assert_eq!("Jan-Mar 2018".parse().ok(), Period::quarter(2017, 4));
        assert_eq!("Apr to Sept 2017".parse().ok(), Period::half(2017, 1));
        let december = Period::month(2017, 12).expect("a month");
        for text in ["Dec-2017", "Dec 17", "December 2017", "2017-12", "dec-17"] {
            assert_eq!(text.parse(), Ok(december), "{text}");
        }
        assert_eq!(december.ending_as(Span::Quarter), Some(q3));
        assert_eq!(Period::month(2017, 11).and_then(|p| p.ending_as(Span::Quarter)), None);
    }

    #[test]
    fn refuses_what_is_no_period() {
        for text in [
            "",
            "Q5 2017/18",
            "2017/19",
            "Q3",
            "soon",
            "2017",
            "13-2017",
            "Q3 Q4 2017/18",
            "Nov-Jan 2018",
            "Oct-Nov 2017",
            "Dec-Oct 2017",
        ] {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
        }
    }

    #[test]
    fn knows_its_neighbours_and_words() {
        let q1 = Period::quarter(2017, 1).expect("a quarter");
        assert_eq!(q1.previous().to_string(), "2016/17 Q4");
        assert_eq!(q1.last_year().to_string(), "2016/17 Q1");
        assert_eq!(q1.months(), "April to June 2017");
        let q4 = Period::quarter(2017, 4).expect("a quarter");
        assert_eq!((q4.short(), q4.words()), ("Mar 2018".into(), "quarter 4 2017/18".into()));
        assert_eq!((q4.next().previous(), q4.next_year().last_year()), (q4, q4));
        assert!(q1.shares_year_with(q4) && !q4.shares_year_with(q4.next()));
        assert_eq!(q4.end().to_string(), "2018-03-31");
        let leap = Period::month(2024, 2).expect("a month");
        assert_eq!(leap.end().to_string(), "2024-02-29");
    }

    #[test]
    fn a_meeting_looks_back_at_the_quarter_before_it() {
        for (year, month, quarter) in
            [(2018, 3, "2017/18 Q3"), (2018, 4, "2017/18 Q4"), (2018, 7, "2018/19 Q1")]
        {
            let found = Period::quarter_before(year, month).expect("a quarter");
            assert_eq!(found.to_string(), quarter);
            assert_eq!(found.next().previous(), found);
        }
    }

    proptest! {
        #[test]
        fn every_period_reads_back_from_its_name(year in 1901i32..2199, quarter in 1i32..=4, month in 1i32..=12) {
            for period in [Period::quarter(year, quarter), Period::month(year, month), Period::year(year)] {
                let period = period.expect("in range");
                prop_assert_eq!(period.to_string().parse(), Ok(period));
            }
        }

        #[test]
        fn four_quarters_back_is_last_year(year in 1901i32..2199, quarter in 1i32..=4) {
            let period = Period::quarter(year, quarter).expect("in range");
            let back = period.previous().previous().previous().previous();
            prop_assert_eq!(back, period.last_year());
            prop_assert!(period.previous() < period);
            prop_assert_eq!(period.steps_since(back), 4);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = text.parse::<Period>();
        }
    }
}
