//! One execution environment of a function: a process that is started again when it ends.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rustix::process::Signal;
use serde::Serialize;
use serde_json::Value;
use tokio::process::Command;
use tokio::sync::{Notify, mpsc, oneshot, watch};

use crate::environment::Environment;
use crate::process::{Process, Processes, Show};
use crate::stop::Stop;

/// Pauses between starts of a process that keeps ending: doubled from the first to the last.
const PAUSES: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(15));
/// Having lived this long, a process has not failed at its start.
const HEALTHY: Duration = Duration::from_secs(10);
/// What a function's process needs of ours. The rest of its environment is what Lambda would give it.
const INHERITED: [&str; 4] = ["PATH", "HOME", "TMPDIR", "RUST_BACKTRACE"];

/// Whether it runs.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct State {
    /// Process id while it runs.
    pub process: Option<i32>,
    /// How often it was started.
    pub starts: u64,
}

/// What an instance is to work on.
#[derive(Clone, Debug)]
pub struct Event {
    /// Request id.
    pub id: String,
    /// Low bits of the trace id.
    pub trace: u64,
    /// The event itself.
    pub payload: Value,
    /// When it was handed in.
    pub started: Timestamp,
    /// When the instance will be killed.
    pub deadline: Timestamp,
}

/// What a function answers: a result, or its error.
pub type Answer = Result<Value, Value>;

/// An instance.
pub struct Instance {
    /// Name in the output, such as `files.1`.
    pub name: String,
    /// Name in the Runtime API.
    pub registered: String,
    program: PathBuf,
    environment: Environment,
    state: watch::Sender<State>,
    kill: Notify,
    events: mpsc::UnboundedSender<(Event, oneshot::Sender<Answer>)>,
    waiting: tokio::sync::Mutex<mpsc::UnboundedReceiver<(Event, oneshot::Sender<Answer>)>>,
    /// Request id of what it works on, and who waits for the answer.
    working: Mutex<Option<(String, oneshot::Sender<Answer>)>>,
}

impl Instance {
    /// An instance that does not run yet.
    pub fn new(name: String, registered: String, program: PathBuf, environment: Environment) -> Self {
        let state = watch::Sender::new(State::default());
        let (events, waiting) = mpsc::unbounded_channel();
        Self {
            name,
            registered,
            program,
            environment,
            state,
            kill: Notify::new(),
            events,
            waiting: tokio::sync::Mutex::new(waiting),
            working: Mutex::default(),
        }
    }

    /// Name of its function on AWS.
    pub fn function_name(&self) -> &str {
        self.environment.get("AWS_LAMBDA_FUNCTION_NAME").map_or("", String::as_str)
    }

    /// Hands an event in. Who drops the receiver gives the event up: a later process will not get it.
    pub fn hand_in(&self, event: Event) -> oneshot::Receiver<Answer> {
        let (sender, receiver) = oneshot::channel();
        // We hold the other end of the channel too.
        let _ = self.events.send((event, sender));
        receiver
    }

    /// The next event that somebody still waits for.
    pub async fn next_event(&self) -> Event {
        let mut waiting = self.waiting.lock().await;
        loop {
            match waiting.recv().await {
                Some((_, answer)) if answer.is_closed() => {}
                Some((event, answer)) => {
                    let mut working = self.working.lock().unwrap_or_else(PoisonError::into_inner);
                    *working = Some((event.id.clone(), answer));
                    return event;
                }
                None => std::future::pending().await,
            }
        }
    }

    /// Passes the answer on; `false` if nobody waits for it.
    pub fn answered(&self, id: &str, answer: Answer) -> bool {
        let mut working = self.working.lock().unwrap_or_else(PoisonError::into_inner);
        match working.take_if(|(current, _)| current == id) {
            Some((_, sender)) => sender.send(answer).is_ok(),
            None => false,
        }
    }

    /// Whether it runs, now and later.
    pub fn watch(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    /// Kills the process, as Lambda does with one that takes too long. It is started again.
    pub fn kill(&self) {
        self.kill.notify_one();
    }

    /// Starts the process again whenever it ends, until the stack stops.
    pub async fn keep_running(&self, processes: &Processes, stop: &Stop) {
        let mut pause = PAUSES.0;
        while !stop.is_requested() {
            let started = Instant::now();
            let mut process = match self.start(processes) {
                Ok(process) => process,
                Err(error) => {
                    processes.output().line(&self.name, &format!("{error:#}"));
                    return;
                }
            };
            self.state.send_modify(|state| {
                state.process = Some(process.id());
                state.starts += 1;
            });
            let how = tokio::select! {
                how = process.ended() => how,
                () = self.kill.notified() => {
                    process.kill();
                    process.ended().await
                }
                () = stop.requested() => {
                    let _ = process.stop().await;
                    self.state.send_modify(|state| state.process = None);
                    return;
                }
            };
            self.state.send_modify(|state| state.process = None);
            pause = if started.elapsed() > HEALTHY { PAUSES.0 } else { pause };
            processes.output().line(&self.name, &format!("ended ({how}), starts again in {pause:?}"));
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = stop.requested() => {}
            }
            pause = (pause * 2).min(PAUSES.1);
        }
    }

    fn start(&self, processes: &Processes) -> anyhow::Result<Process> {
        let mut command = Command::new(&self.program);
        command.env_clear().envs(INHERITED.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        command.envs(&self.environment);
        processes.spawn(&self.name, &mut command, Signal::TERM, Show::All)
    }
}
