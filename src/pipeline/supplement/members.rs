//! What members got besides the public pack and its supplements, read from the
//! outputs and proved by their SHA-256.

use super::codes;
use super::published::{Kept, Reader, pack_of, pages, place, unreadable};
use crate::diag::Problem;
use crate::fault::Fault;
use crate::pipeline::recorded::{MEMBERS_MANIFEST, Recorded};
use crate::view::consolidated::Standing;
use crate::view::members;
use crate::view::{ItemView, Pack, Pictures};
use crate::write::manifest::Manifest;
use crate::write::published::PRIVATE_PACK;

/// What members got.
#[derive(Debug, Default)]
pub(in crate::pipeline) struct Members {
    /// The record of it, where they got anything.
    pub manifest: Option<Manifest>,
    /// The pages of items that are not for publication, as members last got them.
    pub standings: Vec<Standing>,
    /// The pictures that they show.
    pub pictures: Pictures,
}

impl Members {
    /// Returns how the pages of an item that are not for publication stand.
    pub(super) fn standing(&self, number: &str) -> Option<&Standing> {
        members::standing(&self.standings, number)
    }

    /// Returns whether they had exempt pages as they are today.
    pub(super) fn had(&self, part: &ItemView) -> bool {
        self.standing(&part.number).is_some_and(|standing| standing.is_still(part))
    }

    /// Returns the record that the next supplement goes on from; where members got
    /// nothing besides until now, one with the facts of the public pack.
    pub(super) fn record(&self, public: &Manifest) -> Manifest {
        self.manifest.clone().unwrap_or_else(|| Manifest {
            outputs: Vec::new(),
            supplements: Vec::new(),
            consolidated: None,
            consolidated_pages: None,
            ..public.clone()
        })
    }
}

/// Returns where the view of a private supplement is kept.
pub(super) fn private_pack_of(number: u32) -> String {
    format!("private/supplements/{number}/pack.json")
}

/// Returns what members got, unless something is wrong with it; `kept` has the views
/// of the public supplements.
pub(super) fn read(
    reader: &mut Reader<'_>,
    public: &Manifest,
    kept: &[(String, Pack)],
) -> Result<Option<Members>, Fault> {
    let manifest = match Recorded::of(&reader.workspace.output, MEMBERS_MANIFEST) {
        Recorded::Read(manifest, _) => *manifest,
        Recorded::Missing if !has_withheld(public) => return Ok(Some(Members::default())),
        Recorded::Missing => {
            let problem = Problem::new(
                &codes::ALTERED,
                format!("`{MEMBERS_MANIFEST}` was written with the members' pack and is not there"),
            )
            .hint("put back the folder `private`: members' page numbers go on from it");
            reader.diagnostics.push(problem.at(&place(reader.workspace, MEMBERS_MANIFEST)));
            return Ok(None);
        }
        Recorded::Unreadable(why) => {
            reader
                .diagnostics
                .push(unreadable(&why).at(&place(reader.workspace, MEMBERS_MANIFEST)));
            return Ok(None);
        }
    };
    let Kept { views: private, pictures } = reader.verify(&manifest)?;
    if !reader.intact {
        return Ok(None);
    }
    let view = |path: &str| find(&private, path);
    let pack = view(PRIVATE_PACK);
    if pack.is_none() && !manifest.outputs.is_empty() {
        let problem = Problem::new(
            &codes::NOT_PUBLISHED,
            format!("the pack was built without `{PRIVATE_PACK}`"),
        )
        .hint("build it anew with this version, as long as it is not published");
        reader.diagnostics.push(problem.at(&place(reader.workspace, MEMBERS_MANIFEST)));
        return Ok(None);
    }
    let withheld = pack.iter().flat_map(|pack| &pack.items).filter(|item| item.part_two.is_some());
    let first = |item: &ItemView| {
        Standing::first(item.clone(), pages(&manifest.items, &item.number, Some(2)))
    };
    let mut standings: Vec<Standing> = withheld.map(first).collect();
    for record in &public.supplements {
        let Some(late) = find(kept, &pack_of(record.number)) else { continue };
        let own = manifest.supplements.iter().find(|own| own.number == record.number);
        let items = own.map(|own| [own.added.as_slice(), &own.replaced].concat());
        let items = items.unwrap_or_default();
        let of = |number: &str| pages(&items, number, Some(2));
        members::follow(&mut standings, late, view(&private_pack_of(record.number)), of);
    }
    Ok(Some(Members { manifest: Some(manifest), standings, pictures }))
}

fn has_withheld(public: &Manifest) -> bool {
    let late = public.supplements.iter().flat_map(|supplement| &supplement.withheld);
    public.withheld.iter().chain(late).next().is_some()
}

fn find<'a>(kept: &'a [(String, Pack)], path: &str) -> Option<&'a Pack> {
    kept.iter().find(|(known, _)| known == path).map(|(_, pack)| pack)
}
