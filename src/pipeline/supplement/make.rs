//! The files of a supplement, beside those that were published.

use std::collections::{BTreeMap, BTreeSet};

use super::members::private_pack_of;
use super::published::{Published, pack_of, pages};
use super::{BuiltSupplement, Late as Editions, Supplement};
use crate::archive::seal;
use crate::fault::Fault;
use crate::model::meeting::ItemStatus;
use crate::pipeline::Workspace;
use crate::pipeline::examine::{Clock, Ready};
use crate::pipeline::finished::workbooks;
use crate::pipeline::record::{self, inputs, item_pages, public_inputs};
use crate::pipeline::recorded::{MANIFEST, MEMBERS_MANIFEST};
use crate::pipeline::release::{Gate, Output, Released};
use crate::pipeline::stage::Stage;
use crate::pipeline::web::{self, Items, PACKS, PUBLIC, Web};
use crate::pipeline::withdraw::{self, Earlier, Fate};
use crate::pipeline::{data, items, kept, numbers, statement};
use crate::view::consolidated::{self, Source, Standing, follow};
use crate::view::web::{Late, Offer};
use crate::view::{self, Pack, members as edition};
use crate::write::dir::Staged;
use crate::write::manifest::{FileRecord, ItemPages, Manifest, SupplementRecord, WithheldItem};
use crate::write::pdf::{self, Document, Templates};
use crate::write::published::{self, as_kept};

/// The consolidated pack, below the meeting's outputs.
const CONSOLIDATED: &str = "public/agenda-pack-consolidated.pdf";

/// What describes the files of a folder of data.
const DESCRIPTIONS: [&str; 3] = ["csv-metadata.json", "datapackage.json", "pack.schema.json"];

/// What of the public files every supplement writes anew.
pub(super) const ANEW: [&str; 2] = [CONSOLIDATED, web::FOLDER];

/// The same for members.
const PRIVATE_CONSOLIDATED: &str = "private/agenda-pack-consolidated.pdf";

/// An edition of a supplement, laid out and finished.
struct Finished {
    document: Document,
    pages: Vec<ItemPages>,
    files: Vec<Output>,
}

/// What the editions of a supplement are made of.
pub(super) struct Maker<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) ready: &'a Ready,
    pub(super) published: &'a Published,
    pub(super) request: &'a Supplement,
    pub(super) gate: &'a Gate,
    /// The files that were published before and have what is withheld now.
    pub(super) earlier: &'a Earlier,
}

/// Puts the pages of today in the place of those before: the web edition is of the
/// meeting as it stands.
fn record_pages(manifest: &mut Manifest, pages: &[Output]) {
    manifest.outputs.retain(|file| !file.path.starts_with(web::FOLDER));
    manifest.outputs.extend(pages.iter().map(|(name, bytes)| FileRecord::of(name, bytes)));
}

fn write(
    workspace: &Workspace,
    published: &Published,
    released: &Released,
    apart: &[Output],
    kept: &[Output],
) -> Result<std::path::PathBuf, Fault> {
    let staged = Staged::new(&workspace.output)?;
    // A seal is of a record as it was.
    let [seals, private_seals] = [MANIFEST, MEMBERS_MANIFEST].map(seal::names);
    let mut anew = vec![CONSOLIDATED, MANIFEST];
    let pages = published.manifest.outputs.iter().map(|file| file.path.as_str());
    anew.extend(pages.filter(|path| path.starts_with(web::FOLDER)));
    anew.extend(seals.iter().map(String::as_str));
    if !apart.is_empty() {
        anew.extend([PRIVATE_CONSOLIDATED, MEMBERS_MANIFEST]);
        anew.extend(private_seals.iter().map(String::as_str));
    }
    staged.keep(&anew)?;
    released.write(&staged)?;
    staged.write_all(apart.iter().chain(kept))?;
    staged.publish()
}

/// A pack with everything in place, and how its items stand.
struct Whole {
    pack: Pack,
    standings: Vec<Standing>,
}

impl Maker<'_> {
    /// Writes a supplement and the consolidated pack; everything that was published
    /// stays as it is.
    pub(super) fn make(
        &self,
        mut late: Editions,
        clock: &mut Clock<'_>,
    ) -> Result<BuiltSupplement, Fault> {
        let Self { workspace, ready, published, gate, .. } = *self;
        // The members' edition comes first: the public one takes its page numbers.
        let private = late.private.as_ref().map(|pack| self.finish(pack, "private", clock));
        let private = private.transpose()?;
        if let (Some(pack), Some(finished)) = (&late.private, &private) {
            late.public.number_as(&numbers::of(pack, &finished.document));
        }
        let public = self.finish(&late.public, "public", clock)?;
        if let (Some(pack), Some(finished)) = (&late.private, &private) {
            numbers::agree(pack, &finished.document, &late.public, &public.document)?;
        }
        let of_members = private.as_ref().map_or(0, |finished| finished.document.last_page());
        let last = public.document.last_page().max(of_members);
        let whole = self.whole(&late.public, &public)?;
        let (document, consolidated) = clock.stage(Stage::Layout, || {
            consolidate(&ready.templates, &whole.pack, &whole.standings)
        })?;
        let mut record = self.record(&late.public, &public, last, public_inputs(workspace, ready)?);
        record.taken_back = self.taken_back();
        let consolidated_record = FileRecord::of(CONSOLIDATED, &consolidated);
        let mut manifest: Manifest = published.manifest.clone();
        manifest.supplements.push(record.clone());
        manifest.consolidated = Some(consolidated_record.clone());
        manifest.consolidated_pages = u32::try_from(document.pages()).ok();
        let mut files = public.files;
        let pages = clock.stage(Stage::Web, || self.web(&whole, &document, &manifest))?;
        record_pages(&mut manifest, &pages);
        files.extend(pages);
        // What the record has of earlier files is published, and stays as it is.
        let news = manifest.news().to_json();
        files.extend([(CONSOLIDATED.into(), consolidated), (MANIFEST.into(), news)]);
        let released = clock.stage(Stage::Search, || {
            let released = gate.release(files);
            released.map_err(|leak| withdraw::after(leak, gate, &workspace.output, Fate::Kept))
        })?;
        let released = released.recorded(MANIFEST, &manifest.to_json());
        let apart = self.for_members(&late, private, last, &whole.pack, clock)?;
        let kept = kept::files(workspace, ready, &kept::of_supplement(record.number))?;
        let folder =
            clock.stage(Stage::Write, || write(workspace, published, &released, &apart, &kept))?;
        let apart = apart.iter().map(|(name, bytes)| FileRecord::of(name, bytes)).collect();
        Ok(BuiltSupplement { folder, record, consolidated: consolidated_record, apart })
    }

    /// Returns an edition of a supplement with its view and its workbooks.
    fn finish(&self, pack: &Pack, edition: &str, clock: &mut Clock<'_>) -> Result<Finished, Fault> {
        let (number, templates) = (self.published.number(), &self.ready.templates);
        let folder = format!("{edition}/supplements/{number}");
        let name = SupplementRecord::file_name(number);
        let (document, pdf) = clock.stage(Stage::Layout, || {
            let document = pdf::compile(templates, pack, pdf::json(pack)?)?;
            let pdf = pdf::finish(&name, pack, &document)?;
            Ok::<_, Fault>((document, pdf))
        })?;
        let pdf::Finished { bytes: pdf, claims } = pdf;
        let kept = if pack.marking.is_some() { private_pack_of(number) } else { pack_of(number) };
        let mut files = vec![(format!("{folder}/{name}"), pdf)];
        files.extend(published::files(pack, &kept)?);
        files.extend(statement::write(templates, pack, &document, claims, &folder)?);
        files.extend(clock.stage(Stage::Papers, || items::papers(pack, &document, &folder))?);
        files.extend(clock.stage(Stage::Workbooks, || workbooks(pack, templates, &folder))?);
        if pack.marking.is_none() {
            files.extend(data::late(self.workspace, self.ready, pack)?);
        }
        Ok(Finished { pages: item_pages(pack, &document), document, files })
    }

    /// Returns the public files that have to be taken back: those that have what is withheld
    /// now, and the descriptions of data that name such a file and its SHA-256.
    fn taken_back(&self) -> Vec<String> {
        let earlier = self.earlier.keys().filter(|file| file.starts_with(PUBLIC));
        let mut taken: BTreeSet<String> = earlier.cloned().collect();
        let late = self.published.manifest.supplements.iter().flat_map(|late| &late.files);
        for file in self.published.manifest.outputs.iter().chain(late) {
            let Some((folder, name)) = file.path.rsplit_once('/') else { continue };
            let beside =
                |taken: &String| taken.rsplit_once('/').is_some_and(|(at, _)| at == folder);
            if DESCRIPTIONS.contains(&name) && self.earlier.keys().any(beside) {
                taken.insert(file.path.clone());
            }
        }
        taken.into_iter().collect()
    }

    /// Returns the public pack with this supplement in place.
    fn whole(&self, late: &Pack, finished: &Finished) -> Result<Whole, Fault> {
        let mut standings = self.published.standings.clone();
        follow(&mut standings, &as_kept(late)?, |number| pages(&finished.pages, number, None));
        let mut pack = consolidated::pack(late, &self.ready.pack, &standings);
        self.gate.withhold(&mut pack.items)?;
        pack.pictures.extend(&self.published.pictures);
        Ok(Whole { pack, standings })
    }

    /// Returns the web edition of the meeting with everything in place.
    fn web(
        &self,
        whole: &Whole,
        document: &Document,
        manifest: &Manifest,
    ) -> Result<Vec<Output>, Fault> {
        let late = manifest.supplements.iter();
        let files = manifest.outputs.iter().chain(&manifest.consolidated);
        let files = files.chain(late.clone().flat_map(|late| &late.files));
        // No page leads to what has to be taken back.
        let files = files.filter(|file| !manifest.is_taken_back(&file.path));
        let sizes = web::sizes(files.map(|file| (file.path.as_str(), file.bytes)));
        let came = whole.standings.iter().filter_map(|standing| match &standing.source {
            Source::Pack => None,
            Source::Supplement { number, .. } => {
                Some((standing.item.id.clone(), format!("supplements/{number}/")))
            }
        });
        let web = Web {
            ready: self.ready,
            items: Items {
                templates: &self.ready.templates,
                pack: &whole.pack,
                document,
                file: CONSOLIDATED.strip_prefix(PUBLIC).unwrap_or(CONSOLIDATED),
                sizes: sizes.clone(),
                late: came.collect(),
            },
            title: PACKS[1],
            packs: vec![(
                "agenda-pack.pdf",
                PACKS[2],
                u32::try_from(manifest.pages).unwrap_or(u32::MAX),
            )],
            supplements: late.filter_map(|late| supplement(late, &sizes)).collect(),
        };
        web.write()
    }

    fn record(
        &self,
        late: &Pack,
        finished: &Finished,
        last: u32,
        inputs: Vec<FileRecord>,
    ) -> SupplementRecord {
        let published = self.published;
        let is_new = |item: &ItemPages| {
            let before = match item.part {
                None => published.standing(&item.number),
                Some(_) => published.members.standing(&item.number),
            };
            before.is_none_or(|before| before.pages.is_none())
        };
        let (added, replaced) = finished.pages.iter().cloned().partition(is_new);
        SupplementRecord {
            number: published.number(),
            version: env!("CARGO_PKG_VERSION").into(),
            published: self.request.published.to_string(),
            first: published.last_page() + 1,
            last,
            pages: u32::try_from(finished.document.pages()).ok(),
            added,
            replaced,
            withheld: withheld(self.ready, late),
            withdrawn: withdrawn(self.ready, late),
            inputs,
            templates: self.ready.templates.records().to_vec(),
            taken_back: Vec::new(),
            files: finished.files.iter().map(|(name, bytes)| FileRecord::of(name, bytes)).collect(),
        }
    }

    /// Returns the files for members: their edition of the supplement, where it has
    /// one, and their pack with everything in place; nothing where they get no more
    /// than the public.
    fn for_members(
        &self,
        late: &Editions,
        finished: Option<Finished>,
        last: u32,
        whole: &Pack,
        clock: &mut Clock<'_>,
    ) -> Result<Vec<Output>, Fault> {
        let members = &self.published.members;
        if finished.is_none() && members.manifest.is_none() {
            return Ok(Vec::new());
        }
        let mut manifest = members.record(&self.published.manifest);
        let kept = late.private.as_ref().map(as_kept).transpose()?;
        let own = finished.as_ref().map_or(&[][..], |finished| &finished.pages);
        let mut standings = members.standings.clone();
        let of = |number: &str| pages(own, number, Some(2));
        edition::follow(&mut standings, &late.public, kept.as_ref(), of);
        if let (Some(pack), Some(finished)) = (&late.private, &finished) {
            let inputs = inputs(self.workspace, &self.ready.files)?;
            manifest.supplements.push(self.record(pack, finished, last, inputs));
        }
        let mut files = finished.map(|finished| finished.files).unwrap_or_default();
        manifest.consolidated = None;
        manifest.consolidated_pages = None;
        let attached = self.ready.private.as_ref().map_or(&whole.files, |pack| &pack.files);
        if let Some(mut pack) = edition::consolidated(whole, attached, &standings) {
            pack.pictures.extend(&members.pictures);
            late.private.iter().for_each(|late| pack.pictures.extend(&late.pictures));
            let (document, pdf) = clock
                .stage(Stage::Layout, || consolidate(&self.ready.templates, &pack, &standings))?;
            manifest.consolidated = Some(FileRecord::of(PRIVATE_CONSOLIDATED, &pdf));
            manifest.consolidated_pages = u32::try_from(document.pages()).ok();
            files.push((PRIVATE_CONSOLIDATED.into(), pdf));
        }
        files.push((MEMBERS_MANIFEST.into(), manifest.to_json()));
        Ok(files)
    }
}

/// Returns what the web edition says of a supplement, of whose files those are offered
/// that have a length.
fn supplement(record: &SupplementRecord, sizes: &BTreeMap<String, u64>) -> Option<Late> {
    let name = view::supplement::name(record.number);
    let (pages, day) = ((record.first, record.last), record.published.parse().ok()?);
    let offer = |path: String, title: String, pages| {
        let bytes = *sizes.get(&path)?;
        Some(Offer { path: path.strip_prefix(PUBLIC)?.into(), bytes, title, pages })
    };
    let pdf = record.pdf().and_then(|file| offer(file.path.clone(), name.clone(), record.pages));
    let folder = format!("{PUBLIC}supplements/{}/", record.number);
    let data = web::data().filter_map(|(path, title)| {
        offer(format!("{folder}{path}"), web::data_of(title, &name), None)
    });
    Some(Late::new(record.number, day, pages, pdf.into_iter().chain(data).collect()))
}

/// Returns the consolidated pack, every page of which has the number that it was
/// published with, and its file.
fn consolidate(
    templates: &Templates,
    pack: &Pack,
    standings: &[Standing],
) -> Result<(Document, Vec<u8>), Fault> {
    let document = pdf::compile(templates, pack, pdf::json(pack)?)?;
    let pdf = pdf::finish("agenda-pack-consolidated.pdf", pack, &document)?.bytes;
    let moved = standings.iter().find(|standing| !stands(&document, standing));
    match moved {
        None => Ok((document, pdf)),
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
