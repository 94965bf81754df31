//! Every folder under `tests/golden` is a case: inputs as text, and what the
//! command says and writes for them. `UPDATE=1 cargo test --release` rewrites
//! what is expected; a left-over expected file fails. The text `council` in a
//! `case.toml` is added to the council's settings.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use support::{fixture, pdf, workbook};

datatest_stable::harness! {
    { test = case, root = "tests/golden", pattern = r"case\.toml$" },
}

fn case(path: &Path) -> datatest_stable::Result<()> {
    let folder = path.parent().ok_or("a case has a folder")?;
    let case: toml::Table = std::fs::read_to_string(path)?.parse()?;
    let exit = case.get("exit").and_then(toml::Value::as_integer).ok_or("`exit` is missing")?;
    case.get("why").and_then(toml::Value::as_str).ok_or("`why` is missing")?;
    let arguments = case.get("run").and_then(toml::Value::as_str).unwrap_or("build inputs/meeting");
    let place = tempfile::tempdir()?;
    let alone = case.get("alone").and_then(toml::Value::as_bool).unwrap_or(false);
    prepare(folder, place.path(), alone)?;
    if folder.join("templates").is_dir() {
        support::copy(&folder.join("templates"), &place.path().join("templates"));
    }
    if let Some(more) = case.get("council").and_then(toml::Value::as_str) {
        let path = place.path().join("inputs/council.toml");
        std::fs::write(&path, std::fs::read_to_string(&path)? + more)?;
    }
    let before = case.get("before").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    for arguments in before.iter().filter_map(toml::Value::as_str) {
        let output = command(arguments, place.path())?;
        if !output.status.success() {
            return Err(format!("{arguments}: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
    }
    if !before.is_empty() {
        arrive(folder, place.path())?;
    }
    let output = command(arguments, place.path())?;
    let mut found = BTreeMap::new();
    let builds = arguments.starts_with("build") || arguments.starts_with("supplement");
    // What a build writes is looked at by itself; all others print their result.
    let printed = if builds { Vec::new() } else { output.stdout };
    let said = [printed, output.stderr].concat();
    found.insert("report.txt".to_string(), String::from_utf8(said)?);
    let wanted = case.get("expect").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    for name in wanted.iter().filter_map(toml::Value::as_str) {
        found.insert(name.to_string(), dump(place.path(), name)?);
    }
    compare(&folder.join("expected"), &found)?;
    if output.status.code().map(i64::from) != Some(exit) {
        return Err(format!("exit {:?}, expected {exit}", output.status.code()).into());
    }
    let built = place.path().join("outputs/meeting").exists();
    if built != (builds && exit == 0 || !before.is_empty()) {
        return Err(format!("a pack was {}written", if built { "" } else { "not " }).into());
    }
    Ok(())
}

fn command(arguments: &str, place: &Path) -> std::io::Result<std::process::Output> {
    support::agendapack()
        .args(arguments.split_whitespace())
        .current_dir(place)
        .env("NO_COLOR", "1")
        .output()
}

/// Lays a case's inputs over those that all cases share, unless it stands alone.
fn prepare(folder: &Path, place: &Path, alone: bool) -> datatest_stable::Result<()> {
    let shared = folder.parent().ok_or("cases have a folder")?.join("shared");
    let (inputs, own) = (place.join("inputs"), folder.join("inputs"));
    if alone {
        fixture::lay(&[&own], &inputs);
        std::fs::copy(shared.join("council.toml"), inputs.join("council.toml"))?;
    } else {
        fixture::lay(&[&shared, &own], &inputs);
    }
    Ok(())
}

/// Lays what comes `later` over the inputs; the council's settings stay.
fn arrive(folder: &Path, place: &Path) -> datatest_stable::Result<()> {
    let shared = folder.parent().ok_or("cases have a folder")?.join("shared");
    let layers = [shared, folder.join("inputs"), folder.join("later")];
    let council = std::fs::read(place.join("inputs/council.toml"))?;
    fixture::lay(&layers.each_ref().map(PathBuf::as_path), &place.join("inputs"));
    std::fs::write(place.join("inputs/council.toml"), council)?;
    Ok(())
}

/// Returns an output as text: a PDF as its bookmarks and the text of its pages.
fn dump(place: &Path, name: &str) -> datatest_stable::Result<String> {
    match name {
        "pack.txt" | "supplement.txt" | "consolidated.txt" => {
            let file = match name {
                "pack.txt" => "agenda-pack.pdf",
                "supplement.txt" => "supplements/1/agenda-supplement-1.pdf",
                _ => "agenda-pack-consolidated.pdf",
            };
            let bytes = std::fs::read(place.join("outputs/meeting/public").join(file))?;
            let document = pdf::open(&bytes);
            let mut text = String::new();
            for bookmark in pdf::bookmarks(&document) {
                text += &format!(
                    "{}{} … {}\n",
                    "  ".repeat(bookmark.depth),
                    bookmark.title,
                    bookmark.page
                );
            }
            for (number, page) in (1..).zip(pdf::pages(&document)) {
                text += &format!("\n--- page {number}\n{page}\n");
            }
            Ok(text)
        }
        "workbooks.txt" => {
            let mut paths: Vec<_> =
                std::fs::read_dir(place.join("outputs/meeting/public/appendices"))?
                    .map(|entry| entry.map(|entry| entry.path()))
                    .collect::<Result<_, _>>()?;
            paths.retain(|path| path.extension().is_some_and(|ending| ending == "xlsx"));
            paths.sort();
            Ok(paths.iter().map(|path| workbook::dump(path)).collect())
        }
        "annotated.txt" => {
            let mut copies = Vec::new();
            collect(&place.join("outputs/meeting-annotated"), &mut copies)?;
            copies.sort();
            Ok(copies.iter().map(|path| workbook::dump(path)).collect())
        }
        "decisions.txt" => {
            let clerk = place.join("outputs/meeting/clerk");
            let form = pdf::pages(&pdf::open(&std::fs::read(clerk.join("decisions.pdf"))?));
            let form = (1..).zip(form).map(|(number, page)| format!("--- page {number}\n{page}\n"));
            Ok(workbook::dump(&clerk.join("decisions.xlsx")) + &form.collect::<String>())
        }
        "notice.txt" | "notice.html" | "meeting.ics" => {
            let text = std::fs::read_to_string(place.join("outputs/meeting/public").join(name))?;
            Ok(text.replace("\r\n", "\n"))
        }
        "minutes.md" => {
            Ok(std::fs::read_to_string(place.join("outputs/meeting/clerk/minutes.md"))?)
        }
        other => Err(format!("nothing is known of how to show `{other}`").into()),
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

fn compare(expected: &Path, found: &BTreeMap<String, String>) -> datatest_stable::Result<()> {
    if std::env::var_os("UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(expected);
        for (name, text) in found.iter().filter(|(_, text)| !text.is_empty()) {
            std::fs::create_dir_all(expected)?;
            std::fs::write(expected.join(name), text)?;
        }
        return Ok(());
    }
    for (name, text) in found {
        let wanted = std::fs::read_to_string(expected.join(name)).unwrap_or_default();
        if wanted != *text {
            return Err(format!("{name} differs\n--- expected\n{wanted}\n--- found\n{text}").into());
        }
    }
    for entry in std::fs::read_dir(expected).into_iter().flatten() {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !found.contains_key(&name) {
            return Err(format!("expected/{name} belongs to nothing").into());
        }
    }
    Ok(())
}
