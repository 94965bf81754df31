//! A council's workspace with one small meeting, for what is done with a pack after it
//! was built.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use agendapack::archive::bag;
use agendapack::archive::fixity::{Fixity, files};
use agendapack::pipeline::{
    Archive, ArchiveOutcome, Basis, Certificate, Finding, Inputs, Outcome, Silent, Step,
    Supplement, Verify, Workspace, archive, build, supplement, verify,
};
use agendapack::write::manifest::{FileRecord, Manifest};

use super::fixture;

/// A workspace of its own.
pub(crate) struct Office(tempfile::TempDir);

impl Office {
    /// The meeting of the golden cases, with this behind the council's settings.
    pub(crate) fn of_golden(settings: &str) -> Self {
        Self::of("tests/golden/shared", settings)
    }

    /// The meeting of a golden case.
    pub(crate) fn of_case(case: &str) -> Self {
        let office = Self(tempfile::tempdir().expect("a folder"));
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let (shared, own) = (golden.join("shared"), golden.join(case).join("inputs"));
        fixture::lay(&[&shared, &own], &office.path("inputs"));
        office
    }

    /// A fixture's meeting, with this behind the council's settings.
    pub(crate) fn of(fixture: &str, settings: &str) -> Self {
        let office = Self(tempfile::tempdir().expect("a folder"));
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join(fixture);
        fixture::lay(&[&fixture], &office.path("inputs"));
        office.amend("inputs/council.toml", |text| format!("{text}\n{settings}"));
        office
    }

    /// Adds a key of the settings, which stands before all tables.
    pub(crate) fn with_words(self) -> Self {
        self.amend("inputs/council.toml", |text| format!("public-words = [\"Oldbury\"]\n{text}"));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    pub(crate) fn amend(&self, name: &str, change: impl FnOnce(String) -> String) {
        let path = self.path(name);
        let text = fs::read_to_string(&path).expect("text");
        let changed = change(text.clone());
        assert!(changed != text || text.ends_with(&changed), "{name} is changed");
        fs::write(path, changed).expect("written");
    }

    pub(crate) fn workspace(&self) -> Workspace {
        Workspace::of(&self.path("inputs/meeting")).expect("a workspace")
    }

    pub(crate) fn try_to_build(&self, basis: Basis) -> Outcome {
        build(&Workspace { basis, ..self.workspace() }, &Silent).expect("no fault")
    }

    /// Builds the pack, and returns the ids of what was found.
    pub(crate) fn build(&self, basis: Basis) -> Vec<&'static str> {
        let outcome = self.try_to_build(basis);
        assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
        outcome.diagnostics.iter().map(|found| found.code.id).collect()
    }

    /// Publishes late papers.
    pub(crate) fn supplement(&self, items: &[&str], published: &str) {
        let request = Supplement {
            items: items.iter().map(ToString::to_string).collect(),
            published: published.parse().expect("a date"),
        };
        let outcome = supplement(&self.workspace(), &request, &Silent).expect("no fault");
        assert!(outcome.built.is_some(), "{:#?}", outcome.diagnostics);
    }

    pub(crate) fn try_to_archive(&self, inputs: Inputs) -> ArchiveOutcome {
        let date = "2024-07-16".parse().expect("the day of the meeting");
        archive(&self.workspace(), Archive { inputs, date }, &Silent).expect("no fault")
    }

    /// Archives the meeting, and returns why its inputs are in the private bag alone.
    pub(crate) fn archive(&self) -> Option<String> {
        self.archive_for(Inputs::Open)
    }

    pub(crate) fn archive_for(&self, inputs: Inputs) -> Option<String> {
        let outcome = self.try_to_archive(inputs);
        let archived = outcome.archived;
        archived.unwrap_or_else(|| panic!("errors: {:#?}", outcome.diagnostics)).kept_back
    }

    /// Returns the files of a folder, by their paths.
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let folder = self.path(folder);
        let read = |name: String| {
            let bytes = fs::read(folder.join(&name)).expect("a file");
            (name, bytes)
        };
        files(&folder).expect("a folder").into_iter().map(read).collect()
    }

    pub(crate) fn verify(&self, folder: &str) -> Certificate {
        self.verify_by(folder, None)
    }

    pub(crate) fn verify_by(&self, folder: &str, public_key: Option<String>) -> Certificate {
        verify(&self.path(folder), &Verify { public_key }, &Silent).expect("no fault")
    }

    /// Makes the manifests of a bag fit what is in it, as a forger would.
    pub(crate) fn fit_bag(&self, bag: &str) {
        let files = self.files(bag);
        let text = String::from_utf8_lossy(&files["bag-info.txt"]).into_owned();
        let pairs = text.lines().filter_map(|line| line.split_once(": "));
        let info: Vec<(String, String)> = pairs
            .filter(|(label, _)| *label != "Payload-Oxum")
            .map(|(label, value)| (label.into(), value.into()))
            .collect();
        let payload = files.iter().filter(|(path, _)| path.starts_with("data/"));
        let payload = payload.map(|(path, bytes)| (path.clone(), Fixity::of(bytes))).collect();
        let history = ("metadata/premis.xml".to_string(), files["metadata/premis.xml"].clone());
        for (name, bytes) in bag::tags(&payload, &info, vec![history]) {
            self.write(&format!("{bag}/{name}"), bytes);
        }
    }

    /// Makes the record of outputs fit what is in them, as a forger would.
    pub(crate) fn fit_record(&self, outputs: &str, inputs: &str) {
        let path = format!("{outputs}/manifest.json");
        let json = fs::read(self.path(&path)).expect("a record");
        let mut manifest = Manifest::from_json(&json).expect("a record");
        let fit = |record: &mut FileRecord, folder: &str| {
            let bytes = fs::read(self.path(folder).join(&record.path)).expect("a file");
            *record = FileRecord::of(record.path.as_str(), &bytes);
        };
        let late = manifest.supplements.iter_mut();
        let (late, inputs_late): (Vec<_>, Vec<_>) =
            late.map(|late| (&mut late.files, &mut late.inputs)).unzip();
        let files = late.into_iter().flatten().chain(&mut manifest.consolidated);
        manifest.outputs.iter_mut().chain(files).for_each(|record| fit(record, outputs));
        // The inputs of a pack before its supplements are nowhere any more.
        let own = inputs_late.into_iter().last().unwrap_or(&mut manifest.inputs);
        for record in own {
            fit(record, inputs);
        }
        self.write(&path, manifest.to_json());
    }
}

/// Returns what a certificate says of something.
#[track_caller]
pub(crate) fn step<'a>(certificate: &'a Certificate, what: &str) -> &'a Step {
    let mut steps = certificate.steps.iter();
    steps.find(|step| step.what == what).unwrap_or_else(|| panic!("no {what}: {certificate:#?}"))
}

/// Returns the names of what does not hold.
pub(crate) fn failing(certificate: &Certificate) -> Vec<&'static str> {
    let fails = certificate.steps.iter().filter(|step| step.finding == Finding::Fails);
    let fails: Vec<&str> = fails.map(|step| step.what).collect();
    assert_eq!(certificate.holds, fails.is_empty(), "{certificate:#?}");
    fails
}
