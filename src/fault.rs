//! What stops the program although no author of an input is to blame: a disk
//! that is full, a folder that cannot be written, a template that does not
//! compile, a document that fails its own standard.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A failure of the machine, of a template or of this program.
#[derive(Debug, Error)]
pub enum Fault {
    /// A file or folder could not be read, written or moved.
    #[error("could not {action} `{}`", .path.display())]
    File {
        /// What was tried, such as `read`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },
    /// A Typst template did not compile; the text carries Typst's own places.
    #[error("the pack's templates did not compile:\n{0}")]
    Template(String),
    /// Texts do not stand on their pages, with the number of each page.
    #[error(
        "text runs off the paper, and nobody would read the rest: {}; write it as several paragraphs or rows, or put a space into a long word",
        on_pages(.0)
    )]
    OffThePaper(Vec<(String, u64)>),
    /// A PDF did not conform to the standards that it must claim.
    #[error("the PDF `{file}` does not conform:\n{failures}")]
    Standard {
        /// The document's name.
        file: String,
        /// The failed rules, one a line.
        failures: String,
    },
    /// A public file has something in it that is withheld from the public.
    #[error("nothing is published: {} of what is withheld {} in the public files\n  {}{}\nhint: {mend}", counted(.traces), if .traces.len() == 1 { "is" } else { "are" }, .traces.join("\n  "), .earlier.as_ref().map(|earlier| format!("\n{earlier}")).unwrap_or_default())]
    Leak {
        /// Every trace: the file, the place in it, what was found, and the cell that
        /// it comes from.
        traces: Vec<String>,
        /// What the public files of an earlier build have of it, and what became of
        /// them; nothing where they have none.
        earlier: Option<String>,
        /// What an officer can do about it.
        mend: String,
    },
    /// A workbook could not be written.
    #[error("could not write the workbook `{file}`")]
    Workbook {
        /// The workbook's name.
        file: String,
        /// Why it failed.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Anything else that should not happen, in words.
    #[error("{0}")]
    Other(String),
}

fn counted(traces: &[String]) -> String {
    if traces.len() == 1 { "a trace".into() } else { format!("{} traces", traces.len()) }
}

impl Fault {
    /// Returns a closure that names the action and the path of an I/O error.
    pub fn file(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { action, path, source }
    }

    /// Returns what an officer can do about a file or folder, where that is known.
    pub fn hint(&self) -> Option<&'static str> {
        let Self::File { source, .. } = self else { return None };
        match source.kind() {
            ErrorKind::NotFound => Some("check the name, and the folder that you are in"),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Some(
                "get access to it, close it where another program has it open, or use another folder",
            ),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                Some("make room on the disk and run it again: what was there before is as it was")
            }
            _ => None,
        }
    }
}

fn on_pages(texts: &[(String, u64)]) -> String {
    let on = |(text, page): &(String, u64)| format!("`{text}` on page {page}");
    texts.iter().map(on).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_mended_about_a_file_has_a_hint() {
        let of = |kind: ErrorKind| Fault::file("read", Path::new("a"))(kind.into());
        assert!(of(ErrorKind::NotFound).hint().is_some_and(|hint| hint.contains("name")));
        assert!(of(ErrorKind::StorageFull).hint().is_some_and(|hint| hint.contains("room")));
        assert_eq!(of(ErrorKind::Interrupted).hint(), None);
        assert_eq!(Fault::Other("else".into()).hint(), None);
    }
}
