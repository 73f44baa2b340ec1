//! The functions' processes: started from one build, kept running, invoked.

mod instance;
mod invoke;
mod runtime_api;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Result, ensure};
use tokio::task::JoinSet;

use crate::config::Config;
use crate::environment;
use crate::postgres::Address;
use crate::process::Processes;
use crate::stop::Stop;
use crate::template::{Declared, Function};

pub use instance::{Instance, State};
pub use invoke::{Failure, Workers};

/// Instances of a function that routes lead to, or that a queue feeds if the template allows that many.
const INSTANCES: usize = 2;

/// All functions.
pub struct Functions {
    tasks: JoinSet<()>,
    /// Instances by name of their function.
    pub instances: BTreeMap<String, Vec<Arc<Instance>>>,
}

/// Instances of each function, not started yet.
pub struct Plan {
    /// Functions that routes lead to; their instances share a name in the Runtime API.
    pub served: Vec<Function>,
    /// Functions that events invoke, each with the names of its instances.
    pub workers: Vec<(Function, Vec<String>)>,
}

impl Plan {
    /// Divides the template's functions.
    pub fn new(declared: &Declared) -> Self {
        let (served, workers): (Vec<_>, Vec<_>) = declared
            .functions
            .iter()
            .cloned()
            .partition(|function| declared.routes.iter().any(|route| route.function == function.name));
        let workers = workers
            .into_iter()
            .map(|function| {
                let sources = declared.event_sources.iter().filter(|source| source.function == function.name);
                let count =
                    sources.map(|source| source.maximum_concurrency).sum::<usize>().clamp(1, INSTANCES);
                let names = (1..=count).map(|number| format!("{}.{number}", function.name)).collect();
                (function, names)
            })
            .collect();
        Self { served, workers }
    }

    /// How many processes will run.
    pub fn instances(&self) -> usize {
        self.served.len() * INSTANCES + self.workers.iter().map(|(_, names)| names.len()).sum::<usize>()
    }

    /// Fails if a function has no binary.
    pub fn ensure_built(&self, config: &Config) -> Result<()> {
        let all = self.served.iter().chain(self.workers.iter().map(|(function, _)| function));
        let missing: Vec<&str> =
            all.filter(|it| !config.binaries.join(&it.name).is_file()).map(|it| it.name.as_str()).collect();
        ensure!(
            missing.is_empty(),
            "not built: {}. Run `cargo build --workspace` first (make up does)",
            missing.join(", ")
        );
        Ok(())
    }
}

impl Functions {
    /// All instances, none of which runs yet.
    pub fn new(config: &Config, plan: &Plan, database: &Address) -> Self {
        let mut instances: BTreeMap<String, Vec<Arc<Instance>>> = BTreeMap::new();
        let mut add = |function: &Function, api_port: u16, registered: &str, shown: String| {
            let mut environment = environment::of_function(config, function, database);
            let api = format!("http://127.0.0.1:{api_port}/.rt/{registered}");
            environment.insert("AWS_LAMBDA_RUNTIME_API".to_owned(), api);
            let program = config.binaries.join(&function.name);
            let instance = Instance::new(shown, registered.to_owned(), program, environment);
            instances.entry(function.name.clone()).or_default().push(Arc::new(instance));
        };
        for function in &plan.served {
            for number in 1..=INSTANCES {
                add(function, config.ports.api, &function.name, format!("{}.{number}", function.name));
            }
        }
        for (function, names) in &plan.workers {
            for name in names {
                add(function, config.ports.workers, name, name.clone());
            }
        }
        Self { tasks: JoinSet::new(), instances }
    }

    /// Opens the Runtime API of the workers.
    pub async fn serve_workers(&self, port: u16, plan: &Plan) -> Result<()> {
        let workers =
            plan.workers.iter().filter_map(|(function, _)| self.instances.get(&function.name)).flatten();
        runtime_api::serve(port, workers.cloned()).await
    }

    /// Starts the functions whose names pass and keeps them running until the stack stops.
    pub fn start(&mut self, which: impl Fn(&str) -> bool, processes: &Processes, stop: &Stop) {
        let chosen =
            self.instances.iter().filter(|(name, _)| which(name)).flat_map(|(_, instances)| instances);
        for instance in chosen {
            let (instance, processes, stop) = (Arc::clone(instance), processes.clone(), stop.clone());
            self.tasks.spawn(async move { instance.keep_running(&processes, &stop).await });
        }
    }

    /// Waits until all instances have stopped, after [`Stop`] was requested.
    pub async fn stopped(mut self) {
        while self.tasks.join_next().await.is_some() {}
    }
}
