//! The pictures of a report's folder, by their names.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::{MAX_BYTES, picture};
use crate::diag::{Diagnostics, Problem};
use crate::model::picture::Picture;
use crate::place::Place;
use crate::read::codes;
use crate::spelling::{fold, nearest};

/// The folder that the pictures of a narrative are in.
#[derive(Debug)]
pub(in crate::read) struct Gallery {
    folder: PathBuf,
    /// What places put before the name of a file.
    within: String,
    /// The pictures that were read, or nothing for those that cannot be.
    read: BTreeMap<String, Option<Picture>>,
}

impl Gallery {
    /// Returns the pictures beside a file, which is at `place`.
    pub(in crate::read) fn beside(file: &Path, place: &Place) -> Self {
        let within = place.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        Self {
            folder: file.parent().unwrap_or(Path::new("")).to_path_buf(),
            within: if within.is_empty() { String::new() } else { format!("{within}/") },
            read: BTreeMap::new(),
        }
    }

    /// Returns the files that were read.
    pub(in crate::read) fn files(&self) -> impl Iterator<Item = PathBuf> {
        self.read.keys().map(|name| self.folder.join(name)).filter(|path| path.is_file())
    }

    /// Returns the picture that a text at a place names.
    pub(in crate::read) fn find(
        &mut self,
        address: &str,
        at: &Place,
        diagnostics: &mut Diagnostics,
    ) -> Option<Picture> {
        let name = diagnostics.take(plain(address), at)?;
        if let Some(read) = self.read.get(&name) {
            return read.clone();
        }
        let found = diagnostics.take(self.bytes(&name), at).and_then(|bytes| {
            let place = Place::file(format!("{}{name}", self.within));
            diagnostics.take(picture(&bytes, &place), &place)
        });
        self.read.insert(name, found.clone());
        found
    }

    fn bytes(&self, name: &str) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let opened = File::open(self.folder.join(name)).map_err(|_| self.missing(name))?;
        // One more than may be, by which the reader of pictures knows it.
        let read = opened.take(MAX_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|_| self.missing(name))?;
        Ok(bytes)
    }

    fn missing(&self, name: &str) -> Problem {
        let problem = Problem::new(
            &codes::MISSING_FILE,
            format!("there is no picture `{name}` in the report's folder"),
        );
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten();
        let mut names: Vec<String> = entries
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .filter(|name| is_picture(name))
            .collect();
        names.sort();
        match nearest(&fold(name), names) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("put the picture there, and write its name as the folder has it"),
        }
    }
}

/// Returns whether a file is called what a picture is called.
pub(super) fn is_picture(name: &str) -> bool {
    let ending = Path::new(name).extension().map(std::ffi::OsStr::to_ascii_lowercase);
    ending.is_some_and(|ending| ["png", "jpg", "jpeg", "webp"].iter().any(|known| ending == *known))
}

/// Returns the name of a file of the folder; whatever leads elsewhere is refused.
fn plain(address: &str) -> Result<String, Problem> {
    let name = percent_decode_str(address.trim_start_matches("./")).decode_utf8_lossy();
    let elsewhere = name.is_empty() || name.contains(['/', '\\', ':']) || name.starts_with('.');
    if !elsewhere {
        return Ok(name.into_owned());
    }
    let problem = Problem::new(
        &codes::MISSING_FILE,
        format!(
            "`{address}` leads elsewhere, expected the name of a picture in the report's folder"
        ),
    );
    Err(problem.hint("put the picture into the report's folder, and write its name alone"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_named_plainly() {
        for (address, name) in
            [("chart.png", "chart.png"), ("./a.png", "a.png"), ("my%20chart.png", "my chart.png")]
        {
            assert_eq!(plain(address).expect("a name"), name);
        }
        for address in ["../x.png", "https://example.gov.uk/x.png", "/etc/x", "a%2Fb.png", ".x", ""]
        {
            assert!(plain(address).is_err(), "{address}");
        }
    }
}
