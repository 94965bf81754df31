//! Fuzzes bytes of a CSV file, in any encoding.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| agendapack::read::fuzz::tables(bytes, "kpi.csv"));
