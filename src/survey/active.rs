//! What a file does by itself, and what reports on its readers.

use hayro_syntax::object::{Array, Dict, Object};
use hayro_syntax::page::Page;
use serde::Serialize;

use super::strings;
use super::tree::{self, name};

/// The most actions that follow each other.
const CHAIN: usize = 100;

/// The most findings that are kept.
const MOST: usize = 1_000;

/// Parts of addresses that report who followed a link: campaign parameters, mail
/// filters and click counters.
const TRACKERS: [&str; 16] = [
    "utm_source=",
    "utm_medium=",
    "utm_campaign=",
    "fbclid=",
    "gclid=",
    "mc_eid=",
    "safelinks.protection.outlook.com",
    "urldefense.",
    "linkprotect.cudasvc.com",
    "list-manage.com/track",
    "mandrillapp.com/track",
    "sendgrid.net/ls/click",
    "links.govdelivery.com",
    "lnks.gd/",
    "hubspotlinks.com",
    "/track/click",
];

/// Something that a file does, or that it lets others know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Active {
    /// What it is.
    pub kind: Deed,
    /// The page that it is on, from 1; nothing for the whole file.
    pub page: Option<usize>,
    /// The address or file that it goes to.
    pub target: Option<String>,
}

/// What a file does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Deed {
    /// Runs a script.
    Script,
    /// Starts a program.
    Launch,
    /// Sends what is filled in.
    Submit,
    /// Takes in data.
    Import,
    /// Opens another file.
    OtherFile,
    /// Plays a film, a sound or a model.
    Media,
    /// Carries a program.
    Program,
    /// Tells somebody that a link was followed.
    Tracking,
}

/// Returns what a file does, in the order of where it is looked for.
pub(super) fn deeds(catalog: &Dict<'_>, pages: &[Page<'_>], fields: &[Dict<'_>]) -> Vec<Active> {
    let mut found = Deeds::default();
    found.of(catalog, &["OpenAction"]);
    if let Some(names) = catalog.get::<Dict<'_>>("Names")
        && let Some(scripts) = names.get::<Dict<'_>>("JavaScript")
    {
        for script in tree::named(&scripts).into_iter().filter_map(Object::into_dict) {
            found.chain(script);
        }
    }
    for mark in tree::bookmarks(catalog) {
        found.of(&mark, &["A"]);
    }
    for field in fields {
        found.of(field, &["A"]);
    }
    for (index, page) in pages.iter().enumerate() {
        found.page = Some(index + 1);
        found.of(page.raw(), &[]);
        let annotations = page.raw().get::<Array<'_>>("Annots");
        for annotation in annotations.iter().flat_map(Array::iter::<Dict<'_>>) {
            found.of(&annotation, &["A", "PA"]);
            let media = ["RichMedia", "3D", "Screen", "Movie", "Sound"];
            if name(&annotation, "Subtype").is_some_and(|kind| media.contains(&kind.as_str())) {
                found.add(Deed::Media, None);
            }
        }
    }
    found.all
}

/// Returns whether a file of this name is a program.
pub(super) fn is_program(name: &str) -> bool {
    let endings = [
        "exe", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "js", "jse", "wsf", "hta", "lnk",
        "jar", "docm", "xlsm", "pptm", "dll", "app", "sh",
    ];
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

#[derive(Default)]
struct Deeds {
    all: Vec<Active>,
    page: Option<usize>,
}

impl Deeds {
    fn add(&mut self, kind: Deed, target: Option<String>) {
        let deed = Active { kind, page: self.page, target };
        if self.all.len() < MOST && !self.all.contains(&deed) {
            self.all.push(deed);
        }
    }

    /// Looks at the actions of a dictionary: those of its entries, and those that
    /// events start.
    fn of(&mut self, dict: &Dict<'_>, keys: &[&str]) {
        for key in keys {
            if let Some(action) = dict.get::<Dict<'_>>(*key) {
                self.chain(action);
            }
        }
        if let Some(events) = dict.get::<Dict<'_>>("AA") {
            for (event, _) in events.entries() {
                if let Some(action) = events.get::<Dict<'_>>(event.as_str()) {
                    self.chain(action);
                }
            }
        }
    }

    /// Looks at an action and at those that follow it.
    fn chain(&mut self, action: Dict<'_>) {
        let mut open = vec![action];
        let mut left = CHAIN;
        while let Some(action) = open.pop()
            && left > 0
        {
            left -= 1;
            self.action(&action);
            match action.get::<Object<'_>>("Next") {
                Some(Object::Dict(next)) => open.push(next),
                Some(Object::Array(next)) => open.extend(next.iter::<Dict<'_>>().take(left)),
                _ => {}
            }
        }
    }

    fn action(&mut self, action: &Dict<'_>) {
        let Some(kind) = name(action, "S") else { return };
        let file =
            || strings::entry(action, "F").or_else(|| file_name(&action.get::<Dict<'_>>("F")?));
        match kind.as_str() {
            "JavaScript" => self.add(Deed::Script, None),
            "Launch" => self.add(Deed::Launch, file()),
            "SubmitForm" => self.add(Deed::Submit, file()),
            "ImportData" => self.add(Deed::Import, file()),
            "GoToR" | "GoToE" => self.add(Deed::OtherFile, file()),
            "Rendition" | "Movie" | "Sound" | "RichMediaExecute" | "GoTo3DView" => {
                self.add(Deed::Media, None);
            }
            "URI" => {
                let address = strings::entry(action, "URI").unwrap_or_default();
                let lower = address.to_ascii_lowercase();
                if TRACKERS.iter().any(|tracker| lower.contains(tracker)) {
                    self.add(Deed::Tracking, Some(address));
                }
            }
            _ => {}
        }
    }
}

/// Returns the name of a file that a file specification has.
pub(super) fn file_name(file: &Dict<'_>) -> Option<String> {
    strings::entry(file, "UF").or_else(|| strings::entry(file, "F"))
}
