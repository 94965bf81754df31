//! The page numbers that the editions of a pack share.

use std::collections::BTreeMap;

use super::examine::Ready;
use crate::fault::Fault;
use crate::view::{ItemView, Numbers, Pack};
use crate::write::pdf::{self, Document};

/// Gives the public pack the page numbers of the members' pack, where there is one.
pub(super) fn settle(ready: &mut Ready) -> Result<(), Fault> {
    let Some(members) = &ready.private else { return Ok(()) };
    let document = pdf::compile(&ready.templates, members, pdf::json(members)?)?;
    ready.pack.number_as(&of(members, &document));
    Ok(())
}

/// Returns the pages of every item, open ones and those for members, by the item's
/// `id`.
pub(super) fn of(pack: &Pack, document: &Document) -> BTreeMap<String, Numbers> {
    let open = pack.items.iter().filter(|item| item.part_two.is_none());
    let numbers = open.map(|item| {
        let withheld = item.part_two_id.as_ref().and_then(|id| pages(document, id));
        (item.id.clone(), Numbers { open: own(document, item), withheld })
    });
    numbers.collect()
}

/// Returns the first and the last page of an item that has papers.
pub(super) fn own(document: &Document, item: &ItemView) -> Option<(u32, u32)> {
    if item.has_pages { pages(document, &item.id) } else { None }
}

fn pages(document: &Document, id: &str) -> Option<(u32, u32)> {
    let of = |end: &str| document.page_of(&format!("{id}-{end}"));
    Some((of("first")?, of("last")?))
}

/// Fails where an open page has one number in the members' pack and another in the
/// public one: they would turn to different pages when one is called.
pub(super) fn agree(
    members: &Pack,
    members_document: &Document,
    public: &Pack,
    public_document: &Document,
) -> Result<(), Fault> {
    let (members, public) = (of(members, members_document), of(public, public_document));
    for (id, numbers) in &public {
        let expected = members.get(id).and_then(|numbers| numbers.open);
        if numbers.open != expected {
            return Err(Fault::Template(format!(
                "{id} has the pages {:?} in the public pack, and {expected:?} in the private one",
                numbers.open
            )));
        }
    }
    Ok(())
}
