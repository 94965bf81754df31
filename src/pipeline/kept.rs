//! The settings and templates that a pack was built with, kept beside it so that it
//! can be built by them again.
//!
//! They are no part of what is published: findings are accepted in the settings, in
//! words that nobody outside need read.

mod changes;
mod codes;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub(super) use self::changes::{since, since_pack, unaltered};
pub(super) use self::codes::{CODES, UNREADABLE};
use super::Workspace;
use super::examine::Ready;
use super::holdings::Holdings;
use super::recorded::{MANIFEST, MEMBERS_MANIFEST, Recorded};
use super::release::Output;
use super::supplement::published;
use super::workspace::SETTINGS;
use crate::archive::fixity;
use crate::diag::{Code, Diagnostics, Problem};
use crate::fault::Fault;
use crate::write::manifest::{FileRecord, Manifest};
use crate::write::templates::Templates;

/// The folder, below the meeting's outputs.
pub(super) const FOLDER: &str = "record";

/// The folder of the templates in it.
const TEMPLATES: &str = "templates";

/// Returns what is kept of a build, below `folder`: the settings, and the templates
/// that another version of the program may not have.
pub(super) fn files(
    workspace: &Workspace,
    ready: &Ready,
    folder: &str,
) -> Result<Vec<Output>, Fault> {
    let path = &workspace.council;
    let settings = std::fs::read(path).map_err(Fault::file("read", path))?;
    let templates = ready.templates.peculiar().map(|(name, bytes)| {
        let path = format!("{folder}/{TEMPLATES}/{name}");
        (path, bytes.to_vec())
    });
    Ok(std::iter::once((format!("{folder}/{SETTINGS}"), settings)).chain(templates).collect())
}

/// What is wrong with what was kept.
struct Flaw {
    code: &'static Code,
    /// The file, below the outputs.
    file: String,
    message: String,
}

/// A publication, and what the records say that it was built with.
pub(super) struct Publication<'a> {
    /// The number of the supplement; none for the pack.
    pub(super) number: Option<u32>,
    /// The settings: where they tell of exempt papers, the members' record alone has them.
    settings: Option<&'a FileRecord>,
    templates: &'a [FileRecord],
}

impl<'a> Publication<'a> {
    /// Returns the pack and its supplements, in order.
    pub(super) fn all(manifest: &'a Manifest, members: Option<&'a Manifest>) -> Vec<Self> {
        let late = manifest.supplements.iter().map(|late| {
            let all = members.into_iter().chain([manifest]).flat_map(|m| &m.supplements);
            let own = all.filter(|own| own.number == late.number).flat_map(|own| &own.inputs);
            Self { number: Some(late.number), settings: settings(own), templates: &late.templates }
        });
        std::iter::once(Self::pack(manifest, members)).chain(late).collect()
    }

    fn pack(manifest: &'a Manifest, members: Option<&'a Manifest>) -> Self {
        let inputs = members.into_iter().chain([manifest]).flat_map(|manifest| &manifest.inputs);
        Self { number: None, settings: settings(inputs), templates: &manifest.templates }
    }

    /// Returns the folder of what is kept of it.
    fn folder(&self) -> String {
        self.number.map_or_else(|| FOLDER.to_string(), of_supplement)
    }

    pub(super) fn name(&self) -> String {
        self.number.map_or_else(|| "the pack".into(), |number| format!("supplement {number}"))
    }

    /// Returns whether it was built with these settings, as far as the records say.
    pub(super) fn is_by(&self, council: &Path) -> Result<bool, Fault> {
        let Some(then) = self.settings else { return Ok(true) };
        let now = std::fs::read(council).map_err(Fault::file("read", council))?;
        Ok(FileRecord::of(SETTINGS, &now) == *then)
    }

    /// Returns its settings as they are kept below outputs, unless they are not there or not
    /// what it was built with.
    pub(super) fn settings_in(&self, outputs: &Path) -> Result<Option<PathBuf>, Fault> {
        let council = outputs.join(self.folder()).join(SETTINGS);
        let is_whole = self.settings.is_some() && council.is_file() && self.is_by(&council)?;
        Ok(is_whole.then_some(council))
    }

    /// Returns what a workspace has in another form, by the names below a folder of what
    /// is kept.
    fn altered(&self, council: &Path, templates: Option<&Path>) -> Result<Vec<String>, Fault> {
        let is_by = self.is_by(council)?;
        let mut altered: Vec<String> = (!is_by).then(|| SETTINGS.into()).into_iter().collect();
        let templates = Templates::load(templates)?;
        let now: BTreeMap<&str, &[u8]> = templates.files().collect();
        let is_other = |then: &&FileRecord| {
            let now = now.get(then.path.as_str());
            now.is_none_or(|bytes| FileRecord::of(then.path.as_str(), bytes) != **then)
        };
        let others = self.templates.iter().filter(is_other);
        altered.extend(others.map(|template| format!("{TEMPLATES}/{}", template.path)));
        Ok(altered)
    }

    /// Returns the files that may be kept of it, below the outputs.
    fn files(&self) -> Vec<String> {
        let folder = self.folder();
        let templates = self.templates.iter();
        let templates = templates.map(|file| format!("{folder}/{TEMPLATES}/{}", file.path));
        std::iter::once(format!("{folder}/{SETTINGS}")).chain(templates).collect()
    }

    /// Returns what of it is not there, or not what it was built with.
    fn flaws(&self, outputs: &Path) -> Result<Vec<Flaw>, Fault> {
        let (folder, name) = (self.folder(), self.name());
        let kept = outputs.join(&folder);
        let council = kept.join(SETTINGS);
        if !council.is_file() {
            let message =
                format!("`{folder}/{SETTINGS}`, which {name} was built with, is not there");
            return Ok(vec![Flaw { code: &codes::NOTHING_KEPT, file: MANIFEST.into(), message }]);
        }
        let flaw = |file: String| {
            let file = format!("{folder}/{file}");
            let message = format!("`{file}` is not what {name} was built with");
            Flaw { code: &codes::KEPT_ALTERED, file, message }
        };
        let altered = self.altered(&council, Some(&kept.join(TEMPLATES)))?;
        Ok(altered.into_iter().map(flaw).collect())
    }

    /// Returns the workspace with its settings and templates, unless they are not all
    /// there.
    fn workspace(
        &self,
        workspace: &Workspace,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Workspace>, Fault> {
        let flaws = self.flaws(&workspace.output)?;
        let is_whole = flaws.is_empty();
        for Flaw { code, file, message } in flaws {
            let problem = Problem::new(code, message).hint(
                "put back what was kept, which has the SHA-256 of its record, or the settings and templates of then into the workspace",
            );
            diagnostics.push(problem.at(&published::place(workspace, &file)));
        }
        Ok(is_whole.then(|| below(workspace, &self.folder())))
    }
}

fn settings<'a>(mut inputs: impl Iterator<Item = &'a FileRecord>) -> Option<&'a FileRecord> {
    inputs.find(|input| input.path == SETTINGS)
}

fn members(workspace: &Workspace) -> Result<Option<Manifest>, Fault> {
    Recorded::of(&workspace.output, MEMBERS_MANIFEST).whole()
}

/// Returns the workspace with the settings and templates that its pack was built
/// with, unless they are not all there.
pub(super) fn as_published(
    workspace: &Workspace,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Workspace>, Fault> {
    let Some(manifest) = Recorded::of(&workspace.output, MANIFEST).whole()? else {
        let problem = Problem::new(&codes::NOTHING_KEPT, "there is no pack to go by")
            .hint("build it without `--as-published` the first time");
        diagnostics.push(problem.at(&published::place(workspace, MANIFEST)));
        return Ok(None);
    };
    let members = members(workspace)?;
    Publication::pack(&manifest, members.as_ref()).workspace(workspace, diagnostics)
}

/// Returns the workspace with the settings and templates of the latest publication,
/// unless anything that is kept of any is missing or is not what it was built with.
pub(super) fn latest(
    workspace: &Workspace,
    held: &Holdings,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Workspace>, Fault> {
    let (mut latest, mut is_whole) = (None, true);
    for publication in Publication::all(&held.manifest, held.members.as_ref()) {
        latest = publication.workspace(workspace, diagnostics)?;
        is_whole &= latest.is_some();
    }
    Ok(latest.filter(|_| is_whole))
}

/// Says what is kept that no record knows.
pub(super) fn strays(
    workspace: &Workspace,
    held: &Holdings,
    diagnostics: &mut Diagnostics,
) -> Result<(), Fault> {
    for stray in unknown(&workspace.output, held)? {
        let problem = Problem::new(&codes::KEPT_ALTERED, stray)
            .hint("take it away, or put back the record of what it was kept for");
        diagnostics.push(problem.at(&published::place(workspace, MANIFEST)));
    }
    Ok(())
}

/// Returns what is wrong with what is kept below a folder of outputs, in words.
pub(super) fn flaws(outputs: &Path, held: &Holdings) -> Result<Vec<String>, Fault> {
    let mut flaws = unknown(outputs, held)?;
    for publication in Publication::all(&held.manifest, held.members.as_ref()) {
        flaws.extend(publication.flaws(outputs)?.into_iter().map(|flaw| flaw.message));
    }
    Ok(flaws)
}

/// Returns what stands in the folder below outputs that was kept of no publication.
pub(super) fn unknown(outputs: &Path, held: &Holdings) -> Result<Vec<String>, Fault> {
    let folder = outputs.join(FOLDER);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let publications = Publication::all(&held.manifest, held.members.as_ref());
    let known: BTreeSet<String> = publications.iter().flat_map(Publication::files).collect();
    let found = fixity::files(&folder)?.into_iter().map(|name| format!("{FOLDER}/{name}"));
    let strays = found.filter(|name| !known.contains(name));
    Ok(strays.map(|name| format!("`{name}` was added: no record has it")).collect())
}

/// Returns where the settings and templates of a supplement are kept.
pub(super) fn of_supplement(number: u32) -> String {
    format!("{FOLDER}/supplements/{number}")
}

/// Returns the workspace with what is kept of a build in the place of today's settings
/// and templates.
fn kept(workspace: &Workspace) -> Workspace {
    below(workspace, FOLDER)
}

fn below(workspace: &Workspace, folder: &str) -> Workspace {
    let folder = workspace.output.join(folder);
    Workspace {
        council: folder.join(SETTINGS),
        templates: Some(folder.join(TEMPLATES)),
        ..workspace.clone()
    }
}

/// Returns what a workspace has in another form than the record of the pack, by the names
/// below the folder that is kept.
pub(super) fn altered(workspace: &Workspace, manifest: &Manifest) -> Result<Vec<String>, Fault> {
    let members = members(workspace)?;
    let pack = Publication::pack(manifest, members.as_ref());
    pack.altered(&workspace.council, workspace.templates.as_deref())
}
