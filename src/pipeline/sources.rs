//! What the gate is made of: everything that anyone may read, and everything that is
//! withheld.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::data;
use super::examine::Ready;
use super::web::{BESIDE, PACKS};
use crate::edition::Editions;
use crate::fault::Fault;
use crate::model::attachment::{Content, Foreign};
use crate::model::council::Council;
use crate::model::meeting::AgendaItem;
use crate::model::narrative::pictures;
use crate::model::policy::Policy;
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
    let known = Known {
        ready,
        open: [sources(ready)?, views(ready)?, told].concat(),
        agenda: public.meeting().agenda.iter().collect(),
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
        let mut known = known.clone();
        known.open.push(value(&item.open)?);
        known.agenda.push(&item.open);
        secrets.push(known.less(&[&item.exempt.item], Vec::new())?);
    }
    Ok(secrets)
}

/// What anyone may know.
#[derive(Clone)]
struct Known<'a> {
    ready: &'a Ready,
    open: Vec<Value>,
    agenda: Vec<&'a AgendaItem>,
}

impl Known<'_> {
    /// Returns what is secret of exempt items and lists.
    fn less(&self, exempt: &[&AgendaItem], mut withheld: Vec<Value>) -> Result<Secrets, Fault> {
        for item in exempt {
            withheld.push(value(item)?);
        }
        let templates: Vec<&str> = self.ready.templates.texts().map(|(_, text)| text).collect();
        let labels: Vec<&str> = templates.iter().flat_map(|text| labels(text)).collect();
        let papers = open_papers(&self.agenda)?;
        let papers: Vec<OpenPaper<'_>> = papers
            .iter()
            .map(|(bytes, hidden)| OpenPaper { bytes, hidden: hidden.clone() })
            .collect();
        let (kept, given) = (files(exempt)?, files(&self.agenda)?);
        let kept: Vec<(String, &[u8])> =
            kept.iter().map(|(place, bytes)| (place.clone(), &**bytes)).collect();
        let templates = self.ready.templates.files().map(|(_, bytes)| bytes);
        let given: Vec<&[u8]> = given.iter().map(|(_, bytes)| &**bytes).chain(templates).collect();
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
    let templates = ready.templates.texts();
    open.extend(
        templates.map(|(name, text)| json!({ "name": name, "text": text, "labels": labels(text) })),
    );
    open.push(json!(xlsx::WORDS));
    open.push(json!((BESIDE, PACKS, EVENT_TYPES)));
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

/// A paper made elsewhere, and the words on its pages that nobody sees.
type Open<'a> = (Vec<u8>, Vec<&'a str>);

fn open_papers<'a>(agenda: &[&'a AgendaItem]) -> Result<Vec<Open<'a>>, Fault> {
    let reports = agenda.iter().filter_map(|item| item.report.as_deref());
    let papers = reports.flat_map(|report| &report.appendices).filter_map(|paper| paper.pages());
    let open = papers.map(|foreign| {
        let hidden = foreign.survey.pages.iter().flat_map(|page| &page.hidden);
        Ok((read(foreign)?, hidden.map(|hidden| hidden.words.as_str()).collect()))
    });
    open.collect()
}

/// A file, and where it is named.
type File<'a> = (String, Cow<'a, [u8]>);

/// Returns the papers made elsewhere and the pictures of items, each with its place.
fn files<'a>(items: &[&'a AgendaItem]) -> Result<Vec<File<'a>>, Fault> {
    let mut files = Vec::new();
    for report in items.iter().filter_map(|item| item.report.as_deref()) {
        for paper in &report.appendices {
            let bytes = match &paper.content {
                Content::Pages(foreign) => Cow::Owned(read(foreign)?),
                Content::Picture(figure) => Cow::Borrowed(&**figure.picture.bytes()),
            };
            files.push((paper.path.to_string(), bytes));
        }
        let shown = pictures(&report.narrative);
        files
            .extend(shown.iter().map(|one| (one.place.to_string(), Cow::Borrowed(&**one.bytes()))));
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
