//! The fields of a form, once they are content (ISO 32000-1, 14.8.5.6).

use hayro_syntax::object::{Dict, Name, String as Text};
use lopdf::{Dictionary, Object};

use super::tags::text_object;

/// How far up the kinds of fields are looked for.
const ANCESTORS: usize = 32;

/// Flags of buttons (ISO 32000-1, 12.7.4.2.1).
const RADIO: i32 = 1 << 15;
const PUSH: i32 = 1 << 16;

/// A field that can no longer be filled in.
#[derive(Clone, Debug)]
pub(super) struct Field {
    role: &'static str,
    checked: Option<bool>,
    description: Option<Vec<u8>>,
}

impl Field {
    /// Reads a field from its annotation.
    pub(super) fn read(widget: &Dict<'_>) -> Self {
        let chain: Vec<Dict<'_>> =
            std::iter::successors(Some(widget.clone()), |dict| dict.get::<Dict<'_>>("Parent"))
                .take(ANCESTORS)
                .collect();
        let kind = chain.iter().find_map(|dict| dict.get::<Name<'_>>("FT"));
        let flags = chain.iter().find_map(|dict| dict.get::<i32>("Ff")).unwrap_or_default();
        let description = chain.iter().find_map(|dict| dict.get::<Text<'_>>("TU"));
        let state = widget.get::<Name<'_>>("AS");
        let is_on = state.is_some_and(|state| &*state != b"Off");
        let (role, checked) = match kind.as_deref() {
            Some(b"Btn") if flags & PUSH != 0 => ("pb", None),
            Some(b"Btn") if flags & RADIO != 0 => ("rb", Some(is_on)),
            Some(b"Btn") => ("cb", Some(is_on)),
            _ => ("tv", None),
        };
        Self { role, checked, description: description.map(|text| text.to_vec()) }
    }

    /// Returns the attributes that tell what it was.
    pub(super) fn attributes(&self) -> Dictionary {
        let mut attributes = Dictionary::new();
        attributes.set("O", Object::Name(b"PrintField".to_vec()));
        attributes.set("Role", Object::Name(self.role.into()));
        if let Some(checked) = self.checked {
            let state = if checked { "on" } else { "off" };
            attributes.set("checked", Object::Name(state.into()));
        }
        if let Some(description) = &self.description {
            attributes.set("Desc", text_object(description));
        }
        attributes
    }
}
