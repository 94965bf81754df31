//! What is said of a document as a whole.

use crate::diag::Problem;
use crate::read::codes;

/// Says that a document is damaged, and how.
pub(super) fn damaged(how: &str) -> Problem {
    Problem::new(&codes::UNREADABLE_DOCUMENT, format!("the document is damaged: {how}"))
        .hint("open it in Word or LibreOffice, let that repair it, and save a copy")
}

/// Says that a document is too great.
pub(super) fn oversized(message: &str) -> Problem {
    Problem::new(&codes::OVERSIZED_DOCUMENT, message)
        .hint("keep what the meeting decides on, and publish the rest as a document of its own")
}

/// Says that a file is something else than a Word document.
pub(super) fn other(kind: &str) -> Problem {
    Problem::new(
        &codes::UNREADABLE_DOCUMENT,
        format!("the file is {kind}, expected a Word document (.docx)"),
    )
    .hint("open it in Word or LibreOffice, and save it as a Word document (.docx)")
}
