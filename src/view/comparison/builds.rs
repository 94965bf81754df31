//! What differs between two builds of one meeting besides its colours: figures, the
//! front sheet, items and texts.

use super::{Cell, Open, Section, marked, of_texts, plain, section};
use crate::view::changes::{self, Mark, Marked};
use crate::view::{ItemView, MeetingView, Pack};

/// Returns every item of the later build with that of the earlier one, where both have it.
fn pairs<'a>(
    before: &'a Pack,
    now: &'a Pack,
) -> impl Iterator<Item = (&'a ItemView, &'a ItemView)> {
    let other = |item: &ItemView| before.items.iter().find(|other| other.number == item.number);
    now.items.iter().filter_map(move |item| Some((other(item)?, item)))
}

/// Returns the figures of indicators that differ between two builds, whatever the colour.
pub(super) fn figures(before: &Pack, now: &Pack) -> Section {
    let changed = pairs(before, now)
        .flat_map(|(old, item)| changes::compare(old, item, String::new()).indicators);
    let rows = changed.flat_map(|indicator| {
        let changes::Changed { code, name, figures } = indicator;
        figures.into_iter().map(move |figure| {
            let what = format!("{name}: {}", figure.what);
            vec![code.clone(), what, figure.before, figure.now]
        })
    });
    section("Figures that differ", &["Code", "Figure", "Before", "Now"], rows.collect())
}

/// Returns what differs on the front sheet.
pub(super) fn front(before: &MeetingView, now: &MeetingView) -> Section {
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "not said".into());
    let lines = |lines: &[String]| match lines {
        [] => "nobody".to_string(),
        lines => lines.join(", "),
    };
    let rows = [
        ("Time", said(&before.time), said(&now.time)),
        ("Venue", said(&before.venue), said(&now.venue)),
        ("Members", lines(&before.members), lines(&now.members)),
        ("Substitutes", lines(&before.substitutes), lines(&now.substitutes)),
        ("Contact", lines(&before.contact), lines(&now.contact)),
    ];
    let rows = rows.into_iter().filter(|(_, before, now)| before != now);
    let rows = rows.map(|(what, before, now)| vec!["Front sheet".into(), what.into(), before, now]);
    section("The front sheet", &["Part", "What", "Before", "Now"], rows.collect())
}

/// Returns the items that one agenda has and the other has not, and those of another
/// title.
pub(super) fn items(before: &Pack, now: &Pack, open: Open) -> [Section; 3] {
    let row =
        |item: &ItemView, what: &str| vec![item.number.clone(), item.title.clone(), what.into()];
    let only = |one: &Pack, other: &Pack, what: &str| -> Vec<Vec<String>> {
        let has = |item: &ItemView| other.items.iter().any(|other| other.number == item.number);
        one.items.iter().filter(|item| !has(item)).map(|item| row(item, what)).collect()
    };
    let gone = if open == Open::All { only(before, now, "gone") } else { Vec::new() };
    let renamed = pairs(before, now).filter(|(old, item)| old.title != item.title);
    let renamed = renamed.filter(|_| open == Open::All).map(|(old, item)| {
        vec![item.number.clone(), "Title".into(), old.title.clone(), item.title.clone()]
    });
    [
        section("New items", &["Item", "Title", "What"], only(now, before, "new")),
        section("Items that are gone", &["Item", "Title", "What"], gone),
        section("Items of another title", &["Item", "What", "Before", "Now"], renamed.collect()),
    ]
}

/// Returns the texts of a meeting's papers that differ between two builds; the papers of
/// two meetings are other papers. Papers that were not there before are said in one row.
pub(super) fn texts(before: &Pack, now: &Pack, open: Open) -> Section {
    let rows = pairs(before, now).flat_map(|(old, item)| {
        let number = || plain(format!("Item {}", item.number));
        let all = |mark, text: &str| {
            vec![vec![
                number(),
                plain("Its papers".into()),
                vec![Marked { mark, text: text.into() }],
            ]]
        };
        match (&old.report, &item.report) {
            (None, Some(_)) => return all(Mark::Added, "All of them are new."),
            (Some(_), None) if open == Open::All => {
                return all(Mark::Deleted, "All of them are gone.");
            }
            (Some(_), None) => return Vec::new(),
            _ => {}
        }
        let mut changes = changes::compare(old, item, String::new());
        if open == Open::Part {
            changes::without_deletions(&mut changes.texts);
        }
        let rows = changes.texts.into_iter().map(|change| {
            let at: Vec<String> =
                [change.section, change.at].into_iter().filter(|part| !part.is_empty()).collect();
            vec![number(), plain(at.join(", ")), change.words]
        });
        rows.collect::<Vec<Vec<Cell>>>()
    });
    of_texts(marked("Texts that differ", &["Item", "Where", "Words"], rows.collect()))
}
