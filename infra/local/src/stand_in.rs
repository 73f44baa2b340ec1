//! The AWS stand-in: one moto server for S3, SQS, DynamoDB, KMS and SES.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_s3::config::RequestChecksumCalculation;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rustix::process::Signal;
use serde::{Deserialize, Serialize};
use tokio::net::TcpStream;
use tokio::process::Command;

use crate::config::{Config, REGION};
use crate::process::{Process, Processes, Show};
use crate::template::SigningKey;

/// The stand-in and clients for its services.
pub struct StandIn {
    process: Process,
    /// Clients.
    pub aws: Aws,
}

/// Clients for the services that the template uses.
#[derive(Clone)]
pub struct Aws {
    /// DynamoDB.
    pub dynamodb: aws_sdk_dynamodb::Client,
    /// KMS.
    pub kms: aws_sdk_kms::Client,
    /// S3, path style.
    pub s3: aws_sdk_s3::Client,
    /// SES.
    pub ses: aws_sdk_sesv2::Client,
    /// SQS.
    pub sqs: aws_sdk_sqs::Client,
}

/// What a key needs to open tomorrow what it seals today.
#[derive(Serialize, Deserialize)]
struct StoredKey {
    id: String,
    /// 32 bytes in base64.
    material: String,
}

impl StandIn {
    /// Address of the stand-in on this port.
    pub fn url(port: u16) -> String {
        format!("http://127.0.0.1:{port}")
    }

    /// Starts the server with the template's keys, whose material is kept in `folder`.
    pub async fn start(
        config: &Config,
        processes: &Processes,
        folder: &Path,
        keys: &[SigningKey],
    ) -> Result<Self> {
        let stored = folder.join("kms-keys.json");
        keep_keys(&stored, keys)?;
        let port = config.ports.stand_in;
        let mut command = Command::new(config.python()?);
        command
            .arg(config.root.join("infra/local/aws_stand_in.py"))
            .arg(port.to_string())
            .arg(stored)
            .env("AWS_DEFAULT_REGION", REGION)
            .env("PYTHONUNBUFFERED", "1")
            .env("STAND_IN_LOG", if config.is_verbose() { "INFO" } else { "ERROR" });
        let mut process = processes.spawn("aws", &mut command, Signal::TERM, Show::All)?;
        let deadline = Instant::now() + Duration::from_secs(60);
        tokio::select! {
            () = async { while TcpStream::connect(("127.0.0.1", port)).await.is_err() && Instant::now() < deadline {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }} => {}
            how = process.ended() => bail!("the AWS stand-in did not start ({how}); its last words are above"),
        }
        Ok(Self { process, aws: Aws::at(&Self::url(port)) })
    }

    /// Waits for its end, which nobody asked for.
    pub async fn ended(&mut self) -> String {
        self.process.ended().await
    }

    /// Stops the server; what it held is gone.
    pub async fn stop(self) -> Result<()> {
        self.process.stop().await
    }
}

impl Aws {
    /// Clients of the stand-in at this address.
    pub fn at(endpoint: &str) -> Self {
        let config = SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static(REGION))
            .endpoint_url(endpoint)
            .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
                "test", "test", None, None, "local",
            )))
            .build();
        let s3 = aws_sdk_s3::config::Builder::from(&config)
            .force_path_style(true)
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .build();
        Self {
            dynamodb: aws_sdk_dynamodb::Client::new(&config),
            kms: aws_sdk_kms::Client::new(&config),
            s3: aws_sdk_s3::Client::from_conf(s3),
            ses: aws_sdk_sesv2::Client::new(&config),
            sqs: aws_sdk_sqs::Client::new(&config),
        }
    }
}

/// Adds material for keys that have none yet; never replaces any.
fn keep_keys(path: &Path, keys: &[SigningKey]) -> Result<()> {
    let mut stored: Vec<StoredKey> = match std::fs::read(path) {
        Ok(bytes) => {
            serde_json::from_slice(&bytes).with_context(|| format!("{} is damaged", path.display()))?
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    for key in keys {
        if !stored.iter().any(|known| known.id == key.id) {
            let material = [*uuid::Uuid::new_v4().as_bytes(), *uuid::Uuid::new_v4().as_bytes()].concat();
            stored.push(StoredKey { id: key.id.clone(), material: BASE64_STANDARD.encode(material) });
        }
    }
    let temporary = path.with_extension("new");
    let _ = std::fs::remove_file(&temporary);
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary)?;
    file.write_all(&serde_json::to_vec_pretty(&stored)?)?;
    std::fs::rename(temporary, path)?;
    Ok(())
}
