//! A smaller file with the same pages: object and cross-reference streams
//! (ISO 32000-1, 7.5.7 and 7.5.8), page content without repeated state, structure
//! elements without their looks.
//!
//! This repacks what Typst has just written and nothing else: one revision, one
//! cross-reference table, whole objects in plain form. All other bodies are moved
//! as they are, which is five times faster than reading them into a tree; a file
//! of another form is a fault, not a guess.

mod brief;
mod content;
mod dictionary;
mod drawing;
mod element;
mod file;
mod run;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rayon::prelude::*;

use self::element::Ids;
use self::file::{Body, Plain, Written};
use crate::fault::Fault;

/// How many objects share an object stream.
const OBJECTS_A_STREAM: usize = 1000;

/// Returns the same document in fewer bytes, still PDF/A-2a and PDF/UA-1.
pub(super) fn compact(pdf: &[u8]) -> Result<Vec<u8>, Fault> {
    let fault = || Fault::Other("the PDF has not the form that Typst writes".into());
    repack(pdf).ok_or_else(fault)
}

fn repack(pdf: &[u8]) -> Option<Vec<u8>> {
    let plain = Plain::read(pdf)?;
    let pages = pages_by_content(&plain);
    let (streams, whole): (Vec<&Body>, Vec<&Body>) =
        plain.objects.iter().partition(|object| object.is_stream());
    let mut joinable = Ids::new();
    for object in &whole {
        element::add_joinable(object.bytes, &mut joinable);
    }
    let written: Vec<(Written, Option<Joined>)> = streams
        .into_par_iter()
        .map(|object| stream(object, pages.get(&object.number).copied(), &joinable))
        .collect::<Option<_>>()?;
    let (written, joined): (Vec<Written>, Vec<Option<Joined>>) = written.into_iter().unzip();
    let joined: Ids = joined.into_iter().flatten().collect();
    let packed: Vec<(Vec<u32>, Written)> = whole
        .par_chunks(OBJECTS_A_STREAM)
        .zip((plain.size..u32::MAX).into_par_iter())
        .map(|(objects, number)| object_stream(objects, number, &joined))
        .collect::<Option<_>>()?;
    file::write(&plain, &written, &packed, deflate)
}

/// A page's number and the marked-content ids that were joined there.
type Joined = (u32, BTreeSet<u32>);

/// Returns the pages by the numbers of the streams that are their contents.
fn pages_by_content(plain: &Plain<'_>) -> BTreeMap<u32, u32> {
    let pages = plain.objects.iter().filter(|object| object.bytes.starts_with(b"<</Type/Page/"));
    let contents = pages.filter_map(|page| {
        let content = dictionary::value(page.bytes, "Contents")?;
        Some((file::leading_number(content)?, page.number))
    });
    contents.collect()
}

/// Returns a stream object; the content of a page without repeated state, and
/// which ids were joined in it.
fn stream(
    object: &Body<'_>,
    page: Option<u32>,
    joinable: &Ids,
) -> Option<(Written, Option<Joined>)> {
    let (dictionary, data) = object.stream()?;
    let deflated = dictionary.windows(19).any(|window| window == b"/Filter/FlateDecode");
    let Some(page) = page.filter(|_| deflated) else {
        let whole = Written { number: object.number, bytes: object.bytes.to_vec() };
        return Some((whole, None));
    };
    let mut content = Vec::with_capacity(data.len() * 6);
    ZlibDecoder::new(data).read_to_end(&mut content).ok()?;
    let none = BTreeSet::new();
    let tidied = content::tidy(&content, joinable.get(&page).unwrap_or(&none));
    let data = deflate(&tidied.bytes)?;
    let dictionary = format!("<</Length {}/Filter/FlateDecode>>", data.len());
    let bytes = file::stream_bytes(dictionary.as_bytes(), &data);
    Some((Written { number: object.number, bytes }, Some((page, tidied.joined))))
}

/// Returns an object stream and the numbers of the objects in it, in order.
fn object_stream(objects: &[&Body<'_>], number: u32, joined: &Ids) -> Option<(Vec<u32>, Written)> {
    let (mut offsets, mut bodies) = (String::new(), Vec::new());
    for object in objects {
        offsets.push_str(&format!("{} {} ", object.number, bodies.len()));
        bodies.extend_from_slice(&element::tidy(object.bytes, joined));
        bodies.push(b'\n');
    }
    let first = offsets.len();
    let data = deflate(&[offsets.into_bytes(), bodies].concat())?;
    let dictionary = format!(
        "<</Length {}/Type/ObjStm/Filter/FlateDecode/N {}/First {first}>>",
        data.len(),
        objects.len()
    );
    let bytes = file::stream_bytes(dictionary.as_bytes(), &data);
    Some((objects.iter().map(|object| object.number).collect(), Written { number, bytes }))
}

fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::default());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}
