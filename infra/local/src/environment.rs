//! The environment of functions and tests: what the template says, with this machine's addresses.

use std::collections::BTreeMap;

use crate::config::{Config, MAIL_FROM, REGION};
use crate::postgres::Address;
use crate::stand_in::StandIn;
use crate::template::{Declared, Function};
use serde_json::{Value, json};

/// Environment variables by name.
pub type Environment = BTreeMap<String, String>;

/// Values of the root template's parameters.
pub fn parameters(config: &Config) -> BTreeMap<String, Value> {
    let public = public_url(config);
    let origins = format!("{public},http://localhost:{},http://localhost:5173", config.ports.api);
    BTreeMap::from([
        ("Stage".to_owned(), json!("local")),
        ("PublicUrl".to_owned(), json!(public)),
        ("AllowedOrigins".to_owned(), json!(origins)),
        ("LogLevel".to_owned(), json!(config.log)),
        ("MailFrom".to_owned(), json!(MAIL_FROM)),
    ])
}

/// Address of the API.
pub fn public_url(config: &Config) -> String {
    format!("http://127.0.0.1:{}", config.ports.api)
}

/// Address of the console.
pub fn console_url(config: &Config) -> String {
    format!("http://127.0.0.1:{}", config.ports.console)
}

/// What makes an AWS SDK talk to the stand-in, and to the mailbox for e-mail.
pub fn aws(config: &Config) -> Environment {
    environment([
        ("AWS_ENDPOINT_URL", StandIn::url(config.ports.stand_in)),
        ("AWS_ENDPOINT_URL_SESV2", console_url(config)),
        ("AWS_ACCESS_KEY_ID", "test".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
        ("AWS_REGION", REGION.to_owned()),
    ])
}

/// The whole environment of a function.
pub fn of_function(config: &Config, function: &Function, database: &Address) -> Environment {
    let mut all = function.environment.clone();
    all.retain(|name, _| !name.starts_with("AWS_USE_"));
    if all.contains_key("DATABASE_HOST") {
        all.extend(database_of(database));
    }
    if function.name == "migrate" {
        all.insert("BOOTSTRAP_DATABASE_URL".to_owned(), database.superuser_url.clone());
        all.insert("DEMO".to_owned(), "1".to_owned());
    }
    if all.contains_key("STATE_TABLE") {
        // Tools and load tests come from one address here. Whoever wants to meet the limits sets them.
        for (name, generous) in [
            ("RATE_LIMIT_CALLER", "600000"),
            ("RATE_LIMIT_ORGANIZATION", "600000"),
            ("RATE_LIMIT_ADDRESS", "600000"),
            ("RATE_LIMIT_SIGN_IN", "600"),
        ] {
            all.insert(name.to_owned(), crate::config::var(name).unwrap_or_else(|| generous.to_owned()));
        }
    }
    if ["webhooks", "deliver-webhook"].contains(&function.name.as_str()) {
        // Receivers run on this machine, here and nowhere else.
        all.insert("WEBHOOK_LOOPBACK_ONLY".to_owned(), "true".to_owned());
    }
    all.extend(aws(config));
    all.extend(environment([
        ("AWS_LAMBDA_FUNCTION_NAME", function.function_name.clone()),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST".to_owned()),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", function.memory.to_string()),
        ("TZ", "UTC".to_owned()),
    ]));
    all
}

/// What tests need: the union of the functions' environments, but for what differs between functions.
pub fn of_tests(config: &Config, declared: &Declared) -> Environment {
    let mut all = Environment::new();
    for function in &declared.functions {
        for (name, value) in &function.environment {
            all.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
    all.retain(|name, _| !name.contains("DATABASE_") && !name.starts_with("AWS_USE_") && name != "RUST_LOG");
    all.extend(aws(config));
    all.insert("MAILBOX_URL".to_owned(), format!("{}/mailbox", console_url(config)));
    all
}

fn database_of(address: &Address) -> Environment {
    environment([
        ("DATABASE_HOST", address.host.clone()),
        ("DATABASE_PORT", address.port.to_string()),
        ("DATABASE_NAME", address.database.clone()),
        ("DATABASE_AUTH", "none".to_owned()),
        ("DATABASE_TLS", "disable".to_owned()),
    ])
}

fn environment<const N: usize>(pairs: [(&str, String); N]) -> Environment {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
