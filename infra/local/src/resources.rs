//! Creates in the stand-in what the template declares.

use anyhow::{Context as _, Result};
use aws_sdk_dynamodb::types as dynamodb;
use aws_sdk_s3::types as s3;
use aws_sdk_sqs::types::QueueAttributeName;

use crate::config::{MAIL_FROM, REGION};
use crate::stand_in::Aws;
use crate::template::{Bucket, Declared, Queue, Table};

/// Creates everything but the buckets' notifications.
pub async fn create(aws: &Aws, declared: &Declared) -> Result<()> {
    for table in &declared.tables {
        create_table(aws, table).await.with_context(|| format!("cannot create table {}", table.name))?;
    }
    // A queue names its dead-letter queue by ARN, which must exist.
    let (sources, plain): (Vec<_>, Vec<_>) =
        declared.queues.iter().partition(|queue| queue.dead_letters.is_some());
    for queue in plain.into_iter().chain(sources) {
        create_queue(aws, queue).await.with_context(|| format!("cannot create queue {}", queue.name))?;
    }
    for key in &declared.keys {
        for alias in &key.aliases {
            aws.kms.create_alias().alias_name(alias).target_key_id(&key.id).send().await?;
        }
    }
    aws.ses.create_email_identity().email_identity(MAIL_FROM).send().await?;
    for bucket in &declared.buckets {
        create_bucket(aws, bucket).await.with_context(|| format!("cannot create bucket {}", bucket.name))?;
    }
    Ok(())
}

/// Lets the buckets tell their queues about new objects. Apart from [`create`], so that objects can be put back
/// before anyone listens.
pub async fn notify(aws: &Aws, buckets: &[Bucket]) -> Result<()> {
    for bucket in buckets.iter().filter(|bucket| !bucket.notifications.is_empty()) {
        let mut configuration = s3::NotificationConfiguration::builder();
        for notification in &bucket.notifications {
            let rules = notification.filters.iter().map(|(name, value)| {
                s3::FilterRule::builder().name(name.to_lowercase().as_str().into()).value(value).build()
            });
            let filter = s3::S3KeyFilter::builder().set_filter_rules(Some(rules.collect())).build();
            configuration = configuration.queue_configurations(
                s3::QueueConfiguration::builder()
                    .queue_arn(&notification.queue_arn)
                    .events(notification.event.as_str().into())
                    .filter(s3::NotificationConfigurationFilter::builder().key(filter).build())
                    .build()?,
            );
        }
        aws.s3
            .put_bucket_notification_configuration()
            .bucket(&bucket.name)
            .notification_configuration(configuration.build())
            .send()
            .await
            .with_context(|| format!("cannot set notifications of bucket {}", bucket.name))?;
    }
    Ok(())
}

async fn create_table(aws: &Aws, table: &Table) -> Result<()> {
    let mut request = aws.dynamodb.create_table().table_name(&table.name);
    for (name, kind, role) in &table.keys {
        request = request
            .attribute_definitions(
                dynamodb::AttributeDefinition::builder()
                    .attribute_name(name)
                    .attribute_type(kind.as_str().into())
                    .build()?,
            )
            .key_schema(
                dynamodb::KeySchemaElement::builder()
                    .attribute_name(name)
                    .key_type(role.as_str().into())
                    .build()?,
            );
    }
    request.billing_mode(dynamodb::BillingMode::PayPerRequest).send().await?;
    if let Some(attribute) = &table.expires_at {
        let ttl =
            dynamodb::TimeToLiveSpecification::builder().attribute_name(attribute).enabled(true).build()?;
        aws.dynamodb
            .update_time_to_live()
            .table_name(&table.name)
            .time_to_live_specification(ttl)
            .send()
            .await?;
    }
    Ok(())
}

async fn create_queue(aws: &Aws, queue: &Queue) -> Result<()> {
    let attributes = queue
        .attributes
        .iter()
        .map(|(name, value)| (QueueAttributeName::from(name.as_str()), value.clone()))
        .collect();
    aws.sqs.create_queue().queue_name(&queue.name).set_attributes(Some(attributes)).send().await?;
    Ok(())
}

async fn create_bucket(aws: &Aws, bucket: &Bucket) -> Result<()> {
    let location = s3::CreateBucketConfiguration::builder().location_constraint(REGION.into()).build();
    aws.s3
        .create_bucket()
        .bucket(&bucket.name)
        .create_bucket_configuration(location)
        .set_object_lock_enabled_for_bucket(bucket.lock.as_ref().map(|_| true))
        .send()
        .await?;
    if bucket.versioned {
        let enabled =
            s3::VersioningConfiguration::builder().status(s3::BucketVersioningStatus::Enabled).build();
        aws.s3.put_bucket_versioning().bucket(&bucket.name).versioning_configuration(enabled).send().await?;
    }
    if let Some((mode, days)) = &bucket.lock {
        let retention = s3::DefaultRetention::builder().mode(mode.as_str().into()).days(*days).build();
        let rule = s3::ObjectLockRule::builder().default_retention(retention).build();
        let configuration = s3::ObjectLockConfiguration::builder()
            .object_lock_enabled(s3::ObjectLockEnabled::Enabled)
            .rule(rule)
            .build();
        aws.s3
            .put_object_lock_configuration()
            .bucket(&bucket.name)
            .object_lock_configuration(configuration)
            .send()
            .await?;
    }
    if !bucket.cors.is_empty() {
        let rules = bucket.cors.iter().map(|rule| {
            s3::CorsRule::builder()
                .set_allowed_origins(Some(rule.allowed_origins.clone()))
                .set_allowed_methods(Some(rule.allowed_methods.clone()))
                .set_allowed_headers(Some(rule.allowed_headers.clone()))
                .set_expose_headers(Some(rule.exposed_headers.clone()))
                .build()
        });
        let rules = rules.collect::<Result<Vec<_>, _>>()?;
        let configuration = s3::CorsConfiguration::builder().set_cors_rules(Some(rules)).build()?;
        aws.s3.put_bucket_cors().bucket(&bucket.name).cors_configuration(configuration).send().await?;
    }
    Ok(())
}
