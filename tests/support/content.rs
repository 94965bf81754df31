//! What a page shows, read from its content: runs of text by the marks around
//! them, and lines and shapes; each with everything that it looks by.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId};

/// One thing that is painted.
#[derive(Clone, Debug)]
pub(crate) struct Painted {
    /// How, with the font and string or the pen.
    words: Vec<String>,
    /// Its colour and its points on the page.
    numbers: Vec<f64>,
}

impl Painted {
    /// Returns whether another looks the same, to a hundredth of a point.
    pub(crate) fn looks_like(&self, other: &Self) -> bool {
        let pairs = self.numbers.iter().zip(&other.numbers);
        self.words == other.words
            && self.numbers.len() == other.numbers.len()
            && pairs.into_iter().all(|(a, b)| (a - b).abs() < 0.01)
    }
}

/// What a page shows.
#[derive(Default)]
pub(crate) struct Page {
    /// Runs of text by their marked-content ids.
    runs: BTreeMap<i64, Vec<Painted>>,
    /// Lines and shapes, in the order in which they are painted.
    pub(crate) shapes: Vec<Painted>,
}

/// Returns every page, by its object.
pub(crate) fn pages(document: &Document) -> BTreeMap<ObjectId, Page> {
    document.get_pages().into_values().map(|page| (page, read(document, page))).collect()
}

/// Returns what every element of the structure tree shows by itself, in the order
/// of its kids, by the element's number.
pub(crate) fn elements(document: &Document) -> BTreeMap<ObjectId, Vec<Painted>> {
    let pages = pages(document);
    let mut elements = BTreeMap::new();
    for (id, object) in &document.objects {
        let Ok(element) = object.as_dict() else { continue };
        if !element.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"StructElem") {
            continue;
        }
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        let kids = match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            kid => kid.into_iter().cloned().collect(),
        };
        let marks = kids.iter().filter_map(|kid| mark_of(kid, page));
        let runs =
            marks.flat_map(|(page, mark)| pages[&page].runs.get(&mark).into_iter().flatten());
        let runs: Vec<Painted> = runs.cloned().collect();
        if !runs.is_empty() {
            elements.insert(*id, runs);
        }
    }
    elements
}

fn mark_of(kid: &Object, page: Option<ObjectId>) -> Option<(ObjectId, i64)> {
    if let Ok(dictionary) = kid.as_dict() {
        let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(page)?;
        return Some((page, dictionary.get(b"MCID").and_then(Object::as_i64).ok()?));
    }
    Some((page?, kid.as_i64().ok()?))
}

/// Graphics state: what was said last under each operator.
#[derive(Clone, Default)]
struct State {
    /// The matrix, as far as Typst uses it: y may be turned.
    origin: (f64, f64),
    turned: bool,
    said: BTreeMap<String, String>,
    fill: Vec<f64>,
    stroke: Vec<f64>,
}

impl State {
    fn words(&self, first: String, operators: &[&str]) -> Vec<String> {
        let said = operators.iter().map(|o| self.said.get(*o).cloned().unwrap_or_default());
        std::iter::once(first).chain(said).collect()
    }

    fn point(&self, x: f64, y: f64) -> [f64; 2] {
        [self.origin.0 + x, self.origin.1 + if self.turned { -y } else { y }]
    }
}

fn read(document: &Document, page: ObjectId) -> Page {
    let content = Content::decode(&document.get_page_content(page)).expect("operators");
    let (mut shown, mut marks) = (Page::default(), Vec::new());
    let (mut state, mut saved, mut line) = (State::default(), Vec::new(), (0.0, 0.0));
    let mut paths: Vec<(String, Vec<f64>)> = Vec::new();
    for operation in &content.operations {
        let numbers: Vec<f64> =
            operation.operands.iter().filter_map(|o| o.as_float().ok()).map(f64::from).collect();
        let operator = operation.operator.as_str();
        match operator {
            "q" => saved.push(state.clone()),
            "Q" => state = saved.pop().expect("a saved state"),
            "cm" => {
                let [x, y] = state.point(numbers[4], numbers[5]);
                state.origin = (x, y);
                state.turned ^= numbers[3] < 0.0;
            }
            "BT" => line = (0.0, 0.0),
            "Td" => line = (line.0 + numbers[0], line.1 + numbers[1]),
            "scn" => state.fill = numbers,
            "SCN" => state.stroke = numbers,
            "BDC" | "BMC" => marks.push(mark_id(operation)),
            "EMC" => drop(marks.pop().expect("a mark")),
            "TJ" | "Tj" => {
                let [x, y] = state.point(line.0, line.1);
                let words = state.words(string(operation), &["Tf", "cs"]);
                let run = Painted { words, numbers: [&state.fill[..], &[x, y]].concat() };
                if let Some(id) = marks.last().copied().flatten() {
                    shown.runs.entry(id).or_default().push(run);
                }
            }
            "m" | "l" | "c" | "h" => {
                if operator == "m" {
                    paths.push((String::new(), Vec::new()));
                }
                let (operators, points) = paths.last_mut().expect("a path that was begun");
                operators.push_str(operator);
                points.extend(numbers.chunks(2).flat_map(|point| state.point(point[0], point[1])));
            }
            "f" | "S" => {
                for (path, points) in paths.drain(..) {
                    let (words, colour) = if operator == "f" {
                        (state.words(path, &["cs"]), &state.fill)
                    } else {
                        (state.words(path, &["CS", "w", "M", "d", "J", "j"]), &state.stroke)
                    };
                    shown.shapes.push(Painted { words, numbers: [&colour[..], &points].concat() });
                }
            }
            _ => {
                state.said.insert(operator.into(), format!("{:?}", operation.operands));
            }
        }
    }
    assert!(saved.is_empty() && marks.is_empty(), "states and marks are balanced");
    shown
}

fn mark_id(operation: &Operation) -> Option<i64> {
    operation.operands.get(1)?.as_dict().ok()?.get(b"MCID").and_then(Object::as_i64).ok()
}

fn string(operation: &Operation) -> String {
    let parts = match &operation.operands[0] {
        Object::Array(parts) => parts.clone(),
        other => vec![other.clone()],
    };
    let bytes: Vec<u8> =
        parts.iter().filter_map(|part| part.as_str().ok()).flatten().copied().collect();
    format!("{bytes:?}")
}
