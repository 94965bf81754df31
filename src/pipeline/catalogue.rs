//! The list of all meetings that were built, and the feed of what was published: made
//! of the public records in the folder of outputs, and of nothing else.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use super::recorded::{MANIFEST, Recorded};
use super::web::{INDEX, PACKS};
use super::{Workspace, kept};
use crate::diag::{Diagnostics, Problem};
use crate::fault::Fault;
use crate::place::Place;
use crate::read;
use crate::view::supplement;
use crate::view::web::Offer;
use crate::view::web::catalogue::{self, Meeting, Publication};
use crate::write::file::{self, Existing};
use crate::write::manifest::{FileRecord, Manifest, SupplementRecord};
use crate::write::templates::Templates;
use crate::write::web;

/// The published pack, below a meeting's outputs.
const PACK: &str = "public/agenda-pack.pdf";

/// One list is written at a time, so that none is older than what was read for it.
static TURN: Mutex<()> = Mutex::new(());

/// Writes the list of meetings and the feed into the folder of outputs that a meeting's
/// are in; where there is no meeting left, the list goes.
///
/// # Errors
///
/// Fails where a file cannot be read or written, or a template has an error. A folder
/// without a record is no meeting; one with a record that cannot be read is left out, and
/// that is said.
pub fn catalogue(
    workspace: &Workspace,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<FileRecord>, Fault> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let outputs = workspace.output.parent().unwrap_or(&workspace.output);
    let Some(view) = catalogue::catalogue(meetings(outputs, diagnostics)?) else {
        remove(outputs)?;
        return Ok(Vec::new());
    };
    // Settings that cannot be read have been said where they were needed.
    let (council, ..) = read::read_council(&workspace.council);
    let accent = council.map(|council| council.accent).unwrap_or_default();
    let templates = Templates::load(workspace.templates.as_deref())?;
    let files = web::catalogue(&templates, &view, &accent)?;
    for (name, bytes) in &files {
        file::put(&outputs.join(name), bytes, Existing::Replaced)?;
    }
    Ok(files.iter().map(|(name, bytes)| FileRecord::of(name, bytes)).collect())
}

/// Takes away a list of meetings that are there no longer.
fn remove(outputs: &Path) -> Result<(), Fault> {
    let listed = outputs.join(web::FEED).is_file();
    for name in [web::INDEX, web::FEED, web::STYLE].iter().filter(|_| listed) {
        let path = outputs.join(name);
        if path.is_file() {
            std::fs::remove_file(&path).map_err(Fault::file("remove", &path))?;
        }
    }
    Ok(())
}

fn meetings(outputs: &Path, diagnostics: &mut Diagnostics) -> Result<Vec<Meeting>, Fault> {
    let Ok(entries) = std::fs::read_dir(outputs) else { return Ok(Vec::new()) };
    let mut meetings = Vec::new();
    for entry in entries {
        let path = entry.map_err(Fault::file("read", outputs))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        // What is being made or replaced is no meeting yet, or no longer.
        let Some(name) = name.filter(|name| !name.starts_with('.')) else { continue };
        let record = match Recorded::of(&path, MANIFEST) {
            _ if !path.is_dir() => continue,
            Recorded::Missing => continue,
            Recorded::Unreadable(why) => Err(why),
            Recorded::Read(record, _) => dated(*record),
        };
        match record {
            Ok(record) => meetings.extend(meeting(name, &record)),
            Err(error) => {
                let message =
                    format!("the record cannot be read, so that no list has the meeting: {error}");
                let problem = Problem::new(&kept::UNREADABLE, message)
                    .hint("put back the file that was built: it knows of all that was published");
                diagnostics.push(problem.at(&Place::file(format!("outputs/{name}/{MANIFEST}"))));
            }
        }
    }
    Ok(meetings)
}

/// Returns a record whose meeting has a day.
fn dated(record: Manifest) -> Result<Manifest, String> {
    match record.meeting.parse::<Date>() {
        Ok(_) => Ok(record),
        Err(_) => Err(format!("`{}` is no day, expected `2024-07-16`", record.meeting)),
    }
}

/// Returns a meeting; nothing where its record has no pack.
fn meeting(folder: String, record: &Manifest) -> Option<Meeting> {
    let date: Date = record.meeting.parse().ok()?;
    let day = record.published.as_ref().and_then(|day| day.parse().ok()).unwrap_or(date);
    let pack = record.outputs.iter().find(|file| file.path == PACK)?;
    let pages = u32::try_from(record.pages).ok();
    let pack = Publication { day, file: offer(pack, PACKS[0].into(), pages) };
    let late = record.supplements.iter().filter_map(publication);
    let published = std::iter::once(pack).chain(late);
    let stands = |publication: &Publication| !record.is_taken_back(&publication.file.path);
    Some(Meeting {
        folder,
        council: record.council.clone(),
        committee: record.committee.clone(),
        date,
        page: record.outputs.iter().any(|file| file.path == INDEX).then(|| INDEX.into()),
        whole: record
            .consolidated
            .as_ref()
            .map(|file| offer(file, PACKS[1].into(), record.consolidated_pages)),
        published: published.filter(stands).collect(),
    })
}

fn publication(late: &SupplementRecord) -> Option<Publication> {
    let file = late.pdf()?;
    let title = supplement::name(late.number);
    Some(Publication { day: late.published.parse().ok()?, file: offer(file, title, late.pages) })
}

fn offer(file: &FileRecord, title: String, pages: Option<u32>) -> Offer {
    Offer { path: file.path.clone(), bytes: file.bytes, title, pages }
}
