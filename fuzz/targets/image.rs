//! Fuzzes bytes of a picture.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| agendapack::read::fuzz::image(bytes));
