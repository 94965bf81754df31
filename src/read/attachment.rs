//! Papers made elsewhere: the sheet that names them, and their files.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::book::Book;
use super::codes;
use super::columns::APPENDICES;
use super::exempt::part;
use super::folder::Folder;
use super::found::Found;
use super::picture;
use super::record::{Record, nearest};
use crate::diag::Problem;
use crate::digest::Original;
use crate::memory;
use crate::model::attachment::{Attachment, Content, Foreign};
use crate::model::council::Council;
use crate::model::narrative::Figure;
use crate::model::part::Part;
use crate::place::{Place, Placed};
use crate::spelling::{appendix_label, appendix_of_file, fold};
use crate::survey::{Limits, Verdict, survey_shared, verdict};

/// What the file of a paper is called at its end.
pub(super) const ENDING: &str = ".pdf";

/// Returns whether a name is that of a paper and not of a folder.
pub(super) fn is_paper(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(ENDING)
}

/// What the files of pictures are called at their end; what they are, their bytes say.
const PICTURES: [&str; 4] = [".png", ".jpg", ".jpeg", ".webp"];

fn is_picture(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    PICTURES.iter().any(|ending| name.ends_with(ending))
}

/// Reads the papers that a report names in its sheet `Appendices`.
pub(super) fn appendices(
    book: &Book,
    folder: &Folder<'_>,
    council: &Council,
    found: &mut Found,
) -> Vec<Attachment> {
    let rows = book.records(&APPENDICES, &council.aliases, &mut found.diagnostics);
    let mut papers: Vec<Attachment> = Vec::new();
    let read = rows.unwrap_or_default().into_par_iter().map(|row| {
        let mut part = Found::default();
        (appendix(&row, folder, &mut part), part)
    });
    for (paper, part) in read.collect::<Vec<_>>() {
        found.join(part);
        let Some(paper) = paper else { continue };
        if let Some(other) = papers.iter().find(|other| other.name() == paper.name()) {
            let problem =
                Problem::new(&codes::DUPLICATE, format!("`{}` stands twice", paper.name()));
            let problem = problem.hint(format!(
                "{} is the other; name each paper once, and give each a label of its own",
                other.place
            ));
            found.diagnostics.push(problem.at(&paper.place));
        }
        papers.push(paper);
    }
    papers
}

fn appendix(row: &Record, folder: &Folder<'_>, found: &mut Found) -> Option<Attachment> {
    let file = row.required("File", &mut found.diagnostics);
    let title = row.required("Title", &mut found.diagnostics);
    let alternative = row.text("Alternative text");
    let part = part(row, "Exempt paragraph", &mut found.diagnostics);
    let (file, title) = (file?, title?);
    let path = there(&file, folder, found)?;
    let place = folder.place(&path);
    let content = if is_paper(&file) {
        Content::Pages(open(&path, &place, found)?)
    } else {
        Content::Picture(picture(&path, &file, alternative.as_ref(), &place, found)?)
    };
    let stated = row.text("Label").map(|label| label.value);
    let label = stated.or_else(|| label_of_file(&file.value)).map(|label| full_label(&label));
    Some(Attachment {
        place: file.place.clone(),
        path: place,
        file: file.value,
        title,
        label,
        alternative,
        part,
        content,
    })
}

/// Returns a picture with the words for what it shows, without which it is not printed.
fn picture(
    path: &Path,
    file: &Placed<String>,
    alternative: Option<&Placed<String>>,
    place: &Place,
    found: &mut Found,
) -> Option<Figure> {
    found.files.push(path.to_path_buf());
    let bytes = std::fs::read(path).unwrap_or_default();
    let picture = found.diagnostics.take(picture::picture(&bytes, place), place);
    if alternative.is_none() {
        let problem = Problem::new(
            &codes::NO_ALTERNATIVE,
            format!("nothing says what the picture `{}` shows", file.value),
        )
        .hint("write it under `Alternative text`, in a sentence or two");
        found.diagnostics.push(problem.at(&file.place));
    }
    Some(Figure {
        picture: picture?,
        alternative: alternative?.clone(),
        caption: Vec::new(),
        width: None,
    })
}

/// Returns the file of a name, which has to be in the report's folder.
fn there(
    file: &Placed<String>,
    folder: &Folder<'_>,
    found: &mut Found,
) -> Option<std::path::PathBuf> {
    if !super::folder::is_plain(file) {
        let message = format!(
            "`{}` leads elsewhere, expected the name of a file beside the report",
            file.value
        );
        let problem = Problem::new(&codes::MISSING_FILE, message)
            .hint("put the file into the report's folder and write its name alone");
        found.diagnostics.push(problem.at(&file.place));
        return None;
    }
    let path = folder.path.join(&file.value);
    if !path.is_file() {
        let message = format!("the folder `{}` has no file `{}`", folder.shown(), file.value);
        let problem = Problem::new(&codes::MISSING_FILE, message);
        let problem = match nearest(&fold(&file.value), folder.files()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("put the file there, or mend its name"),
        };
        found.diagnostics.push(problem.at(&file.place));
        return None;
    }
    if !is_paper(&file.value) && !is_picture(&file.value) {
        let problem = Problem::new(
            &codes::NO_PAPER,
            format!("`{}` cannot join the pack, expected a PDF or a picture", file.value),
        )
        .hint("save it as a PDF (in Word: Save as, PDF, options, document structure tags)");
        found.diagnostics.push(problem.at(&file.place));
        found.files.push(path);
        return None;
    }
    Some(path)
}

/// Returns the paper that is the whole of an item.
pub(super) fn whole(
    path: &Path,
    place: Place,
    title: &Placed<String>,
    found: &mut Found,
) -> Option<Attachment> {
    let content = Content::Pages(open(path, &place, found)?);
    Some(Attachment {
        place: place.clone(),
        path: place,
        file: super::file_name(path),
        title: title.clone(),
        label: None,
        alternative: None,
        part: Part::One,
        content,
    })
}

fn open(path: &Path, place: &Place, found: &mut Found) -> Option<Foreign> {
    found.files.push(path.to_path_buf());
    let limits = Limits::default();
    let refuse = |message: String, advice: &str| {
        Problem::new(&codes::UNREADABLE_PAPER, message).hint(advice.to_string()).at(place)
    };
    let length = std::fs::metadata(path).map_or(0, |data| data.len());
    if length > limits.bytes as u64 {
        let (has, most) = (length >> 20, limits.bytes >> 20);
        let message = format!("the paper has {has} MB, expected at most {most}");
        found.diagnostics.push(refuse(message, "save it with its pictures made smaller"));
        return None;
    }
    match std::fs::read(path) {
        Err(error) => {
            let message = format!("the paper cannot be read: {error}");
            found.diagnostics.push(refuse(message, "see that it is there and may be read"));
            None
        }
        Ok(bytes) => {
            let bytes = Arc::new(bytes);
            let surveyed = || survey_shared(bytes.clone(), &limits);
            match rayon::join(surveyed, || judged(&bytes, &limits)) {
                (Ok(survey), verdict) => {
                    let (survey, verdict) = (Arc::new(survey), Arc::new(verdict));
                    let original = Arc::new(Original::new(path, &bytes));
                    Some(Foreign { original, survey, verdict })
                }
                (Err(refused), _) => {
                    let message = format!("the paper cannot join the pack: {refused}");
                    found.diagnostics.push(refuse(message, refused.advice()));
                    None
                }
            }
        }
    }
}

/// Returns what a paper deserves, by memory where the same file was judged before; one
/// that could not be examined may be next time.
fn judged(bytes: &[u8], limits: &Limits) -> Verdict {
    let ask = || {
        let verdict = verdict(bytes, limits);
        if verdict.unproved.is_some() { Err(verdict) } else { Ok(verdict) }
    };
    memory::on("a paper made elsewhere", bytes, ask).unwrap_or_else(|unproved| unproved)
}

/// Returns `Appendix A` of `appendix-a-costs.pdf`, `Annex 1` of `annex-1.pdf`.
fn label_of_file(name: &str) -> Option<String> {
    let label = appendix_of_file(name)?;
    let kind = if name.to_ascii_lowercase().contains("annex") { "Annex" } else { "Appendix" };
    Some(format!("{kind} {label}"))
}

/// Returns a label with the word before it, where it is a letter or a number alone.
fn full_label(label: &str) -> String {
    match appendix_label(label.trim()) {
        Some(label) => format!("Appendix {label}"),
        None => label.trim().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_taken_from_what_the_author_wrote() {
        for (file, label) in [
            ("appendix-b-costs.pdf", Some("Appendix B")),
            ("Annex 1.pdf", Some("Annex 1")),
            ("costs.pdf", None),
        ] {
            assert_eq!(label_of_file(file).as_deref(), label, "{file}");
        }
        assert_eq!(full_label("B"), "Appendix B");
        assert_eq!(full_label(" 2 "), "Appendix 2");
        assert_eq!(full_label("Schedule 1"), "Schedule 1");
    }
}
