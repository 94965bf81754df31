//! Fuzzes bytes of a spreadsheet file, whose format their content tells.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| agendapack::read::fuzz::tables(bytes, "kpi.xlsx"));
