//! Preferences: what a person sets for themselves.

use axum::extract::State;
use domain::platform::preferences::{self, Chosen};
use garde::Validate;
use runtime::http::{Input, Path, Reply, Result, SignedIn};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::App;

/// The caller's preferences.
#[derive(Debug, Serialize, ToSchema)]
struct PreferencesOut {
    /// In the order of the registry.
    data: Vec<PreferenceOut>,
}

/// A preference.
#[derive(Debug, Serialize, ToSchema)]
struct PreferenceOut {
    /// Its name.
    preference_key: &'static str,
    /// What holds.
    preference_value: Value,
    /// `user` where the person set it, else `default`.
    source: &'static str,
    /// What it does.
    description: &'static str,
    /// The JSON Schema of its value.
    #[schema(value_type = Object)]
    schema: Value,
}

impl From<Chosen> for PreferenceOut {
    fn from(chosen: Chosen) -> Self {
        Self {
            preference_key: chosen.preference.key,
            preference_value: chosen.value,
            source: if chosen.is_set { "user" } else { "default" },
            description: chosen.preference.description,
            schema: chosen.preference.kind.schema(),
        }
    }
}

/// A new value.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct PreferenceIn {
    /// As the preference's schema wants it.
    #[garde(skip)]
    preference_value: Value,
}

/// Lists the caller's preferences.
#[utoipa::path(get, path = "/v1/preferences", tag = "preferences", security(("bearer" = [])),
    responses((status = 200, body = PreferencesOut)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let data = preferences::all(&tx).await?.into_iter().map(PreferenceOut::from).collect();
    Ok(Reply::ok(&PreferencesOut { data })?)
}

/// Sets a preference.
#[utoipa::path(put, path = "/v1/preferences/{key}", tag = "preferences",
    security(("bearer" = [])), params(("key" = String, Path)),
    request_body = PreferenceIn, responses((status = 200, body = PreferenceOut)))]
pub async fn set(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(key): Path<String>,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let preference = preferences::parse(&key)?;
    let input: PreferenceIn = input.read()?;
    let chosen = preferences::set(&tx, preference, input.preference_value).await?;
    let reply = Reply::ok(&PreferenceOut::from(chosen))?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Goes back to the default.
#[utoipa::path(delete, path = "/v1/preferences/{key}", tag = "preferences",
    security(("bearer" = [])), params(("key" = String, Path)),
    responses((status = 204, description = "The default holds")))]
pub async fn reset(State(app): State<App>, SignedIn(caller): SignedIn, Path(key): Path<String>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    preferences::reset(&tx, preferences::parse(&key)?).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
