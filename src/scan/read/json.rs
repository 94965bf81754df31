//! JSON: every string, number and key, by its pointer.

use serde_json::Value;

use super::Search;
use crate::scan::needle::Rigour;
use crate::scan::passage::Passage;

/// Keys whose numbers count or measure the file and its neighbours.
const MEASURES: &[&str] =
    &["bytes", "size", "length", "page", "pages", "first", "last", "format", "level", "row"];

/// Keys of the sizes of pages and of where things lie on them, in points, which neither
/// tell anything nor make anything public.
pub(in crate::scan) const SIZES: &[&str] = &["width", "height", "scale", "left", "below", "unit"];

/// Searches JSON; returns whether it was any.
pub(super) fn json(search: &mut Search<'_>, text: &str) -> bool {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return false };
    let mut reading = Reading::default();
    reading.value(&value, "", &mut String::new());
    search.passage(&reading.content, Rigour::Content);
    search.passage(&reading.names, Rigour::Form);
    // What a parser drops, such as the first of two keys of one name.
    search.text(text, Rigour::Form, |offset| super::line(text, offset));
    true
}

#[derive(Default)]
struct Reading {
    content: Passage,
    names: Passage,
}

impl Reading {
    fn value(&mut self, value: &Value, key: &str, pointer: &mut String) {
        match value {
            Value::Null | Value::Bool(_) => {}
            Value::Number(_) if MEASURES.contains(&key) || SIZES.contains(&key) => {}
            Value::Number(number) => self.say(&number.to_string(), pointer),
            Value::String(text) => self.say(text, pointer),
            Value::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    self.below(value, key, &index.to_string(), pointer);
                }
            }
            Value::Object(entries) => {
                for (name, value) in entries {
                    self.below(value, name, name, pointer);
                    self.names.at(format!("{pointer}/{name}"));
                    self.names.push(name);
                    self.names.cut();
                }
            }
        }
    }

    fn below(&mut self, value: &Value, key: &str, step: &str, pointer: &mut String) {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(step);
        self.value(value, key, pointer);
        pointer.truncate(length);
    }

    fn say(&mut self, text: &str, pointer: &str) {
        self.content.at(pointer.into());
        self.content.push(text);
        self.content.space();
    }
}
