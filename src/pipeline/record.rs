//! The record of a build: one for everybody, which knows nothing of exempt papers
//! but that they are withheld, and one for members where there are any.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::Workspace;
use super::examine::Ready;
use super::finished::Finished;
use super::workspace::SETTINGS;
use super::{numbers, statement};
use crate::check::{self, Accepted, Scope};
use crate::diag::Diagnostic;
use crate::edition::{PublicMeeting, Withheld};
use crate::fault::Fault;
use crate::model::council::Council;
use crate::model::meeting::AgendaItem;
use crate::model::narrative::pictures;
use crate::place::Place;
use crate::view::Pack;
use crate::write::manifest::{AcceptedFinding, FileRecord, ItemPages, Manifest, WithheldItem};
use crate::write::pdf::Document;

/// What a record is made of.
pub(super) struct Record<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) accepted: &'a [Accepted],
    pub(super) ready: &'a Ready,
    /// The last page of all, for members or not: supplements go on from it.
    pub(super) last_page: u32,
}

impl Record<'_> {
    /// Returns the record that anyone may read: neither inputs with anything exempt
    /// are in it nor findings in them, nor those that the rules come to over exempt papers
    /// alone.
    pub(super) fn public(&self, finished: &Finished) -> Result<Manifest, Fault> {
        let open = open_files(self.ready);
        let found = found_in_public(self.ready);
        let accepted = self.accepted.iter().filter(|accepted| {
            let file = accepted.diagnostic.place.path();
            open.contains(file)
                && found.as_ref().is_none_or(|found| found.iter().any(|one| is_same(one, accepted)))
        });
        let mut manifest = self.of(&self.ready.pack, finished)?;
        manifest.accepted = accepted.map(accepted_finding).collect();
        manifest.inputs = public_inputs(self.workspace, self.ready)?;
        manifest.outputs.retain(|output| output.path.starts_with("public/"));
        Ok(manifest)
    }

    /// Returns the record for members: of everything.
    pub(super) fn private(&self, pack: &Pack, finished: &Finished) -> Result<Manifest, Fault> {
        let mut manifest = self.of(pack, finished)?;
        manifest.accepted = self.accepted.iter().map(accepted_finding).collect();
        Ok(manifest)
    }

    fn of(
        &self,
        pack: &Pack,
        Finished { document, claims, files, .. }: &Finished,
    ) -> Result<Manifest, Fault> {
        let ready = self.ready;
        let public = &ready.editions.public;
        let meeting = public.meeting();
        Ok(Manifest {
            format: 1,
            tool: env!("CARGO_PKG_NAME").into(),
            version: env!("CARGO_PKG_VERSION").into(),
            council: ready.council.name.clone(),
            committee: meeting.committee.value.clone(),
            meeting: meeting.date.to_string(),
            published: meeting.published.as_ref().map(|date| date.to_string()),
            pages: document.pages(),
            last_page: self.last_page,
            items: item_pages(pack, document),
            withheld: withheld(public),
            accepted: Vec::new(),
            inputs: inputs(self.workspace, &ready.files)?,
            templates: ready.templates.records().to_vec(),
            outputs: files.iter().map(|(name, bytes)| FileRecord::of(name, bytes)).collect(),
            conforms: claims.names(),
            attached: statement::attached(pack, document),
            supplements: Vec::new(),
            consolidated: None,
            consolidated_pages: None,
        })
    }
}

/// Returns what the rules find, and the council accepts, in the public meeting; nothing
/// where that is the whole meeting. A finding may quote what it is held against, in
/// another file.
fn found_in_public(ready: &Ready) -> Option<Vec<Accepted>> {
    ready.editions.private.as_ref()?;
    let meeting = ready.editions.public.meeting();
    Some(check::check(&Scope { council: &ready.council, meeting }).accepted)
}

fn is_same(one: &Accepted, other: &Accepted) -> bool {
    let said = |accepted: &Accepted| {
        let Diagnostic { code, place, message, .. } = &accepted.diagnostic;
        (code.id, place.to_string(), message.clone())
    };
    said(one) == said(other)
}

/// Returns the inputs that have something open in them and nothing exempt, with their
/// fixity.
pub(super) fn public_inputs(
    workspace: &Workspace,
    ready: &Ready,
) -> Result<Vec<FileRecord>, Fault> {
    let open = open_files(ready);
    let meeting = workspace.meeting.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // Places are named from the meeting's folder, inputs from the one above it.
    let within = |path: &str| {
        let own = path.strip_prefix(&meeting).and_then(|rest| rest.strip_prefix('/'));
        open.contains(own.unwrap_or(path))
    };
    let mut inputs = inputs(workspace, &ready.files)?;
    inputs.retain(|input| within(&input.path));
    Ok(inputs)
}

/// Returns the files that something open was read from, and nothing exempt: what is
/// exempt in a text could be guessed, and the guess be proved by the digest of the file.
fn open_files(ready: &Ready) -> BTreeSet<&str> {
    let meeting = ready.editions.public.meeting();
    let mut files = BTreeSet::from([SETTINGS, meeting.place.path()]);
    files.extend(meeting.agenda.iter().flat_map(files_of));
    let Some(private) = &ready.editions.private else { return files };
    for papers in private.papers() {
        for file in files_of(&papers.item) {
            files.remove(file);
        }
    }
    // Findings in exempt papers are accepted in the settings, and words of them named.
    let Council { policy, public_words, .. } = &ready.council;
    if !policy.accepted.is_empty() || !public_words.is_empty() {
        files.remove(SETTINGS);
    }
    files
}

/// Returns the files that an item was read from.
fn files_of(item: &AgendaItem) -> Vec<&str> {
    let mut files = vec![item.title.place.path()];
    if let Some(report) = item.report.as_deref() {
        files.push(report.place.path());
        files.extend(report.document.iter().map(Place::path));
        if let Some(scorecard) = &report.scorecard {
            files.push(scorecard.place.path());
            for indicator in &scorecard.indicators {
                files.push(indicator.code.place.path());
                files.extend(indicator.results.values().map(|result| result.place.path()));
            }
        }
        if let Some(register) = &report.register {
            files.push(register.place.path());
            files.extend(register.risks.iter().map(|risk| risk.place.path()));
        }
        files.extend(report.appendices.iter().map(|paper| paper.path.path()));
        files.extend(pictures(&report.narrative).iter().map(|picture| picture.place.path()));
    }
    files
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

pub(super) fn item_pages(pack: &Pack, document: &Document) -> Vec<ItemPages> {
    let pages = pack.items.iter().filter_map(|item| {
        let (first, last) = numbers::own(document, item)?;
        let part = item.part_two.as_ref().map(|_| 2);
        Some(ItemPages { number: item.number.clone(), first, last, part })
    });
    pages.collect()
}

pub(super) fn withheld(public: &PublicMeeting) -> Vec<WithheldItem> {
    let item = |withheld: &Withheld| WithheldItem {
        number: withheld.number.clone(),
        what: withheld.thing.to_string(),
        count: withheld.count,
        reason: withheld.ground.to_string(),
    };
    public.withheld().iter().map(item).collect()
}

/// Returns the inputs with their fixity, by their paths below the folder of inputs.
pub(super) fn inputs(workspace: &Workspace, files: &[PathBuf]) -> Result<Vec<FileRecord>, Fault> {
    let mut records = files
        .iter()
        .map(|path| {
            FileRecord::of_file(workspace.name_of(path), path).map_err(Fault::file("read", path))
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    records.sort();
    Ok(records)
}
