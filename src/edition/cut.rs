//! The cut between what is open and what is exempt.

mod glossary;

use super::{
    Editions, ExemptPapers, Ground, HeldBack, PrivateMeeting, PublicMeeting, Thing, Withheld,
};
use crate::model::attachment::Attachment;
use crate::model::indicator::Scorecard;
use crate::model::meeting::{AgendaItem, ItemKind, ItemStatus, Meeting};
use crate::model::narrative::{Block, ExemptSection, Inline, number};
use crate::model::part::{self, Matter, Part};
use crate::model::report::Report;
use crate::model::risk::Register;

/// The title of a confidential item on the public agenda, which is all that the
/// public learns of it.
const CONFIDENTIAL: &str = "Confidential item";

/// The heading of an exempt section in the public report.
const EXEMPT_SECTION: &str = "Exempt section";

/// What stands under that heading.
const NOT_FOR_PUBLICATION: &str = "This section is not for publication.";

/// Returns the editions of a meeting.
///
/// An exempt item keeps its number and title on the public agenda; its text and
/// its report are gone. A confidential one loses its title too.
pub fn cut(mut meeting: Meeting) -> Editions {
    let held_back = cut_held_back(&mut meeting);
    let (mut withheld, mut papers) = (Vec::new(), Vec::new());
    for (index, item) in meeting.agenda.iter_mut().enumerate() {
        let list = item.withheld();
        let rest = cut_item(item);
        if item.status != ItemStatus::Withdrawn {
            withheld.extend(announced(index, &item.number, &list));
        }
        papers.extend(rest.map(|item| ExemptPapers {
            index,
            item,
            programme: Vec::new(),
            action_points: Vec::new(),
            withheld: list,
        }));
    }
    cut_lists(&mut meeting, &mut papers);
    // What the readers kept for the rules is for nobody to read.
    meeting.concealed.clear();
    let public = PublicMeeting { meeting, withheld };
    let private = (!papers.is_empty()).then(|| PrivateMeeting { open: public.clone(), papers });
    Editions { public, private, held_back }
}

/// Takes the papers out of a meeting that are held back, and returns those with anything
/// exempt.
fn cut_held_back(meeting: &mut Meeting) -> Vec<HeldBack> {
    let papers = std::mem::take(&mut meeting.held_back).into_iter();
    let cut = papers.filter_map(|(index, report)| {
        let mut open = meeting.agenda[index].clone();
        open.report = Some(Box::new(report));
        let withheld = open.withheld();
        let item = cut_item(&mut open)?;
        let (programme, action_points) = (Vec::new(), Vec::new());
        Some(HeldBack {
            open,
            exempt: ExemptPapers { index, item, programme, action_points, withheld },
        })
    });
    cut.collect()
}

/// Takes the work programme and the action points away where an exempt item is
/// theirs and no open one is.
fn cut_lists(meeting: &mut Meeting, papers: &mut [ExemptPapers]) {
    let open = |kind: ItemKind| meeting.agenda.iter().any(|item| item.kind == kind);
    let open = (open(ItemKind::WorkProgramme), open(ItemKind::ActionPoints));
    for papers in papers.iter_mut().filter(|papers| !papers.item.part.is_public()) {
        match papers.item.kind {
            ItemKind::WorkProgramme if open.0 => papers.programme.clone_from(&meeting.programme),
            ItemKind::WorkProgramme => papers.programme = std::mem::take(&mut meeting.programme),
            ItemKind::ActionPoints if open.1 => {
                papers.action_points.clone_from(&meeting.action_points);
            }
            ItemKind::ActionPoints => {
                papers.action_points = std::mem::take(&mut meeting.action_points);
            }
            _ => {}
        }
    }
}

/// Returns what the public may know of what is withheld from an item.
fn announced(index: usize, number: &str, list: &[part::Withheld]) -> Vec<Withheld> {
    let mut announced: Vec<Withheld> = Vec::new();
    for withheld in list {
        let (thing, ground) = (thing(&withheld.what), Ground::of(withheld));
        if ground == Ground::Confidential && thing != Thing::Item {
            continue;
        }
        match announced.iter_mut().find(|known| known.thing == thing && known.ground == ground) {
            Some(known) => known.count += 1,
            None => {
                announced.push(Withheld { index, number: number.into(), thing, count: 1, ground });
            }
        }
    }
    announced
}

fn thing(matter: &Matter) -> Thing {
    match matter {
        Matter::Item => Thing::Item,
        Matter::Indicators => Thing::Indicators,
        Matter::Register => Thing::Register,
        Matter::Section(_) => Thing::Section,
        Matter::Indicator(_) => Thing::Indicator,
        Matter::Risk(_) => Thing::Risk,
        Matter::Appendix(_) => Thing::Appendix,
    }
}

/// Takes all that is exempt out of an item, and returns it.
fn cut_item(item: &mut AgendaItem) -> Option<AgendaItem> {
    let Part::Two(exemption) = &item.part else {
        let rest = item.report.as_mut().and_then(|report| cut_report(report))?;
        return Some(of(item, Some(Box::new(rest))));
    };
    let is_confidential = item.withheld().iter().any(part::Withheld::is_confidential);
    let bare =
        part::Exemption { place: exemption.place.clone(), reason: None, public_interest: None };
    let report = item.report.take();
    let public =
        AgendaItem { part: Part::Two(bare), kind: ItemKind::StandingText, ..of(item, None) };
    let mut rest = std::mem::replace(item, public);
    rest.report = report;
    if is_confidential {
        item.title.value = CONFIDENTIAL.into();
    }
    if let Some(report) = &mut rest.report {
        // What either calls exempt is exempt, and the cover says so.
        if report.part.is_public() {
            report.part.clone_from(&rest.part);
        }
        number(&mut report.narrative);
        without_sources(report);
    }
    Some(rest)
}

/// Returns an item of the same number and title with another report.
fn of(item: &AgendaItem, report: Option<Box<Report>>) -> AgendaItem {
    AgendaItem {
        number: item.number.clone(),
        title: item.title.clone(),
        kind: item.kind,
        text: None,
        part: Part::One,
        status: item.status,
        received: None,
        reason_late: None,
        urgency: None,
        report,
    }
}

/// Takes all that is exempt out of a report, and returns it as a report of its own,
/// without a cover; nothing where all is open.
fn cut_report(report: &mut Report) -> Option<Report> {
    let mut rest = Report {
        place: report.place.clone(),
        title: report.title.clone(),
        report_for: report.report_for.clone(),
        date: report.date.clone(),
        part: Part::One,
        cover: Vec::new(),
        glossary: Vec::new(),
        narrative: cut_narrative(&mut report.narrative),
        written: Vec::new(),
        document: report.document.clone(),
        files: Vec::new(),
        scorecard: cut_scorecard(&mut report.scorecard),
        register: cut_register(&mut report.register),
        appendices: cut_appendices(&mut report.appendices),
    };
    without_sources(report);
    let any_text = !rest.narrative.is_empty() || !rest.appendices.is_empty();
    let any = any_text || rest.scorecard.is_some() || rest.register.is_some();
    rest.glossary = glossary::cut(report, any);
    any.then_some(rest)
}

/// The names of files and the prose as written are for the rules.
fn without_sources(report: &mut Report) {
    report.written.clear();
    report.files.clear();
}

/// Takes the exempt sections out of a narrative. In the place of an exempt section
/// stands that there is one, under its number; of a confidential one nothing
/// stands, and the numbers know nothing of it.
fn cut_narrative(narrative: &mut Vec<Block>) -> Vec<Block> {
    let mut rest = split(narrative, part::Exemption::is_confidential);
    number(narrative);
    let whole = narrative.clone();
    rest.extend(split(narrative, |_| true));
    if rest.is_empty() {
        return rest;
    }
    let mut section = ExemptSection::default();
    let open = whole.into_iter().flat_map(|block| match block {
        Block::Heading { level, number, part, text } => {
            if section.heading(level, &part) {
                return exempt_section(level, number);
            }
            let heading = Block::Heading { level, number, text, part: Part::One };
            if section.exemption().is_none() { vec![heading] } else { Vec::new() }
        }
        block if section.exemption().is_none() => vec![block],
        _ => Vec::new(),
    });
    *narrative = open.collect();
    rest
}

/// Returns what stands in the place of an exempt section.
fn exempt_section(level: u8, number: Option<String>) -> Vec<Block> {
    let text = |text: &str| vec![Inline::Text(text.into())];
    vec![
        Block::Heading { level, number, text: text(EXEMPT_SECTION), part: Part::One },
        Block::Paragraph { number: None, text: text(NOT_FOR_PUBLICATION) },
    ]
}

/// Takes the sections out whose exemption is chosen. Each stands by itself, so its
/// heading is of the first level, wherever it stood.
fn split(narrative: &mut Vec<Block>, chosen: fn(&part::Exemption) -> bool) -> Vec<Block> {
    let (mut section, mut above) = (ExemptSection::default(), 0);
    let (mut open, mut rest) = (Vec::new(), Vec::new());
    for mut block in std::mem::take(narrative) {
        if let Block::Heading { level, part, .. } = &block
            && section.heading(*level, part)
        {
            above = level - 1;
        }
        if !section.exemption().is_some_and(chosen) {
            open.push(block);
            continue;
        }
        if let Block::Heading { level, .. } = &mut block {
            *level -= above;
        }
        rest.push(block);
    }
    *narrative = open;
    rest
}

fn cut_appendices(appendices: &mut Vec<Attachment>) -> Vec<Attachment> {
    let all = std::mem::take(appendices).into_iter();
    let (open, exempt) = all.partition(|paper| paper.part.is_public());
    *appendices = open;
    exempt
}

fn cut_scorecard(scorecard: &mut Option<Scorecard>) -> Option<Scorecard> {
    let mut whole = scorecard.take()?;
    if !whole.part.is_public() {
        return Some(whole);
    }
    let indicators = std::mem::take(&mut whole.indicators).into_iter();
    let (open, exempt): (Vec<_>, Vec<_>) = indicators.partition(|i| i.part.is_public());
    let of = |indicators: Vec<_>| {
        let period = Scorecard::common_period(&indicators).unwrap_or(whole.period);
        (!indicators.is_empty()).then(|| Scorecard { period, indicators, ..whole.clone() })
    };
    *scorecard = of(open);
    of(exempt)
}

fn cut_register(register: &mut Option<Register>) -> Option<Register> {
    let mut whole = register.take()?;
    if !whole.part.is_public() {
        return Some(whole);
    }
    let risks = std::mem::take(&mut whole.risks).into_iter();
    let (open, exempt): (Vec<_>, Vec<_>) = risks.partition(|risk| risk.part.is_public());
    let had_none = open.is_empty() && exempt.is_empty();
    let of = |risks: Vec<crate::model::risk::Risk>| {
        let period = risks.iter().filter_map(|risk| risk.period).max();
        (!risks.is_empty()).then(|| Register { period, risks, ..whole.clone() })
    };
    *register = if had_none { Some(whole.clone()) } else { of(open) };
    of(exempt)
}
