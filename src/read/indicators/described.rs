//! The rows that say what an indicator is: one a code, or many where one table holds
//! indicators and results together.

use std::collections::{BTreeMap, BTreeSet};

use super::Definition;
use crate::diag::{Diagnostics, Problem};
use crate::model::figure::Unit;
use crate::place::Placed;
use crate::read::codes;
use crate::read::columns::{Column, Kind};
use crate::read::exempt::part;
use crate::read::record::{Record, code_key};

/// What the rows of one code say together.
pub(super) struct Described {
    code: Placed<String>,
    name: Placed<String>,
    record: Record,
    /// A later row that says what the first does not: that the indicator is exempt.
    exempt: Option<Record>,
    /// The columns of which it is said that rows differ.
    differing: BTreeSet<&'static str>,
}

/// Returns what is said of each code, in the order of their first rows. Where one table
/// holds indicators and results, a later row says what the first leaves empty, and may
/// not contradict it; elsewhere a code has one row.
pub(super) fn once_each(
    records: Vec<Record>,
    one_table: bool,
    diagnostics: &mut Diagnostics,
) -> Vec<Described> {
    let mut all: Vec<Described> = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for record in records {
        let (code, name) =
            (record.required("Code", diagnostics), record.required("Indicator", diagnostics));
        let Some(code) = code else { continue };
        // That there is no name is said; its results are read all the same.
        let name = name.unwrap_or_else(|| code.clone());
        let known = seen.get(&code_key(&code)).and_then(|at| all.get_mut(*at));
        match known {
            None => {
                seen.insert(code_key(&code), all.len());
                let differing = BTreeSet::new();
                all.push(Described { code, name, record, exempt: None, differing });
            }
            Some(known) if one_table => known.join(record, diagnostics),
            Some(known) => {
                let problem = Problem::new(
                    &codes::DUPLICATE,
                    format!("the indicator `{}` is defined twice", code.value),
                )
                .hint(format!("{} is the other; give one of them another code", known.code.place));
                diagnostics.push(problem.at(&code.place));
            }
        }
    }
    all
}

impl Described {
    /// Takes what a later row says besides, and says once a column where it contradicts.
    fn join(&mut self, row: Record, diagnostics: &mut Diagnostics) {
        for (column, cell) in self.record.join(&row, &EACH_ROW) {
            if self.differing.insert(column.heading) {
                diagnostics.push(self.differs(column).at(&cell.place));
            }
        }
        if !part(&row, "Exempt paragraph", &mut Diagnostics::default()).is_public() {
            self.exempt = Some(row);
        }
    }

    fn differs(&self, column: &Column) -> Problem {
        let (code, heading) = (&self.code.value, column.heading);
        let first = self.record.cell(heading).map_or(&self.record.place, |cell| &cell.place);
        let message =
            format!("`{code}` has another `{heading}` here than in its first row, {first}");
        if matches!(column.kind, Kind::Number | Kind::Choice) || heading == "Unit" {
            return Problem::new(&codes::OTHER_DEFINITION, message).hint(
                "an indicator has one: write the same in all its rows, or give what is counted otherwise a code of its own",
            );
        }
        Problem::new(&codes::OTHER_DESCRIPTION, message)
            .hint("that of the first row is printed: write the same in all rows")
    }

    /// Returns the definition that the rows come to.
    pub(super) fn definition(self) -> Definition {
        Definition {
            priority: self.record.text("Priority"),
            theme: self.record.plain("Theme"),
            unit: self.record.plain("Unit").map(|unit| Unit::new(&unit)),
            code: self.code,
            name: self.name,
            record: Some(self.record),
            exempt: self.exempt,
        }
    }
}

/// Columns that may differ from row to row: the code in its spelling, and what a row says
/// of its being exempt.
const EACH_ROW: [&str; 4] = ["Code", "Part", "Exempt paragraph", "Public interest"];
