//! The notice of a meeting: how many clear days its papers must be open, and
//! which days count.
//!
//! Local Government Act 1972, sections 100A(6), 100B(3) and 243, and Schedule 12
//! paragraph 10(2); SI 2002/715; for Wales Schedule 4 to the 2021 Act. A clear
//! day is neither the day of publication nor the day of the meeting.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::calendar::{Holidays, easter};
use super::council::Nation;

/// What kind of body meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, serde::Serialize)]
pub enum Body {
    /// A county, district or borough, or unitary council.
    #[default]
    Principal,
    /// A parish, town or community council.
    Parish,
}

impl Body {
    /// Returns the closed list of words that settings use.
    pub const ALL: [Self; 2] = [Self::Principal, Self::Parish];
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Principal => "principal",
            Self::Parish => "parish",
        })
    }
}

/// A council's rules of notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Notice {
    /// What kind of body meets.
    pub body: Body,
    /// How many clear days the council gives, where that is not the law's number.
    pub days: Option<u32>,
    /// How many clear days before the meeting a report is due.
    pub report_days: Option<u32>,
    /// The days that do not count.
    pub holidays: Holidays,
}

/// How far back days are counted: no notice is longer than a year.
const LONGEST: usize = 366;

impl Notice {
    /// Returns how many clear days a notice takes: a council may give more than the law,
    /// and no fewer.
    pub fn clear_days(&self, nation: Nation) -> u32 {
        let law = match (nation, self.body) {
            (Nation::England, Body::Principal) => 5,
            (Nation::Wales, _) | (_, Body::Parish) => 3,
        };
        self.days.map_or(law, |own| own.max(law))
    }

    /// Returns how many clear days lie between publication and meeting, at most a
    /// year's.
    pub fn days_between(&self, published: Date, meeting: Date) -> u32 {
        let days = before(meeting).take_while(|day| *day > published);
        u32::try_from(days.filter(|day| self.counts(*day)).count()).unwrap_or(u32::MAX)
    }

    /// Returns the last working day on which a number of clear days can still be
    /// given.
    pub fn last_day(&self, meeting: Date, days: u32) -> Date {
        let mut counting = before(meeting).filter(|day| self.counts(*day));
        counting.nth(usize::try_from(days).unwrap_or(LONGEST)).unwrap_or(meeting)
    }

    /// Returns whether a day counts. For a parish every day does but those of
    /// section 243; elsewhere weekdays do that are no bank holiday.
    fn counts(&self, day: Date) -> bool {
        let weekend = match self.body {
            Body::Principal => matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
            Body::Parish => day.weekday() == Weekday::Sunday || self.is_in_a_break(day),
        };
        !weekend && !self.holidays.contains(day)
    }

    /// Returns whether a day belongs to the Christmas or Easter break: from the
    /// last weekday before Christmas Day to the first after it that is no bank
    /// holiday, and from the Thursday before Easter to the Tuesday after.
    fn is_in_a_break(&self, day: Date) -> bool {
        let easter = easter(day.year()).is_some_and(|easter| {
            let thursday = easter.checked_sub(3.days()).unwrap_or(easter);
            let tuesday = easter.checked_add(2.days()).unwrap_or(easter);
            (thursday..=tuesday).contains(&day)
        });
        easter || self.is_christmas_break(day)
    }

    fn is_christmas_break(&self, day: Date) -> bool {
        let Ok(christmas) = Date::new(day.year(), 12, 25) else { return false };
        let weekday = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let first = before(christmas).find(weekday);
        let after = std::iter::successors(christmas.tomorrow().ok(), |day| day.tomorrow().ok());
        let last = after.take(10).find(|day| weekday(day) && !self.holidays.contains(*day));
        first.zip(last).is_some_and(|(first, last)| (first..=last).contains(&day))
    }
}

/// The days before a day, the nearest first.
fn before(day: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(day.yesterday().ok(), |day| day.yesterday().ok()).take(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn published_notices_come_out_as_their_councils_counted_them() {
        let notice = Notice::default();
        for (published, meeting, days) in [
            (date(2016, 6, 22), date(2016, 6, 30), 5),
            (date(2015, 11, 18), date(2015, 11, 26), 5),
            (date(2016, 6, 17), date(2016, 6, 27), 5),
            (date(2018, 1, 17), date(2018, 1, 23), 3),
            // Across Easter: Good Friday and Easter Monday do not count.
            (date(2018, 3, 27), date(2018, 4, 6), 5),
            (date(2018, 3, 28), date(2018, 4, 6), 4),
        ] {
            assert_eq!(notice.days_between(published, meeting), days, "{published} to {meeting}");
        }
    }

    #[test]
    fn the_law_gives_each_body_its_days() {
        let parish = Notice { body: Body::Parish, ..Notice::default() };
        assert_eq!(Notice::default().clear_days(Nation::England), 5);
        assert_eq!(Notice::default().clear_days(Nation::Wales), 3);
        assert_eq!(parish.clear_days(Nation::England), 3);
        let own = Notice { days: Some(7), ..Notice::default() };
        assert_eq!(own.clear_days(Nation::England), 7);
        let less = Notice { days: Some(2), ..Notice::default() };
        assert_eq!(less.clear_days(Nation::England), 5);
    }

    #[test]
    fn a_parish_counts_saturdays_and_no_day_of_a_break() {
        let parish = Notice { body: Body::Parish, ..Notice::default() };
        // Thursday to Wednesday: Friday, Saturday, Monday and Tuesday.
        assert_eq!(parish.days_between(date(2024, 7, 11), date(2024, 7, 17)), 4);
        // The whole of 24 to 27 December 2024 is a break.
        assert_eq!(parish.days_between(date(2024, 12, 23), date(2024, 12, 28)), 0);
        // Maundy Thursday to Easter Tuesday.
        assert_eq!(parish.days_between(date(2018, 3, 28), date(2018, 4, 4)), 0);
    }

    proptest! {
        #[test]
        fn the_last_day_gives_the_notice_and_the_working_day_after_does_not(
            year in 1980i16..2190, month in 1i8..=12, day in 1i8..=28, days in 0u32..15,
            parish in any::<bool>(),
        ) {
            let body = if parish { Body::Parish } else { Body::Principal };
            let notice = Notice { body, ..Notice::default() };
            let meeting = date(year, month, day);
            let last = notice.last_day(meeting, days);
            prop_assert!(last < meeting);
            prop_assert_eq!(notice.days_between(last, meeting), days);
        }
    }
}
