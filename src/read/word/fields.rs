//! Fields: what Word works out and saves, with the instruction that says how.

use std::rc::Rc;

/// A field that has begun.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// What it does: `HYPERLINK "https://…"`.
    pub(super) instruction: String,
    /// Whether the text that follows is its result.
    pub(super) in_result: bool,
    /// How many letters stand in its instruction, which is not printed.
    pub(super) swallowed: usize,
}

/// What is said of a field, and how gravely.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Its result is text like any other.
    Text,
    /// Its result leads to an address.
    Link(Rc<str>),
    /// Its result is the table of contents, which the pack makes itself.
    Contents,
    /// Its result is printed as it was saved, though it may have changed since.
    Saved(&'static str),
    /// It has no result to print.
    Silent,
    /// Its result cannot be printed.
    Lost(&'static str),
}

impl Field {
    /// Returns the name of the field in capitals.
    pub(super) fn name(&self) -> String {
        self.instruction.split_whitespace().next().unwrap_or_default().to_uppercase()
    }

    /// Returns what becomes of it.
    pub(super) fn verdict(&self) -> Verdict {
        match self.name().as_str() {
            "HYPERLINK" => self.link().map_or(Verdict::Text, Verdict::Link),
            "TOC" | "TOA" | "INDEX" => Verdict::Contents,
            "PAGE" | "PAGEREF" | "NUMPAGES" | "SECTIONPAGES" => {
                Verdict::Saved("a page number of the document")
            }
            "DATE" | "TIME" | "SAVEDATE" | "PRINTDATE" | "CREATEDATE" => Verdict::Saved("a date"),
            "REF" | "NOTEREF" | "STYLEREF" => Verdict::Saved("a cross-reference"),
            "LINK" | "DDE" | "DDEAUTO" | "INCLUDETEXT" | "=" | "FORMULA" => {
                Verdict::Saved("a value from elsewhere")
            }
            "XE" | "TC" | "TA" | "RD" | "SET" | "ASK" | "ADVANCE" | "PRIVATE" => Verdict::Silent,
            "FORMCHECKBOX" => Verdict::Lost("a box to tick"),
            "EQ" => Verdict::Lost("an equation"),
            "SYMBOL" => Verdict::Lost("a sign of another font"),
            _ => Verdict::Text,
        }
    }

    /// Returns the address of a link to somewhere outside the document.
    fn link(&self) -> Option<Rc<str>> {
        let rest = self.instruction.trim_start().get("HYPERLINK".len()..)?.trim_start();
        let address = rest.strip_prefix('"')?.split('"').next()?;
        (!address.is_empty()).then(|| address.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_its_instruction() {
        for (instruction, verdict) in [
            (r#" HYPERLINK "https://x.uk/a" \h "#, Verdict::Link("https://x.uk/a".into())),
            (r#"HYPERLINK \l "_Toc1""#, Verdict::Text),
            ("TOC \\o", Verdict::Contents),
            (" page ", Verdict::Saved("a page number of the document")),
            ("SEQ Figure", Verdict::Text),
            ("FORMCHECKBOX", Verdict::Lost("a box to tick")),
            ("", Verdict::Text),
        ] {
            let field = Field { instruction: instruction.into(), ..Field::default() };
            assert_eq!(field.verdict(), verdict, "{instruction}");
        }
    }
}
