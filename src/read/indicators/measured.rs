//! Results and targets in the unit of their indicator, rated by its rule.

use super::Row;
use super::unit::{self, Word};
use crate::diag::{Diagnostics, Problem};
use crate::model::figure::{Figure, Fraction, Unit};
use crate::model::indicator::{Observation, Recorded};
use crate::model::rag::{AmberLimit, RagRule, Status};
use crate::place::{Place, Placed};
use crate::read::codes;
use crate::read::grid::{Cell, CellValue};
use crate::read::value::{self, Certainty};

/// The unit and rule that results are read under.
pub(super) struct Measured<'a> {
    pub(super) unit: &'a Unit,
    pub(super) rule: RagRule,
    /// What the quotient of a fraction is multiplied by to be in the unit.
    pub(super) times: f64,
    /// A percentage above one that is written without a sign or a format, if there is any.
    pub(super) bare: Option<Placed<Figure>>,
}

/// Returns the first percentage of an indicator that is a number and no more, above one:
/// `1.1` beside `0.9` makes that 0.9% as well as 90%.
pub(super) fn bare<'a>(
    cells: impl IntoIterator<Item = &'a Placed<Cell>>,
) -> Option<Placed<Figure>> {
    cells.into_iter().find_map(|cell| {
        let figure = value::bare(cell).filter(|figure| figure.value().abs() > 1.0)?;
        Some(Placed::new(figure, cell.place.clone()))
    })
}

impl Measured<'_> {
    pub(super) fn observation(&self, row: Row, diagnostics: &mut Diagnostics) -> Observation {
        let stated = row
            .result
            .as_ref()
            .and_then(|cell| self.result(cell, row.fraction.as_ref(), diagnostics));
        let (stated, reason) = match stated {
            Some(Ok(figure)) => (Some(figure), None),
            Some(Err(reason)) => (None, Some(reason)),
            // What cannot be read is said once, and is not missing as well.
            None => (None, row.result.as_ref().map(|_| "unreadable".to_string())),
        };
        let value =
            self.recorded(stated.as_ref(), row.fraction.as_ref(), row.reason.clone().or(reason));
        let target = row.target.as_ref().and_then(|cell| {
            let target = self.target(cell, diagnostics);
            let target = diagnostics.take(target, &cell.place)?;
            target.map(|target| Placed::new(target, cell.place.clone()))
        });
        Observation {
            place: row.place,
            value,
            stated,
            fraction: row.fraction,
            target,
            status: Status::NoData,
            stated_rag: row.stated_rag,
            stated_counts: row.stated_counts,
            updater_comments: row.updater,
            approver_comments: row.approver,
            actions: row.actions,
            data_quality: row.data_quality,
        }
    }

    /// Returns the figure of a result cell, or why it holds none.
    fn result(
        &self,
        cell: &Placed<Cell>,
        fraction: Option<&Placed<Fraction>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Result<Placed<Figure>, String>> {
        if let CellValue::Text(text) = &cell.value.value
            && let Some(no_value) = value::no_value(text)
        {
            return Some(Err(no_value.to_string()));
        }
        self.check_sign(cell, diagnostics);
        let figure = if self.unit.is_percent() {
            let (figure, certainty) = diagnostics.take(value::percentage(cell), &cell.place)?;
            match certainty {
                Certainty::Certain => figure,
                Certainty::Ambiguous => {
                    let settled = self.settle(figure, fraction, &cell.place, diagnostics);
                    diagnostics.take(settled, &cell.place)?
                }
            }
        } else {
            diagnostics.take(self.amount(cell), &cell.place)?
        };
        Some(Ok(Placed::new(figure, cell.place.clone())))
    }

    /// Returns a figure that is no percentage; the name of the indicator's unit may stand
    /// behind it, and of no other.
    pub(super) fn amount(&self, cell: &Cell) -> Result<Figure, Problem> {
        let Ok((figure, word)) = value::measure(cell) else { return value::number(cell) };
        let (text, unit) = (value::text(cell), self.unit);
        let other = || {
            let message =
                format!("`{text}` is in `{word}`, but its indicator has the unit `{unit}`");
            Problem::new(&codes::OTHER_UNIT, message)
        };
        match unit::compare(&word, unit) {
            Word::Named => Ok(figure),
            Word::Times(times) => {
                let full = Figure::new(figure.value() * times).unwrap_or(figure).value();
                Err(other().hint(format!("write the figure in `{unit}`: `{full}`")))
            }
            Word::Other => Err(other()
                .hint(format!("write every figure in `{unit}`, or what they are in under `Unit`"))),
            Word::Unknown => value::number(cell),
        }
    }

    /// Says where a figure has a sign that its indicator's unit has not: of another
    /// currency, or of percent.
    pub(super) fn check_sign(&self, cell: &Placed<Cell>, diagnostics: &mut Diagnostics) {
        if self.unit.is_percent() {
            return;
        }
        let percent = (cell.percent == Some(true)).then_some('%');
        let Some(sign) = value::currency(cell).or(percent) else { return };
        if self.unit.is_in(sign) {
            return;
        }
        let unit = match self.unit.as_str() {
            "" => "no unit".into(),
            unit => format!("the unit `{unit}`"),
        };
        let message =
            format!("`{}` is in `{sign}`, but its indicator has {unit}", value::text(cell));
        let problem = Problem::new(&codes::OTHER_SIGN, message)
            .hint(format!("write the figure in the indicator's unit, or `{sign}` under `Unit`"));
        diagnostics.push(problem.at(&cell.place));
    }

    /// Settles whether `0.95` is 95% or 0.95%: by the fraction where there is
    /// one; otherwise it is taken as a share of one, and said. Beside `1.1` nobody knows.
    pub(super) fn settle(
        &self,
        figure: Figure,
        fraction: Option<&Placed<Fraction>>,
        place: &Place,
        diagnostics: &mut Diagnostics,
    ) -> Result<Figure, Problem> {
        let share = Figure::new(figure.value() * 100.0).unwrap_or(figure);
        if let Some(exact) = fraction.and_then(|fraction| fraction.percentage()) {
            let distance = |f: Figure| (f.value() - exact.value()).abs();
            return Ok(if distance(figure) < distance(share) { figure } else { share });
        }
        if let Some(bare) = &self.bare {
            let (figure, share) = (figure.value(), share.value());
            let message = format!(
                "`{figure}` may be {figure}% or {share}%, because the indicator has `{}` without a sign too",
                bare.value.value()
            );
            return Err(Problem::new(&codes::MIXED_PERCENTAGES, message)
                .hint(format!("{} is the other; write the sign in both: `95%`", bare.place)));
        }
        let problem = Problem::new(
            &codes::AMBIGUOUS_PERCENTAGE,
            format!("`{}` is read as {}%, because the unit is {} and the cell is not formatted as a percentage", figure.value(), share.value(), self.unit),
        )
        .hint(format!("format the cell as a percentage, or write the sign: `{}%`", share.value()));
        diagnostics.push(problem.at(place));
        Ok(share)
    }

    /// `0 / 0` in a percentage is no activity, whatever is stated; a missing
    /// result is worked out where the fraction is there.
    fn recorded(
        &self,
        stated: Option<&Placed<Figure>>,
        fraction: Option<&Placed<Fraction>>,
        reason: Option<String>,
    ) -> Recorded {
        if let Some(fraction) = fraction {
            if fraction.is_no_activity() && (self.unit.is_percent() || stated.is_none()) {
                return Recorded::NoActivity;
            }
            if stated.is_none() && reason.is_none() {
                return fraction
                    .times(self.times)
                    .map_or(Recorded::Missing(reason), Recorded::Result);
            }
        }
        stated.map_or(Recorded::Missing(reason), |figure| Recorded::Result(figure.value))
    }
}

pub(super) fn amber_limit(
    cell: &Placed<Cell>,
    unit: &Unit,
    rule: RagRule,
    diagnostics: &mut Diagnostics,
) -> Result<AmberLimit, Problem> {
    let text = value::text(cell);
    if !unit.is_percent() && (cell.percent == Some(true) || text.ends_with('%')) {
        return value::percentage(cell).map(|(margin, _)| AmberLimit::Margin(margin));
    }
    let measured = Measured { unit, rule, times: 1.0, bare: None };
    if unit.is_percent() {
        return match value::percentage(cell)? {
            (limit, Certainty::Certain) => Ok(AmberLimit::Value(limit)),
            (limit, Certainty::Ambiguous) => {
                measured.settle(limit, None, &cell.place, diagnostics).map(AmberLimit::Value)
            }
        };
    }
    measured.amount(cell).map(AmberLimit::Value)
}

pub(super) fn status(observation: &Observation, rule: RagRule, places: u8) -> Status {
    match (&observation.value, &observation.target) {
        (Recorded::Missing(_), _) => Status::NoData,
        (Recorded::NoActivity, _) => Status::NoActivity,
        (Recorded::Result(_), None) => Status::InformationOnly,
        (Recorded::Result(result), Some(target)) => {
            rule.rate(*result, target.value, places).map_or(Status::InformationOnly, Status::Rated)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rag::Polarity;

    #[test]
    fn a_figure_may_bear_its_own_unit_and_no_other() {
        let read = |text: &str, unit: &str| {
            let unit = Unit::new(unit);
            let none = Figure::new(0.0).expect("finite");
            let rule = RagRule { polarity: Polarity::Higher, amber: AmberLimit::Margin(none) };
            let measured = Measured { unit: &unit, rule, times: 1.0, bare: None };
            let cell = Cell::plain(CellValue::Text(text.into()));
            let read = measured.amount(&cell).map(Figure::value);
            read.map_err(|problem| problem.at(&Place::file("kpi.xlsx")).code.id)
        };
        for (text, unit) in [
            ("12 days", "Day(s)"),
            ("12 Days", "days per FTE"),
            ("12 hrs", "hours"),
            ("£12m", "£m"),
            ("12", "users"),
        ] {
            assert_eq!(read(text, unit), Ok(12.0), "{text} in {unit}");
        }
        for (text, unit, code) in [
            ("12 weeks", "days", "READ036"),
            ("12 thousand", "users", "READ010"),
            ("1.2m", "members", "READ010"),
            ("12 not yet verified", "days", "READ010"),
            ("4M 5S", "seconds", "READ010"),
            ("12 days", "", "READ010"),
        ] {
            assert_eq!(read(text, unit), Err(code), "{text} in {unit}");
        }
    }
}
