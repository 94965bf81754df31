//! Arrows go one way: which module may name which other.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A module, and the modules of this crate that it may name.
const LAYERS: &[(&str, &[&str])] = &[
    ("place", &[]),
    ("spelling", &[]),
    // Reads what others wrote, and knows nothing of what it is for.
    ("survey", &["survey"]),
    ("diag", &["place"]),
    ("digest", &[]),
    // It changes how fast an answer comes, and never which.
    ("memory", &["digest"]),
    ("fault", &[]),
    // Proves files, whatever they hold.
    ("archive", &["fault", "archive"]),
    ("model", &["place", "survey", "digest", "model"]),
    ("read", &["place", "spelling", "survey", "diag", "digest", "memory", "model", "read"]),
    ("check", &["place", "spelling", "survey", "diag", "model", "check"]),
    ("edition", &["place", "spelling", "model", "edition"]),
    ("view", &["place", "spelling", "survey", "digest", "model", "edition", "view"]),
    ("quote", &["place", "spelling", "diag", "model", "view", "quote"]),
    ("write", &["fault", "digest", "memory", "view", "write"]),
    ("normalise", &["spelling", "fault", "survey", "write", "normalise"]),
    // Proves the work of edition and write, so it names neither of them.
    ("scan", &["scan"]),
    ("template", &["place", "model", "read", "view", "template"]),
    (
        "pipeline",
        &[
            "archive",
            "place",
            "spelling",
            "diag",
            "digest",
            "memory",
            "fault",
            "survey",
            "model",
            "read",
            "quote",
            "check",
            "edition",
            "view",
            "write",
            "template",
            "scan",
            "normalise",
            "pipeline",
        ],
    ),
    ("docs", &["read", "check", "pipeline", "cli", "diag"]),
    (
        "cli",
        &[
            "place", "spelling", "diag", "fault", "memory", "model", "read", "check", "pipeline",
            "cli",
        ],
    ),
];

#[test]
fn modules_name_only_what_is_below_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&source, &mut files);
    assert!(files.len() > 40, "the scan finds the sources");
    for path in files {
        let relative = path.strip_prefix(&source).expect("below src");
        let module = relative.iter().next().expect("a name").to_string_lossy().replace(".rs", "");
        if module == "main" || module == "lib" {
            continue;
        }
        let rule = LAYERS.iter().find(|(name, _)| *name == module);
        let (_, allowed) = rule.unwrap_or_else(|| panic!("{module} is in no layer"));
        let text = std::fs::read_to_string(&path).expect("text");
        // Tests may use a neighbour's fixtures.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for named in named_modules(code) {
            assert!(
                allowed.contains(&named.as_str()),
                "{} names crate::{named}",
                relative.display()
            );
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn named_modules(text: &str) -> BTreeSet<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut named = BTreeSet::new();
    for line in code {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            if let Some(inner) = rest.strip_prefix('{') {
                panic!("write one `use crate::…` a module, not a group: {inner}");
            }
            named.insert(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    named
}
