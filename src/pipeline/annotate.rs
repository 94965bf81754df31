//! Annotated copies of a meeting's workbooks, for their authors.

use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::{Examined, Workspace};
use crate::check::papers::Unseen;
use crate::diag::{Diagnostic, Severity};
use crate::fault::Fault;
use crate::place::{Place, Spot};
use crate::read::book::WORKBOOK_ENDINGS;
use crate::read::grid::{Grid, Workbook};
use crate::read::workbook;
use crate::view::findings::{FindingView, FindingsView, SpotView};
use crate::write::annotate::{self, Refusal};
use crate::write::dir::Staged;

/// What came of the annotating.
#[derive(Debug, Default)]
pub struct Annotated {
    /// The folder of the copies, where there are any.
    pub folder: Option<PathBuf>,
    /// The workbooks that have findings, in order.
    pub workbooks: Vec<AnnotatedWorkbook>,
    /// The list of words that nobody sees on papers made elsewhere, where there are any.
    pub unseen: Option<PathBuf>,
    /// How many findings are in texts and settings, which get no copy.
    pub elsewhere: usize,
}

/// A workbook that has findings.
#[derive(Debug)]
pub struct AnnotatedWorkbook {
    /// Its path below the meeting's folder.
    pub path: String,
    /// How many findings it has.
    pub findings: usize,
    /// Its copy, or why there is none.
    pub copy: Result<AnnotatedCopy, String>,
}

/// The copy of a workbook.
#[derive(Debug)]
pub struct AnnotatedCopy {
    /// Its path below the folder of the copies.
    pub path: String,
    /// What its author should know of it.
    pub remarks: Vec<String>,
}

/// Writes an annotated copy of each workbook that has findings from a severity on.
///
/// The copies appear all at once in a folder of their own, which is replaced
/// each time and goes when nothing is left to annotate: `MEETING-annotated` in
/// the given folder, or else beside the meeting's pack.
///
/// # Errors
///
/// Fails where a file cannot be read or written, or where the folder would lie
/// among the inputs or in a pack.
pub fn annotate(
    workspace: &Workspace,
    examined: &Examined,
    least: Severity,
    parent: Option<&Path>,
) -> Result<Annotated, Fault> {
    let target = target(workspace, parent)?;
    let mut result = Annotated::default();
    let mut files: Vec<(&str, Vec<&Diagnostic>)> = Vec::new();
    for diagnostic in examined.diagnostics.iter().filter(|d| d.severity >= least) {
        let path = diagnostic.place.path();
        if !is_workbook(path) {
            result.elsewhere += 1;
        } else if let Some((_, list)) = files.iter_mut().find(|(known, _)| *known == path) {
            list.push(diagnostic);
        } else {
            files.push((path, vec![diagnostic]));
        }
    }
    let copies: Vec<(AnnotatedWorkbook, Vec<u8>)> =
        files.par_iter().map(|(path, list)| copy(&workspace.meeting, path, list)).collect();
    let list = (!examined.unseen.is_empty()).then(|| list(&examined.unseen));
    result.folder = publish(&target, &copies, list.as_deref())?;
    result.unseen = result.folder.as_ref().filter(|_| list.is_some()).map(|f| f.join(UNSEEN));
    result.workbooks = copies.into_iter().map(|(workbook, _)| workbook).collect();
    Ok(result)
}

/// Returns the folder of the copies. It is replaced whole, so it may neither lie
/// among the inputs nor hold them.
fn target(workspace: &Workspace, parent: Option<&Path>) -> Result<PathBuf, Fault> {
    let outputs = workspace.output.parent().unwrap_or(&workspace.output);
    let parent = parent.unwrap_or(outputs);
    let parent = std::path::absolute(parent).map_err(Fault::file("find", parent))?;
    let mut name = workspace.meeting.file_name().unwrap_or_default().to_os_string();
    name.push("-annotated");
    let target = parent.join(name);
    let inputs = real(&workspace.inputs);
    if real(&target).starts_with(&inputs) || inputs.starts_with(real(&target)) {
        return Err(Fault::Other(format!(
            "`{}` is among the inputs, where no annotated copy may be; name another folder",
            target.display()
        )));
    }
    if in_pack(&real(&target), &real(&workspace.output)) {
        return Err(Fault::Other(format!(
            "`{}` is in a pack, which is published, and annotated copies hold whatever the inputs hold; name another folder",
            target.display()
        )));
    }
    Ok(target)
}

/// Returns whether a folder is in this meeting's pack, or in another that was built.
fn in_pack(folder: &Path, pack: &Path) -> bool {
    let is_pack = |folder: &Path| {
        folder == pack || folder.join("manifest.json").is_file() && folder.join("public").is_dir()
    };
    folder.ancestors().any(is_pack)
}

/// Returns a path without links and steps back, whether or not it is there.
fn real(path: &Path) -> PathBuf {
    let mut real = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
        real = real.canonicalize().unwrap_or(real);
    }
    real
}

fn is_workbook(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    WORKBOOK_ENDINGS.contains(&ending.as_str())
}

fn publish(
    target: &Path,
    copies: &[(AnnotatedWorkbook, Vec<u8>)],
    list: Option<&str>,
) -> Result<Option<PathBuf>, Fault> {
    if list.is_none() && copies.iter().all(|(workbook, _)| workbook.copy.is_err()) {
        if target.is_dir() {
            std::fs::remove_dir_all(target).map_err(Fault::file("remove", target))?;
        }
        return Ok(None);
    }
    let staged = Staged::new(target)?;
    for (workbook, bytes) in copies {
        if let Ok(copy) = &workbook.copy {
            staged.write(&copy.path, bytes)?;
        }
    }
    if let Some(list) = list {
        staged.write(UNSEEN, list.as_bytes())?;
    }
    staged.publish().map(Some)
}

/// The list of words that nobody sees.
const UNSEEN: &str = "words-nobody-sees.txt";

/// Returns the words that nobody sees on papers made elsewhere, paper by paper.
fn list(papers: &[Unseen]) -> String {
    let mut text = String::from(
        "PRIVATE. Words on papers made elsewhere that nobody sees on the page and everybody can\n\
         copy from the file. They may be what a redaction was meant to take out: show this list\n\
         to nobody who may not know them, and delete it when the papers are mended.\n",
    );
    for paper in papers {
        text.push_str(&format!("\n{}\n", paper.path));
        for (place, words) in &paper.words {
            text.push_str(&format!("  {place}:\n"));
            for line in words.lines() {
                text.push_str(&format!("    {line}\n"));
            }
        }
    }
    text
}

/// Makes the copy of one workbook.
fn copy(meeting: &Path, path: &str, list: &[&Diagnostic]) -> (AnnotatedWorkbook, Vec<u8>) {
    let place = Place::file(path);
    let read = workbook::load(&meeting.join(path))
        .map_err(|problem| problem.at(&place))
        .and_then(|bytes| workbook::read(&bytes, place.clone()).map(|workbook| (bytes, workbook)));
    let made = match read {
        Err(diagnostic) => Err(diagnostic.message),
        Ok((bytes, workbook)) => {
            annotated(path, &bytes, &workbook, list).map_err(|refusal| refusal.to_string())
        }
    };
    let (copy, bytes) = match made {
        Ok((path, copy)) => (Ok(AnnotatedCopy { path, remarks: copy.remarks }), copy.bytes),
        Err(reason) => (Err(reason), Vec::new()),
    };
    (AnnotatedWorkbook { path: path.to_string(), findings: list.len(), copy }, bytes)
}

/// Returns the path of the copy below the folder of copies, and the copy.
fn annotated(
    path: &str,
    bytes: &[u8],
    workbook: &Workbook,
    list: &[&Diagnostic],
) -> Result<(String, annotate::Copy), Refusal> {
    let findings = list.iter().map(|diagnostic| finding(diagnostic, workbook)).collect();
    let name = path.rsplit('/').next().unwrap_or(path);
    let view = FindingsView { title: format!("Findings in {name}"), about: Vec::new(), findings };
    match workbook.sheets() {
        [table] if table.name().is_empty() => {
            let cells = transcript(table)?;
            let view = FindingsView { about: about(list, Original::Text), ..view };
            Ok((format!("{path}.xlsx"), annotate::annotate(&cells, &view)?))
        }
        _ => {
            let view = FindingsView { about: about(list, Original::Workbook), ..view };
            Ok((path.to_string(), annotate::annotate(bytes, &view)?))
        }
    }
}

fn transcript(table: &Grid) -> Result<Vec<u8>, Refusal> {
    let cells: Vec<(u32, u32, String)> = table
        .rows()
        .flat_map(|(row, cells)| {
            cells.iter().map(move |(column, cell)| (row, *column, cell.to_string()))
        })
        .collect();
    annotate::transcript(&cells)
}

/// What the author has sent.
#[derive(Clone, Copy)]
enum Original {
    Workbook,
    Text,
}

/// Returns the sentences above the findings.
fn about(list: &[&Diagnostic], original: Original) -> Vec<String> {
    let count = |severity: Severity, word: &str| {
        let count = list.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let ending = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {word}{ending}"))
    };
    let counts =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
            .into_iter()
            .filter_map(|(severity, word)| count(severity, word));
    let counts = counts.collect::<Vec<_>>().join(", ");
    let copy = match original {
        Original::Workbook => {
            "This is a copy: mend the cells in your own workbook, because the next check replaces the copy."
        }
        Original::Text => {
            "This is a copy to read, not to send back: a text file has no place for notes. Mend your own file."
        }
    };
    vec![
        format!("{counts}. What is about a cell stands as a note on that cell too."),
        copy.to_string(),
    ]
}

fn finding(diagnostic: &Diagnostic, workbook: &Workbook) -> FindingView {
    let spot = match diagnostic.place.spot() {
        Spot::Whole | Spot::Line(_) | Spot::Paragraph(_) => None,
        Spot::Sheet(sheet) => Some(SpotView { sheet: sheet.to_string(), cell: None }),
        Spot::Cell(sheet, row, column) => {
            Some(SpotView { sheet: sheet.to_string(), cell: Some((*row, *column)) })
        }
    };
    let holds = spot.as_ref().and_then(|spot| {
        let (row, column) = spot.cell?;
        let grid = workbook.sheets().iter().find(|grid| grid.name() == spot.sheet)?;
        Some(shortened(&grid.shown(row, column)))
    });
    let named = |spot: SpotView| match spot.sheet.as_str() {
        "" => SpotView { sheet: annotate::TABLE.to_string(), ..spot },
        _ => spot,
    };
    FindingView {
        severity: diagnostic.severity.to_string(),
        rule: diagnostic.code.id.to_string(),
        name: diagnostic.code.name.to_string(),
        message: shortened(&diagnostic.message),
        hint: diagnostic.hint.as_deref().map(shortened).unwrap_or_default(),
        place: shown(diagnostic.place.spot()),
        spot: spot.map(named),
        holds: holds.unwrap_or_default(),
    }
}

fn shown(spot: &Spot) -> String {
    match spot {
        Spot::Whole => "the whole file".into(),
        spot => spot.to_string(),
    }
}

/// The most letters of one text: a message may quote a whole cell.
const MOST_LETTERS: usize = 2000;

fn shortened(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(MOST_LETTERS).collect();
    if letters.next().is_some() { start + "…" } else { start }
}
