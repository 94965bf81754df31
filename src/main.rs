//! The `agendapack` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    agendapack::cli::run(std::env::args_os())
}
