//! What a file carries besides its pages: forms, signatures, files, layers.

use hayro_syntax::object::{Array, Dict, Object, ObjectIdentifier};
use hayro_syntax::page::Page;
use serde::Serialize;

use super::active::file_name;
use super::strings;
use super::tree::{self, name};

/// A form that can be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Form {
    /// How many fields it has.
    pub fields: usize,
    /// How many of them are filled in.
    pub filled: usize,
    /// Whether it is also written in XFA, which only some readers show.
    pub xfa: bool,
}

/// A signature. It is of the file, byte by byte: pages laid into a pack have none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Who signed, by the file's own word.
    pub name: Option<String>,
    /// When, by the file's own word.
    pub date: Option<String>,
}

/// A layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Layer {
    /// What it is called.
    pub name: String,
    /// Whether it is shown.
    pub shown: bool,
    /// Whether it is printed.
    pub printed: bool,
}

/// Returns the fields of a file's form, those below others among them.
pub(super) fn fields<'a>(catalog: &Dict<'a>) -> Vec<Dict<'a>> {
    let fields =
        catalog.get::<Dict<'_>>("AcroForm").and_then(|form| form.get::<Array<'_>>("Fields"));
    let roots = fields.map(|fields| fields.iter::<Dict<'_>>().collect()).unwrap_or_default();
    tree::nodes(roots, "Kids")
}

/// Returns what of a form can be filled in, if there is anything.
pub(super) fn form(catalog: &Dict<'_>, fields: &[Dict<'_>]) -> Option<Form> {
    let xfa = catalog.get::<Dict<'_>>("AcroForm").is_some_and(|form| form.contains_key("XFA"));
    // A field has a name; the widgets that show it have none. Signatures are apart.
    let named = fields.iter().filter(|field| {
        let leaf = field
            .get::<Array<'_>>("Kids")
            .is_none_or(|kids| kids.iter::<Dict<'_>>().all(|kid| !kid.contains_key("T")));
        leaf && field.contains_key("T") && name(field, "FT").as_deref() != Some("Sig")
    });
    let named: Vec<_> = named.collect();
    let filled = named.iter().filter(|field| is_filled(field)).count();
    (xfa || !named.is_empty()).then_some(Form { fields: named.len(), filled, xfa })
}

fn is_filled(field: &Dict<'_>) -> bool {
    match field.get::<Object<'_>>("V") {
        Some(Object::String(text)) => strings::said(&text).is_some(),
        Some(Object::Name(state)) => state.as_str() != "Off",
        Some(Object::Array(chosen)) => chosen.raw_iter().next().is_some(),
        Some(Object::Stream(_) | Object::Number(_)) => true,
        _ => false,
    }
}

/// Returns the signatures of a form.
pub(super) fn signatures(fields: &[Dict<'_>]) -> Vec<Signature> {
    let signed = fields.iter().filter_map(|field| {
        let value = field.get::<Dict<'_>>("V")?;
        let is_signature =
            name(field, "FT").as_deref() == Some("Sig") || value.contains_key("ByteRange");
        is_signature.then(|| Signature {
            name: strings::entry(&value, "Name"),
            date: strings::entry(&value, "M").as_deref().and_then(strings::written_date),
        })
    });
    signed.collect()
}

/// Returns the names of the files in a file.
pub(super) fn files(catalog: &Dict<'_>, pages: &[Page<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |file: &Dict<'_>| {
        let name = file_name(file).unwrap_or_else(|| "a file without a name".into());
        if !found.contains(&name) {
            found.push(name);
        }
    };
    if let Some(names) = catalog.get::<Dict<'_>>("Names")
        && let Some(files) = names.get::<Dict<'_>>("EmbeddedFiles")
    {
        tree::named(&files).into_iter().filter_map(Object::into_dict).for_each(|file| add(&file));
    }
    let associated = catalog.get::<Array<'_>>("AF");
    associated.iter().flat_map(Array::iter::<Dict<'_>>).for_each(|file| add(&file));
    for page in pages {
        let annotations = page.raw().get::<Array<'_>>("Annots");
        for annotation in annotations.iter().flat_map(Array::iter::<Dict<'_>>) {
            if name(&annotation, "Subtype").as_deref() == Some("FileAttachment")
                && let Some(file) = annotation.get::<Dict<'_>>("FS")
            {
                add(&file);
            }
        }
    }
    found
}

/// Returns the layers of a file with their states: ISO 32000-1, 8.11.4.
pub(super) fn layers(catalog: &Dict<'_>) -> Vec<Layer> {
    let Some(properties) = catalog.get::<Dict<'_>>("OCProperties") else { return Vec::new() };
    let state = properties.get::<Dict<'_>>("D").unwrap_or_default();
    let on = listed(&state, "ON");
    let off = listed(&state, "OFF");
    let base = name(&state, "BaseState").as_deref() != Some("OFF");
    let prints = state.get::<Array<'_>>("AS").is_some_and(|uses| {
        uses.iter::<Dict<'_>>().any(|usage| name(&usage, "Event").as_deref() == Some("Print"))
    });
    let groups = properties.get::<Array<'_>>("OCGs");
    let groups = groups.iter().flat_map(Array::iter::<Dict<'_>>).take(10_000);
    let layers = groups.map(|group| {
        let is = |list: &[ObjectIdentifier]| group.obj_id().is_some_and(|id| list.contains(&id));
        let shown = if base { !is(&off) } else { is(&on) };
        let print = group.get::<Dict<'_>>("Usage").and_then(|usage| usage.get::<Dict<'_>>("Print"));
        let print = print.and_then(|print| name(&print, "PrintState")).filter(|_| prints);
        let printed = print.map_or(shown, |state| state != "OFF");
        Layer { name: strings::entry(&group, "Name").unwrap_or_default(), shown, printed }
    });
    layers.collect()
}

fn listed(state: &Dict<'_>, key: &str) -> Vec<ObjectIdentifier> {
    let list = state.get::<Array<'_>>(key);
    let list = list.iter().flat_map(Array::raw_iter).take(10_000);
    list.filter_map(|entry| entry.as_obj_ref().map(ObjectIdentifier::from)).collect()
}
