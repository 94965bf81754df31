//! Which items go into a supplement, and what stands against it.

use super::published::Published;
use super::{Supplement, codes, exempt};
use crate::diag::{Diagnostic, Diagnostics, Problem};
use crate::fault::Fault;
use crate::model::meeting::{AgendaItem, ItemKind, ItemStatus, Meeting};
use crate::model::notice::Body;
use crate::pipeline::examine::Ready;
use crate::spelling::{nearest, same_number};
use crate::view::changes::has_moved;
use crate::view::{ItemView, Pack};
use crate::write::published::as_kept;

/// Returns the items of a supplement by their index on the agenda, in its order:
/// those that are named, and those that were withdrawn since.
pub(super) fn chosen(
    ready: &Ready,
    published: &Published,
    request: &Supplement,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<usize>, Fault> {
    let today = as_kept(&ready.pack)?;
    let private = ready.private.as_ref().map(as_kept).transpose()?;
    let plan = Plan {
        ready,
        meeting: ready.editions.public.meeting(),
        today: &today,
        private: private.as_ref(),
        exempt: &exempt(ready)?,
        published,
        request,
    };
    plan.check_date(diagnostics);
    plan.check_names(diagnostics);
    plan.check_gone(diagnostics);
    let mut chosen = Vec::new();
    for (index, item) in plan.meeting.agenda.iter().enumerate() {
        plan.check_opened(item, diagnostics);
        let Some(view) = today.item(&item.number) else { continue };
        if plan.is_held_back(item, view) {
            diagnostics.push(held_back(item));
            continue;
        }
        if plan.names(item) {
            chosen.push(index);
            plan.check_named(item, view, diagnostics);
        } else if plan.is_withdrawn_since(item, view) {
            chosen.push(index);
        } else {
            plan.check_unnamed(item, view, diagnostics);
        }
    }
    Ok(chosen)
}

/// Returns what is said of an item that was published, is to follow, and is exempt now.
fn held_back(item: &AgendaItem) -> Diagnostic {
    let number = &item.number.value;
    let message = format!(
        "item `{number}` was published with what is not for publication now, and is to follow"
    );
    let problem = Problem::new(&codes::WITHHELD_OUTSIDE, message).hint(format!(
        "give it the `Status` `withdrawn`, or clear its `Status` and add `--add {number}`: the consolidated pack would publish it again"
    ));
    problem.at(&item.number.place)
}

struct Plan<'a> {
    ready: &'a Ready,
    meeting: &'a Meeting,
    today: &'a Pack,
    /// The members' pack as it is today.
    private: Option<&'a Pack>,
    /// Everything that is not for publication today.
    exempt: &'a [ItemView],
    published: &'a Published,
    request: &'a Supplement,
}

impl Plan<'_> {
    fn names(&self, item: &AgendaItem) -> bool {
        self.request.items.iter().any(|name| same_number(name) == same_number(&item.number))
    }

    /// Whether an item is as it was last published, and for members too.
    fn is_unchanged(&self, view: &ItemView) -> bool {
        self.published.standing(&view.number).is_some_and(|before| before.is_still(view))
            && self.is_unchanged_for_members(view)
    }

    fn is_unchanged_for_members(&self, view: &ItemView) -> bool {
        match (self.published.members.standing(&view.number), self.part_two(view)) {
            (Some(before), Some(part)) => before.is_still(part),
            (None, None) => true,
            _ => false,
        }
    }

    /// Returns what is not for publication of an item today.
    fn part_two(&self, view: &ItemView) -> Option<&ItemView> {
        self.private.and_then(|private| private.part_two(&view.number))
    }

    /// Whether something that was published of an item is not for publication now.
    fn is_withheld_since(&self, item: &AgendaItem, view: &ItemView) -> bool {
        let Some(before) = self.published.standing(&view.number) else { return false };
        self.exempt.iter().any(|part| has_moved(&before.item, view, part))
            || !item.part.is_public() && self.has_shown(view)
    }

    /// Whether more of an item was published than that it is withheld: its papers, or a
    /// title that is withheld now.
    fn has_shown(&self, view: &ItemView) -> bool {
        let before = self.published.standing(&view.number);
        before.is_some_and(|before| before.item.has_pages || before.item.title != view.title)
    }

    /// Whether an item was published, is to follow, and something of it is not for
    /// publication now.
    fn is_held_back(&self, item: &AgendaItem, view: &ItemView) -> bool {
        let held = &self.ready.editions.held_back;
        let is_exempt = !item.part.is_public()
            || held.iter().any(|held| held.exempt.item.number.value == item.number.value);
        item.status == ItemStatus::ToFollow && is_exempt && self.has_shown(view)
    }

    /// An item without a paper cannot say any more that it is not for publication.
    fn check_opened(&self, item: &AgendaItem, diagnostics: &mut Diagnostics) {
        let was_exempt = self.published.standing(&item.number).is_some_and(|had| had.item.exempt);
        if was_exempt && item.part.is_public() && item.status != ItemStatus::Included {
            let message = format!(
                "item `{}` was published as one that is withheld, and is {} and open now",
                item.number.value, item.status
            );
            let problem = Problem::new(&codes::OPENED_WITHOUT_PAPER, message)
                .hint("write `Part` 2 on the agenda, or its title and its reasons are published");
            diagnostics.push(problem.at(&item.number.place));
        }
    }

    fn is_withdrawn_since(&self, item: &AgendaItem, view: &ItemView) -> bool {
        item.status == ItemStatus::Withdrawn
            && self.published.standing(&view.number).is_some()
            && !self.is_unchanged(view)
    }

    fn check_date(&self, diagnostics: &mut Diagnostics) {
        let (published, meeting) = (self.request.published, self.meeting.date.value);
        let hint = "give the day of publication with `--published`";
        if let Some(latest) = self.published.manifest.latest().filter(|latest| published < *latest)
        {
            let message = format!(
                "the supplement is published on `{published}`, expected `{latest}` or later: what it \
                 follows was published then"
            );
            let place = self.meeting.published.as_ref().map_or(&self.meeting.place, |d| &d.place);
            diagnostics.push(Problem::new(&codes::OUT_OF_TIME, message).hint(hint).at(place));
        }
        if published > meeting {
            let message = format!(
                "the supplement is published on `{published}`, expected `{meeting}` or earlier: the \
                 meeting is held then"
            );
            let problem = Problem::new(&codes::OUT_OF_TIME, message).hint(hint);
            diagnostics.push(problem.at(&self.meeting.date.place));
        }
    }

    fn check_names(&self, diagnostics: &mut Diagnostics) {
        let numbers = || self.meeting.agenda.iter().map(|item| item.number.value.clone());
        let known = |name: &&String| numbers().any(|n| same_number(&n) == same_number(name));
        for name in self.request.items.iter().filter(|name| !known(name)) {
            let problem = Problem::new(
                &codes::UNKNOWN_ITEM,
                format!("there is no item `{name}` on the agenda"),
            );
            let near = nearest(&same_number(name), numbers());
            let hint = match near {
                Some(near) => format!("did you mean `--add {near}`?"),
                None => format!("name one of {}", numbers().collect::<Vec<_>>().join(", ")),
            };
            diagnostics.push(problem.hint(hint).at(&self.meeting.place));
        }
    }

    /// What was published cannot be taken off the agenda without a word.
    fn check_gone(&self, diagnostics: &mut Diagnostics) {
        let gone =
            |item: &ItemView| !item.number.is_empty() && self.today.item(&item.number).is_none();
        for gone in self.published.standings.iter().filter(|standing| gone(&standing.item)) {
            let message =
                format!("item `{}` was published and is no longer on the agenda", gone.item.number);
            let problem = Problem::new(&codes::UNNAMED_CHANGE, message)
                .hint("put it back with the `Status` `withdrawn`");
            diagnostics.push(problem.at(&self.meeting.place));
        }
    }

    fn check_named(&self, item: &AgendaItem, view: &ItemView, diagnostics: &mut Diagnostics) {
        let number = &item.number.value;
        let has_none = !view.has_pages && item.status != ItemStatus::Withdrawn;
        let problem = if item.status == ItemStatus::ToFollow {
            Problem::new(&codes::NO_PAPERS, format!("item `{number}` is still to follow"))
                .hint("clear its `Status` once the paper is here")
        } else if has_none && item.part.is_public() && self.part_two(view).is_none() {
            let verbal = if item.kind == ItemKind::Verbal { "is verbal and " } else { "" };
            Problem::new(&codes::NO_PAPERS, format!("item `{number}` {verbal}has no papers"))
                .hint(format!("name its folder in `Report`, or leave out `--add {number}`"))
        } else if self.is_unchanged(view) {
            let message = format!("item `{number}` has not changed since it was published");
            Problem::new(&codes::UNCHANGED, message).hint(format!("leave out `--add {number}`"))
        } else if !item.part.is_public() {
            return;
        } else {
            return self.check_reasons(item, view, diagnostics);
        };
        diagnostics.push(problem.at(&item.number.place));
    }

    fn check_unnamed(&self, item: &AgendaItem, view: &ItemView, diagnostics: &mut Diagnostics) {
        // The consolidated agenda has the resolution to exclude the public as it is today.
        let is_resolution = item.kind == ItemKind::Exclusion && !view.has_pages;
        if self.is_unchanged(view) || is_resolution {
            return;
        }
        let number = &item.number.value;
        if self.is_withheld_since(item, view) {
            let message = format!(
                "item `{number}` was published with what is not for publication now, and is not in the supplement"
            );
            let problem = Problem::new(&codes::WITHHELD_OUTSIDE, message).hint(format!(
                "add `--add {number}`: the consolidated pack would publish it again"
            ));
            diagnostics.push(problem.at(&item.number.place));
            return;
        }
        let problem = Problem::new(
            &codes::UNNAMED_CHANGE,
            format!(
                "item `{number}` differs from what was published, and is not in the supplement"
            ),
        )
        .hint(if view.has_pages || !item.part.is_public() {
            format!("add `--add {number}`, or undo the change")
        } else {
            "undo the change: what has no papers is in no supplement".to_string()
        });
        diagnostics.push(problem.at(&item.number.place));
    }

    /// A paper that is late by law comes with its reasons. One that replaces an
    /// earlier one was on the agenda in time: either reason will do.
    fn check_reasons(&self, item: &AgendaItem, view: &ItemView, diagnostics: &mut Diagnostics) {
        let council = &self.ready.council;
        let expected = council.notice.clear_days(council.nation);
        let found = council.notice.days_between(self.request.published, self.meeting.date.value);
        // Sections 100A to 100K do not apply to parishes.
        let in_time = found >= expected || council.notice.body == Body::Parish;
        if in_time || item.status == ItemStatus::Withdrawn {
            return;
        }
        let replaces =
            self.published.standing(&view.number).is_some_and(|before| before.pages.is_some());
        let lacking: Vec<&str> = [("Reason late", &item.reason_late), ("Urgency", &item.urgency)]
            .into_iter()
            .filter(|(_, said)| said.is_none())
            .map(|(heading, _)| heading)
            .collect();
        if lacking.is_empty() || (replaces && lacking.len() < 2) {
            return;
        }
        let days = if found == 1 { "day" } else { "days" };
        let message = format!(
            "the paper of item `{}` is published {found} clear {days} before the meeting, expected \
             {expected}, without `{}`",
            item.number.value,
            lacking.join("` and `")
        );
        let hint = "write why it is late under `Reason late`, and under `Urgency` the special \
                    circumstances for which the chair holds it urgent";
        let problem = Problem::new(&codes::NO_REASON, message).hint(hint);
        diagnostics.push(problem.at(&item.number.place));
    }
}
