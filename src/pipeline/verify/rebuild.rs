//! What was published, built again from its inputs, settings and templates.

use std::path::{Path, PathBuf};

use super::comparison::compared;
use super::discreet::Discretion;
use super::{Step, meeting_of, replay, tables};
use crate::archive::fixity;
use crate::fault::Fault;
use crate::pipeline::archive::input;
use crate::pipeline::build::build;
use crate::pipeline::holdings::{Holdings, unlike};
use crate::pipeline::stage::Progress;
use crate::pipeline::supplement::supplement;
use crate::pipeline::workspace::SETTINGS;
use crate::pipeline::{Basis, Workspace};

pub(super) const REBUILT: &str = "rebuilt";
pub(super) const FIGURES: &str = "figures";

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
    /// Beside the outputs, but what was kept of the build is not what it was.
    Altered(Vec<String>),
    /// Nowhere, and why.
    None(String),
}

impl Sources<'_> {
    /// Returns the folder of outputs that has what was kept of every publication.
    fn kept(&self) -> Option<&Path> {
        match self {
            Self::Enclosed { outputs, .. } => Some(outputs),
            Self::Beside(then) => Some(&then.output),
            Self::Altered(_) | Self::None(_) => None,
        }
    }
}

/// Builds again what was published last, and says whether every file comes out as it
/// was, and whether the figures in its data are those of the workbooks.
pub(super) fn steps(
    held: &Holdings,
    sources: &Sources<'_>,
    progress: &dyn Progress,
) -> Result<Vec<Step>, Fault> {
    let left = |why: &str| vec![Step::left(REBUILT, why), Step::left(FIGURES, why)];
    let failed = |flaws: Vec<String>| {
        let why = "nothing was built again to hold them against";
        vec![Step::of(REBUILT, flaws, String::new), Step::left(FIGURES, why)]
    };
    if held.unknown.is_some() {
        return Ok(left("the record of what members got cannot be read"));
    }
    let is_beside = matches!(sources, Sources::Beside(_));
    if is_beside && held.is_without_members() {
        return Ok(left("the record of what members got, which has all inputs, is not here"));
    }
    let discretion = Discretion::of(held);
    let place = tempfile::tempdir().map_err(|error| Fault::Other(error.to_string()))?;
    let workspace = match sources {
        Sources::None(why) => return Ok(left(why)),
        Sources::Altered(flaws) => {
            return Ok(failed(flaws.clone()));
        }
        Sources::Beside(then) => Workspace { extent: held.extent(), ..(*then).clone() },
        Sources::Enclosed { data, outputs } => {
            let inputs = data.join("inputs");
            if !inputs.join(SETTINGS).is_file() {
                return Ok(left("the inputs are not in this bag"));
            }
            Workspace {
                meeting: meeting_of(&inputs, outputs),
                council: inputs.join(SETTINGS),
                inputs,
                templates: Some(data.join("templates")),
                output: PathBuf::new(),
                extent: held.extent(),
                basis: Basis::Today,
            }
        }
    };
    let output = outputs_in(place.path(), &workspace);
    let workspace = Workspace { output, ..workspace };
    let changed = changed(&workspace, held, &discretion)?;
    if !changed.is_empty() {
        return Ok(match sources {
            Sources::Enclosed { .. } => failed(changed),
            _ => left(&format!("the inputs are not those of then: {}", changed.join("; "))),
        });
    }
    match again(&workspace, held, &discretion, progress) {
        Ok(Ok(folder)) => {
            let files = Holdings::read(&folder)?.map(|again| again.files).unwrap_or_default();
            let mut steps = compared(held, &files);
            steps.extend(tables::steps(&workspace, held, sources.kept(), progress)?);
            Ok(steps)
        }
        Ok(Err(flaws)) => Ok(failed(flaws)),
        Err(fault @ Fault::File { .. }) => Err(fault),
        Err(fault) => Ok(failed(vec![format!("it cannot be built again: {fault}")])),
    }
}

/// Returns where a meeting is built again, named as an officer knows outputs.
pub(super) fn outputs_in(place: &Path, of: &Workspace) -> PathBuf {
    place.join("outputs").join(of.meeting.file_name().unwrap_or_default())
}

/// Builds again what was published last: the pack, or the latest supplement onto what
/// was published before it. Returns the folder, or the errors of the inputs.
fn again(
    workspace: &Workspace,
    held: &Holdings,
    discretion: &Discretion,
    progress: &dyn Progress,
) -> Result<Result<PathBuf, Vec<String>>, Fault> {
    let (diagnostics, folder) = match held.manifest.supplements.last() {
        None => {
            let outcome = build(workspace, progress)?;
            (outcome.diagnostics, outcome.built.map(|built| built.folder))
        }
        Some(late) => {
            replay::before(held, late, &workspace.output)?;
            let request = replay::request(late)
                .ok_or_else(|| Fault::Other("its record has no day of publication".into()))?;
            let outcome = supplement(workspace, &request, progress)?;
            (outcome.diagnostics, outcome.built.map(|built| built.folder))
        }
    };
    Ok(folder.ok_or_else(|| discretion.errors(&diagnostics)))
}

/// Returns how inputs differ from those that the record names.
fn changed(
    workspace: &Workspace,
    held: &Holdings,
    discretion: &Discretion,
) -> Result<Vec<String>, Fault> {
    let (open, all) = held.inputs();
    let mut changed = Vec::new();
    for record in all.unwrap_or(open) {
        let path = input(workspace, &record.path);
        let how = if fixity::is_below(&record.path) && path.is_file() {
            let bytes = std::fs::read(&path).map_err(Fault::file("read", &path))?;
            unlike(record, &bytes)
        } else {
            Some(format!("{} is missing", record.path))
        };
        changed.extend(how.map(|how| discretion.of_input(record, how)));
    }
    changed.dedup();
    Ok(changed)
}
