//! The web edition of a meeting: what its pages say of the files beside them.

use std::collections::BTreeMap;

use super::examine::Ready;
use super::items::Paper;
use super::release::Output;
use crate::fault::Fault;
use crate::view::web::{self, LaidOut, Late, Offer, Source, Spot};
use crate::view::{ItemView, Pack, notice};
use crate::write::name;
use crate::write::pdf::Document;
use crate::write::web as pages;
use crate::write::xlsx;

/// What the paths of public files begin with.
pub(super) const PUBLIC: &str = "public/";

/// Where the pages are, below the meeting's outputs.
pub(super) const FOLDER: &str = "public/web/";

/// The page of a meeting, below its outputs.
pub(super) const INDEX: &str = "public/web/index.html";

/// What the packs of a meeting are called: the only one, that with every supplement in
/// its place, and the first one beside it.
pub(super) const PACKS: [&str; 3] =
    ["Agenda pack", "Agenda pack with all supplements", "Agenda pack as it was first published"];

/// Files that stand beside a pack, with what they are.
pub(super) const BESIDE: &[(&str, &str)] = &[
    ("notice.html", "Notice of the meeting"),
    ("notice.txt", "Notice of the meeting, for e-mail"),
    ("meeting.ics", "The meeting for your calendar"),
    ("accessibility-statement.html", "Accessibility and archiving statement"),
    ("data/indicators.csv", "Indicators, as data"),
    ("data/results.csv", "Results of indicators, as data"),
    ("data/risks.csv", "Risks, as data"),
    ("data/work-programme.csv", "Work programme, as data"),
    ("data/decisions.csv", "Decisions asked for, as data"),
    ("data/action-points.csv", "Action points, as data"),
    ("data/datapackage.json", "What the data mean: a Data Package"),
    ("data/csv-metadata.json", "What the data mean: CSV on the Web"),
    ("data/pack.json", "What was published, as data"),
    ("data/pack.schema.json", "What it means: a JSON Schema"),
];

/// What the figures of the first pack are called once there are supplements.
pub(super) const FIRST: &str = "agenda pack as it was first published";

/// Returns the files with figures among those beside a pack.
pub(super) fn data() -> impl Iterator<Item = (&'static str, &'static str)> {
    BESIDE.iter().copied().filter(|(path, _)| path.starts_with("data/"))
}

/// Returns what a file with figures is called where there are several: `Risks, as data
/// (Agenda Supplement 1)`.
pub(super) fn data_of(title: &str, publication: &str) -> String {
    format!("{title} ({publication})")
}

/// A meeting that gets its pages.
pub(super) struct Web<'a> {
    pub(super) ready: &'a Ready,
    /// The public pack, or the consolidated one.
    pub(super) pack: &'a Pack,
    pub(super) document: &'a Document,
    /// The pack's file, below the public folder.
    pub(super) file: &'a str,
    /// The lengths of all public files, by their paths below the outputs.
    pub(super) sizes: &'a BTreeMap<String, u64>,
    /// Where the papers of an item are that came with a supplement, by the item's `id`.
    pub(super) late: BTreeMap<String, String>,
    /// The whole packs besides that of `file`, each with its title and its pages.
    pub(super) packs: Vec<(&'a str, &'a str, u32)>,
    /// The title of the pack of `file`.
    pub(super) title: &'a str,
    /// The supplements.
    pub(super) supplements: Vec<Late>,
}

impl Web<'_> {
    /// Returns the pages, with the pictures that they show.
    pub(super) fn write(&self) -> Result<Vec<Output>, Fault> {
        let Self { ready, pack, document, .. } = *self;
        let spot = |label: &str| {
            Some(Spot { number: document.page_of(label)?, place: document.place_of(label)? })
        };
        let items = pack.items.iter().filter(|item| item.part_two.is_none());
        let papers = items.map(|item| (item.id.clone(), self.papers(item)));
        let pages = u32::try_from(document.pages()).unwrap_or(u32::MAX);
        let packs = std::iter::once((self.file, self.title, pages)).chain(self.packs.clone());
        let packs = packs.filter_map(|(path, title, pages)| {
            self.offer(path.to_string(), title.to_string(), Some(pages))
        });
        let beside = BESIDE.iter().filter_map(|(path, title)| {
            let is_superseded = path.starts_with("data/") && !self.supplements.is_empty();
            let title = if is_superseded { data_of(title, FIRST) } else { (*title).to_string() };
            self.offer((*path).to_string(), title, None)
        });
        let source = Source {
            pack,
            notice: notice::view(&ready.council, &ready.editions.public),
            laid_out: LaidOut { file: self.file, spot: &spot },
            papers: papers.collect(),
            packs: packs.collect(),
            supplements: self.supplements.clone(),
            beside: beside.collect(),
        };
        let view = web::pages(&source);
        let pages = pages::pages(&ready.templates, &view, &pack.accent)?.into_iter();
        let pictures =
            pack.shown().map(|(name, bytes)| (format!("pictures/{name}"), bytes.to_vec()));
        Ok(pages.chain(pictures).map(|(name, bytes)| (format!("{FOLDER}{name}"), bytes)).collect())
    }

    /// Returns the files of an item: its pages, its appendices and its workbook.
    fn papers(&self, item: &ItemView) -> Vec<Offer> {
        let folder = self.late.get(&item.id).map(String::as_str).unwrap_or_default();
        let single = Paper::of(item).into_iter().filter_map(|paper| {
            let of = |label: &str| self.document.page_of(label);
            let pages = of(&paper.first).zip(of(&paper.last)).map(|(first, last)| last - first + 1);
            self.offer(format!("{folder}{}", paper.path), title(item, &paper), pages)
        });
        let workbook = name::file_name(item, xlsx::ENDING);
        let workbook = self.offer(
            format!("{folder}appendices/{workbook}"),
            format!("Tables of item {}", item.number),
            None,
        );
        single.chain(workbook).collect()
    }

    /// Returns a file that was published.
    fn offer(&self, path: String, title: String, pages: Option<u32>) -> Option<Offer> {
        let bytes = *self.sizes.get(&format!("{PUBLIC}{path}"))?;
        Some(Offer { path, bytes, title, pages })
    }
}

/// Returns what one of an item's papers is called beside the item.
fn title(item: &ItemView, paper: &Paper) -> String {
    if paper.first == format!("{}-first", item.id) {
        return format!("Papers of item {}", item.number);
    }
    let attached = item.report.iter().flat_map(|report| &report.appendices);
    let mut attached = attached.filter(|other| paper.first == format!("{}-first", other.id));
    let label = attached.find_map(|other| other.label.clone());
    let own = format!("Agenda item {}: ", item.number);
    let title = paper.title.strip_prefix(&own).unwrap_or(&paper.title);
    label.map_or_else(|| title.to_string(), |label| format!("{label}: {title}"))
}

/// Returns the lengths of files, by their paths.
pub(super) fn sizes<'a>(files: impl IntoIterator<Item = (&'a str, u64)>) -> BTreeMap<String, u64> {
    files.into_iter().map(|(path, bytes)| (path.to_string(), bytes)).collect()
}
