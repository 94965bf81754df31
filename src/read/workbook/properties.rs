//! The properties of a document that name people.

use calamine::WorkbookProperties;

use crate::model::concealed::{Concealed, Concealment, Property, PropertyKind};
use crate::place::Place;

/// What programs and templates write in the place of a name.
const NOBODY: [&str; 8] = [
    "openpyxl",
    "apache poi",
    "sheetjs",
    "unknown creator",
    "xlsxwriter",
    "microsoft office user",
    "user",
    "owner",
];

/// Returns the properties that name someone.
pub(in crate::read) fn concealed(
    properties: &WorkbookProperties,
    file: &Place,
) -> Option<Concealed> {
    let of = |kind, name: &Option<String>| property(kind, name.as_deref()?);
    let named = [
        of(PropertyKind::Author, &properties.creator),
        of(PropertyKind::LastEditor, &properties.last_modified_by),
        of(PropertyKind::Manager, &properties.manager),
        of(PropertyKind::Company, &properties.company),
    ];
    of_list(named.into_iter().flatten().collect(), file)
}

/// Returns a property, unless a program wrote its own name there.
pub(in crate::read) fn property(kind: PropertyKind, name: &str) -> Option<Property> {
    let name = name.trim();
    let nobody = name.is_empty() || NOBODY.contains(&name.to_lowercase().as_str());
    (!nobody).then(|| Property { kind, name: name.to_string() })
}

/// Returns properties as one thing, if there are any.
pub(in crate::read) fn of_list(named: Vec<Property>, file: &Place) -> Option<Concealed> {
    let what = Concealment::Properties(named);
    let some = !matches!(&what, Concealment::Properties(named) if named.is_empty());
    some.then(|| Concealed { place: file.clone(), what })
}
