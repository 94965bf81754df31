//! The cover: what the workbook is and how to read it, one sentence a row.

use crate::view::{ItemView, Pack, ReportView};

/// Returns the sentences under the report's title.
pub(super) fn lines(pack: &Pack, item: &ItemView, report: &ReportView) -> Vec<String> {
    let meeting = &pack.meeting;
    let marking = item.part_two.iter().map(|part_two| part_two.marking.clone());
    let mut lines: Vec<String> = marking.collect();
    lines.extend([
        pack.council.clone(),
        format!("Committee: {}", meeting.committee),
        format!("Date of meeting: {}", meeting.date),
        format!("Agenda item: {}", item.number),
    ]);
    lines.extend(meeting.published.as_ref().map(|date| format!("Published: {date}")));
    if !meeting.contact.is_empty() {
        lines.push(format!("Contact: {}", meeting.contact.join(", ")));
    }
    lines.push(format!("This workbook holds {} that go with the report.", holds(report)));
    lines.extend(
        [
            "The sheet Contents lists the other sheets, with a link to each.",
            "Each of them has its title in cell A1, a few lines about the table below the title, and one table.",
            "Notes are called by their number, such as [note 1], and stand on the sheet Notes.",
            "Ratings and bands are given in words; a colour only repeats its word.",
        ]
        .map(String::from),
    );
    if report.register.is_some() {
        lines.push("The scores of risks are formulas: the probability times the impact.".into());
    }
    lines
}

fn holds(report: &ReportView) -> &'static str {
    match (report.scorecard.is_some(), report.register.is_some()) {
        (true, true) => "the performance indicators and the risk register",
        (true, false) => "the performance indicators",
        (false, _) => "the risks",
    }
}
