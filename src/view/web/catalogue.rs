//! The meetings of a council that were built: a page that lists them by committee, and
//! a feed of what was published.

use jiff::civil::Date;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::anchors::{Anchors, folded};
use super::files::{Download, Offer};
use crate::view::words;

/// What stands for itself in no path of an address.
const PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`');

/// A meeting that was built, as its public record has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// The folder of its outputs.
    pub folder: String,
    /// The council.
    pub council: String,
    /// The committee.
    pub committee: String,
    /// The day of the meeting.
    pub date: Date,
    /// The path of its page below its folder, where it has one.
    pub page: Option<String>,
    /// The pack with every supplement in its place, where there are any.
    pub whole: Option<Offer>,
    /// What was published, in order; the pack first. What was taken back is not there.
    pub published: Vec<Publication>,
}

/// Something that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// When: for a pack without a day of publication, the day of the meeting.
    pub day: Date,
    /// Its file, by its path below the meeting's folder.
    pub file: Offer,
}

/// The list of meetings, and the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Catalogue {
    /// The council.
    pub council: String,
    /// The committees, by name.
    pub committees: Vec<Committee>,
    /// The feed.
    pub feed: Feed,
}

/// A committee and its meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Committee {
    /// The name that links lead to.
    pub id: String,
    /// The name.
    pub name: String,
    /// Its meetings, the latest first.
    pub meetings: Vec<Row>,
}

/// A meeting of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// `Tuesday 6 March 2018`.
    pub date: String,
    /// The same day as ISO 8601.
    pub iso_date: String,
    /// Its page.
    pub page: Option<String>,
    /// What was published.
    pub papers: Vec<Download>,
}

/// A feed of what was published (RFC 4287), the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Feed {
    /// What tells it from every other feed.
    pub id: String,
    /// When anything of it was published last.
    pub updated: String,
    /// What was published.
    pub entries: Vec<Entry>,
}

/// Something that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// What tells it from every other entry, whatever becomes of its file.
    pub id: String,
    /// `Finance and Resources: Agenda pack, Tuesday 6 March 2018`.
    pub title: String,
    /// The committee, by which a reader can choose.
    pub committee: String,
    /// When it was published: midnight of the day.
    pub updated: String,
    /// The meeting's page, or else the file.
    pub page: String,
    /// The file.
    pub file: Download,
    /// Its length in bytes.
    pub bytes: u64,
    /// What it is, in a sentence.
    pub summary: String,
}

/// Returns the list of meetings; nothing where there are none.
pub fn catalogue(mut meetings: Vec<Meeting>) -> Option<Catalogue> {
    meetings.sort_by(|a, b| {
        let name =
            |meeting: &Meeting| (meeting.committee.to_lowercase(), meeting.committee.clone());
        let later = b.date.cmp(&a.date);
        name(a).cmp(&name(b)).then(later).then_with(|| a.folder.cmp(&b.folder))
    });
    let council = meetings.first()?.council.clone();
    let (mut committees, mut anchors): (Vec<Committee>, _) = (Vec::new(), Anchors::default());
    for meeting in &meetings {
        if committees.last().is_none_or(|last| last.name != meeting.committee) {
            let id = anchors.take(format!("committee-{}", folded(&meeting.committee)));
            committees.push(Committee {
                id,
                name: meeting.committee.clone(),
                meetings: Vec::new(),
            });
        }
        if let Some(committee) = committees.last_mut() {
            committee.meetings.push(row(meeting));
        }
    }
    let feed = feed(&council, &meetings);
    Some(Catalogue { council, committees, feed })
}

fn row(meeting: &Meeting) -> Row {
    let published = meeting.published.iter().map(|publication| &publication.file);
    let papers = meeting.whole.iter().chain(published).map(|offer| file(meeting, offer));
    Row {
        date: words::full_date(meeting.date),
        iso_date: meeting.date.to_string(),
        page: page(meeting),
        papers: papers.collect(),
    }
}

fn page(meeting: &Meeting) -> Option<String> {
    meeting.page.as_ref().map(|page| address(&format!("{}/{page}", meeting.folder)))
}

fn file(meeting: &Meeting, offer: &Offer) -> Download {
    let download = offer.download("");
    Download { href: address(&format!("{}/{}", meeting.folder, download.href)), ..download }
}

fn address(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

fn feed(council: &str, meetings: &[Meeting]) -> Feed {
    let mut published: Vec<(&Meeting, &Publication)> = meetings
        .iter()
        .flat_map(|meeting| meeting.published.iter().map(move |publication| (meeting, publication)))
        .collect();
    // Of one day's, the order of the list stays.
    published.sort_by_key(|(_, publication)| std::cmp::Reverse(publication.day));
    let latest = published.first().map(|(_, publication)| publication.day);
    Feed {
        id: urn(&["feed", council]),
        updated: latest.map(midnight).unwrap_or_default(),
        entries: published
            .into_iter()
            .map(|(meeting, publication)| entry(meeting, publication))
            .collect(),
    }
}

fn entry(meeting: &Meeting, publication: &Publication) -> Entry {
    let offer = &publication.file;
    let file = file(meeting, offer);
    Entry {
        id: urn(&["publication", &meeting.council, &meeting.folder, &offer.title]),
        title: format!(
            "{}: {}, {}",
            meeting.committee,
            offer.title,
            words::full_date(meeting.date)
        ),
        committee: meeting.committee.clone(),
        updated: midnight(publication.day),
        page: page(meeting).unwrap_or_else(|| file.href.clone()),
        summary: format!(
            "{} for the meeting on {} ({}).",
            offer.title,
            words::full_date(meeting.date),
            file.format
        ),
        bytes: offer.bytes,
        file,
    }
}

/// Returns a moment as RFC 3339 has it.
fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// Returns a UUID of version 8 (RFC 9562) made of names.
fn urn(names: &[&str]) -> String {
    let digest = Sha256::digest(names.join("\n"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn meeting(folder: &str, committee: &str, day: Date) -> Meeting {
        let file = Offer {
            path: "public/agenda-pack.pdf".into(),
            bytes: 2048,
            title: "Agenda pack".into(),
            pages: Some(33),
        };
        Meeting {
            folder: folder.into(),
            council: "Exampleton Borough Council".into(),
            committee: committee.into(),
            date: day,
            page: Some("public/web/index.html".into()),
            whole: None,
            published: vec![Publication { day, file }],
        }
    }

    #[test]
    fn meetings_stand_under_their_committee_the_latest_first() {
        let list = catalogue(vec![
            meeting("b", "Performance", date(2024, 3, 6)),
            meeting("c d", "Planning", date(2024, 5, 1)),
            meeting("a", "Performance", date(2024, 6, 6)),
        ]);
        let list = list.expect("a list");
        let shown: Vec<(&str, Vec<&str>)> = list
            .committees
            .iter()
            .map(|c| (c.name.as_str(), c.meetings.iter().map(|m| m.iso_date.as_str()).collect()))
            .collect();
        let expected =
            [("Performance", vec!["2024-06-06", "2024-03-06"]), ("Planning", vec!["2024-05-01"])];
        assert_eq!(shown, expected);
        let page = list.committees[1].meetings[0].page.as_deref();
        assert_eq!(page, Some("c%20d/public/web/index.html"));
        assert_eq!(list.feed.updated, "2024-06-06T00:00:00Z");
        let ids: std::collections::BTreeSet<_> = list.feed.entries.iter().map(|e| &e.id).collect();
        assert_eq!(ids.len(), 3);
    }

    #[test]
    fn nothing_built_is_no_list() {
        assert_eq!(catalogue(Vec::new()), None);
    }
}
