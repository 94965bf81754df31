//! A report's folder: its cover and narrative, and the workbooks beside them.

use std::path::Path;

use super::book::{self, WORKBOOK_ENDINGS};
use super::found::Found;
use super::grid::{Workbook, fold};
use super::picture::Gallery;
use super::record::nearest;
use super::report::{self, Manuscript};
use super::{attachment, codes, exempt, file_name, indicators, leftover, risks, word};
use crate::diag::{Diagnostic, Diagnostics, Problem};
use crate::model::council::Council;
use crate::model::part::Part;
use crate::model::report::Report;
use crate::place::{Place, Placed};
use crate::spelling::is_slip;

/// A folder of `reports`, as the agenda names it.
pub(super) struct Folder<'a> {
    pub(super) path: &'a Path,
    name: &'a str,
}

impl Folder<'_> {
    /// Returns how a place names a file of the folder.
    pub(super) fn place(&self, file: &Path) -> Place {
        Place::file(format!("{}/{}", self.shown(), file_name(file)))
    }

    /// Returns how a message names it.
    pub(super) fn shown(&self) -> String {
        format!("reports/{}", self.name)
    }

    /// Returns the names of its files.
    pub(super) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|entry| file_name(&entry.path())).collect();
        names.sort();
        names
    }
}

/// The folder `reports` of a meeting.
pub(super) struct Reports<'a> {
    pub(super) meeting: &'a Path,
    /// What lies there that no item of the agenda names.
    pub(super) unnamed: Vec<String>,
    pub(super) council: &'a Council,
}

impl Reports<'_> {
    /// Reads the report that an item of the agenda names.
    pub(super) fn read(
        &self,
        name: &Placed<String>,
        title: &Placed<String>,
        found: &mut Found,
    ) -> Option<Report> {
        found.diagnostics.take(plain(name), &name.place)?;
        let Some(near) = self.misspelt(name) else {
            return read_report(self.meeting, name, title, self.council, found);
        };
        let message = format!("there is no `{}` in the folder `reports`", name.value);
        let problem = Problem::new(&codes::MISSING_FILE, message)
            .hint(format!("did you mean `{near}`? write its name as it is"));
        found.diagnostics.push(problem.at(&name.place));
        // What is wrong with it is said in the same run.
        let near = Placed::new(near, name.place.clone());
        read_report(self.meeting, &near, title, self.council, found)
    }

    /// Returns the folder or paper that was probably meant, where there is none of the name.
    fn misspelt(&self, name: &str) -> Option<String> {
        if self.meeting.join("reports").join(name).exists() {
            return None;
        }
        // `04-trees` is not meant by `02-streets`.
        let number =
            |name: &str| name.split(|c: char| !c.is_ascii_digit()).next().map(str::to_string);
        let may_be =
            |other: &&String| number(other) == number(name) || is_slip(&fold(name), &fold(other));
        nearest(&fold(name), self.unnamed.iter().filter(may_be).cloned())
    }
}

fn read_report(
    meeting: &Path,
    name: &Placed<String>,
    title: &Placed<String>,
    council: &Council,
    found: &mut Found,
) -> Option<Report> {
    let path = meeting.join("reports").join(&name.value);
    if attachment::is_paper(name) && path.is_file() {
        return made_elsewhere(&path, Place::file(format!("reports/{}", name.value)), title, found);
    }
    let folder = Folder { path: &path, name };
    let endings: Vec<&str> = ["md"].into_iter().chain(WORKBOOK_ENDINGS).chain(["toml"]).collect();
    let word = book::find(folder.path, "report", &["docx"]);
    let Some(path) = book::find(folder.path, "report", &endings).or(word.clone()) else {
        found.diagnostics.push(missing(&folder, name));
        return None;
    };
    let read: Vec<&Path> = [Some(path.as_path()), word.as_deref()].into_iter().flatten().collect();
    let all = [&endings[..], &["docx"]].concat();
    book::report_rivals(&read, "report", &all, &|file| folder.place(file), &mut found.diagnostics);
    let mut manuscript = open_manuscript(&path, folder.place(&path), council, found);
    if let Some(word) = word.filter(|word| *word != path)
        && let Some(word) = found.word(&word, &folder.place(&word), council)
    {
        let with_word = |manuscript: Manuscript| manuscript.with_word(word, &mut found.diagnostics);
        manuscript = manuscript.map(with_word);
    }
    let mut pictures = Gallery::beside(&path, &folder.place(&path));
    let report = manuscript.as_ref().and_then(|manuscript| {
        report::read(manuscript, council, &mut pictures, &mut found.diagnostics)
    });
    found.files.extend(pictures.files());
    let appendices = manuscript
        .as_ref()
        .map(|manuscript| attachment::appendices(manuscript.book(), &folder, council, found));
    let exempt = manuscript
        .map(|manuscript| exempt::named(manuscript.book(), council, &mut found.diagnostics));
    let scorecard = read_tables(&folder, "kpi", indicators::read, council, found);
    let register = read_tables(&folder, "risk", risks::read, council, found);
    let files = leftover::other_files(folder.path, &|file| folder.place(file), found);
    leftover::report_exemption(&files, &mut found.diagnostics);
    if report.is_none() {
        leftover::report_unread(&files, &mut found.diagnostics);
    }
    let appendices = appendices.unwrap_or_default();
    let mut report = Report { files, scorecard, register, appendices, ..report? };
    exempt::mark(&mut report, exempt.unwrap_or_default(), &mut found.diagnostics);
    Some(report)
}

/// Returns a report that is a paper made elsewhere, with no cover of its own.
fn made_elsewhere(
    path: &Path,
    place: Place,
    title: &Placed<String>,
    found: &mut Found,
) -> Option<Report> {
    let paper = attachment::whole(path, place.clone(), title, found)?;
    Some(Report {
        place,
        title: title.clone(),
        report_for: None,
        date: None,
        part: Part::One,
        cover: Vec::new(),
        glossary: Vec::new(),
        narrative: Vec::new(),
        written: Vec::new(),
        document: None,
        files: Vec::new(),
        scorecard: None,
        register: None,
        appendices: vec![paper],
    })
}

/// Says that a folder has no report, or one in a form that cannot be read.
fn missing(folder: &Folder<'_>, name: &Placed<String>) -> Diagnostic {
    for ending in word::OTHER_ENDINGS {
        if let Some(file) = book::find(folder.path, "report", &[ending]) {
            return word::refused(ending).at(&folder.place(&file));
        }
    }
    Problem::new(
        &codes::MISSING_FILE,
        format!(
            "the folder `reports/{}` has no report.xlsx, no report.docx and no report.md",
            name.value
        ),
    )
    .hint("add the report there, name a PDF in `reports` that is the paper, or set `Status` to `to follow`")
    .at(&name.place)
}

/// Refuses a name such as `../other-meeting`: it must not read another meeting's
/// papers.
fn plain(name: &str) -> Result<(), Problem> {
    if is_plain(name) {
        return Ok(());
    }
    let last =
        name.rsplit(['/', '\\', ':']).next().filter(|last| !matches!(*last, "" | "." | ".."));
    let problem = Problem::new(
        &codes::MISSING_FILE,
        format!("`{name}` leads elsewhere, expected the plain name of a folder below `reports`"),
    );
    Err(problem.hint(format!(
        "put the folder into the meeting's `reports` and write its name alone, such as `{}`",
        last.unwrap_or("08-finance")
    )))
}

pub(super) fn open_manuscript(
    path: &Path,
    place: Place,
    council: &Council,
    found: &mut Found,
) -> Option<Manuscript> {
    if book::has_ending(path, "docx") {
        let word = found.word(path, &place, council)?;
        return Manuscript::of_word(word, &mut found.diagnostics);
    }
    if book::has_ending(path, "md") {
        found.files.push(path.to_path_buf());
        found.text(path, &place);
        return Manuscript::open_markdown(path, &place, &mut found.diagnostics);
    }
    found.book(path, place, "report").map(Manuscript::of_book)
}

/// Reads the tables of the workbook of a name, where the folder has it. The
/// reader sees what is wrong with this workbook only.
fn read_tables<T>(
    folder: &Folder<'_>,
    stem: &str,
    read: fn(&Workbook, &Council, &mut Diagnostics) -> Option<T>,
    council: &Council,
    found: &mut Found,
) -> Option<T> {
    let path = book::find(folder.path, stem, &WORKBOOK_ENDINGS)?;
    let place_of = |file: &Path| folder.place(file);
    book::report_rivals(&[&path], stem, &WORKBOOK_ENDINGS, &place_of, &mut found.diagnostics);
    let workbook = found.workbook(&path, folder.place(&path))?;
    let mut diagnostics = Diagnostics::default();
    let tables = read(&workbook, council, &mut diagnostics);
    exempt::report_elsewhere(&workbook, &mut diagnostics);
    found.diagnostics.extend(diagnostics);
    tables
}

/// Returns whether a name leads to no other folder.
pub(super) fn is_plain(name: &str) -> bool {
    !name.contains(['/', '\\', ':']) && !matches!(name, "." | "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_folder_has_a_plain_name() {
        for name in ["08-finance", "Street cleaning", "..finance", "v1.2"] {
            assert!(plain(name).is_ok(), "{name}");
        }
        for name in ["..", ".", "../x", "reports/x", "x/", "/x", "..\\x", "C:x"] {
            assert!(plain(name).is_err(), "{name}");
        }
    }
}
