//! Where the columns of an export stand: by their headings, and results by the periods in
//! them.

use crate::diag::{Diagnostics, Problem};
use crate::model::period::{Period, Span};
use crate::place::Placed;
use crate::read::grid::{Cell, CellValue, Grid, fold};
use crate::read::{codes, exempt, value};

/// Where the columns of an export stand.
pub(super) struct Layout {
    pub(super) header: u32,
    pub(super) name: u32,
    /// Columns of results with their periods, the current one first.
    pub(super) results: Vec<(u32, Placed<Period>)>,
    pub(super) rag: Option<u32>,
    pub(super) comments: Option<u32>,
    pub(super) actions: Option<u32>,
}
/// Returns the layout of a sheet that is an export.
pub(super) fn layout(grid: &Grid) -> Option<Layout> {
    grid.rows().take(40).find_map(|(row, cells)| row_layout(grid, row, cells))
}

/// Returns the layout that a row of headings gives.
pub(super) fn row_layout(grid: &Grid, row: u32, cells: &[(u32, Cell)]) -> Option<Layout> {
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
                let period = result_period(text);
                is_export |= period.is_some() && fold(text).contains("result");
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

/// The words of a heading that has results below it, besides its period.
const WORDS: [&str; 18] = [
    "result", "actual", "last", "previous", "prior", "this", "current", "quarter", "qtr", "year",
    "period", "month", "for", "to", "as", "at", "ending", "ended",
];

/// The period of a heading over results: `Results Dec-2017`, `Last Quarters Results Sep-17`,
/// `Q2 2017/18 Results`, `Results (Jul-Sep 2017)`, `Last Year Dec-16`.
fn result_period(heading: &str) -> Option<Period> {
    let heading = heading.replace(['\n', '('], " ").replace(')', " ");
    let words: Vec<&str> = heading.split_whitespace().collect();
    // What stands before `Results` is whose they are, and the period follows.
    let named = words.iter().position(|word| fold(word).starts_with("result"));
    let behind = named.map_or(&words[..], |at| &words[at + 1..]);
    period_of(behind).or_else(|| period_of(&words))
}

/// The period among words of which every other is known.
fn period_of(words: &[&str]) -> Option<Period> {
    let is_known = |word: &&str| {
        let word = fold(word);
        [word.as_str(), word.trim_end_matches('s')].iter().any(|word| WORDS.contains(word))
    };
    let from = words.iter().position(|word| !is_known(word))?;
    let until = words.iter().rposition(|word| !is_known(word))? + 1;
    // `Quarter 2 2017/18` begins with a word that may be left out elsewhere.
    let whole = [&words[from..until], &words[from.saturating_sub(1)..until]];
    let read = |text: &[&str]| value::period(&Cell::plain(CellValue::Text(text.join(" ")))).ok();
    whole.into_iter().find_map(read).or_else(|| {
        // `Q2 (Jul-Sep 2017)` says one quarter twice.
        let (quarter, rest) = words[from..until].split_first()?;
        let number = fold(quarter).strip_prefix('q')?.parse().ok();
        let is_it = |period: &Period| period.ending_as(Span::Quarter).map(Period::number) == number;
        read(rest).filter(is_it)
    })
}

/// Says which headings are read as nothing: an export has no column that says what is
/// exempt, and one that seems to is not passed over.
pub(super) fn report_headings(grid: &Grid, layout: &Layout, diagnostics: &mut Diagnostics) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_under_other_words_with_a_period_too() {
        let june = "Jun-2017".parse::<Period>().ok();
        for heading in [
            "Results Jun-2017",
            "Last Quarters Results Jun-17",
            "Council's Results Jun-17",
            "Last Quarter Jun-17",
            "Actual\nJun-2017",
            "Jun-17",
            "Last Years Jun-17",
            "Results for Jun-2017",
            "Results 30/06/2017",
            "Results as at 30 June 2017",
            "Last Quarter Result Jun-17",
        ] {
            assert_eq!(result_period(heading), june, "{heading}");
        }
        let quarter = "2017/18 Q1".parse::<Period>().ok();
        for heading in [
            "Results Apr-Jun 2017",
            "Results Q1 2017/18",
            "Results Quarter 1 2017/18",
            "Q1 2017/18 Results",
            "Results Q1 (Apr-Jun 2017)",
        ] {
            assert_eq!(result_period(heading), quarter, "{heading}");
        }
        for heading in [
            "Target Jun-17",
            "RAG Jun-17",
            "Last Quarter",
            "Forecast Jun-17",
            "Results",
            "Results Jun-17 target",
            "Q1 target Jun-17",
            "Results Q2 Jun-17 and Q3",
            "Results Q2 (Oct-Dec 2017)",
        ] {
            assert_eq!(result_period(heading), None, "{heading}");
        }
        assert!(has_period("Target Jun-17") && !has_period("Forecast"));
    }
}
