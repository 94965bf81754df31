//! `agendapack evidence`: the trail of a figure, from page to cell.

use std::path::PathBuf;

use super::{Ending, meeting_name, show_fault};
use crate::pipeline::{Evidence, Today, Trail, evidence};

/// Show where the figures of an indicator or a risk come from
///
/// Prints the pages of the published pack that have the code, and for every result the
/// workbook and cell that it was read from with the workbook's SHA-256 when the pack was
/// built, and whether the workbook is still the same. Every published file that the
/// trail leads through is held against the record first.
///
/// Exits 0 where the trail is whole, 1 where a workbook was changed since, 2 where there
/// is no such code or the outputs are not what was published.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The outputs of a meeting, such as outputs/2018-03-06-finance-and-resources
    #[arg(value_name = "OUTPUTS")]
    outputs: PathBuf,

    /// The code of an indicator or a risk, such as CSU11
    #[arg(value_name = "CODE")]
    code: String,
}

impl Args {
    /// Prints the trails.
    pub fn run(&self) -> Ending {
        match evidence(&self.outputs, &self.code) {
            Ok(trails) => {
                let texts: Vec<String> = trails.iter().map(text).collect();
                anstream::println!("{}", texts.join("\n\n"));
                let rows = || trails.iter().flat_map(|trail| &trail.evidence);
                if rows().any(|row| row.today == Today::Changed) {
                    Ending::Errors
                } else {
                    Ending::Built
                }
            }
            Err(fault) => {
                show_fault(&meeting_name(&self.outputs), &fault);
                Ending::Failed
            }
        }
    }
}

fn text(trail: &Trail) -> String {
    let Trail { item, code, name, document, pages, evidence } = trail;
    let mut text = format!("{code} {name}: agenda item {item}");
    match pages.as_slice() {
        [] => {}
        [page] => text.push_str(&format!(", page {page}")),
        pages => text.push_str(&format!(", pages {}", pages.join(", "))),
    }
    text.push_str(&format!(" of {document}"));
    for row in evidence {
        let cell = if row.cell.is_empty() { String::new() } else { format!(" › {}", row.cell) };
        text.push_str(&format!("\n  {}\n    {}{cell}", row.says, row.file));
    }
    let mut files: Vec<&Evidence> = Vec::new();
    for row in evidence {
        if !files.iter().any(|known| (&known.file, &known.sha256) == (&row.file, &row.sha256)) {
            files.push(row);
        }
    }
    for row in files {
        let today = match row.today {
            Today::Same => "the file is still the same",
            Today::Changed => "the file was changed since",
            Today::Absent => "the file is not among the inputs here",
            Today::Untold => {
                "it has something that is not for publication, so the data tell neither its cells nor its SHA-256"
            }
        };
        let sum = match row.sha256.as_str() {
            "" => String::new(),
            sum => format!("SHA-256 {sum}; "),
        };
        text.push_str(&format!("\n  {}\n    {sum}{today}", row.file));
    }
    text
}
