//! What goes into which bag. The payload is a workspace of its own: inputs, templates
//! and outputs stand in it as they stood.

use std::collections::BTreeMap;
use std::fs;

use super::{Found, Inputs, PAYLOAD, PUBLIC, archival, archival_path, input, kept_back};
use crate::archive::fixity;
use crate::fault::Fault;
use crate::pipeline::kept;

/// The folder of the archival packs.
pub(in crate::pipeline) const ARCHIVAL: &str = "data/archival/";

/// Who may have a bag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Anyone.
    Public,
    /// Members, and whoever the council lets.
    Private,
}

impl Access {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Public => PUBLIC,
            Self::Private => "private",
        }
    }
}

/// Files by their paths in a bag.
pub(super) type Payload = BTreeMap<String, Vec<u8>>;

/// The payloads of the bags.
pub(super) struct Contents {
    pub(super) bags: Vec<(Access, Payload)>,
    /// Why the inputs are in the private bag alone.
    pub(super) kept_back: Option<String>,
}

impl Contents {
    /// Returns what goes into the bags; `is_fit` says whether anyone may still have all
    /// that was published.
    pub(super) fn of(found: &Found, inputs_for: Inputs, is_fit: bool) -> Result<Self, Fault> {
        let kept_back = kept_back::why(found, inputs_for);
        let mut bags = Vec::new();
        if is_fit {
            bags.push((Access::Public, published(found, Access::Public)?));
        }
        if kept_back.is_some() {
            let mut private = published(found, Access::Private)?;
            private.extend(kept(found)?);
            bags.push((Access::Private, private));
        }
        if let Some((_, payload)) = bags.last_mut() {
            payload.extend(inputs(found)?);
        }
        Ok(Self { bags, kept_back })
    }
}

/// Returns what was published, the pack for the archive and the templates; for members
/// what they have besides.
fn published(found: &Found, access: Access) -> Result<Payload, Fault> {
    let is_for = |name: &str| access == Access::Private || !name.starts_with("private/");
    let meeting = found.name();
    let outputs = found.held.files.iter().filter(|(name, _)| is_for(name));
    let outputs =
        outputs.map(|(name, bytes)| (format!("{PAYLOAD}outputs/{meeting}/{name}"), bytes.clone()));
    let packs = archival(&found.held)?.into_iter().filter(|(name, _)| is_for(name));
    let packs = packs.map(|(name, bytes)| (archival_path(&name), bytes));
    let templates = found.ready.templates.files();
    let templates =
        templates.map(|(name, bytes)| (format!("{PAYLOAD}templates/{name}"), bytes.to_vec()));
    Ok(outputs.chain(packs).chain(templates).collect())
}

/// Returns the settings and templates that the pack and each supplement were built with.
fn kept(found: &Found) -> Result<Payload, Fault> {
    let (meeting, output) = (found.name(), &found.workspace.output);
    let folder = output.join(kept::FOLDER);
    let names = if folder.is_dir() { fixity::files(&folder)? } else { Vec::new() };
    let read = |name: String| {
        let path = folder.join(&name);
        let bytes = fs::read(&path).map_err(Fault::file("read", &path))?;
        Ok((format!("{PAYLOAD}outputs/{meeting}/{}/{name}", kept::FOLDER), bytes))
    };
    names.into_iter().map(read).collect()
}

/// Returns the inputs that were read.
fn inputs(found: &Found) -> Result<Payload, Fault> {
    let read = |path: &std::path::PathBuf| {
        let name = found.workspace.name_of(path);
        let path = input(&found.workspace, &name);
        let bytes = fs::read(&path).map_err(Fault::file("read", &path))?;
        Ok((format!("{PAYLOAD}inputs/{name}"), bytes))
    };
    found.ready.files.iter().map(read).collect()
}
