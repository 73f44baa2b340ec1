//! Child processes: started in process groups of their own, their output prefixed, stopped for certain.

use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};
use tokio::process::{Child, Command};

use crate::output::Output;
use crate::reaper::Reaper;

/// How long a process may take to stop before it is killed.
const GRACE: Duration = Duration::from_secs(8);

/// Starts processes.
#[derive(Clone)]
pub struct Processes {
    reaper: Arc<Reaper>,
    output: Output,
}

/// Which lines of a process the user sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// All of them.
    All,
    /// Only with `PLUGZERO_LOG=debug`.
    Details,
}

/// A running process, leader of its group. Dropped without [`Process::stop`], it is left to the reaper.
pub struct Process {
    name: String,
    child: Child,
    group: Pid,
    stop: Signal,
    reaper: Arc<Reaper>,
}

impl Processes {
    /// Starts the reaper, so that nothing started later can outlive this program.
    pub fn new(output: Output) -> Result<Self> {
        Ok(Self { reaper: Arc::new(Reaper::start()?), output })
    }

    /// The reaper.
    pub fn reaper(&self) -> &Reaper {
        &self.reaper
    }

    /// Where processes' lines go.
    pub fn output(&self) -> Output {
        self.output
    }

    /// Starts a process; `stop` is the signal that asks it to end.
    pub fn spawn(&self, name: &str, command: &mut Command, stop: Signal, show: Show) -> Result<Process> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start {name} ({:?})", command.as_std().get_program()))?;
        let group =
            child.id().and_then(|id| Pid::from_raw(id.cast_signed())).context("the process has no id")?;
        self.reaper.watch(group, stop);
        if let Some(stream) = child.stdout.take() {
            tokio::spawn(forward(name.to_owned(), stream, self.output, show));
        }
        if let Some(stream) = child.stderr.take() {
            tokio::spawn(forward(name.to_owned(), stream, self.output, show));
        }
        Ok(Process { name: name.to_owned(), child, group, stop, reaper: Arc::clone(&self.reaper) })
    }
}

impl Process {
    /// Process id.
    pub fn id(&self) -> i32 {
        self.group.as_raw_pid()
    }

    /// Waits for its end and says how it ended.
    pub async fn ended(&mut self) -> String {
        let status = self.child.wait().await;
        self.reaper.forget(self.group);
        status.map_or_else(|error| error.to_string(), |status| status.to_string())
    }

    /// Kills it at once, with its group.
    pub fn kill(&self) {
        let _ = kill_process_group(self.group, Signal::KILL);
    }

    /// Asks it to end, then makes it.
    pub async fn stop(mut self) -> Result<()> {
        let _ = kill_process_group(self.group, self.stop);
        let status = match tokio::time::timeout(GRACE, self.child.wait()).await {
            Ok(status) => status,
            Err(_) => {
                self.kill();
                self.child.wait().await
            }
        };
        self.reaper.forget(self.group);
        status.with_context(|| format!("cannot stop {}", self.name))?;
        Ok(())
    }
}

async fn forward(name: String, stream: impl AsyncRead + Unpin, output: Output, show: Show) {
    let mut lines = BufReader::new(stream).split(b'\n');
    while let Ok(Some(line)) = lines.next_segment().await {
        let line = String::from_utf8_lossy(&line);
        match show {
            Show::All => output.line(&name, line.trim_end()),
            Show::Details => output.detail(&name, line.trim_end()),
        }
    }
}
