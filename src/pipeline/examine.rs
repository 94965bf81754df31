//! The first half of a run: inputs read and checked, and the pack's view.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::letters;
use super::stage::{Progress, Stage, Timings};
use super::workspace::Workspace;
use crate::check::papers::{Unseen, unseen};
use crate::check::{self, Accepted, Scope, policy};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::edition::{self, Editions};
use crate::fault::Fault;
use crate::model::concealed::Concealed;
use crate::model::council::Council;
use crate::model::meeting::Meeting;
use crate::place::{Place, Spot};
use crate::quote;
use crate::read::source::Sources;
use crate::read::{self, Reading, codes};
use crate::view::{self, Pack, PublicPack};
use crate::write::pdf::{self, Templates};

/// A meeting as it was read and checked.
#[derive(Debug)]
pub struct Examined {
    /// Everything that was found in the inputs.
    pub diagnostics: Diagnostics,
    /// What was found and is accepted by the council.
    pub accepted: Vec<Accepted>,
    /// What a pack can be made of, unless the inputs have errors.
    pub ready: Option<Ready>,
    /// What nobody sees on papers made elsewhere: not for the public, nor for a log.
    pub unseen: Vec<Unseen>,
    /// How long each stage took.
    pub timings: Timings,
}

/// Everything that the writers need.
#[derive(Debug)]
pub struct Ready {
    pub(super) council: Council,
    pub(super) editions: Editions,
    pub(super) pack: PublicPack,
    /// The members' pack, where anything is not for publication.
    pub(super) private: Option<Pack>,
    pub(super) templates: Templates,
    /// The inputs.
    pub(super) files: Vec<PathBuf>,
    /// What they hold, for drawing what is found later.
    pub(super) sources: Sources,
    /// What they hold and do not show.
    pub(super) concealed: Vec<Concealed>,
}

/// Reads and checks a meeting.
pub fn examine(workspace: &Workspace, progress: &dyn Progress) -> Result<Examined, Fault> {
    let mut clock = Clock { progress, timings: Timings::new() };
    let (found, templates) = rayon::join(
        || find(workspace, &mut clock),
        || {
            let templates = Templates::load(workspace.templates.as_deref())?;
            pdf::prepare(&templates);
            Ok::<_, Fault>(templates)
        },
    );
    let Found { council, meeting, files, sources, mut diagnostics, accepted, unseen } = found;
    let mut ready = None;
    if let (Some(council), Some(meeting), false) = (council, meeting, diagnostics.has_errors()) {
        let concealed = meeting.concealed.clone();
        let editions = edition::cut(meeting);
        let pack = clock.stage(Stage::View, || view::pack(&council, &editions.public));
        let private = editions.private.as_ref().map(|p| view::private_pack(&council, p));
        let templates = templates?;
        // The members' pack has all that the public one has.
        let json = pdf::json(private.as_ref().unwrap_or(&pack))?;
        diagnostics.extend(letters::check(&templates, &json, &sources));
        sources.illustrate(&mut diagnostics);
        ready =
            Some(Ready { council, editions, pack, private, templates, files, sources, concealed });
    } else {
        sources.illustrate(&mut diagnostics);
    }
    diagnostics.sort();
    let ready = ready.filter(|_| !diagnostics.has_errors());
    Ok(Examined { diagnostics, accepted, ready, unseen, timings: clock.timings })
}

/// What was read of a meeting, and what the rules say of it.
struct Found {
    council: Option<Council>,
    meeting: Option<Meeting>,
    files: Vec<PathBuf>,
    sources: Sources,
    diagnostics: Diagnostics,
    accepted: Vec<Accepted>,
    unseen: Vec<Unseen>,
}

fn find(workspace: &Workspace, clock: &mut Clock<'_>) -> Found {
    let (settings, mut sources, mut diagnostics) = read::read_settings(&workspace.council);
    let mut files = vec![workspace.council.clone()];
    let mut meeting: Option<Meeting> = None;
    if let Some(settings) = &settings {
        policy::check(&settings.value.policy, &mut diagnostics);
        let mut said = Diagnostics::default();
        let Reading { meeting: read, files: found, sources: more } = clock
            .stage(Stage::Read, || {
                read::read_meeting(&workspace.meeting, &settings.value, &mut said)
            });
        let own = said.into_iter().filter(|found| !settings.explains(found.code));
        own.for_each(|found| diagnostics.push(found));
        meeting = read;
        sources.extend(more);
        files.extend(found);
    }
    let is_sound = settings.as_ref().is_some_and(|settings| settings.is_sound);
    let council = settings.map(|settings| settings.value);
    let (mut accepted, mut hidden) = (Vec::new(), Vec::new());
    if let (Some(council), Some(meeting)) = (&council, &mut meeting) {
        let mut said = Diagnostics::default();
        clock.stage(Stage::Quote, || quote::fill(council, meeting, &mut said));
        let own: Vec<_> =
            said.into_iter().filter(|found| !is_unread(found, &diagnostics)).collect();
        for found in own {
            diagnostics.push(found);
        }
        let scope = Scope { council, meeting };
        hidden = unseen(&scope);
        // Rules go by all of the settings.
        if is_sound {
            let checked = clock.stage(Stage::Check, || check::check(&scope));
            let said = checked.diagnostics.into_iter();
            let own: Vec<_> = said.filter(|found| !follows(found, &diagnostics)).collect();
            for found in own {
                diagnostics.push(found);
            }
            accepted = checked.accepted;
        }
    }
    Found { council, meeting, files, sources, diagnostics, accepted, unseen: hidden }
}

/// How near to a value that could not be read what follows from it is found.
#[derive(Clone, Copy)]
enum Near {
    /// Anywhere in its file.
    File,
    /// In its row.
    Row,
}

/// Rules that fire where a value near by could not be read.
const FOLLOWING: [(&Code, Near, &[&str]); 8] = [
    (&codes::UNKNOWN_CHOICE, Near::File, &["AGENDA004", "LAW006", "LAW008", "LAW009"]),
    (&codes::NOT_A_PERIOD, Near::File, &["KPI016", "KPI025"]),
    (&codes::SLIP_IN_HEADING, Near::File, &["KPI025"]),
    (&codes::ROW_WITHOUT_CODE, Near::File, &["KPI025"]),
    (&codes::NOT_A_NUMBER, Near::Row, &["KPI007", "KPI014"]),
    (&codes::OTHER_UNIT, Near::Row, &["KPI007", "KPI014"]),
    (&codes::MIXED_PERCENTAGES, Near::Row, &["KPI007", "KPI014"]),
    (&codes::NOT_A_DATE, Near::Row, &["RISK019"]),
];

impl Near {
    fn holds(self, one: &Place, other: &Place) -> bool {
        let row = |place: &Place| match place.spot() {
            Spot::Cell(sheet, row, _) => Some((sheet.clone(), *row)),
            _ => None,
        };
        one.path() == other.path() && (matches!(self, Self::File) || row(one) == row(other))
    }
}

/// Returns whether what a rule found follows from what could not be read, and says nothing
/// of its own.
fn follows(found: &Diagnostic, said: &Diagnostics) -> bool {
    let mut causes = FOLLOWING.iter().filter(|(_, _, rules)| rules.contains(&found.code.id));
    causes.any(|(cause, near, _)| {
        said.iter().any(|other| other.code == *cause && near.holds(&other.place, &found.place))
    })
}

/// Returns whether a text quotes what its report lacks, where the report's own tables could
/// not be read whole: what is quoted may stand in them.
fn is_unread(found: &Diagnostic, said: &Diagnostics) -> bool {
    let folder = |place: &Place| Path::new(place.path()).parent().map(Path::to_path_buf);
    let is_beside = |other: &Diagnostic| {
        other.severity == Severity::Error
            && other.place.path() != found.place.path()
            && folder(&other.place) == folder(&found.place)
    };
    found.code == &quote::UNKNOWN_NAME && said.iter().any(is_beside)
}

/// Tells who wants to know, and keeps the time.
pub(super) struct Clock<'a> {
    pub(super) progress: &'a dyn Progress,
    pub(super) timings: Timings,
}

impl Clock<'_> {
    /// Runs a stage.
    pub(super) fn stage<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        self.progress.begin(stage);
        let start = Instant::now();
        let result = work();
        self.took(stage, start.elapsed());
        result
    }

    /// Adds what a stage took that was run beside others.
    pub(super) fn took(&mut self, stage: Stage, time: Duration) {
        *self.timings.entry(stage).or_default() += time;
    }
}
