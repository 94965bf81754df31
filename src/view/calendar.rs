//! A meeting as an entry of a calendar (RFC 5545): what must be computed.

use jiff::civil::{Date, date};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::words;
use crate::edition::PublicMeeting;
use crate::model::council::Council;

/// The day that revisions are counted from.
const FIRST_DAY: Date = date(2000, 1, 1);

/// An entry of a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarView {
    /// The same for every notice of a meeting of one council, committee and day.
    pub uid: String,
    /// When the notice was made: midnight of the day of publication, or else of
    /// the meeting, as `20180226T000000Z`.
    pub stamp: String,
    /// Which revision this is: the day of publication as a number, so that an
    /// agenda published again later takes the place of the one before; 0 for one
    /// that is not published yet.
    pub sequence: i32,
    /// When the meeting begins, by the clock on the wall: `20180306T193000`.
    pub start: Option<String>,
    /// The day of the meeting: `20180306`.
    pub day: String,
}

/// Returns the entry of a meeting.
pub fn view(council: &Council, edition: &PublicMeeting) -> CalendarView {
    let meeting = edition.meeting();
    let day = meeting.date.value;
    let published = meeting.published.as_ref().map(|date| date.value);
    let days = published.and_then(|published| published.since(FIRST_DAY).ok());
    let start = |time: jiff::civil::Time| {
        format!("{}T{:02}{:02}00", digits(day), time.hour(), time.minute())
    };
    CalendarView {
        uid: uid(&council.name, &meeting.committee, day),
        stamp: format!("{}T000000Z", digits(published.unwrap_or(day))),
        sequence: days.map_or(0, |span| span.get_days().max(0)),
        start: meeting.time.map(start),
        day: digits(day),
    }
}

fn digits(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Returns a UUID of version 8 (RFC 9562) made of the names and the day; capitals
/// and spaces make no other meeting.
fn uid(council: &str, committee: &str, day: Date) -> String {
    let name = |text: &str| words::title(text).to_lowercase();
    let digest = Sha256::digest(format!("{}\n{}\n{day}", name(council), name(committee)));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    let part = |from: usize, to: usize| &hex[from..to];
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_keeps_its_uid_and_no_two_share_one() {
        let one = uid("Exampleton Borough Council", "Performance  Committee", date(2024, 7, 16));
        assert_eq!(
            one,
            uid("exampleton borough council", "Performance Committee", date(2024, 7, 16))
        );
        assert_ne!(one, uid("Exampleton Borough Council", "Performance", date(2024, 7, 16)));
        assert_ne!(
            one,
            uid("Exampleton Borough Council", "Performance Committee", date(2024, 7, 17))
        );
        assert_eq!((one.len(), &one[14..15]), (36, "8"));
    }
}
