//! The folders of a meeting.

use std::path::{Path, PathBuf};

use crate::fault::Fault;

/// Where a meeting's inputs, settings, templates and outputs are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// The meeting's folder.
    pub meeting: PathBuf,
    /// The council's settings.
    pub council: PathBuf,
    /// The council's own templates, where there are any.
    pub templates: Option<PathBuf>,
    /// The folder that the pack will be.
    pub output: PathBuf,
}

impl Workspace {
    /// Returns the workspace of a meeting's folder: `council.toml` beside it or
    /// above it, `templates` and `outputs` beside the folder of inputs.
    pub fn of(meeting: &Path) -> Result<Self, Fault> {
        let meeting = std::path::absolute(meeting).map_err(Fault::file("find", meeting))?;
        if !meeting.is_dir() {
            return Err(Fault::Other(format!("`{}` is no folder of a meeting", meeting.display())));
        }
        let council = meeting
            .ancestors()
            .skip(1)
            .map(|folder| folder.join("council.toml"))
            .find(|path| path.is_file());
        let Some(council) = council else {
            return Err(Fault::Other(format!(
                "there is no council.toml above `{}`",
                meeting.display()
            )));
        };
        let name = meeting.file_name().unwrap_or_default();
        let inputs = council.parent().unwrap_or(&meeting);
        let root = inputs.parent().unwrap_or(inputs);
        let templates = Some(root.join("templates")).filter(|folder| folder.is_dir());
        Ok(Self { output: root.join("outputs").join(name), templates, council, meeting })
    }
}
