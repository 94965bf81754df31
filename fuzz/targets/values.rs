//! Fuzzes the text of a cell.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| agendapack::read::fuzz::values(text));
