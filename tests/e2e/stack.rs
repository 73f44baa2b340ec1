//! A whole stack of its own: other ports, another data folder, ended with its test.

use std::{
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

/// How long a stack may take to get ready.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running stack.
pub struct Stack {
    child: Option<Child>,
    base: u16,
    data: PathBuf,
}

/// The checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// A program of the workspace.
pub fn binary(name: &str) -> PathBuf {
    // target/debug/deps/platform-… beside target/debug/plugzero-local.
    let path = std::env::current_exe().unwrap().parent().unwrap().parent().unwrap().join(name);
    assert!(path.is_file(), "{} is missing: `make test` builds it", path.display());
    path
}

impl Stack {
    /// Starts a stack on ports from `base` on, with an empty data folder.
    pub async fn start(base: u16) -> Self {
        let data = std::env::temp_dir().join(format!("plugzero-e2e-{}-{base}", std::process::id()));
        let mut stack = Self { child: None, base, data };
        stack.resume().await;
        stack
    }

    /// Starts it again on the data it has.
    pub async fn resume(&mut self) {
        let log =
            std::fs::File::options().create(true).append(true).open(self.data.with_extension("log")).unwrap();
        let mut command = Command::new(binary("plugzero-local"));
        self.address(&mut command);
        let child = command
            .arg("up")
            .current_dir(root())
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        self.child = Some(child);
        let started = Instant::now();
        while !self.is_ready().await {
            let exited = self.child.as_mut().unwrap().try_wait().unwrap();
            assert!(
                exited.is_none() && started.elapsed() < PATIENCE,
                "the stack did not get ready:\n{}",
                self.log()
            );
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    }

    /// Points a program at this stack.
    pub fn address(&self, command: &mut Command) {
        command
            .env("PLUGZERO_PORT_BASE", self.base.to_string())
            .env("PLUGZERO_DATA_DIR", &self.data)
            // What the surrounding `plugzero-local run` says about its own servers is not meant for this stack.
            .env_remove("DATABASE_URL")
            .env_remove("AWS_ENDPOINT_URL");
    }

    async fn is_ready(&self) -> bool {
        // The summary is printed once everything answers.
        if !self.log().contains(&format!("127.0.0.1:{}", self.base)) {
            return false;
        }
        match reqwest::get(self.url("/v1/health/ready")).await {
            Ok(answer) => answer.status().is_success(),
            Err(_) => false,
        }
    }

    /// What it has printed.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.data.with_extension("log")).unwrap_or_default()
    }

    /// An address of its API.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.base)
    }

    /// An address of its console.
    pub fn console(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.base + 1)
    }

    /// The port of its PostgreSQL.
    pub fn postgres_port(&self) -> u16 {
        self.base + 432
    }

    /// Presses Ctrl-C and waits for the end.
    pub async fn stop(&mut self) {
        let Some(mut child) = self.child.take() else { return };
        signal(child.id(), "INT");
        let started = Instant::now();
        while child.try_wait().unwrap().is_none() {
            assert!(started.elapsed() < Duration::from_secs(30), "Ctrl-C does not end it:\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// The processes that work for this stack: what names its data folder or its AWS address.
    pub fn processes(&self) -> Vec<u32> {
        let endpoint = format!("AWS_ENDPOINT_URL=http://127.0.0.1:{}", self.base + 500);
        let data = self.data.to_str().unwrap().to_owned();
        let names = |path: PathBuf| {
            std::fs::read(path).is_ok_and(|bytes| {
                let text = String::from_utf8_lossy(&bytes);
                text.contains(&endpoint) || text.contains(&data)
            })
        };
        std::fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().to_str()?.parse::<u32>().ok())
            .filter(|pid| *pid != std::process::id())
            .filter(|pid| {
                let folder = Path::new("/proc").join(pid.to_string());
                names(folder.join("environ")) || names(folder.join("cmdline"))
            })
            .collect()
    }

    /// The processes of one function.
    pub fn instances(&self, function: &str) -> Vec<u32> {
        self.processes()
            .into_iter()
            .filter(|pid| {
                std::fs::read_link(format!("/proc/{pid}/exe"))
                    .is_ok_and(|path| path.file_name().is_some_and(|name| name == function))
            })
            .collect()
    }

    /// The ports that still answer.
    pub fn open_ports(&self) -> Vec<u16> {
        [0, 1, 432, 500]
            .into_iter()
            .map(|offset| self.base + offset)
            .filter(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok())
            .collect()
    }

    /// The newest mail to an address, once there is one.
    pub async fn mail(&self, to: &str) -> Value {
        let started = Instant::now();
        loop {
            let mails: Vec<Value> =
                reqwest::get(self.console(&format!("/mailbox?to={to}"))).await.unwrap().json().await.unwrap();
            if let Some(mail) = mails.into_iter().next() {
                return mail;
            }
            assert!(started.elapsed() < Duration::from_secs(10), "no mail to {to}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// Sends a signal.
pub fn signal(pid: u32, name: &str) {
    Command::new("kill").args([format!("-{name}"), pid.to_string()]).status().unwrap();
}

impl Drop for Stack {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            signal(child.id(), "TERM");
            let _ = child.wait();
        }
        let _ = std::fs::remove_dir_all(&self.data);
        let _ = std::fs::remove_file(self.data.with_extension("log"));
    }
}
