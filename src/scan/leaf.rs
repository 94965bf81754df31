//! The leaves of a JSON tree with the cell that each was read from.
//!
//! The model writes a placed value as an object with its `place`; whatever lies
//! in such an object came from there. A value without any is named by its pointer.

use serde_json::Value;

/// A string, number or key of a tree.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Leaf<'a> {
    pub(super) kind: LeafKind<'a>,
    pub(super) source: String,
}

impl Leaf<'_> {
    /// Returns whether the leaf has a cell or line of its own, and not just a file.
    pub(super) fn has_spot(&self) -> bool {
        path(&self.source) != self.source
    }
}

/// Returns the file of a place: `kpi.xlsx` of `kpi.xlsx › Results!F12`, `a.md` of
/// `a.md:14`, `a.docx` of `a.docx, paragraph 12`.
pub(super) fn path(place: &str) -> &str {
    let file = place.split(" › ").next().unwrap_or(place);
    let stem = file.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.strip_suffix(':').or_else(|| stem.strip_suffix(", paragraph ")).unwrap_or(file)
}

/// What a leaf says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum LeafKind<'a> {
    Text(&'a str),
    Number(f64),
    /// Where a value was read.
    Place(&'a str),
    /// The name of a value.
    Key(&'a str),
}

/// Returns every leaf of a tree, in its order.
pub(super) fn leaves(value: &Value) -> Vec<Leaf<'_>> {
    let mut walk = Walk { leaves: Vec::new(), pointer: String::new() };
    walk.value(value, None);
    walk.leaves
}

struct Walk<'a> {
    leaves: Vec<Leaf<'a>>,
    pointer: String,
}

impl<'a> Walk<'a> {
    fn value(&mut self, value: &'a Value, place: Option<&'a str>) {
        match value {
            Value::Null | Value::Bool(_) => {}
            Value::Number(number) => {
                if let Some(number) = number.as_f64() {
                    self.leaf(LeafKind::Number(number), place);
                }
            }
            Value::String(text) => self.leaf(LeafKind::Text(text), place),
            Value::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    self.below(&index.to_string(), |walk| walk.value(value, place));
                }
            }
            Value::Object(entries) => {
                let place = entries.get("place").and_then(Value::as_str).or(place);
                for (key, value) in entries {
                    self.below(key, |walk| match value {
                        Value::String(at) if key == "place" => {
                            walk.leaf(LeafKind::Place(at), place);
                        }
                        _ => {
                            walk.leaf(LeafKind::Key(key), place);
                            walk.value(value, place);
                        }
                    });
                }
            }
        }
    }

    fn below(&mut self, name: &str, walk: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(name);
        walk(self);
        self.pointer.truncate(length);
    }

    fn leaf(&mut self, kind: LeafKind<'a>, place: Option<&str>) {
        let source = place.unwrap_or(&self.pointer).to_string();
        self.leaves.push(Leaf { kind, source });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_from_the_nearest_place() {
        let tree = serde_json::json!({
            "place": "a.md", "title": {"value": "Depot", "place": "a.md:3"}, "plain": [1.5]
        });
        let found: Vec<_> = leaves(&tree)
            .into_iter()
            .filter(|leaf| !matches!(leaf.kind, LeafKind::Key(_) | LeafKind::Place(_)))
            .map(|leaf| (leaf.kind, leaf.source))
            .collect();
        assert!(found.contains(&(LeafKind::Text("Depot"), "a.md:3".into())));
        assert!(found.contains(&(LeafKind::Number(1.5), "a.md".into())));
        assert_eq!(leaves(&serde_json::json!(["x"]))[0].source, "/0");
    }

    #[test]
    fn a_place_names_its_file() {
        for (place, file) in [
            ("a/k.xlsx › R!F12", "a/k.xlsx"),
            ("a.md:14", "a.md"),
            ("a.docx, paragraph 12", "a.docx"),
            ("a18", "a18"),
        ] {
            assert_eq!(path(place), file);
        }
    }
}
