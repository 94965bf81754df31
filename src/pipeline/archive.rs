//! From what was published to bags for an archive: one for anyone, and one with
//! everything where there is more than anyone may have.

mod codes;
mod contents;
mod history;
mod kept_back;
mod pack;
pub(super) mod told;

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde_json::Value;

pub(super) use self::codes::{CODES, WITHHELD_SINCE};
pub(super) use self::contents::ARCHIVAL;
use self::contents::{Access, Contents};
pub(super) use self::pack::{archival, made};
use super::examine::{Examined, Ready, examine};
use super::holdings::{Holdings, unlike};
use super::recorded::{MANIFEST, MEMBERS_MANIFEST, Recorded};
use super::release::Gate;
use super::stage::Progress;
use super::supplement::published::{self, place};
use super::workspace::SETTINGS;
use super::{Workspace, kept, record, supplement, withdraw};
use crate::archive::{bag, seal};
use crate::diag::{Diagnostics, Problem};
use crate::fault::Fault;
use crate::write::dir::Staged;
use crate::write::manifest::FileRecord;

/// What is asked of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Archive {
    /// The day on which it is made.
    pub date: Date,
    /// Who may have the inputs.
    pub inputs: Inputs,
}

/// Who may have the inputs of a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inputs {
    /// The archive alone: a workbook holds more than a pack shows of it.
    #[default]
    Private,
    /// Anyone, where nothing is exempt and nothing is found hidden in them: somebody has
    /// looked through them.
    Open,
}

/// What came of it.
#[derive(Debug)]
pub struct ArchiveOutcome {
    /// Everything that keeps the meeting from its archive.
    pub diagnostics: Diagnostics,
    /// The bags, unless there are errors.
    pub archived: Option<Archived>,
}

/// The bags of a meeting.
#[derive(Debug)]
pub struct Archived {
    /// Their folder.
    pub folder: PathBuf,
    /// The bags in it.
    pub bags: Vec<Bagged>,
    /// Why the inputs are in the private bag alone, where they are.
    pub kept_back: Option<String>,
}

/// A bag that was written.
#[derive(Debug)]
pub struct Bagged {
    /// Its name: `public` or `private`.
    pub name: &'static str,
    /// How many files it holds, its tag files aside.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
}

/// Writes the bags of a meeting. Nothing is written unless everything that was built is
/// as it was, and the inputs are those that it was built from.
pub fn archive(
    workspace: &Workspace,
    request: Archive,
    progress: &dyn Progress,
) -> Result<ArchiveOutcome, Fault> {
    let mut diagnostics = Diagnostics::default();
    let mut archived = None;
    if let Some(found) = found(workspace, progress, &mut diagnostics)? {
        archived = Some(write(&found, request, &mut diagnostics)?);
    }
    diagnostics.sort();
    Ok(ArchiveOutcome { diagnostics, archived })
}

/// A meeting that is fit to be archived.
pub(super) struct Found {
    /// The workspace with the settings and templates that were used.
    workspace: Workspace,
    held: Holdings,
    ready: Ready,
    /// What is open of supplements besides their papers, where anything is withheld.
    told: Vec<Value>,
}

impl Found {
    /// Returns the meeting's name: that of its folder.
    fn name(&self) -> String {
        self.workspace.output.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Returns the day of the meeting.
    fn meeting(&self) -> Date {
        self.ready.editions.public.meeting().date.value
    }
}

/// Returns the meeting as it was published, unless anything is not as it was.
fn found(
    workspace: &Workspace,
    progress: &dyn Progress,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Found>, Fault> {
    let held = match Recorded::of(&workspace.output, MANIFEST) {
        Recorded::Unreadable(why) => {
            diagnostics.push(published::unreadable(&why).at(&place(workspace, MANIFEST)));
            return Ok(None);
        }
        Recorded::Missing | Recorded::Read(..) => Holdings::read(&workspace.output)?,
    };
    let Some(held) = held else {
        let problem = Problem::new(&codes::NOT_BUILT, "there is no pack to archive")
            .hint("build and publish the agenda pack first, with `agendapack build`");
        diagnostics.push(problem.at(&place(workspace, MANIFEST)));
        return Ok(None);
    };
    for flaw in held.incomplete.iter().chain(&held.altered) {
        let problem = Problem::new(&codes::ALTERED, flaw.says.clone()).hint(
            "put back what was published, which has the SHA-256 of its record, and take away what was added",
        );
        diagnostics.push(problem.at(&place(workspace, &flaw.file)));
    }
    if let Some(message) = held.without_members() {
        let problem = Problem::new(&codes::ALTERED, message)
            .hint("put back the folder `private`, with what members got");
        diagnostics.push(problem.at(&place(workspace, MEMBERS_MANIFEST)));
    }
    kept::strays(workspace, &held, diagnostics)?;
    let Some(then) = kept::latest(workspace, &held, diagnostics)? else {
        return Ok(None);
    };
    let (open, all) = held.inputs();
    for record in all.unwrap_or(open) {
        compare(&then, record, diagnostics)?;
    }
    if diagnostics.has_errors() {
        return Ok(None);
    }
    let Examined { diagnostics: said, ready, .. } = examine(&then, progress)?;
    let Some(ready) = ready else {
        diagnostics.extend(said);
        return Ok(None);
    };
    let now = match all {
        Some(_) => record::inputs(&then, &ready.files)?,
        None => record::public_inputs(&then, &ready)?,
    };
    let known = all.unwrap_or(open);
    for added in now.iter().filter(|now| !known.iter().any(|then| then.path == now.path)) {
        let message = format!("`{}` was not there when the pack was built", added.path);
        diagnostics.push(other(message).at(&crate::place::Place::file(added.path.as_str())));
    }
    let mut told = Vec::new();
    if ready.editions.withholds()
        && let Some(published) = published::read(workspace, diagnostics)?
    {
        told = supplement::told(&ready, &published, None)?;
    }
    Ok((!diagnostics.has_errors()).then_some(Found { workspace: then, held, ready, told }))
}

/// Holds an input against what the pack was built from.
fn compare(
    workspace: &Workspace,
    record: &FileRecord,
    diagnostics: &mut Diagnostics,
) -> Result<(), Fault> {
    let path = input(workspace, &record.path);
    let place = crate::place::Place::file(record.path.as_str());
    if !path.is_file() {
        let message = format!("`{}` is not there any more", record.path);
        diagnostics.push(other(message).at(&place));
        return Ok(());
    }
    let bytes = std::fs::read(&path).map_err(Fault::file("read", &path))?;
    if let Some(how) = unlike(record, &bytes) {
        let message = format!("the input has changed since the pack was built: {how}");
        diagnostics.push(other(message).at(&place));
    }
    Ok(())
}

/// Returns where an input stands that a record names.
pub(super) fn input(workspace: &Workspace, name: &str) -> PathBuf {
    if name == SETTINGS { workspace.council.clone() } else { workspace.inputs.join(name) }
}

fn other(message: String) -> Problem {
    Problem::new(&codes::OTHER_INPUTS, message)
        .hint("put back the file of then; or publish what has changed in a supplement, and as long as nothing is published, build the pack anew")
}

/// Writes the bags, all or none.
fn write(
    found: &Found,
    request: Archive,
    diagnostics: &mut Diagnostics,
) -> Result<Archived, Fault> {
    let (date, folder) = (request.date, folder(&found.workspace.output));
    dated(found, date)?;
    unsealed(&folder)?;
    let gate = Gate::beside(&found.ready, told::words(found, date))?;
    let is_fit = is_fit(found, &gate, diagnostics);
    let contents = Contents::of(found, request.inputs, is_fit)?;
    let staged = Staged::new(&folder)?;
    let mut bags = Vec::new();
    for (access, payload) in &contents.bags {
        let tags = told::tags(found, *access, payload, date)?;
        let below = |path: &str| format!("{}/{path}", access.name());
        let tags = tags.into_iter().map(|(path, bytes)| (below(&path), bytes));
        match access {
            Access::Public => {
                // What is made for the bag is searched; what was published was.
                let packs = payload.iter().filter(|(path, _)| path.starts_with(ARCHIVAL));
                let packs = packs.map(|(path, bytes)| (below(path), bytes.clone()));
                let packs = gate.release_archival(packs.collect())?;
                gate.release(tags.collect())?.with(packs).write(&staged)?;
            }
            Access::Private => {
                tags.into_iter().try_for_each(|(path, bytes)| staged.write(&path, &bytes))?;
            }
        }
        payload.iter().try_for_each(|(path, bytes)| staged.write(&below(path), bytes))?;
        bags.push(Bagged {
            name: access.name(),
            files: payload.len(),
            bytes: payload.values().map(|bytes| bytes.len() as u64).sum(),
        });
    }
    Ok(Archived { folder: staged.publish()?, bags, kept_back: contents.kept_back })
}

/// Refuses a day on which the latest publication was not there yet.
fn dated(found: &Found, date: Date) -> Result<(), Fault> {
    let (what, day) = match found.held.manifest.latest() {
        Some(latest) => ("what is in them was published on", latest),
        None => ("it has no day of publication, and the meeting is on", found.meeting()),
    };
    if day <= date {
        return Ok(());
    }
    Err(Fault::Other(format!(
        "the bags cannot be dated `{date}`: {what} `{day}`; give a later day with `--date`"
    )))
}

/// Returns whether anyone may still have all that was published, and says why not.
fn is_fit(found: &Found, gate: &Gate, diagnostics: &mut Diagnostics) -> bool {
    let public = found.held.files.iter().filter(|(name, _)| !name.starts_with("private/"));
    let public = public.map(|(name, bytes)| (name.clone(), bytes.clone()));
    let since = withdraw::in_files(gate, &public.collect::<Vec<_>>());
    let Some((file, traces)) = since.first_key_value() else { return true };
    let message = format!(
        "no bag for anyone is made: what is not for publication now was published in `{file}`{}: {}",
        withdraw::and_more(since.len()),
        withdraw::counted(traces)
    );
    let problem = Problem::new(&codes::NO_PUBLIC_BAG, message).hint(
        "the private bag has everything; take what was published back wherever it is published",
    );
    diagnostics.push(problem.at(&place(&found.workspace, file)));
    false
}

/// Refuses to replace a bag that somebody has put their name to.
fn unsealed(folder: &Path) -> Result<(), Fault> {
    let [signature, _] = seal::names(bag::SEALED);
    let bags = [Access::Public, Access::Private].map(|access| folder.join(access.name()));
    match bags.map(|bag| bag.join(&signature)).iter().find(|signature| signature.is_file()) {
        None => Ok(()),
        Some(signature) => Err(Fault::Other(format!(
            "the bag is sealed by `{}`; move `{}` away before you archive the meeting again",
            signature.display(),
            folder.display()
        ))),
    }
}

/// Returns the folder of a meeting's bags: `archive/MEETING` beside `outputs`.
pub(super) fn folder(output: &Path) -> PathBuf {
    let root = output.parent().and_then(Path::parent).unwrap_or(output);
    root.join("archive").join(output.file_name().unwrap_or_default())
}

/// Returns where the pack for the archive stands in a bag, by the name of its PDF.
pub(super) fn archival_path(name: &str) -> String {
    format!("{ARCHIVAL}{}", name.strip_prefix("public/").unwrap_or(name))
}

/// The folder of the bag that anyone may have, below the meeting's.
pub(super) const PUBLIC: &str = "public";

/// The folder of the payload of every bag.
pub(super) const PAYLOAD: &str = bag::PAYLOAD;
