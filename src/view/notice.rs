//! The notice of a meeting, beside what the pack's view says: how the public may
//! attend, and whom to ask.
//!
//! Local Government Act 1972, sections 100A(4) and 100A(6); SI 2012/2089,
//! regulation 4; for parishes the Public Bodies (Admission to Meetings) Act 1960.

use serde::Serialize;

use super::words;
use crate::edition::PublicMeeting;
use crate::model::council::{Council, Nation, Powers};
use crate::model::meeting::ItemStatus;
use crate::model::notice::Body;
use crate::model::part::Part;

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
    /// `paragraph 3`, or nothing where none is stated.
    pub reason: String,
}

/// Returns what a notice of the public meeting says.
pub fn view(council: &Council, edition: &PublicMeeting) -> NoticeView {
    let meeting = edition.meeting();
    let excluded: Vec<ExcludedView> = meeting
        .agenda
        .iter()
        .filter(|item| item.status != ItemStatus::Withdrawn)
        .filter_map(|item| {
            let Part::Two(exemption) = &item.part else { return None };
            Some(ExcludedView {
                number: item.number.value.clone(),
                title: words::title(&item.title),
                reason: words::title(exemption.reason()),
            })
        })
        .collect();
    let attendance = if excluded.is_empty() {
        "Members of the public and the press may attend this meeting."
    } else {
        "Members of the public and the press may attend this meeting until it resolves to exclude them."
    };
    let powers = council.committee(&meeting.committee).map(|c| c.powers).unwrap_or_default();
    let law = || exclusion(council.notice.body, powers, council.nation);
    NoticeView {
        venue: meeting.venue.as_deref().map(one_line),
        contacts: meeting.contact.iter().map(|contact| parted(contact)).collect(),
        attendance: attendance.into(),
        exclusion: (!excluded.is_empty()).then(law),
        excluded,
        notices: meeting.notices.iter().map(|notice| lines(notice)).collect(),
    }
}

/// The sentence before the items that the public is to be excluded from.
fn exclusion(body: Body, powers: Powers, nation: Nation) -> String {
    let law = match (body, powers, nation) {
        (Body::Parish, ..) => {
            return "The meeting will be asked to exclude the public, under section 1(2) of the \
                    Public Bodies (Admission to Meetings) Act 1960, while these items are taken, \
                    because publicity would be prejudicial to the public interest:"
                .into();
        }
        (Body::Principal, Powers::Executive, Nation::England) => {
            "regulation 4(2) of the Local Authorities (Executive Arrangements) (Meetings and \
             Access to Information) (England) Regulations 2012"
        }
        (Body::Principal, ..) => "section 100A(4) of the Local Government Act 1972",
    };
    let part = match nation {
        Nation::England => "Part 1",
        Nation::Wales => "Part 4",
    };
    format!(
        "The meeting will be asked to exclude the public, under {law}, while these items are \
         taken, because exempt information as defined in {part} of Schedule 12A to the Local \
         Government Act 1972 is likely to be disclosed:"
    )
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
    fn each_body_excludes_the_public_under_its_own_law() {
        for (body, powers, nation, cited) in [
            (Body::Principal, Powers::Council, Nation::England, ["section 100A(4)", "Part 1"]),
            (Body::Principal, Powers::Executive, Nation::England, ["regulation 4(2)", "Part 1"]),
            (Body::Principal, Powers::Executive, Nation::Wales, ["section 100A(4)", "Part 4"]),
            (Body::Parish, Powers::Council, Nation::England, ["section 1(2)", "Act 1960"]),
        ] {
            let said = exclusion(body, powers, nation);
            assert!(cited.iter().all(|law| said.contains(law)), "{said}");
        }
    }

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
