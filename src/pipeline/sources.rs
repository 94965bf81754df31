//! What the gate is made of: everything that anyone may read, and everything that is
//! withheld.

use serde_json::{Value, json};

use super::data;
use super::examine::Ready;
use super::web::{BESIDE, PACKS};
use crate::edition::{Editions, PrivateMeeting};
use crate::fault::Fault;
use crate::model::council::Council;
use crate::model::meeting::AgendaItem;
use crate::model::narrative::pictures;
use crate::model::policy::Policy;
use crate::scan::{OpenPaper, Secrets};
use crate::view::{calendar, item_title, minutes, notice, statement};
use crate::write::pdf::Claims;
use crate::write::xlsx;

/// Returns what is secret of a meeting; nothing where nothing is withheld. `told` is
/// open besides.
pub(super) fn secrets(ready: &Ready, told: Vec<Value>) -> Result<Option<Secrets>, Fault> {
    let Editions { public, private, withdrawn } = &ready.editions;
    if private.is_none() && withdrawn.is_empty() {
        return Ok(None);
    }
    let papers = || private.iter().flat_map(PrivateMeeting::papers);
    let items = papers().map(|papers| &papers.item).chain(withdrawn.iter().map(|w| &w.exempt));
    let lists = papers().map(|papers| value(&(&papers.programme, &papers.action_points)));
    let withheld: Vec<Value> = items.clone().map(value).chain(lists).collect::<Result<_, _>>()?;
    let kept: Vec<(String, &[u8])> = items.flat_map(files).collect();
    let agenda = &public.meeting().agenda;
    let given = agenda.iter().chain(withdrawn.iter().map(|withdrawn| &withdrawn.open));
    let given = given.flat_map(files).map(|(_, bytes)| bytes);
    let given: Vec<&[u8]> = given.chain(ready.templates.files().map(|(_, bytes)| bytes)).collect();
    let open = [sources(ready)?, views(ready)?, told].concat();
    let templates: Vec<&str> = ready.templates.texts().map(|(_, text)| text).collect();
    let labels: Vec<&str> = templates.iter().flat_map(|text| labels(text)).collect();
    let secrets = Secrets::new(&open, &labels, &withheld).less(&open_papers(agenda));
    Ok(Some(secrets.with_files(&kept, &given)))
}

/// Returns what the public papers are made of.
fn sources(ready: &Ready) -> Result<Vec<Value>, Fault> {
    // Findings are accepted in words that nobody publishes: the record has them of open
    // files only.
    let council = Council { policy: Policy::default(), ..ready.council.clone() };
    let mut open = vec![value(ready.editions.public.meeting())?, value(&council)?];
    // Why a paper is withheld is told, with the paragraph.
    let Editions { public, withdrawn, .. } = &ready.editions;
    for withdrawn in withdrawn {
        open.push(value(&withdrawn.open)?);
    }
    let told = public.withheld().iter();
    open.extend(told.map(|withheld| Value::String(withheld.ground.to_string())));
    let templates = ready.templates.texts();
    open.extend(
        templates.map(|(name, text)| json!({ "name": name, "text": text, "labels": labels(text) })),
    );
    open.push(json!(xlsx::WORDS));
    open.push(json!((BESIDE, PACKS)));
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
    open.extend(data::descriptions(ready)?);
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

fn open_papers(agenda: &[AgendaItem]) -> Vec<OpenPaper<'_>> {
    let reports = agenda.iter().filter_map(|item| item.report.as_deref());
    let papers = reports.flat_map(|report| &report.appendices).filter_map(|paper| paper.pages());
    let open = papers.map(|foreign| {
        let hidden = foreign.survey.pages.iter().flat_map(|page| &page.hidden);
        let hidden = hidden.map(|hidden| hidden.words.as_str()).collect();
        OpenPaper { bytes: &foreign.bytes, hidden }
    });
    open.collect()
}

/// Returns the papers made elsewhere and the pictures of an item, each with its place.
fn files(item: &AgendaItem) -> Vec<(String, &[u8])> {
    let mut files = Vec::new();
    if let Some(report) = item.report.as_deref() {
        for paper in &report.appendices {
            let bytes = paper.pages().map(|foreign| foreign.bytes.as_slice());
            let bytes = bytes.or(paper.picture().map(|figure| &**figure.picture.bytes()));
            files.extend(bytes.map(|bytes| (paper.path.to_string(), bytes)));
        }
        let shown = pictures(&report.narrative);
        files.extend(shown.iter().map(|one| (one.place.to_string(), &**one.bytes())));
    }
    files
}

fn value(part: &impl serde::Serialize) -> Result<Value, Fault> {
    serde_json::to_value(part).map_err(|error| Fault::Other(error.to_string()))
}
