//! Preferences: what a person sets for themselves. The registry says which keys there are; clients read them.

use serde_json::{Value, json};
use sql::queries::platform::user_preferences;

use super::{audit, values::Kind};
use crate::{Error, Result, transaction::TenantTx};

/// A key of the registry.
pub struct Preference {
    /// Its name.
    pub key: &'static str,
    /// What it does, for people.
    pub description: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What holds where nothing is set.
    pub default: fn() -> Value,
}

/// Every key. The time zone is none of them: it belongs to the person (`PATCH /v1/me`).
pub static PREFERENCES: &[Preference] = &[
    Preference {
        key: "theme_preference",
        description: "Light, dark, or as the device is set",
        kind: Kind::Choice(&["system", "light", "dark"]),
        default: || json!("system"),
    },
    Preference {
        key: "dashboard_refresh_interval",
        description: "Seconds after which a client loads its pages of figures anew; 0 for never",
        kind: Kind::Integer { min: 0, max: 86_400 },
        default: || json!(300),
    },
    Preference {
        key: "default_chart_colors",
        description: "Colours of the series of a chart, in this order",
        kind: Kind::Colors { max: 24 },
        // Okabe and Ito: told apart with every kind of colour vision.
        default: || {
            json!(["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000"])
        },
    },
];

/// A preference with the value that holds.
pub struct Chosen {
    /// Which.
    pub preference: &'static Preference,
    /// What holds.
    pub value: Value,
    /// Whether the person set it.
    pub is_set: bool,
}

/// A key of the registry by its name.
///
/// # Errors
/// `NotFound` for any other.
pub fn parse(key: &str) -> Result<&'static Preference> {
    PREFERENCES.iter().find(|preference| preference.key == key).ok_or(Error::NotFound("preference"))
}

/// What holds for the caller.
pub async fn all(tx: &TenantTx) -> Result<Vec<Chosen>> {
    let rows = user_preferences::all().bind(tx.client(), &tx.organization().0, &tx.user()?.0).all().await?;
    Ok(PREFERENCES
        .iter()
        .map(|preference| {
            let set = rows.iter().find(|row| row.preference_key == preference.key);
            match set.filter(|row| preference.kind.check(&row.preference_value, "").is_ok()) {
                Some(row) => Chosen { preference, value: row.preference_value.clone(), is_set: true },
                None => Chosen { preference, value: (preference.default)(), is_set: false },
            }
        })
        .collect())
}

/// Sets a value for the caller.
///
/// # Errors
/// `Invalid` where the key does not take it.
pub async fn set(tx: &TenantTx, preference: &'static Preference, value: Value) -> Result<Chosen> {
    preference.kind.check(&value, "/preference_value")?;
    user_preferences::set()
        .bind(tx.client(), &tx.id(), &tx.organization().0, &tx.user()?.0, &preference.key, &value, &tx.now())
        .await?;
    log(tx, "updated", preference, Some(value.clone())).await?;
    Ok(Chosen { preference, value, is_set: true })
}

/// Goes back to the default.
pub async fn reset(tx: &TenantTx, preference: &'static Preference) -> Result<()> {
    let deleted = user_preferences::delete()
        .bind(tx.client(), &tx.organization().0, &tx.user()?.0, &preference.key)
        .await?;
    if deleted > 0 {
        log(tx, "deleted", preference, None).await?;
    }
    Ok(())
}

async fn log(tx: &TenantTx, action: &str, preference: &Preference, value: Option<Value>) -> Result<()> {
    let entry = audit::Entry {
        action,
        resource_type: "preference",
        new_values: Some(json!({ "preference_key": preference.key, "preference_value": value })),
        ..Default::default()
    };
    audit::record(tx, entry).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_of_its_key() {
        for preference in PREFERENCES {
            preference.kind.check(&(preference.default)(), "").unwrap();
        }
    }
}
