//! Reading a document in a process of its own: whatever the document does to its reader, this process goes on, and the
//! document fails with words for a person.
use std::{
    fs::File,
    io::{self, Read as _, Write},
    ops::ControlFlow,
    os::unix::process::ExitStatusExt as _,
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::Signal,
};

use crate::{
    ARGUMENT, Document, Error, Failure, Options, Progress,
    child::Task,
    protocol::{HEADER_BYTES, Kind},
};

/// How often the caller is told how far it is, at least.
const TELL: Duration = Duration::from_millis(500);
/// What of the reader's complaints is kept for the log.
const COMPLAINT_BYTES: usize = 4096;

/// What a reader may use up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Writable memory. The program itself, which is shared with its parent, is not part of it.
    pub memory_bytes: u64,
    /// Time of computing.
    pub cpu: Duration,
    /// Time on the clock.
    pub wall: Duration,
}

impl Limits {
    /// Generous for what an honest file of `size` bytes costs, and two seconds more: a page of text in a second for
    /// each 4 KiB of PDF would still do. Never more than four minutes.
    pub fn for_size(size: u64) -> Self {
        let cpu = Duration::from_millis(2000 + size / 256).min(Duration::from_secs(240));
        Self { memory_bytes: 200 << 20, cpu, wall: cpu * 2 + Duration::from_secs(5) }
    }
}

/// Reads documents in processes of their own.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    limits: Option<Limits>,
}

impl Reader {
    /// With a program that calls [`serve_if_asked`](crate::serve_if_asked).
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), limits: None }
    }

    /// With the running program, started once more: its `main` calls [`serve_if_asked`](crate::serve_if_asked) first.
    ///
    /// # Errors
    /// Where the system does not tell which program runs.
    pub fn this_program() -> io::Result<Self> {
        Ok(Self::new(std::env::current_exe()?))
    }

    /// With other limits than [`Limits::for_size`].
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits: Some(limits), ..self }
    }

    /// As [`read`](crate::read), of a file on disk. Blocks; `tell` is called twice a second at least. The new process has
    /// no environment and no file but this one.
    ///
    /// # Errors
    /// As [`read`](crate::read). What the document does to its reader is a [`Failure`]: `too_much_memory`, `too_slow`,
    /// `too_deep`, `reader_crashed`. A reader that somebody else ended is an [`Error::Io`].
    pub fn read(
        &self,
        file: File,
        options: &Options,
        out: &mut dyn Write,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Document, Error> {
        let limits = self.limits.map_or_else(|| file.metadata().map(|m| Limits::for_size(m.len())), Ok)?;
        let cpu_seconds = limits.cpu.as_secs() + u64::from(limits.cpu.subsec_nanos() > 0);
        let task = Task { options: options.clone(), memory_bytes: limits.memory_bytes, cpu_seconds };
        let child = Command::new(&self.program)
            .arg(ARGUMENT)
            .arg(serde_json::to_string(&task).map_err(io::Error::from)?)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::from(file))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut conversation = Conversation {
            child: Kept(child),
            deadline: Instant::now() + limits.wall,
            complaints: Vec::new(),
            progress: Progress::default(),
            told: Instant::now(),
        };
        let answer = conversation.listen(options, out, tell)?;
        match answer {
            Answer::Document(document) => Ok(*document),
            Answer::Failure(failure) => Err(failure.into()),
            Answer::Io(message) => Err(io::Error::other(message).into()),
            Answer::TooSlow => Err(too_slow(limits).into()),
            Answer::Nonsense => Err(crashed().into()),
            Answer::Silence => match conversation.end()? {
                Some(status) => Err(verdict(status, &conversation.complaints, limits)),
                None => Err(too_slow(limits).into()),
            },
        }
    }
}

/// Ends the process with this value.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        // It may have ended already, which is as well.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// How a conversation ends.
enum Answer {
    Document(Box<Document>),
    Failure(Failure),
    Io(String),
    TooSlow,
    /// What no reader of ours says.
    Nonsense,
    /// The reader ended without an answer.
    Silence,
}

struct Conversation {
    child: Kept,
    deadline: Instant,
    complaints: Vec<u8>,
    progress: Progress,
    told: Instant,
}

impl Conversation {
    fn listen(
        &mut self,
        options: &Options,
        out: &mut dyn Write,
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Answer, Error> {
        let mut received = 0_u64;
        loop {
            let mut header = [0; HEADER_BYTES];
            match self.fill(&mut header, tell)? {
                Filled::Whole => {}
                Filled::Ended => return Ok(Answer::Silence),
                Filled::TooSlow => return Ok(Answer::TooSlow),
            }
            let Some((kind, length)) = Kind::parse(header) else { return Ok(Answer::Nonsense) };
            // Grown with what arrives, not with what is promised.
            let mut body = Vec::new();
            while body.len() < length {
                let from = body.len();
                body.resize(length.min(from + (64 << 10)), 0);
                match self.fill(&mut body[from..], tell)? {
                    Filled::Whole => {}
                    Filled::Ended => return Ok(Answer::Silence),
                    Filled::TooSlow => return Ok(Answer::TooSlow),
                }
            }
            match kind {
                Kind::Text => {
                    received += body.len() as u64;
                    if std::str::from_utf8(&body).is_err() || received > options.max_text_bytes {
                        return Ok(Answer::Nonsense);
                    }
                    out.write_all(&body)?;
                    self.progress.text_bytes = received;
                }
                Kind::Progress => match serde_json::from_slice(&body) {
                    Ok(progress) => self.progress = progress,
                    Err(_) => return Ok(Answer::Nonsense),
                },
                Kind::Document => {
                    return Ok(match serde_json::from_slice::<Document>(&body) {
                        Ok(document) if document.text_bytes == received => {
                            out.flush()?;
                            Answer::Document(Box::new(document))
                        }
                        _ => Answer::Nonsense,
                    });
                }
                Kind::Failure => {
                    return Ok(serde_json::from_slice(&body).map_or(Answer::Nonsense, Answer::Failure));
                }
                Kind::Io => return Ok(Answer::Io(String::from_utf8_lossy(&body).into_owned())),
            }
        }
    }

    /// How the reader ended, once it has said all; `None` where it does not end in time.
    fn end(&mut self) -> io::Result<Option<ExitStatus>> {
        while Instant::now() < self.deadline {
            if let Some(status) = self.child.0.try_wait()? {
                return Ok(Some(status));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Ok(None)
    }

    /// Reads as many bytes as there is room for, listening to complaints meanwhile, telling the caller and looking at
    /// the clock.
    fn fill(
        &mut self,
        mut room: &mut [u8],
        tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Filled, Error> {
        let (Some(mut output), Some(mut errors)) = (self.child.0.stdout.take(), self.child.0.stderr.take())
        else {
            return Err(io::Error::other("the reader has no pipes").into());
        };
        let (mut output_ended, mut errors_ended) = (false, false);
        let filled = loop {
            // What it complained of last says why it ended.
            if output_ended && errors_ended {
                break Filled::Ended;
            }
            if room.is_empty() {
                break Filled::Whole;
            }
            let now = Instant::now();
            if now >= self.deadline {
                break Filled::TooSlow;
            }
            if now - self.told >= TELL {
                self.told = now;
                if tell(self.progress).is_break() {
                    return Err(Error::Stopped);
                }
            }
            let wait = (self.deadline - now).min(TELL);
            let timeout = Timespec { tv_sec: wait.as_secs() as i64, tv_nsec: wait.subsec_nanos().into() };
            // A pipe that has ended is ready for ever: it is not asked again.
            let mut fds = Vec::with_capacity(2);
            if !output_ended {
                fds.push(PollFd::new(&output, PollFlags::IN));
            }
            if !errors_ended {
                fds.push(PollFd::new(&errors, PollFlags::IN));
            }
            match poll(&mut fds, Some(&timeout)) {
                Ok(_) => {}
                Err(rustix::io::Errno::INTR) => continue,
                Err(error) => return Err(io::Error::from(error).into()),
            }
            let mut ready = fds.iter().map(|fd| !fd.revents().is_empty());
            let output_ready = !output_ended && ready.next() == Some(true);
            let errors_ready = !errors_ended && ready.next() == Some(true);
            if errors_ready {
                let mut words = [0; 1024];
                let n = errors.read(&mut words)?;
                errors_ended = n == 0;
                let keep = n.min(COMPLAINT_BYTES.saturating_sub(self.complaints.len()));
                self.complaints.extend_from_slice(&words[..keep]);
            }
            if output_ready {
                let n = output.read(room)?;
                output_ended = n == 0;
                room = &mut room[n..];
            }
        };
        self.child.0.stdout = Some(output);
        self.child.0.stderr = Some(errors);
        Ok(filled)
    }
}

enum Filled {
    Whole,
    Ended,
    TooSlow,
}

/// What a reader's end says of the document.
fn verdict(status: ExitStatus, complaints: &[u8], limits: Limits) -> Error {
    let complaints = String::from_utf8_lossy(complaints);
    let says = |words: &str| complaints.contains(words);
    let signal = status.signal().and_then(Signal::from_named_raw);
    if says("memory allocation of") || says("capacity overflow") || says("Cannot allocate memory") {
        let message = format!(
            "Reading this document takes more than {} MiB of memory. Split it, or print it to a new PDF.",
            limits.memory_bytes >> 20
        );
        return Failure::new("too_much_memory", message).into();
    }
    if says("overflowed its stack") {
        let message = "This document's parts are nested too deep to be read. Print it to a new PDF.";
        return Failure::new("too_deep", message).into();
    }
    match signal {
        Some(Signal::XCPU) => too_slow(limits).into(),
        // The limits do not end a reader so: the system or an operator did, and not for the document's sake.
        Some(Signal::KILL | Signal::TERM | Signal::INT | Signal::HUP) => {
            io::Error::other("the reader was ended from outside").into()
        }
        // An exit code without a panic: the reader could not begin.
        None if !says("panicked") => {
            io::Error::other(format!("the reader could not begin: {}", complaints.trim())).into()
        }
        _ => crashed().into(),
    }
}

fn too_slow(limits: Limits) -> Failure {
    let message = format!(
        "Reading this document takes more than {} seconds. Split it, or print it to a new PDF.",
        limits.cpu.as_secs()
    );
    Failure::new("too_slow", message)
}

fn crashed() -> Failure {
    Failure::new(
        "reader_crashed",
        "This document cannot be read: it is damaged in an unusual way. Save it anew.",
    )
}
