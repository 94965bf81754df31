//! The other way round: from the table of sheets, a meeting and the period before
//! to a workbook that an author fills in.

use std::path::{Path, PathBuf};

use crate::diag::{Diagnostics, Problem};
use crate::fault::Fault;
use crate::model::council::Council;
use crate::model::meeting::Meeting;
use crate::model::period::Period;
use crate::read::earlier::{self, Paper};
use crate::read::{self, codes};
use crate::template::{self, Earlier, Known};
use crate::view::words;
use crate::write::file;
use crate::write::pdf::Templates;
use crate::write::theme::Theme;
use crate::write::xlsx;

pub use crate::template::Kind;
pub use crate::write::file::Existing;

/// A workbook that is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which one.
    pub kind: Kind,
    /// The council's settings, where they are named.
    pub council: Option<PathBuf>,
    /// The folder of the meeting that it is for.
    pub meeting: Option<PathBuf>,
    /// What it goes on from.
    pub from: Option<PathBuf>,
    /// The period that it is for.
    pub period: Option<Period>,
    /// The file to write.
    pub output: PathBuf,
    /// What may happen to a file that is there already.
    pub existing: Existing,
}

/// A workbook that was made.
#[derive(Debug)]
pub struct Made {
    /// Whether it was written: what it goes on from may have errors.
    pub written: bool,
    /// What was found in the files that it goes on from.
    pub diagnostics: Diagnostics,
    /// The settings that were used.
    pub council: Option<PathBuf>,
}

/// Makes the workbook that is asked for.
pub fn template(request: &Request) -> Result<Made, Fault> {
    named_as_written(request)?;
    let settings = settings(request)?;
    let mut diagnostics = Diagnostics::default();
    let mut known = Known { period: request.period, ..Known::default() };
    if let Some(path) = &settings {
        let (council, sources, mut found) = read::read_council(path);
        sources.illustrate(&mut found);
        diagnostics.extend(found);
        if let Some(council) = council {
            known.earlier = earlier(request, &council, &mut diagnostics)?;
            if let Some(path) = &request.meeting {
                known.meeting = take(earlier::read_agenda(path, &council), &mut diagnostics);
            }
            known.council = Some(council);
        }
    } else if let Some(path) = request.from.as_ref().or(request.meeting.as_ref()) {
        return Err(Fault::Other(format!(
            "there is no council.toml above `{}`; name it with `--council council.toml`",
            path.display()
        )));
    }
    diagnostics.sort();
    let written = !diagnostics.has_errors();
    if written {
        let bytes = bytes(request, &known, settings.as_deref())?;
        file::put(&request.output, &bytes, request.existing)?;
    }
    Ok(Made { written, diagnostics, council: settings })
}

/// Refuses a name that would say another format than the one that is written.
fn named_as_written(request: &Request) -> Result<(), Fault> {
    let path = &request.output;
    if path.is_dir() {
        let file = path.join(format!("{}.xlsx", request.kind));
        return Err(Fault::Other(format!(
            "`{}` is a folder; name a file, such as `{}`",
            path.display(),
            file.display()
        )));
    }
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        return Ok(());
    }
    Err(Fault::Other(format!(
        "a template is an Excel Workbook; name a file ending with .xlsx instead of `{}`",
        path.display()
    )))
}

fn bytes(request: &Request, known: &Known, settings: Option<&Path>) -> Result<Vec<u8>, Fault> {
    // A council's own colours stand beside its folder of inputs.
    let root = settings.and_then(Path::parent).and_then(Path::parent);
    let folder = root.map(|root| root.join("templates")).filter(|folder| folder.is_dir());
    let templates = Templates::load(folder.as_deref())?;
    let theme = Theme::read(templates.text("theme.toml")?)?;
    let form = template::form(request.kind, known);
    xlsx::write_form(&form, &format!("{}.xlsx", request.kind), &theme)
}

/// Returns the council's settings: those named, or those of the workspace that
/// the meeting, the period before or the current folder belongs to.
fn settings(request: &Request) -> Result<Option<PathBuf>, Fault> {
    if let Some(path) = &request.council {
        if path.is_file() {
            return Ok(Some(path.clone()));
        }
        return Err(Fault::Other(format!("`{}` is no file of settings", path.display())));
    }
    let near = [&request.meeting, &request.from];
    for path in near.into_iter().flatten() {
        let path = std::path::absolute(path).map_err(Fault::file("find", path))?;
        if !path.exists() {
            return Err(Fault::Other(format!("`{}` is not there", path.display())));
        }
        let above = path.ancestors().skip(1).map(|folder| folder.join("council.toml"));
        if let Some(found) = above.into_iter().find(|path| path.is_file()) {
            return Ok(Some(found));
        }
    }
    let here = ["inputs/council.toml", "council.toml"].map(PathBuf::from);
    Ok(here.into_iter().find(|path| path.is_file()))
}

fn earlier(
    request: &Request,
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Result<Earlier, Fault> {
    let Some(path) = &request.from else { return Ok(Earlier::Nothing) };
    let path = match request.kind {
        Kind::Meeting => path.clone(),
        kind => report_of(path, kind)?,
    };
    let earlier = match request.kind {
        Kind::Meeting => {
            meeting(&path, council, diagnostics).map(|meeting| Earlier::Meeting(Box::new(meeting)))
        }
        Kind::Report => take(earlier::read_cover(&path, council), diagnostics)
            .map(|cover| Earlier::Report(Box::new(cover))),
        Kind::Kpi => {
            take(earlier::read_scorecard(&path, council), diagnostics).map(Earlier::Indicators)
        }
        Kind::Risk => take(earlier::read_register(&path, council), diagnostics).map(Earlier::Risks),
    };
    Ok(earlier.unwrap_or_default())
}

/// Returns a meeting without its reports, with the action points that its clerk
/// has noted since.
fn meeting(path: &Path, council: &Council, diagnostics: &mut Diagnostics) -> Option<Meeting> {
    let meeting = take(earlier::read_agenda(path, council), diagnostics);
    let decided = earlier::read_decided(path, council).and_then(|paper| take(paper, diagnostics));
    let mut meeting = meeting?;
    let is_exempt = meeting.agenda.iter().any(|item| !item.part.is_public());
    if let Some(point) = decided.iter().flatten().next().filter(|_| is_exempt) {
        let problem = Problem::new(
            &codes::POINTS_OF_EXEMPT_ITEMS,
            "the meeting had exempt items, and its action points are carried into papers for the public",
        )
        .hint("see that no point tells what an exempt item was about, and leave out those that do");
        diagnostics.push(problem.at(&point.reference.place));
    }
    let asked_by = words::date(meeting.date.value);
    meeting.take_up(decided.unwrap_or_default(), &asked_by);
    Some(meeting)
}

/// Returns the report to go on from; of a meeting's folder, its only one that
/// has such a workbook.
fn report_of(path: &Path, kind: Kind) -> Result<PathBuf, Fault> {
    let Some(mut reports) = earlier::reports_with(path, &kind.to_string()) else {
        return Ok(path.to_path_buf());
    };
    if reports.len() == 1 {
        return Ok(reports.remove(0));
    }
    let names: Vec<String> =
        reports.iter().map(|report| format!("\n  --from {}", report.display())).collect();
    Err(Fault::Other(if names.is_empty() {
        format!("no report of `{}` has a workbook `{kind}`", path.display())
    } else {
        format!("several reports have a workbook `{kind}`; name one of them:{}", names.concat())
    }))
}

fn take<T>(paper: Paper<T>, diagnostics: &mut Diagnostics) -> Option<T> {
    let Paper { content, diagnostics: mut found, sources } = paper;
    sources.illustrate(&mut found);
    diagnostics.extend(found);
    content
}
