//! The pack built again from its inputs, settings and templates, and compared byte for
//! byte.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Step, counted, meeting_of};
use crate::archive::difference;
use crate::diag::Severity;
use crate::fault::Fault;
use crate::pipeline::archive::input;
use crate::pipeline::build::build;
use crate::pipeline::holdings::{Holdings, unlike};
use crate::pipeline::stage::Progress;
use crate::pipeline::workspace::SETTINGS;
use crate::pipeline::{Basis, Workspace};

const REBUILT: &str = "rebuilt";
const FIGURES: &str = "figures";

/// Where the inputs of a pack are.
pub(super) enum Sources<'a> {
    /// In the bag, with settings and templates.
    Enclosed {
        /// The folder of the payload.
        data: PathBuf,
        /// The folder of the outputs in it.
        outputs: &'a Path,
    },
    /// Beside the outputs, with what was kept of the build.
    Beside(&'a Workspace),
    /// Nowhere, and why.
    None(String),
}

/// Builds the pack again, and says whether every file comes out as it was, and whether
/// the figures in its data are those of the workbooks.
pub(super) fn steps(
    held: &Holdings,
    sources: &Sources<'_>,
    progress: &dyn Progress,
) -> Result<Vec<Step>, Fault> {
    let left = |why: String| {
        vec![Step::left(REBUILT, why.clone()), Step::left(FIGURES, why)]
    };
    if !held.manifest.supplements.is_empty() {
        return Ok(left(
            "supplements follow the pack, and the inputs are those of the latest of them".into(),
        ));
    }
    let place = tempfile::tempdir().map_err(|error| Fault::Other(error.to_string()))?;
    let workspace = match sources {
        Sources::None(why) => return Ok(left(why.clone())),
        Sources::Beside(then) => Workspace { output: place.path().join("pack"), ..(*then).clone() },
        Sources::Enclosed { data, outputs } => {
            let inputs = data.join("inputs");
            if !inputs.join(SETTINGS).is_file() {
                return Ok(left("the inputs are not in this bag".into()));
            }
            Workspace {
                meeting: meeting_of(&inputs, outputs),
                council: inputs.join(SETTINGS),
                templates: Some(data.join("templates")),
                output: place.path().join("pack"),
                extent: held.extent(),
                basis: Basis::Today,
                inputs,
            }
        }
    };
    let workspace = Workspace { extent: held.extent(), ..workspace };
    let changed = changed(&workspace, held)?;
    if !changed.is_empty() {
        return Ok(match sources {
            Sources::Enclosed { .. } => vec![Step::of(REBUILT, changed, String::new)],
            _ => left(format!("the inputs are not those of then: {}", changed.join("; "))),
        });
    }
    let outcome = build(&workspace, progress)?;
    let Some(built) = outcome.built else {
        let errors = outcome.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let flaws = errors.map(|found| format!("{}: {}", found.place, found.message)).collect();
        return Ok(vec![Step::of(REBUILT, flaws, String::new)]);
    };
    let again = Holdings::read(&built.folder)?;
    let again = again.map(|again| again.files).unwrap_or_default();
    Ok(compared(held, &again, workspace_inputs(held)))
}

/// Says how the files of then and those that were built again compare.
fn compared(held: &Holdings, again: &BTreeMap<String, Vec<u8>>, inputs: usize) -> Vec<Step> {
    let names: BTreeSet<&String> = held.files.keys().chain(again.keys()).collect();
    // A bag that anyone may have is without what members got.
    let names = names.into_iter().filter(|name| held.members.is_some() || !name.starts_with("private/"));
    let mut flaws = Vec::new();
    let (mut figures, mut data) = (Vec::new(), 0);
    for name in names {
        let is_data = name.contains("/data/");
        data += usize::from(is_data);
        let said = match (held.files.get(name), again.get(name)) {
            (Some(found), Some(expected)) => difference::between(name, found, expected),
            (Some(_), None) => Some("it does not come out of the inputs".into()),
            (None, _) => Some("it comes out of the inputs and is not there".into()),
        };
        let Some(said) = said.map(|said| format!("{name}: {said}")) else { continue };
        if is_data {
            figures.push(said.clone());
        }
        flaws.push(said);
    }
    let (then, now) = (&held.manifest.version, env!("CARGO_PKG_VERSION"));
    if *then != now && !flaws.is_empty() {
        let why = format!(
            "the pack was built by version {then}, and this is {now}, by which {} come out in other bytes: verify it with version {then}",
            counted(flaws.len(), "file")
        );
        return vec![Step::left(REBUILT, why.clone()), Step::left(FIGURES, why)];
    }
    let count = held.files.len();
    vec![
        Step::of(REBUILT, flaws, || {
            format!("{} give {} again, byte for byte", counted(inputs, "input"), counted(count, "file"))
        }),
        Step::of(FIGURES, figures, || {
            format!("what {} of data say is what the workbooks give", counted(data, "file"))
        }),
    ]
}

fn workspace_inputs(held: &Holdings) -> usize {
    let (open, all) = held.inputs();
    all.unwrap_or(open).len()
}

/// Returns how inputs differ from those that the record names.
fn changed(workspace: &Workspace, held: &Holdings) -> Result<Vec<String>, Fault> {
    let (open, all) = held.inputs();
    let mut changed = Vec::new();
    for record in all.unwrap_or(open) {
        let path = input(workspace, &record.path);
        if path.is_file() {
            let bytes = std::fs::read(&path).map_err(Fault::file("read", &path))?;
            changed.extend(unlike(record, &bytes));
        } else {
            changed.push(format!("{} is missing", record.path));
        }
    }
    Ok(changed)
}
