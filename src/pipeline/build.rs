//! The whole run: from a meeting's folder to its pack.

use rayon::prelude::*;

use super::examine::{Clock, Examined, Ready, examine};
use super::finished::{Edition, Finished, Public, items_of};
use super::numbers;
use super::papers::Papers;
use super::record::Record;
use super::recorded::{MANIFEST, MEMBERS_MANIFEST};
use super::release::{Gate, Output};
use super::stage::{Progress, Stage, Timings, timed};
use super::web::{PACKS, PUBLIC, Web};
use super::withdraw::{self, Fate};
use super::{Basis, Built, Outcome, Workspace, beyond, kept, statement, supplement, unchanged};
use crate::check::Accepted;
use crate::diag::Diagnostics;
use crate::fault::Fault;
use crate::view::Pack;
use crate::write::dir::Staged;
use crate::write::manifest::{FileRecord, Manifest};
use crate::write::pdf::Owed;

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
    let built = match write(workspace, &accepted, &mut ready, &mut clock, &mut diagnostics) {
        Err(Fault::OffThePaper(texts)) => {
            diagnostics.extend(beyond::report(&texts, &ready.sources));
            None
        }
        built => {
            let built = built?;
            unchanged::built(workspace, inputs);
            Some(built)
        }
    };
    Ok(Outcome { diagnostics, accepted, built, timings: clock.timings })
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
        let templates = &ready.templates;
        let edition = Edition { pack: &pack, templates, folder: "private", public: None };
        let finished = edition.finish(workspace.extent, clock)?;
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
    let edition = Edition {
        pack: &ready.pack,
        templates: &ready.templates,
        folder: "public",
        public: Some(Public { workspace, ready, papers }),
    };
    // What is withheld is worked out beside the layout.
    let (gate, public) =
        rayon::join(|| Gate::of(ready), || edition.finish(workspace.extent, clock));
    let (gate, mut public) = (gate?, public?);
    if let Some((pack, finished)) = &private {
        numbers::agree(pack, &finished.document, &ready.pack, &public.document)?;
    }
    let owed = [private.as_mut().map(|(_, finished)| &mut finished.owed), Some(&mut public.owed)];
    let owed: Vec<Owed> = owed.into_iter().flatten().filter_map(Option::take).collect();
    // Nothing is in its place before it is proved, but everything else is done by then.
    let ((proof, proved), made) = rayon::join(
        || timed(|| owed.into_par_iter().try_for_each(Owed::settle)),
        || stage(workspace, accepted, ready, &gate, (private, public), clock),
    );
    clock.took(Stage::Validate, proved);
    let Made { staged, manifest, apart } = made?;
    proof?;
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
    (private, mut public): (Option<(Pack, Finished)>, Finished),
    clock: &mut Clock<'_>,
) -> Result<Made, Fault> {
    let page = clock.stage(Stage::Web, || meeting_page(ready, &public))?;
    public.files.extend(page);
    let of_members = private.as_ref().map(|(_, finished)| finished.document.last_page());
    let last_page = public.document.last_page().max(of_members.unwrap_or(0));
    let record = Record { workspace, accepted, ready, last_page };
    let manifest = record.public(&public)?;
    let (open, mut apart): (Vec<Output>, Vec<Output>) =
        public.files.into_iter().partition(|(path, _)| path.starts_with(PUBLIC));
    let released = clock.stage(Stage::Search, || {
        let manifest = (MANIFEST.to_string(), manifest.to_json());
        let released = gate.release(open.into_iter().chain([manifest]).collect());
        released.map_err(|fault| withdraw::after(fault, gate, &workspace.output, Fate::SetAside))
    })?;
    apart.extend(statement::signed(ready)?);
    if let Some((pack, finished)) = private {
        let manifest = record.private(&pack, &finished)?;
        apart.extend(finished.files);
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
