//! Targets: one figure, or a range to stay in.

use super::measured::Measured;
use crate::diag::{Diagnostics, Problem};
use crate::model::figure::Figure;
use crate::model::rag::{Polarity, Target};
use crate::place::Placed;
use crate::read::codes;
use crate::read::grid::{Cell, CellValue, fold};
use crate::read::value::{self, Certainty, NoValue};

impl Measured<'_> {
    /// Returns the target, or nothing for words such as `Info Only`.
    pub(super) fn target(
        &self,
        cell: &Placed<Cell>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Target>, Problem> {
        let text = value::text(cell);
        if is_none(&text) {
            if value::no_value(&text) == Some(NoValue::Awaited) {
                let message = format!(
                    "the target is `{text}`: the result is not rated, and printed for information"
                );
                let problem = Problem::new(&codes::TARGET_AWAITED, message)
                    .hint("write the target, or say in a comment when it will be set");
                diagnostics.push(problem.at(&cell.place));
            }
            return Ok(None);
        }
        self.check_sign(cell, diagnostics);
        let better = self.rule.polarity;
        match (value::range(&text), better) {
            (None, Polarity::Range) => Err(no_range(cell, &text)),
            (None, _) => self.limit(cell, diagnostics).map(|point| Some(Target::Point(point))),
            (Some(_), Polarity::Higher | Polarity::Lower) => Err(Problem::new(
                &codes::WRONG_TARGET,
                format!("the target `{text}` is a range, expected one figure because `Better` is {better}"),
            )
            .hint("write the one figure that results are held against, or set `Better` to `range`")),
            (Some((low, high)), Polarity::Range | Polarity::InformationOnly) => {
                let written =
                    |text| Placed::new(Cell::plain(CellValue::Text(text)), cell.place.clone());
                let (low, high) = (written(low), written(high));
                if self.unit.is_percent() {
                    check_alike(&low, &high, &text)?;
                }
                let (low, high) = (self.limit(&low, diagnostics)?, self.limit(&high, diagnostics)?);
                if low > high {
                    return Err(Problem::new(
                        &codes::WRONG_TARGET,
                        format!("the target `{text}` begins above its end"),
                    )
                    .hint("write the lower figure first"));
                }
                Ok(Some(Target::Range(low, high)))
            }
        }
    }

    /// Returns one figure of a target in the indicator's unit.
    fn limit(&self, cell: &Placed<Cell>, diagnostics: &mut Diagnostics) -> Result<Figure, Problem> {
        if !self.unit.is_percent() {
            return self.amount(cell);
        }
        match value::percentage(cell)? {
            (figure, Certainty::Certain) => Ok(figure),
            (figure, Certainty::Ambiguous) => self.settle(figure, None, &cell.place, diagnostics),
        }
    }
}

/// Returns whether the words of a target say that there is none: `Info Only`, `n/a`.
pub(super) fn is_none(text: &str) -> bool {
    matches!(fold(text).as_str(), "infoonly" | "informationonly" | "none" | "notarget")
        || value::no_value(text).is_some()
}

/// Refuses `1 to 5` and `0.9 to 1.1`, of which one figure may be a share of one
/// and the other cannot.
fn check_alike(low: &Cell, high: &Cell, text: &str) -> Result<(), Problem> {
    let (low, high) = (value::percentage(low)?, value::percentage(high)?);
    let differ = match (low, high) {
        ((_, Certainty::Ambiguous), (other, Certainty::Certain))
        | ((other, Certainty::Certain), (_, Certainty::Ambiguous)) => other.value() != 0.0,
        _ => false,
    };
    if !differ {
        return Ok(());
    }
    Err(Problem::new(
        &codes::WRONG_TARGET,
        format!("the target `{text}` may be percentages or shares of one, expected percentages"),
    )
    .hint("write the sign, as in `90% to 110%`"))
}

fn no_range(cell: &Cell, text: &str) -> Problem {
    let problem = Problem::new(
        &codes::WRONG_TARGET,
        format!("the target `{text}` is no range, expected one because `Better` is range"),
    );
    problem.hint(match cell.value {
        CellValue::Date(_) | CellValue::DateTime(_) => {
            "format the cell as Text and type the range again, because Excel turns `5-10` into a date"
        }
        _ => "write the lowest and the highest good result: `90 to 110`",
    })
}
