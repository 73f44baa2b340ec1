//! Settings: what an organization may set differently from the platform. The registry says which keys there are; each
//! is enforced where it applies.

use serde_json::{Value, json};
use sql::queries::platform::system_settings::{self, SettingRow};

use super::{audit, values::Kind};
use crate::{Error, Result, accounts::permissions::Permission, transaction::TenantTx};

/// A key of the registry.
#[derive(Debug)]
pub struct Setting {
    /// Its name.
    pub key: &'static str,
    /// What it does, for people.
    pub description: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What holds where the organization sets nothing.
    pub default: i64,
    /// Whether those who may not change it may read it, and everybody its default.
    pub is_public: bool,
}

/// The largest file that a project takes. Enforced where a file is announced.
pub const MAX_UPLOAD_SIZE_MB: Setting = Setting {
    key: "max_upload_size_mb",
    description: "The largest file that can be uploaded to a project, in MiB",
    kind: Kind::Integer { min: 1, max: 16_384 },
    default: 16_384,
    is_public: true,
};

/// The largest image or attachment. Enforced where one is announced.
pub const MAX_MEDIA_SIZE_MB: Setting = Setting {
    key: "max_media_size_mb",
    description: "The largest image or attachment that can be uploaded, in MiB",
    kind: Kind::Integer { min: 1, max: 500 },
    default: 100,
    is_public: true,
};

/// How long an unused session lives. Enforced where it is refreshed, which whoever is signed in must do every 15
/// minutes, when the access token ends: hence not below 30.
pub const SESSION_TIMEOUT_MINUTES: Setting = Setting {
    key: "session_timeout_minutes",
    description: "Minutes after its last refresh at which a session ends",
    kind: Kind::Integer { min: 30, max: 20_160 },
    default: 20_160,
    is_public: false,
};

/// How long an export is kept. Enforced where one is asked for.
pub const EXPORT_RETENTION_DAYS: Setting = Setting {
    key: "export_retention_days",
    description: "Days for which an export can be downloaded",
    kind: Kind::Integer { min: 1, max: 30 },
    default: 7,
    is_public: false,
};

/// How long deleted things are kept. Enforced by retention.
pub const DELETED_RETENTION_DAYS: Setting = Setting {
    key: "deleted_retention_days",
    description: "Days after which deleted projects are gone for good, with what is in them",
    kind: Kind::Integer { min: 1, max: 365 },
    default: 30,
    is_public: false,
};

/// Every key.
pub const SETTINGS: &[&Setting] = &[
    &MAX_UPLOAD_SIZE_MB,
    &MAX_MEDIA_SIZE_MB,
    &SESSION_TIMEOUT_MINUTES,
    &EXPORT_RETENTION_DAYS,
    &DELETED_RETENTION_DAYS,
];

/// A setting with the value that holds.
#[derive(Debug)]
pub struct Effective {
    /// Which.
    pub setting: &'static Setting,
    /// What holds.
    pub value: Value,
    /// Whether the organization set it.
    pub is_set: bool,
    /// Raised by every change; 0 where nothing is set.
    pub version: i64,
}

impl Effective {
    /// As the platform has it.
    pub fn default_of(setting: &'static Setting) -> Self {
        Self { setting, value: json!(setting.default), is_set: false, version: 0 }
    }

    fn of(setting: &'static Setting, row: Option<SettingRow>) -> Self {
        match row {
            // A value from before the registry narrowed its bounds does not hold any more.
            Some(row) if setting.kind.check(&row.setting_value, "").is_ok() => {
                Self { setting, value: row.setting_value, is_set: true, version: row.version }
            }
            _ => Self::default_of(setting),
        }
    }
}

/// A key of the registry by its name.
///
/// # Errors
/// `NotFound` for any other.
pub fn parse(key: &str) -> Result<&'static Setting> {
    SETTINGS.iter().copied().find(|setting| setting.key == key).ok_or(Error::NotFound("setting"))
}

/// Whether the caller may read the setting.
fn may_read(tx: &TenantTx, setting: &Setting) -> bool {
    setting.is_public || tx.may(Permission::SettingsWrite)
}

/// What holds in the organization, as far as the caller may read it.
pub async fn all(tx: &TenantTx) -> Result<Vec<Effective>> {
    let mut rows = system_settings::all().bind(tx.client(), &tx.organization().0).all().await?;
    let mut row_of = |key| {
        let index = rows.iter().position(|row| row.setting_key == key)?;
        Some(rows.swap_remove(index))
    };
    let readable = SETTINGS.iter().copied().filter(|setting| may_read(tx, setting));
    Ok(readable.map(|setting| Effective::of(setting, row_of(setting.key))).collect())
}

/// What holds in the organization.
///
/// # Errors
/// `Forbidden` where the caller may not read it.
pub async fn get(tx: &TenantTx, setting: &'static Setting) -> Result<Effective> {
    if !may_read(tx, setting) {
        return Err(Error::Forbidden(Permission::SettingsWrite));
    }
    effective(tx, setting).await
}

async fn effective(tx: &TenantTx, setting: &'static Setting) -> Result<Effective> {
    let row = system_settings::find().bind(tx.client(), &tx.organization().0, &setting.key).opt().await?;
    Ok(Effective::of(setting, row))
}

/// The number that holds, for whoever enforces it.
pub async fn number(tx: &TenantTx, setting: &'static Setting) -> Result<i64> {
    Ok(effective(tx, setting).await?.value.as_i64().unwrap_or(setting.default))
}

/// Sets a value for the organization.
///
/// # Errors
/// `Invalid` where the key does not take it, `PreconditionFailed` where `if_version` has passed.
pub async fn set(
    tx: &TenantTx,
    setting: &'static Setting,
    value: &Value,
    if_version: Option<i64>,
) -> Result<Effective> {
    setting.kind.check(value, "/setting_value")?;
    let before = lock(tx, setting, if_version).await?;
    let row = system_settings::set()
        .bind(tx.client(), &tx.id(), &tx.organization().0, &setting.key, value, &tx.now(), &if_version)
        .opt()
        .await?;
    let after = Effective::of(setting, Some(row.ok_or(Error::PreconditionFailed)?));
    log(tx, "updated", &before, &after).await?;
    Ok(after)
}

/// Goes back to the platform's value.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn reset(tx: &TenantTx, setting: &'static Setting, if_version: Option<i64>) -> Result<()> {
    let before = lock(tx, setting, if_version).await?;
    if system_settings::delete().bind(tx.client(), &tx.organization().0, &setting.key).await? > 0 {
        log(tx, "deleted", &before, &Effective::default_of(setting)).await?;
    }
    Ok(())
}

async fn lock(tx: &TenantTx, setting: &'static Setting, if_version: Option<i64>) -> Result<Effective> {
    let row = system_settings::lock().bind(tx.client(), &tx.organization().0, &setting.key).opt().await?;
    let version = row.as_ref().map_or(0, |row| row.version);
    if if_version.is_some_and(|if_version| if_version != version) {
        return Err(Error::PreconditionFailed);
    }
    Ok(Effective::of(setting, row))
}

async fn log(tx: &TenantTx, action: &str, before: &Effective, after: &Effective) -> Result<()> {
    let json = |effective: &Effective| json!({ "setting_key": effective.setting.key, "setting_value": effective.value });
    let entry = audit::Entry {
        action,
        resource_type: "setting",
        resource_id: None,
        old_values: Some(json(before)),
        new_values: Some(json(after)),
    };
    audit::record(tx, entry).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_of_its_key() {
        for setting in SETTINGS {
            setting.kind.check(&json!(setting.default), "").unwrap();
            assert_eq!(parse(setting.key).unwrap().key, setting.key);
        }
        assert!(parse("unknown").is_err());
    }
}
