//! Reporting periods of the local government financial year, which runs from
//! 1 April to 31 March.

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
        parse(text).ok_or(NotAPeriod)
    }
}

/// The text names no month, quarter, half or financial year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPeriod;

fn parse(text: &str) -> Option<Period> {
    let lower = text.trim().to_lowercase();
    let spaced: String = lower
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '/' || c == '-' || c == '–' { c } else { ' ' })
        .collect();
    let spaced = apart(&spaced);
    let words: Vec<&str> = spaced.split_whitespace().collect();
    match parse_named(&words) {
        Some(period) => Some(period),
        None => parse_month(&lower).or_else(|| parse_months(&lower)),
    }
}

/// Puts a space before `q3` and `h1` where they hang on a year: `2017/18q3`, `2017-18-q3`.
fn apart(text: &str) -> String {
    let mut parted = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let hangs = parted.ends_with(|before: char| before.is_ascii_digit() || before == '-');
        if hangs && matches!(c, 'q' | 'h') && chars.peek().is_some_and(char::is_ascii_digit) {
            parted.truncate(parted.trim_end_matches('-').len());
            parted.push(' ');
        }
        parted.push(c);
    }
    parted
}

/// `2017/18 q3`, `q3 2017-18`, `quarter 3 2017/18`, `2017/18`, `h1 2017/18`.
fn parse_named(words: &[&str]) -> Option<Period> {
    let mut year = None;
    let mut span = None;
    let mut number = None;
    for word in words {
        if let Some(found) = parse_financial_year(word) {
            once(&mut year, found)?;
        } else if let Some(rest) = word.strip_prefix('q').filter(|r| r.len() == 1) {
            once(&mut span, Span::Quarter)?;
            once(&mut number, rest.parse().ok()?)?;
        } else if let Some(rest) = word.strip_prefix('h').filter(|r| r.len() == 1) {
            once(&mut span, Span::Half)?;
            once(&mut number, rest.parse().ok()?)?;
        } else {
            match *word {
                "quarter" | "qtr" => once(&mut span, Span::Quarter)?,
                "half" => once(&mut span, Span::Half)?,
                "fy" | "year" | "financial" => {}
                digit if digit.len() == 1 && span.is_some() => {
                    once(&mut number, digit.parse().ok()?)?;
                }
                _ => return None,
            }
        }
    }
    match (year, span, number) {
        (Some(year), None, None) => Period::year(year),
        (Some(year), Some(span), Some(number)) => Period::part(span, year, number),
        _ => None,
    }
}

/// Fills an empty place; a second value means that the text names two periods.
fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    if place.is_some() {
        return None;
    }
    *place = Some(value);
    Some(())
}

/// `2017/18`, `2017-18`, `2017/2018`, `17/18`: the first year, where the second follows it.
fn parse_financial_year(word: &str) -> Option<i32> {
    let (first, second) = word.split_once(['/', '-', '–'])?;
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit()) && matches!(s.len(), 2 | 4);
    if !digits(first) || !digits(second) || (first.len() == 2 && second.len() == 4) {
        return None;
    }
    let year: i32 = first.parse().ok()?;
    let next: i32 = second.parse().ok()?;
    let year = if first.len() == 2 { 2000 + year } else { year };
    let follows = if second.len() == 4 { next == year + 1 } else { next == (year + 1) % 100 };
    follows.then_some(year)
}

/// `dec-2017`, `dec 17`, `december 2017`, `2017-12`.
fn parse_month(lower: &str) -> Option<Period> {
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    let [a, b] = parts[..] else { return None };
    if let (Some(month), Some(year)) = (month_named(a), calendar_year(b)) {
        return Period::month(year, month);
    }
    if a.len() == 4 && b.len() <= 2 {
        return Period::month(a.parse().ok()?, b.parse().ok()?);
    }
    None
}

/// `oct-dec 2017`, `april to september 2017`: a quarter or a half of a financial year; the
/// year is that of the last month.
fn parse_months(lower: &str) -> Option<Period> {
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let parts: Vec<&str> = words.filter(|word| !word.is_empty() && *word != "to").collect();
    let [first, last, year] = parts[..] else { return None };
    let first = month_named(first)?;
    let end = Period::month(calendar_year(year)?, month_named(last)?)?;
    let spans = [Span::Quarter, Span::Half];
    let mut periods = spans.into_iter().filter_map(|span| end.ending_as(span));
    periods.find(|period| period.first % 12 + 1 == first)
}

/// The month that a word in small letters names, from 1.
fn month_named(word: &str) -> Option<i32> {
    let position = MONTHS.iter().position(|month| {
        let month = month.to_lowercase();
        month == word || month[..3] == *word || (word == "sept" && month == "september")
    })?;
    i32::try_from(position).ok().map(|position| position + 1)
}

/// `17` and `2017`.
fn calendar_year(word: &str) -> Option<i32> {
    let number: i32 = word.parse().ok()?;
    match word.len() {
        2 => Some(2000 + number),
        4 => Some(number),
        _ => None,
    }
}

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
