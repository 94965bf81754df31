//! What kind of thing each part of a package is.

use crate::write::annotate::Refusal;
use crate::write::annotate::package::Package;
use crate::write::annotate::xml::{self, Patch, Tags};

const PART: &str = "[Content_Types].xml";

/// Says what a new part is.
pub(super) fn add(package: &mut Package<'_>, part: &str, kind: &str) -> Result<(), Refusal> {
    let part = xml::text(part);
    append(package, &format!("<Override PartName=\"/{part}\" ContentType=\"{kind}\"/>"))
}

/// Says what all parts of an ending are, unless it is said already.
pub(super) fn add_ending(
    package: &mut Package<'_>,
    ending: &str,
    kind: &str,
) -> Result<(), Refusal> {
    let text = package.required(PART)?;
    for tag in Tags::of(&text) {
        let tag = tag?;
        let same = |found: String| found.eq_ignore_ascii_case(ending);
        if tag.opens("Default") && tag.attribute("Extension").is_some_and(same) {
            return Ok(());
        }
    }
    append(package, &format!("<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>"))
}

/// Takes away what is said of the parts below a folder.
pub(super) fn remove_below(package: &mut Package<'_>, folder: &str) -> Result<(), Refusal> {
    let text = package.required(PART)?;
    let mut patch = Patch::default();
    for tag in Tags::of(&text) {
        let tag = tag?;
        let below = |name: String| name.trim_start_matches('/').starts_with(folder);
        if tag.opens("Override") && tag.attribute("PartName").is_some_and(below) {
            patch.replace(tag.span, "");
        }
    }
    package.set(PART, patch.apply(&text));
    Ok(())
}

fn append(package: &mut Package<'_>, element: &str) -> Result<(), Refusal> {
    let text = package.required(PART)?;
    let text = xml::append(&text, "Types", &[element])?.ok_or_else(|| Refusal::odd(PART))?;
    package.set(PART, text);
    Ok(())
}
