//! A picture that may be published: upright, and without what a camera or a program
//! wrote into it.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::place::Place;

/// A picture, named for what it shows: the same bytes have the same name.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The file that it was read from.
    pub place: Place,
    name: String,
    #[serde(skip)]
    size: (u32, u32),
    #[serde(skip)]
    bytes: Arc<[u8]>,
}

impl Picture {
    /// Returns a picture of a file; `name` is that of its bytes, `size` its width
    /// and height in pixels.
    pub fn new(place: Place, name: String, size: (u32, u32), bytes: Arc<[u8]>) -> Self {
        Self { place, name, size, bytes }
    }

    /// Returns its name: `1f0c24d8a3b57e96.png`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns its width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// Returns the file's bytes: PNG or JPEG, as the name ends.
    pub fn bytes(&self) -> &Arc<[u8]> {
        &self.bytes
    }
}

/// Megabytes of bytes tell nobody anything.
impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size;
        write!(f, "Picture({}, {}, {width} × {height})", self.place, self.name)
    }
}
