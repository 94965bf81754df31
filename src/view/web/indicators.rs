//! The indicators of a report as a web page shows them.

use serde::Serialize;

use super::anchors::{Anchors, folded, within};
use super::files::{LaidOut, PageLink};
use crate::view::{ExceptionView, IndicatorView, ScorecardView, Trend};

/// The size of a trend line's picture, and of the margin around the line.
const WIDTH: f64 = 140.0;
const HEIGHT: f64 = 36.0;
const MARGIN: f64 = 4.0;

/// The indicators of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IndicatorsSection {
    /// What the pack says of them, without the groups.
    pub scorecard: ScorecardView,
    /// Whether the period before is last year's, and is not said twice.
    pub by_year: bool,
    /// `Largest movements since last quarter`.
    pub movements: String,
    /// Where they are in the pack.
    pub pdf: Option<PageLink>,
    /// The indicators by priority and theme.
    pub groups: Vec<Group>,
}

/// Indicators under one priority and theme.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The name that links lead to.
    pub id: String,
    /// `Dacorum Delivers: Performance excellence`, or `Indicators`.
    pub heading: String,
    /// The indicators.
    pub indicators: Vec<Indicator>,
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Indicator {
    /// What the pack says of it; its `id` is the name that links lead to.
    pub view: IndicatorView,
    /// Its owner, definition and the like, those that are known.
    pub about: Vec<(String, String)>,
    /// Its trend line.
    pub picture: Option<TrendPicture>,
    /// Where it is in the pack.
    pub pdf: Option<PageLink>,
}

/// A trend line as lengths in a picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrendPicture {
    /// Its width.
    pub width: String,
    /// Its height.
    pub height: String,
    /// The points of the line: `4,32 70,18 136,4`.
    pub line: String,
    /// The last point, from the left and from above.
    pub last: [String; 2],
    /// The targets, each from where to where on the left it held, and how far from above.
    pub targets: Vec<[String; 3]>,
    /// What the line shows, in words.
    pub alternative: String,
}

/// Returns the indicators of an item as its page shows them.
pub(super) fn section(
    scorecard: &ScorecardView,
    item: &str,
    pack: LaidOut<'_>,
    anchors: &mut Anchors,
) -> IndicatorsSection {
    let line = |view: &ExceptionView| ExceptionView { id: within(&view.id, item), ..view.clone() };
    let groups = scorecard.groups.iter().map(|group| {
        let heading =
            if group.heading.is_empty() { "Indicators".into() } else { group.heading.clone() };
        Group {
            id: anchors.take(format!("group-{}", folded(&heading))),
            indicators: group
                .indicators
                .iter()
                .map(|view| indicator(view, item, pack, anchors))
                .collect(),
            heading,
        }
    });
    IndicatorsSection {
        groups: groups.collect(),
        by_year: scorecard.previous == scorecard.last_year,
        movements: format!("Largest movements since {}", scorecard.previous_words.to_lowercase()),
        pdf: pack.pages(&format!("{item}-indicators")),
        scorecard: ScorecardView {
            exceptions: scorecard.exceptions.iter().map(line).collect(),
            movements: scorecard.movements.iter().map(line).collect(),
            groups: Vec::new(),
            ..scorecard.clone()
        },
    }
}

fn indicator(
    view: &IndicatorView,
    item: &str,
    pack: LaidOut<'_>,
    anchors: &mut Anchors,
) -> Indicator {
    let about = view.about.iter().filter(|(_, text)| !text.is_empty()).cloned();
    let mut directions = view.directions.clone();
    directions.dedup_by(|a, b| a.change == b.change);
    Indicator {
        about: about.collect(),
        picture: view.trend.as_ref().and_then(picture),
        pdf: pack.page(&view.id),
        view: IndicatorView {
            id: anchors.take(within(&view.id, item)),
            directions,
            ..view.clone()
        },
    }
}

fn picture(trend: &Trend) -> Option<TrendPicture> {
    let across = |x: f64| length(MARGIN + x * (WIDTH - 2.0 * MARGIN));
    let down = |y: f64| length(MARGIN + (1.0 - y) * (HEIGHT - 2.0 * MARGIN));
    let points: Vec<[String; 2]> =
        trend.points.iter().map(|[x, y]| [across(*x), down(*y)]).collect();
    let line: Vec<String> = points.iter().map(|[x, y]| format!("{x},{y}")).collect();
    Some(TrendPicture {
        width: length(WIDTH),
        height: length(HEIGHT),
        line: line.join(" "),
        last: points.last()?.clone(),
        targets: trend
            .targets
            .iter()
            .map(|[from, to, target]| [across(*from), across(*to), down(*target)])
            .collect(),
        alternative: trend.alternative.clone(),
    })
}

/// Returns a length with one decimal place at the most.
fn length(value: f64) -> String {
    format!("{}", (value * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_line_lies_within_its_picture() {
        let trend = Trend {
            points: vec![[0.0, 0.0], [1.0, 1.0]],
            targets: vec![[0.0, 1.0, 0.5]],
            values: vec![1.0, 2.0],
            alternative: "Trend of A: 1; 2".into(),
        };
        let picture = picture(&trend).expect("a picture");
        assert_eq!(picture.line, "4,32 136,4");
        assert_eq!(picture.last, ["136", "4"]);
        assert_eq!(picture.targets, [["4", "136", "18"].map(String::from)]);
    }
}
