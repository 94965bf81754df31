//! `council.toml`: the council's own names, scales, rules and headings.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::book::read_text;
use super::columns::TABLES;
use super::grid::fold;
use super::record::nearest;
use super::report::heading_key;
use super::{codes, markdown};
use crate::diag::{Diagnostics, Problem};
use crate::model::council::{Committee, Council, CoverHeading, Nation};
use crate::model::figure::Figure;
use crate::model::narrative::Prose;
use crate::model::policy::Policy;
use crate::model::rag::Rag;
use crate::model::risk::{Band, Level, Matrix};
use crate::place::{Place, Placed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Settings {
    name: String,
    #[serde(default)]
    nation: NationSetting,
    #[serde(default = "default_accent")]
    accent: String,
    #[serde(default)]
    priorities: Vec<String>,
    #[serde(default)]
    rag: RagSettings,
    matrix: MatrixSettings,
    #[serde(default)]
    cover: Vec<CoverSetting>,
    #[serde(default)]
    standing_texts: BTreeMap<String, String>,
    #[serde(default)]
    committees: Vec<CommitteeSetting>,
    #[serde(default)]
    aliases: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

#[derive(Clone, Copy, Default, Deserialize)]
enum NationSetting {
    #[default]
    England,
    Wales,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RagSettings {
    amber_margin: f64,
}

impl Default for RagSettings {
    fn default() -> Self {
        Self { amber_margin: 10.0 }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct MatrixSettings {
    probability: Vec<LevelSetting>,
    impact: Vec<LevelSetting>,
    bands: Vec<BandSetting>,
}

/// `"Likely"`, counted by its position, or `{ word = "Likely", weight = 3 }`.
#[derive(Deserialize)]
#[serde(untagged)]
enum LevelSetting {
    Word(String),
    Weighted { word: String, weight: f64 },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BandSetting {
    rag: RagSetting,
    word: Option<String>,
    from: f64,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RagSetting {
    Red,
    Amber,
    Green,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CoverSetting {
    heading: String,
    field: Option<String>,
    #[serde(default)]
    implication: bool,
    #[serde(default)]
    required: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommitteeSetting {
    name: String,
    strapline: Option<String>,
}

fn default_accent() -> String {
    "#1d5b79".into()
}

/// Reads a council's settings; what is wrong with them is said.
pub fn read(path: &Path, place: &Place, diagnostics: &mut Diagnostics) -> Option<Council> {
    let text = match read_text(path, place) {
        Ok(text) => text,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return None;
        }
    };
    let settings: Settings = match toml::from_str(&text) {
        Ok(settings) => settings,
        Err(error) => {
            let before = error.span().map_or(0, |span| span.start);
            let line = text.as_bytes().iter().take(before).filter(|b| **b == b'\n').count();
            let problem = Problem::new(&codes::BAD_TOML, error.message().replace('\n', ", "))
                .hint("see docs/settings.md for the settings");
            diagnostics.push(problem.at(&place.line(u32::try_from(line).unwrap_or(0))));
            return None;
        }
    };
    let line_of = |needle: &str| {
        let line = text.lines().position(|line| line.trim_start().starts_with(needle)).unwrap_or(0);
        place.line(u32::try_from(line).unwrap_or(0))
    };
    let matrix = diagnostics.take(matrix(settings.matrix), &line_of("[matrix]"));
    let accent = diagnostics.take(accent(settings.accent), &line_of("accent"));
    let margin = diagnostics.take(margin(settings.rag.amber_margin), &line_of("amber-margin"));
    let standing_texts = settings.standing_texts.into_iter().map(|(title, text)| {
        let blocks = markdown::document(&text, &line_of(&title), 0, diagnostics);
        (fold(&title), Prose { written: Placed::new(text, line_of(&title)), blocks })
    });
    Some(Council {
        standing_texts: standing_texts.collect(),
        name: settings.name,
        nation: match settings.nation {
            NationSetting::England => Nation::England,
            NationSetting::Wales => Nation::Wales,
        },
        accent: accent?,
        priorities: settings.priorities,
        amber_margin: margin?,
        matrix: matrix?,
        cover: settings.cover.into_iter().map(cover_heading).collect(),
        committees: settings
            .committees
            .into_iter()
            .map(|c| Committee { name: c.name, strapline: c.strapline })
            .collect(),
        policy: Policy::default(),
        aliases: {
            check_aliases(&settings.aliases, &line_of, diagnostics);
            aliases(settings.aliases)
        },
    })
}

fn matrix(settings: MatrixSettings) -> Result<Matrix, Problem> {
    let scale = |levels: Vec<LevelSetting>| {
        let numbered = levels.into_iter().zip(1u32..).map(|(level, position)| match level {
            LevelSetting::Word(word) => Level { word, weight: f64::from(position) },
            LevelSetting::Weighted { word, weight } => Level { word, weight },
        });
        numbered.collect::<Vec<_>>()
    };
    let bands = settings.bands.into_iter().map(|band| {
        let rag = match band.rag {
            RagSetting::Red => Rag::Red,
            RagSetting::Amber => Rag::Amber,
            RagSetting::Green => Rag::Green,
        };
        Band { rag, word: band.word.unwrap_or_else(|| rag.to_string()), from: band.from }
    });
    Matrix::new(scale(settings.probability), scale(settings.impact), bands.collect()).map_err(
        |reason| {
            Problem::new(&codes::BAD_SETTING, reason.0).hint("mend `[matrix]` in council.toml")
        },
    )
}

fn accent(colour: String) -> Result<String, Problem> {
    let digits = colour.strip_prefix('#').unwrap_or("");
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(colour);
    }
    Err(Problem::new(&codes::BAD_SETTING, format!("`{colour}` is no colour, expected `#rrggbb`"))
        .hint("write six hexadecimal digits after `#`"))
}

fn margin(percent: f64) -> Result<Figure, Problem> {
    let figure = Figure::new(percent).filter(|figure| (0.0..=100.0).contains(&figure.value()));
    figure.ok_or_else(|| {
        Problem::new(
            &codes::BAD_SETTING,
            format!("`{percent}` is no margin, expected 0 to 100 percent of the target"),
        )
        .hint("write how far a miss is still amber, in percent of the target")
    })
}

fn cover_heading(setting: CoverSetting) -> CoverHeading {
    let key = heading_key(setting.field.as_deref().unwrap_or(&setting.heading));
    CoverHeading {
        key,
        heading: setting.heading,
        implication: setting.implication,
        required: setting.required,
    }
}

fn aliases(
    settings: BTreeMap<String, BTreeMap<String, Vec<String>>>,
) -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    let folded = |headings: BTreeMap<String, Vec<String>>| {
        let each = headings.into_iter().map(|(heading, names)| {
            (fold(&heading), names.iter().map(|name| fold_alias(name)).collect::<Vec<_>>())
        });
        each.collect::<BTreeMap<_, _>>()
    };
    settings.into_iter().map(|(sheet, headings)| (fold(&sheet), folded(headings))).collect()
}

/// An alias of a sheet or heading that does not exist would never be used.
fn check_aliases(
    settings: &BTreeMap<String, BTreeMap<String, Vec<String>>>,
    line_of: &dyn Fn(&str) -> Place,
    diagnostics: &mut Diagnostics,
) {
    for (name, headings) in settings {
        let place = line_of(&format!("[aliases.{name}"));
        let Some(sheet) = TABLES.iter().find(|sheet| fold(sheet.name) == fold(name)) else {
            let problem = Problem::new(
                &codes::BAD_SETTING,
                format!("there is no sheet `{name}` to have aliases"),
            );
            let near = nearest(&fold(name), TABLES.iter().map(|sheet| sheet.name.to_string()));
            let hint = near.map_or_else(
                || "see docs/workbook.md for the sheets".into(),
                |near| format!("did you mean `{near}`?"),
            );
            diagnostics.push(problem.hint(hint).at(&place));
            continue;
        };
        for heading in headings.keys() {
            if !sheet.columns.iter().any(|column| fold(column.heading) == fold(heading)) {
                let problem = Problem::new(
                    &codes::BAD_SETTING,
                    format!("the sheet `{}` has no column `{heading}`", sheet.name),
                );
                let near = nearest(
                    &fold(heading),
                    sheet.columns.iter().map(|column| column.heading.to_string()),
                );
                let hint = near.map_or_else(
                    || "see docs/workbook.md for its columns".into(),
                    |near| format!("did you mean `{near}`?"),
                );
                diagnostics.push(problem.hint(hint).at(&place));
            }
        }
    }
}

/// A name, or several columns joined by plus signs: `area code + measure`.
fn fold_alias(name: &str) -> String {
    name.split('+').map(fold).collect::<Vec<_>>().join("+")
}
