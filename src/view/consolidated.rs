//! The consolidated pack: everything that was published, in place under its
//! item, each page under the number with which it was published.

use super::{ItemView, Pack, meeting, ranges, supplement};
use crate::model::meeting::ItemKind;
use crate::spelling::listed;

/// How an item stands in what was published so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The item, as it was last published.
    pub item: ItemView,
    /// The first and the last page of its papers.
    pub pages: Option<(u32, u32)>,
    /// Where it was last published.
    pub source: Source,
    /// Where papers stand that later ones replaced, oldest first.
    pub replaced: Vec<String>,
}

/// A published document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The agenda pack.
    Pack,
    /// A supplement.
    Supplement {
        /// Its number.
        number: u32,
        /// `1 March 2018`.
        published: String,
    },
}

impl Standing {
    /// Returns an item of the agenda pack.
    pub fn first(item: ItemView, pages: Option<(u32, u32)>) -> Self {
        Self { item, pages, source: Source::Pack, replaced: Vec::new() }
    }

    /// Returns where its papers are: `pages 3 – 11 of the agenda pack`.
    pub fn whereabouts(&self) -> String {
        let document = match &self.source {
            Source::Pack => "the agenda pack".to_string(),
            Source::Supplement { number, .. } => supplement::name(*number),
        };
        match self.pages {
            Some((first, last)) => {
                format!("{} of {document}", ranges::pages(first, last).to_lowercase())
            }
            None => document,
        }
    }

    /// Returns whether a view of today says what was published. Where its pages
    /// stand, and what had changed then, is no part of the paper.
    pub fn is_still(&self, today: &ItemView) -> bool {
        let paper = |item: &ItemView| ItemView {
            first_page: None,
            pages_withheld: None,
            changes: None,
            ..item.clone()
        };
        paper(&self.item) == paper(today)
    }

    /// Puts what a supplement has in the place of what was there.
    pub(super) fn replace(&mut self, item: ItemView, pages: Option<(u32, u32)>, source: Source) {
        if self.pages.is_some() {
            self.replaced.push(self.whereabouts());
        }
        *self = Self { item, pages, source, replaced: std::mem::take(&mut self.replaced) };
    }
}

/// Puts the items of a published supplement in their places; `pages` knows where
/// the papers of an item are.
pub fn follow(
    standings: &mut Vec<Standing>,
    late: &Pack,
    pages: impl Fn(&str) -> Option<(u32, u32)>,
) {
    let Some(sheet) = &late.supplement else { return };
    for item in &late.items {
        let source =
            Source::Supplement { number: sheet.number, published: sheet.published.clone() };
        let (number, pages) = (&item.number, pages(&item.number));
        let known = standings.iter_mut().find(|standing| standing.item.number == *number);
        if let Some(standing) = known {
            standing.replace(item.clone(), pages, source);
        } else {
            let at = place_of(number, &sheet.agenda, standings);
            let new = Standing { item: item.clone(), pages, source, replaced: Vec::new() };
            standings.insert(at, new);
        }
    }
}

/// Where an item that was not on the agenda before belongs: after the nearest one
/// before it.
fn place_of(number: &str, agenda: &[String], standings: &[Standing]) -> usize {
    let before = agenda.iter().take_while(|other| *other != number);
    let places = before
        .filter_map(|other| standings.iter().position(|standing| standing.item.number == *other));
    places.last().map_or(0, |place| place + 1)
}

/// Returns the pack with everything in place; the front sheet is that of `today`, the
/// latest supplement, and `agenda` has the resolution to exclude the public.
pub fn pack(today: &Pack, agenda: &Pack, standings: &[Standing]) -> Pack {
    let mut items = standings.iter().map(entry).collect();
    resolve(&mut items, agenda);
    let mut documents = vec!["the agenda pack".to_string()];
    let sheets = today.supplement.iter().flat_map(|sheet| 1..=sheet.number);
    documents.extend(sheets.map(supplement::name));
    Pack {
        title: format!(
            "{}: consolidated agenda pack, {}",
            today.meeting.committee, today.meeting.date
        ),
        has_front: true,
        supplement: None,
        consolidated: Some(format!(
            "This is the consolidated pack: {} in one. Every page keeps the number with which it was \
             published; the pages of this front sheet and agenda are numbered i, ii and so on.",
            listed(&documents)
        )),
        items,
        ..today.clone()
    }
}

/// Puts the resolution to exclude the public as it is today: a supplement may bring
/// the first item that needs it.
fn resolve(items: &mut Vec<ItemView>, agenda: &Pack) {
    items.retain(|item| item.id != meeting::EXCLUSION);
    let stated = ItemKind::Exclusion.to_string();
    for (index, item) in agenda.items.iter().enumerate() {
        if item.id == meeting::EXCLUSION {
            let mut later = agenda.items[index..].iter();
            let next = later.find_map(|next| items.iter().position(|known| known.id == next.id));
            items.insert(next.unwrap_or(items.len()), item.clone());
        } else if item.kind == stated
            && let Some(known) = items.iter_mut().find(|known| known.id == item.id)
        {
            known.text.clone_from(&item.text);
        }
    }
}

fn entry(standing: &Standing) -> ItemView {
    let came = match &standing.source {
        Source::Pack => None,
        Source::Supplement { number, published } => {
            Some(format!("{}, published {published}", supplement::name(*number)))
        }
    };
    let earlier = (!standing.replaced.is_empty()).then(|| {
        let earlier = listed(&standing.replaced);
        match standing.pages {
            Some(_) => format!("Replaces {earlier}"),
            None => format!("Its papers were published on {earlier}"),
        }
    });
    let note: Vec<String> =
        [standing.item.note.clone(), came, earlier].into_iter().flatten().collect();
    ItemView {
        note: (!note.is_empty()).then(|| note.join(". ")),
        first_page: standing.pages.map(|(first, _)| first),
        ..standing.item.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(number: &str) -> Standing {
        let item =
            ItemView { id: format!("item-{number}"), number: number.into(), ..ItemView::default() };
        Standing::first(item, Some((3, 9)))
    }

    #[test]
    fn a_new_item_comes_after_the_one_before_it_on_the_agenda() {
        let agenda = ["1", "2", "2a", "3"].map(String::from);
        let published = [standing("1"), standing("2"), standing("3")];
        assert_eq!(place_of("2a", &agenda, &published), 2);
        assert_eq!(place_of("1", &agenda, &published[1..]), 0);
    }

    #[test]
    fn replaced_papers_are_named_oldest_first() {
        let mut item = standing("8");
        for (number, pages) in [(1, Some((40, 44))), (2, None)] {
            let source = Source::Supplement { number, published: "1 March 2018".into() };
            item.replace(item.item.clone(), pages, source);
        }
        let said = "Agenda Supplement 2, published 1 March 2018. Its papers were published on pages \
                    3 – 9 of the agenda pack and pages 40 – 44 of Agenda Supplement 1";
        assert_eq!(entry(&item).note.as_deref(), Some(said));
    }
}
