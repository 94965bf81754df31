//! The web edition in a real browser: axe over every page, by day and by night, on a
//! desk and on a telephone; the keyboard; no scrolling sideways at 400 %.
//!
//! It needs Chromium and axe-core, which `.ci/web` fetches:
//! `AXE=…/axe.min.js cargo test --release --test browser -- --ignored`.

#[path = "support/browser.rs"]
mod browser;
#[path = "support/graft/mod.rs"]
mod graft;
mod support;
#[path = "support/whole.rs"]
mod whole;

use std::path::{Path, PathBuf};

use agendapack::diag::Diagnostics;
use agendapack::pipeline::{Silent, Workspace, build, catalogue};
use browser::Browser;

/// The rules that are run: those of WCAG 2.2 A and AA, and good practice.
const RUN: &str = "axe.run({ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', \
    'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'] } }).then(result => ({ \
    passes: result.passes.length, violations: result.violations.map(violation => \
    violation.id + ': ' + violation.nodes.map(node => node.html).join(' ')) }))";

/// What sticks out of the window without a place to scroll it in.
const SIDEWAYS: &str = "[document.documentElement.scrollWidth - innerWidth, \
    ...[...document.querySelectorAll('body *')].filter(element => \
    !element.closest('.scroll, .unseen, .skip') && \
    element.getBoundingClientRect().right > innerWidth + 1).map(element => element.outerHTML.slice(0, 80))]";

/// Where the keyboard is, and how it is shown.
const FOCUS: &str = "(() => { const element = document.activeElement; \
    const style = getComputedStyle(element); const box = element.getBoundingClientRect(); \
    const all = [...document.querySelectorAll('*')]; return { \
    order: all.indexOf(element), name: element.tagName, id: element.id, \
    text: (element.getAttribute('aria-label') || element.textContent).trim().slice(0, 60), \
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth), \
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth }; })()";

struct Site {
    _folder: tempfile::TempDir,
    pages: Vec<PathBuf>,
}

/// Builds the sample and the meeting with every feature, and returns every page.
fn site() -> Site {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, other) = (folder.path().join("sample"), folder.path().join("whole"));
    support::copy(support::sample().parent().expect("inputs"), &one.join("inputs"));
    let sample = Workspace::of(&one.join("inputs/2018-03-06-finance-and-resources"));
    let sample = sample.expect("a workspace");
    let built = build(&sample, &Silent).expect("no fault");
    assert!(built.built.is_some(), "{:#?}", built.diagnostics);
    catalogue(&sample, &mut Diagnostics::default()).expect("no fault");
    let outputs = [sample.output, whole::publish(&whole::lay(&other))];
    let mut pages = Vec::new();
    for output in outputs {
        collect(&output.join("public"), &mut pages);
        pages.push(output.parent().expect("outputs").join("index.html"));
    }
    Site { _folder: folder, pages }
}

fn collect(folder: &Path, pages: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder.join("web"))
        .expect("readable")
        .map(|e| e.expect("one").path())
        .collect();
    paths.sort();
    pages.extend(paths.into_iter().filter(|path| path.extension().is_some_and(|e| e == "html")));
}

fn address(page: &Path) -> String {
    format!("file://{}", page.canonicalize().expect("there").display())
}

fn name(page: &Path) -> String {
    let parts: Vec<_> = page.iter().rev().take(4).map(|part| part.to_string_lossy()).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

#[test]
#[ignore = "needs Chromium and axe-core: see .ci/web"]
#[expect(clippy::print_stdout, reason = "what axe says of each page")]
fn no_page_breaks_a_rule_and_none_scrolls_sideways() {
    let axe = std::env::var("AXE").expect("AXE names the file axe.min.js");
    let axe = std::fs::read_to_string(&axe).unwrap_or_else(|error| panic!("{axe}: {error}"));
    let (site, mut browser) = (site(), Browser::open());
    browser.visit("data:text/html,<title>A</title><main><h1>A</h1><img src='data:,'></main>");
    browser.ask(&axe);
    let known = browser.ask(RUN)["violations"].to_string();
    assert!(known.contains("image-alt") && known.contains("html-has-lang"), "{known}");
    let mut broken = Vec::new();
    for page in &site.pages {
        for (width, scheme) in [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")] {
            // 320 by 256 pixels are 1280 by 1024 at 400 %.
            browser.look(width, if width == 320 { 256 } else { 1024 }, scheme);
            browser.visit(&address(page));
            browser.ask("document.querySelectorAll('details').forEach(one => one.open = true)");
            browser.ask(&axe);
            let result = browser.ask(RUN);
            let passes = result["passes"].as_u64().unwrap_or_default();
            assert!(passes > 20, "{}: {result}", name(page));
            let sideways = browser.ask(SIDEWAYS);
            let sideways = sideways.as_array().expect("a list").clone();
            let found = result["violations"].as_array().expect("a list").clone();
            println!(
                "{} at {width}, {scheme}: {passes} rules pass, {} are broken",
                name(page),
                found.len()
            );
            broken.extend(
                found.into_iter().map(|rule| format!("{}, {width}, {scheme}: {rule}", name(page))),
            );
            if sideways[0].as_i64() > Some(0) || sideways.len() > 1 {
                broken.push(format!("{}, {width}: scrolls sideways: {sideways:?}", name(page)));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
#[ignore = "needs Chromium: see .ci/web"]
fn the_keyboard_goes_through_a_page_in_order_and_is_seen() {
    let (site, mut browser) = (site(), Browser::open());
    for page in &site.pages {
        for width in [1280, 320] {
            browser.look(width, 900, "light");
            browser.visit(&address(page));
            let stops = walk(&mut browser);
            let expected = browser.ask(
                "[...document.querySelectorAll('a[href], summary, [tabindex=\"0\"]')].filter(one => one.checkVisibility()).length",
            );
            assert_eq!(expected.as_u64(), Some(stops), "{} at {width}", name(page));
        }
        skips(&mut browser, page);
    }
}

/// Presses Tab until the page ends, and returns how many stops there are.
fn walk(browser: &mut Browser) -> u64 {
    let (mut stops, mut before) = (0, -1);
    loop {
        browser.press("Tab", 9);
        let at = browser.ask(FOCUS);
        let order = at["order"].as_i64().expect("a place");
        if at["name"] == "BODY" || order < before {
            return stops;
        }
        assert!(order > before, "the keyboard does not get on from {at}");
        assert!(at["outline"].as_f64() >= Some(2.0), "nobody sees that it is at {at}");
        assert!(at["seen"] == true, "it is out of sight: {at}");
        assert!(at["text"] != "", "it has no name: {at}");
        assert!(stops > 0 || at["text"] == "Skip to main content", "{at} comes first");
        (before, stops) = (order, stops + 1);
    }
}

/// Follows the link past the head of the page.
fn skips(browser: &mut Browser, page: &Path) {
    browser.visit(&address(page));
    browser.press("Tab", 9);
    let enter = serde_json::json!({ "type": "keyDown", "key": "Enter", "code": "Enter", "text": "\r", "windowsVirtualKeyCode": 13 });
    browser.call("Input.dispatchKeyEvent", enter);
    let at = browser.ask(FOCUS);
    assert_eq!(at["id"], "main", "{}: {at}", name(page));
}

#[test]
#[ignore = "needs Chromium: see .ci/web"]
fn a_printed_page_is_black_on_white_and_shows_everything() {
    let (site, mut browser) = (site(), Browser::open());
    for page in &site.pages {
        browser.look(700, 1000, "dark");
        browser.print();
        browser.visit(&address(page));
        let colours = browser.ask(
            "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.skip')).display, \
             [...document.querySelectorAll('details > :not(summary)')].every(one => one.checkVisibility({ contentVisibilityAuto: true }))]",
        );
        assert_eq!(
            colours,
            serde_json::json!(["rgb(255, 255, 255)", "none", true]),
            "{}",
            name(page)
        );
    }
}
