//! What was published, as data: the view of a pack as it stood, so that late
//! papers can be held against it without reading a PDF.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;
use crate::view::Pack;

/// Where a build keeps the view of the pack, below the meeting's outputs.
pub const PACK: &str = "public/data/pack.json";

/// Where a build keeps the view of the members' pack.
pub const PRIVATE_PACK: &str = "private/data/pack.json";

/// Returns where a build keeps a picture that a view beside it names.
fn picture_beside(view: &str, name: &str) -> String {
    format!("{}pictures/{name}", view.strip_suffix("pack.json").unwrap_or_default())
}

/// Returns the name of the picture that a kept file is, if it is one.
pub fn picture_name(path: &str) -> Option<&str> {
    path.rsplit_once("/pictures/").map(|(_, name)| name)
}

/// The version of the form.
const FORMAT: u32 = 1;

/// A view with the version of its form.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
struct Kept<P> {
    /// The version of this form.
    format: u32,
    /// The pack.
    pack: P,
}

/// Returns the JSON Schema (2020-12) of a view as it is kept.
pub fn schema() -> Result<Vec<u8>, Fault> {
    let mut schema = schemars::schema_for!(Kept<Pack>);
    schema.insert("title".into(), "An agenda pack".into());
    let mut json =
        serde_json::to_vec_pretty(&schema).map_err(|error| Fault::Other(error.to_string()))?;
    json.push(b'\n');
    Ok(json)
}

/// Returns the view of a pack as it is kept at a path, with the pictures that it
/// shows.
pub fn files(pack: &Pack, path: &str) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let pictures = pack.shown().map(|(name, bytes)| (picture_beside(path, name), bytes.to_vec()));
    let pictures: Vec<_> = pictures.collect();
    Ok(std::iter::once((path.to_string(), to_json(pack)?)).chain(pictures).collect())
}

/// Returns the view of a pack as it is kept.
pub fn to_json(pack: &Pack) -> Result<Vec<u8>, Fault> {
    let mut json = serde_json::to_vec(&Kept { format: FORMAT, pack })
        .map_err(|error| Fault::Other(error.to_string()))?;
    json.push(b'\n');
    Ok(json)
}

/// Returns the view that was kept.
///
/// # Errors
///
/// Fails where the file is none, or of a form that this version does not know.
pub fn from_json(json: &[u8]) -> Result<Pack, String> {
    let kept: Kept<Pack> = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    match kept.format {
        FORMAT => Ok(kept.pack),
        other => Err(format!("the form is `{other}`, expected `{FORMAT}`")),
    }
}

/// Returns the view as it would be read back: figures that have been through
/// text once are compared with others that have.
pub fn as_kept(pack: &Pack) -> Result<Pack, Fault> {
    from_json(&to_json(pack)?).map_err(Fault::Other)
}
