//! The settings and templates that a pack was built with, kept beside it so that it
//! can be built by them again.
//!
//! They are no part of what is published: findings are accepted in the settings, in
//! words that nobody outside need read.

mod changes;
mod codes;

use std::collections::BTreeMap;

pub(super) use self::changes::{since, since_pack, unaltered};
pub(super) use self::codes::{CODES, UNREADABLE};
use super::Workspace;
use super::examine::Ready;
use super::release::Output;
use super::supplement::{MEMBERS_MANIFEST, published};
use super::workspace::SETTINGS;
use crate::diag::{Diagnostics, Problem};
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

/// Returns the workspace with the settings and templates that its pack was built
/// with, unless they are not all there.
pub(super) fn as_published(
    workspace: &Workspace,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Workspace>, Fault> {
    let at = published::place(workspace, published::MANIFEST);
    let Some(manifest) = published::Published::manifest(workspace)? else {
        let problem = Problem::new(&codes::NOTHING_KEPT, "there is no pack to go by")
            .hint("build it without `--as-published` the first time");
        diagnostics.push(problem.at(&at));
        return Ok(None);
    };
    let kept = kept(workspace);
    if !kept.council.is_file() {
        let message = format!("`{FOLDER}/{SETTINGS}`, which the pack was built with, is not there");
        let problem = Problem::new(&codes::NOTHING_KEPT, message)
            .hint("put the folder back, or the settings and templates of then into the workspace");
        diagnostics.push(problem.at(&at));
        return Ok(None);
    }
    let altered = altered(&kept, &manifest)?;
    for name in &altered {
        let message = format!("`{name}` is not what the pack was built with");
        let problem = Problem::new(&codes::KEPT_ALTERED, message)
            .hint("put back the file that was kept: manifest.json has its SHA-256");
        diagnostics.push(problem.at(&published::place(workspace, &format!("{FOLDER}/{name}"))));
    }
    Ok(altered.is_empty().then_some(kept))
}

/// Returns the workspace with the settings and templates of the latest publication,
/// unless they are not all there.
pub(super) fn latest(
    workspace: &Workspace,
    manifest: &Manifest,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Workspace>, Fault> {
    match manifest.supplements.last() {
        Some(late) => {
            let kept = below(workspace, &of_supplement(late.number));
            if kept.council.is_file() {
                return Ok(Some(kept));
            }
            as_published(workspace, diagnostics)
        }
        None => as_published(workspace, diagnostics),
    }
}

/// Says what of the settings and templates that are kept is missing, is not what was
/// published by, or is of nothing that was published.
pub(super) fn held_against(
    workspace: &Workspace,
    manifest: &Manifest,
    diagnostics: &mut Diagnostics,
) -> Result<(), Fault> {
    as_published(workspace, diagnostics)?;
    let members = published::Published::record(workspace, MEMBERS_MANIFEST)?;
    let all = || members.iter().chain([manifest]).flat_map(|manifest| &manifest.supplements);
    for late in &manifest.supplements {
        let settings = below(workspace, &of_supplement(late.number)).council;
        let found = std::fs::read(&settings).map(|bytes| FileRecord::of(SETTINGS, &bytes)).ok();
        let own = all().filter(|own| own.number == late.number).flat_map(|own| &own.inputs);
        let mut own = own.filter(|input| input.path == SETTINGS);
        if found.is_none() || own.any(|input| Some(input) != found.as_ref()) {
            let name = format!("{}/{SETTINGS}", of_supplement(late.number));
            let message = format!("`{name}` is not what supplement {} was built with", late.number);
            let problem = Problem::new(&codes::KEPT_ALTERED, message)
                .hint("put back the file that was kept: manifest.json has its SHA-256");
            diagnostics.push(problem.at(&published::place(workspace, &name)));
        }
    }
    for stray in unknown(&workspace.output, manifest) {
        let problem = Problem::new(&codes::KEPT_ALTERED, stray)
            .hint("take it away, or put back the record of what it was kept for");
        diagnostics.push(problem.at(&published::place(workspace, published::MANIFEST)));
    }
    Ok(())
}

/// Returns where the settings and templates of a supplement are kept.
pub(super) fn of_supplement(number: u32) -> String {
    of_supplement_named(&number.to_string())
}

fn of_supplement_named(name: &str) -> String {
    format!("{FOLDER}/supplements/{name}")
}

/// Returns what is kept below a folder of outputs of supplements that its record does
/// not know.
pub(super) fn unknown(outputs: &std::path::Path, manifest: &Manifest) -> Vec<String> {
    let entries = std::fs::read_dir(outputs.join(FOLDER).join("supplements"));
    let names = entries.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.file_name()));
    let mut unknown: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| !manifest.supplements.iter().any(|late| late.number.to_string() == *name))
        .map(|name| format!("{} has no record", of_supplement_named(&name)))
        .collect();
    unknown.sort();
    unknown
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

/// Returns what a record has in another form than a workspace, by the names below the
/// folder that is kept.
pub(super) fn altered(workspace: &Workspace, manifest: &Manifest) -> Result<Vec<String>, Fault> {
    let path = &workspace.council;
    let settings = std::fs::read(path).map_err(Fault::file("read", path))?;
    let settings = FileRecord::of(SETTINGS, &settings);
    let mut altered: Vec<String> = Vec::new();
    // Where they tell of exempt papers, the members' record alone has them.
    let members = published::Published::record(workspace, MEMBERS_MANIFEST)?;
    let mut inputs = members.iter().chain([manifest]).flat_map(|manifest| &manifest.inputs);
    if inputs.any(|input| input.path == SETTINGS && *input != settings) {
        altered.push(SETTINGS.into());
    }
    let templates = Templates::load(workspace.templates.as_deref())?;
    let now: BTreeMap<&str, &[u8]> = templates.files().collect();
    let is_other = |then: &&FileRecord| {
        let now = now.get(then.path.as_str());
        now.is_none_or(|bytes| FileRecord::of(then.path.as_str(), bytes) != **then)
    };
    let others = manifest.templates.iter().filter(is_other);
    altered.extend(others.map(|template| format!("{TEMPLATES}/{}", template.path)));
    Ok(altered)
}
