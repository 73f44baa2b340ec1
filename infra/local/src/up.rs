//! `up`: the whole platform in the foreground, until Ctrl-C.

use std::fs::File;
use std::io::ErrorKind;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::config::{Config, template_path};
use crate::console::{Console, Live, Mailbox};
use crate::environment;
use crate::event_source::Pump;
use crate::functions::{Functions, Plan, Workers};
use crate::gateway;
use crate::mirror::Mirror;
use crate::output::Output;
use crate::postgres::{Durability, Postgres};
use crate::process::{Process, Processes};
use crate::resources;
use crate::schedules::Schedule;
use crate::stand_in::StandIn;
use crate::stop::Stop;
use crate::summary;
use crate::template::{Declared, Place, RouteKey, Template};

/// Connections that one function's process may hold, and those of people and jobs beside them.
const CONNECTIONS: (usize, usize) = (4, 40);
/// What is in the data folder; the lock goes last.
const STORED: [&str; 6] = ["buckets", "gateway", "kms-keys.json", "mails", "postgres", "lock"];
/// The function that brings the database to its schema.
const MIGRATE: &str = "migrate";

/// Runs the platform.
pub async fn up() -> Result<ExitCode> {
    let config = Config::from_env()?;
    let stop = Stop::on_signals()?;
    let output = Output::new(config.is_verbose());
    let _lock = lock(&config)?;
    config.ports.ensure_free(config.database_url.is_none())?;
    let processes = Processes::new(output)?;
    let result = tokio::select! {
        started = Stack::start(&config, &processes, &stop) => match started {
            Ok(stack) => stack.run(output, &stop).await,
            Err(error) => Err(error),
        },
        () = stop.requested() => Ok(()),
    };
    processes.reaper().finish().await;
    result.map(|()| ExitCode::SUCCESS)
}

/// Drops what the platform stored, and nothing else that may be in the folder.
pub fn reset() -> Result<ExitCode> {
    let config = Config::from_env()?;
    if config.data.exists() {
        let _lock = lock(&config)?;
        for entry in STORED {
            let path = config.data.join(entry);
            let removed =
                if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
            match removed {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("cannot remove {}", path.display()));
                }
                _ => {}
            }
        }
        // Fails if it holds something else, which stays.
        let _ = std::fs::remove_dir(&config.data);
    }
    println!("{} holds nothing of the platform any more; the next start begins anew.", config.data.display());
    Ok(ExitCode::SUCCESS)
}

/// One stack per data folder. The system drops the lock with the process, however that ends.
fn lock(config: &Config) -> Result<File> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("cannot create {}", config.data.display()))?;
    let lock = File::create(config.data.join("lock"))?;
    if lock.try_lock().is_err() {
        bail!("the platform already runs on {}; stop it, or set PLUGZERO_DATA_DIR", config.data.display());
    }
    Ok(lock)
}

/// Everything that runs.
struct Stack {
    postgres: Postgres,
    stand_in: StandIn,
    gateway: Process,
    functions: Functions,
    mirror: Mirror,
    tasks: JoinSet<()>,
}

impl Stack {
    async fn start(config: &Config, processes: &Processes, stop: &Stop) -> Result<Self> {
        let output = processes.output();
        let say = |text: &str| output.line("local", text);
        let (host, port) = ("127.0.0.1", config.ports.postgres);
        let place = Place::on(config, host, port);
        let template = Template::load(&template_path(&config.root), environment::parameters(config), place)?;
        let declared = Declared::read(&template)?;
        let plan = Plan::new(&declared);
        plan.ensure_built(config)?;

        say("starting PostgreSQL and the AWS stand-in…");
        let (postgres, stand_in) = tokio::try_join!(start_postgres(config, processes, &plan), async {
            let stand_in = StandIn::start(config, processes, &config.data, &declared.keys).await?;
            resources::create(&stand_in.aws, &declared).await?;
            Ok(stand_in)
        })?;
        let buckets = declared.buckets.iter().map(|bucket| bucket.name.clone()).collect();
        let mut mirror = Mirror::open(&config.data.join("buckets"), buckets, &stand_in.aws)?;
        let objects = mirror.restore(output).await?;
        if objects > 0 {
            say(&format!("put {objects} objects back into the buckets"));
        }
        resources::notify(&stand_in.aws, &declared.buckets).await?;

        say(&format!("starting {} functions in {} processes…", declared.functions.len(), plan.instances()));
        let served = plan.served.iter().map(|function| function.name.as_str());
        let gateway = gateway::start(config, processes, served, &declared.routes).await?;
        let mut functions = Functions::new(config, &plan, &postgres.address);
        let workers = Workers::new(&plan, &functions);
        functions.serve_workers(config.ports.workers, &plan).await?;
        // The others expect roles and tables.
        functions.start(|name| name == MIGRATE, processes, stop);
        let migrated = migrate(&workers, output).await?;
        functions.start(|name| name != MIGRATE, processes, stop);

        let mut tasks = JoinSet::new();
        let mut pumps = Vec::new();
        for source in &declared.event_sources {
            let queue = declared.queue(&source.queue_arn);
            let queue = queue.with_context(|| format!("{} is no queue of the template", source.queue_arn))?;
            let pump = Pump::new(source, queue, &stand_in.aws, &workers, output);
            tasks.spawn(pump.clone().run(stop.clone()));
            pumps.push(pump);
        }
        let mut schedules = Vec::new();
        for schedule in &declared.schedules {
            let schedule = Arc::new(Schedule::new(schedule, &workers, output)?);
            schedules.push(Arc::clone(&schedule));
            let stop = stop.clone();
            tasks.spawn(async move { schedule.keep_firing(&stop).await });
        }
        let mailbox = Mailbox::open(&config.data.join("mails"), &StandIn::url(config.ports.stand_in))?;
        let live = Live {
            aws: stand_in.aws.clone(),
            instances: functions.instances.clone(),
            pumps,
            queues: declared.queues.clone(),
            schedules,
            workers,
        };
        let _console = Console::new(mailbox, live).serve(config.ports.console).await?;
        let health = RouteKey::Path("/v1/health".to_owned());
        if declared.routes.iter().any(|route| route.key == health) {
            gateway::wait_until_healthy(&format!("{}/v1/health", environment::public_url(config))).await?;
        }
        output.block(&summary::text(config, &postgres.address, &migrated));
        Ok(Self { postgres, stand_in, gateway, functions, mirror, tasks })
    }

    /// Waits for the end and stops everything, the last first.
    async fn run(mut self, output: Output, stop: &Stop) -> Result<()> {
        let lost = tokio::select! {
            () = self.mirror.follow(output, stop) => None,
            how = self.postgres.ended() => Some(("PostgreSQL", how)),
            how = self.stand_in.ended() => Some(("the AWS stand-in", how)),
            how = self.gateway.ended() => Some(("the API's gateway", how)),
        };
        stop.request();
        output.line("local", "stopping…");
        self.functions.stopped().await;
        while self.tasks.join_next().await.is_some() {}
        if lost.is_none() {
            // What the functions wrote last.
            self.mirror.follow(output, stop).await;
        }
        let ends = tokio::join!(self.gateway.stop(), self.stand_in.stop(), self.postgres.stop());
        if let Some((what, how)) = lost {
            bail!("{what} ended ({how}); its last words are above");
        }
        ends.0.and(ends.1).and(ends.2)
    }
}

async fn start_postgres(config: &Config, processes: &Processes, plan: &Plan) -> Result<Postgres> {
    let postgres = match &config.database_url {
        Some(url) => Postgres::connect(url).await?,
        None => {
            let connections = plan.instances() * CONNECTIONS.0 + CONNECTIONS.1;
            let folder = config.data.join("postgres");
            Postgres::start(config, processes, &folder, connections, Durability::Durable).await?
        }
    };
    postgres.ensure_database().await?;
    Ok(postgres)
}

/// Brings the database to its schema and gives what the function reported.
async fn migrate(workers: &Workers, output: Output) -> Result<Value> {
    output.line("local", "migrating the database…");
    match workers.invoke(MIGRATE, &json!({})).await {
        Ok(report) => {
            let applied = report["applied"].as_array().map_or(0, Vec::len);
            output.line("local", &format!("applied {applied} migrations"));
            Ok(report)
        }
        Err(error) => bail!("the database could not be migrated: {error}"),
    }
}
