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
mod outline;
mod plain;
mod run;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use flate2::read::ZlibDecoder;
use rayon::prelude::*;

use self::element::Ids;
pub(super) use self::outline::Entry;
use self::plain::{Body, Plain};
use super::file::{File, OBJECTS_A_STREAM, Packed, deflate, object_stream, stream_bytes};
use crate::fault::Fault;

/// A stream ready to be written.
struct Written {
    number: u32,
    bytes: Vec<u8>,
}

/// Returns the same document in fewer bytes, still PDF/A-2a and PDF/UA-1, the bookmarks
/// of its items in the order of the agenda and with its numbers.
pub(super) fn compact(pdf: &[u8], agenda: &[Entry]) -> Result<Vec<u8>, Fault> {
    let fault = || Fault::Other("the PDF has not the form that Typst writes".into());
    repack(pdf, agenda).ok_or_else(fault)
}

fn repack(pdf: &[u8], agenda: &[Entry]) -> Option<Vec<u8>> {
    let plain = Plain::read(pdf)?;
    let bookmarks = outline::reordered(&plain, agenda);
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
    let packed: Vec<Packed> = whole
        .par_chunks(OBJECTS_A_STREAM)
        .map(|objects| pack(objects, &joined, &bookmarks))
        .collect::<Option<_>>()?;
    let mut file = File::begin(plain.header);
    for object in &written {
        file.add(object.number, &[&object.bytes])?;
    }
    let mut number = plain.size;
    for objects in &packed {
        file.add_packed(number, objects)?;
        number += 1;
    }
    file.finish(number, plain.trailer)
}

/// A page's number and the marked-content ids that were joined there.
type Joined = (u32, BTreeSet<u32>);

/// Returns the pages by the numbers of the streams that are their contents.
fn pages_by_content(plain: &Plain<'_>) -> BTreeMap<u32, u32> {
    let pages = plain.objects.iter().filter(|object| object.bytes.starts_with(b"<</Type/Page/"));
    let contents = pages.filter_map(|page| {
        let content = dictionary::value(page.bytes, "Contents")?;
        Some((plain::leading_number(content)?, page.number))
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
    let bytes = stream_bytes(dictionary.as_bytes(), &data);
    Some((Written { number: object.number, bytes }, Some((page, tidied.joined))))
}

/// Returns objects in a stream, their structure elements without what is joined.
fn pack(objects: &[&Body<'_>], joined: &Ids, bookmarks: &BTreeMap<u32, Vec<u8>>) -> Option<Packed> {
    let bodies = objects.iter().map(|object| {
        let bytes = bookmarks.get(&object.number).map_or(object.bytes, Vec::as_slice);
        (object.number, element::tidy(bytes, joined))
    });
    object_stream(bodies)
}
