//! Ghostscript, run as a program of its own: it is not part of this one.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::fault::Fault;

/// What the program is called, on Unix and on Windows.
const NAMES: [&str; 3] = ["gs", "gswin64c", "gswin32c"];

/// How long it may take; a thousand pages take a tenth.
const TIME: Duration = Duration::from_mins(10);

/// How often it is asked whether it is done.
const WAIT: Duration = Duration::from_millis(20);

/// How a file says what its colours are: sRGB (ISO 19005-2, 6.2.3).
const INTENT: &str = "%!
[/_objdef {profile} /type /stream /OBJ pdfmark
[{profile} <</N 3>> /PUT pdfmark
[{profile} (srgb.icc) (r) file /PUT pdfmark
[/_objdef {intent} /type /dict /OBJ pdfmark
[{intent} <</Type /OutputIntent /S /GTS_PDFA1 /DestOutputProfile {profile}
 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1)>> /PUT pdfmark
[{Catalog} <</OutputIntents [{intent}]>> /PUT pdfmark
";

/// An installed Ghostscript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ghostscript {
    name: &'static str,
}

impl Ghostscript {
    /// Returns the one that is installed, if any.
    pub(super) fn find() -> Option<Self> {
        NAMES.into_iter().find_map(|name| {
            let said = Command::new(name).arg("--version").stdin(Stdio::null()).output().ok()?;
            said.status.success().then_some(Self { name })
        })
    }

    /// Returns a PDF as it writes it anew, or why it could not.
    ///
    /// It reads a folder of its own and no other file, and no shell is asked to start it.
    pub(super) fn rewrite(&self, bytes: &[u8]) -> Result<Result<Vec<u8>, String>, Fault> {
        let folder = tempfile::tempdir().map_err(|source| Fault::File {
            action: "make",
            path: std::env::temp_dir(),
            source,
        })?;
        let put = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).map_err(Fault::file("write", &path))
        };
        put("paper.pdf", bytes)?;
        put("srgb.icc", typst_assets::icc::S_RGB_V4)?;
        put("intent.ps", INTENT.as_bytes())?;
        let status = match self.run(folder.path()) {
            Ok(Some(status)) => status,
            Ok(None) => return Ok(Err("Ghostscript took too long".into())),
            Err(error) => return Ok(Err(format!("Ghostscript could not be run ({error})"))),
        };
        if !status.success() {
            return Ok(Err(format!("Ghostscript gave up ({status})")));
        }
        Ok(fs::read(folder.path().join("made.pdf"))
            .map_err(|error| format!("Ghostscript made nothing ({error})")))
    }

    /// Runs it in a folder; nothing if it is not done in time.
    fn run(&self, folder: &Path) -> std::io::Result<Option<ExitStatus>> {
        let mut child = Command::new(self.name)
            .current_dir(folder)
            .args(["-dSAFER", "-dBATCH", "-dNOPAUSE", "-dNOPROMPT", "-q"])
            .args(["-dPDFA=2", "-dPDFACompatibilityPolicy=1", "-sColorConversionStrategy=RGB"])
            .args(["-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.7", "-dAutoRotatePages=/None"])
            // Pictures keep their dots.
            .args(["-dDownsampleColorImages=false", "-dDownsampleGrayImages=false"])
            .args(["-dDownsampleMonoImages=false", "-dPrinted=true"])
            .args(["--permit-file-read=srgb.icc", "-sOutputFile=made.pdf"])
            .args(["intent.ps", "paper.pdf"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let until = Instant::now() + TIME;
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(Some(status));
            }
            if Instant::now() >= until {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            thread::sleep(WAIT);
        }
    }
}
