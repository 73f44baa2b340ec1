//! Reads [`Declared`] from the resolved template.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::declared::{
    Bucket, Declared, EventSource, Function, Notification, Queue, Route, RouteKey, Schedule, SigningKey,
    Table,
};
use super::resolver::{Resource, Template};

impl Declared {
    /// Reads all resources of the template that the local stack serves.
    pub fn read(template: &Template) -> Result<Self> {
        let functions = template
            .of_kind("AWS::Serverless::Function")?
            .iter()
            .map(|resource| function(resource).with_context(|| resource.path.clone()))
            .collect::<Result<Vec<_>>>()?;
        ensure!(!functions.is_empty(), "the template declares no function");
        Ok(Self {
            routes: routes(template, &functions)?,
            queues: each(template, "AWS::SQS::Queue", |resource| queue(template, resource))?,
            buckets: each(template, "AWS::S3::Bucket", bucket)?,
            tables: each(template, "AWS::DynamoDB::Table", table)?,
            keys: keys(template)?,
            event_sources: each(template, "AWS::Lambda::EventSourceMapping", |it| {
                event_source(it, &functions)
            })?,
            schedules: each(template, "AWS::Scheduler::Schedule", |it| schedule(it, &functions))?
                .into_iter()
                .flatten()
                .collect(),
            functions,
        })
    }
}

fn each<T>(template: &Template, kind: &str, read: impl Fn(&Resource) -> Result<T>) -> Result<Vec<T>> {
    let resources = template.of_kind(kind)?;
    resources.iter().map(|resource| read(resource).with_context(|| resource.path.clone())).collect()
}

fn function(resource: &Resource) -> Result<Function> {
    let properties = &resource.properties;
    ensure!(
        properties["Events"].is_null(),
        "SAM events are not read here: declare routes and mappings on their own"
    );
    let code = properties["CodeUri"].as_str().context("CodeUri is missing")?;
    // `…/<name>/bootstrap.zip`: the folder is the crate.
    let name = code.rsplit('/').nth(1).with_context(|| format!("no function folder in CodeUri {code}"))?;
    let mut environment = BTreeMap::new();
    for (key, value) in properties["Environment"]["Variables"].as_object().into_iter().flatten() {
        environment.insert(key.clone(), plain(value));
    }
    Ok(Function {
        name: name.to_owned(),
        function_name: resource.id.clone(),
        memory: number(&properties["MemorySize"]).unwrap_or(128),
        timeout: Duration::from_secs(number(&properties["Timeout"]).unwrap_or(3)),
        environment,
    })
}

fn routes(template: &Template, functions: &[Function]) -> Result<Vec<Route>> {
    let integrations: BTreeMap<String, String> = template
        .of_kind("AWS::ApiGatewayV2::Integration")?
        .iter()
        .map(|resource| Ok((resource.id.clone(), target(&resource.properties["IntegrationUri"], functions)?)))
        .collect::<Result<_>>()?;
    each(template, "AWS::ApiGatewayV2::Route", |resource| {
        let key = text(resource, "RouteKey")?;
        let key = match key.strip_prefix("ANY ") {
            Some(path) => RouteKey::Path(path.to_owned()),
            None => {
                ensure!(key == "$default", "route key {key} is neither `ANY <path>` nor `$default`");
                RouteKey::Default
            }
        };
        let target = text(resource, "Target")?;
        let integration = target.strip_prefix("integrations/").context("Target is no integration")?;
        let function =
            integrations.get(integration).with_context(|| format!("no integration {integration}"))?;
        Ok(Route { key, function: function.clone() })
    })
}

fn queue(template: &Template, resource: &Resource) -> Result<Queue> {
    let properties = &resource.properties;
    let name = resource.id.rsplit('/').next().unwrap_or(&resource.id).to_owned();
    let place = &template.place;
    let mut attributes = BTreeMap::new();
    for property in [
        "DelaySeconds",
        "FifoQueue",
        "MaximumMessageSize",
        "MessageRetentionPeriod",
        "ReceiveMessageWaitTimeSeconds",
        "RedrivePolicy",
        "VisibilityTimeout",
    ] {
        if !properties[property].is_null() {
            attributes.insert(property.to_owned(), plain(&properties[property]));
        }
    }
    Ok(Queue {
        arn: format!("arn:aws:sqs:{}:{}:{name}", place.region, place.account),
        url: resource.id.clone(),
        dead_letters: properties["RedrivePolicy"]["deadLetterTargetArn"].as_str().map(str::to_owned),
        attributes,
        name,
    })
}

fn bucket(resource: &Resource) -> Result<Bucket> {
    let properties = &resource.properties;
    let mut notifications = Vec::new();
    for declared in list(&properties["NotificationConfiguration"]["QueueConfigurations"]) {
        let rules = list(&declared["Filter"]["S3Key"]["Rules"]);
        notifications.push(Notification {
            event: declared["Event"].as_str().context("a notification without Event")?.to_owned(),
            queue_arn: declared["Queue"].as_str().context("a notification without Queue")?.to_owned(),
            filters: rules.iter().map(|rule| (plain(&rule["Name"]), plain(&rule["Value"]))).collect(),
        });
    }
    Ok(Bucket {
        name: resource.id.clone(),
        versioned: properties["VersioningConfiguration"]["Status"] == "Enabled",
        lock: lock(&properties["ObjectLockConfiguration"]["Rule"]["DefaultRetention"])?,
        cors: parsed(&properties["CorsConfiguration"]["CorsRules"])?,
        notifications,
    })
}

fn lock(retention: &Value) -> Result<Option<(String, i32)>> {
    if retention.is_null() {
        return Ok(None);
    }
    let days = plain(&retention["Days"]).parse().context("an object lock without Days")?;
    Ok(Some((plain(&retention["Mode"]), days)))
}

fn table(resource: &Resource) -> Result<Table> {
    let properties = &resource.properties;
    let kinds: BTreeMap<String, String> = list(&properties["AttributeDefinitions"])
        .iter()
        .map(|declared| (plain(&declared["AttributeName"]), plain(&declared["AttributeType"])))
        .collect();
    let keys = list(&properties["KeySchema"])
        .iter()
        .map(|declared| {
            let name = plain(&declared["AttributeName"]);
            let kind =
                kinds.get(&name).with_context(|| format!("no definition of attribute {name}"))?.clone();
            Ok((name, kind, plain(&declared["KeyType"])))
        })
        .collect::<Result<_>>()?;
    let expires_at = properties["TimeToLiveSpecification"]["AttributeName"].as_str().map(str::to_owned);
    Ok(Table { name: resource.id.clone(), keys, expires_at })
}

fn keys(template: &Template) -> Result<Vec<SigningKey>> {
    let aliases = template.of_kind("AWS::KMS::Alias")?;
    each(template, "AWS::KMS::Key", |key| {
        let target = |alias: &&Resource| plain(&alias.properties["TargetKeyId"]).contains(&key.id);
        let aliases = aliases.iter().filter(target).map(|alias| alias.id.clone()).collect();
        Ok(SigningKey { id: key.id.clone(), aliases })
    })
}

fn event_source(resource: &Resource, functions: &[Function]) -> Result<EventSource> {
    let properties = &resource.properties;
    let responses = list(&properties["FunctionResponseTypes"]);
    Ok(EventSource {
        queue_arn: text(resource, "EventSourceArn")?.to_owned(),
        function: target(&properties["FunctionName"], functions)?,
        batch_size: usize::try_from(number(&properties["BatchSize"]).unwrap_or(10))?,
        window: Duration::from_secs(number(&properties["MaximumBatchingWindowInSeconds"]).unwrap_or(0)),
        maximum_concurrency: usize::try_from(
            number(&properties["ScalingConfig"]["MaximumConcurrency"]).unwrap_or(1000),
        )?,
        partial_failures: responses.iter().any(|kind| kind == "ReportBatchItemFailures"),
    })
}

/// `None` is a schedule that the template switches off, or one that invokes no function.
fn schedule(resource: &Resource, functions: &[Function]) -> Result<Option<Schedule>> {
    let properties = &resource.properties;
    if properties["State"] == "DISABLED" {
        return Ok(None);
    }
    Ok(Some(Schedule {
        name: resource.id.clone(),
        expression: text(resource, "ScheduleExpression")?.to_owned(),
        zone: properties["ScheduleExpressionTimezone"].as_str().unwrap_or("UTC").to_owned(),
        function: target(&properties["Target"]["Arn"], functions)?,
        input: properties["Target"]["Input"].as_str().map(str::to_owned),
    }))
}

/// The function that a name, an ARN or an integration's URI points to.
fn target(reference: &Value, functions: &[Function]) -> Result<String> {
    let reference = reference.as_str().context("expected a function")?;
    let name = reference.split(":function:").last().unwrap_or(reference);
    let name = name.split(['/', ':']).next().unwrap_or(name);
    let found = functions.iter().find(|function| function.function_name == name);
    Ok(found.with_context(|| format!("{reference} is no function of the template"))?.name.clone())
}

fn text<'a>(resource: &'a Resource, property: &str) -> Result<&'a str> {
    resource.properties[property].as_str().with_context(|| format!("{property} is missing"))
}

fn parsed<T: DeserializeOwned + Default>(value: &Value) -> Result<T> {
    if value.is_null() { Ok(T::default()) } else { Ok(serde_json::from_value(value.clone())?) }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// CloudFormation takes numbers and flags as text too.
fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
