//! A report's cover and narrative, from a workbook or from Markdown with TOML
//! front matter.

use super::book::{Book, read_text};
use super::codes;
use super::columns::{COVER_FIELDS, GLOSSARY, NARRATIVE};
use super::exempt::{self, part};
use super::fields::{Fields, column_of};
use super::grid::{Cell, fold};
use super::levels::Levels;
use super::picture::Gallery;
use super::record::{Record, nearest};
use super::toml::document;
use super::word::Word;
use super::{markdown, value};
use crate::diag::{Diagnostic, Diagnostics, Problem};
use crate::model::council::{Council, CoverHeading};
use crate::model::narrative::{Block, Inline};
use crate::model::part::Part;
use crate::model::report::{CoverEntry, Report};
use crate::place::{Place, Placed};

/// The text of a report's file, in either form.
#[derive(Debug)]
pub(super) struct Manuscript {
    book: Book,
    /// The Markdown after the front matter, and the line where it begins.
    body: Option<(String, u32)>,
    /// The document that has the narrative.
    word: Option<Word>,
}

impl Manuscript {
    /// Opens a `report.md`; nothing where it has no cover, which is said.
    pub(super) fn open_markdown(
        path: &std::path::Path,
        place: &Place,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let text = diagnostics.keep(read_text(path, place))?;
        let (front, body) = diagnostics.keep(split_front(&text, place))?;
        let lines = u32::try_from(front.lines().count()).unwrap_or(u32::MAX);
        let cover = document::read(front, place, 1, diagnostics)?;
        Some(Self {
            book: Book::Toml(cover),
            body: Some((body.to_string(), lines + 2)),
            word: None,
        })
    }

    /// Returns the workbook or the front matter.
    pub(super) fn book(&self) -> &Book {
        &self.book
    }

    /// Returns the manuscript that a workbook or TOML file is.
    pub(super) fn of_book(book: Book) -> Self {
        Self { book, body: None, word: None }
    }

    /// Returns the manuscript that a document alone is; nothing where it has no cover,
    /// which is said.
    pub(super) fn of_word(mut word: Word, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Some(mut fields) = word.cover.take() else {
            let problem = Problem::new(
                &codes::NO_TABLE,
                "the document does not begin with the report's cover, and no other file has it",
            )
            .hint("begin it with a table of two columns, the cover's headings and what stands under them, or put the cover into a report.xlsx beside it");
            diagnostics.push(problem.at(&word.place));
            return None;
        };
        let has_title = fields.iter().any(|(name, _)| column_of(&COVER_FIELDS, name) == Some(0));
        if let Some(title) = word.title.take_if(|_| !has_title)
            && let Some(cell) = Cell::text(&title.value)
        {
            let name = Placed::new("Title".into(), title.place.clone());
            fields.push(name, Placed::new(cell, title.place));
        }
        Some(Self { book: Book::Cover(word.place.clone(), fields), body: None, word: Some(word) })
    }

    /// Returns the same with a document that has the narrative.
    pub(super) fn with_word(self, word: Word, diagnostics: &mut Diagnostics) -> Self {
        if let Some(cover) = &word.cover {
            exempt::left_out(cover, self.name(), diagnostics);
            let problem = Problem::new(
                &codes::OTHER_TITLE,
                format!(
                    "the cover in the document is not printed: `{}` has the cover",
                    self.name()
                ),
            )
            .hint("take the table out of the document, or delete the other file");
            diagnostics.push(problem.at(&word.place));
        }
        Self { word: Some(word), ..self }
    }

    /// Returns the name of the file that has the cover.
    fn name(&self) -> &str {
        let path = self.book.place().path();
        path.rsplit('/').next().unwrap_or(path)
    }
}

/// Splits a `report.md` into the TOML of its cover and its narrative.
fn split_front<'a>(text: &'a str, place: &Place) -> Result<(&'a str, &'a str), Diagnostic> {
    let Some(rest) = text.strip_prefix("+++\n") else {
        let problem = Problem::new(
            &codes::BAD_TOML,
            "the report does not begin with its cover between two lines `+++`",
        )
        .hint("begin the file with `+++`, the cover as TOML (`title = \"…\"`), and `+++`");
        return Err(problem.at(&place.line(0)));
    };
    let Some(end) = rest.find("\n+++") else {
        let problem = Problem::new(&codes::BAD_TOML, "the cover has no closing line `+++`")
            .hint("put a line `+++` between the cover and the narrative");
        return Err(problem.at(&place.line(0)));
    };
    let (behind, body) = rest[end + 4..].split_once('\n').unwrap_or((&rest[end + 4..], ""));
    if !behind.trim().is_empty() {
        let line = u32::try_from(rest[..=end].lines().count() + 1).unwrap_or(0);
        let found = behind.trim().replace('`', "'");
        let message = format!("`{found}` stands behind the closing `+++` of the cover");
        let problem =
            Problem::new(&codes::BAD_TOML, message).hint("begin the narrative on the next line");
        return Err(problem.at(&place.line(line)));
    }
    Ok((&rest[..=end], body))
}

/// Reads a report's cover and narrative; its tables are read beside it.
pub(super) fn read(
    manuscript: &Manuscript,
    council: &Council,
    pictures: &mut Gallery,
    diagnostics: &mut Diagnostics,
) -> Option<Report> {
    let book = &manuscript.book;
    let fields = book.fields(&COVER_FIELDS, diagnostics);
    let (known, rest) = fields.split(&COVER_FIELDS, book.place());
    let title = known.required("Title", diagnostics);
    let date = known.date("Date", diagnostics);
    fields.report_bare(&|name| is_cover_heading(name, council), diagnostics);
    let cover = cover(&fields, &rest, council, diagnostics);
    let glossary = book.records(&GLOSSARY, &council.aliases, diagnostics).unwrap_or_default();
    let glossary = glossary.iter().filter_map(|row| {
        let (term, meaning) =
            (row.required("Term", diagnostics), row.required("Meaning", diagnostics));
        Some((term?, meaning?.value))
    });
    let glossary = glossary.collect();
    let (mut narrative, mut written) = match &manuscript.body {
        Some((body, line)) => (
            markdown::narrative(body, book.place(), *line, pictures, diagnostics),
            markdown::paragraphs(body, book.place(), *line),
        ),
        None => sheet_narrative(book, council, pictures, diagnostics),
    };
    let part = part(&known, "Reason", diagnostics);
    if let Some(word) = &manuscript.word {
        if !narrative.is_empty() {
            diagnostics.push(two_narratives(manuscript.name()).at(&word.place));
        }
        report_word(word, title.as_ref(), &part, diagnostics);
        narrative.clone_from(&word.blocks);
        written.clone_from(&word.written);
    }
    Some(Report {
        place: book.place().clone(),
        title: title?,
        report_for: known.text("Report for"),
        date,
        part,
        cover,
        glossary,
        narrative,
        written,
        document: manuscript.word.as_ref().map(|word| word.place.clone()),
        files: Vec::new(),
        scorecard: None,
        register: None,
        appendices: Vec::new(),
    })
}

fn two_narratives(other: &str) -> Problem {
    Problem::new(
        &codes::SECOND_MANUSCRIPT,
        format!("the report has two narratives, this and that of `{other}`"),
    )
    .hint("keep one of them: a cover beside a document has no narrative of its own")
}

/// Says where a document contradicts its report.
fn report_word(
    word: &Word,
    title: Option<&Placed<String>>,
    part: &Part,
    diagnostics: &mut Diagnostics,
) {
    if let (Some(own), Some(title)) = (&word.title, title)
        && fold(own) != fold(title)
    {
        let problem = Problem::new(
            &codes::OTHER_TITLE,
            format!(
                "the document is called `{}`, and the cover says `{}`, which is printed",
                own.value, title.value
            ),
        )
        .hint("give both the same title");
        diagnostics.push(problem.at(&own.place));
    }
    for words in word.exempt_words.iter().filter(|_| part.is_public()) {
        let problem = Problem::new(
            &codes::UNREAD_EXEMPTION,
            format!("the document's header or footer says `{words}`, and its cover says nothing of it"),
        )
        .hint("write 2 under `Part` on the cover, with the reason, or take the words out of the document");
        diagnostics.push(problem.at(&word.place));
    }
}

/// Returns whether a text is a heading of the report's cover.
pub(super) fn is_cover_heading(text: &str, council: &Council) -> bool {
    let text = text.trim().trim_end_matches(':');
    let key = heading_key(text);
    column_of(&COVER_FIELDS, text).is_some()
        || fold(text) == "glossary"
        || council.cover.iter().any(|heading| heading.key == key)
}

/// Sorts the values under the council's headings; a name that is no heading is
/// an error, because a paper must not lose a paragraph.
fn cover(
    fields: &Fields,
    rest: &[usize],
    council: &Council,
    diagnostics: &mut Diagnostics,
) -> Vec<CoverEntry> {
    let entry =
        |heading: &CoverHeading| CoverEntry { key: heading.key.clone(), values: Vec::new() };
    let mut entries: Vec<CoverEntry> = council.cover.iter().map(entry).collect();
    for &index in rest {
        let (name, cell) = fields.get(index);
        let key = heading_key(name);
        let meant = entries.iter().position(|entry| entry.key == key).or_else(|| {
            let (problem, meant) = unknown_heading(name, council);
            diagnostics.push(problem.at(&name.place));
            // It is not missing as well.
            entries.iter().position(|entry| Some(&entry.key) == meant.as_ref())
        });
        if let Some(at) = meant {
            let text = Placed::new(value::text(cell), cell.place.clone());
            entries[at].values.push(markdown::prose(text, diagnostics));
        }
    }
    entries
}

/// Returns the key of a heading: `Financial implications`, `financial` and
/// `implications.financial` are one.
pub(super) fn heading_key(name: &str) -> String {
    let folded = fold(name);
    let key = folded.replace("implications", "").replace("implication", "");
    match key.as_str() {
        "" => folded.clone(),
        "author" | "authors" | "authorresponsibleofficer" | "responsibleofficer" => "author".into(),
        "purposeofreport" => "purpose".into(),
        "recommendation" => "recommendations".into(),
        "corporateobjective" => "corporateobjectives".into(),
        "consultee" => "consultees".into(),
        "backgroundpaper" => "backgroundpapers".into(),
        "contacts" => "contact".into(),
        _ => key,
    }
}

/// Says that a name is no heading, and returns the key of the one that was probably meant.
fn unknown_heading(name: &str, council: &Council) -> (Problem, Option<String>) {
    if column_of(&COVER_FIELDS, name).is_some() {
        let message = format!("`{name}` is given a second value");
        let problem = Problem::new(&codes::SECOND_VALUE, message);
        return (problem.hint("keep one, with the whole value in it"), None);
    }
    let problem = Problem::new(
        &codes::UNKNOWN_FIELD,
        format!("`{name}` is no heading of the council's report cover"),
    );
    let headings = || council.cover.iter();
    let near = |word: &str, name: fn(&CoverHeading) -> &String| {
        let near = nearest(word, headings().map(|heading| name(heading).clone()))?;
        headings().find(|heading| *name(heading) == near)
    };
    // `Finanical implications` is near `financial`, and not near what is printed for it.
    let meant = near(&fold(name), |heading| &heading.heading)
        .or_else(|| near(&fold(name), |heading| &heading.field))
        .or_else(|| near(&heading_key(name), |heading| &heading.key));
    let own = COVER_FIELDS.columns.iter().map(|column| column.heading.to_string());
    let known = meant.map(|heading| heading.field.clone());
    let problem = match known.or_else(|| nearest(&fold(name), own)) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => {
            problem.hint("add it under `[[cover]]` in council.toml, or move it into the narrative")
        }
    };
    (problem, meant.map(|heading| heading.key.clone()))
}

fn sheet_narrative(
    book: &Book,
    council: &Council,
    pictures: &mut Gallery,
    diagnostics: &mut Diagnostics,
) -> (Vec<Block>, Vec<Placed<String>>) {
    let rows = book.records(&NARRATIVE, &council.aliases, diagnostics).unwrap_or_default();
    let (mut blocks, mut written) = (Vec::new(), Vec::new());
    let mut levels = Levels::default();
    for row in rows {
        if let Some(heading) = row.text("Heading") {
            let stated = level(&row, diagnostics);
            let (level, said) = levels.next(stated);
            if let Some(message) = said {
                let problem = Problem::new(&codes::HEADING_LEVEL, message)
                    .hint("begin with level 1, and go one level deeper at a time");
                diagnostics.push(problem.at(&row.place));
            }
            blocks.push(Block::Heading {
                level,
                number: None,
                text: vec![Inline::Text(heading.value.clone())],
                part: Part::One,
            });
            written.push(heading);
        }
        if let Some(paragraph) = row.text("Paragraph") {
            blocks.extend(markdown::illustrated_cell(&paragraph, pictures, diagnostics));
            written.push(paragraph);
        }
    }
    (blocks, written)
}

fn level(row: &Record, diagnostics: &mut Diagnostics) -> u8 {
    let level = row.read("Level", diagnostics, |cell| match value::whole(cell)? {
        level @ 1..=3 => Ok(u8::try_from(level).unwrap_or(1)),
        other => Err(Problem::new(
            &codes::UNKNOWN_CHOICE,
            format!("`{other}` is no level of heading, expected 1, 2 or 3"),
        )
        .hint("write 1 for a section, 2 or 3 for a heading within it")),
    });
    level.map_or(1, |level| level.value)
}
