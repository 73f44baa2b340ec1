//! What of a value may be kept: secrets never, personal data as a digest under a salt that erasure deletes.
//!
//! The registry goes by the names of fields, at any depth. Callers still choose what they log: a free text is kept as
//! it is.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// What becomes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Treatment {
    /// Its value is never kept.
    Secret,
    /// Its value is kept as a salted digest.
    Personal,
}
use Treatment::{Personal, Secret};

/// What stands in the place of a secret.
const HIDDEN: &str = "[secret]";

/// Fields by name, in lower case.
const NAMES: &[(&str, Treatment)] = &[
    ("authorization", Secret),
    ("client_secret", Secret),
    ("connection_config", Secret),
    ("cookie", Secret),
    ("credentials", Secret),
    ("otpauth_url", Secret),
    ("password", Secret),
    ("passphrase", Secret),
    ("private_key", Secret),
    ("recovery_codes", Secret),
    ("secret", Secret),
    ("secrets", Secret),
    ("token", Secret),
    ("api_key", Secret),
    ("address", Personal),
    ("birthday", Personal),
    ("city_of_birth", Personal),
    ("date_of_birth", Personal),
    ("display_name", Personal),
    ("email", Personal),
    ("emails", Personal),
    ("first_name", Personal),
    ("full_name", Personal),
    ("invitee", Personal),
    ("ip", Personal),
    ("ip_address", Personal),
    ("last_name", Personal),
    ("mobile", Personal),
    ("phone", Personal),
    ("phone_number", Personal),
    ("street", Personal),
    ("user_agent", Personal),
];

/// Fields by the end of their names.
const ENDINGS: &[(&str, Treatment)] = &[
    ("_password", Secret),
    ("_secret", Secret),
    ("_token", Secret),
    ("_private_key", Secret),
    ("_hash", Secret),
    ("_salt", Secret),
    ("_email", Personal),
    ("_phone", Personal),
];

/// Fields that mean something personal in one kind of resource only.
const PATHS: &[(&str, &str, Treatment)] = &[
    ("user", "department", Personal),
    ("user", "institution", Personal),
    ("user", "position", Personal),
    ("contact", "name", Personal),
    ("contact", "notes", Personal),
];

fn treatment(resource_type: &str, field: &str) -> Option<Treatment> {
    let field = field.to_ascii_lowercase();
    let path = PATHS.iter().find(|(kind, name, _)| *kind == resource_type && *name == field);
    let name = NAMES.iter().find(|(name, _)| *name == field).map(|(_, treatment)| *treatment);
    let ending = ENDINGS.iter().find(|(ending, _)| field.ends_with(ending)).map(|(_, treatment)| *treatment);
    path.map(|(_, _, treatment)| *treatment).or(name).or(ending)
}

/// Whether a value holds something personal, so that masking it takes a salt.
pub fn holds_personal(resource_type: &str, value: &Value) -> bool {
    match value {
        Value::Object(fields) => fields.iter().any(|(name, value)| match treatment(resource_type, name) {
            Some(Personal) => !value.is_null(),
            Some(Secret) => false,
            None => holds_personal(resource_type, value),
        }),
        Value::Array(items) => items.iter().any(|item| holds_personal(resource_type, item)),
        _ => false,
    }
}

/// Masks a value in place. Null stays null: that something was empty is no secret.
pub fn mask(resource_type: &str, value: &mut Value, salt: &[u8; 32]) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                match treatment(resource_type, name) {
                    _ if value.is_null() => {}
                    Some(Secret) => *value = Value::String(HIDDEN.to_owned()),
                    Some(Personal) => digest_all(value, salt),
                    None => mask(resource_type, value, salt),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mask(resource_type, item, salt)),
        _ => {}
    }
}

/// A list keeps its length; everything else becomes one digest.
fn digest_all(value: &mut Value, salt: &[u8; 32]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| digest_all(item, salt)),
        Value::Null => {}
        Value::String(text) => *value = Value::String(digest(salt, text)),
        other => *other = Value::String(digest(salt, &other.to_string())),
    }
}

/// The digest that stands for a personal value: `sha256:` and 64 hexadecimal digits. Who holds the salt can tell
/// whether it stands for a given value; nobody can read the value from it.
pub fn digest(salt: &[u8; 32], value: &str) -> String {
    let hash = Sha256::new().chain_update(salt).chain_update(value).finalize();
    format!("sha256:{}", super::chain::hex(&hash))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SALT: [u8; 32] = [7; 32];

    fn masked(resource_type: &str, mut value: Value) -> Value {
        mask(resource_type, &mut value, &SALT);
        value
    }

    #[test]
    fn secrets_go_at_any_depth_and_in_any_spelling() {
        let value = masked(
            "webhook",
            json!({ "Password": "x", "a": [{ "signing_secret": { "b": 1 } }], "api_key": ["k"], "totp_secret": null }),
        );
        assert_eq!(
            value,
            json!({ "Password": HIDDEN, "a": [{ "signing_secret": HIDDEN }], "api_key": HIDDEN, "totp_secret": null })
        );
    }

    #[test]
    fn what_is_personal_becomes_a_digest_that_its_salt_can_recognise() {
        let value =
            masked("invitation", json!({ "email": "a@b.example", "role": "admin", "emails": ["x", null] }));
        assert_eq!(value["email"], digest(&SALT, "a@b.example"));
        assert_eq!(value["role"], "admin");
        assert_eq!(value["emails"], json!([digest(&SALT, "x"), null]));
        assert_ne!(digest(&[8; 32], "a@b.example"), digest(&SALT, "a@b.example"));
    }

    #[test]
    fn a_field_may_be_personal_in_one_kind_of_resource_only() {
        assert_eq!(masked("project", json!({ "name": "Apollo" })), json!({ "name": "Apollo" }));
        assert_ne!(masked("contact", json!({ "name": "Ada" })), json!({ "name": "Ada" }));
    }

    #[test]
    fn only_what_is_personal_takes_a_salt() {
        assert!(holds_personal("x", &json!([{ "a": { "phone": "1" } }])));
        assert!(!holds_personal("x", &json!({ "phone": null, "password": { "email": "e" }, "name": "n" })));
    }
}
