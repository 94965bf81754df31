//! The colours of a style sheet: those of `templates/theme.toml`, by day and by night,
//! with an accent that can be read on both grounds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::colour::{COMFORT, Colour, LEAST};
use crate::fault::Fault;
use crate::write::templates::Templates;

/// The theme that has the colours.
const THEME: &str = "theme.toml";

/// The colours of a style sheet.
#[derive(Debug, Serialize)]
pub(super) struct Palette {
    light: Colours,
    dark: Colours,
}

/// The colours on one ground.
#[derive(Debug, Serialize)]
struct Colours {
    accent: String,
    ground: String,
    panel: String,
    text: String,
    muted: String,
    rule: String,
    hair: String,
    statuses: Vec<Status>,
}

/// The colours of a status.
#[derive(Debug, Serialize)]
struct Status {
    key: String,
    mark: String,
    tint: String,
}

#[derive(Debug, Deserialize)]
struct Theme {
    colour: BTreeMap<String, String>,
    status: BTreeMap<String, BTreeMap<String, String>>,
    dark: Dark,
}

#[derive(Debug, Deserialize)]
struct Dark {
    colour: BTreeMap<String, String>,
    status: BTreeMap<String, BTreeMap<String, String>>,
}

impl Palette {
    /// Returns the colours of the workspace's theme; what it has not is as in ours.
    pub(super) fn of(templates: &Templates, accent: &str) -> Result<Self, Fault> {
        let fault = |error: toml::de::Error| Fault::Template(format!("templates/{THEME}: {error}"));
        let read = |text: &str| text.parse::<toml::Table>().map_err(fault);
        let mut theme = read(Templates::ours(THEME).unwrap_or_default())?;
        overlay(&mut theme, read(templates.text(THEME)?)?);
        let theme: Theme = theme.try_into().map_err(fault)?;
        Ok(Self {
            light: Colours::of(&theme.colour, &theme.status, (accent, LEAST))?,
            dark: Colours::of(&theme.dark.colour, &theme.dark.status, (accent, COMFORT))?,
        })
    }
}

/// Puts the values of one table into the place of another's.
fn overlay(below: &mut toml::Table, above: toml::Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => overlay(below, above),
            (_, value) => drop(below.insert(key, value)),
        }
    }
}

impl Colours {
    fn of(
        colours: &BTreeMap<String, String>,
        statuses: &BTreeMap<String, BTreeMap<String, String>>,
        (accent, least): (&str, f64),
    ) -> Result<Self, Fault> {
        let named = |name: &str| named(colours, name);
        let ground = named("ground")?;
        let statuses = statuses.iter().map(|(key, status)| {
            let named = |name: &str| self::named(status, name).map(|colour| colour.to_string());
            Ok(Status { key: key.clone(), mark: named("mark")?, tint: named("tint")? })
        });
        // Links stand on panels as well, which are nearer to them.
        let panel = named("panel")?;
        let accent = Colour::parse(accent).unwrap_or(named("text")?);
        let accent = accent.on(ground, least).on(panel, least);
        Ok(Self {
            accent: accent.to_string(),
            ground: ground.to_string(),
            panel: panel.to_string(),
            text: named("text")?.to_string(),
            muted: named("muted")?.to_string(),
            rule: named("rule")?.to_string(),
            hair: named("hair")?.to_string(),
            statuses: statuses.collect::<Result<_, Fault>>()?,
        })
    }
}

fn named(colours: &BTreeMap<String, String>, name: &str) -> Result<Colour, Fault> {
    let text = colours.get(name).map(String::as_str).unwrap_or_default();
    Colour::parse(text).ok_or_else(|| {
        Fault::Template(format!(
            "templates/{THEME}: `{text}` is no colour for `{name}`, expected `#rrggbb`"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn palette(theme: Option<&str>, accent: &str) -> Palette {
        let folder = tempfile::tempdir().expect("a folder");
        if let Some(theme) = theme {
            std::fs::write(folder.path().join(THEME), theme).expect("written");
        }
        let templates = Templates::load(Some(folder.path())).expect("templates");
        Palette::of(&templates, accent).expect("a palette")
    }

    #[test]
    fn text_can_be_read_on_every_ground_by_day_and_by_night() {
        for accent in ["#1d5b79", "#ffcc00", "#000000", "#ffffff"] {
            let palette = palette(None, accent);
            for colours in [&palette.light, &palette.dark] {
                let of = |text: &str| Colour::parse(text).expect("a colour");
                for ground in [&colours.ground, &colours.panel] {
                    for text in [&colours.text, &colours.muted, &colours.accent] {
                        assert!(of(text).contrast(of(ground)) >= 4.5, "{text} on {ground}");
                    }
                    for status in &colours.statuses {
                        let ratio = of(&status.mark).contrast(of(ground));
                        assert!(ratio >= 3.0, "{} on {ground}: {ratio}", status.mark);
                    }
                }
                for status in &colours.statuses {
                    let ratio = of(&colours.text).contrast(of(&status.tint));
                    assert!(ratio >= 4.5, "text on {}: {ratio}", status.tint);
                }
            }
        }
    }

    #[test]
    fn what_a_theme_has_not_is_as_in_ours() {
        let palette = palette(Some("[colour]\ntext = \"#111111\"\n"), "#1d5b79");
        assert_eq!(palette.light.text, "#111111");
        assert_eq!(palette.light.ground, "#ffffff");
    }
}
