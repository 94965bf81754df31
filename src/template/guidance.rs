//! The sheet that tells an author in plain English how to fill in the others.

use super::Kind;
use super::sheet::sentence;
use crate::read::columns::{EXAMPLE, FIELDS, TABLES};
use crate::view::form::{FormSheet, GuidanceView, Need};

/// How every template is filled in.
const FILLING_IN: [&str; 6] = [
    "Headings and this sheet are locked, without a password, so that a slip does not break them. All other cells are yours.",
    "You may sort, filter, add and delete rows, and change widths and formats. Keep the headings as they are.",
    "Columns and fields that are marked required must be filled in; leave any other empty where there is nothing to say.",
    "Go into a cell to see what belongs there. Where a list opens, choose from it or type one of its words.",
    "Yellow cells wait for you. All yellow cells are for this meeting or period.",
    "Save the file as it is (.xlsx), or from LibreOffice as .ods, in the folder of its meeting or report.",
];

const MEETING: [&str; 5] = [
    "Dates are written 06/03/2018 or 6 March 2018, times 7.30 pm or 19:30.",
    "An item with papers names their folder in the column Report: the folder 08-finance inside the folder reports.",
    "An item whose papers are not ready has the status: to follow. One that is not taken is: withdrawn.",
    "An item that the public may not see has Part 2, the paragraph of Schedule 12A, and why that is in the public interest.",
    "Leave Text empty for standing items: the council's own text for an item of that title is used.",
];

const REPORT: [&str; 5] = [
    "Write recommendations one a row, each beginning with what the committee does: note, approve, recommend.",
    "Do not leave an implication empty that is required: write None, and why, where there is none.",
    "A list is a cell of lines that begin with a hyphen and a space (Alt+Enter begins a line), or with 1. and a space.",
    "Figures need not be typed: {{ kpi.CSU11.result }} is replaced by the result when the pack is built.",
    "Name every background paper that the report relies on; the law asks for the list, even where it is empty.",
];

const KPI: [&str; 9] = [
    "A percentage is written with its sign: 91.36%. A cell that shows 0.9136 may be misread.",
    "Where a result is a fraction, give numerator and denominator as well; leave the result empty and it is worked out.",
    "0 out of 0 is no activity, not 0% and not 100%: write 0 and 0, and leave the result empty.",
    "A result that is missing is left empty, with the reason under Reason missing; n/a or New measure may stand in its place.",
    "A period is written 2017/18 Q3, Dec-2017 or 2017/18. A quarter counts from April: Q1 is April to June.",
    "A target may be a range: 90 to 110. Without a target the indicator is for information only.",
    "Amber limit is the result up to which a miss is amber. 5% in an indicator that is no percentage is a share of the target.",
    "Computed RAG shows the rating as you type, in words and in colour. The pack works it out again when it is built.",
    "Every result that is amber or red wants a comment that says why, and what is being done.",
];

const RISK: [&str; 6] = [
    "Probability and impact are chosen from the council's scale: the number with its word, or either alone.",
    "Inherent is before controls, residual with today's controls, target where the risk is meant to come to.",
    "The computed scores show probability times impact and its band as you type. Nothing is read from them.",
    "Stated scores and bands are for registers that come from another system; leave them empty otherwise.",
    "A score that differs from the previous score wants a comment that says what changed.",
    "Further actions have a sheet of their own; each names the code of its risk.",
];

const CHECKING: [&str; 3] = [
    "Before the pack is built the file is checked; everything found is shown with its cell and how to mend it.",
    "With the program at hand: agendapack check, followed by the meeting's folder, does so at any time.",
    "Nothing can be lost by a check: it reads the file and changes nothing in it.",
];

pub(super) fn view(kind: Kind, sheets: &[FormSheet]) -> GuidanceView {
    let own: &[&str] = match kind {
        Kind::Meeting => &MEETING,
        Kind::Report => &REPORT,
        Kind::Kpi => &KPI,
        Kind::Risk => &RISK,
    };
    let list = |sentences: &[&str]| sentences.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut filling_in = list(&FILLING_IN);
    filling_in.push(format!(
        "The grey row of a sheet is an example, marked {EXAMPLE}. Leave it or delete it: the pack leaves it out."
    ));
    GuidanceView {
        sections: vec![
            ("How to fill in this workbook".into(), filling_in),
            ("How things are written".into(), list(own)),
            ("How it is checked".into(), list(&CHECKING)),
        ],
        columns: columns(sheets),
    }
}

/// Sheet, column, whether it is needed, what to write.
fn columns(sheets: &[FormSheet]) -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    for sheet in sheets {
        let described = TABLES.iter().chain(FIELDS).find(|known| known.name == sheet.name);
        for column in described.into_iter().flat_map(|sheet| sheet.columns) {
            let on_form = sheet.columns.iter().find(|c| c.heading == column.heading);
            let is_field = sheet.columns.iter().any(|c| c.heading == "Field");
            let need = match on_form.map(|column| column.need) {
                Some(Need::WorkedOut) => "worked out",
                _ if column.required => "required",
                Some(_) => "",
                None if is_field => "",
                None => continue,
            };
            rows.push([
                sheet.name.to_string(),
                column.heading.to_string(),
                need.to_string(),
                sentence(column.meaning),
            ]);
        }
    }
    rows
}
