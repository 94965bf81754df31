//! Fuzzes TOML of settings, a meeting or a cover.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| agendapack::read::fuzz::settings(text));
