//! What is not for publication, in the words of the law: for the agenda, for the
//! head of a page, and the resolution that excludes the public.
//!
//! Local Government Act 1972, section 100A and Schedule 12A (Part 1 in England,
//! Part 4 in Wales); SI 2012/2089, regulation 4, for the executive in England;
//! Public Bodies (Admission to Meetings) Act 1960, section 1(2), for parishes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words;
use crate::edition::{Ground, Thing, Withheld};
use crate::model::council::{Council, Nation, Powers};
use crate::model::meeting::Meeting;
use crate::model::notice::Body;
use crate::model::part::{self, Matter};
use crate::spelling::listed;

/// Pages that are not for publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartTwo {
    /// What stands at the head of each page.
    pub marking: String,
    /// What is withheld, and why.
    pub grounds: Vec<GroundRow>,
}

/// Something that is withheld, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroundRow {
    /// What it is: `Risk PP_R04`.
    pub what: String,
    /// `Exempt: paragraph 3 of Part 1 of Schedule 12A …`.
    pub ground: String,
    /// Why the public interest favours the exemption, or that nothing is said of it.
    pub public_interest: String,
}

/// The law that a body excludes the public under.
#[derive(Clone, Copy, Debug)]
pub(super) struct Law {
    nation: Nation,
    body: Body,
    powers: Powers,
}

impl Law {
    pub(super) fn of(council: &Council, meeting: &Meeting) -> Self {
        let committee = council.committee(&meeting.committee);
        Self {
            nation: council.nation,
            body: council.notice.body,
            powers: committee.map(|committee| committee.powers).unwrap_or_default(),
        }
    }

    /// Returns `Part 1 of Schedule 12A to the Local Government Act 1972`.
    fn schedule(self) -> &'static str {
        match self.nation {
            Nation::England => "Part 1 of Schedule 12A to the Local Government Act 1972",
            Nation::Wales => "Part 4 of Schedule 12A to the Local Government Act 1972",
        }
    }

    /// Returns the provision under which a meeting resolves to exclude the public.
    fn resolves(self) -> &'static str {
        match (self.body, self.powers, self.nation) {
            (Body::Parish, ..) => {
                "section 1(2) of the Public Bodies (Admission to Meetings) Act 1960"
            }
            (_, Powers::Executive, Nation::England) => {
                "regulation 4(2)(b) of the Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012"
            }
            _ => "section 100A(4) of the Local Government Act 1972",
        }
    }

    /// Returns the provision under which the public must be excluded.
    fn must(self) -> &'static str {
        match (self.powers, self.nation) {
            (Powers::Executive, Nation::England) => {
                "regulation 4(2)(a) of the Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012"
            }
            _ => "section 100A(2) of the Local Government Act 1972",
        }
    }
}

/// Returns `paragraph 3`, `paragraphs 1 and 3`, or nothing.
fn paragraphs(numbers: &[u32]) -> String {
    let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match numbers.len() {
        0 => String::new(),
        1 => format!("paragraph {}", list[0]),
        _ => format!("paragraphs {}", listed(&list)),
    }
}

/// Returns `Exempt: paragraph 3`, as it stands under an item.
fn short(ground: &Ground) -> String {
    match ground {
        Ground::Confidential => "Confidential".into(),
        Ground::Exempt(numbers) if numbers.is_empty() => "Exempt".into(),
        Ground::Exempt(numbers) => format!("Exempt: {}", paragraphs(numbers)),
    }
}

/// Returns what stands under an item whose papers are withheld.
pub(super) fn note(withheld: &[Withheld], index: usize) -> Option<String> {
    let mut of_item = withheld.iter().filter(|withheld| withheld.index == index);
    of_item.find(|withheld| withheld.thing == Thing::Item).map(|withheld| short(&withheld.ground))
}

/// Returns what the report says of its exempt parts, one sentence each.
pub(super) fn sentences(withheld: &[Withheld], index: usize) -> Vec<String> {
    let of_item = withheld.iter().filter(|withheld| withheld.index == index);
    let within = of_item.filter(|withheld| withheld.thing != Thing::Item);
    within.map(sentence).collect()
}

fn sentence(withheld: &Withheld) -> String {
    let (one, several) = match withheld.thing {
        Thing::Item => ("paper", "papers"),
        Thing::Indicators => ("performance appendix", "performance appendices"),
        Thing::Register => ("risk register", "risk registers"),
        Thing::Section => ("section", "sections"),
        Thing::Indicator => ("indicator", "indicators"),
        Thing::Risk => ("risk", "risks"),
        Thing::Appendix => ("appendix", "appendices"),
    };
    let (is, why) = (if withheld.count == 1 { "is" } else { "are" }, short(&withheld.ground));
    let what = match withheld.thing {
        Thing::Indicators | Thing::Register => format!("The {one}"),
        _ => words::capital(&words::counted(withheld.count, one, several)),
    };
    format!("{what} of this report {is} not for publication. {why}.")
}

/// Returns what the members' pages of an item say of themselves.
pub(super) fn part_two(law: Law, withheld: &[part::Withheld]) -> PartTwo {
    let mut numbers: Vec<u32> = withheld.iter().flat_map(part::Withheld::paragraphs).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let confidential = withheld.iter().any(part::Withheld::is_confidential);
    let exempt = withheld.iter().any(|withheld| !withheld.is_confidential());
    let mut kinds = Vec::new();
    if exempt {
        kinds.push(long(&Ground::Exempt(numbers), law));
    }
    if confidential {
        kinds.push(long(&Ground::Confidential, law));
    }
    PartTwo {
        marking: format!("Not for publication: {}", listed(&kinds)),
        grounds: withheld.iter().map(|withheld| row(withheld, law)).collect(),
    }
}

/// Returns `exempt under paragraph 3 of Part 1 of Schedule 12A to the …`.
fn long(ground: &Ground, law: Law) -> String {
    match ground {
        Ground::Confidential => "confidential".into(),
        Ground::Exempt(numbers) if numbers.is_empty() => "exempt".into(),
        Ground::Exempt(numbers) => {
            format!("exempt under {} of {}", paragraphs(numbers), law.schedule())
        }
    }
}

fn row(withheld: &part::Withheld, law: Law) -> GroundRow {
    let what = match &withheld.what {
        Matter::Item => "The item with its papers".into(),
        Matter::Indicators => "The performance appendix".into(),
        Matter::Register => "The risk register".into(),
        Matter::Section(heading) => format!("Section: {heading}"),
        Matter::Indicator(code) => format!("Indicator {code}"),
        Matter::Risk(label) => format!("Risk {label}"),
        Matter::Appendix(name) => name.clone(),
    };
    let said = withheld.exemptions.iter().find_map(|e| e.public_interest.as_ref());
    let unsaid =
        if withheld.is_confidential() { "Not weighed: confidential" } else { "Not stated" };
    GroundRow {
        what,
        ground: words::capital(&long(&Ground::of(withheld), law)),
        public_interest: said.map_or_else(|| unsaid.into(), |said| said.value.clone()),
    }
}

/// Returns the resolution to exclude the public from all that is withheld, in
/// paragraphs.
pub(super) fn resolution(law: Law, withheld: &[Withheld]) -> Vec<String> {
    let confidential = confidential(withheld);
    let mut paragraphs = Vec::new();
    let (whole, within) = (business(withheld, Thing::Item), business_within(withheld));
    if let Some(business) = joined(&whole, &within) {
        paragraphs.push(resolved(law, &business, &cited_paragraphs(withheld)));
    }
    if !confidential.is_empty() {
        paragraphs.push(format!("{} That needs no resolution.", must(law, &confidential)));
    }
    paragraphs
}

/// Returns the sentence that says from which items the public must be excluded.
pub(super) fn must(law: Law, numbers: &[String]) -> String {
    format!(
        "The public must be excluded while {} {} taken, under {}, because confidential information within the meaning of section 100A(3) of the Local Government Act 1972 would otherwise be disclosed.",
        items(numbers),
        if numbers.len() == 1 { "is" } else { "are" },
        law.must(),
    )
}

/// Returns the sentence before the items from which a meeting is asked to exclude
/// the public.
pub(super) fn asked(law: Law) -> String {
    let because = match law.body {
        Body::Parish => "publicity would be prejudicial to the public interest".into(),
        Body::Principal => {
            format!("exempt information as defined in {} is likely to be disclosed", law.schedule())
        }
    };
    format!(
        "The meeting will be asked to exclude the public, under {}, while these items are taken, because {because}:",
        law.resolves()
    )
}

/// Returns `paragraph 3`, or nothing where no paragraph is named.
pub(super) fn named(ground: &Ground) -> String {
    exempt(ground).map(paragraphs).unwrap_or_default()
}

/// Returns the items of which a part is exempt, by their places on the agenda, with why:
/// `in part: paragraph 3`.
pub(super) fn in_part(withheld: &[Withheld]) -> Vec<(usize, String)> {
    let reason = |numbers: &[u32]| match numbers {
        [] => "in part".to_string(),
        _ => format!("in part: {}", paragraphs(numbers)),
    };
    let within = exempt_within(withheld).into_iter();
    within.map(|(first, numbers)| (first.index, reason(&numbers))).collect()
}

/// Returns the numbers of the items of which all or a part is confidential, each once.
pub(super) fn confidential(withheld: &[Withheld]) -> Vec<String> {
    let confidential = withheld.iter().filter(|withheld| withheld.ground == Ground::Confidential);
    let mut numbers: Vec<String> = confidential.map(|withheld| withheld.number.clone()).collect();
    numbers.dedup();
    numbers
}

/// Returns every paragraph that exempts anything, in order.
fn cited_paragraphs(withheld: &[Withheld]) -> Vec<u32> {
    let grounds = withheld.iter().filter_map(|withheld| exempt(&withheld.ground));
    let mut numbers: Vec<u32> = grounds.flatten().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn resolved(law: Law, business: &str, numbers: &[u32]) -> String {
    let provision = law.resolves();
    if law.body == Body::Parish {
        return format!(
            "That, under {provision}, the public be excluded from the meeting during {business}, because publicity would be prejudicial to the public interest by reason of the confidential nature of the business."
        );
    }
    let defined = match numbers {
        [] => law.schedule().to_string(),
        _ => format!("{} of {}", paragraphs(numbers), law.schedule()),
    };
    format!(
        "That, under {provision}, the public be excluded from the meeting during {business}, because it is likely, in view of the nature of the business, that exempt information as defined in {defined} would be disclosed to them, and because in all the circumstances the public interest in maintaining the exemption outweighs the public interest in disclosing the information."
    )
}

/// Returns `item 9 (paragraph 3)` for every item that is exempt as a whole.
fn business(withheld: &[Withheld], thing: Thing) -> Vec<String> {
    let of_kind = withheld.iter().filter(|withheld| withheld.thing == thing);
    of_kind
        .filter_map(|withheld| Some(cited(&withheld.number, exempt(&withheld.ground)?)))
        .collect()
}

/// Returns the same for every item of which a part is exempt.
fn business_within(withheld: &[Withheld]) -> Vec<String> {
    let within = exempt_within(withheld).into_iter();
    within.map(|(first, numbers)| cited(&first.number, &numbers)).collect()
}

/// Returns the first exempt part of every item that has one, with the paragraphs of them all.
fn exempt_within(withheld: &[Withheld]) -> Vec<(&Withheld, Vec<u32>)> {
    let mut found: Vec<(&Withheld, Vec<u32>)> = Vec::new();
    for withheld in withheld.iter().filter(|withheld| withheld.thing != Thing::Item) {
        let Some(numbers) = exempt(&withheld.ground) else { continue };
        match found.iter_mut().find(|(first, _)| first.number == withheld.number) {
            Some((_, known)) => known.extend(numbers),
            None => found.push((withheld, numbers.to_vec())),
        }
    }
    for (_, numbers) in &mut found {
        numbers.sort_unstable();
        numbers.dedup();
    }
    found
}

fn exempt(ground: &Ground) -> Option<&[u32]> {
    match ground {
        Ground::Exempt(numbers) => Some(numbers),
        Ground::Confidential => None,
    }
}

fn cited(number: &str, numbers: &[u32]) -> String {
    match numbers {
        [] => number.to_string(),
        _ => format!("{number} ({})", paragraphs(numbers)),
    }
}

fn joined(whole: &[String], within: &[String]) -> Option<String> {
    let of_parts = |list: &[String]| {
        format!("any discussion of the papers of {} that are not for publication", items(list))
    };
    match (whole, within) {
        ([], []) => None,
        (whole, []) => Some(items(whole)),
        ([], within) => Some(of_parts(within)),
        (whole, within) => Some(format!("{}, and during {}", items(whole), of_parts(within))),
    }
}

fn items(list: &[String]) -> String {
    format!("{} {}", if list.len() == 1 { "item" } else { "items" }, listed(list))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn withheld(number: &str, thing: Thing, ground: Ground) -> Withheld {
        Withheld { index: 0, number: number.into(), thing, count: 1, ground }
    }

    fn law(nation: Nation, body: Body, powers: Powers) -> Law {
        Law { nation, body, powers }
    }

    #[test]
    fn each_body_excludes_the_public_under_its_own_law() {
        let list = [withheld("9", Thing::Item, Ground::Exempt(vec![3]))];
        for (law, expected) in [
            (
                law(Nation::England, Body::Principal, Powers::Council),
                ["section 100A(4) of the Local Government Act 1972", "Part 1 of Schedule 12A"],
            ),
            (
                law(Nation::England, Body::Principal, Powers::Executive),
                ["regulation 4(2)(b)", "Part 1 of Schedule 12A"],
            ),
            (
                law(Nation::Wales, Body::Principal, Powers::Executive),
                ["section 100A(4)", "Part 4 of Schedule 12A"],
            ),
            (
                law(Nation::England, Body::Parish, Powers::Council),
                ["section 1(2) of the Public Bodies", "prejudicial to the public interest"],
            ),
        ] {
            let text = resolution(law, &list).join("\n");
            assert!(expected.iter().all(|words| text.contains(words)), "{text}");
            assert!(text.contains("during item 9"), "{text}");
        }
    }

    #[test]
    fn an_item_is_excluded_in_part_with_its_grounds_once() {
        let list = [
            withheld("8", Thing::Risk, Ground::Exempt(vec![3])),
            withheld("8", Thing::Section, Ground::Exempt(vec![1, 3])),
            withheld("8", Thing::Indicator, Ground::Confidential),
        ];
        assert_eq!(in_part(&list), [(0, "in part: paragraphs 1 and 3".to_string())]);
        assert_eq!(confidential(&list), ["8"]);
        assert_eq!(in_part(&[withheld("9", Thing::Item, Ground::Exempt(vec![3]))]), []);
    }

    #[test]
    fn the_resolution_names_items_and_paragraphs_and_keeps_confidential_apart() {
        let list = [
            withheld("8", Thing::Risk, Ground::Exempt(vec![3])),
            withheld("8", Thing::Section, Ground::Exempt(vec![1])),
            withheld("9", Thing::Item, Ground::Exempt(vec![3])),
            withheld("11", Thing::Item, Ground::Exempt(vec![1, 2])),
            withheld("12", Thing::Item, Ground::Confidential),
        ];
        let text = resolution(law(Nation::England, Body::Principal, Powers::Council), &list);
        assert_eq!(text.len(), 2);
        assert!(text[0].contains(
            "during items 9 (paragraph 3) and 11 (paragraphs 1 and 2), and during any discussion of the papers of item 8 (paragraphs 1 and 3) that are not for publication"
        ), "{}", text[0]);
        assert!(text[1].contains("item 12") && text[1].contains("section 100A(2)"), "{}", text[1]);
    }
}
