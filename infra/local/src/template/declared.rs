//! What the local stack starts or creates, as the template declares it.

use std::collections::BTreeMap;
use std::time::Duration;

/// Everything the local stack starts or creates.
#[derive(Clone, Debug)]
pub struct Declared {
    /// Lambda functions.
    pub functions: Vec<Function>,
    /// Routes of the HTTP API.
    pub routes: Vec<Route>,
    /// Queues, dead-letter queues included.
    pub queues: Vec<Queue>,
    /// Buckets.
    pub buckets: Vec<Bucket>,
    /// DynamoDB tables.
    pub tables: Vec<Table>,
    /// KMS keys.
    pub keys: Vec<SigningKey>,
    /// Queues that feed functions.
    pub event_sources: Vec<EventSource>,
    /// Schedules that invoke functions.
    pub schedules: Vec<Schedule>,
}

/// A Lambda function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Name of its crate, binary and folder.
    pub name: String,
    /// Its name on AWS.
    pub function_name: String,
    /// Memory in MB.
    pub memory: u64,
    /// Longest run of one invocation.
    pub timeout: Duration,
    /// Environment variables of the template.
    pub environment: BTreeMap<String, String>,
}

/// What a route matches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RouteKey {
    /// Any method of a path such as `/v1/projects/{id}`.
    Path(String),
    /// Everything that no other route matches.
    Default,
}

/// A route of the HTTP API.
#[derive(Clone, Debug)]
pub struct Route {
    /// What it matches.
    pub key: RouteKey,
    /// Name of the function that answers.
    pub function: String,
}

/// An SQS queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Its name.
    pub name: String,
    /// Its ARN.
    pub arn: String,
    /// Its address in the stand-in.
    pub url: String,
    /// Attributes as `CreateQueue` takes them.
    pub attributes: BTreeMap<String, String>,
    /// ARN of the queue that takes what was received too often.
    pub dead_letters: Option<String>,
}

/// A bucket that tells a queue about new objects.
#[derive(Clone, Debug)]
pub struct Notification {
    /// Such as `s3:ObjectCreated:*`.
    pub event: String,
    /// ARN of the queue.
    pub queue_arn: String,
    /// Filter rules: (`prefix` or `suffix`, value).
    pub filters: Vec<(String, String)>,
}

/// An S3 bucket.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Whether it keeps old versions.
    pub versioned: bool,
    /// Whether, in which mode and for how many days it keeps every version from being deleted.
    pub lock: Option<(String, i32)>,
    /// CORS rules as in the template.
    pub cors: Vec<CorsRule>,
    /// Whom it tells about new objects.
    pub notifications: Vec<Notification>,
}

/// One CORS rule of a bucket.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CorsRule {
    /// Origins that may send.
    pub allowed_origins: Vec<String>,
    /// Methods they may use.
    pub allowed_methods: Vec<String>,
    /// Headers they may send.
    #[serde(default)]
    pub allowed_headers: Vec<String>,
    /// Headers they may read.
    #[serde(default)]
    pub exposed_headers: Vec<String>,
}

/// A DynamoDB table with string keys.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Key attributes: (name, `S`/`N`/`B`, `HASH`/`RANGE`).
    pub keys: Vec<(String, String, String)>,
    /// Attribute that says when an item expires.
    pub expires_at: Option<String>,
}

/// A KMS key.
#[derive(Clone, Debug)]
pub struct SigningKey {
    /// Key id, the same at every start.
    pub id: String,
    /// Aliases of the key.
    pub aliases: Vec<String>,
}

/// An event source mapping from a queue to a function.
#[derive(Clone, Debug)]
pub struct EventSource {
    /// ARN of the queue.
    pub queue_arn: String,
    /// Name of the function.
    pub function: String,
    /// Most messages of one invocation.
    pub batch_size: usize,
    /// How long to gather messages before invoking.
    pub window: Duration,
    /// Most invocations at the same time; Lambda's default when the template is silent is 1,000.
    pub maximum_concurrency: usize,
    /// Whether the function may report single messages of a batch as failed.
    pub partial_failures: bool,
}

/// An EventBridge schedule.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Its name.
    pub name: String,
    /// `rate(…)` or `cron(…)`.
    pub expression: String,
    /// IANA zone in which cron fields are read.
    pub zone: String,
    /// Name of the function it invokes.
    pub function: String,
    /// The payload, if the template sets one.
    pub input: Option<String>,
}

impl Declared {
    /// The queue with this ARN.
    pub fn queue(&self, arn: &str) -> Option<&Queue> {
        self.queues.iter().find(|queue| queue.arn == arn)
    }
}
