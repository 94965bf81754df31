//! What Typst sees: the templates, the theme, the fonts, one JSON view, and the
//! pictures that it names.
//!
//! Nothing else exists for a template: no other file, no package, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};
use typst_kit::diagnostics::DiagnosticWorld;

use crate::view::Pictures;
use crate::write::templates::{Templates, file_id};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// Does what every layout needs and what needs no view.
pub(super) fn prepare(templates: &Templates) {
    LazyLock::force(&LIBRARY);
    templates.prepare();
}

/// One compilation's world.
#[derive(Debug)]
pub struct World {
    templates: Templates,
    view: Bytes,
    pictures: Pictures,
    main: FileId,
}

impl World {
    /// Returns the world of a view, laid out by a template.
    pub fn new(templates: &Templates, main: &str, view: Vec<u8>) -> Self {
        Self {
            templates: templates.clone(),
            view: Bytes::new(view),
            pictures: Pictures::default(),
            main: main_id(main),
        }
    }

    /// Adds pictures, each at `/pictures/` and its name.
    #[must_use]
    pub fn with(self, pictures: &Pictures) -> Self {
        Self { pictures: pictures.clone(), ..self }
    }

    fn bytes(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        if path == "view.json" {
            return Ok(self.view.clone());
        }
        let picture = path.strip_prefix("pictures/").and_then(|name| self.pictures.get(name));
        if let Some(picture) = picture {
            return Ok(Bytes::new(picture.clone()));
        }
        self.templates.bytes(path).ok_or_else(|| FileError::NotFound(path.into()))
    }
}

fn main_id(name: &str) -> FileId {
    file_id(name).unwrap_or_else(|| panic!("{name} is no path"))
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.templates.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if let Some(source) = self.templates.source(id.vpath().get_without_slash()) {
            return Ok(source);
        }
        let bytes = self.bytes(id)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.bytes(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.templates.font(index)
    }

    /// Templates have no clock: the date of a document is in the view.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

impl DiagnosticWorld for World {
    fn name(&self, id: FileId) -> String {
        format!("templates/{}", id.vpath().get_without_slash())
    }
}
