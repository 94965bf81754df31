//! The skeleton of a meeting's minutes: what is known of them before the meeting.
//!
//! It comes from the public meeting, because minutes go into the next public pack.

use jiff::civil::Date;
use serde::Serialize;

use super::recommendations::{self, Recommendation};
use super::{Pack, words};
use crate::edition::PublicMeeting;
use crate::model::meeting::ProgrammeEntry;
use crate::model::period::MONTHS;

/// What minutes begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MinutesView {
    /// `Minutes of the meeting on Tuesday 6 March 2018`.
    pub title: String,
    /// Whether the agenda has no item for apologies.
    pub apologies_apart: bool,
    /// The items of the agenda.
    pub items: Vec<MinuteView>,
    /// Whether the agenda has no item for the next meeting.
    pub next_apart: bool,
    /// The next meeting in the words of the work programme, where they name its
    /// day: `Tuesday 5 June 2018`.
    pub next_day: Option<String>,
    /// The same where they name no day: `June 2018`.
    pub next_words: Option<String>,
}

/// The minute of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MinuteView {
    /// The item's number on the agenda.
    pub number: String,
    /// Its title, with its number where minutes will not count it the same.
    pub heading: String,
    /// What kind of minute it is: `business`, `apologies`, `next meeting`,
    /// `withdrawn` or `exempt`.
    pub kind: &'static str,
    /// What the agenda notes: `Exempt: paragraph 3`.
    pub note: Option<String>,
    /// What is proposed.
    pub recommendations: Vec<Recommendation>,
}

/// Returns the skeleton of the minutes of a public meeting and its pack.
pub fn view(edition: &PublicMeeting, pack: &Pack) -> MinutesView {
    let meeting = edition.meeting();
    let items: Vec<MinuteView> = pack
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| MinuteView {
            number: item.number.clone(),
            heading: if item.number.is_empty() || item.number == (index + 1).to_string() {
                item.title.clone()
            } else {
                format!("{} (agenda item {})", item.title, item.number)
            },
            kind: match item.note.as_deref() {
                _ if item.exempt => "exempt",
                Some("Withdrawn") => "withdrawn",
                _ => kind(&item.title),
            },
            note: item.note.clone(),
            recommendations: if item.exempt { Vec::new() } else { recommendations::of(item) },
        })
        .collect();
    let has = |kind: &str| items.iter().any(|item| item.kind == kind);
    let next = next(&meeting.programme, meeting.date.value);
    MinutesView {
        title: format!("Minutes of the meeting on {}", words::full_date(meeting.date.value)),
        apologies_apart: !has("apologies"),
        next_apart: !has("next meeting"),
        next_day: next.and_then(|entry| entry.day).map(words::full_date),
        next_words: next
            .filter(|entry| entry.day.is_none())
            .map(|entry| words::title(&entry.meeting)),
        items,
    }
}

fn kind(title: &str) -> &'static str {
    let title = title.to_lowercase();
    if title.starts_with("apologies") {
        "apologies"
    } else if title.contains("next meeting") {
        "next meeting"
    } else {
        "business"
    }
}

/// Returns the first entry of the programme that is for a later meeting.
fn next(programme: &[ProgrammeEntry], after: Date) -> Option<&ProgrammeEntry> {
    programme.iter().find(|entry| match entry.day {
        Some(day) => day > after,
        None => month(&entry.meeting).is_some_and(|month| month > (after.year(), after.month())),
    })
}

/// Returns the year and month that words such as `June 2018` name.
fn month(words: &str) -> Option<(i16, i8)> {
    let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
    words.windows(2).find_map(|pair| {
        let month = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(pair[0]))?;
        let year = pair[1].parse().ok().filter(|year| (1900..2200).contains(year))?;
        Some((year, i8::try_from(month + 1).ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{Place, Placed};
    use jiff::civil::date;

    fn entry(words: &str, day: Option<Date>) -> ProgrammeEntry {
        let text = || Placed::new(words.to_string(), Place::file("meeting.xlsx"));
        ProgrammeEntry {
            meeting: text(),
            day,
            deadline: None,
            item: text(),
            contact: None,
            background: None,
        }
    }

    #[test]
    fn the_next_meeting_is_later_than_this_one() {
        let programme = [
            entry("6 March 2018", Some(date(2018, 3, 6))),
            entry("March 2018", None),
            entry("to be arranged", None),
            entry("June 2018 (joint budget)", None),
            entry("3 July 2018", Some(date(2018, 7, 3))),
        ];
        let found = |after| next(&programme, after).map(|entry| entry.meeting.value.as_str());
        assert_eq!(found(date(2018, 3, 1)), Some("6 March 2018"));
        assert_eq!(found(date(2018, 3, 6)), Some("June 2018 (joint budget)"));
        assert_eq!(found(date(2018, 6, 30)), Some("3 July 2018"));
        assert_eq!(found(date(2018, 7, 3)), None);
    }
}
