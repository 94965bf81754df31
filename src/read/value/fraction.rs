//! Fractions in cells: `74 / 81`.

use super::amount::{comma_hint, number};
use super::digits::split_number;
use super::{clean, refuse_error, unlike};
use crate::diag::Problem;
use crate::model::figure::{Figure, Fraction};
use crate::read::codes;
use crate::read::grid::{Cell, CellValue};

/// Returns the fraction in the cell: `74 / 81`, `154 of 162`, `15,754/16,016`.
pub fn fraction(cell: &Cell) -> Result<Fraction, Problem> {
    refuse_error(cell)?;
    let found = match &cell.value {
        CellValue::Text(text) => split_fraction(&clean(text)),
        _ => None,
    };
    if let Some(below) = found.map(|found| found.denominator).filter(|below| below.value() < 0.0) {
        return Err(negative(below));
    }
    found.ok_or_else(|| {
        let problem = unlike(&codes::NOT_A_FRACTION, cell, "no fraction", "one such as `74 / 81`");
        match &cell.value {
            CellValue::Text(text) if text.contains(',') => return problem.hint(comma_hint(text)),
            _ => {}
        }
        problem.hint(match cell.value {
            CellValue::Date(_) | CellValue::DateTime(_) | CellValue::Number(_) => {
                "format the cell as Text and type the fraction again, because Excel turns it into a date or a number"
            }
            _ => "write numerator and denominator with `/` between them",
        })
    })
}

/// Returns the denominator in the cell: a share of less than nothing means nothing.
pub fn denominator(cell: &Cell) -> Result<Figure, Problem> {
    let figure = number(cell)?;
    if figure.value() < 0.0 { Err(negative(figure)) } else { Ok(figure) }
}

fn negative(denominator: Figure) -> Problem {
    let message = format!("`{}` is no denominator, expected 0 or more", denominator.value());
    Problem::new(&codes::NOT_A_NUMBER, message)
        .hint("give the number that the share is of, without a sign")
}

fn split_fraction(text: &str) -> Option<Fraction> {
    let lower = text.to_lowercase();
    let between = ["out of", "of", "/", "÷", "⁄", "∕"];
    let (above, below) = between.iter().find_map(|word| lower.split_once(word))?;
    let figure = |text: &str| {
        let (number, rest) = split_number(text.trim())?;
        rest.is_empty().then(|| Figure::new(number)).flatten()
    };
    Some(Fraction { numerator: figure(above)?, denominator: figure(below)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Cell {
        Cell { value: CellValue::Text(text.into()), percent: None }
    }

    fn figure(value: f64) -> Figure {
        Figure::new(value).expect("finite")
    }

    #[test]
    fn a_denominator_is_not_below_nothing() {
        let of = |text: &str| denominator(&cell(text)).ok().map(Figure::value);
        assert_eq!([of("81"), of("0"), of("-81")], [Some(81.0), Some(0.0), None]);
    }

    #[test]
    fn fractions_have_two_parts() {
        for (text, above, below) in [
            ("154 / 162", 154.0, 162.0),
            ("154/162", 154.0, 162.0),
            ("154 of 162", 154.0, 162.0),
            ("154 out of 162", 154.0, 162.0),
            ("15,754 / 16,016", 15754.0, 16016.0),
            ("0 / 0", 0.0, 0.0),
        ] {
            let expected = Fraction { numerator: figure(above), denominator: figure(below) };
            assert_eq!(fraction(&cell(text)).expect(text), expected, "{text}");
        }
        for text in ["74 / -81", "154", "1/2/2018", "a / b", "154 /", "74 / 81 = 91%", "74,5 / 81"]
        {
            assert!(fraction(&cell(text)).is_err(), "{text}");
        }
    }
}
