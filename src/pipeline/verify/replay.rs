//! The latest supplement published again, onto what was published before it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::fault::Fault;
use crate::pipeline::holdings::Holdings;
use crate::pipeline::recorded::{MANIFEST, MEMBERS_MANIFEST};
use crate::pipeline::supplement::Supplement;
use crate::write::file::{Existing, put_below};
use crate::write::manifest::{Manifest, SupplementRecord};

/// Files that a supplement writes anew.
const CONSOLIDATED: [&str; 2] =
    ["public/agenda-pack-consolidated.pdf", "private/agenda-pack-consolidated.pdf"];

/// Puts what was published before the latest supplement into a folder.
pub(super) fn before(held: &Holdings, late: &SupplementRecord, folder: &Path) -> Result<(), Fault> {
    let own = format!("/supplements/{}/", late.number);
    for (name, bytes) in &held.files {
        let is_late = name.contains(&own) || CONSOLIDATED.contains(&name.as_str());
        if is_late || name == MANIFEST || name == MEMBERS_MANIFEST {
            continue;
        }
        put_below(&folder.join(name), bytes, Existing::Kept)?;
    }
    let record = without(&held.manifest, late.number);
    put_below(&folder.join(MANIFEST), &record.to_json(), Existing::Kept)?;
    let members = held.members.as_ref().map(|members| without(members, late.number));
    // Where members got nothing before, they had no record.
    let members =
        members.filter(|members| !members.outputs.is_empty() || !members.supplements.is_empty());
    members.map_or(Ok(()), |members| {
        put_below(&folder.join(MEMBERS_MANIFEST), &members.to_json(), Existing::Kept)
    })
}

/// Returns a record as it was before a supplement.
fn without(manifest: &Manifest, number: u32) -> Manifest {
    let mut manifest = manifest.clone();
    manifest.supplements.retain(|late| late.number != number);
    manifest.consolidated = None;
    manifest.consolidated_pages = None;
    manifest
}

/// Returns what was asked for when a supplement was made.
pub(super) fn request(late: &SupplementRecord) -> Option<Supplement> {
    let items: BTreeSet<&String> = late.items().collect();
    let items = items.into_iter().cloned().collect();
    Some(Supplement { items, published: late.published.parse().ok()? })
}
