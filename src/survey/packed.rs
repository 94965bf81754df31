//! What is packed in a file is measured before a reader unpacks it.
//!
//! A reader unpacks whatever it is given: a kilobyte can hold a gigabyte, a table of
//! objects that take no bytes can have four thousand million, and a page can be its
//! own aunt a thousand million times. So all that a file could unpack to is measured
//! here, with a bound, by what stands in its bytes: nothing that stands there is
//! believed, lengths and labels least of all.

use std::sync::atomic::{AtomicUsize, Ordering};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Name, ObjectIdentifier, Stream};
use rayon::prelude::*;

use super::kids::Kids;
use super::limits::Limits;
use super::refused::Refused;
use super::syntax::{self, Packed, Token, Tokens};
use super::unpack::{Filter, inflate, unpack};
use super::wall::Watch;

/// The most that one stream may unpack to: a map of a county has a tenth. A reader
/// holds sixteen times that of a path.
const STREAM: usize = 48 << 20;

/// The most that a picture may unpack to: a plan of A0 at 300 dots an inch.
const PICTURE: usize = 512 << 20;

/// Packed data shorter than this cannot hold a bomb: deflate packs a thousand to one.
const SHORT: usize = 32 << 10;

/// The longest stream of objects of an encrypted file, which cannot be measured.
const SEALED: usize = 512 << 10;

/// How deep brackets may be nested, and states of the graphics saved.
const DEEP: usize = 5_000;
const SAVED: usize = 10_000;

/// Returns the nodes of a file's page trees, if it unpacks to no more than the limits
/// allow.
pub(super) fn admit(bytes: &[u8], limits: &Limits, watch: &Watch) -> Result<Kids, Refused> {
    let sealed = is_sealed(bytes);
    let streams = syntax::streams(bytes);
    let total = AtomicUsize::new(0);
    let mut kids = Kids::default();
    kids.read(outside(bytes, &streams));
    nested(outside(bytes, &streams))?;
    let found: Vec<Kids> = streams
        .par_iter()
        .map(|stream| {
            if !watch.runs() {
                return Err(Refused::Slow);
            }
            measure(stream, sealed, &total, limits)
        })
        .collect::<Result<_, _>>()?;
    for more in found {
        kids.join(more);
    }
    kids.admit(limits)?;
    Ok(kids)
}

/// Returns nothing if an encrypted file, which is open now, unpacks to no more than
/// the limits allow.
pub(super) fn admit_sealed(
    pdf: &Pdf,
    bytes: &[u8],
    limits: &Limits,
    watch: &Watch,
) -> Result<(), Refused> {
    if !is_sealed(bytes) {
        return Ok(());
    }
    let mut total = 0;
    for (number, generation) in syntax::streams(bytes).iter().filter_map(|stream| stream.object) {
        watch.check(0);
        let id = ObjectIdentifier::new(number, generation);
        let Some(stream) = pdf.xref().get::<Stream<'_>>(id) else { continue };
        let filters: Vec<_> = stream.filters().iter().map(Filter::from).collect();
        let data = stream.raw_data();
        let subtype = stream.dict().get::<Name<'_>>("Subtype");
        if subtype.is_some_and(|name| name.as_str() == "Image") {
            unpack(&data, &filters, PICTURE).map_err(|_| bomb())?;
            continue;
        }
        let unpacked = unpack(&data, &filters, STREAM).map_err(|_| bomb())?;
        total += unpacked.len();
        if total > limits.unpacked {
            return Err(bomb());
        }
        for content in [&unpacked[..], &data] {
            nested([content].into_iter())?;
            saved(content)?;
        }
    }
    Ok(())
}

/// Measures a stream, and returns the page tree's nodes in it.
fn measure(
    stream: &Packed<'_>,
    sealed: bool,
    total: &AtomicUsize,
    limits: &Limits,
) -> Result<Kids, Refused> {
    let names: Vec<_> = Tokens::new(stream.dictionary).collect();
    let is = |name: &[u8]| names.iter().any(|token| token.is_name(name));
    if is(b"XRef") && is_bottomless(&names) {
        return Err(Refused::Damaged("its table of objects has entries without length".into()));
    }
    if sealed {
        let bomb = is(b"ObjStm") && stream.length > SEALED;
        return if bomb { Err(self::bomb()) } else { Ok(Kids::default()) };
    }
    let picture = is(b"Image") && !is(b"Form");
    let most = if picture { PICTURE } else { STREAM };
    let filters = filters(&names);
    if stream.length < SHORT && picture && filters.len() < 2 {
        return Ok(Kids::default());
    }
    let unpacked = unpack(stream.data, &filters, most).map_err(|_| bomb())?;
    // What is packed twice and says so once.
    if unpacked.starts_with(b"\x78") {
        inflate(&unpacked, most).map_err(|_| bomb())?;
    }
    let mut kids = Kids::default();
    if picture {
        return Ok(kids);
    }
    if total.fetch_add(unpacked.len(), Ordering::Relaxed) + unpacked.len() > limits.unpacked {
        return Err(bomb());
    }
    // It may not be packed at all.
    for content in [&unpacked[..], &stream.data[..stream.length]] {
        nested([content].into_iter())?;
        saved(content)?;
    }
    if is(b"ObjStm") {
        kids.read_packed(&names, &unpacked);
    }
    Ok(kids)
}

fn bomb() -> Refused {
    Refused::TooLarge("a little of it unpacks to a great deal".into())
}

/// Returns whether a file is encrypted, so that what it holds is seen when it is open.
pub(super) fn is_sealed(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = syntax::find(bytes, b"/Encrypt", at) {
        at = found + b"/Encrypt".len();
        // Not /EncryptMetadata.
        if bytes.get(at).is_none_or(|&byte| !syntax::is_regular(byte)) {
            return true;
        }
    }
    false
}

/// Returns the filters of a stream in their order. A stream that does not name them
/// where it stands may have any, and deflate is the one that packs.
fn filters(names: &[Token<'_>]) -> Vec<Filter> {
    let mut filters = Vec::new();
    for token in names {
        if let Token::Name(name) = token {
            filters.extend(Filter::named(name));
        }
    }
    if filters.is_empty() { vec![Filter::Flate] } else { filters }
}

/// Returns whether the entries of a cross-reference stream take no bytes.
fn is_bottomless(names: &[Token<'_>]) -> bool {
    let Some(at) = names.iter().position(|token| token.is_name(b"W")) else { return false };
    let widths = names[at + 1..].iter().skip(1).map_while(Token::number);
    widths.take(3).sum::<i64>() <= 0
}

/// Returns the stretches of a file that are outside its streams.
fn outside<'a>(bytes: &'a [u8], streams: &[Packed<'a>]) -> impl Iterator<Item = &'a [u8]> {
    let mut at = 0;
    let mut parts = Vec::with_capacity(streams.len() + 1);
    for stream in streams {
        let start = bytes.len() - stream.data.len();
        if start >= at {
            parts.push(&bytes[at..start]);
            at = start + stream.length;
        }
    }
    parts.push(&bytes[at..]);
    parts.into_iter()
}

/// Returns nothing if brackets are not nested deeper than a reader can follow.
fn nested<'a>(parts: impl Iterator<Item = &'a [u8]>) -> Result<(), Refused> {
    for part in parts {
        let mut depth = 0_usize;
        for &byte in part {
            match byte {
                b'[' | b'<' | b'{' => depth += 1,
                b']' | b'>' | b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEP {
                return Err(Refused::Damaged("its objects are nested without end".into()));
            }
        }
    }
    Ok(())
}

/// Returns nothing if content does not save more states than it takes back.
fn saved(content: &[u8]) -> Result<(), Refused> {
    let mut depth = 0_usize;
    for word in content.split(|&byte| !syntax::is_regular(byte)) {
        match word {
            b"q" => depth += 1,
            b"Q" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > SAVED {
            return Err(Refused::Damaged("its content saves states without end".into()));
        }
    }
    Ok(())
}
