//! The canaries of `tests/fixtures/exempt`: words and numbers of exempt papers, and
//! the search for them in files, independent of the program's own.

use std::path::{Path, PathBuf};

use super::{pdf, workbook};

/// Every number of an exempt paper, as a reader would see it.
pub(crate) const NUMBERS: [&str; 12] = [
    "4,137.62",
    "7318.45",
    "7,318.45",
    "6,482.91",
    "6482.91",
    "6,271.84",
    "5,150.33",
    "3,517.3",
    "2,904.6",
    "2,618,400",
    "8,123.77",
    "7,999.55",
];

/// Returns every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut list = Vec::new();
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { list.extend(files(&path)) } else { list.push(path) }
    }
    list
}

/// Returns what a reader finds in a file of the pack.
pub(crate) fn readable(path: &Path) -> String {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("pdf") => {
            let document = pdf::open(&std::fs::read(path).expect("a file"));
            let titles = pdf::bookmarks(&document).into_iter().map(|bookmark| bookmark.title);
            let texts: Vec<String> = pdf::pages(&document).into_iter().chain(titles).collect();
            texts.join("\n")
        }
        Some("xlsx") => workbook::dump(path),
        _ => String::from_utf8_lossy(&std::fs::read(path).expect("a file")).into_owned(),
    }
}

/// Searches whatever anyone may read of a meeting's outputs, and returns how many
/// files that is.
pub(crate) fn search_public(folder: &Path) -> usize {
    let apart = ["private", "clerk", "record", "print/private"].map(|name| folder.join(name));
    let public = files(folder)
        .into_iter()
        .filter(|path| apart.iter().all(|folder| !path.starts_with(folder)));
    let mut searched = 0;
    for path in public {
        let text = format!("{}\n{}", path.display(), readable(&path)).to_lowercase();
        assert!(!text.contains("canary") && !text.contains("cnr"), "{}", path.display());
        for number in NUMBERS {
            assert!(!text.contains(number), "{number} is in {}", path.display());
        }
        searched += 1;
    }
    searched
}
