//! Where things are and which ports they use: the environment, read once.

use std::net::TcpListener;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::reach;

/// Region of the stand-in.
pub const REGION: &str = "eu-central-1";
/// The account that the stand-in plays.
pub const ACCOUNT: &str = "123456789012";
/// Sender of the platform's e-mails.
pub const MAIL_FROM: &str = "no-reply@plugzero.test";

/// Ports on 127.0.0.1.
#[derive(Clone, Copy, Debug)]
pub struct Ports {
    /// The HTTP API.
    pub api: u16,
    /// The console with the mailbox.
    pub console: u16,
    /// Runtime API of the functions that no route leads to.
    pub workers: u16,
    /// PostgreSQL.
    pub postgres: u16,
    /// The AWS stand-in.
    pub stand_in: u16,
}

/// Folders, ports and log level.
#[derive(Clone, Debug)]
pub struct Config {
    /// Root of the checkout.
    pub root: PathBuf,
    /// What survives a restart.
    pub data: PathBuf,
    /// The function binaries: the folder of this one.
    pub binaries: PathBuf,
    /// Virtual environment with the Python tools.
    pub tools: PathBuf,
    /// Ports.
    pub ports: Ports,
    /// Log level of the functions, as `RUST_LOG` takes it; `debug` also shows what helpers say.
    pub log: String,
    /// A PostgreSQL server of the user's, instead of ours.
    pub database_url: Option<String>,
}

impl Config {
    /// Reads the environment. The checkout is the current folder or one above it.
    pub fn from_env() -> Result<Self> {
        let here = std::env::current_dir()?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("infra/template.yaml").is_file())
            .context("no infra/template.yaml here or above: start me inside the checkout")?
            .to_owned();
        let executable = std::env::current_exe()?;
        let binaries = executable.parent().context("this program is in no folder")?.to_owned();
        let tools = match var("PLUGZERO_TOOLS") {
            Some(path) => PathBuf::from(path),
            None => binaries.parent().context("the build folder is in no folder")?.join("tools/venv"),
        };
        let data = match var("PLUGZERO_DATA_DIR") {
            Some(path) => here.join(path),
            None => {
                let usual = root.join("target/local");
                if reach::is_closed(&usual) { reach::outside(&usual) } else { usual }
            }
        };
        let base = match var("PLUGZERO_PORT_BASE") {
            Some(text) => text.parse().ok().filter(|base| (1024..=64_000).contains(base)),
            None => Some(9000),
        };
        let base: u16 = base.context("PLUGZERO_PORT_BASE must be a number from 1024 to 64000")?;
        Ok(Self {
            root,
            data,
            binaries,
            tools,
            ports: Ports {
                api: base,
                console: base + 1,
                workers: base + 2,
                postgres: base + 432,
                stand_in: base + 500,
            },
            log: var("PLUGZERO_LOG").unwrap_or_else(|| "info".to_owned()),
            database_url: var("DATABASE_URL"),
        })
    }

    /// The Python of the tools' virtual environment.
    pub fn python(&self) -> Result<PathBuf> {
        self.tool("python3")
    }

    /// A program of the tools' virtual environment.
    pub fn tool(&self, name: &str) -> Result<PathBuf> {
        let path = self.tools.join("bin").join(name);
        if !path.exists() {
            bail!("{} is missing: run infra/local/tools.sh first (make does)", path.display());
        }
        Ok(path)
    }

    /// Whether to show what only someone who debugs the local stack wants to see.
    pub fn is_verbose(&self) -> bool {
        ["debug", "trace"].iter().any(|level| self.log.contains(level))
    }
}

impl Ports {
    /// Ports that are free now, so that runs side by side do not meet.
    pub fn free() -> Result<Self> {
        let held: Vec<TcpListener> =
            (0..5).map(|_| TcpListener::bind(("127.0.0.1", 0))).collect::<Result<_, _>>()?;
        let ports: Vec<u16> = held.iter().map(|it| Ok(it.local_addr()?.port())).collect::<Result<_>>()?;
        Ok(Self {
            api: ports[0],
            console: ports[1],
            workers: ports[2],
            postgres: ports[3],
            stand_in: ports[4],
        })
    }

    /// Fails if another program listens on one of the ports.
    pub fn ensure_free(&self, with_postgres: bool) -> Result<()> {
        let mut wanted = vec![
            (self.api, "the API"),
            (self.console, "the console"),
            (self.workers, "the workers' runtime API"),
            (self.stand_in, "the AWS stand-in"),
        ];
        if with_postgres {
            wanted.push((self.postgres, "PostgreSQL"));
        }
        for (port, purpose) in wanted {
            if let Err(error) = TcpListener::bind(("127.0.0.1", port)) {
                bail!(
                    "port {port} for {purpose} cannot be used ({error}). Stop the program that has it, or set \
                     PLUGZERO_PORT_BASE: the API gets that port (now {}), the others follow from it",
                    self.api
                );
            }
        }
        Ok(())
    }
}

/// The folder of the template.
pub fn template_path(root: &Path) -> PathBuf {
    root.join("infra/template.yaml")
}

/// A variable of our own environment; empty counts as missing.
pub fn var(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
