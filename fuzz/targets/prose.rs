//! Fuzzes Markdown of a narrative or a cell.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| agendapack::read::fuzz::prose(text));
