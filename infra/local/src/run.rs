//! `run -- <command…>`: PostgreSQL and the AWS stand-in for one command, on free ports, forgotten afterwards.

use std::ffi::OsString;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{ExitCode, ExitStatus};

use anyhow::{Context as _, Result};
use rustix::process::{Pid, Signal, kill_process};
use tokio::process::Command;

use crate::config::{Config, Ports, template_path};
use crate::console::{Console, Mailbox};
use crate::environment::{self, Environment};
use crate::output::Output;
use crate::postgres::{self, Durability, Postgres};
use crate::process::Processes;
use crate::resources;
use crate::stand_in::StandIn;
use crate::stop::Stop;
use crate::template::{Declared, Place, Template};

/// Connections for every test's pools side by side.
const CONNECTIONS: usize = 400;

/// Runs the command and gives its exit code.
pub async fn run(command: &[OsString]) -> Result<ExitCode> {
    let mut config = Config::from_env()?;
    config.ports = Ports::free()?;
    let stop = Stop::on_signals()?;
    let processes = Processes::new(Output::new(config.is_verbose()))?;
    let folder = tempfile::Builder::new().prefix("plugzero-").tempdir()?;
    // PostgreSQL runs as another account when started by root, and must get in.
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o755))?;
    processes.reaper().remove_at_end(folder.path());
    let result = serve(&config, &processes, folder.path(), command, &stop).await;
    processes.reaper().finish().await;
    result
}

async fn serve(
    config: &Config,
    processes: &Processes,
    folder: &Path,
    command: &[OsString],
    stop: &Stop,
) -> Result<ExitCode> {
    let place = Place::on(config, "127.0.0.1", config.ports.postgres);
    let template = Template::load(&template_path(&config.root), environment::parameters(config), place)?;
    let declared = Declared::read(&template)?;
    let database = folder.join("postgres");
    let (postgres, stand_in) = tokio::try_join!(
        Postgres::start(config, processes, &database, CONNECTIONS, Durability::Forgetful),
        async {
            let stand_in = StandIn::start(config, processes, folder, &declared.keys).await?;
            resources::create(&stand_in.aws, &declared).await?;
            resources::notify(&stand_in.aws, &declared.buckets).await?;
            Ok(stand_in)
        }
    )?;
    let mailbox = Mailbox::open(&folder.join("mails"), &StandIn::url(config.ports.stand_in))?;
    // Served until the end of the program: the command may send mail while it is being stopped.
    let _console = Console::for_tests(mailbox).serve(config.ports.console).await?;

    let mut tests = environment::of_tests(config, &declared);
    tests.insert("TEST_DATABASE_URL".to_owned(), postgres::server_url(config.ports.postgres));
    let status = run_command(command, &tests, stop).await?;

    let (stand_in, postgres) = tokio::join!(stand_in.stop(), postgres.stop());
    stand_in.and(postgres)?;
    // As a shell does for a command that a signal ended.
    let code = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or_default());
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}

/// Runs the command in our own process group, so that Ctrl-C reaches it as if it ran alone.
async fn run_command(command: &[OsString], environment: &Environment, stop: &Stop) -> Result<ExitStatus> {
    let (program, arguments) = command.split_first().context("`run --` needs a command")?;
    let mut child = Command::new(program)
        .args(arguments)
        .envs(environment)
        .spawn()
        .with_context(|| format!("cannot start {}", program.display()))?;
    tokio::select! {
        status = child.wait() => return Ok(status?),
        () = stop.requested() => {}
    }
    // Another signal than Ctrl-C reached only us.
    if let Some(id) = child.id().and_then(|id| Pid::from_raw(id.cast_signed())) {
        let _ = kill_process(id, Signal::TERM);
    }
    Ok(child.wait().await?)
}
