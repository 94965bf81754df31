//! The whole run: from a meeting's folder to its pack.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::examine::{Clock, Examined, Ready, examine};
use super::numbers;
use super::papers::Papers;
use super::record::Record;
use super::recorded::{MANIFEST, MEMBERS_MANIFEST};
use super::release::{Gate, Output};
use super::stage::{Progress, Stage, Timings};
use super::web::{Items, PACKS, PUBLIC, Web};
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
use crate::write::manifest::{FileRecord, Manifest};
use crate::write::name;
use crate::write::pdf::{self, Claims, Document, Owed, Templates};
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
        Basis::Unaltered => {
            diagnostics.extend(kept::unaltered(workspace)?);
            (!diagnostics.has_errors()).then(|| workspace.clone())
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
    let built = write(workspace, &accepted, &mut ready, &mut clock, &mut diagnostics)?;
    leave(ready);
    unchanged::built(workspace, inputs);
    Ok(Outcome { diagnostics, accepted, built: Some(built), timings: clock.timings })
}

/// A pack laid out and finished, with its workbooks.
pub(super) struct Finished {
    pub(super) document: Document,
    /// What its file is, by the standards.
    pub(super) claims: Claims,
    pub(super) files: Vec<Output>,
    /// The proof that the file of the pack owes, until somebody takes it.
    owed: Option<Owed>,
}

fn write(
    workspace: &Workspace,
    accepted: &[Accepted],
    ready: &mut Ready,
    clock: &mut Clock<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Built, Fault> {
    // The members' pack comes first: the public one takes its page numbers.
    let private = ready.private.take();
    let private = private.map(|pack| {
        let edition = Edition { pack: &pack, templates: &ready.templates, folder: "private" };
        let kept = || published::files(&pack, published::PRIVATE_PACK);
        let finished = edition.finish(workspace.extent, clock, kept, |_, _| Ok(Vec::new()))?;
        ready.pack.number_as(&numbers::of(&pack, &finished.document));
        Ok::<_, Fault>((pack, finished))
    });
    let mut private = private.transpose()?;
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
    let web = |document: &Document, files: &[Output]| items_of(ready, document, files).write();
    let edition = Edition { pack: &ready.pack, templates: &ready.templates, folder: "public" };
    // What is withheld is worked out beside the layout.
    let (gate, public) =
        rayon::join(|| Gate::of(ready), || edition.finish(workspace.extent, clock, beside, web));
    let (gate, mut public) = (gate?, public?);
    if let Some((pack, finished)) = &private {
        numbers::agree(pack, &finished.document, &ready.pack, &public.document)?;
    }
    let owed = [private.as_mut().map(|(_, finished)| &mut finished.owed), Some(&mut public.owed)];
    let owed: Vec<Owed> = owed.into_iter().flatten().filter_map(Option::take).collect();
    // Nothing is in its place before it is proved, but everything else is done by then.
    let ((proof, proved), made) = rayon::join(
        || timed(|| owed.into_par_iter().try_for_each(Owed::settle)),
        || stage(workspace, accepted, ready, &gate, (private.as_mut(), &mut public), clock),
    );
    clock.took(Stage::Validate, proved);
    let Made { staged, manifest, apart } = made?;
    proof?;
    leave((private, public));
    let folder = clock.stage(Stage::Write, || staged.publish())?;
    withdraw::archived(&gate, &workspace.output, diagnostics)?;
    Ok(Built { folder, manifest, apart })
}

/// Everything that a build makes, and the folder that it is in until it is published.
struct Made {
    staged: Staged,
    manifest: Manifest,
    apart: Vec<FileRecord>,
}

/// Makes the web pages and the records, and lays everything that passes the gate into a
/// folder of its own.
fn stage(
    workspace: &Workspace,
    accepted: &[Accepted],
    ready: &Ready,
    gate: &Gate,
    (private, public): (Option<&mut (Pack, Finished)>, &mut Finished),
    clock: &mut Clock<'_>,
) -> Result<Made, Fault> {
    let page = clock.stage(Stage::Web, || meeting_page(ready, public))?;
    public.files.extend(page);
    let of_members = private.as_ref().map(|(_, finished)| finished.document.last_page());
    let last_page = public.document.last_page().max(of_members.unwrap_or(0));
    let record = Record { workspace, accepted, ready, last_page };
    let manifest = record.public(public)?;
    let (open, mut apart): (Vec<Output>, Vec<Output>) = std::mem::take(&mut public.files)
        .into_iter()
        .partition(|(path, _)| path.starts_with(PUBLIC));
    let released = clock.stage(Stage::Search, || {
        let manifest = (MANIFEST.to_string(), manifest.to_json());
        let released = gate.release(open.into_iter().chain([manifest]).collect());
        released.map_err(|fault| withdraw::after(fault, gate, &workspace.output, Fate::SetAside))
    })?;
    apart.extend(statement::signed(ready)?);
    if let Some((pack, finished)) = private {
        let manifest = record.private(pack, finished)?;
        apart.append(&mut finished.files);
        apart.push((MEMBERS_MANIFEST.into(), manifest.to_json()));
    }
    clock.stage(Stage::Write, || {
        let staged = Staged::new(&workspace.output)?;
        released.write(&staged)?;
        let kept = kept::files(workspace, ready, kept::FOLDER)?;
        staged.write_all(apart.iter().chain(&kept))?;
        let apart = apart.iter().map(|(name, bytes)| FileRecord::of(name, bytes)).collect();
        Ok(Made { staged, manifest, apart })
    })
}

/// Returns the items of a pack for their pages, of whose files these are made.
fn items_of<'a>(ready: &'a Ready, document: &'a Document, files: &[Output]) -> Items<'a> {
    Items {
        templates: &ready.templates,
        pack: &ready.pack,
        document,
        file: "agenda-pack.pdf",
        sizes: web::sizes(files.iter().map(|(path, bytes)| (path.as_str(), bytes.len() as u64))),
        late: BTreeMap::new(),
    }
}

/// Returns the page of a meeting whose files are all made.
fn meeting_page(ready: &Ready, public: &Finished) -> Result<Vec<Output>, Fault> {
    let web = Web {
        ready,
        items: items_of(ready, &public.document, &public.files),
        title: PACKS[0],
        packs: Vec::new(),
        supplements: Vec::new(),
    };
    web.meeting()
}

/// A pack that becomes the files of a folder.
struct Edition<'a> {
    pack: &'a Pack,
    templates: &'a Templates,
    folder: &'a str,
}

impl Edition<'_> {
    /// Returns the pack and its workbooks, its papers one by one where they are
    /// wanted, what is made beside them, and the pages that `web` makes of the pack as it is
    /// laid out and of its papers and workbooks.
    fn finish(
        &self,
        extent: Extent,
        clock: &mut Clock<'_>,
        beside: impl FnOnce() -> Result<Vec<Output>, Fault> + Send,
        web: impl FnOnce(&Document, &[Output]) -> Result<Vec<Output>, Fault> + Send,
    ) -> Result<Finished, Fault> {
        let Self { pack, templates, folder } = *self;
        let json = pdf::json(pack)?;
        // Neither layout nor export fills two cores: what needs no pages is made beside the
        // one, what needs them beside the other.
        clock.progress.begin(Stage::Layout);
        let ((document, laid_out), ((workbooks, beside), took)) = rayon::join(
            || timed(|| pdf::compile(templates, pack, json)),
            || timed(|| rayon::join(|| workbooks(pack, templates, folder), beside)),
        );
        let (document, workbooks) = (document?, workbooks?);
        clock.progress.begin(Stage::Export);
        let single = || match extent {
            Extent::Whole => items::papers(pack, &document, folder),
            Extent::PackOnly => Ok(Vec::new()),
        };
        let ((bound, times), late) = rayon::join(
            || {
                let (pdf, exported) = timed(|| pdf::export(&document));
                let (pdf, compacted) = timed(|| pdf::compact(&pdf?));
                let (bound, took) = timed(|| pdf::bind(pdf?, pack, &document));
                (bound, [exported, compacted, took])
            },
            || {
                pdf::forget();
                let (papers, set) = timed(single);
                let mut files = papers?;
                files.extend(workbooks);
                let (pages, printed) = timed(|| web(&document, &files));
                files.extend(pages?);
                Ok::<_, Fault>((files, [set, printed]))
            },
        );
        let ((late, [set, printed]), [exported, compacted, bind]) = (late?, times);
        for (stage, took) in [
            (Stage::Layout, laid_out),
            (Stage::Workbooks, took),
            (Stage::Export, exported),
            (Stage::Compact, compacted),
            (Stage::Bind, bind),
            (Stage::Papers, set),
            (Stage::Web, printed),
        ] {
            clock.took(stage, took);
        }
        let name = format!("{folder}/agenda-pack.pdf");
        let (pdf::Finished { bytes, claims }, owed) =
            clock.stage(Stage::Validate, || bound?.settled(&name))?;
        let statement = statement::write(templates, pack, &document, claims, folder)?;
        let files = std::iter::once((name, bytes)).chain(statement).chain(late).chain(beside?);
        Ok(Finished { document, claims, files: files.collect(), owed: Some(owed) })
    }
}

/// Lets go of what takes long to take apart, beside what is still to be done.
fn leave(what: impl Send + 'static) {
    rayon::spawn(move || drop(what));
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
