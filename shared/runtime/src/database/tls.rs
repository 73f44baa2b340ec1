//! TLS to RDS, and sign-in with IAM tokens.
//!
//! `rds-ca.pem` holds Amazon's roots: those of RDS itself, and the public ones that RDS Proxy's certificates chain
//! to. Both are trusted; the host name is always verified.

use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    time::{Duration, SystemTime},
};

use aws_config::BehaviorVersion;
use aws_credential_types::provider::{ProvideCredentials as _, SharedCredentialsProvider};
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign},
    sign::v4,
};
use deadpool_postgres::{Connect, Manager};
use domain::Context;
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use tokio::{sync::OnceCell, task::JoinHandle};
use tokio_postgres::{Client, Config, config::SslMode, tls::MakeTlsConnect};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{Database, WAIT, recycling};
use crate::config::InitError;

const ROOTS: &[u8] = include_bytes!("rds-ca.pem");
/// A token is used at once; AWS accepts it for 15 minutes at the most.
const TOKEN_LIFETIME: Duration = Duration::from_secs(900);

pub(super) fn database(
    mut target: Config,
    size: usize,
    iam: bool,
    context: &Context,
) -> Result<Database, InitError> {
    target.ssl_mode(SslMode::Require).connect_timeout(WAIT).application_name("plugzero");
    let tls = MakeRustlsConnect::new(client_config()?);
    let manager = if iam {
        Manager::from_connect(target, Iam { tls, account: Arc::default() }, recycling())
    } else {
        Manager::from_config(target, tls, recycling())
    };
    Ok(Database::with_manager(manager, size, context))
}

fn client_config() -> Result<ClientConfig, InitError> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(ROOTS) {
        certificate
            .map_err(|error| error.to_string())
            .and_then(|certificate| roots.add(certificate).map_err(|error| error.to_string()))
            .map_err(|error| {
                InitError::new(format!("rds-ca.pem holds a certificate that cannot be read: {error}"))
            })?;
    }
    Ok(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth())
}

/// Connects with a token that is signed locally from the function's own credentials.
struct Iam {
    tls: MakeRustlsConnect,
    account: Arc<OnceCell<Account>>,
}

struct Account {
    region: String,
    credentials: SharedCredentialsProvider,
}

type Connected = Result<(Client, JoinHandle<()>), tokio_postgres::Error>;

impl Connect for Iam {
    fn connect(&self, target: &Config) -> Pin<Box<dyn Future<Output = Connected> + Send + '_>> {
        let mut target = target.clone();
        Box::pin(async move {
            match self.token(&target).await {
                Ok(token) => target.password(token),
                // Connecting without a password fails with PostgreSQL's own words; the cause is in the log.
                Err(error) => {
                    tracing::error!(error, "no IAM token for the database");
                    &mut target
                }
            };
            let (client, connection) = target.connect(self.tls.clone()).await?;
            let task = tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::warn!(%error, "the database connection ended");
                }
            });
            Ok((client, task))
        })
    }
}

impl Iam {
    async fn token(&self, target: &Config) -> Result<String, String> {
        let account = self
            .account
            .get_or_try_init(|| async {
                let config = aws_config::load_defaults(BehaviorVersion::latest()).await;
                Ok::<_, String>(Account {
                    region: config.region().ok_or("no AWS region is configured")?.to_string(),
                    credentials: config.credentials_provider().ok_or("no AWS credentials are configured")?,
                })
            })
            .await?;
        let credentials = account.credentials.provide_credentials().await.map_err(|e| e.to_string())?;
        let host = target
            .get_hosts()
            .iter()
            .find_map(|host| match host {
                tokio_postgres::config::Host::Tcp(name) => Some(name.as_str()),
                tokio_postgres::config::Host::Unix(_) => None,
            })
            .ok_or("IAM sign-in needs a host name")?;
        let port = target.get_ports().first().copied().unwrap_or(5432);
        sign_token(host, port, target.get_user().unwrap_or_default(), &account.region, &credentials)
    }
}

/// The token: a presigned `connect` request without its scheme.
fn sign_token(
    host: &str,
    port: u16,
    user: &str,
    region: &str,
    credentials: &aws_credential_types::Credentials,
) -> Result<String, String> {
    let mut settings = SigningSettings::default();
    settings.signature_location = SignatureLocation::QueryParams;
    settings.expires_in = Some(TOKEN_LIFETIME);
    let identity = credentials.clone().into();
    #[expect(clippy::disallowed_methods, reason = "a signature is made of the real time")]
    let now = SystemTime::now();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name("rds-db")
        .time(now)
        .settings(settings)
        .build()
        .map_err(|error| error.to_string())?
        .into();
    let url = format!("https://{host}:{port}/?Action=connect&DBUser={user}");
    let request = SignableRequest::new("GET", url.as_str(), std::iter::empty(), SignableBody::Bytes(&[]))
        .map_err(|error| error.to_string())?;
    let (instructions, _) = sign(request, &params).map_err(|error| error.to_string())?.into_parts();
    let mut request = http::Request::builder().uri(&url).body(()).map_err(|error| error.to_string())?;
    instructions.apply_to_request_http1x(&mut request);
    Ok(request.uri().to_string().trim_start_matches("https://").to_owned())
}

// `Manager::from_config` asks this of its TLS connector; stated here so that a change shows at this line.
const _: fn() = || {
    fn is_connector<T: MakeTlsConnect<tokio_postgres::Socket> + Clone + Sync + Send + 'static>() {}
    is_connector::<MakeRustlsConnect>();
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amazons_roots_can_be_read() {
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        client_config().unwrap();
    }

    #[test]
    fn a_token_names_host_action_and_user() {
        let credentials =
            aws_credential_types::Credentials::new("AKID", "secret", Some("token".into()), None, "test");
        let token = sign_token("db.example.org", 5432, "plugzero_app", "eu-central-1", &credentials).unwrap();
        assert!(
            token.starts_with("db.example.org:5432/?Action=connect&DBUser=plugzero_app&X-Amz-Algorithm="),
            "{token}"
        );
        assert!(token.contains("X-Amz-Security-Token=token"));
        assert!(token.contains("rds-db%2Faws4_request"));
    }
}
