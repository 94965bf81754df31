//! The risks of a register.

use super::{Column, Kind, Maker, Table, Value, column, columns, number, shown, text};
use crate::model::meeting::Meeting;
use crate::model::narrative::Prose;
use crate::model::risk::{Assessment, Level, Risk};

const RISKS: [Column; 23] = [
    column("item", Kind::Text, "the number of the agenda item"),
    column("risk", Kind::Text, "the risk's code, or its title where the register has no codes"),
    column("title", Kind::Text, "what could go wrong"),
    column("service", Kind::Text, "the service whose register it stands in"),
    column("category", Kind::Text, "the kind of risk"),
    column("priority", Kind::Text, "the corporate priority at stake"),
    column("owner", Kind::Text, "the post that answers for it"),
    column(
        "response",
        Kind::Choice(&["Treat", "Tolerate", "Transfer", "Terminate"]),
        "what the council does about it",
    ),
    column("period", Kind::Text, "the period of the register"),
    column(
        "inherent_probability",
        Kind::Text,
        "how probable it is before controls, in the council's words",
    ),
    column("inherent_impact", Kind::Text, "how grave it would be before controls"),
    column("inherent_score", Kind::Number, "probability times impact before controls"),
    column("inherent_band", Kind::Text, "the band of that score"),
    column("residual_probability", Kind::Text, "how probable it is with today's controls"),
    column("residual_impact", Kind::Text, "how grave it would be with today's controls"),
    column("residual_score", Kind::Number, "probability times impact with today's controls"),
    column("residual_band", Kind::Text, "the band of that score"),
    column("residual_rag", Kind::Choice(&["Red", "Amber", "Green"]), "the colour of that band"),
    column("target_score", Kind::Number, "the score that it is meant to come to"),
    column("previous_score", Kind::Number, "the residual score at the last report"),
    column("consequences", Kind::Text, "what would follow"),
    column("controls", Kind::Text, "what keeps it down today"),
    column("comments", Kind::Text, "what was said at sign-off"),
];

/// Returns every risk.
pub(super) fn risks(maker: &Maker<'_>, meeting: &Meeting) -> Table {
    let registers = meeting.agenda.iter().filter_map(|item| {
        let register = item.report.as_ref()?.register.as_ref()?;
        Some((item.number.value.as_str(), register))
    });
    let rows = registers.flat_map(|(item, register)| {
        register
            .risks
            .iter()
            .map(move |risk| [row(maker, item, risk), maker.evidence(&risk.place).into()].concat())
    });
    Table {
        name: "risks",
        title: "Risks",
        about: "a risk of a register as it stands",
        columns: columns(&RISKS),
        key: &["item", "risk"],
        refers: None,
        rows: rows.collect(),
    }
}

fn row(maker: &Maker<'_>, item: &str, risk: &Risk) -> Vec<Value> {
    let inherent = risk.inherent.as_ref().map(|rating| &rating.assessment.value);
    let residual = &risk.residual.assessment.value;
    let [inherent_place, residual_place] =
        [inherent, Some(residual)].map(|assessment| place(maker, assessment));
    [
        vec![
            Value::Text(item.into()),
            Value::Text(risk.label().into()),
            Value::Text(risk.title.value.clone()),
            text(risk.service.as_ref()),
            text(risk.category.as_ref()),
            text(risk.priority.as_ref().map(|priority| &priority.value)),
            text(risk.owner.as_ref().map(|owner| &owner.value)),
            shown(risk.response.as_ref().map(|response| response.value)),
            shown(risk.period),
        ],
        inherent_place.into(),
        residual_place.into(),
        vec![
            shown(Some(maker.council.matrix.band(residual.score).rag)),
            number(risk.target.as_ref().map(|target| target.score.value())),
            number(risk.previous_score.as_ref().map(|score| score.value())),
            prose(risk.consequences.as_ref()),
            prose(risk.controls.as_ref()),
            prose(risk.comments.as_ref()),
        ],
    ]
    .concat()
}

/// Returns an assessment as the words of its levels, its score and its band's word.
fn place(maker: &Maker<'_>, assessment: Option<&Assessment>) -> [Value; 4] {
    let Some(assessment) = assessment else { return [const { Value::Empty }; 4] };
    let matrix = &maker.council.matrix;
    let word = |scale: &[Level], level: usize| text(scale.get(level).map(|level| &level.word));
    [
        word(matrix.probability(), assessment.probability),
        word(matrix.impact(), assessment.impact),
        Value::Number(assessment.score.value()),
        text(Some(&matrix.band(assessment.score).word)),
    ]
}

fn prose(prose: Option<&Prose>) -> Value {
    text(prose.map(|prose| &prose.written.value))
}
