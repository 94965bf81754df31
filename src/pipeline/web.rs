//! The web edition of a meeting: what its pages say of the files beside them.

use std::collections::BTreeMap;

use super::examine::Ready;
use super::items::Paper;
use super::release::Output;
use crate::fault::Fault;
use crate::view::web::{self, LaidOut, Late, Masthead, Offer, Source, Spot};
use crate::view::{ItemView, Pack, notice};
use crate::write::name;
use crate::write::pdf::{Document, Templates};
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

/// A pack whose items get their pages.
pub(super) struct Items<'a> {
    pub(super) templates: &'a Templates,
    /// The public pack, or the consolidated one.
    pub(super) pack: &'a Pack,
    pub(super) document: &'a Document,
    /// The pack's file, below the public folder.
    pub(super) file: &'a str,
    /// The lengths of public files, by their paths below the outputs.
    pub(super) sizes: BTreeMap<String, u64>,
    /// Where the papers of an item are that came with a supplement, by the item's `id`.
    pub(super) late: BTreeMap<String, String>,
}

/// A meeting that gets its pages.
pub(super) struct Web<'a> {
    pub(super) ready: &'a Ready,
    pub(super) items: Items<'a>,
    /// The whole packs besides that of the items, each with its title and its pages.
    pub(super) packs: Vec<(&'a str, &'a str, u32)>,
    /// The title of the pack of the items.
    pub(super) title: &'a str,
    /// The supplements.
    pub(super) supplements: Vec<Late>,
}

impl Items<'_> {
    /// Returns the pages of the items, with the pictures that they show. They say nothing
    /// of the pack's file but where it is.
    pub(super) fn write(&self) -> Result<Vec<Output>, Fault> {
        let views = web::items(&self.view(&|label| self.spot(label)));
        let pages = pages::items(self.templates, &Masthead::of(self.pack), &views)?;
        let pictures =
            self.pack.shown().map(|(name, bytes)| (format!("pictures/{name}"), bytes.to_vec()));
        Ok(pages.into_iter().chain(pictures).map(below).collect())
    }

    fn spot(&self, label: &str) -> Option<Spot> {
        let Self { document, .. } = *self;
        Some(Spot { number: document.page_of(label)?, place: document.place_of(label)? })
    }

    /// Returns the items as they are laid out; `spot` is where a label stands.
    fn view<'a>(&'a self, spot: &'a (dyn Fn(&str) -> Option<Spot> + Sync)) -> web::Items<'a> {
        let Self { pack, file, .. } = *self;
        let items = pack.items.iter().filter(|item| item.part_two.is_none());
        let papers = items.map(|item| (item.id.clone(), self.papers(item))).collect();
        web::Items { pack, laid_out: LaidOut { file, spot }, papers }
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

impl Web<'_> {
    /// Returns the page of the meeting, with the style sheet of all pages.
    pub(super) fn meeting(&self) -> Result<Vec<Output>, Fault> {
        let Self { ready, items, .. } = self;
        let pages = u32::try_from(items.document.pages()).unwrap_or(u32::MAX);
        let packs = std::iter::once((items.file, self.title, pages)).chain(self.packs.clone());
        let packs = packs.filter_map(|(path, title, pages)| {
            items.offer(path.to_string(), title.to_string(), Some(pages))
        });
        let beside = BESIDE.iter().filter_map(|(path, title)| {
            let is_superseded = path.starts_with("data/") && !self.supplements.is_empty();
            let title = if is_superseded { data_of(title, FIRST) } else { (*title).to_string() };
            items.offer((*path).to_string(), title, None)
        });
        let page = web::meeting(&Source {
            items: items.view(&|label| items.spot(label)),
            notice: notice::view(&ready.council, &ready.editions.public),
            packs: packs.collect(),
            supplements: self.supplements.clone(),
            beside: beside.collect(),
        });
        let Pack { accent, .. } = items.pack;
        let files = pages::meeting(items.templates, &Masthead::of(items.pack), &page, accent)?;
        Ok(files.into_iter().map(below).collect())
    }

    /// Returns all pages.
    pub(super) fn write(&self) -> Result<Vec<Output>, Fault> {
        Ok([self.items.write()?, self.meeting()?].concat())
    }
}

/// Returns a page where it stands below the outputs.
fn below((name, bytes): Output) -> Output {
    (format!("{FOLDER}{name}"), bytes)
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
