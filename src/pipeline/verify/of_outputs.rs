//! The proof of a meeting's outputs: by their records, and from the inputs beside them.

use std::collections::BTreeMap;
use std::path::Path;

use super::rebuild::Sources;
use super::{Certificate, Kept, Subject, Verify, rebuild, sealed, standards};
use crate::diag::Diagnostics;
use crate::fault::Fault;
use crate::pipeline::archive::{PAYLOAD, told};
use crate::pipeline::holdings::{Holdings, in_words};
use crate::pipeline::recorded::{MANIFEST, MEMBERS_MANIFEST};
use crate::pipeline::stage::Progress;
use crate::pipeline::workspace::inputs_of;
use crate::pipeline::{Workspace, kept};
use crate::read;

/// Proves the outputs of a meeting.
pub(super) fn certificate(
    folder: &Path,
    held: &Holdings,
    request: &Verify,
    progress: &dyn Progress,
) -> Result<Certificate, Fault> {
    let mut certificate = Certificate::new(Subject::Outputs);
    certificate.is_of(&held.manifest);
    certificate.known_by(folder, MANIFEST)?;
    let count = held.files.len();
    let incomplete = [in_words(&held.incomplete), kept::unknown(folder, held)?].concat();
    certificate
        .found("complete", incomplete, || format!("{count} files; none missing, none added"));
    certificate.found("fixity", in_words(&held.altered), || {
        "every file has the length and the SHA-256 of its record".into()
    });
    certificate.members(held);
    certificate.step(standards::step(held, &BTreeMap::new()));
    let workspace = beside(folder);
    let mut said = Diagnostics::default();
    let then = match &workspace {
        Some(workspace) => kept::latest(workspace, held, &mut said)?,
        None => None,
    };
    let sources = match (&workspace, &then) {
        (None, _) => Sources::None("there is no folder of inputs beside the outputs".into()),
        (_, None) => Sources::Altered(said.iter().map(|found| found.message.clone()).collect()),
        (_, Some(then)) => Sources::Beside(then),
    };
    certificate.steps(rebuild::steps(held, &sources, progress)?);
    let records: Vec<&str> = [MANIFEST, MEMBERS_MANIFEST]
        .into_iter()
        .filter(|name| held.files.contains_key(*name))
        .collect();
    certificate.step(sealed::step(folder, &records, request));
    if let Some(then) = &then {
        certificate.retention = terms(then, held);
    }
    Ok(certificate)
}

/// Returns the workspace whose outputs a folder is: `inputs/MEETING` beside
/// `outputs/MEETING`.
fn beside(folder: &Path) -> Option<Workspace> {
    let workspace = Workspace::of(&inputs_of(folder)?).ok()?;
    Some(Workspace { output: folder.to_path_buf(), ..workspace })
}

/// Returns the terms of retention of what was published, by today's reading of the
/// settings of then.
fn terms(workspace: &Workspace, held: &Holdings) -> Vec<Kept> {
    let (council, _, _) = read::read_council(&workspace.council);
    let (Some(council), Ok(day)) = (council, held.manifest.meeting.parse()) else {
        return Vec::new();
    };
    let paths: Vec<String> =
        held.files.keys().map(|name| format!("{PAYLOAD}outputs/meeting/{name}")).collect();
    let terms = told::terms(&council.retention, day, held, paths.iter().map(String::as_str));
    terms.into_iter().map(|(class, term)| Kept { class: class.to_string(), term }).collect()
}
