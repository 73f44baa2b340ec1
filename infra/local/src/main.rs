//! `plugzero-local`: the local stack behind `make up` and `make test`.
#![expect(
    clippy::disallowed_methods,
    reason = "this program is a context of its own: it reads the clock and its environment for real"
)]

mod config;
mod console;
mod environment;
mod event_source;
mod functions;
mod gateway;
mod mirror;
mod output;
mod populate;
mod postgres;
mod process;
mod reach;
mod reaper;
mod resources;
mod run;
mod schedules;
mod stand_in;
mod stop;
mod summary;
mod template;
mod up;

use std::ffi::OsString;
use std::process::ExitCode;

const USAGE: &str = "\
usage: plugzero-local up              start the platform, until Ctrl-C
       plugzero-local run -- COMMAND  start PostgreSQL and the AWS stand-in for a command
       plugzero-local populate […]    fill the running platform with sample data
                                   [--rows N] [--seed N] [--as-of DATE] [AREA …]
       plugzero-local depopulate      take the sample data out again
       plugzero-local reset           forget what the platform stored

environment: PLUGZERO_PORT_BASE (9000), PLUGZERO_DATA_DIR (target/local), PLUGZERO_LOG (info), DATABASE_URL
";

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(|word| word.to_str().unwrap_or("?")).collect();
    let done = match words.as_slice() {
        ["reaper"] => {
            reaper::run();
            Ok(ExitCode::SUCCESS)
        }
        ["up"] => in_runtime(up::up()),
        ["populate", wishes @ ..] => in_runtime(populate::populate(wishes)),
        ["depopulate"] => in_runtime(populate::depopulate()),
        ["reset"] => up::reset(),
        ["run", "--", _, ..] => in_runtime(run::run(&arguments[2..])),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    done.unwrap_or_else(|error: anyhow::Error| {
        eprintln!("plugzero-local: {error:#}");
        ExitCode::FAILURE
    })
}

fn in_runtime(work: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}
