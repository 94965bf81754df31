//! A table of the settings, taken apart key by key.

use super::setting::{Setting, other};
use crate::diag::{Diagnostics, Problem, Severity};
use crate::place::{Place, Placed};
use crate::read::codes;
use crate::read::grid::fold;
use crate::read::record::{list_words, nearest};
use crate::read::toml::{Entry, Node, Tree};

/// A table that is being read. Every key that is asked for is a known one, so
/// that what was not asked for can be said at the end, beside what is missing.
///
/// A reader asks for all keys before it gives up over any of them.
pub(super) struct Table<'a> {
    name: String,
    place: &'a Place,
    entries: &'a [Entry],
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
    stand_ins: Vec<&'static str>,
    faults: Faults,
    diagnostics: &'a mut Diagnostics,
}

/// How many keys a message lists; there are more at the top level than help.
const MOST_LISTED: usize = 6;

/// What settings come to.
#[derive(Debug)]
pub struct Settings<T> {
    /// The value of it all.
    pub value: T,
    /// The keys whose values could not be read: something stands in for each of them.
    pub stand_ins: Vec<&'static str>,
    /// Whether all values could be read, and none contradicts another.
    pub is_sound: bool,
}

/// Whether the values that were asked for could be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Faults {
    None,
    /// All but some for which something stands in.
    Aside,
    Some,
}

impl Table<'_> {
    /// Reads the top level of the settings; what they come to is sound where all values
    /// could be read.
    ///
    /// Where some lines are no TOML, nothing is said to be missing: it may stand
    /// on those lines.
    pub(super) fn top<T>(
        tree: &Tree,
        place: &Place,
        diagnostics: &mut Diagnostics,
        read: impl FnOnce(&mut Table<'_>) -> Option<T>,
    ) -> Option<Settings<T>> {
        let mut found = Diagnostics::default();
        let (mut stand_ins, mut is_sound) = (Vec::new(), true);
        let value = Table::run("council.toml".into(), place, &tree.entries, &mut found, |table| {
            let value = read(table);
            stand_ins = std::mem::take(&mut table.stand_ins);
            is_sound = table.faults == Faults::None;
            value
        });
        let said = found.into_iter().filter(|d| tree.is_whole || d.code != &codes::MISSING_SETTING);
        said.for_each(|diagnostic| diagnostics.push(diagnostic));
        value.filter(|_| tree.is_whole).map(|value| Settings { value, stand_ins, is_sound })
    }

    /// Reads a table, `name` as messages show it.
    pub(super) fn read<T>(
        name: &str,
        node: &Placed<Node>,
        diagnostics: &mut Diagnostics,
        read: impl FnOnce(&mut Table<'_>) -> Option<T>,
    ) -> Option<T> {
        match &node.value {
            Node::Table(entries) => {
                Table::run(name.into(), &node.place, entries, diagnostics, read)
            }
            _ => other(name, node, "a table", "write a `[table]` of keys and values", diagnostics),
        }
    }

    fn run<T>(
        name: String,
        place: &Place,
        entries: &[Entry],
        diagnostics: &mut Diagnostics,
        read: impl FnOnce(&mut Table<'_>) -> Option<T>,
    ) -> Option<T> {
        let (asked, missing, stand_ins) = (Vec::new(), Vec::new(), Vec::new());
        let faults = Faults::None;
        let mut table =
            Table { name, place, entries, asked, missing, stand_ins, faults, diagnostics };
        let value = read(&mut table);
        table.say_unknown();
        table.say_missing();
        value.filter(|_| table.faults < Faults::Some)
    }

    /// Returns the value of a key, or nothing where it is not there or is wrong;
    /// the table as a whole is nothing in the latter case.
    pub(super) fn get<T: Setting>(&mut self, key: &'static str) -> Option<T> {
        let before = self.diagnostics.count(Severity::Error);
        let value = self.partial(key);
        value.filter(|_| self.diagnostics.count(Severity::Error) == before)
    }

    /// Returns the value of a key, of a list or table what is right of it.
    fn partial<T: Setting>(&mut self, key: &'static str) -> Option<T> {
        self.asked.push(key);
        let entry = self.entries.iter().find(|entry| entry.key.value == key)?;
        let before = self.diagnostics.count(Severity::Error);
        let value = T::read(&format!("`{key}`"), &entry.value, self.diagnostics);
        if value.is_none() || self.diagnostics.count(Severity::Error) > before {
            self.faults = Faults::Some;
        }
        value
    }

    /// Returns the value of a key for which something can stand in, or nothing where it is
    /// not there or is wrong: the inputs are read in the same run all the same.
    pub(super) fn aside<T: Setting>(&mut self, key: &'static str) -> Option<T> {
        let before = self.faults;
        let value = self.partial(key);
        if self.faults > before {
            self.faults = before.max(Faults::Aside);
            self.stand_ins.push(key);
        }
        value
    }

    /// Returns the value of a key that must be there.
    pub(super) fn required<T: Setting>(&mut self, key: &'static str) -> Option<T> {
        if !self.entries.iter().any(|entry| entry.key.value == key) {
            self.missing.push(key);
        }
        self.get(key)
    }

    /// Returns the value of a key that must be there and for which something can stand in.
    pub(super) fn required_aside<T: Setting>(&mut self, key: &'static str) -> Option<T> {
        let before = self.faults;
        let value = self.required(key);
        if value.is_none() {
            self.faults = before.max(Faults::Aside);
            self.stand_ins.push(key);
        }
        value
    }

    /// Returns what `reader` makes of the value of a key.
    pub(super) fn checked<T: Setting, U>(
        &mut self,
        key: &'static str,
        reader: impl FnOnce(T) -> Result<U, Problem>,
    ) -> Option<U> {
        let value: Placed<T> = self.get(key)?;
        let result = reader(value.value);
        if result.is_err() {
            self.faults = Faults::Some;
        }
        self.diagnostics.take(result, &value.place)
    }

    /// Says what is wrong with the values taken together.
    pub(super) fn refuse(&mut self, problem: Problem, place: &Place) {
        self.faults = Faults::Some;
        self.diagnostics.push(problem.at(place));
    }

    /// Says which values of a list have a name that another has.
    pub(super) fn refuse_twice<T>(
        &mut self,
        what: &str,
        list: Option<&[Placed<T>]>,
        name: fn(&T) -> &String,
    ) {
        let mut seen = Vec::new();
        for value in list.unwrap_or_default() {
            let folded = fold(name(&value.value));
            if seen.contains(&folded) {
                let message = format!("the {what} `{}` stands twice", name(&value.value).trim());
                let problem =
                    Problem::new(&codes::BAD_SETTING, message).hint("keep one of the two");
                self.faults = self.faults.max(Faults::Aside);
                self.diagnostics.push(problem.at(&value.place));
            }
            seen.push(folded);
        }
    }

    fn say_unknown(&mut self) {
        for Entry { key, .. } in self.entries {
            if self.asked.contains(&key.as_str()) {
                continue;
            }
            let expected = match self.asked.len() {
                1..=MOST_LISTED => {
                    let known = self.asked.iter().map(|key| format!("`{key}`"));
                    format!(", expected {}", list_words(&known.collect::<Vec<_>>()))
                }
                _ => String::new(),
            };
            let message = format!("`{}` is no setting of {}{expected}", key.value, self.name);
            let absent = self.asked.iter().filter(|asked| !has(self.entries, asked));
            let near = nearest(&fold(key), absent.map(ToString::to_string));
            let hint = match &near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "see docs/settings.md; a key belongs to the `[table]` above it".into(),
            };
            // A slip in a key is one fault, not an unknown and a missing one.
            self.missing.retain(|missing| near.as_deref() != Some(*missing));
            let problem = Problem::new(&codes::UNKNOWN_FIELD, message).hint(hint);
            self.diagnostics.push(problem.at(&key.place));
        }
    }

    fn say_missing(&mut self) {
        for key in &self.missing {
            let message = format!("{} has no `{key}`", self.name);
            let problem = Problem::new(&codes::MISSING_SETTING, message)
                .hint("add it; docs/settings.md says what belongs there");
            self.diagnostics.push(problem.at(self.place));
        }
    }
}

fn has(entries: &[Entry], key: &str) -> bool {
    entries.iter().any(|entry| entry.key.value == key)
}
