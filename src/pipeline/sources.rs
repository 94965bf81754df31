//! What the gate is made of: everything that anyone may read, and everything that is
//! withheld.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::data;
use super::examine::Ready;
use super::web::{BESIDE, FIRST, PACKS};
use crate::edition::{Editions, Ground, PrivateMeeting};
use crate::fault::Fault;
use crate::model::attachment::{Content, Foreign};
use crate::model::council::Council;
use crate::model::meeting::AgendaItem;
use crate::model::narrative::pictures;
use crate::model::policy::Policy;
use crate::place::Place;
use crate::scan::{OpenPaper, Secrets};
use crate::view::web::EVENT_TYPES;
use crate::view::{calendar, item_title, minutes, notice, statement};
use crate::write::pdf::Claims;
use crate::write::xlsx;

/// Returns what is secret of a meeting, and what of papers that are held back; nothing
/// where nothing is withheld. `told` is open besides.
pub(super) fn secrets(ready: &Ready, told: Vec<Value>) -> Result<Vec<Secrets>, Fault> {
    if !ready.editions.withholds() {
        return Ok(Vec::new());
    }
    let Editions { public, private, held_back } = &ready.editions;
    let mut known = Known {
        ready,
        open: [sources(ready)?, views(ready)?, told].concat(),
        files: files(public.meeting().agenda.iter())?,
    };
    let mut secrets = Vec::new();
    if let Some(private) = private {
        let lists = private
            .papers()
            .iter()
            .map(|papers| value(&(&papers.programme, &papers.action_points)));
        let items: Vec<_> = private.papers().iter().map(|papers| &papers.item).collect();
        secrets.push(known.less(&items, lists.collect::<Result<_, _>>()?)?);
    }
    for item in held_back {
        // What is open of such a paper is open beside the rest of it, and nowhere else.
        let before = (known.open.len(), known.files.len());
        known.open.push(value(&item.open)?);
        known.files.extend(files([&item.open])?);
        secrets.push(known.less(&[&item.exempt.item], Vec::new())?);
        known.open.truncate(before.0);
        known.files.truncate(before.1);
    }
    Ok(secrets)
}

/// What anyone may know.
struct Known<'a> {
    ready: &'a Ready,
    open: Vec<Value>,
    files: Vec<File<'a>>,
}

impl Known<'_> {
    /// Returns what is secret of exempt items and lists.
    fn less(&self, exempt: &[&AgendaItem], mut withheld: Vec<Value>) -> Result<Secrets, Fault> {
        for item in exempt {
            withheld.push(value(item)?);
        }
        let templates: Vec<&str> = self.ready.templates.texts().map(|(_, text)| text).collect();
        let labels: Vec<&str> = templates.iter().flat_map(|text| labels(text)).collect();
        let papers: Vec<OpenPaper<'_>> = self.files.iter().filter_map(File::paper).collect();
        let kept = files(exempt.iter().copied())?;
        let kept: Vec<(String, &[u8])> =
            kept.iter().map(|file| (file.place.clone(), &*file.bytes)).collect();
        let templates = self.ready.templates.files().map(|(_, bytes)| bytes);
        let given: Vec<&[u8]> =
            self.files.iter().map(|file| &*file.bytes).chain(templates).collect();
        let secrets = Secrets::new(&self.open, &labels, &withheld).less(&papers);
        Ok(secrets.with_files(&kept, &given))
    }
}

/// Returns what the public papers are made of.
fn sources(ready: &Ready) -> Result<Vec<Value>, Fault> {
    // Findings are accepted in words that nobody publishes: the record has them of open
    // files only.
    let council = Council { policy: Policy::default(), ..ready.council.clone() };
    let mut open = vec![value(ready.editions.public.meeting())?, value(&council)?];
    // Why a paper is withheld is told, with the paragraph.
    let told = ready.editions.public.withheld().iter();
    open.extend(told.map(|withheld| Value::String(withheld.ground.to_string())));
    // Of an item that was withdrawn since it was told before, and stands in the record.
    let papers = ready.editions.private.iter().flat_map(PrivateMeeting::papers);
    let grounds = papers.flat_map(|papers| &papers.withheld).map(Ground::of);
    open.extend(grounds.map(|ground| Value::String(ground.to_string())));
    let templates = ready.templates.texts();
    open.extend(
        templates.map(|(name, text)| json!({ "name": name, "text": text, "labels": labels(text) })),
    );
    open.push(json!(xlsx::WORDS));
    open.push(json!((BESIDE, PACKS, FIRST, EVENT_TYPES)));
    Ok(open)
}

/// Returns what the views of the public meeting say in words of the program's own: the
/// resolution in the words of the Act, dates in words, titles that are put together.
fn views(ready: &Ready) -> Result<Vec<Value>, Fault> {
    let (public, pack) = (&ready.editions.public, &ready.pack);
    let mut open = vec![
        value(pack)?,
        value(&notice::view(&ready.council, public))?,
        value(&calendar::view(&ready.council, public))?,
        value(&minutes::view(public, pack))?,
    ];
    open.extend(pack.items.iter().map(|item| json!(item_title(item))));
    let headings = ready.council.cover.iter().map(|heading| &heading.heading);
    open.extend(headings.map(|heading| json!(format!("{heading} implications"))));
    let (meeting, time) = (&pack.meeting, pack.meeting.time.as_deref().unwrap_or_default());
    let venue = meeting.venue.as_deref().unwrap_or_default();
    open.push(json!(format!("{}, {} at {time}, {venue}", meeting.committee, meeting.date)));
    open.extend(data::descriptions(ready, None)?);
    // What the pack may claim and which pages a paper has is not known yet.
    for conforms in [Vec::new(), Claims::OWN.names(), vec!["PDF/A-2b".to_string()]] {
        open.push(value(&statement::statement(pack, &conforms, |_| Some((1, 1))))?);
    }
    Ok(open)
}

/// Returns the labels in a template's text: what begins with a capital between its marks.
/// A value may stand beside each.
fn labels(text: &str) -> Vec<&str> {
    let pieces = text.split(|c: char| "\n\"[](){}<>#|%".contains(c)).map(str::trim);
    pieces.filter(|piece| piece.starts_with(char::is_uppercase)).collect()
}

/// A paper made elsewhere, or a picture.
struct File<'a> {
    /// Where it is named.
    place: String,
    bytes: Cow<'a, [u8]>,
    /// The words on the pages of a paper that nobody sees.
    hidden: Option<Vec<&'a str>>,
}

impl File<'_> {
    /// Returns the paper, where it is one.
    fn paper(&self) -> Option<OpenPaper<'_>> {
        Some(OpenPaper { bytes: &self.bytes, hidden: self.hidden.clone()? })
    }
}

/// Returns the papers made elsewhere and the pictures of items.
fn files<'a>(items: impl IntoIterator<Item = &'a AgendaItem>) -> Result<Vec<File<'a>>, Fault> {
    let picture = |place: &Place, bytes: &'a [u8]| File {
        place: place.to_string(),
        bytes: Cow::Borrowed(bytes),
        hidden: None,
    };
    let mut files = Vec::new();
    for report in items.into_iter().filter_map(|item| item.report.as_deref()) {
        for paper in &report.appendices {
            files.push(match &paper.content {
                Content::Picture(figure) => picture(&paper.path, figure.picture.bytes()),
                Content::Pages(foreign) => {
                    let hidden = foreign.survey.pages.iter().flat_map(|page| &page.hidden);
                    let hidden = hidden.map(|hidden| hidden.words.as_str()).collect();
                    let bytes = Cow::Owned(read(foreign)?);
                    File { place: paper.path.to_string(), bytes, hidden: Some(hidden) }
                }
            });
        }
        files
            .extend(pictures(&report.narrative).iter().map(|one| picture(&one.place, one.bytes())));
    }
    Ok(files)
}

fn read(paper: &Foreign) -> Result<Vec<u8>, Fault> {
    let original = &paper.original;
    original.read().map_err(Fault::file("read", original.path()))
}

fn value(part: &impl serde::Serialize) -> Result<Value, Fault> {
    serde_json::to_value(part).map_err(|error| Fault::Other(error.to_string()))
}
