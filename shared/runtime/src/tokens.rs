//! Access tokens: JWTs signed with Ed25519, good for a quarter of an hour. `auth` signs; everybody verifies with the
//! public keys that `auth` publishes in DynamoDB.

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use domain::{
    Context, Error, Result,
    accounts::{
        api_keys,
        caller::{Caller, Credential, Origin},
        signing_keys::TOKEN_LIFETIME,
    },
    ids::{OrganizationId, SessionId, UserId},
};
use futures_util::future::BoxFuture;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{aws::state_table::StateTable, http::Authenticate};

const ISSUER: &str = "plugzero";
const AUDIENCE: &str = "plugzero-api";
/// Unknown keys make us look again, but made-up ones must not become a call each: so many looks in so many seconds.
const LOOKS: u32 = 10;
const LOOKS_WINDOW: i64 = 10;

/// What a token says.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    org: Uuid,
    sid: Uuid,
    iat: i64,
    exp: i64,
}

/// Signs a token for a session. `pkcs8` is the unwrapped private key.
///
/// # Errors
/// `Internal` where the key cannot be read.
pub fn sign(
    context: &Context,
    kid: &str,
    pkcs8: &[u8],
    user: UserId,
    organization: OrganizationId,
    session: SessionId,
) -> Result<String> {
    let now = context.now().as_second();
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: user.0,
        org: organization.0,
        sid: session.0,
        iat: now,
        exp: now + TOKEN_LIFETIME.as_secs(),
    };
    let header = Header { kid: Some(kid.to_owned()), ..Header::new(Algorithm::EdDSA) };
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ed_der(pkcs8)).map_err(Error::internal)
}

/// A public key as others read it (RFC 8037).
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Jwk {
    /// `OKP`.
    kty: &'static str,
    /// `Ed25519`.
    crv: &'static str,
    /// `sig`.
    #[serde(rename = "use")]
    usage: &'static str,
    /// `EdDSA`.
    alg: &'static str,
    /// As it stands in the header of tokens.
    kid: String,
    /// The key, in base64url.
    x: String,
}

impl Jwk {
    /// From an Ed25519 public key.
    pub fn new(kid: &str, public_key: &[u8]) -> Self {
        let x = BASE64.encode(public_key);
        Self { kty: "OKP", crv: "Ed25519", usage: "sig", alg: "EdDSA", kid: kid.to_owned(), x }
    }
}

/// A set of public keys (RFC 7517).
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Jwks {
    /// The keys.
    pub keys: Vec<Jwk>,
}

/// Verifies tokens with the published keys. Where asked, it reads API keys too.
#[derive(Clone)]
pub struct Verifier {
    table: StateTable,
    context: Context,
    keys: Arc<RwLock<HashMap<String, DecodingKey>>>,
    takes_api_keys: bool,
    looks: Arc<Mutex<Looks>>,
}

/// How often we looked lately.
#[derive(Default)]
struct Looks {
    since: i64,
    count: u32,
}

impl Verifier {
    /// With the table that holds the keys.
    pub fn new(table: StateTable, context: &Context) -> Self {
        let (keys, looks) = Default::default();
        Self { table, context: context.clone(), keys, takes_api_keys: false, looks }
    }

    /// The same, for programs with API keys too. Such a key is proven by the transaction that begins with it.
    pub fn or_api_keys(self) -> Self {
        Self { takes_api_keys: true, ..self }
    }

    /// Reads the published keys ahead of the first request.
    pub async fn warm(&self) {
        let _ = tokio::time::timeout(std::time::Duration::from_millis(300), self.load()).await;
    }

    async fn load(&self) -> Result<()> {
        let mut looks = self.looks.lock().await;
        let now = self.context.now().as_second();
        if now - looks.since >= LOOKS_WINDOW {
            *looks = Looks { since: now, count: 0 };
        }
        if looks.count >= LOOKS {
            return Ok(());
        }
        looks.count += 1;
        let keys = self.table.signing_keys(now).await?;
        let keys =
            keys.into_iter().map(|(id, public_key)| (id, DecodingKey::from_ed_der(&public_key))).collect();
        *self.keys.write().unwrap_or_else(std::sync::PoisonError::into_inner) = keys;
        Ok(())
    }

    fn key(&self, kid: &str) -> Option<DecodingKey> {
        self.keys.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(kid).cloned()
    }

    fn read_api_key(&self, token: &str, origin: Origin) -> Result<Caller> {
        if !self.takes_api_keys {
            return Err(Error::Unauthenticated("api_key_not_accepted"));
        }
        let (organization, user, key) =
            api_keys::parse(token).ok_or(Error::Unauthenticated("invalid_api_key"))?;
        let credential = Credential::ApiKey(key);
        Ok(Caller { user, organization, credential, origin, idempotency: None, dry_run: false })
    }

    async fn verify(&self, token: &str, origin: Origin) -> Result<Caller> {
        const INVALID: Error = Error::Unauthenticated("invalid_access_token");
        if token.starts_with(api_keys::PREFIX) {
            return self.read_api_key(token, origin);
        }
        let header = jsonwebtoken::decode_header(token).map_err(|_| INVALID)?;
        let kid = header.kid.ok_or(INVALID)?;
        let key = match self.key(&kid) {
            Some(key) => key,
            None => {
                self.load().await?;
                self.key(&kid).ok_or(INVALID)?
            }
        };
        // One algorithm, pinned; what else the header says counts for nothing.
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[ISSUER]);
        validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
        // Expiry is checked below against the context's clock.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token, &key, &validation).map_err(|_| INVALID)?.claims;
        if claims.exp <= self.context.now().as_second() {
            return Err(Error::Unauthenticated("access_token_expired"));
        }
        Ok(Caller {
            user: UserId(claims.sub),
            organization: OrganizationId(claims.org),
            credential: Credential::Session(SessionId(claims.sid)),
            origin,
            idempotency: None,
            dry_run: false,
        })
    }
}

impl Authenticate for Verifier {
    fn authenticate<'a>(&'a self, token: &'a str, origin: Origin) -> BoxFuture<'a, Result<Caller>> {
        Box::pin(self.verify(token, origin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8037, appendix A.
    #[test]
    fn the_signature_of_the_rfc_holds() {
        let seed = BASE64.decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
        let public_key = BASE64.decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").unwrap();
        let pkcs8 =
            [b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20".as_slice(), &seed].concat();
        let message = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        let signature =
            jsonwebtoken::crypto::sign(message, &EncodingKey::from_ed_der(&pkcs8), Algorithm::EdDSA).unwrap();
        assert_eq!(
            signature,
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        );
        let key = DecodingKey::from_ed_der(&public_key);
        assert!(jsonwebtoken::crypto::verify(&signature, message, &key, Algorithm::EdDSA).unwrap());
        assert!(!jsonwebtoken::crypto::verify(&signature, b"another", &key, Algorithm::EdDSA).unwrap());
    }
}
