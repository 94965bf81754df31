//! Two packs held against each other: two quarters, or two builds.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::recorded::{MANIFEST, Recorded, published_file};
use super::supplement::published::pack_of;
use super::workspace::beside;
use crate::fault::Fault;
use crate::view::Pack;
use crate::view::comparison::{ComparisonView, Open, Room, compare};
use crate::write::file::{self, Existing};
use crate::write::pdf::{self, Templates};
use crate::write::{published, text};

/// What differs between two packs, ready to be written.
pub struct Comparison {
    view: ComparisonView,
    templates: Templates,
}

/// What the templates of a text see.
#[derive(Serialize)]
struct Data<'a> {
    view: &'a ComparisonView,
}

/// Compares the public packs of two outputs, `before` and `now`.
///
/// # Errors
///
/// Fails where one of them has no pack, or one of another form.
pub fn comparison(before: &Path, now: &Path) -> Result<Comparison, Fault> {
    let known = if withholds(now)? { Open::Part } else { Open::All };
    let view = compare(&pack(before)?, &pack(now)?, known);
    let templates = Templates::load(templates(&folder(now)).as_deref())?;
    Ok(Comparison { view, templates })
}

/// Reads the public pack that was built; a folder of it, or its file, may be named.
fn pack(path: &Path) -> Result<Pack, Fault> {
    let pack = if path.is_dir() { of_record(path)? } else { read(path)? };
    if pack.marking.is_some() {
        let file = path.display();
        return Err(Fault::Other(format!(
            "`{file}` is the members' pack, which is not for publication; compare the public ones"
        )));
    }
    Ok(pack)
}

/// Reads the pack that the record of outputs names, with its supplements in their places; each has to be
/// what was published.
fn of_record(outputs: &Path) -> Result<Pack, Fault> {
    let record = Recorded::of(outputs, MANIFEST).expected(outputs)?;
    let view = |path: &str| {
        let json = published_file(outputs, &record, path)?;
        parsed(&outputs.join(path), &json)
    };
    let mut pack = view(published::PACK)?;
    for late in &record.supplements {
        replace(&mut pack, view(&pack_of(late.number))?);
    }
    Ok(pack)
}

/// Puts what a supplement has in the place of what was there.
fn replace(pack: &mut Pack, late: Pack) {
    for item in late.items {
        match pack.items.iter_mut().find(|known| known.number == item.number) {
            Some(known) => *known = item,
            None => pack.items.push(item),
        }
    }
}

/// Returns the folder of outputs, of which the file of the pack may be named.
fn folder(path: &Path) -> PathBuf {
    let name = path.to_string_lossy();
    match name.strip_suffix(published::PACK) {
        Some("") => PathBuf::from("."),
        Some(folder) => PathBuf::from(folder),
        None => path.to_path_buf(),
    }
}

/// Returns whether something of the meeting is withdrawn or not for publication, by its
/// record or by what members have beside the public pack.
fn withholds(outputs: &Path) -> Result<bool, Fault> {
    let folder = folder(outputs);
    let record = Recorded::of(&folder, MANIFEST).whole()?;
    let of_record = record.is_some_and(|record| {
        let late = record.supplements.iter();
        let withdrawn = late.clone().any(|late| !late.withdrawn.is_empty());
        withdrawn || late.flat_map(|late| &late.withheld).chain(&record.withheld).next().is_some()
    });
    Ok(of_record || folder.join("private").is_dir())
}

fn read(file: &Path) -> Result<Pack, Fault> {
    let json = std::fs::read(file).map_err(Fault::file("read", file))?;
    parsed(file, &json)
}

fn parsed(file: &Path, json: &[u8]) -> Result<Pack, Fault> {
    published::from_json(json)
        .map_err(|error| Fault::Other(format!("`{}` is no pack: {error}", file.display())))
}

/// Returns the council's own templates, beside the folder of outputs.
fn templates(outputs: &Path) -> Option<PathBuf> {
    beside(outputs, "templates").filter(|folder| folder.is_dir())
}

/// How many pages members get.
const PAGES: usize = 2;

/// What two pages are tried with, from the most: figures, texts, letters of a cell. Texts
/// are down to one short row before the first figure goes.
const ROOM: [[usize; 3]; 13] = [
    [40, 40, 2000],
    [40, 20, 600],
    [40, 10, 300],
    [40, 5, 200],
    [40, 2, 120],
    [40, 1, 80],
    [30, 1, 80],
    [20, 1, 80],
    [14, 1, 80],
    [10, 1, 80],
    [5, 1, 80],
    [3, 1, 60],
    [1, 1, 60],
];

impl Comparison {
    /// Returns whether nothing differs.
    pub fn is_same(&self) -> bool {
        self.view.is_same()
    }

    /// Returns it as plain text.
    pub fn text(&self) -> Result<String, Fault> {
        let bytes = text::write(&self.templates, "comparison.txt", &Data { view: &self.view })?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Writes it as a web page and on paper, where these are asked for, in the place of
    /// what is there; neither unless both can be made.
    pub fn write(&self, html: Option<&Path>, pdf: Option<&Path>) -> Result<(), Fault> {
        let page = |path| Ok::<_, Fault>((path, self.html()?));
        let paper = |path| Ok::<_, Fault>((path, self.pdf(path)?));
        let files = [html.map(page).transpose()?, pdf.map(paper).transpose()?];
        let mut files = files.into_iter().flatten();
        files.try_for_each(|(path, bytes)| file::put(path, &bytes, Existing::Replaced))
    }

    fn html(&self) -> Result<Vec<u8>, Fault> {
        text::write(&self.templates, "comparison.html", &Data { view: &self.view })
    }

    /// Returns it on two pages of paper; what does not fit is counted, and stands in the
    /// text and on the web page.
    fn pdf(&self, path: &Path) -> Result<Vec<u8>, Fault> {
        let laid_out = |view: &ComparisonView| {
            let ident = format!("{} {} {}", view.council, view.title, view.subject);
            pdf::lay_out(&self.templates, "comparison.typ", ident, pdf::json(view)?)
        };
        let mut document = laid_out(&self.view)?;
        for [figures, texts, letters] in ROOM {
            if document.pages() <= PAGES {
                break;
            }
            document = laid_out(&self.view.shortened(Room { figures, texts, letters }))?;
        }
        if document.pages() > PAGES {
            return Err(Fault::Other(format!(
                "`{}` is not written: {PAGES} pages of the template have no room for a row of each kind",
                path.display()
            )));
        }
        let file = pdf::compact(&pdf::export(&document)?)?;
        pdf::conform("comparison.pdf", &file)?;
        Ok(file)
    }
}
