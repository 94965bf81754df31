//! The whole run: from a meeting's folder to its pack.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::examine::{Clock, Examined, Ready, examine};
use super::numbers;
use super::papers::Papers;
use super::record::Record;
use super::release::{Gate, Output};
use super::stage::{Progress, Stage, Timings};
use super::web::{PUBLIC, Web};
use super::withdraw::{self, Fate};
use super::{
    Basis, Built, Extent, Outcome, Workspace, data, items, kept, statement, supplement, unchanged,
    web,
};
use crate::check::Accepted;
use crate::diag::Diagnostics;
use crate::fault::Fault;
use crate::view::Pack;
use crate::write::dir::Staged;
use crate::write::manifest::FileRecord;
use crate::write::name;
use crate::write::pdf::{self, Claims, Document, Templates};
use crate::write::published;
use crate::write::theme::Theme;
use crate::write::xlsx;

/// Builds the public pack of a meeting.
pub fn build(workspace: &Workspace, progress: &dyn Progress) -> Result<Outcome, Fault> {
    let mut diagnostics = Diagnostics::default();
    let workspace = match workspace.basis {
        Basis::Today => {
            diagnostics.extend(kept::since(workspace)?);
            Some(workspace.clone())
        }
        Basis::AsPublished => kept::as_published(workspace, &mut diagnostics)?,
    };
    let Some(workspace) = workspace else {
        let (accepted, timings) = (Vec::new(), Timings::new());
        return Ok(Outcome { diagnostics, accepted, built: None, timings });
    };
    let mut outcome = build_by(&workspace, progress)?;
    outcome.diagnostics.extend(diagnostics);
    outcome.diagnostics.sort();
    Ok(outcome)
}

/// Builds the pack by the settings and templates of a workspace.
fn build_by(workspace: &Workspace, progress: &dyn Progress) -> Result<Outcome, Fault> {
    // Before anything is read: what changes while the build runs is built again.
    let inputs = unchanged::inputs(workspace);
    let Examined { mut diagnostics, accepted, ready, timings, .. } = examine(workspace, progress)?;
    let kept_from = supplement::kept_from(workspace);
    let Some(mut ready) = ready.filter(|_| kept_from.is_none()) else {
        if let Some(found) = kept_from {
            diagnostics.push(found);
        }
        return Ok(Outcome { diagnostics, accepted, built: None, timings });
    };
    let mut clock = Clock { progress, timings };
    let built = write(workspace, &accepted, &mut ready, &mut clock)?;
    unchanged::built(workspace, inputs);
    Ok(Outcome { diagnostics, accepted, built: Some(built), timings: clock.timings })
}

/// A pack laid out and finished, with its workbooks.
pub(super) struct Finished {
    pub(super) document: Document,
    /// What its file is, by the standards.
    pub(super) claims: Claims,
    pub(super) files: Vec<Output>,
}

fn write(
    workspace: &Workspace,
    accepted: &[Accepted],
    ready: &mut Ready,
    clock: &mut Clock<'_>,
) -> Result<Built, Fault> {
    // The members' pack comes first: the public one takes its page numbers.
    let private = ready.private.take();
    let private = private.map(|pack| {
        let edition = Edition { pack: &pack, templates: &ready.templates, folder: "private" };
        let kept = || published::files(&pack, published::PRIVATE_PACK);
        let finished = edition.finish(workspace.extent, clock, kept)?;
        ready.pack.number_as(&numbers::of(&pack, &finished.document));
        Ok::<_, Fault>((pack, finished))
    });
    let private = private.transpose()?;
    let papers = Papers {
        council: &ready.council,
        templates: &ready.templates,
        edition: &ready.editions.public,
        public: &ready.pack,
        clerk: private.as_ref().map_or(&*ready.pack, |(pack, _)| pack),
    };
    let beside = || {
        let kept = published::files(&ready.pack, published::PACK)?;
        Ok([papers.write()?, kept, data::data(workspace, ready)?].concat())
    };
    let edition = Edition { pack: &ready.pack, templates: &ready.templates, folder: "public" };
    // What is withheld is worked out beside the layout.
    let (gate, public) =
        rayon::join(|| Gate::of(ready), || edition.finish(workspace.extent, clock, beside));
    let (gate, mut public) = (gate?, public?);
    if let Some((pack, finished)) = &private {
        numbers::agree(pack, &finished.document, &ready.pack, &public.document)?;
    }
    let pages = clock.stage(Stage::Web, || web_of(ready, &public))?;
    public.files.extend(pages);
    let of_members = private.as_ref().map(|(_, finished)| finished.document.last_page());
    let last_page = public.document.last_page().max(of_members.unwrap_or(0));
    let record = Record { workspace, accepted, ready, last_page };
    let manifest = record.public(&public)?;
    let (open, apart): (Vec<Output>, Vec<Output>) =
        public.files.into_iter().partition(|(path, _)| path.starts_with(PUBLIC));
    let released = clock.stage(Stage::Search, || {
        let manifest = ("manifest.json".to_string(), manifest.to_json());
        let released = gate.release(open.into_iter().chain([manifest]).collect());
        released.map_err(|fault| withdraw::after(fault, &gate, &workspace.output, Fate::SetAside))
    })?;
    let mut apart = apart;
    apart.extend(statement::signed(ready));
    if let Some((pack, finished)) = private {
        let manifest = record.private(&pack, &finished)?;
        apart.extend(finished.files);
        apart.push(("private/manifest.json".into(), manifest.to_json()));
    }
    clock.stage(Stage::Write, || {
        let staged = Staged::new(&workspace.output)?;
        released.write(&staged)?;
        let kept = kept::files(workspace, ready, kept::FOLDER)?;
        apart.iter().chain(&kept).try_for_each(|(name, bytes)| staged.write(name, bytes))?;
        let apart = apart.iter().map(|(name, bytes)| FileRecord::of(name, bytes)).collect();
        Ok(Built { folder: staged.publish()?, manifest, apart })
    })
}

/// Returns the web edition of a pack.
fn web_of(ready: &Ready, public: &Finished) -> Result<Vec<Output>, Fault> {
    let lengths = public.files.iter().map(|(path, bytes)| (path.as_str(), bytes.len() as u64));
    let web = Web {
        ready,
        pack: &ready.pack,
        document: &public.document,
        file: "agenda-pack.pdf",
        title: "Agenda pack",
        sizes: &web::sizes(lengths),
        late: BTreeMap::new(),
        packs: Vec::new(),
        supplements: Vec::new(),
    };
    web.write()
}

/// A pack that becomes the files of a folder.
struct Edition<'a> {
    pack: &'a Pack,
    templates: &'a Templates,
    folder: &'a str,
}

impl Edition<'_> {
    /// Returns the pack and its workbooks, its papers one by one where they are
    /// wanted, and what is made beside them.
    fn finish(
        &self,
        extent: Extent,
        clock: &mut Clock<'_>,
        beside: impl FnOnce() -> Result<Vec<Output>, Fault> + Send,
    ) -> Result<Finished, Fault> {
        let Self { pack, templates, folder } = *self;
        let json = pdf::json(pack)?;
        let document = clock.stage(Stage::Layout, || pdf::compile(templates, pack, json))?;
        // Layout takes every core, export one: beside it, what layout remembered goes,
        // and the workbooks are written.
        clock.progress.begin(Stage::Export);
        let single = || match extent {
            Extent::Whole => items::papers(pack, &document, folder),
            Extent::PackOnly => Ok(Vec::new()),
        };
        let ((pdf, exported), ((workbooks, took), (papers, set))) = rayon::join(
            || timed(|| pdf::export(&document)),
            || {
                pdf::forget();
                let beside = timed(|| {
                    let (workbooks, papers) =
                        rayon::join(|| workbooks(pack, templates, folder), beside);
                    Ok::<_, Fault>([workbooks?, papers?].concat())
                });
                (beside, timed(single))
            },
        );
        clock.timings.extend([
            (Stage::Export, exported),
            (Stage::Workbooks, took),
            (Stage::Papers, set),
        ]);
        let (pdf, workbooks, papers) = (pdf?, workbooks?, papers?);
        let pdf = clock.stage(Stage::Compact, || pdf::compact(&pdf))?;
        let name = format!("{folder}/agenda-pack.pdf");
        let bound = clock.stage(Stage::Bind, || pdf::bind(pdf, pack, &document))?;
        let pdf::Finished { bytes, claims } =
            clock.stage(Stage::Validate, || bound.proved(&name))?;
        let statement = statement::write(templates, pack, &document, claims, folder)?;
        let files = std::iter::once((name, bytes))
            .chain(statement)
            .chain(papers)
            .chain(workbooks)
            .collect();
        Ok(Finished { document, claims, files })
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// Returns the workbook of every report with tables, by its path.
pub(super) fn workbooks(
    pack: &Pack,
    templates: &Templates,
    folder: &str,
) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let theme = Theme::read(templates.text("theme.toml")?)?;
    // The rest of a private pack is public, and stands with the public pack.
    let is_private = pack.marking.is_some();
    pack.items
        .par_iter()
        .filter(|item| xlsx::has_tables(item) && item.part_two.is_some() == is_private)
        .map(|item| {
            let name = name::file_name(item, xlsx::ENDING);
            Ok((format!("{folder}/appendices/{name}"), xlsx::write(pack, item, &theme)?))
        })
        .collect()
}
