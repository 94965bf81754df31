//! What a pack with papers made elsewhere says of them: how each can be read, and
//! what the pack as a whole may claim.

use serde::Serialize;

use super::examine::Ready;
use super::release::Output;
use crate::edition::PrivateMeeting;
use crate::fault::Fault;
use crate::model::attachment::Attachment;
use crate::view::statement::{self, StatementView};
use crate::view::{AppendixView, Pack};
use crate::write::manifest::AttachedPaper;
use crate::write::pdf::{Claims, Document};
use crate::write::templates::Templates;
use crate::write::text;

/// The file, below the folder of an edition.
const NAME: &str = "accessibility-statement.html";

/// What its template sees.
#[derive(Serialize)]
struct Data<'a> {
    view: &'a Pack,
    statement: StatementView,
}

/// Returns the statement of an edition; none where it has no papers made elsewhere.
pub(super) fn write(
    templates: &Templates,
    pack: &Pack,
    document: &Document,
    claims: Claims,
    folder: &str,
) -> Result<Option<Output>, Fault> {
    let pages_of = |paper: &AppendixView| pages(document, paper);
    let Some(statement) = statement::statement(pack, &claims.names(), pages_of) else {
        return Ok(None);
    };
    let data = Data { view: pack, statement };
    Ok(Some((format!("{folder}/{NAME}"), text::write(templates, "statement.html", &data)?)))
}

/// Returns the record of a pack's papers made elsewhere.
pub(super) fn attached(pack: &Pack, document: &Document) -> Vec<AttachedPaper> {
    let papers = pack.items.iter().flat_map(|item| {
        let papers = item.report.iter().flat_map(|report| &report.appendices);
        papers.map(move |paper| (item, paper))
    });
    let record = |(item, paper): (&crate::view::ItemView, &AppendixView)| {
        let (first, last) = pages(document, paper)?;
        Some(AttachedPaper {
            item: item.number.clone(),
            label: paper.label.clone(),
            title: paper.title.clone(),
            sha256: paper.file.clone(),
            first,
            last,
            facts: paper.facts.iter().map(|fact| (fact.what.clone(), fact.says.clone())).collect(),
        })
    };
    papers.filter_map(record).collect()
}

/// Returns the papers that are signed, as they are, for the clerk to keep: pages in a
/// pack bear no signature.
pub(super) fn signed(ready: &Ready) -> Result<Vec<Output>, Fault> {
    let open = ready.editions.public.meeting().agenda.iter();
    let private = ready.editions.private.iter().flat_map(PrivateMeeting::papers);
    let items = open.chain(private.map(|papers| &papers.item));
    let papers = items.flat_map(|item| {
        let report = item.report.iter().flat_map(|report| &report.appendices);
        report.map(move |paper| (&item.number.value, paper))
    });
    let original = |(number, paper): (&String, &Attachment)| {
        let foreign = paper.pages().filter(|foreign| !foreign.survey.signatures.is_empty())?;
        let read = foreign.original.read();
        let bytes = read.map_err(Fault::file("read", foreign.original.path()));
        Some(bytes.map(|bytes| (format!("clerk/originals/{number}-{}", paper.file), bytes)))
    };
    papers.filter_map(original).collect()
}

fn pages(document: &Document, paper: &AppendixView) -> Option<(u32, u32)> {
    let of = |end: &str| document.page_of(&format!("{}-{end}", paper.id));
    Some((of("first")?, of("last")?))
}
