//! Which kind of file some bytes are.

use super::package::Package;
use super::protected;
use crate::diag::Problem;
use crate::read::{codes, csv};

/// The kinds of file that can be read.
pub(super) enum Format<'a> {
    /// xlsx and xlsm.
    OpenXml(Package<'a>),
    /// xlsb.
    Binary(Package<'a>),
    /// xls of Excel 5 to 2003.
    Old,
    /// ods.
    OpenDocument(Package<'a>),
    /// csv and tsv.
    Text,
}

impl<'a> Format<'a> {
    /// Returns the format, or says what the file is instead of a spreadsheet.
    pub(super) fn of(bytes: &'a [u8], path: &str) -> Result<Self, Problem> {
        if bytes.is_empty() {
            return Err(Problem::new(&codes::UNREADABLE_WORKBOOK, "the file is empty")
                .hint("save the workbook again, or copy it here again"));
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return of_package(bytes);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return of_compound(bytes);
        }
        if let Some(kind) = foreign(bytes) {
            return Err(unknown(kind));
        }
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        let workbook = matches!(ending.as_str(), "xlsx" | "xlsm" | "xlsb" | "xls" | "ods");
        // Many a system writes a table as text and calls it `.xls`.
        if is_text(bytes) && (!workbook || csv::is_table(bytes)) {
            return Ok(Self::Text);
        }
        if !workbook {
            return Err(unknown("no spreadsheet"));
        }
        let message = format!("the file is no workbook, although it is called `.{ending}`");
        Err(Problem::new(&codes::UNREADABLE_WORKBOOK, message)
            .hint("copy it again from where it came from, or save it again in Excel"))
    }
}

fn unknown(kind: &str) -> Problem {
    Problem::new(&codes::UNKNOWN_FORMAT, format!("the file is {kind}, expected a spreadsheet"))
        .hint("open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)")
}

fn of_package(bytes: &[u8]) -> Result<Format<'_>, Problem> {
    let mut package = Package::open(bytes)?;
    let names = package.names();
    let has = |part: &str| names.iter().any(|name| name.ends_with(part));
    let within =
        |folder: &str| names.iter().any(|name| name.trim_start_matches('/').starts_with(folder));
    if has("workbook.bin") {
        return Ok(Format::Binary(package));
    }
    if has("[content_types].xml") && (within("xl/") || has("workbook.xml")) {
        return Ok(Format::OpenXml(package));
    }
    if let Some(kind) = package.part("mimetype")? {
        let kind = String::from_utf8_lossy(&kind);
        return match kind.trim().strip_prefix("application/vnd.oasis.opendocument.") {
            Some("spreadsheet" | "spreadsheet-template") => Ok(Format::OpenDocument(package)),
            Some(_) => Err(unknown("another kind of OpenDocument file")),
            None => Err(unknown("a zip archive of another kind")),
        };
    }
    Err(unknown(if within("word/") {
        "a Word document"
    } else if within("ppt/") {
        "a PowerPoint presentation"
    } else if has("document.iwa") {
        "an Apple Numbers file"
    } else {
        "a zip archive without a workbook in it"
    }))
}

/// The old Office container; stream names within it are UTF-16.
fn of_compound(bytes: &[u8]) -> Result<Format<'static>, Problem> {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if has("EncryptedPackage") {
        Err(protected())
    } else if has("Workbook") || has("Book") {
        Ok(Format::Old)
    } else if has("WordDocument") {
        Err(unknown("a Word document"))
    } else if has("PowerPoint Document") {
        Err(unknown("a PowerPoint presentation"))
    } else if has("__properties_version1.0") {
        Err(unknown("an Outlook message"))
    } else {
        Err(super::damaged("no workbook in the container"))
    }
}

/// Names what the file is by its first bytes, where they are known.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 9] = [
        (b"%PDF", "a PDF"),
        (b"{\\rtf", "a rich text document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"7z\xbc\xaf", "a 7z archive"),
        (b"Rar!", "a RAR archive"),
        (b"\x09\x00\x04\x00", "a workbook of Excel 2, too old to be read"),
        (b"\x09\x04\x06\x00", "a workbook of Excel 4, too old to be read"),
    ];
    if let Some((_, kind)) = STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(kind);
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if ["<!doctype html", "<html", "<table", "<head", "<body", "<meta"]
        .iter()
        .any(|tag| start.starts_with(tag))
    {
        return Some("a web page");
    }
    if !start.starts_with("<?xml") && !start.starts_with("mime-version:") {
        return None;
    }
    Some(if start.contains("<html") || start.starts_with("mime-version:") {
        "a web page"
    } else if start.contains("office:spreadsheet") {
        "an XML spreadsheet of Excel 2003"
    } else {
        "an XML document"
    })
}

/// Whether the bytes may be text: no control characters, unless it is UTF-16.
fn is_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
        return true;
    }
    let controls = start.iter().filter(|byte| control(**byte)).count();
    let zeros = start.split(|byte| *byte == 0).count() - 1;
    controls == 0 || (controls == zeros && zeros >= start.len() / 4 && start.len() >= 4)
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::package;
    use super::*;

    fn message(bytes: &[u8], path: &str) -> String {
        let problem = Format::of(bytes, path).map(|_| ()).expect_err("no spreadsheet");
        let diagnostic = problem.at(&crate::place::Place::file("kpi.xls"));
        format!("{}: {}", diagnostic.code.id, diagnostic.message)
    }

    #[test]
    fn what_is_no_spreadsheet_is_named() {
        let word = package(&[("[Content_Types].xml", ""), ("word/document.xml", "")]);
        let text = package(&[("mimetype", "application/vnd.oasis.opendocument.text")]);
        let other = package(&[("a.txt", "")]);
        for (bytes, expected) in [
            (b"".as_slice(), "READ001: the file is empty"),
            (b"%PDF-1.7", "READ004: the file is a PDF, expected a spreadsheet"),
            (
                b"\xef\xbb\xbf \n<!DOCTYPE HTML><table>",
                "READ004: the file is a web page, expected a spreadsheet",
            ),
            (
                b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
                "READ004: the file is an XML spreadsheet of Excel 2003, expected a spreadsheet",
            ),
            (&word, "READ004: the file is a Word document, expected a spreadsheet"),
            (&text, "READ004: the file is another kind of OpenDocument file, expected a spreadsheet"),
            (&other, "READ004: the file is a zip archive without a workbook in it, expected a spreadsheet"),
            (b"file not found!", "READ001: the file is no workbook, although it is called `.xls`"),
            (b"\x01\x02\x03", "READ001: the file is no workbook, although it is called `.xls`"),
            (b"PK\x03\x04", "READ001: the workbook is damaged: `invalid Zip archive: Could not find EOCD`"),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
                "READ001: the workbook is damaged: `no workbook in the container`",
            ),
        ] {
            assert_eq!(message(bytes, "kpi.xls"), expected);
        }
        let encrypted: Vec<u8> =
            "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &encrypted].concat();
        assert_eq!(
            message(&encrypted, "kpi.xlsx"),
            "READ002: the workbook is protected by a password"
        );
    }

    #[test]
    fn text_is_a_table_whatever_it_is_called() {
        for path in ["kpi.csv", "kpi.xls", "kpi.xlsx"] {
            assert!(
                matches!(Format::of(b"Code\tResult\nCS02a\t5\n", path), Ok(Format::Text)),
                "{path}"
            );
        }
        assert!(matches!(Format::of(b"one column", "kpi.csv"), Ok(Format::Text)));
        assert!(matches!(Format::of(b"C\0o\0d\0e\0,\0\n\0", "kpi.csv"), Ok(Format::Text)));
    }
}
