//! What members get after the first pack: the private edition of a supplement and
//! that of the consolidated pack.
//!
//! Each is the public edition with the pages that are not for publication behind the
//! open ones of their item, so that an open page is the same in both.

use super::consolidated::{Source, Standing};
use super::supplement::{PaperView, said};
use super::{Files, ItemView, Pack, changes};
use crate::edition::ExemptPapers;
use crate::model::meeting::ItemStatus;

/// Returns the private edition of a supplement, where any of its items has something
/// that is not for publication.
///
/// `today` is the members' pack as it would be now, `papers` are its exempt papers,
/// and `before` is how those that members have stand.
pub fn supplement(
    late: &Pack,
    today: &Pack,
    papers: &[ExemptPapers],
    before: &[Standing],
) -> Option<Pack> {
    let mut sheet = late.supplement.clone()?;
    let mut items = Vec::new();
    for item in &late.items {
        let papers = papers.iter().find(|papers| papers.item.number.value == item.number);
        let papers = papers.filter(|papers| papers.item.status != ItemStatus::Withdrawn);
        let (Some(papers), Some(part)) = (papers, today.part_two(&item.number)) else {
            items.push(item.clone());
            continue;
        };
        let before = standing(before, &item.number).filter(|before| before.pages.is_some());
        if let Some(entry) = sheet.papers.iter_mut().find(|entry| entry.id == item.id) {
            announce(entry, papers, part, before);
        }
        items.extend([open(item, part), replacing(part, before)]);
    }
    let has_any = items.iter().any(|item| item.part_two.is_some());
    has_any.then(|| Pack {
        title: format!("{} (private)", late.title),
        marking: Some(
            "Private supplement for members: it has papers that are not for publication.".into(),
        ),
        supplement: Some(sheet),
        items,
        files: today.files.clone(),
        pictures: today.pictures.clone(),
        ..late.clone()
    })
}

/// Returns an open item as members see it.
fn open(item: &ItemView, part: &ItemView) -> ItemView {
    ItemView {
        title: part.title.clone(),
        part_two_id: part.has_pages.then(|| part.id.clone()),
        ..item.clone()
    }
}

/// Returns the pages that are not for publication, with what has changed in them.
fn replacing(part: &ItemView, before: Option<&Standing>) -> ItemView {
    let before = before.filter(|_| part.has_pages);
    let changes = before.map(|before| {
        let replaces = format!("This paper replaces {}.", before.whereabouts());
        changes::compare(&before.item, part, replaces)
    });
    ItemView { changes, ..part.clone() }
}

/// Says on the front sheet what the public is not told.
fn announce(
    entry: &mut PaperView,
    papers: &ExemptPapers,
    part: &ItemView,
    before: Option<&Standing>,
) {
    entry.title.clone_from(&part.title);
    entry.part_two_id = part.has_pages.then(|| part.id.clone());
    if let Some(before) = before {
        let replaced = before.whereabouts();
        entry.what +=
            &format!("; its pages that are not for publication take the place of {replaced}");
    }
    if !papers.item.part.is_public() {
        entry.reason_late = said(papers.item.reason_late.as_ref());
        entry.urgency = said(papers.item.urgency.as_ref());
    }
}

/// Returns how the pages of an item that are not for publication stand.
pub fn standing<'a>(standings: &'a [Standing], number: &str) -> Option<&'a Standing> {
    standings.iter().find(|standing| standing.item.number == number)
}

/// Puts what members got with a published supplement in the place of what they had:
/// a paper comes whole, so that exempt pages go where nothing of it is exempt now.
pub fn follow(
    standings: &mut Vec<Standing>,
    public: &Pack,
    private: Option<&Pack>,
    pages: impl Fn(&str) -> Option<(u32, u32)>,
) {
    let Some(sheet) = &public.supplement else { return };
    for item in &public.items {
        let known = standings.iter().position(|known| known.item.number == item.number);
        let earlier = known.map(|known| standings.remove(known));
        let Some(part) = private.and_then(|private| private.part_two(&item.number)) else {
            continue;
        };
        let mut standing = earlier.unwrap_or_else(|| Standing::first(part.clone(), None));
        let source =
            Source::Supplement { number: sheet.number, published: sheet.published.clone() };
        standing.replace(part.clone(), pages(&item.number), source);
        standings.push(standing);
    }
}

/// Returns the consolidated pack for members, where they have anything that the
/// public has not; `files` has the papers made elsewhere.
pub fn consolidated(public: &Pack, files: &Files, standings: &[Standing]) -> Option<Pack> {
    let items = public.items.iter().flat_map(|item| {
        let Some(standing) = standing(standings, &item.number) else { return vec![item.clone()] };
        let first_page = standing.pages.map(|(first, _)| first);
        let part = ItemView { first_page, ..standing.item.clone() };
        vec![open(item, &part), part]
    });
    let items: Vec<ItemView> = items.collect();
    items.iter().any(|item| item.part_two.is_some()).then(|| Pack {
        title: format!("{} (private)", public.title),
        marking: Some(
            "Private consolidated pack for members: it has papers that are not for publication."
                .into(),
        ),
        items,
        files: files.clone(),
        ..public.clone()
    })
}
