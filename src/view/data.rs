//! The figures of a meeting as open data: tables of typed values, each row with the
//! cell that it was read from.
//!
//! Made of the public edition alone. Names of tables and columns are stable: whoever
//! joins two years of them depends on them.

mod agenda;
mod indicators;
mod risks;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::edition::PublicMeeting;
use crate::model::council::Council;
use crate::model::meeting::{ItemKind, Meeting};
use crate::place::Place;

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it is called: `results`.
    pub name: &'static str,
    /// Its title for people.
    pub title: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The columns that tell one row from every other.
    pub key: &'static [&'static str],
    /// The table that columns of it point into, and those columns, of one name in both.
    pub refers: Option<(&'static str, &'static [&'static str])>,
    /// The rows, a value a column.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it is called: `numerator`.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// What it means.
    pub meaning: &'static str,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A number, with a point before its decimal places.
    Number,
    /// A day, as ISO 8601.
    Date,
    /// One of a few words.
    Choice(&'static [&'static str]),
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing is recorded.
    Empty,
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
}

const fn column(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column { name, kind, meaning }
}

/// The columns by which a row says where it was read.
const EVIDENCE: [Column; 3] = [
    column(
        "source_file",
        Kind::Text,
        "the file that the row was read from, below the meeting's folder",
    ),
    column(
        "source_cell",
        Kind::Text,
        "the cell, line or paragraph of that file; empty where it has something that is not for publication",
    ),
    column(
        "source_sha256",
        Kind::Text,
        "the SHA-256 of that file, in hexadecimal; empty where it has something that is not for publication",
    ),
];

/// The SHA-256 of the meeting's files that have nothing withheld in them, by their paths
/// below its folder.
pub type Fixity = BTreeMap<String, String>;

/// Returns the tables of a meeting that have rows, of all its items or of those with these
/// numbers.
pub fn tables(
    council: &Council,
    meeting: &PublicMeeting,
    fixity: &Fixity,
    items: Option<&[&str]>,
) -> Vec<Table> {
    let maker = Maker { council, fixity };
    let meeting = &match items {
        None => Cow::Borrowed(meeting.meeting()),
        Some(items) => Cow::Owned(of_items(meeting.meeting(), items)),
    };
    let tables = [
        indicators::indicators(&maker, meeting),
        indicators::results(&maker, meeting),
        risks::risks(&maker, meeting),
        agenda::programme(&maker, meeting),
        agenda::decisions(&maker, meeting),
        agenda::action_points(&maker, meeting),
    ];
    let tables = tables.into_iter().filter(|table| !table.rows.is_empty());
    tables.map(|table| of_meeting(table, council, meeting)).collect()
}

/// Returns a meeting with these items of its agenda, and the lists that they show.
fn of_items(meeting: &Meeting, items: &[&str]) -> Meeting {
    let mut meeting = meeting.clone();
    meeting.agenda.retain(|item| items.contains(&item.number.as_str()));
    let has = |kind: ItemKind| meeting.agenda.iter().any(|item| item.kind == kind);
    let (has_programme, has_points) = (has(ItemKind::WorkProgramme), has(ItemKind::ActionPoints));
    if !has_programme {
        meeting.programme.clear();
    }
    if !has_points {
        meeting.action_points.clear();
    }
    meeting
}

/// Returns a table with the meeting that each row is of, by which the tables of several
/// meetings can stand in one.
fn of_meeting(mut table: Table, council: &Council, meeting: &Meeting) -> Table {
    table.columns.splice(0..0, OF_MEETING);
    for row in &mut table.rows {
        let committee = meeting.committee.value.clone();
        let own = [Value::Text(council.name.clone()), Value::Text(committee)];
        row.splice(0..0, own.into_iter().chain([Value::Date(meeting.date.value)]));
    }
    table
}

/// The columns by which a row says what meeting it was reported to.
const OF_MEETING: [Column; 3] = [
    column("council", Kind::Text, "the council"),
    column("committee", Kind::Text, "the committee that the papers are for"),
    column("meeting_date", Kind::Date, "the day of its meeting"),
];

/// Returns whether a column says something of the meeting or its agenda, whatever file the
/// row was read from.
pub fn is_of_agenda(table: &str, column: &str) -> bool {
    let is_item = match table {
        "work-programme" | "action-points" => false,
        "decisions" => ["item", "title"].contains(&column),
        _ => column == "item",
    };
    is_item || OF_MEETING.iter().any(|own| own.name == column)
}

/// What rows are made with.
struct Maker<'a> {
    council: &'a Council,
    fixity: &'a Fixity,
}

impl Maker<'_> {
    /// Returns where a row was read. Of a file with something withheld it is not told: a
    /// row that is passed over would show, and a guess at it could be proved by the digest.
    fn evidence(&self, place: &Place) -> [Value; 3] {
        let digest = self.fixity.get(place.path());
        let spot = digest.map(|_| place.spot().to_string());
        [Value::Text(place.path().to_string()), text(spot), text(digest)]
    }
}

/// Returns words, where there are any.
fn text<T: AsRef<str>>(text: Option<T>) -> Value {
    match text {
        Some(text) if !text.as_ref().trim().is_empty() => Value::Text(text.as_ref().to_string()),
        _ => Value::Empty,
    }
}

/// Returns what is shown of something, where it is there.
fn shown(value: Option<impl ToString>) -> Value {
    text(value.map(|value| value.to_string()))
}

/// Returns a number, where there is one.
fn number(number: Option<f64>) -> Value {
    number.map_or(Value::Empty, Value::Number)
}

/// Returns columns with those of the evidence behind them.
fn columns(own: &[Column]) -> Vec<Column> {
    [own, &EVIDENCE].concat()
}
