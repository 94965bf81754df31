//! Late papers: from the inputs as they are now and what was published, to a
//! supplement and the consolidated pack.

mod codes;
mod make;
mod members;
mod plan;
pub(super) mod published;
mod told;

use std::path::PathBuf;

use jiff::civil::Date;

pub(super) use self::codes::{CODES, WITHHELD_SINCE};
use self::published::Published;
pub(super) use self::told::told;
use super::examine::{Clock, Examined, Ready, examine};
use super::recorded::{MANIFEST, Recorded};
use super::release::Gate;
use super::stage::{Progress, Stage, Timings};
use super::{Workspace, kept, letters, unchanged, withdraw};
use crate::check::Accepted;
use crate::diag::{Diagnostic, Diagnostics, Problem};
use crate::fault::Fault;
use crate::view::changes::has_moved;
use crate::view::supplement::{Occasion, Paper, pack};
use crate::view::{self, ItemView, Pack};
use crate::write::manifest::{FileRecord, SupplementRecord};
use crate::write::pdf;
use crate::write::published::as_kept;

/// Which papers come late, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplement {
    /// The numbers of the items whose papers are new or replace earlier ones.
    pub items: Vec<String>,
    /// The day of publication.
    pub published: Date,
}

/// What came of a supplement.
#[derive(Debug)]
pub struct SupplementOutcome {
    /// Everything that was found in the inputs, in what was published and in the
    /// request.
    pub diagnostics: Diagnostics,
    /// What was found and is accepted by the council.
    pub accepted: Vec<Accepted>,
    /// The supplement, unless there are errors.
    pub built: Option<BuiltSupplement>,
    /// How long each stage took.
    pub timings: Timings,
}

/// A supplement that was built.
#[derive(Debug)]
pub struct BuiltSupplement {
    /// The folder of the meeting's outputs.
    pub folder: PathBuf,
    /// Its record.
    pub record: SupplementRecord,
    /// The pack with everything in place.
    pub consolidated: FileRecord,
    /// The files that are not published: those for members.
    pub apart: Vec<FileRecord>,
}

/// The editions of a supplement.
struct Late {
    public: Pack,
    /// For members, where anything of it is not for publication.
    private: Option<Pack>,
}

impl Late {
    fn of(ready: &Ready, published: &Published, public: Pack) -> Self {
        let private = ready.editions.private.as_ref().zip(ready.private.as_ref());
        let private = private.and_then(|(meeting, pack)| {
            view::members::supplement(&public, pack, meeting.papers(), &published.members.standings)
        });
        Self { public, private }
    }

    /// Returns the edition that has all that the other has.
    fn whole(&self) -> &Pack {
        self.private.as_ref().unwrap_or(&self.public)
    }
}

/// Builds a supplement to a published pack. What was published stays byte for
/// byte as it is.
pub fn supplement(
    workspace: &Workspace,
    request: &Supplement,
    progress: &dyn Progress,
) -> Result<SupplementOutcome, Fault> {
    // Before anything is read: what changes while it runs is not what it was made of.
    let inputs = unchanged::inputs(workspace);
    let Examined { mut diagnostics, accepted, ready, timings, .. } = examine(workspace, progress)?;
    diagnostics.extend(kept::since_pack(workspace)?);
    let mut clock = Clock { progress, timings };
    let published = published::read(workspace, &mut diagnostics)?;
    let mut built = None;
    if let (Some(ready), Some(published)) = (&ready, published) {
        let chosen = plan::chosen(ready, &published, request, &mut diagnostics)?;
        let mut pack = clock.stage(Stage::View, || public(ready, &published, request, &chosen))?;
        let mut gate = Gate::beside(ready, told(ready, &published, Some(&pack))?)?;
        if gate.withhold(&mut pack.items)? > 0 {
            // It says something else of itself now.
            gate = Gate::beside(ready, told(ready, &published, Some(&pack))?)?;
        }
        let late = Late::of(ready, &published, pack);
        let json = pdf::json(late.whole())?;
        diagnostics.extend(letters::check(&ready.templates, &json, &ready.sources));
        ready.sources.illustrate(&mut diagnostics);
        if !diagnostics.has_errors() {
            let earlier = withdraw::found(&gate, &workspace.output, &make::ANEW)?;
            let maker = make::Maker {
                workspace,
                ready,
                published: &published,
                request,
                gate: &gate,
                earlier: &earlier,
            };
            built = Some(maker.make(late, &mut clock)?);
            unchanged::built(workspace, inputs);
            withdraw::say(workspace, &earlier, &mut diagnostics);
            withdraw::archived(&gate, &workspace.output, &mut diagnostics)?;
        }
    }
    diagnostics.sort();
    Ok(SupplementOutcome { diagnostics, accepted, built, timings: clock.timings })
}

/// Returns everything that is not for publication today, that of papers which are held
/// back among it.
fn exempt(ready: &Ready) -> Result<Vec<ItemView>, Fault> {
    let private = ready.private.as_ref().map(as_kept).transpose()?;
    let parts = private.iter().flat_map(Pack::parts_two).cloned();
    Ok(parts.chain(view::held_back(&ready.council, &ready.editions)).collect())
}

/// Returns the public edition of a supplement with the items of these places on the agenda.
fn public(
    ready: &Ready,
    published: &Published,
    request: &Supplement,
    chosen: &[usize],
) -> Result<Pack, Fault> {
    let meeting = ready.editions.public.meeting();
    let occasion = Occasion {
        council: &ready.council,
        meeting,
        today: &ready.pack,
        number: published.number(),
        published: request.published,
        last_page: published.last_page(),
    };
    let exempt = exempt(ready)?;
    let paper = |index: &usize| {
        let item = &meeting.agenda[*index];
        let view = ready.pack.item(&item.number)?;
        let before = published.standing(&item.number);
        let has_of = |part: &&ItemView| {
            part.number == view.number && !published.members.had(part)
                || before.is_some_and(|before| has_moved(&before.item, view, part))
        };
        let exempt_anew = exempt.iter().filter(has_of).collect();
        Some(Paper { item, view, before, exempt_anew })
    };
    let papers: Vec<Paper<'_>> = chosen.iter().filter_map(paper).collect();
    Ok(pack(&occasion, &papers))
}

/// Returns why a pack must not be built anew: supplements follow it, whose page
/// numbers go on from its own.
pub(super) fn kept_from(workspace: &Workspace) -> Option<Diagnostic> {
    let place = published::place(workspace, MANIFEST);
    let Some(manifest) = Recorded::of(&workspace.output, MANIFEST).known() else {
        let problem = Problem::new(
            &codes::HAS_SUPPLEMENTS,
            "supplements are published, and the record of them is missing or cannot be read",
        )
        .hint("put back the file, or delete the folder of outputs to begin anew");
        return published::has_supplements(workspace).then(|| problem.at(&place));
    };
    let last = manifest.supplements.last()?;
    let problem = Problem::new(
        &codes::HAS_SUPPLEMENTS,
        format!("the pack is published and has {} to it", view::supplement::name(last.number)),
    )
    .hint(
        "publish what has changed with `agendapack supplement`, or delete the folder of outputs \
         to begin anew",
    );
    Some(problem.at(&place))
}
