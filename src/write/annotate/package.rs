//! A zip package that is copied but for a few of its parts.
//!
//! The reader has opened the package before, so that its parts are known to
//! unpack to a bearable size. Parts that nobody changes are copied as they are
//! packed, byte for byte and in their order.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Refusal;

/// A package in the making.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of the parts as written, by their names in lower case.
    names: BTreeMap<String, String>,
    changed: BTreeMap<String, String>,
    added: Vec<String>,
    dropped: BTreeSet<String>,
}

impl<'a> Package<'a> {
    /// Opens a package.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes))?;
        let names = archive.file_names().map(|name| (folded(name), name.to_string())).collect();
        Ok(Self {
            archive,
            names,
            changed: BTreeMap::new(),
            added: Vec::new(),
            dropped: BTreeSet::new(),
        })
    }

    /// Returns whether there is a part of the name; capitals do not matter.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&folded(name))
    }

    /// Returns the names of all parts, in lower case.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Returns a part's text as it is now, or nothing where there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(name) = self.names.get(&folded(name)) else { return Ok(None) };
        if let Some(text) = self.changed.get(name) {
            return Ok(Some(text.clone()));
        }
        let mut bytes = Vec::new();
        self.archive.by_name(name)?.read_to_end(&mut bytes)?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Refusal::new(format!("its part `{name}` is no UTF-8 text")))?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text)))
    }

    /// Returns the text of a part that must be there.
    pub(super) fn required(&mut self, name: &str) -> Result<String, Refusal> {
        self.text(name)?.ok_or_else(|| Refusal::new(format!("it has no part `{name}`")))
    }

    /// Changes a part, or adds it behind all others.
    pub(super) fn set(&mut self, name: &str, text: String) {
        let known = self.names.entry(folded(name)).or_insert_with(|| {
            self.added.push(name.to_string());
            name.to_string()
        });
        self.changed.insert(known.clone(), text);
    }

    /// Leaves out every part below a folder; returns whether there were any.
    pub(super) fn drop_below(&mut self, folder: &str) -> bool {
        let folder = folded(folder);
        let gone: Vec<String> =
            self.names.keys().filter(|name| name.starts_with(&folder)).cloned().collect();
        for name in &gone {
            self.dropped.extend(self.names.remove(name));
        }
        !gone.is_empty()
    }

    /// Returns the first name that no part has: a number between stem and ending.
    pub(super) fn free_name(&self, stem: &str, ending: &str) -> String {
        let mut numbers = 1u32..;
        let name = numbers.find_map(|number| {
            Some(format!("{stem}{number}{ending}")).filter(|name| !self.has(name))
        });
        name.unwrap_or_else(|| format!("{stem}{ending}"))
    }

    /// Returns the bytes of the finished package; the same changes give the same bytes.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Refusal> {
        let mut to = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index)?;
            let name = part.name().to_string();
            if self.dropped.contains(&name) {
                continue;
            }
            match self.changed.get(&name) {
                Some(text) => add(&mut to, &name, text)?,
                None => to.raw_copy_file(part)?,
            }
        }
        for name in &self.added {
            add(&mut to, name, self.changed.get(name).map_or("", String::as_str))?;
        }
        Ok(to.finish()?.into_inner())
    }
}

/// Adds a part without the time of day.
fn add(to: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Result<(), Refusal> {
    to.start_file(name, SimpleFileOptions::default().last_modified_time(zip::DateTime::default()))?;
    Ok(to.write_all(text.as_bytes())?)
}

/// The form in which names are compared: part names ignore capitals.
fn folded(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Returns a package with parts by name.
    pub(in super::super) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("started");
            writer.write_all(content.as_bytes()).expect("written");
        }
        writer.finish().expect("finished").into_inner()
    }

    #[test]
    fn what_is_not_changed_stays_and_keeps_its_order() {
        let bytes = package(&[("mimetype", "text"), ("Xl\\A1.xml", "<a/>"), ("sig/1", "s")]);
        let mut copy = Package::open(&bytes).expect("sound");
        assert!(copy.has("xl/a1.xml") && !copy.has("xl/a2.xml"));
        assert_eq!(copy.free_name("xl/a", ".xml"), "xl/a2.xml");
        copy.set("xl/a1.xml", "<b/>".into());
        copy.set("xl/a2.xml", "<c/>".into());
        assert!(copy.drop_below("sig/") && !copy.drop_below("sig/"));
        assert_eq!(copy.text("xl/a1.xml").expect("text").as_deref(), Some("<b/>"));
        let bytes = copy.finish().expect("finished");
        let mut archive = ZipArchive::new(Cursor::new(&bytes)).expect("sound");
        let names: Vec<_> = archive.file_names().map(str::to_string).collect();
        assert_eq!(names, ["mimetype", "Xl\\A1.xml", "xl/a2.xml"]);
        let mut text = String::new();
        archive.by_index(0).expect("a part").read_to_string(&mut text).expect("text");
        assert_eq!(text, "text");
    }
}
