//! Media types (RFC 6838) by the endings of files' names.

/// Returns what the name of a file ends in, behind the last full stop.
pub fn ending(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, ending)| ending)
}

/// Returns the media type of a file, by the ending of its name.
pub fn media_type(name: &str) -> &'static str {
    match ending(name) {
        Some("csv") => "text/csv",
        Some("html") => "text/html",
        Some("ics") => "text/calendar",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("json") => "application/json",
        Some("md") => "text/markdown",
        Some("ods") => "application/vnd.oasis.opendocument.spreadsheet",
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("toml") => "application/toml",
        Some("ttf") => "font/ttf",
        Some("otf") => "font/otf",
        Some("txt" | "typ") => "text/plain",
        Some("webp") => "image/webp",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xls") => "application/vnd.ms-excel",
        Some("xlsb") => "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("xml") => "application/xml",
        _ => "application/octet-stream",
    }
}
