//! `agendapack verify`: the proof of a bag or of outputs.

use std::path::PathBuf;

use clap::ValueEnum;

use super::progress::Board;
use super::{Ending, meeting_name, show_fault};
use crate::fault::Fault;
use crate::pipeline::{self, Certificate, Finding, Step, Subject, Verify};

/// Prove that a bag, or the outputs of a meeting, are what was published
///
/// Examines that nothing is missing, added or altered, by length, SHA-256 and SHA-512;
/// that each PDF is what it claims to be; builds the pack again from its inputs,
/// settings and templates and compares every file byte for byte; and proves the seal
/// where there is one. Prints a certificate, which says what was not examined as well.
///
/// Exits 0 when everything that was examined holds, 1 when anything does not, 2 when the
/// program could not run.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A bag, such as archive/MEETING/public, or a meeting's folder in outputs
    #[arg(value_name = "BAG|OUTPUTS")]
    folder: PathBuf,

    /// The public key, in PEM, that the seal is to be by
    #[arg(long, value_name = "FILE")]
    public_key: Option<PathBuf>,

    /// How the certificate is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The forms of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

impl Args {
    /// Examines the folder and prints its certificate.
    pub fn run(&self) -> Ending {
        let name = meeting_name(&self.folder);
        let bar = Board::new().bar(&name);
        let result =
            self.request().and_then(|request| pipeline::verify(&self.folder, &request, &bar));
        bar.finish();
        let certificate = match result {
            Ok(certificate) => certificate,
            Err(fault) => {
                show_fault(&name, &fault);
                return Ending::Failed;
            }
        };
        match self.format {
            Format::Text => anstream::println!("{}", text(&certificate)),
            Format::Json => anstream::println!("{}", json(&certificate)),
        }
        if certificate.holds { Ending::Built } else { Ending::Errors }
    }

    fn request(&self) -> Result<Verify, Fault> {
        let read =
            |path: &PathBuf| std::fs::read_to_string(path).map_err(Fault::file("read", path));
        Ok(Verify { public_key: self.public_key.as_ref().map(read).transpose()? })
    }
}

fn json(certificate: &Certificate) -> String {
    serde_json::to_string_pretty(certificate).unwrap_or_default()
}

/// The certificate for people.
fn text(certificate: &Certificate) -> String {
    let what = match certificate.subject {
        Subject::Bag => "the bag",
        Subject::Outputs => "the outputs",
    };
    let mut text = format!("certificate of {what}");
    if let (Some(council), Some(committee), Some(meeting)) =
        (&certificate.council, &certificate.committee, &certificate.meeting)
    {
        text.push_str(&format!(": {council}, {committee}, {meeting}"));
    }
    if let Some(built_by) = &certificate.built_by {
        text.push_str(&format!("\nbuilt by {built_by}, verified by {}", certificate.verified_by));
    }
    if let Some((file, sum)) = &certificate.of {
        text.push_str(&format!("\n{file}: SHA-256 {sum}"));
    }
    text.push('\n');
    certificate.steps.iter().for_each(|step| text.push_str(&drawn(step)));
    text.push('\n');
    if !certificate.retention.is_empty() {
        text.push_str("\nto be kept\n");
        for pipeline::Kept { class, term } in &certificate.retention {
            text.push_str(&format!("  {class:<18} {term}\n"));
        }
    }
    text.push_str(if certificate.holds {
        "\neverything that was examined holds"
    } else {
        "\nthis is not what was published, or it is no longer whole"
    });
    match certificate.left() {
        0 => {}
        1 => text.push_str("; one thing was not examined"),
        more => text.push_str(&format!("; {more} things were not examined")),
    }
    text
}

fn drawn(step: &Step) -> String {
    let (mark, says) = match step.finding {
        Finding::Holds => ("holds", step.says.clone()),
        Finding::NotExamined => ("not examined", step.says.clone()),
        Finding::Fails => ("FAILS", step.flaws.join(&format!("\n{:32}", ""))),
    };
    format!("\n  {mark:<13} {:<15} {says}", step.what)
}
