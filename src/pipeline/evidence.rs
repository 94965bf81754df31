//! The trail of a figure: from the page that prints it to the cell that it was read
//! from, and to the digest of the file that has the cell.

mod published;
mod row;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use self::published::Published;
use self::row::{Row, indicator, result, risk};
use super::workspace::inputs_of;
use crate::fault::Fault;
use crate::spelling::fold;
use crate::survey::{Limits, survey};
use crate::write::manifest::SupplementRecord;
use crate::write::pdf;

/// Where a code stands in a pack, and where everything about it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// The item's number.
    pub item: String,
    /// The code, as the pack has it.
    pub code: String,
    /// The name of the indicator or risk.
    pub name: String,
    /// The document that it was last published in, below the outputs: the pack, or a
    /// supplement.
    pub document: String,
    /// The numbers of its pages that have the code.
    pub pages: Vec<String>,
    /// What was read, in the order of the data.
    pub evidence: Vec<Evidence>,
}

/// One row of the data, and the cell behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it says, in words.
    pub says: String,
    /// The file, below the meeting's folder.
    pub file: String,
    /// The cell, line or paragraph; empty where the data do not tell it.
    pub cell: String,
    /// The SHA-256 of the file when the pack was built; empty where the data do not tell
    /// it.
    pub sha256: String,
    /// How the file stands today.
    pub today: Today,
}

/// How a file stands today beside the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    /// It is the same, byte for byte.
    Same,
    /// It was changed since.
    Changed,
    /// It is not among the inputs beside the outputs.
    Absent,
    /// It has something that is not for publication, so the data do not tell its SHA-256.
    Untold,
}

/// Returns the trails of a code in the outputs of a meeting: one an item that has it.
///
/// # Errors
///
/// Fails where the outputs have no record or no data, where a file of them is not the
/// one that was published, and where no row has the code.
pub fn evidence(outputs: &Path, code: &str) -> Result<Vec<Trail>, Fault> {
    let published = Published::open(outputs)?;
    let results = published.table("results.csv")?;
    let indicators = published.table("indicators.csv")?;
    let risks = published.table("risks.csv")?;
    let inputs = inputs_of(outputs).unwrap_or_default();
    let mut trails: Vec<Trail> = Vec::new();
    let mut known = Vec::new();
    for (table, column, says) in [
        (&indicators, "code", indicator as fn(&Row) -> String),
        (&results, "code", result),
        (&risks, "risk", risk),
    ] {
        for row in table {
            let (own, item) = (row.get(column), row.get("item"));
            known.push(own.to_string());
            if fold(own) != fold(code) {
                continue;
            }
            let same = |trail: &&mut Trail| trail.item == item && trail.code == own;
            let evidence = row.evidence(says(row), &inputs);
            match trails.iter_mut().find(same) {
                Some(trail) => trail.evidence.push(evidence),
                None => trails.push(Trail {
                    item: item.into(),
                    code: own.into(),
                    name: [row.get("name"), row.get("title")].concat(),
                    document: document(row.late),
                    pages: Vec::new(),
                    evidence: vec![evidence],
                }),
            }
        }
    }
    if trails.is_empty() {
        if let Some(why) = published.gone(code)? {
            return Err(Fault::Other(why));
        }
        let near = crate::spelling::nearest(&fold(code), known);
        let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(Fault::Other(format!("the data have no indicator or risk `{code}`{hint}")));
    }
    let mut read = BTreeMap::new();
    for trail in &mut trails {
        let pages = match read.entry(trail.document.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(pages(&published.file(&trail.document)?)?),
        };
        trail.pages = published.pages_of(trail, pages);
    }
    Ok(trails)
}

/// Returns where a supplement is, or the pack.
fn document(late: Option<u32>) -> String {
    match late {
        None => "public/agenda-pack.pdf".into(),
        Some(number) => {
            format!("public/supplements/{number}/{}", SupplementRecord::file_name(number))
        }
    }
}

/// What stands on the pages of a pack, by the number that each bears.
fn pages(pack: &[u8]) -> Result<Vec<(String, String)>, Fault> {
    let survey = survey(pack, &Limits::default())
        .map_err(|refused| Fault::Other(format!("the pack cannot be read: {refused}")))?;
    let labels = pdf::labels(pack)?;
    // Long codes may break after an underscore, where nothing is printed.
    let whole = |text: String| text.replace("\u{200b}\n", "").replace('\u{200b}', "");
    let texts = survey.pages.into_iter().map(|page| whole(page.text));
    Ok(labels.into_iter().zip(texts).collect())
}

/// Returns whether a text has a code as a word of its own.
fn has(text: &str, code: &str) -> bool {
    text.match_indices(code).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + code.len()..].chars().next();
        !code.is_empty() && ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn a_code_is_a_word_of_its_own() {
        assert!(has("CS02a Calls", "CS02a") && has("(CS02a)", "CS02a"));
        assert!(!has("CS02ab", "CS02a") && !has("XCS02a", "CS02a") && !has("x", ""));
    }
}
