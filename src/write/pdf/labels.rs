//! The numbers that the pages of a finished pack bear.

use lopdf::{Dictionary, Document, Object};

use crate::fault::Fault;

/// Returns the label of every page of a pack (ISO 32000-1, 12.4.2), which is the number
/// that is printed on it.
///
/// # Errors
///
/// Fails where the file is no PDF.
pub fn labels(pack: &[u8]) -> Result<Vec<String>, Fault> {
    let document =
        Document::load_mem(pack).map_err(|error| Fault::Other(format!("the pack: {error}")))?;
    let count = document.get_pages().len();
    let mut labels: Vec<String> = (1..=count).map(|page| page.to_string()).collect();
    let ranges = document.catalog().ok().and_then(|catalog| ranges(&document, catalog));
    for (first, prefix, start) in ranges.unwrap_or_default() {
        for (label, number) in labels.iter_mut().skip(first).zip(start..) {
            *label = format!("{prefix}{number}");
        }
    }
    Ok(labels)
}

/// Returns where ranges of labels begin, with their prefix and first number.
fn ranges(document: &Document, catalog: &Dictionary) -> Option<Vec<(usize, String, i64)>> {
    let tree = dictionary(document, catalog.get(b"PageLabels").ok()?)?;
    let mut ranges = Vec::new();
    for pair in tree.get(b"Nums").ok()?.as_array().ok()?.chunks_exact(2) {
        let first = usize::try_from(pair[0].as_i64().ok()?).ok()?;
        let range = dictionary(document, &pair[1])?;
        let prefix = range.get(b"P").ok().and_then(|prefix| prefix.as_str().ok());
        let prefix = prefix.map(|prefix| String::from_utf8_lossy(prefix).into_owned());
        let start = range.get(b"St").ok().and_then(|start| start.as_i64().ok()).unwrap_or(1);
        ranges.push((first, prefix.unwrap_or_default(), start));
    }
    Some(ranges)
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}
