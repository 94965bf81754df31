//! The web edition: links that lead somewhere, names that stay, nothing withheld, and
//! everything that the pack says.

#[path = "support/graft/mod.rs"]
mod graft;
#[path = "support/page.rs"]
mod page;
mod support;
#[path = "support/whole.rs"]
mod whole;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use agendapack::diag::Diagnostics;
use agendapack::pipeline::{Silent, Workspace, build, catalogue};
use page::Page;
use support::{canary, fixture, pdf};

/// A meeting that was built in a workspace of its own.
struct Made {
    folder: tempfile::TempDir,
    output: PathBuf,
}

impl Made {
    fn pages(&self) -> Vec<Page> {
        Page::all(&self.output.join("public/web"))
    }

    fn page(&self, name: &str) -> Page {
        Page::open(&self.output.join("public/web").join(name))
    }
}

static SAMPLE: LazyLock<Made> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    support::copy(support::sample().parent().expect("inputs"), &folder.path().join("inputs"));
    made(folder, "inputs/2018-03-06-finance-and-resources")
});

static WHOLE: LazyLock<Made> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let output = whole::publish(&whole::lay(folder.path()));
    Made { folder, output }
});

fn made(folder: tempfile::TempDir, meeting: &str) -> Made {
    let workspace = Workspace::of(&folder.path().join(meeting)).expect("a workspace");
    let outcome = build(&workspace, &Silent).expect("no fault");
    assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
    catalogue(&workspace, &mut Diagnostics::default()).expect("no fault");
    Made { folder, output: workspace.output }
}

/// Returns the shared fixture, with texts in the place of some of its files.
fn shared(changes: &[(&str, &str)]) -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let over = folder.path().join("over");
    for (path, text) in changes {
        let path = over.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let inputs = folder.path().join("inputs");
    fixture::lay(&[&project.join("tests/golden/shared"), &over], &inputs);
    made(folder, "inputs/meeting")
}

fn shared_text(path: &str) -> String {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/shared");
    std::fs::read_to_string(shared.join(path)).expect("a text")
}

#[test]
fn every_link_leads_somewhere() {
    for made in [&*SAMPLE, &*WHOLE] {
        let index = Page::open(&made.folder.path().join("outputs/index.html"));
        for page in made.pages().iter().chain([&index]) {
            for link in page.links() {
                follow(page, &link, made.folder.path());
            }
        }
    }
}

fn follow(page: &Page, link: &str, root: &Path) {
    let from = page.path.display();
    if ["https://", "mailto:"].iter().any(|scheme| link.starts_with(scheme)) {
        return;
    }
    assert!(!link.contains(':') && !link.starts_with('/'), "{from}: {link}");
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, id)| (path, Some(id)));
    let target = page.path.parent().expect("a folder").join(path);
    let target = if path.is_empty() { page.path.clone() } else { target };
    let target = target.canonicalize().unwrap_or_else(|_| panic!("{from}: {link} leads nowhere"));
    assert!(target.starts_with(root.canonicalize().expect("there")), "{from}: {link}");
    let is_page = page.path.components().any(|part| part.as_os_str() == "public");
    let is_public = target.components().any(|part| part.as_os_str() == "public");
    assert!(!is_page || is_public, "{from}: {link} is not public");
    let Some(anchor) = anchor else { return };
    if let Some(number) = anchor.strip_prefix("page=") {
        let pages = pdf::pages(&pdf::open(&std::fs::read(&target).expect("a file"))).len();
        let number: usize = number.parse().expect("a number");
        assert!((1..=pages).contains(&number), "{from}: {link}, of {pages} pages");
    } else {
        let ids = Page::open(&target).values("id");
        assert!(ids.iter().any(|id| id == anchor), "{from}: {link} leads to no place");
    }
}

#[test]
fn a_link_into_the_pack_leads_to_the_page_that_it_names() {
    let words = regex::Regex::new(r#"href="\.\./([^"]*\.pdf)#page=(\d+)"[^>]*>Pages? (\d+)"#);
    let words = words.expect("an expression");
    for made in [&*SAMPLE, &*WHOLE] {
        let mut found = 0;
        for page in made.pages() {
            for link in words.captures_iter(&page.html) {
                let file = std::fs::read(made.output.join("public").join(&link[1]));
                let labels = pdf::labels(&pdf::open(&file.expect("a file")));
                let place: usize = link[2].parse().expect("a number");
                assert_eq!(labels[place - 1], link[3], "{}: {}", page.path.display(), &link[0]);
                found += 1;
            }
        }
        assert!(found > 5, "{found} links");
    }
}

#[test]
fn names_are_unique_and_headings_in_order() {
    for made in [&*SAMPLE, &*WHOLE] {
        let mut titles = BTreeSet::new();
        for page in made.pages() {
            let name = page.path.display();
            let ids = page.values("id");
            let apart: BTreeSet<&String> = ids.iter().collect();
            assert_eq!(apart.len(), ids.len(), "{name}: {ids:?}");
            let headings = page.headings();
            assert_eq!(headings.iter().filter(|level| **level == 1).count(), 1, "{name}");
            assert_eq!(headings.first(), Some(&1), "{name}");
            for pair in headings.windows(2) {
                assert!(pair[1] <= pair[0] + 1, "{name}: {headings:?}");
            }
            assert!(page.html.contains("<html lang=\"en-GB\">"), "{name}");
            assert!(!page.html.contains("javascript") && !page.html.contains(" style="), "{name}");
            let title = page.html.split_once("<title>").expect("a title").1;
            assert!(titles.insert(title.split('<').next().expect("words").to_string()), "{name}");
        }
    }
}

#[test]
fn the_same_inputs_give_the_same_pages() {
    let again = shared(&[]);
    for page in shared(&[]).pages() {
        let name = page.path.file_name().expect("a name").to_string_lossy().into_owned();
        assert_eq!(again.page(&name).html, page.html, "{name}");
    }
    let read = |name: &str| std::fs::read(again.folder.path().join("outputs").join(name));
    let before = ["index.html", "feed.atom", "style.css"].map(|name| read(name).expect("there"));
    catalogue(
        &Workspace::of(&again.folder.path().join("inputs/meeting")).expect("a workspace"),
        &mut Diagnostics::default(),
    )
    .expect("no fault");
    let after = ["index.html", "feed.atom", "style.css"].map(|name| read(name).expect("there"));
    assert_eq!(before, after);
}

#[test]
fn names_stay_when_an_indicator_comes_before_others() {
    let path = "meeting/reports/02-streets/kpi.xlsx";
    let first = |sheet: &str, line: &str| {
        let text = shared_text(&format!("{path}/{sheet}.tsv"));
        let (head, rest) = text.split_once('\n').expect("a heading");
        let cells = line.split('\t').count();
        let filled = "\t".repeat(head.split('\t').count().saturating_sub(cells));
        format!("{head}\n{line}{filled}\n{rest}")
    };
    let head = shared_text(&format!("{path}/Indicators.tsv"));
    let row = head.lines().nth(1).expect("an indicator");
    let code = row.split('\t').next().expect("a code");
    let new = row.replacen(code, "AA1", 1).replace("clean", "dry");
    let results = shared_text(&format!("{path}/Results.tsv"));
    let result = results.lines().find(|line| line.starts_with(code)).expect("a result");
    let (before, after) = (
        shared(&[]),
        shared(&[
            (&format!("{path}/Indicators.tsv"), &first("Indicators", &new)),
            (&format!("{path}/Results.tsv"), &first("Results", &result.replacen(code, "AA1", 1))),
        ]),
    );
    let (before, after) = (before.page("item-2.html"), after.page("item-2.html"));
    let ids: BTreeSet<String> = after.values("id").into_iter().collect();
    assert!(ids.contains("indicator-aa1"), "{ids:?}");
    for id in before.values("id") {
        assert!(ids.contains(&id), "{id} is gone");
        let is_thing =
            ["indicator-", "risk-", "paragraph-"].iter().any(|kind| id.starts_with(kind));
        if is_thing {
            let said = |page: &Page| page.within(&id);
            assert_eq!(
                said(&before).split(" of the pack").next().map(without_page),
                said(&after).split(" of the pack").next().map(without_page),
                "{id}"
            );
        }
    }
}

/// Where it is in the pack may have changed.
fn without_page(text: &str) -> String {
    text.rsplit_once("Page ").map_or(text, |(before, _)| before).to_string()
}

#[test]
fn nothing_withheld_is_on_a_page() {
    let pages = WHOLE.pages();
    assert!(pages.len() >= 7, "{} pages", pages.len());
    for page in &pages {
        let text = page.html.to_lowercase();
        assert!(!text.contains("canary") && !text.contains("cnr"), "{}", page.path.display());
        for number in canary::NUMBERS {
            assert!(!text.contains(number), "{number} is in {}", page.path.display());
        }
    }
    let index = WHOLE.page("index.html").text();
    for said in ["Exempt: paragraph 3", "are not for publication", "Exclusion of the public"] {
        assert!(index.contains(said), "{said} is not in {index}");
    }
    for name in ["index.html", "feed.atom"] {
        let list = WHOLE.folder.path().join("outputs").join(name);
        let text = std::fs::read_to_string(list).expect("a list").to_lowercase();
        assert!(!text.contains("canary") && !text.contains("private"), "{text}");
    }
}

#[test]
fn a_meeting_with_late_papers_shows_how_it_stands() {
    let index = WHOLE.page("index.html");
    let text = index.text();
    for said in
        ["Agenda Supplement 1", "Published 10 July 2024.", "as it stands with Agenda Supplement 1"]
    {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    let links = index.links();
    for link in [
        "../agenda-pack-consolidated.pdf",
        "../agenda-pack.pdf",
        "../supplements/1/agenda-supplement-1.pdf",
        "item-8.html",
    ] {
        assert!(links.iter().any(|known| known == link), "{link} is not in {links:?}");
    }
    assert!(links.iter().any(|link| link.starts_with("../supplements/1/items/08-")), "{links:?}");
    // Figures of several publications are told apart by the words of their links.
    for said in [
        "Decisions asked for, as data (agenda pack as it was first published)",
        "Decisions asked for, as data (Agenda Supplement 1)",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    let list = Page::open(&WHOLE.folder.path().join("outputs/index.html"));
    // Pages are counted, whatever their numbers: some are not for publication.
    for page in [&list, &index] {
        for (file, said) in [
            ("supplements/1/agenda-supplement-1.pdf", "Agenda Supplement 1 (PDF, "),
            ("agenda-pack-consolidated.pdf", "Agenda pack with all supplements (PDF, "),
        ] {
            let bytes = std::fs::read(WHOLE.output.join("public").join(file)).expect("a file");
            let count = pdf::pages(&pdf::open(&bytes)).len();
            let said = format!("{said}{count} pages");
            assert!(page.text().contains(&said), "{said} is not in {}", page.text());
        }
    }
    let whole = "meeting/public/agenda-pack-consolidated.pdf";
    assert!(list.links().iter().any(|link| link == whole), "{:?}", list.links());
    assert!(list.text().contains("Agenda pack with all supplements"), "{}", list.text());
    let streets = WHOLE.page("item-2.html");
    let text = streets.text();
    for said in ["Appendix B: What the streets cost", "South <West>", "1.1", "paragraph 3"] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    let alternatives = streets.values("alt");
    assert_eq!(alternatives, ["Complaints fell from 40 in April to 12 in June"]);
    let feed = std::fs::read_to_string(WHOLE.folder.path().join("outputs/feed.atom"));
    let feed = feed.expect("a feed");
    assert_eq!(feed.matches("<entry>").count(), 2, "{feed}");
    assert!(feed.contains("<updated>2024-07-10T00:00:00Z</updated>"), "{feed}");
}

#[test]
fn whatever_a_page_of_the_pack_says_the_web_page_says() {
    let record = std::fs::read(SAMPLE.output.join("manifest.json")).expect("a record");
    let record = agendapack::write::manifest::Manifest::from_json(&record).expect("a record");
    let pack = std::fs::read(SAMPLE.output.join("public/agenda-pack.pdf")).expect("a pack");
    let pages = pdf::pages(&pdf::open(&pack));
    for item in &record.items {
        let web = SAMPLE.page(&format!("item-{}.html", item.number)).text();
        let words: BTreeSet<String> = words(&web).collect();
        let printed = &pages[item.first as usize - 1..item.last as usize];
        let missing: BTreeSet<String> = printed
            .iter()
            .flat_map(|page| printed_words(page))
            .filter(|word| !words.contains(word))
            .collect();
        assert!(missing.is_empty(), "item {}: {missing:?}", item.number);
    }
}

/// Returns the words of a page of the pack, without its number and those that a line's
/// end has broken.
fn printed_words(page: &str) -> impl Iterator<Item = String> + '_ {
    let text = page.rsplit_once("Page ").map_or(page, |(text, _)| text);
    words(text).filter(|word| !word.ends_with(['-', '/']))
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let around: &[char] = &['.', ',', ':', ';', '(', ')', '•', '“', '”', '‘', '’', '\u{200b}'];
    text.split_whitespace()
        .map(move |word| word.trim_matches(around).replace('\u{200b}', "").to_lowercase())
        .filter(|word| !word.is_empty())
}

#[test]
fn a_councils_own_template_is_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let inputs = folder.path().join("inputs");
    fixture::lay(&[&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/shared")], &inputs);
    let templates = folder.path().join("templates/web");
    std::fs::create_dir_all(&templates).expect("made");
    let own = "{% extends \"base.html\" %}{% block title %}Ours{% endblock title %}\
               {% block main %}<h1>{{ page.meeting.committee }}</h1>{% endblock main %}";
    std::fs::write(templates.join("meeting.html"), own).expect("written");
    let made = made(folder, "inputs/meeting");
    let page = made.page("index.html");
    assert!(page.html.contains("<title>Ours</title>"), "{}", page.html);
    assert!(page.html.contains("<h1>Performance Committee</h1>"), "{}", page.html);
    assert!(made.page("item-2.html").html.contains("About this report"));
}

#[test]
fn the_event_is_json_that_search_engines_read() {
    let html = SAMPLE.page("index.html").html;
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">").expect("an event");
    let json = rest.split_once("</script>").expect("its end").0;
    let event: serde_json::Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(event["@type"], "Event");
    assert_eq!(event["startDate"], "2018-03-06T19:30");
    assert_eq!(event["location"]["name"], "Conference Room 2, The Forum");
    assert_eq!(event["subjectOf"][0]["url"], "../agenda-pack.pdf");
}

#[test]
fn a_record_that_cannot_be_read_is_left_out_of_the_list_and_said() {
    let made = shared(&[]);
    let workspace = Workspace::of(&made.folder.path().join("inputs/meeting")).expect("a workspace");
    let other = made.folder.path().join("outputs/other");
    std::fs::create_dir_all(&other).expect("made");
    let own = std::fs::read_to_string(workspace.output.join("manifest.json")).expect("a record");
    for broken in ["{".to_string(), own.replace("\"2024-07-16\"", "\"16 July 2024\"")] {
        std::fs::write(other.join("manifest.json"), broken).expect("written");
        let mut diagnostics = Diagnostics::default();
        let files = catalogue(&workspace, &mut diagnostics).expect("a list");
        assert!(!files.is_empty());
        let found: Vec<_> = diagnostics.iter().map(|d| (d.code.id, d.place.to_string())).collect();
        assert_eq!(found, [("REC005", "outputs/other/manifest.json".to_string())]);
    }
}
