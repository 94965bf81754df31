//! The lines of a manifest: a sum and a path each (RFC 8493, 2.1.3).

use crate::archive::fixity::{Fixity, is_below};

/// A sum that manifests have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// SHA-256.
    Sha256,
    /// SHA-512, which the standard asks for.
    Sha512,
}

impl Algorithm {
    /// Every one of them.
    pub const ALL: [Self; 2] = [Self::Sha256, Self::Sha512];

    /// Returns how people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha512 => "SHA-512",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
        }
    }

    /// Returns the name of the manifest of the payload.
    pub(super) fn manifest(self) -> String {
        format!("manifest-{}.txt", self.word())
    }

    /// Returns the name of the manifest of the other files.
    pub(super) fn tag_manifest(self) -> String {
        format!("tagmanifest-{}.txt", self.word())
    }

    /// Returns the sum of a file.
    pub(super) fn of(self, file: &Fixity) -> &str {
        match self {
            Self::Sha256 => &file.sha256,
            Self::Sha512 => &file.sha512,
        }
    }
}

/// Returns a manifest.
pub(super) fn lines<'a>(sums: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<u8> {
    let line = |(path, sum)| format!("{sum}  {}\n", encoded(path));
    sums.map(line).collect::<Vec<_>>().concat().into()
}

/// Returns the paths of a manifest with their sums, or the first line that is none.
pub(super) fn read(manifest: &str) -> Result<Vec<(String, String)>, &str> {
    let entry = |line| {
        let (sum, path) = str::split_once(line, [' ', '\t']).ok_or(line)?;
        // Some programs write a star before the path, for "read as bytes".
        let path = path.trim_start_matches([' ', '\t', '*']);
        let path = decoded(path.strip_prefix("./").unwrap_or(path));
        if is_below(&path) { Ok((path, sum.to_ascii_lowercase())) } else { Err(line) }
    };
    manifest.lines().filter(|line| !line.trim().is_empty()).map(entry).collect()
}

/// Returns a path as a manifest has it: line ends and the sign itself behind a `%`.
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn decoded(path: &str) -> String {
    let plain = path.replace("%0D", "\r").replace("%0d", "\r");
    plain.replace("%0A", "\n").replace("%0a", "\n").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_back_as_they_were() {
        let paths = ["data/a.txt", "data/50% more.pdf", "data/two  spaces.txt", "data/a\r\nb"];
        let manifest = lines(paths.iter().map(|path| (*path, "0f")));
        let manifest = String::from_utf8(manifest).expect("text");
        assert_eq!(manifest.lines().count(), 4);
        let read = read(&manifest).expect("a manifest");
        assert_eq!(read.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), paths);
    }

    #[test]
    fn a_path_out_of_the_bag_is_refused() {
        for path in ["../a", "data/../../a", "/etc/passwd", "C:/a", "~/a", "data//a", ""] {
            assert!(read(&format!("0f  {path}\n")).is_err(), "{path}");
        }
        assert!(read("0f *./data/a\n").is_ok_and(|read| read[0].0 == "data/a"));
    }
}
