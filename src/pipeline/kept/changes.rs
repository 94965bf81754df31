//! What has changed in settings and templates since a pack was built: a past colour
//! is not to be changed by today's limits unawares.

use std::fs;

use toml::{Table, Value};

use super::{TEMPLATES, altered, codes, kept};
use crate::diag::{Diagnostic, Diagnostics, Problem, Severity};
use crate::fault::Fault;
use crate::pipeline::Workspace;
use crate::pipeline::recorded::{MANIFEST, Recorded};
use crate::pipeline::workspace::SETTINGS;
use crate::place::Place;
use crate::write::manifest::{FileRecord, Manifest};

/// Settings that no page shows.
const UNSEEN: [&str; 7] = [
    "checks",
    "accepted",
    "archive",
    "known-acronyms",
    "public-domains",
    "public-words",
    "retention",
];

/// How many changed settings a finding names.
const MOST_NAMED: usize = 4;

/// What to do about it.
const HINT: &str = "add `--as-published` to build the pack as it was published; without it, today's take their place";

const HINT_AMONG_MANY: &str = "add `--as-published` to build it as it was published; build it by itself, or add `--again`, for today's to take their place";

/// Returns what has changed since a pack was built that has a day of publication.
pub(in crate::pipeline) fn since(workspace: &Workspace) -> Result<Diagnostics, Fault> {
    let kept = kept(workspace);
    let manifest = Recorded::of(&workspace.output, MANIFEST).known();
    let Some(manifest) = manifest.filter(|manifest| manifest.published.is_some()) else {
        return Ok(Diagnostics::default());
    };
    if !kept.council.is_file() {
        return Ok(Diagnostics::default());
    }
    let found = [settings(workspace, &kept, &manifest)?, templates(workspace, &manifest)?];
    let mut diagnostics = Diagnostics::default();
    found.into_iter().flatten().for_each(|found| diagnostics.push(found));
    Ok(diagnostics)
}

const HINT_OF_SUPPLEMENT: &str = "a supplement goes by today's: put those of then back, which are in `record`, where its colours are to be theirs";

/// Returns the same for a supplement, which is built by what stands in the workspace.
pub(in crate::pipeline) fn since_pack(workspace: &Workspace) -> Result<Diagnostics, Fault> {
    let mut diagnostics = Diagnostics::default();
    for found in since(workspace)? {
        diagnostics.push(Diagnostic { hint: Some(HINT_OF_SUPPLEMENT.into()), ..found });
    }
    Ok(diagnostics)
}

/// Returns the same as errors: among many meetings nobody sees that the colours of one
/// that is published turn.
pub(in crate::pipeline) fn unaltered(workspace: &Workspace) -> Result<Diagnostics, Fault> {
    let mut diagnostics = Diagnostics::default();
    for found in since(workspace)? {
        let hint = Some(HINT_AMONG_MANY.to_string());
        diagnostics.push(Diagnostic { severity: Severity::Error, hint, ..found });
    }
    Ok(diagnostics)
}

fn settings(
    workspace: &Workspace,
    kept: &Workspace,
    manifest: &Manifest,
) -> Result<Option<Diagnostic>, Fault> {
    let read = |path| fs::read_to_string(path).map_err(Fault::file("read", path));
    let (then, now) = (read(&kept.council)?, read(&workspace.council)?);
    // What is no TOML is said by its reader.
    let (Ok(before), Ok(after)) = (then.parse::<Table>(), now.parse::<Table>()) else {
        return Ok(None);
    };
    let changed = changed(&before, &after);
    if changed.is_empty() {
        return Ok(None);
    }
    let mut named: Vec<String> = changed.iter().take(MOST_NAMED).cloned().collect();
    if changed.len() > MOST_NAMED {
        named.push(format!("{} more", changed.len() - MOST_NAMED));
    }
    let message = format!(
        "settings have changed since the pack {}: {} (SHA-256 {} then, {} now)",
        dated(manifest),
        named.join(", "),
        short(&then),
        short(&now)
    );
    let problem = Problem::new(&codes::SETTINGS_CHANGED, message).hint(HINT);
    Ok(Some(problem.at(&Place::file(SETTINGS))))
}

fn templates(workspace: &Workspace, manifest: &Manifest) -> Result<Option<Diagnostic>, Fault> {
    let is_same_version = manifest.version == env!("CARGO_PKG_VERSION");
    let own = |name: &str| {
        let folder = workspace.templates.as_ref().and_then(|folder| folder.parent());
        folder.is_some_and(|folder| folder.join(name).is_file())
    };
    let mut names = altered(workspace, manifest)?;
    // Another version of the program has other templates of its own, as is known.
    names.retain(|name| name.starts_with(TEMPLATES) && (is_same_version || own(name)));
    if names.is_empty() {
        return Ok(None);
    }
    let list: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = format!(
        "templates are not those that the pack {} was built with: {}",
        dated(manifest),
        list.join(", ")
    );
    let problem = Problem::new(&codes::TEMPLATES_CHANGED, message).hint(HINT);
    Ok(Some(problem.at(&Place::file(names[0].clone()))))
}

fn dated(manifest: &Manifest) -> String {
    format!("of {}", manifest.published.as_deref().unwrap_or_default())
}

/// Returns the first eight digits of a text's SHA-256.
fn short(text: &str) -> String {
    FileRecord::of("", text.as_bytes()).sha256.chars().take(8).collect()
}

/// Returns every setting that differs and that a page may show, with its values where
/// they are short.
fn changed(before: &Table, after: &Table) -> Vec<String> {
    let mut changed = Vec::new();
    for key in keys(before, after).filter(|key| !UNSEEN.contains(&key.as_str())) {
        match (before.get(key), after.get(key)) {
            (was, is) if was == is => {}
            (Some(Value::Table(was)), Some(Value::Table(is))) => {
                let inner = keys(was, is).filter(|inner| was.get(*inner) != is.get(*inner));
                changed.extend(inner.map(|inner| {
                    said(&format!("`[{key}] {inner}`"), was.get(inner), is.get(inner))
                }));
            }
            (was, is) => changed.push(said(&format!("`{key}`"), was, is)),
        }
    }
    changed
}

/// Returns the keys of two tables, each once.
fn keys<'a>(before: &'a Table, after: &'a Table) -> impl Iterator<Item = &'a String> {
    before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)))
}

/// Returns `` `[rag] amber-margin` was 35 and is 20 ``, or the name alone.
fn said(name: &str, was: Option<&Value>, is: Option<&Value>) -> String {
    match (was.map(brief), is.map(brief)) {
        (Some(Some(was)), Some(Some(is))) => format!("{name} was {was} and is {is}"),
        (None, _) => format!("{name} is new"),
        (_, None) => format!("{name} is gone"),
        _ => name.to_string(),
    }
}

/// Returns a value that is short enough to be said.
fn brief(value: &Value) -> Option<String> {
    let said = match value {
        Value::Array(_) | Value::Table(_) => return None,
        other => other.to_string(),
    };
    (said.len() <= 40).then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str, expected: &[&str]) {
        let table = |text: &str| text.parse::<Table>().expect("TOML");
        assert_eq!(changed(&table(before), &table(after)), expected);
    }

    #[test]
    fn only_what_a_page_may_show_is_said() {
        check("name = \"A\" # then\n", "name = \"A\"\n[checks]\nKPI003 = \"off\"\n", &[]);
        check(
            "name = \"A\"\n[rag]\namber-margin = 35\n",
            "name = \"B\"\n[rag]\namber-margin = 20\n",
            &["`name` was \"A\" and is \"B\"", "`[rag] amber-margin` was 35 and is 20"],
        );
        check(
            "priorities = [\"Homes\"]\n",
            "priorities = []\nnation = \"Wales\"\n",
            &["`priorities`", "`nation` is new"],
        );
    }
}
