//! The wide quarterly export of a performance system, as it stands: one row an
//! indicator, one column a period, and in each cell the result, its fraction
//! and its target on lines of their own.

use super::grid::{Cell, CellValue, Grid, Workbook, fold};
use super::indicators::{Definition, Row, rag_counts};
use super::record::choose;
use super::{codes, exempt, value};
use crate::diag::{Diagnostics, Problem};
use crate::model::figure::{Fraction, Unit};
use crate::model::period::{Period, Span};
use crate::model::rag::Rag;
use crate::place::{Place, Placed};

/// What an export holds.
#[derive(Debug)]
pub(super) struct Export {
    /// The indicators, in its order.
    pub definitions: Vec<Definition>,
    /// Their results.
    pub rows: Vec<Row>,
}

/// Where the columns of an export stand.
struct Layout {
    header: u32,
    name: u32,
    /// Columns of results with their periods, the current one first.
    results: Vec<(u32, Placed<Period>)>,
    rag: Option<u32>,
    comments: Option<u32>,
    actions: Option<u32>,
}

/// Reads the first sheet that is a wide export, or nothing where none is.
pub(super) fn read(workbook: &Workbook, diagnostics: &mut Diagnostics) -> Option<Export> {
    let visible = workbook.sheets().iter().filter(|grid| !grid.is_hidden());
    let mut exports = visible.filter_map(|grid| Some((grid, layout(grid)?)));
    let (grid, mut layout) = exports.next()?;
    for (other, _) in exports {
        let message = format!("the sheet `{}` is an export too, and is not read", other.name());
        let problem = Problem::new(&codes::SECOND_TABLE, message).hint(format!(
            "put its rows into `{}`, or move the sheet out of the workbook",
            grid.name()
        ));
        diagnostics.push(problem.at(other.place()));
    }
    exempt::report_banner(grid, layout.header, diagnostics);
    report_headings(grid, &layout, diagnostics);
    let mut export = Export { definitions: Vec::new(), rows: Vec::new() };
    let mut group = Group::default();
    let first = layout.header;
    for (row, cells) in grid.rows().filter(|(row, _)| *row > first) {
        // A long export has its headings again, and maybe those of other periods.
        if let Some(other) = row_layout(grid, row, cells) {
            layout = other;
            report_headings(grid, &layout, diagnostics);
            continue;
        }
        let name = grid.cell(row, layout.name).map(value::text).unwrap_or_default();
        let place = grid.place().cell(row, layout.name);
        let beside = cells
            .iter()
            .find(|(column, cell)| *column != layout.name && !value::text(cell).is_empty());
        let Some((code, title)) = split_code(&name).filter(|_| cells.len() > 1) else {
            match beside {
                Some((column, _)) => {
                    let place =
                        if name.is_empty() { grid.place().cell(row, *column) } else { place };
                    diagnostics.push(without_code(&name).at(&place));
                }
                None => group.begin(&name, &place, diagnostics),
            }
            continue;
        };
        let code = Placed::new(code.to_string(), place.clone());
        let before = export.rows.len();
        let unit = read_results(grid, &layout, row, &code, &mut export.rows, diagnostics);
        read_remarks(grid, &layout, row, &mut export.rows[before..], diagnostics);
        group.is_used = true;
        export.definitions.push(Definition {
            code,
            name: Placed::new(title.to_string(), place),
            priority: group.priority.clone(),
            theme: group.theme.clone(),
            unit,
            record: None,
            exempt: None,
        });
    }
    group.report_idle(diagnostics);
    Some(export)
}

/// Says that a row has figures or remarks and no code.
fn without_code(name: &str) -> Problem {
    let message = match name {
        "" => "the row has no indicator, and this is not read".into(),
        name => format!("`{name}` has results or remarks but no code"),
    };
    Problem::new(&codes::ROW_WITHOUT_CODE, message)
        .hint("write the indicator as `CODE - name`, the code without spaces, or clear the row")
}

/// Says which headings are read as nothing: an export has no column that says what is
/// exempt, and one that seems to is not passed over.
fn report_headings(grid: &Grid, layout: &Layout, diagnostics: &mut Diagnostics) {
    let known = [Some(layout.name), layout.rag, layout.comments, layout.actions];
    let headings = grid.rows().filter(|(row, _)| *row == layout.header);
    for (column, cell) in headings.flat_map(|(_, cells)| cells) {
        let heading = value::text(cell);
        let is_read = known.contains(&Some(*column))
            || layout.results.iter().any(|(results, _)| results == column);
        if is_read || heading.is_empty() {
            continue;
        }
        let heading = heading.replace('\n', " ");
        let message = format!("the column `{heading}` is not read in an export");
        let problem = if exempt::is_spoken_of(&heading) {
            Problem::new(&codes::UNREAD_EXEMPTION, message)
                .hint("write the codes of what is exempt into the sheet `Exempt` of the report's workbook, and delete the column")
        } else if fold(&heading).contains("result") || has_period(&heading) {
            Problem::new(&codes::SLIP_IN_HEADING, message)
                .hint("name its period as the others do: `Results Dec-2017`, or delete the column")
        } else {
            Problem::new(&codes::NEAR_HEADING, message)
                .hint("an export has the columns Indicator Name, Results with a period, RAG, Comments and Actions")
        };
        diagnostics.push(problem.at(&grid.place().cell(layout.header, *column)));
    }
}

/// Whether the last word of a heading is a period: figures that nobody reads stand below it.
fn has_period(heading: &str) -> bool {
    heading.split_whitespace().last().is_some_and(|word| word.parse::<Period>().is_ok())
}

/// A row that stands alone in its first cell: `Priority - Theme`.
#[derive(Default)]
struct Group {
    priority: Option<Placed<String>>,
    theme: Option<String>,
    is_used: bool,
}

impl Group {
    /// Ends the group with the next, which has the name.
    fn begin(&mut self, text: &str, place: &Place, diagnostics: &mut Diagnostics) {
        if text.is_empty() {
            return;
        }
        self.report_idle(diagnostics);
        let (priority, theme) = match text.split_once(" - ") {
            Some((priority, theme)) => (priority, Some(theme.trim().to_string())),
            None => (text, None),
        };
        let priority = Some(Placed::new(priority.trim().to_string(), place.clone()));
        *self = Self { priority, theme, is_used: false };
    }

    /// Says where a row is taken for the name of a group that has no indicators: a note
    /// below the table would be lost.
    fn report_idle(&self, diagnostics: &mut Diagnostics) {
        let Some(name) = self.priority.as_ref().filter(|_| !self.is_used) else { return };
        let message = format!("`{}` is read as a group, and has no indicators", name.value);
        let problem = Problem::new(&codes::NO_ROWS, message)
            .hint("write notes into the report, and delete the row");
        diagnostics.push(problem.at(&name.place));
    }
}

/// `CSU11 - Call handling` → the code and the name; a code has no spaces.
fn split_code(text: &str) -> Option<(&str, &str)> {
    let (code, name) = text.split_once(" - ").or_else(|| text.split_once(" – "))?;
    let plausible = !code.contains(' ') && code.chars().any(|c| c.is_ascii_digit());
    (plausible && !name.trim().is_empty()).then(|| (code.trim(), name.trim()))
}

fn layout(grid: &Grid) -> Option<Layout> {
    grid.rows().take(40).find_map(|(row, cells)| row_layout(grid, row, cells))
}

fn row_layout(grid: &Grid, row: u32, cells: &[(u32, Cell)]) -> Option<Layout> {
    let mut layout = Layout {
        header: row,
        name: 0,
        results: Vec::new(),
        rag: None,
        comments: None,
        actions: None,
    };
    let (mut name, mut is_export) = (None, false);
    for (column, cell) in cells {
        let CellValue::Text(text) = &cell.value else { continue };
        let place = grid.place().cell(row, *column);
        match fold(text).as_str() {
            "indicatorname" | "indicator" => name = Some(*column),
            "rag" | "ragstatus" => layout.rag = Some(*column),
            "comments" | "comment" | "commentary" => layout.comments = Some(*column),
            "actions" | "action" => layout.actions = Some(*column),
            _ => {
                let strict = result_period(text);
                is_export |= strict.is_some();
                let period = strict.or_else(|| period_behind(text));
                layout.results.extend(period.map(|p| (*column, Placed::new(p, place))));
            }
        }
    }
    layout.name = name.filter(|_| is_export)?;
    // The export names periods by their last month. They are quarters, unless a
    // heading speaks of months or a period cannot end a quarter.
    let monthly = cells.iter().any(|(_, cell)| fold(&value::text(cell)).contains("lastmonth"));
    let quarters: Option<Vec<Period>> =
        layout.results.iter().map(|(_, p)| p.ending_as(Span::Quarter)).collect();
    if let Some(quarters) = quarters.filter(|_| !monthly) {
        for ((_, period), quarter) in layout.results.iter_mut().zip(quarters) {
            period.value = quarter;
        }
    }
    layout.results.sort_by_key(|(_, period)| std::cmp::Reverse(period.value));
    (!layout.results.is_empty()).then_some(layout)
}

/// `Results Dec-2017`, `Last Quarters Results Sep-17`, `Last Years Results Dec-16`.
fn result_period(heading: &str) -> Option<Period> {
    let flat = heading.replace('\n', " ");
    let at = flat.to_lowercase().find("results ")?;
    flat.get(at + "results ".len()..)?.trim().parse().ok()
}

/// The period of a heading that says in other words that results stand below it, as beside
/// `Results Sep-2017` in `Last Quarter Jun-17`.
fn period_behind(heading: &str) -> Option<Period> {
    const WORDS: [&str; 8] =
        ["actual", "actuals", "last", "previous", "this", "current", "quarter", "year"];
    let flat = heading.replace('\n', " ");
    let (words, period) = flat.trim().rsplit_once(' ').unwrap_or(("", flat.trim()));
    let is_known = |word: &str| WORDS.contains(&fold(word).trim_end_matches('s'));
    if words.split_whitespace().all(is_known) { period.parse().ok() } else { None }
}

fn read_results(
    grid: &Grid,
    layout: &Layout,
    row: u32,
    code: &Placed<String>,
    rows: &mut Vec<Row>,
    diagnostics: &mut Diagnostics,
) -> Option<Unit> {
    let mut unit = None;
    let has_remarks = [layout.rag, layout.comments, layout.actions]
        .into_iter()
        .flatten()
        .any(|column| grid.cell(row, column).is_some());
    for (index, (column, period)) in layout.results.iter().enumerate() {
        let place = grid.place().cell(row, *column);
        // Remarks are about the current period, though it may have no result.
        let lines = match grid.cell(row, *column) {
            Some(cell) => Lines::read(cell, &place, diagnostics),
            None if index == 0 && has_remarks => Lines::default(),
            None => continue,
        };
        unit = unit.or(lines.unit);
        rows.push(Row {
            place: place.clone(),
            code: code.clone(),
            period: period.clone(),
            result: lines.result.map(|cell| Placed::new(cell, place.clone())),
            fraction: lines.fraction.map(|fraction| Placed::new(fraction, place.clone())),
            target: lines.target.map(|cell| Placed::new(cell, place.clone())),
            reason: None,
            stated_rag: None,
            stated_counts: None,
            updater: None,
            approver: None,
            actions: None,
            data_quality: None,
        });
    }
    unit
}

/// The lines of a result cell.
#[derive(Default)]
struct Lines {
    result: Option<Cell>,
    unit: Option<Unit>,
    fraction: Option<Fraction>,
    target: Option<Cell>,
}

impl Lines {
    fn read(cell: &Cell, place: &Place, diagnostics: &mut Diagnostics) -> Self {
        let mut lines = Self::default();
        let CellValue::Text(text) = &cell.value else {
            lines.result = Some(cell.clone());
            return lines;
        };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            lines.line(line, place, diagnostics);
        }
        lines
    }

    fn line(&mut self, line: &str, place: &Place, diagnostics: &mut Diagnostics) {
        let text_cell =
            |text: &str| Cell { value: CellValue::Text(text.trim().into()), percent: None };
        let folded = fold(line);
        let mut second = |what: &str| diagnostics.push(second_figure(what, line).at(place));
        let is_info = folded == "infoonly" || folded == "informationonly";
        if let Some(target) = target_of(line).or_else(|| is_info.then_some(line)) {
            if self.target.replace(text_cell(target)).is_some() {
                second("target");
            }
        } else if value::no_value(line).is_some() {
            if self.result.replace(text_cell(line)).is_some() {
                second("result");
            }
        } else if is_fraction(line) {
            if self.fraction.is_some() {
                second("fraction");
            }
            self.fraction = diagnostics.take(value::fraction(&text_cell(line)), place);
        } else if self.result.is_some() {
            second("result");
        } else {
            // Whether it is a figure in the indicator's unit is said where that is known.
            let cell = text_cell(&without_short_unit(line).replace("(s)", "s"));
            let unit = value::measure(&cell).ok().map(|(_, unit)| unit.to_lowercase());
            let is_unit = |unit: &String| {
                let has_digits = unit.contains(|c: char| c.is_ascii_digit());
                !unit.is_empty() && !has_digits && !value::is_short_number(unit)
            };
            self.unit = unit.filter(is_unit).map(|unit| Unit::new(&unit));
            self.result = Some(cell);
        }
    }
}

/// `245S Second(s)`, as some systems write a unit twice: the second says it in full.
fn without_short_unit(line: &str) -> String {
    match line.split_once("S ") {
        Some((figure, unit)) if figure.ends_with(|c: char| c.is_ascii_digit()) => {
            format!("{figure} {unit}")
        }
        _ => line.to_string(),
    }
}

/// `74 / 81` and `74 of 81`, and what is meant for one.
fn is_fraction(line: &str) -> bool {
    let behind = value::measure(&Cell::plain(CellValue::Text(line.into()))).map(|(_, rest)| rest);
    line.contains('/')
        || behind.is_ok_and(|rest| ["of ", "out of "].iter().any(|word| rest.starts_with(word)))
}

fn second_figure(what: &str, line: &str) -> Problem {
    let message = format!("`{line}` is a second {what} in one cell of an export");
    Problem::new(&codes::SECOND_FIGURE, message)
        .hint("keep one result, one fraction and one target a cell, each on a line of its own")
}

/// `Target: 80`, `TARGET : 80%`, `Target 80`: what follows the word.
fn target_of(line: &str) -> Option<&str> {
    let word = line.get(..6).filter(|word| word.eq_ignore_ascii_case("target"))?;
    Some(line[word.len()..].trim_start().trim_start_matches(':').trim())
        .filter(|target| !target.is_empty())
}

/// RAG, comments and actions stand once a row and are about its current period.
fn read_remarks(
    grid: &Grid,
    layout: &Layout,
    row: u32,
    rows: &mut [Row],
    diagnostics: &mut Diagnostics,
) {
    let current = layout.results.first().map(|(_, period)| period.value);
    let Some(target) = rows.iter_mut().find(|r| Some(r.period.value) == current) else { return };
    // A remark may be merged over the rows that it is about.
    let seen = grid.seen(row);
    let [rag, comments, actions] = [layout.rag, layout.comments, layout.actions].map(|column| {
        let (place, cell) = (grid.place().cell(row, column?), *seen.get(&column?)?);
        let text = diagnostics.take(value::known_text(cell), &place)?;
        (!text.is_empty()).then(|| Placed::new(text, place))
    });
    if let Some(rag) = rag {
        if rag.starts_with(|c: char| c.is_ascii_digit()) {
            target.stated_counts =
                diagnostics.take(rag_counts(&rag), &rag.place).map(|c| Placed::new(c, rag.place));
        } else {
            target.stated_rag = diagnostics
                .take(choose(&rag, &Rag::ALL, "RAG"), &rag.place)
                .map(|r| Placed::new(r, rag.place));
        }
    }
    if let Some(comments) = comments {
        (target.updater, target.approver) = split_comments(&comments);
    }
    target.actions = actions.filter(|actions| !is_empty_remark(actions));
}

fn is_empty_remark(text: &str) -> bool {
    matches!(fold(text).as_str(), "nocomments" | "noinfo" | "noactions" | "none")
}

/// `Updater Comments: … Approver Comments: …`, in either order; text under neither is the
/// updater's.
fn split_comments(comments: &Placed<String>) -> (Option<Placed<String>>, Option<Placed<String>>) {
    const LABELS: [&str; 2] = ["updater comments:", "approver comments:"];
    let lower = comments.value.to_ascii_lowercase();
    let [updater_at, approver_at] = LABELS.map(|label| lower.find(label));
    let clean = |text: &str| {
        let lines = text.lines().map(str::trim_end).filter(|line| !is_empty_remark(line));
        let text = lines.collect::<Vec<_>>().join("\n").trim().to_string();
        (!text.is_empty()).then(|| Placed::new(text, comments.place.clone()))
    };
    let text = comments.value.as_str();
    let behind = |at: Option<usize>, label: &str, other: Option<usize>| {
        let at = at?;
        let end = other.filter(|other| *other > at).unwrap_or(text.len());
        Some(&text[at + label.len()..end])
    };
    let before = &text[..updater_at.into_iter().chain(approver_at).min().unwrap_or(text.len())];
    let updater = behind(updater_at, LABELS[0], approver_at).unwrap_or_default();
    let approver = behind(approver_at, LABELS[1], updater_at).unwrap_or_default();
    (clean(&format!("{before}\n{updater}")), clean(approver))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> (Lines, Vec<String>) {
        let mut diagnostics = Diagnostics::default();
        let cell = Cell::plain(CellValue::Text(text.into()));
        let lines = Lines::read(&cell, &Place::file("kpi.xlsx"), &mut diagnostics);
        (lines, diagnostics.iter().map(|found| found.code.id.to_string()).collect())
    }

    #[test]
    fn results_stand_under_other_words_with_a_period_too() {
        let june = "Jun-2017".parse::<Period>().ok();
        for heading in ["Last Quarter Jun-17", "Actual\nJun-2017", "Jun-17", "Last Years Jun-17"] {
            assert_eq!(period_behind(heading), june, "{heading}");
        }
        for heading in ["Target Jun-17", "RAG Jun-17", "Last Quarter", "Forecast Jun-17"] {
            assert_eq!(period_behind(heading), None, "{heading}");
        }
        assert!(has_period("Target Jun-17") && !has_period("Forecast"));
    }

    #[test]
    fn comments_are_those_of_their_label_in_either_order() {
        let split = |text: &str| {
            let comments = Placed::new(text.to_string(), Place::file("kpi.xlsx"));
            let (updater, approver) = split_comments(&comments);
            [updater, approver].map(|text| text.map(|text| text.value).unwrap_or_default())
        };
        let both = ["Up".to_string(), "Agreed".to_string()];
        assert_eq!(split("Updater Comments: Up\nApprover Comments: Agreed"), both);
        assert_eq!(split("Approver Comments: Agreed\nUPDATER COMMENTS: Up"), both);
        assert_eq!(split("Up\nApprover Comments: Agreed"), both);
        assert_eq!(split("Approver Comments: No comments"), ["", ""].map(String::from));
        assert_eq!(split("A\n\nB")[0], "A\n\nB");
    }

    #[test]
    fn a_cell_has_a_result_a_fraction_and_a_target() {
        for text in ["91.36%\n74 / 81\nTarget: 80", "91.36%\n74 of 81\nTarget: 80"] {
            let (lines, codes) = lines(text);
            assert_eq!(codes, Vec::<String>::new(), "{text}");
            assert_eq!(lines.result.map(|cell| cell.to_string()).as_deref(), Some("91.36%"));
            assert_eq!(lines.fraction.map(|f| f.denominator.value()), Some(81.0), "{text}");
            assert_eq!(lines.target.map(|cell| cell.to_string()).as_deref(), Some("80"));
        }
        assert_eq!(lines("£1,234").0.unit, Some(Unit::new("£")));
    }

    #[test]
    fn a_second_figure_of_a_kind_is_refused() {
        for text in [
            "91%\n90%",
            "91%\nn/a",
            "n/a\n91%",
            "1 / 2\n3 of 4",
            "Target: 5\nTarget 6",
            "Info Only\nTarget: 95",
        ] {
            assert_eq!(lines(text).1, ["READ101"], "{text}");
        }
        assert_eq!(lines("74 of many").1, ["READ015"]);
    }
}
