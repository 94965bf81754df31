//! Fuzzes bytes of a Word document.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| agendapack::read::fuzz::document(bytes));
