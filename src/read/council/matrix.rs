//! `[matrix]`: the scales and bands of the risk register.

use super::setting::{Setting, other};
use super::table::Table;
use crate::diag::{Diagnostics, Problem};
use crate::model::rag::Rag;
use crate::model::risk::{Band, Flaw, Level, Matrix};
use crate::place::Placed;
use crate::read::codes;
use crate::read::grid::CellValue;
use crate::read::toml::Node;

/// A list with the place of each of its values and of the whole.
type Places<T> = Placed<Vec<Placed<T>>>;

impl Setting for Matrix {
    fn read(_: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read("`[matrix]`", node, diagnostics, |table| {
            let probability: Option<Places<Step>> = table.required("probability");
            let impact: Option<Places<Step>> = table.required("impact");
            let bands: Option<Places<Band>> = table.required("bands");
            matrix(&probability?, &impact?, &bands?, table)
        })
    }
}

/// What stands in for a matrix that could not be read: no level of a register is held to it.
pub(super) fn stand_in() -> Option<Matrix> {
    let scale = || (1..=5u32).map(|at| Level { word: at.to_string(), weight: f64::from(at) });
    let band = Band { rag: Rag::Green, word: Rag::Green.to_string(), from: 1.0 };
    Matrix::new(scale().collect(), scale().collect(), vec![band]).ok()
}

fn matrix(
    probability: &Places<Step>,
    impact: &Places<Step>,
    bands: &Places<Band>,
    table: &mut Table<'_>,
) -> Option<Matrix> {
    let given = bands.iter().map(|band| band.value.clone()).collect();
    let flaws = match Matrix::new(scale(probability), scale(impact), given) {
        Ok(matrix) => return Some(matrix),
        Err(flaws) => flaws,
    };
    for flaw in flaws {
        let (place, reason, hint) = match flaw {
            Flaw::Probability(at, reason) => {
                (place(probability, at), reason, "give the scale from its lowest level upwards")
            }
            Flaw::Impact(at, reason) => {
                (place(impact, at), reason, "give the scale from its lowest level upwards")
            }
            Flaw::Bands(at, reason) => (
                place(bands, at),
                reason,
                "begin each band at a score of its own, red above amber above green, the lowest at the lowest score",
            ),
        };
        table.refuse(Problem::new(&codes::BAD_SETTING, reason).hint(hint), place);
    }
    None
}

fn place<T>(list: &Places<T>, at: Option<usize>) -> &crate::place::Place {
    at.and_then(|at| list.value.get(at)).map_or(&list.place, |value| &value.place)
}

/// `"Likely"`, counted by its position, or `{ word = "Likely", weight = 3 }`.
#[derive(Debug)]
struct Step {
    word: String,
    weight: Option<f64>,
}

impl Setting for Step {
    fn read(name: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Node::Cell(cell) if matches!(cell.value, CellValue::Text(_)) => {
                let word = String::read(name, node, diagnostics)?;
                Some(Self { word, weight: None })
            }
            Node::Table(_) => Table::read("a level of `[matrix]`", node, diagnostics, |table| {
                let (word, weight) = (table.required("word"), table.required("weight"));
                Some(Self { word: word?, weight: Some(weight?) })
            }),
            _ => {
                let hint = "write `\"Likely\"`, or `{ word = \"Likely\", weight = 3 }`";
                other(name, node, "a word", hint, diagnostics)
            }
        }
    }
}

fn scale(steps: &Places<Step>) -> Vec<Level> {
    let numbered = steps.iter().zip(1u32..).map(|(step, position)| Level {
        word: step.word.clone(),
        weight: step.weight.unwrap_or(f64::from(position)),
    });
    numbered.collect()
}

impl Setting for Band {
    fn read(_: &str, node: &Placed<Node>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Table::read("a band of `[matrix]`", node, diagnostics, |table| {
            let rag: Option<Rag> = table.required("rag");
            let word = table.get("word");
            let from = table.required("from");
            let rag = rag?;
            Some(Self { rag, word: word.unwrap_or_else(|| rag.to_string()), from: from? })
        })
    }
}
