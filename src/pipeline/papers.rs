//! The papers around a meeting: its notice for the public, and for its clerk the
//! sheet of decisions and the skeleton of the minutes.

use serde::Serialize;

use crate::edition::PublicMeeting;
use crate::fault::Fault;
use crate::model::council::Council;
use crate::template;
use crate::view::Pack;
use crate::view::calendar::{self, CalendarView};
use crate::view::decisions::{self, DecisionsView};
use crate::view::minutes::{self, MinutesView};
use crate::view::notice::{self, NoticeView};
use crate::write::pdf::{self, Owed};
use crate::write::templates::Templates;
use crate::write::text;
use crate::write::theme::Theme;
use crate::write::xlsx;

/// What the papers are made of.
pub(super) struct Papers<'a> {
    pub(super) council: &'a Council,
    pub(super) templates: &'a Templates,
    /// The public meeting and its pack: notice and minutes come from nothing else.
    pub(super) edition: &'a PublicMeeting,
    pub(super) public: &'a Pack,
    /// The pack that the clerk decides from.
    pub(super) clerk: &'a Pack,
}

/// What the templates of a notice see.
#[derive(Serialize)]
struct NoticeData<'a> {
    view: &'a Pack,
    notice: NoticeView,
    calendar: CalendarView,
}

/// What the template of the minutes sees.
#[derive(Serialize)]
struct MinutesData<'a> {
    view: &'a Pack,
    minutes: MinutesView,
}

/// A file by its path below the outputs.
type Output = (String, Vec<u8>);

impl Papers<'_> {
    /// Returns every paper, and the proof that the sheet of decisions owes.
    pub(super) fn write(&self) -> Result<(Vec<Output>, Owed), Fault> {
        let (texts, decisions) = rayon::join(|| self.texts(), || self.decisions());
        let (texts, (sheets, owed)) = (texts?, decisions?);
        Ok(([texts, sheets].concat(), owed))
    }

    fn texts(&self) -> Result<Vec<Output>, Fault> {
        let notice = NoticeData {
            view: self.public,
            notice: notice::view(self.council, self.edition),
            calendar: calendar::view(self.council, self.edition),
        };
        let minutes =
            MinutesData { view: self.public, minutes: minutes::view(self.edition, self.public) };
        let mut outputs = Vec::new();
        for name in ["notice.txt", "notice.html", "meeting.ics"] {
            outputs.push((format!("public/{name}"), text::write(self.templates, name, &notice)?));
        }
        let skeleton = text::write(self.templates, "minutes.md", &minutes)?;
        outputs.push(("clerk/minutes.md".into(), skeleton));
        Ok(outputs)
    }

    fn decisions(&self) -> Result<(Vec<Output>, Owed), Fault> {
        let view = decisions::view(self.clerk);
        let (workbook, sheet) = rayon::join(|| self.workbook(&view), || self.sheet(&view));
        let (workbook, sheet) = (workbook?, sheet?);
        let owed = Owed::of("decisions.pdf", &sheet);
        Ok((
            vec![("clerk/decisions.xlsx".into(), workbook), ("clerk/decisions.pdf".into(), sheet)],
            owed,
        ))
    }

    fn workbook(&self, view: &DecisionsView) -> Result<Vec<u8>, Fault> {
        let theme = Theme::read(self.templates.text("theme.toml")?)?;
        let points = &self.edition.meeting().action_points;
        let form = template::decisions(self.council, view, points);
        xlsx::write_form(&form, "decisions.xlsx", &theme)
    }

    fn sheet(&self, view: &DecisionsView) -> Result<Vec<u8>, Fault> {
        let ident = format!("{} {}", view.council, view.title);
        let json = pdf::json(view)?;
        let document = pdf::lay_out(self.templates, "decisions.typ", ident, json)?;
        pdf::compact(&pdf::export(&document)?)
    }
}
