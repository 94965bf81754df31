//! The folders of a meeting.

use std::path::{Component, Path, PathBuf};

use crate::fault::Fault;

/// How much a build makes of a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Everything that is published.
    #[default]
    Whole,
    /// Everything but the PDFs of single items and appendices, which have the same
    /// pages as the pack: enough while a pack is being drafted.
    PackOnly,
}

/// Whose settings and templates a build goes by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Those that stand beside the inputs now.
    #[default]
    Today,
    /// The same, unless a published pack was built with others: it is not built then.
    Unaltered,
    /// Those that the pack was built with before, kept with it.
    AsPublished,
}

/// Where a meeting's inputs, settings, templates and outputs are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// The meeting's folder.
    pub meeting: PathBuf,
    /// The folder of inputs, which their names in a record are below.
    pub inputs: PathBuf,
    /// The council's settings.
    pub council: PathBuf,
    /// The council's own templates, where there are any.
    pub templates: Option<PathBuf>,
    /// The folder that the pack will be.
    pub output: PathBuf,
    /// How much is made.
    pub extent: Extent,
    /// Whose settings and templates it is made by.
    pub basis: Basis,
}

impl Workspace {
    /// Returns the workspace of a meeting's folder: `council.toml` beside it or
    /// above it, `templates` and `outputs` beside the folder of inputs.
    pub fn of(meeting: &Path) -> Result<Self, Fault> {
        let mut meeting = std::path::absolute(meeting).map_err(Fault::file("find", meeting))?;
        if !meeting.is_dir() {
            return Err(Fault::Other(format!(
                "`{}` is no folder of a meeting\nhint: name the folder that has its `meeting.xlsx` or `meeting.toml`",
                meeting.display()
            )));
        }
        // The name of the outputs is that of the folder, which `..` does not say.
        if meeting.components().any(|part| part == Component::ParentDir) {
            meeting = meeting.canonicalize().map_err(Fault::file("find", &meeting))?;
        }
        let council = meeting
            .ancestors()
            .skip(1)
            .map(|folder| folder.join("council.toml"))
            .find(|path| path.is_file());
        let Some(council) = council else {
            let hint = if meeting.join(SETTINGS).is_file() {
                format!("name the meetings in it: `{}/*`", meeting.display())
            } else {
                "put the meeting's folder into a folder of inputs with the council's settings"
                    .into()
            };
            return Err(Fault::Other(format!(
                "there is no {SETTINGS} above `{}`\nhint: {hint}",
                meeting.display()
            )));
        };
        let name = meeting.file_name().unwrap_or_default();
        let inputs = council.parent().unwrap_or(&meeting).to_path_buf();
        let root = inputs.parent().unwrap_or(&inputs);
        let templates = Some(root.join("templates")).filter(|folder| folder.is_dir());
        let output = root.join("outputs").join(name);
        let (extent, basis) = (Extent::default(), Basis::default());
        Ok(Self { meeting, inputs, council, templates, output, extent, basis })
    }

    /// Returns how a record names an input: by its path below the folder of inputs.
    pub(super) fn name_of(&self, input: &Path) -> String {
        // The settings may be those that were kept, which stand elsewhere.
        if input == self.council {
            return SETTINGS.into();
        }
        input.strip_prefix(&self.inputs).unwrap_or(input).to_string_lossy().replace('\\', "/")
    }
}

/// What a record calls the council's settings.
pub(super) const SETTINGS: &str = "council.toml";

/// Returns a folder of the workspace that outputs are in, such as `templates`, however the
/// outputs are named.
pub(super) fn beside(outputs: &Path, folder: &str) -> Option<PathBuf> {
    let outputs = std::fs::canonicalize(outputs).ok()?;
    Some(outputs.ancestors().nth(2)?.join(folder))
}

/// Returns the meeting's folder that outputs were built from: `inputs/MEETING` beside
/// `outputs/MEETING`.
pub(super) fn inputs_of(outputs: &Path) -> Option<PathBuf> {
    let meeting = std::fs::canonicalize(outputs).ok()?;
    Some(beside(outputs, "inputs")?.join(meeting.file_name()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_reached_by_steps_back_has_the_outputs_of_its_name() {
        let place = tempfile::tempdir().expect("a folder");
        let root = place.path().canonicalize().expect("there");
        for folder in ["inputs/march/reports", "inputs/june"] {
            std::fs::create_dir_all(root.join(folder)).expect("made");
        }
        std::fs::write(root.join("inputs/council.toml"), "").expect("written");
        for (way, name) in [
            ("inputs/march", "march"),
            ("inputs/march/reports/..", "march"),
            ("inputs/march/../june", "june"),
        ] {
            let workspace = Workspace::of(&root.join(way)).expect("a workspace");
            assert_eq!(workspace.output, root.join("outputs").join(name), "{way}");
            assert_eq!(workspace.council, root.join("inputs/council.toml"), "{way}");
        }
    }
}
