//! `agendapack sign`: the seal on a bag or on outputs.

use std::path::{Path, PathBuf};

use super::{Ending, from_here, meeting_name, show_fault};
use crate::fault::Fault;
use crate::pipeline::{self, Sealed};

/// Seal a bag, or the outputs of a meeting, with a key of the council
///
/// Writes a detached Ed25519 signature of the manifest and the public key beside it:
/// `tagmanifest-sha512.txt.sig` and `.pem` in a bag, `manifest.json.sig` and `.pem` in
/// outputs, where members' papers have a seal of their own. The manifest has the sums of
/// all files, so the seal is on all of them. Nothing is sealed that is not as it was.
/// `openssl pkeyutl` proves the signature as `agendapack verify` does.
///
/// Exits 0 when it was sealed, 1 when anything in it is not as it was, 2 when the
/// program could not run.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A bag, such as archive/MEETING/public, or a meeting's folder in outputs
    #[arg(value_name = "BAG|OUTPUTS")]
    folder: PathBuf,

    /// The private key in PEM, as `openssl genpkey -algorithm ed25519` writes it
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
}

impl Args {
    /// Seals the folder and says with which key.
    pub fn run(&self) -> Ending {
        match self.sealed() {
            Ok(Sealed::Whole { signatures, key }) => {
                let list = |path: &PathBuf| from_here(path).display().to_string();
                let list: Vec<String> = signatures.iter().map(list).collect();
                anstream::println!("sealed by the key {key}\n  {}", list.join("\n  "));
                Ending::Built
            }
            Ok(Sealed::Flawed(flaws)) => {
                anstream::eprintln!(
                    "nothing was sealed, because this is not what was published:\n  {}",
                    flaws.join("\n  ")
                );
                Ending::Errors
            }
            Err(fault) => {
                show_fault(&meeting_name(&self.folder), &fault);
                Ending::Failed
            }
        }
    }

    fn sealed(&self) -> Result<Sealed, Fault> {
        pipeline::sign(&self.folder, &key(&self.key)?)
    }
}

fn key(path: &Path) -> Result<String, Fault> {
    std::fs::read_to_string(path).map_err(Fault::file("read", path))
}
