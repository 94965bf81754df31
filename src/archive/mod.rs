//! What an archive needs to know of files, whatever they hold: the bag that they are
//! handed over in, the history that is told of them, the seal on their manifest, and
//! how two files differ.

pub mod bag;
pub mod difference;
pub mod fixity;
pub mod premis;
pub mod seal;
