//! The templates and fonts of a run: those in the program, each replaced by the
//! workspace's file of the same name where there is one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use super::manifest::FileRecord;
use super::media::ending;
use crate::fault::Fault;

/// Makes a list of templates, each its name and its bytes.
macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/", $name)))),*]
    };
}

/// The templates in the program. A test holds the list against the folder.
const EMBEDDED: &[(&str, &[u8])] = templates![
    "appendix.typ",
    "blank.typ",
    "booklet.typ",
    "changes.typ",
    "comparison.typ",
    "fonts/NotoSans-Bold.ttf",
    "fonts/NotoSans-Regular.ttf",
    "fonts/NotoSansMath-Regular.ttf",
    "fonts/OFL.txt",
    "decisions.typ",
    "front.typ",
    "indicators.typ",
    "look.typ",
    "pack.typ",
    "programme.typ",
    "report.typ",
    "risks.typ",
    "supplement.typ",
    "text/comparison.html",
    "text/comparison.txt",
    "text/meeting.ics",
    "text/minutes.md",
    "text/notice.html",
    "text/notice.txt",
    "text/statement.html",
    "theme.toml",
    "web/actions.html",
    "web/base.html",
    "web/feed.atom",
    "web/indicators.html",
    "web/item.html",
    "web/meeting.html",
    "web/meetings.html",
    "web/parts.html",
    "web/programme.html",
    "web/prose.html",
    "web/risks.html",
    "web/style.css",
];

/// A view for designers to work with. It is no template: no pack is made of it.
pub const SAMPLE: &str = "sample.json";

/// The templates and fonts of a run: the embedded ones, each replaced by the
/// workspace's file of the same name where there is one.
#[derive(Clone, Debug)]
pub struct Templates {
    files: Arc<BTreeMap<String, Bytes>>,
    set: Arc<OnceLock<Set>>,
}

/// What is made of the files once, for every document that is laid out by them.
#[derive(Debug)]
struct Set {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// The templates taken apart, by their names.
    sources: BTreeMap<String, Source>,
    /// The files with their fixity.
    records: Vec<FileRecord>,
}

impl Set {
    fn of(files: &BTreeMap<String, Bytes>) -> Self {
        let fonts = files.iter().filter(|(name, _)| is_font(name));
        let fonts: Vec<Font> = fonts.flat_map(|(_, bytes)| Font::iter(bytes.clone())).collect();
        let source = |(name, bytes): (&String, &Bytes)| {
            let text = std::str::from_utf8(bytes).ok()?.to_string();
            Some((name.clone(), Source::new(file_id(name)?, text)))
        };
        let templates = files.iter().filter(|(name, _)| ending(name) == Some("typ"));
        Self {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources: templates.filter_map(source).collect(),
            records: files
                .iter()
                .map(|(name, bytes)| FileRecord::of(name.as_str(), bytes))
                .collect(),
        }
    }
}

/// Returns what names a template within a document's world.
pub(super) fn file_id(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

impl Templates {
    /// Returns the embedded templates, overridden by the files of a folder.
    pub fn load(folder: Option<&Path>) -> Result<Self, Fault> {
        let embedded = EMBEDDED.iter().map(|(name, bytes)| (name.to_string(), Bytes::new(*bytes)));
        let mut files: BTreeMap<String, Bytes> = embedded.collect();
        if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
            override_from(folder, folder, &mut files)?;
        }
        Ok(Self { files: Arc::new(files), set: Arc::default() })
    }

    /// Takes fonts and templates apart, unless that is done.
    pub(super) fn prepare(&self) {
        self.set();
    }

    fn set(&self) -> &Set {
        self.set.get_or_init(|| Set::of(&self.files))
    }

    /// Returns the letters of a text that no font can show, in order of code point.
    ///
    /// PDF/A forbids a letter without a glyph, so a pack with one cannot be made.
    pub fn lacking(&self, text: &str) -> Vec<char> {
        let letters: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii()).collect();
        let shown = |letter: char| {
            self.set().fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
        };
        letters.into_iter().filter(|letter| !letter.is_whitespace() && !shown(*letter)).collect()
    }

    /// Returns a template of the program as it is, whatever the workspace has of it.
    pub(super) fn ours(name: &str) -> Option<&'static str> {
        let (_, bytes) = EMBEDDED.iter().find(|(known, _)| *known == name)?;
        std::str::from_utf8(bytes).ok()
    }

    /// Returns a file that is text.
    pub fn text(&self, name: &str) -> Result<&str, Fault> {
        let bytes = self.files.get(name).map_or(&[][..], |bytes| bytes.as_slice());
        std::str::from_utf8(bytes)
            .map_err(|_| Fault::Template(format!("templates/{name} is no text")))
    }

    /// Returns a file's contents.
    pub(super) fn bytes(&self, name: &str) -> Option<Bytes> {
        self.files.get(name).cloned()
    }

    /// Returns what the fonts are.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.set().book
    }

    /// Returns a font by its place in the book.
    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.set().fonts.get(index).cloned()
    }

    /// Returns a template taken apart.
    pub(super) fn source(&self, name: &str) -> Option<Source> {
        self.set().sources.get(name).cloned()
    }

    /// Returns the files with their fixity, in order.
    pub fn records(&self) -> &[FileRecord] {
        &self.set().records
    }

    /// Returns the names and contents of the files that another version of the program
    /// may not have: all but its own fonts.
    pub fn peculiar(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files().filter(|file| !(is_font(file.0) && EMBEDDED.contains(file)))
    }

    /// Returns the names and texts of all files that are text, in order.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files().filter_map(|(name, bytes)| Some((name, std::str::from_utf8(bytes).ok()?)))
    }

    /// Returns the names and contents of all files, in order.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }
}

fn is_font(name: &str) -> bool {
    matches!(ending(name), Some("ttf" | "otf"))
}

/// Returns whether a file is a template, or something that a template can use: whatever
/// else lies in the folder is nobody's to publish.
fn is_template(name: &str) -> bool {
    const USED: [&str; 7] = ["typ", "ttf", "otf", "png", "jpg", "svg", "webp"];
    const TEXTS: [&str; 6] = ["html", "txt", "md", "ics", "css", "atom"];
    let has = |endings: &[&str]| ending(name).is_some_and(|own| endings.contains(&own));
    let is_text = ["text/", "web/"].iter().any(|folder| name.starts_with(folder));
    EMBEDDED.iter().any(|(known, _)| *known == name) || has(&USED) || (is_text && has(&TEXTS))
}

fn override_from(
    root: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, Bytes>,
) -> Result<(), Fault> {
    for entry in std::fs::read_dir(folder).map_err(Fault::file("read", folder))? {
        let path = entry.map_err(Fault::file("read", folder))?.path();
        if path.is_dir() {
            override_from(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            let name = name.to_string_lossy().replace('\\', "/");
            if is_template(&name) {
                let bytes = std::fs::read(&path).map_err(Fault::file("read", &path))?;
                files.insert(name, Bytes::new(bytes));
            }
        }
    }
    Ok(())
}
