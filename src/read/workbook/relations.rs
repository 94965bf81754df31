//! How the parts of an Office package hang together: which part names which
//! other, and as what.

use std::collections::BTreeMap;

use super::package::Package;
use super::xml::{Piece, Pieces};
use crate::place::Place;

/// One part's mention of another part or of a file elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct Relation {
    /// The part that names the other, in lower case; empty for the package itself.
    pub(in crate::read) source: String,
    /// What the source calls it.
    pub(in crate::read) id: String,
    /// What it is to the source, such as `worksheet`, without the standard's address.
    pub(in crate::read) kind: String,
    /// The other part in lower case, or the address of a file elsewhere as written.
    pub(in crate::read) target: String,
}

/// The most lists of relations that are read; a workbook of 500 sheets has fewer.
const MAX_LISTS: usize = 2_000;

/// The most relations that are read; every picture of every sheet is one.
const MAX_RELATIONS: usize = 100_000;

/// All relations of a package.
#[derive(Clone, Debug, Default)]
pub(in crate::read) struct Relations {
    list: Vec<Relation>,
    /// The first relation by source and id.
    named: BTreeMap<(String, String), usize>,
    /// The first relation by target.
    leading: BTreeMap<String, usize>,
}

impl Relations {
    /// Reads the relations of every part; a list that is damaged ends early.
    pub(in crate::read) fn of(package: &mut Package<'_>) -> Self {
        let mut relations = Self::default();
        let lists = package.names();
        let lists = lists.iter().filter_map(|list| Some((list, describes(list)?)));
        for (list, (folder, source)) in lists.take(MAX_LISTS) {
            let Some(text) = package.text(list) else { continue };
            let mut pieces = Pieces::of(&text);
            while relations.list.len() < MAX_RELATIONS
                && let Ok(Some(piece)) = pieces.next()
            {
                let Piece::Start(tag) = piece else { continue };
                let value = |name: &str| tag.attribute(name).unwrap_or_default().into_owned();
                if tag.local() == "Relationship" {
                    let (kind, target) = (value("Type"), value("Target"));
                    let external = value("TargetMode") == "External";
                    relations.add(Relation {
                        id: value("Id"),
                        kind: kind.rsplit('/').next().unwrap_or_default().to_string(),
                        target: if external { target } else { resolve(folder, &target) },
                        source: source.clone(),
                    });
                }
            }
        }
        relations
    }

    fn add(&mut self, relation: Relation) {
        let index = self.list.len();
        let name = (relation.source.clone(), relation.id.clone());
        self.named.entry(name).or_insert(index);
        self.leading.entry(relation.target.clone()).or_insert(index);
        self.list.push(relation);
    }

    /// Returns the relations of a kind.
    pub(in crate::read) fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Relation> {
        self.list.iter().filter(move |relation| relation.kind == kind)
    }

    /// Returns what a part calls by an id.
    pub(in crate::read) fn named(&self, source: &str, id: &str) -> Option<&Relation> {
        self.list.get(*self.named.get(&(source.to_string(), id.to_string()))?)
    }

    /// Returns the place of the sheet that a part belongs to, by way of others if
    /// need be, or else that of the file.
    pub(in crate::read) fn place_of(
        &self,
        part: &str,
        sheets: &[SheetPart],
        file: &Place,
    ) -> Place {
        let mut part = part;
        // A picture belongs to a drawing, which belongs to a sheet: no way is longer.
        for _ in 0..4 {
            if let Some(sheet) = sheets.iter().find(|sheet| sheet.part == part) {
                return file.sheet(sheet.name.as_str());
            }
            match self.leading.get(part).and_then(|index| self.list.get(*index)) {
                Some(relation) => part = &relation.source,
                None => break,
            }
        }
        file.clone()
    }
}

/// A sheet and the part of the package that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct SheetPart {
    /// The sheet's name.
    pub(in crate::read) name: String,
    /// The part, in lower case.
    pub(in crate::read) part: String,
}

/// The folder and the name of the part whose relations a list has: that of
/// `xl/workbook.xml` is `xl/_rels/workbook.xml.rels`.
fn describes(list: &str) -> Option<(&str, String)> {
    let (folder, file) = list.trim_start_matches('/').rsplit_once('/')?;
    let folder = folder.strip_suffix("_rels")?;
    let (part, "rels") = file.rsplit_once('.')? else { return None };
    Some((folder, format!("{folder}{part}")))
}

/// The part that a target names, from the folder of the part that names it.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/").to_lowercase();
    let whole = match target.strip_prefix('/') {
        Some(rooted) => rooted.to_string(),
        None => format!("{folder}{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::package;
    use super::*;

    const LIST: &str = r#"<Relationships><Relationship Id="rId1" Type="http://a/b/worksheet" Target="worksheets/Sheet1.xml"/>
        <Relationship Id="rId2" Type="http://a/b/externalLinkPath" Target="file:///H:\Budget.xlsx" TargetMode="External"/></Relationships>"#;
    const DRAWING: &str = r#"<Relationships><Relationship Id="d" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>"#;
    const IMAGE: &str = r#"<Relationships><Relationship Id="i" Type="x/image" Target="/xl/media/a.png"/></Relationships>"#;

    #[test]
    fn parts_are_followed_up_to_their_sheet() {
        let bytes = package(&[
            ("xl/_rels/workbook.xml.rels", LIST),
            ("xl/worksheets/_rels/Sheet1.xml.rels", DRAWING),
            ("xl/drawings/_rels/drawing1.xml.rels", IMAGE),
        ]);
        let relations = Relations::of(&mut Package::open(&bytes).expect("sound"));
        let link = relations.of_kind("externalLinkPath").next().expect("a link");
        assert_eq!(link.target, "file:///H:\\Budget.xlsx");
        let sheet = relations.named("xl/workbook.xml", "rId1").expect("a sheet");
        assert_eq!(sheet.target, "xl/worksheets/sheet1.xml");
        let sheets = [SheetPart { name: "KPI".into(), part: sheet.target.clone() }];
        let file = Place::file("kpi.xlsx");
        let place = |part: &str| relations.place_of(part, &sheets, &file).to_string();
        assert_eq!(place("xl/media/a.png"), "kpi.xlsx › KPI");
        assert_eq!(place("xl/vbaproject.bin"), "kpi.xlsx");
    }
    #[test]
    fn no_more_relations_are_read_than_a_workbook_can_need() {
        let list = "<Relationship Type=\"x/image\" Target=\"a\"/>".repeat(MAX_RELATIONS + 1);
        let list = format!("<Relationships>{list}</Relationships>");
        let bytes = package(&[("xl/_rels/workbook.xml.rels", &list)]);
        let relations = Relations::of(&mut Package::open(&bytes).expect("sound"));
        let place = relations.place_of("xl/a", &[], &Place::file("kpi.xlsx"));
        assert_eq!(place, Place::file("kpi.xlsx"));
        assert_eq!(relations.of_kind("image").count(), MAX_RELATIONS);
    }
}
