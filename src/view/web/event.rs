//! A meeting as search engines and calendars of others read it: `schema.org/Event`.

use serde_json::{Map, Value, json};

use super::Source;

const EVENT: &str = "Event";
const GOVERNMENT: &str = "GovernmentOrganization";
const ORGANIZATION: &str = "Organization";
const PLACE: &str = "Place";
const DOCUMENT: &str = "DigitalDocument";

/// The types that every event is told with.
pub const TYPES: [&str; 5] = [EVENT, GOVERNMENT, ORGANIZATION, PLACE, DOCUMENT];

/// Returns the event as JSON.
pub(super) fn json(source: &Source<'_>) -> String {
    let pack = source.items.pack;
    let meeting = &pack.meeting;
    let start = match &meeting.iso_time {
        Some(time) => format!("{}T{time}", meeting.iso_date),
        None => meeting.iso_date.clone(),
    };
    let mut event = Map::new();
    let mut say = |key: &str, value: Value| drop(event.insert(key.into(), value));
    say("@context", json!("https://schema.org"));
    say("@type", json!(EVENT));
    say("name", json!(meeting.committee));
    say("startDate", json!(start));
    say("eventStatus", json!("https://schema.org/EventScheduled"));
    say("inLanguage", json!("en-GB"));
    say("url", json!("index.html"));
    say(
        "organizer",
        json!({
            "@type": GOVERNMENT,
            "name": pack.council,
            "subOrganization": { "@type": ORGANIZATION, "name": meeting.committee },
        }),
    );
    if let Some(venue) = &source.notice.venue {
        say("location", json!({ "@type": PLACE, "name": venue, "address": venue }));
    }
    let documents = source.packs.iter().map(|offer| {
        let download = offer.download("../");
        json!({
            "@type": DOCUMENT,
            "name": download.title,
            "encodingFormat": download.media_type,
            "url": download.href,
        })
    });
    say("subjectOf", documents.collect());
    Value::Object(event).to_string()
}
