//! The whole run: from a meeting's folder to its pack.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::examine::{Clock, Examined, Ready, examine};
use super::stage::{Progress, Stage};
use super::{Built, Outcome, Workspace, supplement};
use crate::check::Accepted;
use crate::edition::{self, PublicMeeting};
use crate::fault::Fault;
use crate::view::Pack;
use crate::write::dir::Staged;
use crate::write::manifest::{AcceptedFinding, FileRecord, ItemPages, Manifest, WithheldItem};
use crate::write::pdf::{self, Templates};
use crate::write::published;
use crate::write::theme::Theme;
use crate::write::xlsx;

/// Builds the public pack of a meeting.
pub fn build(workspace: &Workspace, progress: &dyn Progress) -> Result<Outcome, Fault> {
    let Examined { mut diagnostics, accepted, ready, timings } = examine(workspace, progress)?;
    let kept_from = supplement::kept_from(workspace);
    let Some(mut ready) = ready.filter(|_| kept_from.is_none()) else {
        if let Some(found) = kept_from {
            diagnostics.push(found);
        }
        return Ok(Outcome { diagnostics, accepted, built: None, timings });
    };
    let mut clock = Clock { progress, timings };
    let built = write(workspace, &accepted, &mut ready, &mut clock)?;
    Ok(Outcome { diagnostics, accepted, built: Some(built), timings: clock.timings })
}

fn write(
    workspace: &Workspace,
    accepted: &[Accepted],
    ready: &mut Ready,
    clock: &mut Clock<'_>,
) -> Result<Built, Fault> {
    let json = std::mem::take(&mut ready.json);
    let document =
        clock.stage(Stage::Layout, || pdf::compile(&ready.templates, &ready.pack, json))?;
    // Layout takes every core, export one: beside it, what layout remembered goes,
    // and the workbooks are written.
    clock.progress.begin(Stage::Export);
    let ((pdf, exported), (workbooks, took)) = rayon::join(
        || timed(|| pdf::export(&document)),
        || {
            pdf::forget();
            timed(|| workbooks(&ready.pack, &ready.templates, "public"))
        },
    );
    clock.timings.extend([(Stage::Export, exported), (Stage::Workbooks, took)]);
    let (pdf, workbooks) = (pdf?, workbooks?);
    let pdf = clock.stage(Stage::Compact, || pdf::compact(&pdf))?;
    clock.stage(Stage::Validate, || pdf::conform("agenda-pack.pdf", &pdf))?;
    clock.stage(Stage::Write, || {
        let mut outputs = vec![
            ("public/agenda-pack.pdf".to_string(), pdf),
            (published::PACK.to_string(), published::to_json(&ready.pack)?),
        ];
        outputs.extend(workbooks);
        let staged = Staged::new(&workspace.output)?;
        for (name, bytes) in &outputs {
            staged.write(name, bytes)?;
        }
        let manifest = manifest(workspace, accepted, ready, &document, &outputs)?;
        staged.write("manifest.json", &manifest.to_json())?;
        Ok(Built { folder: staged.publish()?, manifest })
    })
}

fn accepted_finding(accepted: &Accepted) -> AcceptedFinding {
    let diagnostic = &accepted.diagnostic;
    AcceptedFinding {
        rule: diagnostic.code.id.into(),
        name: diagnostic.code.name.into(),
        place: diagnostic.place.to_string(),
        finding: diagnostic.message.clone(),
        reason: accepted.reason.clone(),
    }
}

fn manifest(
    workspace: &Workspace,
    accepted: &[Accepted],
    ready: &Ready,
    document: &pdf::Document,
    outputs: &[(String, Vec<u8>)],
) -> Result<Manifest, Fault> {
    let meeting = ready.edition.meeting();
    Ok(Manifest {
        format: 1,
        tool: env!("CARGO_PKG_NAME").into(),
        version: env!("CARGO_PKG_VERSION").into(),
        council: ready.council.name.clone(),
        committee: meeting.committee.value.clone(),
        meeting: meeting.date.to_string(),
        published: meeting.published.as_ref().map(|date| date.to_string()),
        pages: document.pages(),
        last_page: document.last_page(),
        items: item_pages(&ready.pack, document),
        withheld: withheld(&ready.edition),
        accepted: accepted.iter().map(accepted_finding).collect(),
        inputs: inputs(workspace, &ready.files)?,
        templates: ready
            .templates
            .files()
            .map(|(name, bytes)| FileRecord::of(name, bytes))
            .collect(),
        outputs: outputs.iter().map(|(name, bytes)| FileRecord::of(name, bytes)).collect(),
        supplements: Vec::new(),
        consolidated: None,
    })
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
    pack.items
        .par_iter()
        .filter(|item| xlsx::has_tables(item))
        .map(|item| {
            Ok((
                format!("{folder}/appendices/{}", xlsx::file_name(item)),
                xlsx::write(pack, item, &theme)?,
            ))
        })
        .collect()
}

pub(super) fn item_pages(pack: &Pack, document: &pdf::Document) -> Vec<ItemPages> {
    let items = pack.items.iter().filter(|item| item.has_pages);
    let pages = items.filter_map(|item| {
        let (first, last) = (
            document.page_of(&format!("{}-first", item.id))?,
            document.page_of(&format!("{}-last", item.id))?,
        );
        Some(ItemPages { number: item.number.clone(), first, last })
    });
    pages.collect()
}

fn withheld(edition: &PublicMeeting) -> Vec<WithheldItem> {
    let item = |item: &edition::Withheld| WithheldItem {
        number: item.number.clone(),
        reason: item.reason.clone(),
    };
    edition.withheld().iter().map(item).collect()
}

/// Returns the inputs with their fixity, by their paths below the folder of inputs.
pub(super) fn inputs(workspace: &Workspace, files: &[PathBuf]) -> Result<Vec<FileRecord>, Fault> {
    let root = workspace.council.parent().unwrap_or(&workspace.meeting);
    let mut records = files
        .iter()
        .map(|path| {
            let bytes = std::fs::read(path).map_err(Fault::file("read", path))?;
            let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
            Ok(FileRecord::of(name, &bytes))
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    records.sort();
    Ok(records)
}
