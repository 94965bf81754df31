//! Meetings of any size, the same for the same size.

#![expect(dead_code, reason = "each bench uses a part")]

use std::fmt::Write;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet};

const COUNCIL: &str = r#"
name = "Exampleton Borough Council"
[matrix]
probability = ["Rare", "Unlikely", "Likely", "Almost certain"]
impact = ["Minor", "Moderate", "Major", "Severe"]
bands = [{ rag = "red", from = 12 }, { rag = "amber", from = 6 }, { rag = "green", from = 1 }]
[[cover]]
heading = "Purpose"
[[cover]]
heading = "Recommendations"
[[cover]]
heading = "Financial"
implication = true
"#;

const SENTENCES: [&str; 5] = [
    "The service met its target in most weeks of the quarter and expects to do so again.",
    "Vacancies and a change of contractor held results back, and both are now settled.",
    "Demand rose by a tenth on the year before, mostly in the last month.",
    "A review of the process begins in the spring and will report to this committee.",
    "The figures were checked against the ledger and agree with it.",
];

/// Writes the inputs of a meeting with a number of reports, in `inputs/meeting`.
pub(crate) fn meeting(root: &Path, reports: usize) {
    settings(root);
    papers(&root.join("inputs/meeting"), 1..=reports);
}

/// Writes the inputs of meetings with one report each, in `inputs/001` and so on.
pub(crate) fn year(root: &Path, meetings: usize) {
    settings(root);
    for meeting in 1..=meetings {
        papers(&root.join(format!("inputs/{meeting:03}")), meeting..=meeting);
    }
}

fn settings(root: &Path) {
    let inputs = root.join("inputs");
    std::fs::create_dir_all(&inputs).expect("a folder");
    std::fs::write(inputs.join("council.toml"), COUNCIL).expect("written");
}

fn papers(folder: &Path, reports: std::ops::RangeInclusive<usize>) {
    std::fs::create_dir_all(folder).expect("a folder");
    let mut toml =
        String::from("committee = \"Performance Committee\"\ndate = 2024-07-16\ntime = \"7 pm\"\n");
    for report in reports {
        let name = format!("{report:03}-service");
        write!(toml, "\n[[agenda]]\nnumber = \"{report}\"\ntitle = \"Service {report}\"\nreport = \"{name}\"\n").expect("written");
        let path = folder.join("reports").join(&name);
        std::fs::create_dir_all(&path).expect("a folder");
        std::fs::write(path.join("report.md"), narrative(report)).expect("written");
        kpi(&path.join("kpi.xlsx"), report);
        risk(&path.join("risk.xlsx"), report);
    }
    std::fs::write(folder.join("meeting.toml"), toml).expect("written");
}

/// Corrects a word in the text of the first report; each time another.
pub(crate) fn correct(meeting: &Path, time: usize) {
    let text = narrative(1).replacen("target", &format!("target of draft {time}"), 1);
    assert_ne!(text, narrative(1), "the text has the word");
    std::fs::write(meeting.join("reports/001-service/report.md"), text).expect("written");
}

/// The nth number of a fixed sequence below a limit.
fn pick(seed: usize, limit: usize) -> usize {
    (seed.wrapping_mul(2_654_435_761) >> 7) % limit
}

fn small(number: usize) -> f64 {
    f64::from(u32::try_from(number).expect("small"))
}

fn prose(seed: usize, sentences: usize) -> String {
    (0..sentences).map(|n| SENTENCES[pick(seed + n, SENTENCES.len())]).collect::<Vec<_>>().join(" ")
}

fn narrative(report: usize) -> String {
    let mut text = format!(
        "+++\ntitle = \"Performance of service {report}\"\npurpose = \"To report.\"\nrecommendations = [\"That the report be noted.\"]\nfinancial = \"None\"\n+++\n"
    );
    for section in 0..4 {
        write!(text, "\n# Section {section}\n").expect("written");
        for paragraph in 0..4 {
            write!(text, "\n{}\n", prose(report * 31 + section * 7 + paragraph, 3))
                .expect("written");
        }
    }
    text
}

fn sheet<'a>(book: &'a mut Workbook, name: &str, headings: &[&str]) -> &'a mut Worksheet {
    let sheet = book.add_worksheet().set_name(name).expect("a name");
    sheet.write_row(0, 0, headings.iter().copied()).expect("written");
    sheet
}

fn kpi(path: &Path, report: usize) {
    let mut book = Workbook::new();
    let indicators = sheet(
        &mut book,
        "Indicators",
        &["Code", "Indicator", "Priority", "Theme", "Unit", "Better"],
    );
    for n in 0..50u32 {
        let theme = format!("Theme {}", n / 10);
        let row = [
            format!("S{report}-{n:02}"),
            format!("Share of cases of kind {n} that were settled within the agreed time"),
            "Good services".into(),
            theme,
            "%".into(),
            "higher".into(),
        ];
        indicators.write_row(n + 1, 0, row).expect("written");
    }
    let percent = Format::new().set_num_format("0.00%");
    let results = sheet(
        &mut book,
        "Results",
        &["Code", "Period", "Result", "Numerator", "Denominator", "Target", "Updater comments"],
    );
    let mut row = 1;
    for n in 0..50 {
        for (age, period) in ["2023/24 Q2", "2023/24 Q3", "2023/24 Q4", "2024/25 Q1", "2023/24 Q1"]
            .iter()
            .enumerate()
        {
            let seed = report * 1009 + n * 13 + age;
            let (top, bottom) = (60.0 + small(pick(seed, 40)), 100.0);
            results.write_string(row, 0, format!("S{report}-{n:02}")).expect("written");
            results.write_string(row, 1, *period).expect("written");
            results.write_number_with_format(row, 2, top / bottom, &percent).expect("written");
            results.write_number(row, 3, top).expect("written");
            results.write_number(row, 4, bottom).expect("written");
            results.write_number_with_format(row, 5, 0.85, &percent).expect("written");
            results.write_string(row, 6, prose(seed, 1 + pick(seed, 3))).expect("written");
            row += 1;
        }
    }
    book.save(path).expect("saved");
}

fn risk(path: &Path, report: usize) {
    let headings = [
        "Code",
        "Risk",
        "Category",
        "Owner",
        "Response",
        "Inherent probability",
        "Inherent impact",
        "Residual probability",
        "Residual impact",
        "Consequences",
        "Current controls",
        "Assurance",
        "Comments",
        "Period",
    ];
    let mut book = Workbook::new();
    let risks = sheet(&mut book, "Risks", &headings);
    for n in 0..10usize {
        let seed = report * 101 + n;
        let (p, i) = (2 + pick(seed, 3), 2 + pick(seed + 3, 3));
        let row = u32::try_from(n + 1).expect("small");
        let text = [
            format!("R{report}-{n}"),
            format!("Failure of part {n} of the service"),
            "Service delivery".into(),
            "Head of Service".into(),
            "Treat".into(),
        ];
        risks.write_row(row, 0, text).expect("written");
        risks.write_row(row, 5, [small(p), small(i), small(p - 1), small(i)]).expect("written");
        let points = format!("- {}\n- {}", prose(seed, 1), prose(seed + 1, 1));
        risks
            .write_row(
                row,
                9,
                [prose(seed, 4), points.clone(), points, prose(seed + 2, 3), "2024/25 Q1".into()],
            )
            .expect("written");
    }
    book.save(path).expect("saved");
}
