//! The journey of the data from a meeting's folder to its pack: read, check,
//! cut the edition, view, write. The one module that sees all of them.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::check::{self, Scope};
use crate::diag::{Diagnostics, Problem};
use crate::edition::{self, PublicMeeting};
use crate::fault::Fault;
use crate::model::council::Council;
use crate::read::source::Sources;
use crate::read::{self, Reading, codes};
use crate::view::{self, Pack};
use crate::write::dir::Staged;
use crate::write::manifest::{FileRecord, ItemPages, Manifest, WithheldItem};
use crate::write::pdf::{self, Templates};
use crate::write::theme::Theme;
use crate::write::xlsx;

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

/// A step of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Workbooks and texts into the model.
    Read,
    /// The rules.
    Check,
    /// The model into strings.
    View,
    /// Pages laid out.
    Layout,
    /// The workbooks.
    Workbooks,
    /// Pages into a PDF.
    Export,
    /// The PDF into fewer bytes.
    Compact,
    /// The PDF held to its standards.
    Validate,
    /// Files into place.
    Write,
}

impl Stage {
    /// Returns the word that progress and timings show.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Check => "check",
            Self::View => "view",
            Self::Layout => "layout",
            Self::Export => "export",
            Self::Compact => "compact",
            Self::Validate => "validate",
            Self::Workbooks => "workbooks",
            Self::Write => "write",
        }
    }
}

/// Who is told as a build goes on.
pub trait Progress: Sync {
    /// A stage begins.
    fn begin(&self, stage: Stage);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: Stage) {}
}

/// How long each stage took, in the order of the stages. Workbooks are written
/// while pages are laid out, so the stages may sum to more than the whole.
pub type Timings = Vec<(Stage, Duration)>;

/// What came of a build.
#[derive(Debug)]
pub struct Outcome {
    /// Everything that was found in the inputs.
    pub diagnostics: Diagnostics,
    /// The pack, unless the inputs have errors.
    pub built: Option<Built>,
    /// How long each stage took.
    pub timings: Timings,
}

/// A pack that was built.
#[derive(Debug)]
pub struct Built {
    /// Its folder.
    pub folder: PathBuf,
    /// Its record.
    pub manifest: Manifest,
}

/// Builds the public pack of a meeting.
pub fn build(workspace: &Workspace, progress: &dyn Progress) -> Result<Outcome, Fault> {
    let mut run = Run { progress, timings: Vec::new() };
    let (council, mut sources, mut diagnostics) = read::read_council(&workspace.council);
    let reading = council.as_ref().map(|council| {
        run.stage(Stage::Read, || read::read_meeting(&workspace.meeting, council, &mut diagnostics))
    });
    let mut meeting = None;
    let mut files = vec![workspace.council.clone()];
    if let Some(Reading { meeting: read, files: found, sources: more }) = reading {
        (meeting, sources) = (read, {
            sources.extend(more);
            sources
        });
        files.extend(found);
    }
    if let (Some(council), Some(meeting)) = (&council, &meeting) {
        diagnostics.extend(run.stage(Stage::Check, || check::check(&Scope { council, meeting })));
    }
    sources.illustrate(&mut diagnostics);
    diagnostics.sort();
    let (Some(council), Some(meeting), false) = (council, meeting, diagnostics.has_errors()) else {
        return Ok(Outcome { diagnostics, built: None, timings: run.timings });
    };
    let edition = edition::public(meeting);
    let pack = run.stage(Stage::View, || view::pack(&council, &edition));
    let templates = Templates::load(workspace.templates.as_deref())?;
    let json = pdf::json(&pack)?;
    diagnostics.extend(unprintable(&lacking(&templates, &json), &sources));
    if diagnostics.has_errors() {
        return Ok(Outcome { diagnostics, built: None, timings: run.timings });
    }
    let ready = Ready {
        workspace,
        council: &council,
        edition: &edition,
        pack: &pack,
        templates: &templates,
        files: &files,
    };
    let built = run.write(&ready, json)?;
    Ok(Outcome { diagnostics, built: Some(built), timings: run.timings })
}

/// Returns the letters that no font can show, and the control characters, which
/// JSON writes as escapes.
fn lacking(templates: &Templates, json: &str) -> Vec<char> {
    let mut letters = templates.lacking(json);
    if json.contains("\\u00") {
        letters.extend((0u8..32).map(char::from).filter(|letter| !"\t\n\r".contains(*letter)));
    }
    letters
}

/// Says where letters stand that no font of the pack can show.
fn unprintable(letters: &[char], sources: &Sources) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    if letters.is_empty() {
        return diagnostics;
    }
    for (place, held) in sources.holding(letters) {
        let shown: Vec<String> = held.into_iter().map(shown).collect();
        let problem =
            Problem::new(&codes::UNPRINTABLE, format!("no font of the pack can show {}", shown.join(", ")))
                .hint("write it in words, or put a font that has it into templates/fonts and name it in templates/theme.toml");
        diagnostics.push(problem.at(&place));
    }
    sources.illustrate(&mut diagnostics);
    diagnostics
}

fn shown(letter: char) -> String {
    let point = u32::from(letter);
    if letter.is_control() {
        return format!("the control character U+{point:04X}");
    }
    format!("`{letter}` (U+{point:04X})")
}

/// Everything that the writers need.
struct Ready<'a> {
    workspace: &'a Workspace,
    council: &'a Council,
    edition: &'a PublicMeeting,
    pack: &'a Pack,
    templates: &'a Templates,
    files: &'a [PathBuf],
}

struct Run<'a> {
    progress: &'a dyn Progress,
    timings: Timings,
}

impl Run<'_> {
    fn stage<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        self.progress.begin(stage);
        let start = Instant::now();
        let result = work();
        self.timings.push((stage, start.elapsed()));
        result
    }

    fn write(&mut self, ready: &Ready<'_>, json: String) -> Result<Built, Fault> {
        // Layout and export leave one core idle most of the time: the workbooks
        // take it first, and then the memory that layout no longer needs goes.
        self.progress.begin(Stage::Layout);
        let ((document, laid), (workbooks, took)) = rayon::join(
            || timed(|| pdf::compile(ready.templates, ready.pack, json)),
            || timed(|| workbooks(ready.pack, ready.templates)),
        );
        self.timings.extend([(Stage::Layout, laid), (Stage::Workbooks, took)]);
        let (document, workbooks) = (document?, workbooks?);
        let (pdf, ()) =
            rayon::join(|| self.stage(Stage::Export, || pdf::export(&document)), pdf::forget);
        let pdf = pdf?;
        let pdf = self.stage(Stage::Compact, || pdf::compact(&pdf))?;
        self.stage(Stage::Validate, || pdf::conform("agenda-pack.pdf", &pdf))?;
        self.stage(Stage::Write, || {
            let mut outputs = vec![("public/agenda-pack.pdf".to_string(), pdf)];
            outputs.extend(workbooks);
            let staged = Staged::new(&ready.workspace.output)?;
            for (name, bytes) in &outputs {
                staged.write(name, bytes)?;
            }
            let manifest = manifest(ready, &document, &outputs)?;
            staged.write("manifest.json", &manifest.to_json())?;
            Ok(Built { folder: staged.publish()?, manifest })
        })
    }
}

fn manifest(
    ready: &Ready<'_>,
    document: &pdf::Document,
    outputs: &[(String, Vec<u8>)],
) -> Result<Manifest, Fault> {
    let meeting = ready.edition.meeting();
    Ok(Manifest {
        format: 1,
        tool: env!("CARGO_PKG_NAME").into(),
        version: env!("CARGO_PKG_VERSION").into(),
        council: ready.council.name.clone(),
        committee: meeting.committee.value.clone(),
        meeting: meeting.date.to_string(),
        published: meeting.published.as_ref().map(|date| date.to_string()),
        pages: document.pages(),
        items: item_pages(ready.pack, document),
        withheld: withheld(ready.edition),
        inputs: inputs(ready.workspace, ready.files)?,
        templates: ready
            .templates
            .files()
            .map(|(name, bytes)| FileRecord::of(name, bytes))
            .collect(),
        outputs: outputs.iter().map(|(name, bytes)| FileRecord::of(name, bytes)).collect(),
    })
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// Returns the workbook of every report with tables, by its path in the pack.
fn workbooks(pack: &Pack, templates: &Templates) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let theme = Theme::read(templates.text("theme.toml")?)?;
    pack.items
        .par_iter()
        .filter(|item| xlsx::has_tables(item))
        .map(|item| {
            Ok((
                format!("public/appendices/{}", xlsx::file_name(item)),
                xlsx::write(pack, item, &theme)?,
            ))
        })
        .collect()
}

fn item_pages(pack: &Pack, document: &pdf::Document) -> Vec<ItemPages> {
    let items = pack.items.iter().filter(|item| item.has_pages);
    let pages = items.filter_map(|item| {
        let (first, last) = (
            document.page_of(&format!("{}-first", item.id))?,
            document.page_of(&format!("{}-last", item.id))?,
        );
        Some(ItemPages { number: item.number.clone(), first, last })
    });
    pages.collect()
}

fn withheld(edition: &PublicMeeting) -> Vec<WithheldItem> {
    let item = |item: &edition::Withheld| WithheldItem {
        number: item.number.clone(),
        reason: item.reason.clone(),
    };
    edition.withheld().iter().map(item).collect()
}

/// Returns the inputs with their fixity, by their paths below the folder of inputs.
fn inputs(workspace: &Workspace, files: &[PathBuf]) -> Result<Vec<FileRecord>, Fault> {
    let root = workspace.council.parent().unwrap_or(&workspace.meeting);
    let mut records = files
        .iter()
        .map(|path| {
            let bytes = std::fs::read(path).map_err(Fault::file("read", path))?;
            let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
            Ok(FileRecord::of(name, &bytes))
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    records.sort();
    Ok(records)
}
