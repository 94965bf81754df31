//! Documentation that is generated from the code: the workbooks, the rules and
//! the command. A test keeps the files under `docs/` the same as these.

use std::fmt::Write;

use crate::check::RULES;
use crate::cli;
use crate::pipeline::codes;
use crate::read::columns::{Column, FIELDS, Sheet, TABLES};

/// Returns `docs/workbook.md`.
pub fn workbook() -> String {
    let mut text = String::from(
        "# The workbooks\n\n\
         <!-- Generated from src/read/columns.rs by `UPDATE=1 cargo test --release --test docs`. -->\n\n\
         Columns may stand in any order; capitals, spaces, hyphens and underscores in headings do not \
         matter. The row of headings may stand below row 1 and right of column A, and a heading may be \
         spread over up to three rows. Bold columns are required. The headings of another system are \
         listed in `council.toml`, and may join columns with a plus sign:\n\n\
         ```toml\n[aliases.Risks]\n\"Residual probability\" = [\"Likelihood (1-5)\"]\n\n\
         [aliases.Results]\nCode = [\"area_code + measure\"]\n```\n",
    );
    for workbook in ["meeting", "report", "kpi", "risk"] {
        let _ = writeln!(text, "\n## {workbook}");
        if workbook == "kpi" {
            text += WIDE;
        }
        let sheets = FIELDS.iter().chain(TABLES).filter(|sheet| sheet.workbook == workbook);
        for sheet in sheets {
            describe(sheet, &mut text);
        }
    }
    text
}

const WIDE: &str = "\nThe sheet `Results` may be the wide quarterly export of a performance system instead, as it \
    stands: a column `Indicator Name` with cells such as `CSU11 - Abandoned call rate`, columns such as \
    `Results Dec-2017`, `Last Quarters Results Sep-17` and `Last Years Results Dec-16` with the result, its \
    fraction and its target on lines of their own (`91.36%`, `74 / 81`, `Target: 80` or `Info Only`), and the \
    columns `RAG`, `Comments` and `Actions`. Rows that stand alone in the first cell name the priority and the \
    theme. The sheet `Indicators` beside it says which way each indicator is better.\n";

fn describe(sheet: &Sheet, text: &mut String) {
    let _ = write!(
        text,
        "\n### {}\n\n{}.\n\n| column | holds | also known as | meaning |\n|---|---|---|---|\n",
        sheet.name,
        capital(sheet.meaning)
    );
    for column in sheet.columns {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            heading(column),
            column.kind.words(),
            column.aliases.join(", "),
            column.meaning
        );
    }
}

fn heading(column: &Column) -> String {
    if column.required { format!("**{}**", column.heading) } else { column.heading.to_string() }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns `docs/rules.md`.
pub fn rules() -> String {
    let mut text = format!(
        "# The rules\n\n\
         <!-- Generated from src/check/rules by `UPDATE=1 cargo test --release --test docs`. -->\n\n\
         `agendapack check` and every build hold the inputs to these {} rules. An error stops the build; a warning \
         does not. `agendapack explain ID` prints the same text.\n",
        RULES.len()
    );
    for rule in RULES {
        let code = rule.code;
        let _ = write!(
            text,
            "\n## {} {}\n\n*{}* — finds {}.\n\n**Why:** {}.\n\n**How to mend it:** {}.\n",
            code.id, code.name, code.severity, rule.finds, rule.why, rule.mend
        );
    }
    text += "\n## What the readers say\n\n\
        These cannot be made milder or accepted: what cannot be read must not be guessed.\n\n\
        | id | name | severity | says |\n|---|---|---|---|\n";
    for (code, says) in codes() {
        let _ =
            writeln!(text, "| {} | {} | {} | {} |", code.id, code.name, code.severity, says.trim());
    }
    text
}

/// Returns `docs/cli.md`.
pub fn cli() -> String {
    let mut command = cli::command().term_width(96);
    let mut text = String::from(
        "# The command\n\n\
         <!-- Generated from src/cli by `UPDATE=1 cargo test --release --test docs`. -->\n\n",
    );
    let _ = write!(text, "```text\n{}```\n", trimmed(&command.render_long_help().to_string()));
    command.build();
    for sub in command.get_subcommands_mut().filter(|sub| sub.get_name() != "help") {
        let help = trimmed(&sub.render_long_help().to_string());
        let _ = write!(text, "\n## {}\n\n```text\n{help}```\n", sub.get_name());
    }
    text
}

fn trimmed(help: &str) -> String {
    help.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}
