//! Views to texts, by the Tera templates of `templates/text` and `templates/web`:
//! e-mails, entries of a calendar, Markdown, web pages, feeds.
//!
//! What a value holds is never parsed: each format has its own escape, which is
//! applied to whatever a template prints, and no value is taken for a template.

mod calendar;
mod format;
mod markdown;
mod markup;
mod wrap;

use serde::Serialize;
use tera::{Context, Tera};

use self::format::Format;
use super::templates::Templates;
use crate::fault::Fault;

/// The folder of the texts' templates.
const FOLDER: &str = "text/";

/// What the folder of all templates is called in what is said of them.
const SHOWN: &str = "templates/";

/// The templates of a folder that are of one format, ready to be filled.
pub struct Press {
    tera: Tera,
    format: Format,
    folder: String,
}

impl Press {
    /// Returns the templates of a folder that are of the format of `name`, by its ending.
    ///
    /// # Errors
    ///
    /// Fails where one of them cannot be read; its line is said.
    pub fn of(templates: &Templates, folder: &str, name: &str) -> Result<Self, Fault> {
        let folder = format!("{SHOWN}{folder}");
        let format = Format::of(name)
            .ok_or_else(|| Fault::Template(format!("{folder}{name} is of no known format")))?;
        let mut tera = Tera::default();
        format.prepare(&mut tera);
        let files = templates.files().filter_map(|(path, _)| {
            let shown = format!("{SHOWN}{path}");
            let file = shown.strip_prefix(&folder).filter(|file| Format::of(file) == Some(format));
            file.is_some().then_some((path, shown))
        });
        let mut sources = Vec::new();
        for (path, shown) in files {
            sources.push((shown, templates.text(path)?));
        }
        tera.set_fallback_prefixes([folder.clone()]).map_err(|error| fault(&error))?;
        tera.add_raw_templates(sources).map_err(|error| fault(&error))?;
        Ok(Self { tera, format, folder })
    }

    /// Returns the text that the template of a name makes of data.
    ///
    /// # Errors
    ///
    /// Fails where it names what the data have not; its line is said.
    pub fn print(&self, name: &str, data: &impl Serialize) -> Result<Vec<u8>, Fault> {
        let Self { tera, format, folder } = self;
        let context = Context::from_serialize(data).map_err(|error| fault(&error))?;
        let text =
            tera.render(&format!("{folder}{name}"), &context).map_err(|error| fault(&error))?;
        Ok(format.finish(&text).into_bytes())
    }
}

fn fault(error: &tera::Error) -> Fault {
    Fault::Template(error.to_string())
}

/// Returns the text that the template of a name makes of data; its ending says
/// which format it is.
///
/// # Errors
///
/// Fails where the template, or one of the same ending that it may include, cannot
/// be read, or names what the data have not; its line is said.
pub fn write(templates: &Templates, name: &str, data: &impl Serialize) -> Result<Vec<u8>, Fault> {
    Press::of(templates, FOLDER, name)?.print(name, data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn templates(files: &[(&str, &str)]) -> Templates {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("text")).expect("made");
        for (name, text) in files {
            std::fs::write(folder.path().join("text").join(name), text).expect("written");
        }
        Templates::load(Some(folder.path())).expect("templates")
    }

    fn written(files: &[(&str, &str)], value: &str) -> Result<String, String> {
        let data = BTreeMap::from([("value", value)]);
        let bytes = write(&templates(files), files[0].0, &data).map_err(|f| f.to_string())?;
        Ok(String::from_utf8(bytes).expect("text"))
    }

    #[test]
    fn a_value_is_text_in_every_format() {
        let value = "{{ 7*7 }} {% if %} <script>&amp;</script> *a*, b; c\\d\ne";
        for (name, expected) in [
            ("notice.txt", format!("{value}\n")),
            (
                "notice.html",
                "{{ 7*7 }} {% if %} &lt;script&gt;&amp;amp;&lt;/script&gt; *a*, b; c\\d\ne\n"
                    .into(),
            ),
            (
                "minutes.md",
                "{{ \"{{\" }} 7*7 }} {% if %} \\<script>\\&amp;\\</script> \\*a\\*, b; c\\\\d e\n"
                    .replace("7*7", "7\\*7"),
            ),
            (
                "meeting.ics",
                "X:{{ 7*7 }} {% if %} <script>&amp\\;</script> *a*\\, b\\; c\\\\d\\ne\r\n".into(),
            ),
        ] {
            let template = if name == "meeting.ics" { "X:{{ value }}\n" } else { "{{ value }}\n" };
            assert_eq!(written(&[(name, template)], value), Ok(expected), "{name}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_template_is_said_with_its_line() {
        let said = written(&[("notice.txt", "One\n{{ valeu }}\n")], "x").expect_err("unknown");
        assert!(said.contains("templates/text/notice.txt:2:4") && said.contains("valeu"), "{said}");
        let said = written(&[("notice.txt", "One\n{% if %}\n")], "x").expect_err("no condition");
        assert!(said.contains("templates/text/notice.txt:2"), "{said}");
    }

    #[test]
    fn what_is_no_template_may_lie_beside_them() {
        let files = [("notice.txt", "{{ value }}\n"), ("notice.txt~", "{{"), ("logo.svg", "{% x")];
        assert_eq!(written(&files, "a"), Ok("a\n".into()));
    }

    #[test]
    fn a_template_includes_another_of_its_format() {
        let files =
            [("notice.html", "{% include \"foot.html\" %}"), ("foot.html", "<p>{{ value }}")];
        assert_eq!(written(&files, "a & b"), Ok("<p>a &amp; b".into()));
    }
}
