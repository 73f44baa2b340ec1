//! The words at the end of a start: addresses, the demo sign-in, what to try.

use serde_json::Value;

use crate::config::Config;
use crate::environment::{console_url, public_url};
use crate::postgres::Address;
use crate::stand_in::StandIn;

/// The summary. `migrated` is what the `migrate` function reported.
pub fn text(config: &Config, database: &Address, migrated: &Value) -> String {
    let api = public_url(config);
    // A URL of the user's may hold a password.
    let database = match &config.database_url {
        Some(_) => format!("{} on {}:{} (yours)", database.database, database.host, database.port),
        None => database.superuser_url.clone(),
    };
    let mut lines = vec![
        String::new(),
        "  PlugZero is ready.".to_owned(),
        String::new(),
        format!("  API        {api}          documentation: {api}/docs"),
        format!("  Console    {}          mails, queues, schedules, functions", console_url(config)),
        format!("  Database   {database}"),
        format!(
            "  AWS        {}          S3, SQS, DynamoDB, KMS, SES (any credentials)",
            StandIn::url(config.ports.stand_in)
        ),
        format!("  Data       {}          kept until `make reset`", config.data.display()),
    ];
    let demo = &migrated["demo"];
    if let (Some(email), Some(password)) = (demo["email"].as_str(), demo["password"].as_str()) {
        let organization = demo["organization"].as_str().unwrap_or_default();
        let body = serde_json::json!({ "email": email, "password": password });
        lines.extend([
            String::new(),
            format!("  Sign in as {email} / {password} (owner of {organization}):"),
            String::new(),
            format!("    curl -s {api}/v1/auth/login -H 'content-type: application/json' -d '{body}'"),
            String::new(),
            "  README.md walks on from here. Ctrl-C stops everything.".to_owned(),
        ]);
    } else {
        lines.extend([String::new(), "  Ctrl-C stops everything.".to_owned()]);
    }
    lines.push(String::new());
    lines.join("\n")
}
