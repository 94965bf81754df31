//! The files of a supplement, beside those that were published.

use super::published::{MANIFEST, Published, pack_of};
use super::{BuiltSupplement, Supplement};
use crate::fault::Fault;
use crate::model::meeting::ItemStatus;
use crate::pipeline::Workspace;
use crate::pipeline::build::workbooks;
use crate::pipeline::examine::{Clock, Ready};
use crate::pipeline::record::{self, item_pages, public_inputs};
use crate::pipeline::release::Released;
use crate::pipeline::stage::Stage;
use crate::view::Pack;
use crate::view::consolidated::{self, Standing, follow};
use crate::write::dir::Staged;
use crate::write::manifest::{FileRecord, ItemPages, Manifest, SupplementRecord, WithheldItem};
use crate::write::pdf::{self, Document, Templates};
use crate::write::published::{as_kept, to_json};

/// The consolidated pack, below the meeting's outputs.
const CONSOLIDATED: &str = "public/agenda-pack-consolidated.pdf";

/// Writes a supplement and the consolidated pack; everything that was published
/// stays as it is.
pub(super) fn make(
    workspace: &Workspace,
    ready: &Ready,
    published: &Published,
    request: &Supplement,
    late: &Pack,
    clock: &mut Clock<'_>,
) -> Result<BuiltSupplement, Fault> {
    let number = published.number();
    let folder = format!("public/supplements/{number}");
    let name = format!("agenda-supplement-{number}.pdf");
    let (document, pdf) =
        clock.stage(Stage::Layout, || pdf::finished(&name, &ready.templates, late))?;
    let pages = item_pages(late, &document);
    let mut files = vec![(format!("{folder}/{name}"), pdf), (pack_of(number), to_json(late)?)];
    files.extend(clock.stage(Stage::Workbooks, || workbooks(late, &ready.templates, &folder))?);
    let standings = standings(published, &as_kept(late)?, &pages);
    let whole = consolidated::pack(late, &standings);
    let whole = clock.stage(Stage::Layout, || consolidate(&ready.templates, &whole, &standings))?;
    let (added, replaced) = pages
        .into_iter()
        .partition(|item| published.standing(&item.number).is_none_or(|s| s.pages.is_none()));
    let record = SupplementRecord {
        number,
        version: env!("CARGO_PKG_VERSION").into(),
        published: request.published.to_string(),
        first: published.last_page() + 1,
        last: document.last_page(),
        added,
        replaced,
        withheld: withheld(ready, late),
        withdrawn: withdrawn(ready, late),
        inputs: public_inputs(workspace, ready)?,
        files: files.iter().map(|(name, bytes)| FileRecord::of(name, bytes)).collect(),
    };
    let consolidated = FileRecord::of(CONSOLIDATED, &whole);
    let mut manifest: Manifest = published.manifest.clone();
    manifest.supplements.push(record.clone());
    manifest.consolidated = Some(consolidated.clone());
    files.extend([(CONSOLIDATED.into(), whole), (MANIFEST.into(), manifest.to_json())]);
    let released = clock.stage(Stage::Search, || Released::of(ready, files))?;
    let folder = clock.stage(Stage::Write, || write(workspace, &released))?;
    Ok(BuiltSupplement { folder, record, consolidated })
}

fn write(workspace: &Workspace, released: &Released) -> Result<std::path::PathBuf, Fault> {
    let staged = Staged::new(&workspace.output)?;
    staged.keep(&[CONSOLIDATED, MANIFEST])?;
    released.write(&staged)?;
    staged.publish()
}

/// Returns every item as it stands with this supplement.
fn standings(published: &Published, late: &Pack, pages: &[ItemPages]) -> Vec<Standing> {
    let mut standings = published.standings.clone();
    let of = |number: &str| {
        pages.iter().find(|item| item.number == number).map(|item| (item.first, item.last))
    };
    follow(&mut standings, late, of);
    standings
}

/// Returns the consolidated pack, every page of which has the number that it was
/// published with.
fn consolidate(
    templates: &Templates,
    pack: &Pack,
    standings: &[Standing],
) -> Result<Vec<u8>, Fault> {
    let (document, pdf) = pdf::finished("agenda-pack-consolidated.pdf", templates, pack)?;
    let moved = standings.iter().find(|standing| !stands(&document, standing));
    match moved {
        None => Ok(pdf),
        Some(moved) => Err(Fault::Other(format!(
            "item {} no longer fits {}: the templates are not those that it was published with",
            moved.item.number,
            moved.whereabouts()
        ))),
    }
}

fn stands(document: &Document, standing: &Standing) -> bool {
    let at = |end: &str| document.page_of(&format!("{}-{end}", standing.item.id));
    standing
        .pages
        .is_none_or(|(first, last)| at("first") == Some(first) && at("last") == Some(last))
}

fn withheld(ready: &Ready, late: &Pack) -> Vec<WithheldItem> {
    let here = |number: &str| late.items.iter().any(|item| item.number == number);
    let mut items = record::withheld(&ready.editions.public);
    items.retain(|item| here(&item.number));
    items
}

fn withdrawn(ready: &Ready, late: &Pack) -> Vec<String> {
    let agenda = ready.editions.public.meeting().agenda.iter();
    let here = |number: &str| late.items.iter().any(|item| item.number == number);
    agenda
        .filter(|item| item.status == ItemStatus::Withdrawn && here(&item.number))
        .map(|item| item.number.value.clone())
        .collect()
}
