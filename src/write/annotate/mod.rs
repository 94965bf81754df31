//! The annotated copy of a workbook: the findings as notes on their cells, and
//! a sheet of them in front.
//!
//! The copy is made within the workbook's package: parts that need not change
//! are copied byte for byte, and those that must are changed tag by tag. No
//! library that loads a workbook and writes it anew would keep everything that
//! an author has put there.

mod notes;
mod open_document;
mod open_xml;
mod package;
mod refusal;
mod transcript;
mod xml;

use self::package::Package;
pub use self::refusal::Refusal;
pub use self::transcript::{SHEET as TABLE, transcript};
use crate::view::findings::FindingsView;

/// The name of the findings sheet, unless the workbook has one of that name.
const TAB: &str = "Findings";

/// An annotated copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The bytes of its file.
    pub bytes: Vec<u8>,
    /// What its author should know of it.
    pub remarks: Vec<String>,
}

/// Returns the annotated copy of a workbook that the reader could open; the same
/// workbook and findings give the same bytes.
///
/// # Errors
///
/// Refuses formats that take no notes here (xls, xlsb), and workbooks that are
/// not as their format wants them.
pub fn annotate(workbook: &[u8], view: &FindingsView) -> Result<Copy, Refusal> {
    if !workbook.starts_with(b"PK") {
        return Err(old("an Excel 97–2003 workbook (.xls)"));
    }
    let mut package = Package::open(workbook)?;
    if package.has("[Content_Types].xml") {
        if package.names().any(|name| name.ends_with("workbook.bin")) {
            return Err(old("an Excel Binary Workbook (.xlsb)"));
        }
        return open_xml::annotate(package, view);
    }
    match package.text("mimetype")? {
        Some(_) => open_document::annotate(package, view),
        None => Err(Refusal::new("it is no workbook that takes notes")),
    }
}

fn old(kind: &str) -> Refusal {
    Refusal::new(format!("{kind} takes no notes here; save it as an Excel Workbook (.xlsx)"))
}
