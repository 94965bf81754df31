//! Values of a paper, and numbers of ours, as values of the pack.

use hayro_syntax::object::{Array, Dict, Object as Foreign};
use lopdf::{Object, StringFormat};

use super::matrix::{Matrix, number};

/// Returns the entry `Matrix` of a form or a pattern.
pub(super) fn matrix_of(dict: &Dict<'_>) -> Matrix {
    let numbers: Vec<f64> = numbers(dict, "Matrix");
    <[f64; 6]>::try_from(numbers).map_or(Matrix::IDENTITY, Matrix)
}

/// Returns the numbers in an array of a dictionary.
pub(super) fn numbers(dict: &Dict<'_>, key: &str) -> Vec<f64> {
    let array = dict.get::<Array<'_>>(key);
    let items = array.iter().flat_map(Array::iter::<Foreign<'_>>);
    items.filter_map(|item| item.into_number().map(|number| number.as_f64())).collect()
}

/// Returns numbers as an array.
pub(super) fn reals(numbers: &[f64]) -> Object {
    Object::Array(numbers.iter().map(|value| real(*value)).collect())
}

#[expect(clippy::cast_possible_truncation, reason = "PDF needs no more places than a single has")]
fn real(value: f64) -> Object {
    if value.fract() == 0.0 && value.abs() < f64::from(i32::MAX) {
        return Object::Integer(value as i64);
    }
    if value.abs() < 1e-3 {
        return Object::Real(value as f32);
    }
    // Through text, so that no places appear which mean nothing.
    Object::Real(number(value).parse().unwrap_or(value as f32))
}

/// Returns a value that holds no other as the pack has it.
#[expect(clippy::cast_possible_truncation, reason = "PDF needs no more places than a single has")]
pub(super) fn scalar(object: &Foreign<'_>) -> Object {
    match object {
        Foreign::Boolean(value) => Object::Boolean(*value),
        Foreign::Number(value) => {
            let value = value.as_f64();
            if value.fract() == 0.0 && value.abs() <= f64::from(i32::MAX) {
                Object::Integer(value as i64)
            } else {
                Object::Real(value as f32)
            }
        }
        Foreign::String(text) => Object::String(text.as_bytes().to_vec(), StringFormat::Literal),
        Foreign::Name(name) => Object::Name(name.to_vec()),
        _ => Object::Null,
    }
}
