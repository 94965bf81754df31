//! Streams of a paper, moved with their data as they are packed wherever that may be.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Name, Object as Foreign, Stream};
use lopdf::{Dictionary, Object};

use super::super::file::deflate;
use super::content::{self, Marks, State};
use super::import::{Importer, Keys, mark_id};
use super::matrix::Matrix;
use super::store::{Store, too_great};
use super::value::{matrix_of, reals};
use crate::fault::Fault;

/// Entries of a stream that tell how its data are packed.
const PACKING: &[&[u8]] =
    &[b"DL", b"DP", b"DecodeParms", b"F", b"FDecodeParms", b"FFilter", b"Filter", b"Length"];

impl<'p> Importer<'p> {
    /// Returns a stream of the paper: its data as they are packed, unless no archive
    /// takes them so (LZW), they are not packed at all, or marks in it must go.
    pub(super) fn stream(
        &mut self,
        store: &mut Store,
        stream: &Stream<'p>,
    ) -> Result<(Dictionary, Cow<'p, [u8]>), Fault> {
        self.depth += 1;
        let dictionary = self.dictionary(store, stream.dict(), Keys::Words);
        self.depth -= 1;
        let mut dictionary = dictionary?;
        if let Some(data) = self.repacked(stream) {
            for key in PACKING {
                dictionary.remove(key);
            }
            dictionary.set("Filter", Object::Name(b"FlateDecode".to_vec()));
            return Ok((dictionary, Cow::Owned(deflate(&data).ok_or_else(too_great)?)));
        }
        for key in PACKING.iter().filter(|key| !matches!(**key, b"Filter" | b"DecodeParms")) {
            dictionary.remove(key);
        }
        Ok((dictionary, stream.raw_data()))
    }

    /// Returns the unpacked data of a stream that must be packed anew.
    fn repacked(&self, stream: &Stream<'p>) -> Option<Cow<'p, [u8]>> {
        let filters = stream.filters();
        let is_image = |filter: &Filter| {
            !matches!(
                filter,
                Filter::LzwDecode
                    | Filter::FlateDecode
                    | Filter::AsciiHexDecode
                    | Filter::Ascii85Decode
                    | Filter::RunLengthDecode
            )
        };
        if filters.iter().any(is_image) {
            return None;
        }
        let is_form = stream.dict().get::<Name<'_>>("Subtype").as_deref() == Some(b"Form");
        let is_broken = filters[..] == [Filter::FlateDecode] && !is_whole(&stream.raw_data());
        if is_form && (is_broken || self.marks == Marks::Neutral) {
            let (data, state) = unpacked(stream)?;
            let resources = stream.dict().get::<Dict<'_>>("Resources").unwrap_or_default();
            let lists = resources.get::<Dict<'_>>("Properties").unwrap_or_default();
            let read = content::read(&data, state, self.marks, |name| mark_id(&lists, name));
            if let Some(instead) = read.instead {
                return Some(Cow::Owned([instead, read.closing].concat()));
            }
        }
        let is_loose = filters.is_empty() && stream.raw_data().len() > 80;
        let is_lzw = filters.contains(&Filter::LzwDecode);
        (is_lzw || is_loose || is_broken).then(|| stream.decoded().ok()).flatten()
    }

    /// Returns a pattern of a page: its matrix leads to the page itself, whatever the
    /// content has done, and so must be given the way to the placeholder.
    pub(super) fn pattern(
        &mut self,
        store: &mut Store,
        pattern: &Foreign<'p>,
        matrix: Matrix,
    ) -> Result<Object, Fault> {
        let (mut dictionary, data) = match pattern {
            Foreign::Stream(stream) => {
                let (dictionary, data) = self.stream(store, stream)?;
                (dictionary, Some(data))
            }
            Foreign::Dict(dict) => (self.dictionary(store, dict, Keys::Words)?, None),
            _ => return Ok(Object::Null),
        };
        let own = match pattern {
            Foreign::Stream(stream) => matrix_of(stream.dict()),
            Foreign::Dict(dict) => matrix_of(dict),
            _ => Matrix::IDENTITY,
        };
        dictionary.set("Matrix", reals(&own.then(matrix).0));
        let number = match data {
            Some(data) => store.share_stream(dictionary, &data)?,
            None => store.share(dictionary),
        };
        Ok(Object::Reference((number, 0)))
    }
}

/// Returns the data of a stream as they are when nothing is packed, and whether that is
/// what went in.
pub(super) fn unpacked<'p>(stream: &Stream<'p>) -> Option<(Cow<'p, [u8]>, State)> {
    let is_plain = stream.filters()[..] == [Filter::FlateDecode]
        && !["DecodeParms", "DP", "F"].iter().any(|key| stream.dict().contains_key(key));
    let mut data = Vec::new();
    if is_plain && ZlibDecoder::new(&*stream.raw_data()).read_to_end(&mut data).is_ok() {
        return Some((Cow::Owned(data), State::Whole));
    }
    let state = if is_plain { State::Damaged } else { State::Whole };
    stream.decoded().ok().map(|data| (data, state))
}

/// Returns whether packed data can be unpacked to their end by every reader, not only
/// by one that makes the best of what is left.
fn is_whole(data: &[u8]) -> bool {
    std::io::copy(&mut ZlibDecoder::new(data), &mut std::io::sink()).is_ok()
}
