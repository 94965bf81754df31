//! What was published so far, read from the outputs and proved by their SHA-256.

use std::io::ErrorKind;

use super::codes;
use super::members::{self, Members};
use crate::diag::{Diagnostics, Problem};
use crate::fault::Fault;
use crate::pipeline::Workspace;
use crate::pipeline::recorded::{MANIFEST, MEMBERS_MANIFEST, Recorded};
use crate::place::Place;
use crate::view::consolidated::{Standing, follow};
use crate::view::{Pack, Pictures};
use crate::write::manifest::{FileRecord, ItemPages, Manifest};
use crate::write::published::{PACK, PRIVATE_PACK, from_json, picture_name};

/// The published pack with its supplements.
#[derive(Debug)]
pub(in crate::pipeline) struct Published {
    /// The record of all.
    pub manifest: Manifest,
    /// The views of its supplements, in order.
    pub supplements: Vec<Pack>,
    /// Every item as it was last published.
    pub standings: Vec<Standing>,
    /// The pictures that they show.
    pub pictures: Pictures,
    /// What members got besides.
    pub members: Members,
}

/// The views that were published, each with its path, and the pictures in them.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) views: Vec<(String, Pack)>,
    pub(super) pictures: Pictures,
}

impl Published {
    /// Returns the number of the supplement that comes next.
    pub(super) fn number(&self) -> u32 {
        self.manifest.supplements.last().map_or(1, |last| last.number + 1)
    }

    /// Returns the last page that was published.
    pub(super) fn last_page(&self) -> u32 {
        self.manifest.supplements.last().map_or(self.manifest.last_page, |last| last.last)
    }

    /// Returns how an item stands.
    pub(super) fn standing(&self, number: &str) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.item.number == number)
    }
}

/// Returns whether supplements stand in the outputs, whatever the record says.
pub(in crate::pipeline) fn has_supplements(workspace: &Workspace) -> bool {
    let late = ["public/supplements", "private/supplements"];
    let entries = late.iter().filter_map(|name| workspace.output.join(name).read_dir().ok());
    entries.flatten().next().is_some()
}

/// Returns the place of a published file: `outputs/MEETING/manifest.json`.
pub(in crate::pipeline) fn place(workspace: &Workspace, file: &str) -> Place {
    let output = &workspace.output;
    let root = output.parent().and_then(std::path::Path::parent);
    let folder = root.and_then(|root| output.strip_prefix(root).ok()).unwrap_or(output);
    Place::file(folder.join(file).to_string_lossy().replace('\\', "/"))
}

/// Returns what was published, unless something is wrong with it.
pub(in crate::pipeline) fn read(
    workspace: &Workspace,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Published>, Fault> {
    let at = place(workspace, MANIFEST);
    let manifest = match Recorded::of(&workspace.output, MANIFEST) {
        Recorded::Read(manifest, _) => *manifest,
        Recorded::Missing => {
            let problem = Problem::new(&codes::NOT_PUBLISHED, "there is no published pack")
                .hint("build and publish the agenda pack first, with `agendapack build`");
            diagnostics.push(problem.at(&at));
            return Ok(None);
        }
        Recorded::Unreadable(why) => {
            diagnostics.push(unreadable(&why).at(&at));
            return Ok(None);
        }
    };
    let mut reader = Reader { workspace, diagnostics, intact: true };
    let Kept { views: kept, pictures } = reader.verify(&manifest)?;
    if !reader.intact {
        return Ok(None);
    }
    let Some((_, pack)) = kept.iter().find(|(path, _)| path == PACK) else {
        let problem =
            Problem::new(&codes::NOT_PUBLISHED, format!("the pack was built without `{PACK}`"))
                .hint("build it anew with this version, as long as it is not published");
        diagnostics.push(problem.at(&at));
        return Ok(None);
    };
    let Some(members) = members::read(&mut reader, &manifest, &kept)? else { return Ok(None) };
    let first = |item: crate::view::ItemView| {
        let pages = pages(&manifest.items, &item.number, None);
        Standing::first(item, pages)
    };
    let mut standings: Vec<Standing> = pack.items.iter().cloned().map(first).collect();
    let mut supplements = Vec::new();
    for record in &manifest.supplements {
        let path = pack_of(record.number);
        if let Some((_, late)) = kept.iter().find(|(kept, _)| *kept == path) {
            let items = [record.added.as_slice(), &record.replaced].concat();
            follow(&mut standings, late, |number| pages(&items, number, None));
            supplements.push(late.clone());
        }
    }
    Ok(Some(Published { manifest, supplements, standings, pictures, members }))
}

/// Returns what is said of a record that cannot be read.
pub(in crate::pipeline) fn unreadable(why: &str) -> Problem {
    Problem::new(&codes::ALTERED, format!("the record of the pack: {why}"))
        .hint("put back the file that was written with the pack")
}

/// Returns the pages of an item, or of its part 2.
pub(super) fn pages(items: &[ItemPages], number: &str, part: Option<u8>) -> Option<(u32, u32)> {
    let mut items = items.iter();
    items
        .find(|item| item.number == number && item.part == part)
        .map(|item| (item.first, item.last))
}

/// Returns where the view of a supplement is kept.
pub(in crate::pipeline) fn pack_of(number: u32) -> String {
    format!("public/supplements/{number}/pack.json")
}

/// Holds files against their records.
pub(super) struct Reader<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) intact: bool,
}

impl Reader<'_> {
    /// Verifies every published file, and returns the views and pictures among them.
    pub(super) fn verify(&mut self, manifest: &Manifest) -> Result<Kept, Fault> {
        let late = manifest.supplements.iter().flat_map(|supplement| &supplement.files);
        let files = manifest.outputs.iter().chain(late).chain(&manifest.consolidated);
        let mut kept = Kept::default();
        for record in files {
            let Some(bytes) = self.file(record)? else { continue };
            if record.path == PACK
                || record.path == PRIVATE_PACK
                || record.path.ends_with("/pack.json")
            {
                match from_json(&bytes) {
                    Ok(view) => kept.views.push((record.path.clone(), view)),
                    Err(error) => self.refuse(record, &format!("cannot be read: {error}")),
                }
            } else if let Some(name) = picture_name(&record.path) {
                kept.pictures.add(name, bytes);
            }
        }
        Ok(kept)
    }

    fn file(&mut self, record: &FileRecord) -> Result<Option<Vec<u8>>, Fault> {
        let path = self.workspace.output.join(&record.path);
        match std::fs::read(&path) {
            Ok(bytes) if FileRecord::of(record.path.as_str(), &bytes) == *record => Ok(Some(bytes)),
            Ok(_) => {
                self.refuse(record, "is not as it was published");
                Ok(None)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.refuse(record, "was published and is not there");
                Ok(None)
            }
            Err(error) => Err(Fault::file("read", &path)(error)),
        }
    }

    fn refuse(&mut self, record: &FileRecord, what: &str) {
        self.intact = false;
        let is_private = record.path.starts_with("private/");
        let record_of = if is_private { MEMBERS_MANIFEST } else { MANIFEST };
        let problem = Problem::new(&codes::ALTERED, format!("`{}` {what}", record.path))
            .hint(format!("put back the file that was published: {record_of} has its SHA-256"));
        self.diagnostics.push(problem.at(&place(self.workspace, &record.path)));
    }
}
