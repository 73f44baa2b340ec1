//! Adapters to the AWS services, one per feature. Each client is built from one shared configuration, so that
//! `AWS_ENDPOINT_URL` points them all at the stand-in without a line of code.

use std::time::Duration;

use aws_config::{BehaviorVersion, SdkConfig, timeout::TimeoutConfig};
use domain::Error;
use tokio::sync::OnceCell;

#[cfg(feature = "anchors")]
pub mod anchors;
#[cfg(feature = "kms")]
pub mod envelope;
#[cfg(feature = "kms")]
pub mod key_wrapping;
#[cfg(feature = "ses")]
pub mod mail;
#[cfg(feature = "s3")]
pub mod objects;
#[cfg(feature = "sqs")]
pub mod queues;
#[cfg(feature = "sealing")]
pub mod sealing;
#[cfg(feature = "dynamodb")]
pub mod state_table;
#[cfg(feature = "twins")]
pub mod twins;

/// The configuration that every client of the process shares.
pub async fn config() -> &'static SdkConfig {
    static CONFIG: OnceCell<SdkConfig> = OnceCell::const_new();
    // Without limits a call that is never answered would hold the function until Lambda ends it.
    let limits = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(3))
        .read_timeout(Duration::from_secs(10))
        .operation_attempt_timeout(Duration::from_secs(20))
        .build();
    CONFIG
        .get_or_init(|| async {
            aws_config::defaults(BehaviorVersion::latest()).timeout_config(limits).load().await
        })
        .await
}

/// An SDK error as the platform's: the caller may try again.
fn unavailable<E, R>(error: aws_smithy_runtime_api::client::result::SdkError<E, R>) -> Error
where
    E: std::error::Error + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    Error::unavailable(error)
}
