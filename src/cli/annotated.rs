//! What became of the annotated copies, in words.

use super::from_here;
use crate::pipeline::{Annotated, AnnotatedWorkbook};

/// Returns a line for each workbook with findings, and one for all other findings.
pub(super) fn text(annotated: &Annotated) -> String {
    let mut text = String::new();
    for workbook in &annotated.workbooks {
        text.push_str(&line(annotated, workbook));
    }
    if let Some(list) = &annotated.unseen {
        text.push_str(&format!(
            "private: {}, the words that nobody sees on papers made elsewhere\n",
            from_here(list).display()
        ));
    }
    if annotated.workbooks.is_empty() && annotated.unseen.is_none() {
        text.push_str("nothing to annotate: no workbook has findings\n");
    }
    if annotated.elsewhere > 0 {
        let count = findings(annotated.elsewhere);
        text.push_str(&format!(
            "not annotated: {count} in texts and settings, which take no notes\n"
        ));
    }
    text
}

fn line(annotated: &Annotated, workbook: &AnnotatedWorkbook) -> String {
    let AnnotatedWorkbook { path, findings: count, copy } = workbook;
    match (copy, &annotated.folder) {
        (Ok(copy), Some(folder)) => {
            let place = folder.join(&copy.path);
            let mut text =
                format!("annotated: {}, {}\n", from_here(&place).display(), findings(*count));
            for remark in &copy.remarks {
                text.push_str(&format!("  {remark}\n"));
            }
            text
        }
        (Err(reason), _) => format!("not annotated: {path}, {}: {reason}\n", findings(*count)),
        (Ok(_), None) => String::new(),
    }
}

fn findings(count: usize) -> String {
    if count == 1 { "1 finding".into() } else { format!("{count} findings") }
}
