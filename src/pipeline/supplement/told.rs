//! What supplements say in words of the program's own: of themselves, of what their
//! papers replace, and of the pack with everything in place. Their papers say the rest.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::published::Published;
use crate::fault::Fault;
use crate::pipeline::data::descriptions;
use crate::pipeline::examine::Ready;
use crate::view::Pack;
use crate::view::consolidated::{self, follow};
use crate::view::web::{Late, standing};

/// Returns what is told of the published supplements, and of one that is being made.
pub(in crate::pipeline) fn told(
    ready: &Ready,
    published: &Published,
    late: Option<&Pack>,
) -> Result<Vec<Value>, Fault> {
    if !ready.editions.withholds() {
        return Ok(Vec::new());
    }
    let supplements: Vec<&Pack> = published.supplements.iter().chain(late).collect();
    let days: Vec<Date> = supplements.iter().filter_map(|pack| pack.day()).collect();
    let said: Vec<Late> =
        (1..).zip(&days).map(|(n, day)| Late::new(n, *day, (1, 1), Vec::new())).collect();
    let mut told: Vec<Value> = days.iter().map(|day| json!(day)).collect();
    told.extend(said.iter().map(|late| json!((&late.title, &late.about))));
    // Each was the last for a time, and the page of the meeting said so.
    told.extend((1..=said.len()).map(|count| json!(standing(&said[..count]))));
    told.extend(supplements.iter().map(|pack| on_sheet(pack)));
    told.extend(supplements.last().map(|last| in_place(published, late, last)));
    for pack in supplements {
        told.extend(descriptions(ready, Some(pack))?);
    }
    Ok(told)
}

/// Returns what the front sheet of a supplement says, and the pages of what has changed.
fn on_sheet(pack: &Pack) -> Value {
    let sheets = pack.supplement.iter();
    let sheets = sheets.map(|sheet| {
        let papers = sheet.papers.iter();
        let papers: Vec<_> = papers.map(|paper| (&paper.what, &paper.urgency_words)).collect();
        json!((&sheet.title, &sheet.published, &sheet.about, papers))
    });
    let changes = pack.items.iter().filter_map(|item| item.changes.as_ref());
    let changes = changes.map(|changes| json!((&changes.replaces, &changes.sentence)));
    sheets.chain(changes).collect()
}

/// Returns what the consolidated pack says of where its papers come from.
fn in_place(published: &Published, late: Option<&Pack>, last: &Pack) -> Value {
    let mut standings = published.standings.clone();
    if let Some(late) = late {
        // Which pages its own papers have is not said.
        let pages = |number: &str| late.item(number).filter(|item| item.has_pages).map(|_| (1, 1));
        follow(&mut standings, late, pages);
    }
    let pack = consolidated::pack(last, last, &standings);
    let notes: Vec<_> = pack.items.iter().map(|item| &item.note).collect();
    json!((&pack.consolidated, notes))
}
