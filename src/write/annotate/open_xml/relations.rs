//! Which part leads to which.

use crate::write::annotate::Refusal;
use crate::write::annotate::package::Package;
use crate::write::annotate::xml::{self, Patch, Tags};

/// What the kinds of relationship begin with.
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const NONE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";

/// A way from one part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// The ways from one part.
#[derive(Clone, Debug)]
pub(super) struct Relations {
    part: String,
    text: String,
    list: Vec<Relation>,
}

impl Relations {
    /// Returns the ways from a part; the name of the package itself is empty.
    pub(super) fn of(package: &mut Package<'_>, part: &str) -> Result<Self, Refusal> {
        let text = package.text(&beside(part))?.unwrap_or_else(|| NONE.to_string());
        let mut list = Vec::new();
        for tag in Tags::of(&text) {
            let tag = tag?;
            let outside = tag.attribute("TargetMode").is_some_and(|mode| mode == "External");
            if tag.opens("Relationship") && !outside {
                let value = |name: &str| tag.attribute(name).unwrap_or_default();
                let target = resolved(part, &value("Target"));
                list.push(Relation { id: value("Id"), kind: value("Type"), target });
            }
        }
        Ok(Self { part: part.to_string(), text, list })
    }

    /// Returns the part that an id leads to.
    pub(super) fn to(&self, id: &str) -> Option<&str> {
        self.list.iter().find(|relation| relation.id == id).map(|relation| &*relation.target)
    }

    /// Returns the first part of a kind, such as `comments`.
    pub(super) fn first(&self, kind: &str) -> Option<&str> {
        let mut ways = self.list.iter();
        ways.find(|relation| ends_with(&relation.kind, kind)).map(|relation| &*relation.target)
    }

    /// Adds a way of a kind to a part, and returns its id.
    pub(super) fn add(&mut self, kind: &str, target: &str) -> Result<String, Refusal> {
        let mut number = self.list.len() + 1;
        while self.text.contains(&format!("\"rId{number}\"")) {
            number += 1;
        }
        let id = format!("rId{number}");
        let element = format!(
            "<Relationship Id=\"{id}\" Type=\"{KIND}{kind}\" Target=\"/{}\"/>",
            xml::text(target)
        );
        self.text = xml::append(&self.text, "Relationships", &[&element])?
            .ok_or_else(|| Refusal::odd(&beside(&self.part)))?;
        let kind = format!("{KIND}{kind}");
        self.list.push(Relation { id: id.clone(), kind, target: target.to_string() });
        Ok(id)
    }

    /// Takes away every way of a kind.
    pub(super) fn remove(&mut self, kind: &str) -> Result<(), Refusal> {
        let mut patch = Patch::default();
        for tag in Tags::of(&self.text) {
            let tag = tag?;
            let of_kind = tag.attribute("Type").is_some_and(|found| ends_with(&found, kind));
            if tag.opens("Relationship") && of_kind {
                patch.replace(tag.span, "");
            }
        }
        self.text = patch.apply(&self.text);
        self.list.retain(|relation| !ends_with(&relation.kind, kind));
        Ok(())
    }

    /// Puts the ways into the package.
    pub(super) fn save(&self, package: &mut Package<'_>) {
        package.set(&beside(&self.part), self.text.clone());
    }
}

fn ends_with(kind: &str, name: &str) -> bool {
    kind.strip_suffix(name).is_some_and(|rest| rest.ends_with('/'))
}

/// Returns the part that holds the ways from a part.
fn beside(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// Returns the part that a target names, seen from a part.
fn resolved(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_string();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(folders.pop()),
            step => folders.push(step),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_seen_from_their_part() {
        let sheet = "xl/worksheets/sheet1.xml";
        assert_eq!(resolved(sheet, "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved(sheet, "/xl/comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(beside(sheet), "xl/worksheets/_rels/sheet1.xml.rels");
        assert_eq!(beside(""), "_rels/.rels");
    }

    #[test]
    fn a_new_way_has_an_id_of_its_own() {
        let text =
            "<Relationships><Relationship Id=\"rId1\" Type=\"a/x\" Target=\"b\"/></Relationships>";
        let mut relations = Relations { part: String::new(), text: text.into(), list: Vec::new() };
        assert_eq!(relations.add("comments", "xl/comments1.xml").expect("added"), "rId2");
        assert_eq!(relations.first("comments"), Some("xl/comments1.xml"));
        assert_eq!(relations.to("rId2"), Some("xl/comments1.xml"));
        relations.remove("x").expect("removed");
        assert!(!relations.text.contains("rId1") && relations.text.contains("rId2"));
    }
}
