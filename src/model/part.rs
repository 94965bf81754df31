//! Part 1 and Part 2: what the public reads, and what Schedule 12A exempts.

use std::fmt;

use super::meeting::AgendaItem;
use super::narrative::{Block, ExemptSection, plain};
use crate::place::{Place, Placed};

/// The two parts of an agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub enum Part {
    /// Open to the public.
    #[default]
    One,
    /// Exempt or confidential: never in a public output.
    Two(Exemption),
}

/// Why papers are exempt, in the words of the agenda or the report.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Exemption {
    /// Where the paper is said to be exempt.
    pub place: Place,
    /// The reason as stated, such as `paragraph 3` of Schedule 12A.
    pub reason: Option<Placed<String>>,
    /// Why the public interest favours the exemption (Schedule 12A, paragraph 10).
    pub public_interest: Option<Placed<String>>,
}

/// Words before a number that is no paragraph: `Part 1 of Schedule 12A`.
const OTHERS: [&str; 5] = ["part", "schedule", "section", "act", "item"];

impl Exemption {
    /// Returns the reason, or nothing at all where none is stated.
    pub fn reason(&self) -> &str {
        self.reason.as_ref().map_or("", |reason| &reason.value)
    }

    /// Returns whether the paper is confidential, which is more than exempt: the
    /// public must be excluded, and no paragraph says so (Local Government Act
    /// 1972, section 100A(2) and (3)).
    ///
    /// What is commercially confidential is exempt and no more: paragraph 3.
    pub fn is_confidential(&self) -> bool {
        let reason = self.reason().to_lowercase();
        let words: Vec<&str> = reason.split(|c: char| !c.is_alphabetic()).collect();
        words.iter().enumerate().any(|(index, word)| {
            let before = index.checked_sub(1).map(|at| words[at]);
            word.contains("confidential")
                && !before.is_some_and(|before| before.starts_with("commercial"))
        })
    }

    /// Returns whether what is withheld anyhow need not be named beside `outer`, which
    /// it is part of: it says nothing more of why, or nothing of it may be said.
    fn is_within(&self, outer: Option<&Self>) -> bool {
        outer.is_some_and(|outer| {
            outer.is_confidential()
                || (!self.is_confidential() && self.paragraphs() == outer.paragraphs())
        })
    }

    /// Returns the paragraphs that the reason names: 1 and 2 of `paragraphs 1 and 2
    /// of Part 1 of Schedule 12A`, 3 of `3`.
    pub fn paragraphs(&self) -> Vec<u32> {
        paragraphs(self.reason())
    }
}

fn paragraphs(reason: &str) -> Vec<u32> {
    let words: Vec<&str> = reason
        .split(|c: char| !c.is_alphanumeric() && c != '£')
        .filter(|word| !word.is_empty())
        .collect();
    let named = words.iter().enumerate().filter(|(index, _)| {
        let before = index.checked_sub(1).map(|at| words[at].to_lowercase());
        !before.is_some_and(|before| OTHERS.contains(&before.as_str()))
    });
    let number = |text: &str| text.trim_end_matches(['A', 'B', 'C', 'a', 'b']).parse().ok();
    named.filter_map(|(_, word)| number(word)).filter(|number| *number < 100).collect()
}

impl Part {
    /// Returns whether the public may read it.
    pub fn is_public(&self) -> bool {
        *self == Self::One
    }

    /// Returns why the public may not read it.
    pub fn exemption(&self) -> Option<&Exemption> {
        match self {
            Self::One => None,
            Self::Two(exemption) => Some(exemption),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::One => "1",
            Self::Two(_) => "2",
        })
    }
}

/// Something of an item that is not for publication.
#[derive(Clone, Debug)]
pub struct Withheld {
    /// What it is.
    pub what: Matter,
    /// What is said of why: for an item as a whole on the agenda, on the report or
    /// on both, and in one place for all else.
    pub exemptions: Vec<Exemption>,
}

/// What can be exempt: an item, or something within its report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The item with all its papers.
    Item,
    /// The indicators of its report, as an appendix.
    Indicators,
    /// The risk register of its report.
    Register,
    /// A section of the narrative, by its heading.
    Section(String),
    /// An indicator, by its code.
    Indicator(String),
    /// A risk, by its code or title.
    Risk(String),
    /// A paper made elsewhere, by its label or file.
    Appendix(String),
}

impl Withheld {
    /// Returns whether it is confidential, not exempt alone.
    pub fn is_confidential(&self) -> bool {
        self.exemptions.iter().any(Exemption::is_confidential)
    }

    /// Returns the paragraphs of Schedule 12A that it falls under, in order.
    pub fn paragraphs(&self) -> Vec<u32> {
        let mut paragraphs: Vec<u32> =
            self.exemptions.iter().flat_map(Exemption::paragraphs).collect();
        paragraphs.sort_unstable();
        paragraphs.dedup();
        paragraphs
    }
}

impl AgendaItem {
    /// Returns what of the item is not for publication: the whole of it, or what
    /// its report says is exempt, in the report's order.
    pub fn withheld(&self) -> Vec<Withheld> {
        let report = self.report.as_deref();
        if !self.part.is_public() {
            let of_report = report.and_then(|report| report.part.exemption());
            let stated = self.part.exemption().into_iter().chain(of_report);
            let mut exemptions: Vec<Exemption> = stated.cloned().collect();
            exemptions.dedup();
            return vec![Withheld { what: Matter::Item, exemptions }];
        }
        let mut list = Vec::new();
        let mut add = |part: &Part, outer: Option<&Exemption>, what: Matter| {
            let exemption = part.exemption().filter(|exemption| !exemption.is_within(outer));
            list.extend(exemption.map(|one| Withheld { what, exemptions: vec![one.clone()] }));
        };
        let Some(report) = report else { return list };
        let mut section = ExemptSection::default();
        for block in &report.narrative {
            if let Block::Heading { level, part, text, .. } = block {
                let begins = section.heading(*level, part);
                let outer = section.exemption().filter(|_| !begins);
                add(part, outer, Matter::Section(plain(text)));
            }
        }
        if let Some(scorecard) = &report.scorecard {
            add(&scorecard.part, None, Matter::Indicators);
            for indicator in &scorecard.indicators {
                let outer = scorecard.part.exemption();
                add(&indicator.part, outer, Matter::Indicator(indicator.code.value.clone()));
            }
        }
        if let Some(register) = &report.register {
            add(&register.part, None, Matter::Register);
            for risk in &register.risks {
                let outer = register.part.exemption();
                add(&risk.part, outer, Matter::Risk(risk.label().into()));
            }
        }
        for paper in &report.appendices {
            add(&paper.part, None, Matter::Appendix(paper.name().into()));
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::{Exemption, Place, Placed, paragraphs};

    #[test]
    fn what_is_commercially_confidential_is_exempt_and_no_more() {
        for (reason, expected) in [
            ("confidential", true),
            ("Confidential information (section 100A(3))", true),
            ("paragraph 3, commercially confidential", false),
            ("commercial confidentiality", false),
            ("commercially confidential, and confidential by order of the court", true),
            ("paragraph 3", false),
        ] {
            let place = Place::file("report.md");
            let reason = Some(Placed::new(reason.to_string(), place.clone()));
            let exemption = Exemption { place, reason, public_interest: None };
            assert_eq!(exemption.is_confidential(), expected, "{}", exemption.reason());
        }
    }

    #[test]
    fn reads_the_paragraphs_of_a_reason() {
        for (reason, found) in [
            ("3", vec![3]),
            ("paragraph 3 of Part 1 of Schedule 12A", vec![3]),
            ("Paragraphs 1, 2 and 7", vec![1, 2, 7]),
            ("para. 6(a)", vec![6]),
            ("Schedule 12A to the Local Government Act 1972", vec![]),
            ("commercial", vec![]),
            ("a loan of £12", vec![]),
        ] {
            assert_eq!(paragraphs(reason), found, "{reason}");
        }
    }
}
