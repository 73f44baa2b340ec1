//! The process in which a document is read. It may compute, and nothing else: it gives up memory, time, files and
//! children before it looks at the first byte.
use std::{
    ffi::OsString,
    fs::File,
    io::{self, Write as _},
    ops::ControlFlow,
    os::fd::AsFd as _,
    process::ExitCode,
};

use rustix::process::{Resource, Rlimit, Signal, setrlimit};
use serde::{Deserialize, Serialize};

use crate::{
    Error, Options,
    protocol::{self, Kind, TextFrames},
};

/// The first argument of a program that is to read a document: [`serve_if_asked`] sees it.
pub const ARGUMENT: &str = "--read-document";

/// Deeper recursion than any honest document needs.
const STACK_BYTES: usize = 8 << 20;

/// What the parent asks, as the second argument, in JSON.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Task {
    pub options: Options,
    pub memory_bytes: u64,
    pub cpu_seconds: u64,
}

/// Reads a document where this process was started to do so, from standard input to standard output; the exit code is
/// for `main`. `None` where the program was started for something else: the first line of every `main` that
/// [`Reader::this_program`](crate::Reader::this_program) may start anew.
pub fn serve_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    (arguments.next()? == ARGUMENT).then(|| match serve(arguments.next()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    })
}

fn serve(task: Option<OsString>) -> io::Result<()> {
    let task = task.unwrap_or_else(|| "{}".into());
    let task: Task = serde_json::from_str(&task.to_string_lossy())?;
    confine(&task)?;
    let mut input = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    // A thread of its own, for a stack of known size. Overflow ends the process.
    let work = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || answer(&mut input, &task.options))?;
    work.join().unwrap_or_else(|_| Err(io::Error::other("the reader panicked")))
}

/// Takes away what reading does not need. Memory is bounded as the writable memory that the process maps
/// (`RLIMIT_DATA`), not as address space: allocators reserve far more of that than they use.
fn confine(task: &Task) -> io::Result<()> {
    let limit = |resource, soft: u64, hard: u64| {
        setrlimit(resource, Rlimit { current: Some(soft), maximum: Some(hard) })
    };
    limit(Resource::Data, task.memory_bytes, task.memory_bytes)?;
    limit(Resource::Cpu, task.cpu_seconds, task.cpu_seconds + 1)?;
    limit(Resource::Core, 0, 0)?;
    limit(Resource::Fsize, 0, 0)?;
    limit(Resource::Nofile, 16, 16)?;
    rustix::thread::set_no_new_privs(true)?;
    // An orphan has nobody to read for.
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    Ok(())
}

fn answer(input: &mut File, options: &Options) -> io::Result<()> {
    let mut text = TextFrames::new(io::stdout());
    let mut told = None;
    let read = crate::read(input, options, &mut text, &mut |progress| {
        // Each line of it costs a write; pages come by the thousand.
        if told.is_none_or(|last: u64| progress.pages >= last + 16) {
            told = Some(progress.pages);
            let sent = serde_json::to_vec(&progress)
                .map_err(io::Error::from)
                .and_then(|json| protocol::write(&mut io::stdout(), Kind::Progress, &json));
            if sent.is_err() {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    });
    let mut out = io::stdout();
    match read {
        Ok(document) => {
            text.flush()?;
            protocol::write(&mut out, Kind::Document, &serde_json::to_vec(&document)?)
        }
        Err(Error::Failure(failure)) => {
            protocol::write(&mut out, Kind::Failure, &serde_json::to_vec(&failure)?)
        }
        Err(Error::Io(error)) => protocol::write(&mut out, Kind::Io, error.to_string().as_bytes()),
        Err(Error::Stopped) => Ok(()),
    }
}
