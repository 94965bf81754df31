//! Bank holidays of England and Wales.
//!
//! They are worked out, so that a meeting of any year can be checked without a
//! list: the Banking and Financial Dealings Act 1971 with the usual days in lieu,
//! and the days moved or added by proclamation. A council adds and removes days
//! in its settings. Which days count towards a notice is [`notice`](super::notice)'s
//! business.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The bank holidays, with a council's own additions and removals.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Holidays {
    added: BTreeSet<Date>,
    removed: BTreeSet<Date>,
}

impl Holidays {
    /// Returns the bank holidays with days added and removed; a day that is both
    /// is a holiday.
    pub fn new(
        added: impl IntoIterator<Item = Date>,
        removed: impl IntoIterator<Item = Date>,
    ) -> Self {
        Self { added: added.into_iter().collect(), removed: removed.into_iter().collect() }
    }

    /// Returns whether a day is a holiday.
    pub fn contains(&self, day: Date) -> bool {
        let proclaimed = !self.removed.contains(&day) && bank_holidays(day.year()).contains(&day);
        proclaimed || self.added.contains(&day)
    }
}

/// Days added by proclamation: the royal wedding of 2011, the jubilees of 2012
/// and 2022, the state funeral of 2022 and the coronation of 2023.
const ADDED: [(i16, i8, i8); 6] =
    [(2002, 6, 3), (2011, 4, 29), (2012, 6, 5), (2022, 6, 3), (2022, 9, 19), (2023, 5, 8)];

/// Years in which the early May holiday was moved to the 8th.
const VICTORY_DAYS: [i16; 2] = [1995, 2020];

/// Years in which the spring holiday was moved to June, with the day.
const JUBILEES: [(i16, i8); 3] = [(2002, 4), (2012, 4), (2022, 2)];

/// Returns the bank holidays of a year.
fn bank_holidays(year: i16) -> Vec<Date> {
    let day = |month, day| Date::new(year, month, day).ok();
    let monday = |month, nth| {
        day(month, 1).and_then(|first| first.nth_weekday_of_month(nth, Weekday::Monday).ok())
    };
    let easter = easter(year);
    let early_may = if VICTORY_DAYS.contains(&year) { day(5, 8) } else { monday(5, 1) };
    let jubilee = JUBILEES.iter().find(|(moved, _)| *moved == year);
    let spring = jubilee.map_or_else(|| monday(5, -1), |(_, june)| day(6, *june));
    let added = ADDED.iter().filter(|(of, ..)| *of == year).map(|(_, m, d)| day(*m, *d));
    [
        day(1, 1).map(in_lieu),
        easter.and_then(|easter| easter.checked_sub(2.days()).ok()),
        easter.and_then(|easter| easter.tomorrow().ok()),
        early_may,
        spring,
        monday(8, -1),
    ]
    .into_iter()
    .chain(christmas(year))
    .chain(added)
    .flatten()
    .collect()
}

/// Returns the day itself, or the Monday after where it falls on a weekend.
fn in_lieu(day: Date) -> Date {
    let days = match day.weekday() {
        Weekday::Saturday => 2,
        Weekday::Sunday => 1,
        _ => 0,
    };
    day.checked_add(days.days()).unwrap_or(day)
}

/// Christmas Day and Boxing Day, each moved past the weekend and past the other.
fn christmas(year: i16) -> [Option<Date>; 2] {
    let day = |day| Date::new(year, 12, day).ok();
    match day(25).map(Date::weekday) {
        Some(Weekday::Friday) => [day(25), day(28)],
        Some(Weekday::Saturday) => [day(27), day(28)],
        Some(Weekday::Sunday) => [day(26), day(27)],
        _ => [day(25), day(26)],
    }
}

/// Returns Easter Sunday by the anonymous Gregorian algorithm (Meeus, Jones and
/// Butcher).
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (golden, century, rest) = (y % 19, y / 100, y % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let days = moon + weekday - 7 * late + 114;
    Date::new(year, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_holidays_are_those_that_were_kept() {
        for (year, days) in [
            (2018, vec![(1, 1), (3, 30), (4, 2), (5, 7), (5, 28), (8, 27), (12, 25), (12, 26)]),
            (2020, vec![(1, 1), (4, 10), (4, 13), (5, 8), (5, 25), (8, 31), (12, 25), (12, 28)]),
            (
                2012,
                vec![(1, 2), (4, 6), (4, 9), (5, 7), (6, 4), (6, 5), (8, 27), (12, 25), (12, 26)],
            ),
            (2021, vec![(1, 1), (4, 2), (4, 5), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)]),
            (
                2022,
                vec![
                    (1, 3),
                    (4, 15),
                    (4, 18),
                    (5, 2),
                    (6, 2),
                    (6, 3),
                    (8, 29),
                    (9, 19),
                    (12, 26),
                    (12, 27),
                ],
            ),
            (
                2023,
                vec![(1, 2), (4, 7), (4, 10), (5, 1), (5, 8), (5, 29), (8, 28), (12, 25), (12, 26)],
            ),
            (
                2011,
                vec![
                    (1, 3),
                    (4, 22),
                    (4, 25),
                    (4, 29),
                    (5, 2),
                    (5, 30),
                    (8, 29),
                    (12, 26),
                    (12, 27),
                ],
            ),
        ] {
            let mut found = bank_holidays(year);
            found.sort();
            let expected: Vec<_> = days.into_iter().map(|(m, d)| date(year, m, d)).collect();
            assert_eq!(found, expected, "{year}");
        }
    }

    #[test]
    fn a_council_adds_and_removes_days() {
        let holidays = Holidays::new([date(2024, 7, 12)], [date(2024, 5, 6)]);
        assert!(holidays.contains(date(2024, 7, 12)));
        assert!(!holidays.contains(date(2024, 5, 6)));
        assert!(Holidays::default().contains(date(2024, 5, 6)));
    }

    proptest! {
        #[test]
        fn easter_is_a_sunday_of_spring(year in 1900i16..2200) {
            let easter = easter(year).expect("an Easter");
            prop_assert_eq!(easter.weekday(), Weekday::Sunday);
            prop_assert!(easter >= date(year, 3, 22) && easter <= date(year, 4, 25));
        }

        #[test]
        fn every_year_has_at_least_eight_holidays_and_all_on_weekdays(year in 1978i16..2200) {
            let days: BTreeSet<_> = bank_holidays(year).into_iter().collect();
            prop_assert!(days.len() >= 8);
            for day in days {
                prop_assert!(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday), "{}", day);
            }
        }
    }
}
