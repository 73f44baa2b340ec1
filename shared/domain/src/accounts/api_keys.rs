//! API keys: programs act for a person in one organization, within scopes.
//!
//! A key's text is `pz_` and 80 characters of base64url: organization, person, 192 random bits, and a checksum, by which
//! leak scanners tell a key from chance without asking us. It names where it belongs, so that nothing is ever looked up
//! across organizations; that it is right is known once a transaction has begun with it. Its SHA-256 is kept: a look-up
//! by hash takes no time that tells how much of a guess was right.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use sql::queries::accounts::api_keys::{self, ApiKeyRow};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{caller::PresentedKey, permissions::Permission};
use crate::{
    Context, Error, FieldError, Result,
    ids::{ApiKeyId, OrganizationId, UserId},
    platform::{
        audit,
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

/// What every key begins with.
pub const PREFIX: &str = "pz_";
/// How long a rotated key goes on working where nobody says otherwise.
pub const OVERLAP: SignedDuration = SignedDuration::from_hours(24);
/// The longest it may.
pub const LONGEST_OVERLAP: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How many keys that work one person may have in an organization.
pub const MOST: i64 = 100;
/// How often the last use of a key is written.
pub(crate) const USE_IS_FRESH: SignedDuration = SignedDuration::from_mins(1);

const SECRET: usize = 24;
const CHECKSUM: usize = 4;
const LENGTH: usize = 16 + 16 + SECRET + CHECKSUM;

/// How lists of keys may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "k.created_at", sql_type: "timestamptz" },
    Sort { name: "name", expression: "lower(k.name)", sql_type: "text" },
];

/// The text of a new key. It exists here and in the answer, nowhere else.
struct Text(String);

impl Text {
    fn new(context: &Context, organization: OrganizationId, user: UserId) -> Self {
        let mut bytes = Vec::with_capacity(LENGTH);
        bytes.extend(organization.0.as_bytes());
        bytes.extend(user.0.as_bytes());
        bytes.extend(context.bytes::<SECRET>());
        bytes.extend(checksum(&bytes));
        Self(format!("{PREFIX}{}", BASE64.encode(bytes)))
    }

    fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.0).into()
    }

    fn hint(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }
}

/// The first bytes of the SHA-256 of the prefix and what comes before the checksum.
fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let digest = Sha256::new().chain_update(PREFIX).chain_update(bytes).finalize();
    std::array::from_fn(|index| digest[index])
}

/// Reads a key as it was given out; anything else, a slip of the pen included, is none.
pub fn parse(text: &str) -> Option<(OrganizationId, UserId, PresentedKey)> {
    let bytes: [u8; LENGTH] = BASE64.decode(text.strip_prefix(PREFIX)?).ok()?.try_into().ok()?;
    let (content, check) = bytes.split_at(LENGTH - CHECKSUM);
    if checksum(content) != check {
        return None;
    }
    let id = |from: usize| Uuid::from_slice(&content[from..from + 16]).ok();
    let hash = Sha256::digest(text).into();
    Some((OrganizationId(id(0)?), UserId(id(16)?), PresentedKey::new(hash)))
}

/// A key, without its text.
#[derive(Debug, Clone)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// For whom it acts.
    pub user: UserId,
    /// What its owner calls it.
    pub name: String,
    /// The last characters of its text.
    pub hint: String,
    /// The permissions that it is for, by name. It allows those of them that its owner holds.
    pub scopes: Vec<String>,
    /// When it stops working.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// The key that it was rotated from.
    pub replaces: Option<ApiKeyId>,
    /// When it was rotated itself.
    pub replaced_at: Option<Timestamp>,
    /// Raised by every change, a recorded use included.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl ApiKey {
    /// Whether it is past its end.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|at| at <= now)
    }
}

/// A key to be.
#[derive(Debug)]
pub struct NewApiKey {
    /// What its owner calls it.
    pub name: String,
    /// Names of permissions.
    pub scopes: Vec<String>,
    /// When it stops working.
    pub expires_at: Option<Timestamp>,
}

impl From<ApiKeyRow> for ApiKey {
    fn from(row: ApiKeyRow) -> Self {
        Self {
            id: ApiKeyId(row.id),
            user: UserId(row.user_id),
            name: row.name,
            hint: row.hint,
            scopes: row.scopes,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
            replaces: row.replaces.map(ApiKeyId),
            replaced_at: row.replaced_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Whose keys the caller sees: their own; everybody's where they may remove people; with a key, those only where it is
/// for keys.
///
/// # Errors
/// `Forbidden` where the caller is a key that is not for keys.
fn sight(tx: &TenantTx) -> Result<bool> {
    if tx.api_key().is_some() {
        tx.require(Permission::ApiKeysWrite)?;
    }
    Ok(tx.may(Permission::MembersWrite))
}

/// A key that the caller may see. A revoked one is gone.
///
/// # Errors
/// `NotFound` for an absent, foreign, hidden or revoked key; `Forbidden` as in [`sight`].
pub async fn get(tx: &TenantTx, id: ApiKeyId) -> Result<ApiKey> {
    let sees_all = sight(tx)?;
    let row = api_keys::find()
        .bind(tx.client(), &tx.organization().0, &id.0, &sees_all, &tx.user()?.0)
        .opt()
        .await?;
    row.map(ApiKey::from).ok_or(Error::NotFound("api_key"))
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: ApiKeyId) -> Result<ApiKey> {
    api_keys::lock().bind(tx.client(), &tx.organization().0, &id.0).opt().await?;
    get(tx, id).await
}

/// Lists the keys that the caller may see, of one person where asked.
///
/// # Errors
/// `Forbidden` as in [`sight`].
pub async fn list(tx: &TenantTx, q: Option<&str>, user: Option<Uuid>, page: &Page) -> Result<Paged<ApiKey>> {
    let sees_all = sight(tx)?;
    page.fetch(
        tx,
        "k.id, k.user_id, k.name, k.hint, k.scopes, k.expires_at, k.last_used_at, k.replaces, k.replaced_at, k.version, \
         k.created_at, k.updated_at",
        "from accounts.api_keys k where k.organization_id = $1 and k.revoked_at is null \
         and ($2::boolean or k.user_id = $3::uuid) \
         and ($4::text is null or strpos(lower(k.name), lower($4)) > 0) \
         and ($5::uuid is null or k.user_id = $5)",
        "k.id",
        &[&tx.organization().0, &sees_all, &tx.user()?.0, &q, &user],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<ApiKey, tokio_postgres::Error> {
    Ok(ApiKey {
        id: ApiKeyId(row.try_get("id")?),
        user: UserId(row.try_get("user_id")?),
        name: row.try_get("name")?,
        hint: row.try_get("hint")?,
        scopes: row.try_get("scopes")?,
        expires_at: row.try_get("expires_at")?,
        last_used_at: row.try_get("last_used_at")?,
        replaces: row.try_get::<_, Option<Uuid>>("replaces")?.map(ApiKeyId),
        replaced_at: row.try_get("replaced_at")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
    })
}

/// What is wrong with a key to be: scopes that do not exist, that the caller does not hold, or that stand there twice;
/// an end that has passed.
///
/// # Errors
/// `Invalid`, field by field.
pub fn check(tx: &TenantTx, new: &NewApiKey) -> Result<()> {
    let mut wrong = Vec::new();
    for (index, scope) in new.scopes.iter().enumerate() {
        let found = Permission::ALL.iter().copied().find(|permission| permission.name() == scope);
        let (code, message) = match found {
            None => ("unknown_permission", "there is no such permission"),
            Some(permission) if !tx.may(permission) => ("not_held", "one can only give what one holds"),
            Some(_) if new.scopes[..index].contains(scope) => ("duplicate", "stands here already"),
            Some(_) => continue,
        };
        wrong.push(FieldError { pointer: format!("/scopes/{index}"), code, message: message.to_owned() });
    }
    if new.expires_at.is_some_and(|at| at <= tx.now()) {
        let message = "has passed already".to_owned();
        wrong.push(FieldError { pointer: "/expires_at".to_owned(), code: "in_the_past", message });
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

/// Creates a key for the caller. Its text comes back, this once.
///
/// # Errors
/// As [`check`]; `Conflict` where the caller has [`MOST`] keys already.
pub async fn insert(tx: &TenantTx, new: &NewApiKey) -> Result<(ApiKey, String)> {
    check(tx, new)?;
    insert_replacing(tx, new, None).await
}

async fn insert_replacing(
    tx: &TenantTx,
    new: &NewApiKey,
    replaces: Option<ApiKeyId>,
) -> Result<(ApiKey, String)> {
    let (organization, user) = (tx.organization(), tx.user()?);
    let live = api_keys::count_live().bind(tx.client(), &organization.0, &user.0, &tx.now()).one().await?;
    if live >= MOST {
        let detail = format!("a person has at most {MOST} keys that work: revoke one first");
        return Err(Error::conflict("too_many_api_keys", detail));
    }
    let (id, text) = (ApiKeyId(tx.id()), Text::new(tx.context(), organization, user));
    api_keys::insert()
        .bind(
            tx.client(),
            &id.0,
            &organization.0,
            &user.0,
            &new.name,
            &text.hash().as_slice(),
            &text.hint(),
            &new.scopes,
            &new.expires_at,
            &replaces.map(|id| id.0),
            &tx.now(),
        )
        .await?;
    let entry = audit::Entry {
        action: "created",
        resource_type: "api_key",
        resource_id: Some(id.0),
        new_values: Some(json!({
            "name": new.name, "scopes": new.scopes, "expires_at": new.expires_at, "replaces": replaces,
        })),
        ..Default::default()
    };
    audit::record(tx, entry).await?;
    Ok((get(tx, id).await?, text.0))
}

/// Replaces a key of the caller's by a new one with the same name, of the scopes those that the caller still holds, and
/// as long a life. The old one works until `overlap` is over.
///
/// # Errors
/// `Refused` where the key is another's; `Conflict` where it was rotated already, has expired, or has no scope left.
pub async fn rotate(tx: &TenantTx, key: &ApiKey, overlap: SignedDuration) -> Result<(ApiKey, String)> {
    if key.user != tx.user()? {
        return Err(Error::Refused {
            status: 403,
            code: "not_the_owner",
            detail: "a new key acts for its owner, who alone may ask for it; revoke the key instead"
                .to_owned(),
        });
    }
    if key.replaced_at.is_some() {
        return Err(Error::conflict("already_rotated", "this key has been replaced: rotate its successor"));
    }
    if key.is_expired(tx.now()) {
        return Err(Error::conflict("api_key_expired", "this key has expired: create another"));
    }
    let held = |scope: &String| {
        Permission::ALL.iter().any(|permission| permission.name() == scope && tx.may(*permission))
    };
    let scopes: Vec<String> = key.scopes.iter().filter(|scope| held(scope)).cloned().collect();
    if scopes.is_empty() {
        return Err(Error::conflict("no_scope_left", "you hold none of this key's permissions any more"));
    }
    let lifetime = key.expires_at.map(|at| at.duration_since(key.created_at));
    let new = NewApiKey {
        name: key.name.clone(),
        scopes,
        expires_at: lifetime.map(|lifetime| tx.now() + lifetime),
    };
    let made = insert_replacing(tx, &new, Some(key.id)).await?;
    let until = tx.now() + overlap;
    api_keys::retire().bind(tx.client(), &until, &tx.now(), &tx.organization().0, &key.id.0).await?;
    log(tx, "rotated", key, Some(json!({ "replaced_by": made.0.id, "expires_at": until }))).await?;
    Ok(made)
}

/// Revokes a key: it is refused from the next request on.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn revoke(tx: &TenantTx, key: &ApiKey, if_version: Option<i64>) -> Result<()> {
    let revoked =
        api_keys::revoke().bind(tx.client(), &tx.now(), &tx.organization().0, &key.id.0, &if_version).await?;
    if revoked == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "revoked", key, None).await
}

async fn log(tx: &TenantTx, action: &str, key: &ApiKey, new_values: Option<serde_json::Value>) -> Result<()> {
    let entry = audit::Entry {
        action,
        resource_type: "api_key",
        resource_id: Some(key.id.0),
        old_values: Some(json!({ "name": key.name, "scopes": key.scopes, "expires_at": key.expires_at })),
        new_values,
    };
    audit::record(tx, entry).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> String {
        let [organization, user] = [1, 2].map(Uuid::from_u128);
        Text::new(&Context::system(), OrganizationId(organization), UserId(user)).0
    }

    #[test]
    fn a_key_says_where_it_belongs_and_never_the_same_twice() {
        let text = text();
        assert_eq!(text.len(), PREFIX.len() + 80);
        let (organization, user, _) = parse(&text).unwrap();
        assert_eq!((organization.0, user.0), (Uuid::from_u128(1), Uuid::from_u128(2)));
        assert_ne!(text, self::text());
    }

    #[test]
    fn a_slip_of_the_pen_is_noticed_without_asking_anybody() {
        let text = text();
        for place in 0..text.len() {
            for other in ["A", "B", "_", ""] {
                let slip = format!("{}{other}{}", &text[..place], &text[place + 1..]);
                assert!(slip == text || parse(&slip).is_none(), "{slip}");
            }
        }
        for other in ["", "pz_", "pz_x", &text.to_uppercase(), &format!("{text}A"), &format!("{text}=")] {
            assert!(parse(other).is_none(), "{other}");
        }
    }
}
