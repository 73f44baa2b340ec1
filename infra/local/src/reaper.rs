//! The process that cleans up when this program could not, because it was killed.
//!
//! It reads what it must clean from a pipe that only its parent holds. However the parent ends, the pipe ends
//! too; then the reaper stops the process groups that are still registered and removes temporary folders.

use std::collections::BTreeMap;
use std::io::{BufRead as _, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

/// How long a process group may take to stop before it is killed.
const GRACE: Duration = Duration::from_secs(8);

/// The parent's end of the pipe.
pub struct Reaper {
    child: Mutex<Child>,
    pipe: Mutex<Option<ChildStdin>>,
}

impl Reaper {
    /// Starts the reaper in a process group of its own, out of reach of Ctrl-C.
    pub fn start() -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("reaper")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("cannot start the reaper")?;
        let pipe = child.stdin.take();
        Ok(Self { child: Mutex::new(child), pipe: Mutex::new(pipe) })
    }

    /// Registers a process group and the signal that stops it.
    pub fn watch(&self, group: Pid, stop: Signal) {
        self.tell(&format!("watch {} {}", group.as_raw_pid(), stop.as_raw()));
    }

    /// Forgets a process group that has ended.
    pub fn forget(&self, group: Pid) {
        self.tell(&format!("forget {}", group.as_raw_pid()));
    }

    /// Registers a folder to remove at the end, after the processes.
    pub fn remove_at_end(&self, folder: &Path) {
        self.tell(&format!("remove {}", folder.display()));
    }

    /// Lets the reaper do its work now and waits for it.
    pub async fn finish(&self) {
        self.pipe.lock().unwrap_or_else(PoisonError::into_inner).take();
        let is_running = || {
            let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
            matches!(child.try_wait(), Ok(None))
        };
        // Waiting must not block: the runtime collects what the reaper stops.
        while is_running() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn tell(&self, line: &str) {
        if let Some(pipe) = self.pipe.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            // Without a reaper the stack still stops its processes itself.
            let _ = writeln!(pipe, "{line}");
        }
    }
}

/// The reaper's own main: returns when everything is cleaned.
pub fn run() {
    let mut groups: BTreeMap<i32, Signal> = BTreeMap::new();
    let mut folders: Vec<PathBuf> = Vec::new();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let mut words = line.splitn(2, ' ');
        match (words.next(), words.next()) {
            (Some("watch"), Some(rest)) => {
                let mut numbers = rest.split(' ').filter_map(|word| word.parse::<i32>().ok());
                if let (Some(group), Some(signal)) = (numbers.next(), numbers.next()) {
                    groups.insert(group, Signal::from_named_raw(signal).unwrap_or(Signal::TERM));
                }
            }
            (Some("forget"), Some(rest)) => {
                rest.parse().ok().and_then(|group: i32| groups.remove(&group));
            }
            (Some("remove"), Some(folder)) => folders.push(PathBuf::from(folder)),
            _ => {}
        }
    }
    let groups: Vec<(Pid, Signal)> =
        groups.into_iter().filter_map(|(group, signal)| Some((Pid::from_raw(group)?, signal))).collect();
    for (group, signal) in &groups {
        let _ = kill_process_group(*group, *signal);
    }
    let deadline = Instant::now() + GRACE;
    while groups.iter().any(|(group, _)| test_kill_process_group(*group).is_ok()) {
        if Instant::now() > deadline {
            for (group, _) in &groups {
                let _ = kill_process_group(*group, Signal::KILL);
            }
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    for folder in folders {
        let _ = std::fs::remove_dir_all(folder);
    }
}
