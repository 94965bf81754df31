//! The notice of a meeting, beside what the pack's view says: how the public may
//! attend, and whom to ask.
//!
//! Local Government Act 1972, sections 100A(4) and 100A(6); SI 2012/2089,
//! regulation 4; for parishes the Public Bodies (Admission to Meetings) Act 1960.

use serde::Serialize;

use super::exempt::{self, Law};
use super::words;
use crate::edition::{Ground, PublicMeeting, Thing, Withheld};
use crate::model::council::Council;
use crate::model::meeting::AgendaItem;

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoticeView {
    /// The venue on one line.
    pub venue: Option<String>,
    /// Whom to ask.
    pub contacts: Vec<ContactView>,
    /// Whether and how long the public may attend.
    pub attendance: String,
    /// Why the public is to be excluded from some items, where it is.
    pub exclusion: Option<String>,
    /// Those items.
    pub excluded: Vec<ExcludedView>,
    /// From which items the public must be excluded, and why, where there are any.
    pub confidential: Option<String>,
    /// What the front sheet notices, each as its lines.
    pub notices: Vec<Vec<String>>,
}

/// Whom to ask, parted at an e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// What stands before the address; all of it where there is none.
    pub before: String,
    /// The address.
    pub address: Option<String>,
    /// What stands after it.
    pub after: String,
}

/// An item that the public is to be excluded from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExcludedView {
    /// Its number.
    pub number: String,
    /// Its title on the agenda.
    pub title: String,
    /// `paragraph 3`, or `in part: paragraph 3`; nothing where none is stated.
    pub reason: String,
}

/// Returns what a notice of the public meeting says.
pub fn view(council: &Council, edition: &PublicMeeting) -> NoticeView {
    let meeting = edition.meeting();
    let withheld = edition.withheld();
    let whole: Vec<&Withheld> =
        withheld.iter().filter(|withheld| withheld.thing == Thing::Item).collect();
    let attendance = match (withheld.is_empty(), whole.is_empty()) {
        (true, _) => "Members of the public and the press may attend this meeting.",
        (_, true) => {
            "Members of the public and the press may attend this meeting, except while papers that are not for publication are discussed."
        }
        _ => {
            "Members of the public and the press may attend this meeting until they are excluded from it."
        }
    };
    let exempt = whole.iter().filter(|withheld| withheld.ground != Ground::Confidential);
    let exempt = exempt.map(|withheld| (withheld.index, exempt::named(&withheld.ground)));
    let mut excluded: Vec<(usize, String)> = exempt.chain(exempt::in_part(withheld)).collect();
    excluded.sort();
    let law = Law::of(council, meeting);
    let confidential = exempt::confidential(withheld);
    NoticeView {
        venue: meeting.venue.as_deref().map(one_line),
        contacts: meeting.contact.iter().map(|contact| parted(contact)).collect(),
        attendance: attendance.into(),
        exclusion: (!excluded.is_empty()).then(|| exempt::asked(law)),
        excluded: excluded
            .into_iter()
            .filter_map(|(index, reason)| Some(excluded_view(meeting.agenda.get(index)?, reason)))
            .collect(),
        confidential: (!confidential.is_empty()).then(|| exempt::must(law, &confidential)),
        notices: meeting.notices.iter().map(|notice| lines(notice)).collect(),
    }
}

fn excluded_view(item: &AgendaItem, reason: String) -> ExcludedView {
    ExcludedView { number: item.number.value.clone(), title: words::title(&item.title), reason }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(words::title).filter(|line| !line.is_empty()).collect()
}

/// The lines of an address, parted by commas.
fn one_line(text: &str) -> String {
    let parts = lines(text);
    let bare: Vec<&str> = parts.iter().map(|line| line.trim_end_matches(',')).collect();
    bare.join(", ")
}

/// Parts a contact at the first word that is an e-mail address.
fn parted(contact: &str) -> ContactView {
    let contact = one_line(contact);
    let around: &[char] = &[',', ';', ':', '.', '<', '>', '(', ')'];
    let words = contact.split(' ').map(|word| word.trim_matches(around));
    let Some(address) = words.into_iter().find(|word| is_address(word)) else {
        return ContactView { before: contact, address: None, after: String::new() };
    };
    let (before, after) = contact.split_once(address).unwrap_or((&contact, ""));
    ContactView { before: before.into(), address: Some(address.into()), after: after.into() }
}

/// Whether a word is an e-mail address without a letter that means more in a link.
fn is_address(word: &str) -> bool {
    let safe = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-+".contains(c))
    };
    word.split_once('@').is_some_and(|(name, domain)| {
        safe(name) && safe(domain) && domain.contains('.') && !domain.contains('+')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_contact_is_parted_at_its_address() {
        let parts = |text: &str| {
            let ContactView { before, address, after } = parted(text);
            (before, address.unwrap_or_default(), after)
        };
        let expected = |a: &str, b: &str, c: &str| (a.into(), b.into(), c.into());
        assert_eq!(parts("a.b@x.gov.uk"), expected("", "a.b@x.gov.uk", ""));
        assert_eq!(
            parts("Democratic Services, <ds@x.gov.uk>; 01632 960000"),
            expected("Democratic Services, <", "ds@x.gov.uk", ">; 01632 960000")
        );
        assert_eq!(parts("Ask\n  at the door"), expected("Ask, at the door", "", ""));
        for no in ["a@b", "a?b@x.uk", "@x.uk", "a@x.uk?cc=y", "javascript:a@x.uk/"] {
            assert_eq!(parts(no).1, "", "{no}");
        }
    }

    proptest! {
        #[test]
        fn no_letter_of_a_contact_is_lost(text in "[a-z.@ ,<>0-9+]{0,30}") {
            let ContactView { before, address, after } = parted(&text);
            prop_assert_eq!(before + &address.unwrap_or_default() + &after, one_line(&text));
        }
    }
}
