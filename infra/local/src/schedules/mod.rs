//! Schedules that invoke functions, as EventBridge Scheduler does.

mod expression;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result};
use jiff::{Timestamp, Unit};
use serde::Serialize;
use serde_json::{Value, json};

use crate::config::{ACCOUNT, REGION};
use crate::functions::{Failure, Workers};
use crate::output::Output;
use crate::stop::Stop;
use crate::template;
use expression::Expression;

/// A schedule at work.
pub struct Schedule {
    declared: template::Schedule,
    expression: Expression,
    workers: Workers,
    output: Output,
    state: Mutex<State>,
}

/// What the console shows of a schedule.
#[derive(Clone, Debug, Serialize)]
pub struct State {
    /// Its name.
    pub name: String,
    /// The function it invokes.
    pub function: String,
    /// When it fires.
    pub expression: String,
    /// Zone of a cron expression.
    pub zone: String,
    /// The next time.
    pub next_run: Timestamp,
    /// The last time, by the clock or by hand.
    pub last_run: Option<Timestamp>,
    /// What came of it.
    pub last_result: Option<String>,
}

impl Schedule {
    /// A schedule that is due now: this machine may have been off at its last time.
    pub fn new(declared: &template::Schedule, workers: &Workers, output: Output) -> Result<Self> {
        let expression = Expression::parse(&declared.expression, &declared.zone)
            .with_context(|| format!("schedule {}", declared.name))?;
        let state = State {
            name: declared.name.clone(),
            function: declared.function.clone(),
            expression: declared.expression.clone(),
            zone: declared.zone.clone(),
            next_run: Timestamp::now(),
            last_run: None,
            last_result: None,
        };
        Ok(Self {
            declared: declared.clone(),
            expression,
            workers: workers.clone(),
            output,
            state: Mutex::new(state),
        })
    }

    /// What the console shows.
    pub fn state(&self) -> State {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Fires at its times until the stack stops. A time that comes while a run lasts is not made up for.
    pub async fn keep_firing(&self, stop: &Stop) {
        loop {
            let next_run = self.state().next_run;
            let wait = Duration::try_from(next_run.duration_since(Timestamp::now())).unwrap_or_default();
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = stop.requested() => return,
            }
            tokio::select! {
                _ = self.run(next_run) => {}
                () = stop.requested() => return,
            }
            match self.expression.next(next_run.max(Timestamp::now())) {
                Ok(next) => self.state.lock().unwrap_or_else(PoisonError::into_inner).next_run = next,
                Err(error) => {
                    return self.output.line(&self.declared.function, &format!("no next time: {error:#}"));
                }
            }
        }
    }

    /// Invokes the function as if it were the given time.
    pub async fn run(&self, time: Timestamp) -> Result<Value, Failure> {
        let result = self.workers.invoke(&self.declared.function, &self.payload(time)).await;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.last_run = Some(time);
        state.last_result = Some(match &result {
            Ok(_) => "succeeded".to_owned(),
            Err(error) => {
                self.output.line(
                    &self.declared.function,
                    &format!("schedule {} failed: {error}", self.declared.name),
                );
                error.to_string()
            }
        });
        result
    }

    /// The template's input with its context attributes, or the event that the scheduler sends without one.
    ///
    /// Source: EventBridge Scheduler user guide, "Adding context attributes" and "Templated targets".
    fn payload(&self, time: Timestamp) -> Value {
        let arn = format!("arn:aws:scheduler:{REGION}:{ACCOUNT}:schedule/default/{}", self.declared.name);
        let time = time.round(Unit::Second).unwrap_or(time).to_string();
        let id = uuid::Uuid::new_v4().to_string();
        let Some(input) = &self.declared.input else {
            return json!({
                "version": "0",
                "id": id,
                "detail-type": "Scheduled Event",
                "source": "aws.scheduler",
                "account": ACCOUNT,
                "time": time,
                "region": REGION,
                "resources": [arn],
                "detail": "{}",
            });
        };
        let input = input
            .replace("<aws.scheduler.schedule-arn>", &arn)
            .replace("<aws.scheduler.scheduled-time>", &time)
            .replace("<aws.scheduler.execution-id>", &id)
            .replace("<aws.scheduler.attempt-number>", "1");
        serde_json::from_str(&input).unwrap_or(Value::String(input))
    }
}
