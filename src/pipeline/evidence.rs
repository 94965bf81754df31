//! The trail of a figure: from the page that prints it to the cell that it was read
//! from, and to the digest of the file that has the cell.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use crate::digest::sha256;
use crate::fault::Fault;
use crate::spelling::fold;
use crate::survey::{Limits, survey};
use crate::write::data::FOLDER;
use crate::write::manifest::{FileRecord, Manifest, SupplementRecord};
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
    let inputs = inputs(outputs);
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
        Some(number) => format!("public/supplements/{number}/agenda-supplement-{number}.pdf"),
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

/// Returns the folder of the inputs that outputs were built from, where they stand
/// beside each other.
fn inputs(outputs: &Path) -> PathBuf {
    let outputs = std::path::absolute(outputs).unwrap_or_else(|_| outputs.to_path_buf());
    let root = outputs.ancestors().nth(2).unwrap_or(&outputs);
    root.join("inputs").join(outputs.file_name().unwrap_or_default())
}

/// The outputs of a meeting.
struct Published<'a> {
    folder: &'a Path,
    manifest: Manifest,
}

impl<'a> Published<'a> {
    fn open(folder: &'a Path) -> Result<Self, Fault> {
        let path = folder.join("manifest.json");
        let json = std::fs::read(&path).map_err(Fault::file("read", &path))?;
        let manifest = Manifest::from_json(&json)
            .map_err(|error| Fault::Other(format!("`{}`: {error}", path.display())))?;
        Ok(Self { folder, manifest })
    }

    /// Returns a file of the outputs, which has to be the one that was published.
    fn file(&self, path: &str) -> Result<Vec<u8>, Fault> {
        let file = self.folder.join(path);
        let bytes = std::fs::read(&file).map_err(Fault::file("read", &file))?;
        match self.record(path) {
            Some(record) if record.sha256 == sha256(&bytes) => Ok(bytes),
            _ => Err(Fault::Other(format!(
                "`{path}` is not the file that was published: its SHA-256 is not that of manifest.json"
            ))),
        }
    }

    fn record(&self, path: &str) -> Option<&FileRecord> {
        let late = self.manifest.supplements.iter().flat_map(|late| &late.files);
        self.manifest.outputs.iter().chain(late).find(|record| record.path == path)
    }

    /// Returns the rows of a table, those of each item as they were last published.
    fn table(&self, name: &str) -> Result<Vec<Row>, Fault> {
        let mut rows = self.rows(&format!("{FOLDER}/{name}"), None)?;
        for late in &self.manifest.supplements {
            rows.retain(|row| !brings(late, row.get("item")));
            let path = format!("public/supplements/{}/data/{name}", late.number);
            rows.extend(self.rows(&path, Some(late.number))?);
        }
        Ok(rows)
    }

    /// Returns the rows of a file; none where it was not published.
    fn rows(&self, path: &str, late: Option<u32>) -> Result<Vec<Row>, Fault> {
        if self.record(path).is_none() {
            return Ok(Vec::new());
        }
        let bytes = self.file(path)?;
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let rows = reader.deserialize().map(|cells| cells.map(|cells| Row { late, cells }));
        let fault = |error: csv::Error| Fault::Other(format!("`{path}`: {error}"));
        rows.collect::<Result<_, _>>().map_err(fault)
    }

    /// Returns the numbers of the pages of an item that have a code.
    fn pages_of(&self, trail: &Trail, pages: &[(String, String)]) -> Vec<String> {
        let late = self.manifest.supplements.iter();
        let mut late = late.filter(|late| document(Some(late.number)) == trail.document);
        let items = late.next().map_or_else(
            || self.manifest.items.clone(),
            |late| [late.added.as_slice(), &late.replaced].concat(),
        );
        let item = items.iter().find(|item| item.number == trail.item);
        let is_of_item = |number: &str| {
            let number: Option<u32> = number.parse().ok();
            item.zip(number)
                .is_some_and(|(item, number)| (item.first..=item.last).contains(&number))
        };
        let own =
            pages.iter().filter(|(number, text)| is_of_item(number) && has(text, &trail.code));
        own.map(|(number, _)| number.clone()).collect()
    }
}

/// Returns whether a text has a code as a word of its own.
fn has(text: &str, code: &str) -> bool {
    text.match_indices(code).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + code.len()..].chars().next();
        !code.is_empty() && ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// Returns whether a supplement has an item, with papers or without.
fn brings(late: &SupplementRecord, item: &str) -> bool {
    late.added.iter().chain(&late.replaced).any(|own| own.number == item)
        || late.withheld.iter().any(|own| own.number == item)
        || late.withdrawn.iter().any(|own| own == item)
}

/// A row of a table.
struct Row {
    /// The supplement that it came with.
    late: Option<u32>,
    /// Its values by their headings.
    cells: BTreeMap<String, String>,
}

impl Row {
    /// Returns the value under a heading; empty where there is no such column.
    fn get(&self, heading: &str) -> &str {
        self.cells.get(heading).map(String::as_str).unwrap_or_default()
    }

    fn evidence(&self, says: String, inputs: &Path) -> Evidence {
        let (file, recorded) = (self.get("source_file"), self.get("source_sha256"));
        let today = match std::fs::read(inputs.join(file)) {
            _ if recorded.is_empty() => Today::Untold,
            Ok(bytes) if sha256(&bytes) == recorded => Today::Same,
            Ok(_) => Today::Changed,
            Err(_) => Today::Absent,
        };
        Evidence {
            says,
            file: file.into(),
            cell: self.get("source_cell").into(),
            sha256: recorded.into(),
            today,
        }
    }
}

fn indicator(row: &Row) -> String {
    let better = row.get("better");
    match row.get("unit") {
        "" => format!("the indicator, better {better}"),
        unit => format!("the indicator, in {unit}, better {better}"),
    }
}

fn result(row: &Row) -> String {
    let period = row.get("period");
    let value = match row.get("recorded") {
        "result" => {
            let (result, unit) = (row.get("result"), row.get("unit"));
            if unit == "%" { format!("{result}%") } else { format!("{result} {unit}") }
        }
        other => other.to_string(),
    };
    let mut says = format!("{period}: {}", value.trim());
    if !row.get("numerator").is_empty() {
        says.push_str(&format!(", {} of {}", row.get("numerator"), row.get("denominator")));
    }
    match (row.get("target"), row.get("target_upper")) {
        ("", _) => {}
        (target, "") => says.push_str(&format!(", target {target}")),
        (low, high) => says.push_str(&format!(", target {low} to {high}")),
    }
    says.push_str(&format!(", {}", row.get("rag")));
    says
}

fn risk(row: &Row) -> String {
    let score = |which: &str| {
        let part = |what: &str| row.get(&format!("{which}_{what}")).to_string();
        match part("score").as_str() {
            "" => None,
            score => Some(format!(
                "{which} {score} ({}, {}; {})",
                part("probability"),
                part("impact"),
                part("band")
            )),
        }
    };
    let scores: Vec<String> = ["inherent", "residual"].into_iter().filter_map(score).collect();
    scores.join(", ")
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
