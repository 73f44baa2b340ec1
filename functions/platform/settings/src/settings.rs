//! Settings: what holds in the organization, and who says so.

use axum::extract::State;
use domain::{
    accounts::permissions::Permission,
    platform::settings::{self, Effective, SETTINGS},
};
use garde::Validate;
use runtime::http::{IfMatch, Input, Path, Reply, Result, SignedIn};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::App;

/// The settings that the caller may read.
#[derive(Debug, Serialize, ToSchema)]
struct SettingsOut {
    /// In the order of the registry.
    data: Vec<SettingOut>,
}

/// A setting.
#[derive(Debug, Serialize, ToSchema)]
struct SettingOut {
    /// Its name.
    setting_key: &'static str,
    /// What holds.
    setting_value: Value,
    /// `organization` where it set the value, else `default`: the platform's.
    source: &'static str,
    /// The platform's value.
    default_value: Value,
    /// What it does.
    description: &'static str,
    /// Whether those who may not change it may read it.
    is_public: bool,
    /// The JSON Schema of its value.
    #[schema(value_type = Object)]
    schema: Value,
}

impl From<Effective> for SettingOut {
    fn from(effective: Effective) -> Self {
        let setting = effective.setting;
        Self {
            setting_key: setting.key,
            setting_value: effective.value,
            source: if effective.is_set { "organization" } else { "default" },
            default_value: setting.default.into(),
            description: setting.description,
            is_public: setting.is_public,
            schema: setting.kind.schema(),
        }
    }
}

/// A new value.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct SettingIn {
    /// As the setting's schema wants it.
    #[garde(skip)]
    setting_value: Value,
}

/// Lists the settings: signed in, what holds in the organization; otherwise the platform's own public values.
#[utoipa::path(get, path = "/v1/settings", tag = "settings", security(),
    responses((status = 200, body = SettingsOut)))]
pub async fn list(State(app): State<App>, caller: Option<SignedIn>) -> Result {
    let found = match caller {
        Some(SignedIn(caller)) => settings::all(&app.tenants.begin(&caller).await?).await?,
        None => {
            let public = SETTINGS.iter().copied().filter(|setting| setting.is_public);
            public.map(Effective::default_of).collect()
        }
    };
    Ok(Reply::ok(&SettingsOut { data: found.into_iter().map(SettingOut::from).collect() })?)
}

/// Reads a setting.
#[utoipa::path(get, path = "/v1/settings/{key}", tag = "settings",
    security(("bearer" = [])), params(("key" = String, Path)),
    responses((status = 200, body = SettingOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(key): Path<String>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let effective = settings::get(&tx, settings::parse(&key)?).await?;
    let version = effective.version;
    Ok(Reply::ok(&SettingOut::from(effective))?.version(version))
}

/// Sets a value for the organization. It holds from the next request on.
#[utoipa::path(put, path = "/v1/settings/{key}", tag = "settings",
    security(("bearer" = ["settings.write"])), params(("key" = String, Path)),
    request_body = SettingIn, responses((status = 200, body = SettingOut)))]
pub async fn set(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(key): Path<String>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let setting = settings::parse(&key)?;
    tx.require(Permission::SettingsWrite)?;
    let input: SettingIn = input.read()?;
    let effective = settings::set(&tx, setting, &input.setting_value, if_version).await?;
    let version = effective.version;
    let reply = Reply::ok(&SettingOut::from(effective))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Goes back to the platform's value.
#[utoipa::path(delete, path = "/v1/settings/{key}", tag = "settings",
    security(("bearer" = ["settings.write"])), params(("key" = String, Path)),
    responses((status = 204, description = "The platform's value holds")))]
pub async fn reset(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(key): Path<String>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let setting = settings::parse(&key)?;
    tx.require(Permission::SettingsWrite)?;
    settings::reset(&tx, setting, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
