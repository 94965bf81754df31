//! Why inputs may not be in a bag that anyone can have: a file tells all that is in it,
//! and not only what the pack shows of it.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Found, Inputs};
use crate::model::concealed::Concealment;
use crate::model::council::Council;
use crate::model::policy::Acceptance;
use crate::pipeline::examine::Ready;
use crate::pipeline::kept;
use crate::pipeline::workspace::SETTINGS;
use crate::write::media::ending;

/// What the names of files end in that bring more along than their pages: authors,
/// places, earlier states.
const MADE_ELSEWHERE: [&str; 5] = ["jpeg", "jpg", "pdf", "png", "webp"];

/// Returns why the inputs of a meeting are kept back, or nothing where anyone may have
/// them.
pub(super) fn why(found: &Found, inputs: Inputs) -> Option<String> {
    not_asked_for(inputs)
        .or_else(|| not_for_publication(found))
        .or_else(|| hidden(&found.ready))
        .or_else(|| made_elsewhere(found))
        .or_else(|| remarks(found))
        .or_else(|| of_other_meetings(found))
        .or_else(|| other_settings(found))
}

/// Returns whether something was published by other settings than the latest, which only
/// the private bag has.
fn other_settings(found: &Found) -> Option<String> {
    let folder = found.workspace.output.join(kept::FOLDER);
    let latest = fs::read(&found.workspace.council).ok();
    let late = found.held.manifest.supplements.iter().map(|late| late.number.to_string());
    let late = late.map(|number| folder.join("supplements").join(number));
    let mut all = std::iter::once(folder.clone()).chain(late);
    all.any(|folder| fs::read(folder.join(SETTINGS)).ok() != latest)
        .then(|| "the pack or a supplement was built with other settings than the latest".into())
}

/// No program finds all that a workbook or document holds besides its text.
fn not_asked_for(inputs: Inputs) -> Option<String> {
    (inputs == Inputs::Private)
        .then(|| "nobody said, by `--open-inputs`, that anyone may have them".into())
}

fn not_for_publication(found: &Found) -> Option<String> {
    let manifest = &found.held.manifest;
    let late = manifest.supplements.iter().flat_map(|late| &late.withheld);
    let is_exempt = found.ready.editions.withholds()
        || found.held.members.is_some()
        || manifest.withheld.iter().chain(late).next().is_some();
    is_exempt.then(|| "papers of the meeting are not for publication".into())
}

/// Returns what workbooks and documents hold and do not show.
fn hidden(ready: &Ready) -> Option<String> {
    let is_own = |name: &str| name.trim().eq_ignore_ascii_case(ready.council.name.trim());
    let matters = |what: &Concealment| match what {
        Concealment::Properties(named) => named.iter().any(|property| !is_own(&property.name)),
        _ => true,
    };
    let mut hidden = ready.concealed.iter().filter(|found| matters(&found.what));
    let first = hidden.next()?;
    let more = match hidden.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!(
        "inputs hold what they do not show, such as comments or names of authors: {}{more}",
        first.place
    ))
}

/// Returns what a file says of itself that the pack does not take over.
fn made_elsewhere(found: &Found) -> Option<String> {
    let mut names = found.ready.files.iter().map(|path| found.workspace.name_of(path));
    let is_made = |name: &String| {
        let ending = ending(name).map(str::to_lowercase);
        ending.is_some_and(|ending| MADE_ELSEWHERE.contains(&ending.as_str()))
    };
    let name = names.find(is_made)?;
    Some(format!(
        "`{name}` was made elsewhere, and can hold more than the pack shows: authors, places, earlier states"
    ))
}

/// Returns where a text of the meeting has a remark that no page shows.
fn remarks(found: &Found) -> Option<String> {
    let mut texts = found.ready.files.iter().filter(|path| **path != found.workspace.council);
    let remark = |path: &PathBuf| {
        let line = remark(path)?;
        Some(format!("{}:{line} is a remark that no page shows", found.workspace.name_of(path)))
    };
    texts.find_map(remark)
}

/// Returns the line of the first remark in a text: in TOML, or in the front matter of
/// Markdown.
fn remark(path: &Path) -> Option<usize> {
    let is_markdown = match path.extension()?.to_str()? {
        "md" => true,
        "toml" => false,
        _ => return None,
    };
    let text = fs::read_to_string(path).ok()?;
    let lines: Vec<&str> = text.lines().collect();
    let end = if is_markdown {
        lines.iter().skip(1).position(|line| line.trim_end() == "+++").map_or(0, |end| end + 1)
    } else {
        lines.len()
    };
    lines[..end].iter().position(|line| line.trim_start().starts_with('#')).map(|line| line + 1)
}

/// Returns what the settings say of papers that are not of this meeting, or not public.
fn of_other_meetings(found: &Found) -> Option<String> {
    let Council { policy, public_words, .. } = &found.ready.council;
    // What the record lists is published.
    let listed = &found.held.manifest.accepted;
    let is_listed = |own: &Acceptance| listed.iter().any(|known| known.reason == own.reason);
    if !policy.accepted.iter().all(is_listed) {
        return Some(format!(
            "{SETTINGS} accepts findings that the record of this meeting does not list"
        ));
    }
    if !public_words.is_empty() {
        return Some(format!("{SETTINGS} has `public-words`, which exempt papers have as well"));
    }
    None
}
