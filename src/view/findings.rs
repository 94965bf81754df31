//! What was found in one workbook, as its annotated copy says it.

/// The findings of one workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingsView {
    /// What stands above the table.
    pub title: String,
    /// The sentences between the title and the table.
    pub about: Vec<String>,
    /// The findings, in the order of the workbook.
    pub findings: Vec<FindingView>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingView {
    /// How grave it is: `error`, `warning` or `note`.
    pub severity: String,
    /// The id of its rule.
    pub rule: String,
    /// The name of its rule.
    pub name: String,
    /// What was found.
    pub message: String,
    /// How to mend it, empty where nothing is known.
    pub hint: String,
    /// Where it is, for people.
    pub place: String,
    /// Where it is, unless it is about the whole workbook.
    pub spot: Option<SpotView>,
    /// What the cell holds, on one line.
    pub holds: String,
}

/// A sheet, or one of its cells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpotView {
    /// The sheet's name.
    pub sheet: String,
    /// Its row and column, counted from zero, unless it is the whole sheet.
    pub cell: Option<(u32, u32)>,
}

/// The headings of the table of findings.
pub const HEADINGS: [&str; 7] = [
    "Severity",
    "Cell",
    "The cell holds",
    "What was found",
    "How to mend it",
    "Rule",
    "Name of the rule",
];

/// Which of [`HEADINGS`] leads to the cell.
pub const LINK: usize = 1;

impl FindingView {
    /// Returns its row under [`HEADINGS`].
    pub fn row(&self) -> [&str; 7] {
        [
            &self.severity,
            &self.place,
            &self.holds,
            &self.message,
            &self.hint,
            &self.rule,
            &self.name,
        ]
    }

    /// Returns what the note on its cell says.
    pub fn note(&self) -> String {
        let Self { severity, rule, message, hint, .. } = self;
        let found = format!("{severity} {rule}: {message}");
        if hint.is_empty() { found } else { format!("{found}\nhint: {hint}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_what_was_found_and_how_to_mend_it() {
        let mut finding = FindingView {
            severity: "error".into(),
            rule: "KPI003".into(),
            name: "a-name".into(),
            message: "wrong".into(),
            hint: "mend it".into(),
            place: "Results!F12".into(),
            spot: Some(SpotView { sheet: "Results".into(), cell: Some((11, 5)) }),
            holds: "93.16%".into(),
        };
        assert_eq!(finding.note(), "error KPI003: wrong\nhint: mend it");
        assert_eq!(finding.row().len(), HEADINGS.len());
        assert_eq!(finding.row()[LINK], "Results!F12");
        finding.hint.clear();
        assert_eq!(finding.note(), "error KPI003: wrong");
    }
}
