//! Keeps the buckets' objects over a restart of the stand-in, which holds them in memory.
//!
//! Each object is two files named by the hash of bucket and key: the bytes, and what describes them. The newest
//! version of an object is kept, with the ETag it had.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use aws_sdk_s3::primitives::{ByteStream, Length};
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::output::Output;
use crate::stand_in::Aws;
use crate::stop::Stop;

/// How often the buckets are looked at.
const INTERVAL: Duration = Duration::from_secs(2);

/// The mirror of some buckets in a folder.
pub struct Mirror {
    folder: PathBuf,
    buckets: Vec<String>,
    aws: Aws,
    /// What the folder holds: version by name of the files.
    kept: HashMap<String, Version>,
}

/// Tells one content of an object from the next.
type Version = (String, i64);

#[derive(Serialize, Deserialize)]
struct Description {
    bucket: String,
    key: String,
    etag: String,
    content_type: Option<String>,
    metadata: BTreeMap<String, String>,
    /// Size of the first part, in bytes, of an object that was uploaded in parts.
    part_size: Option<u64>,
}

impl Mirror {
    /// Opens the mirror of these buckets.
    pub fn open(folder: &Path, buckets: Vec<String>, aws: &Aws) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned(), buckets, aws: aws.clone(), kept: HashMap::new() })
    }

    /// Puts all kept objects back and says how many there were.
    pub async fn restore(&mut self, output: Output) -> Result<usize> {
        let mut count = 0;
        for entry in std::fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let description: Description = serde_json::from_slice(&std::fs::read(&path)?)
                .with_context(|| format!("{} is damaged", path.display()))?;
            if !self.buckets.contains(&description.bucket) {
                continue;
            }
            let restored = self.put_back(&description, &path.with_extension("bytes")).await;
            let etag = restored.with_context(|| format!("cannot put {} back", description.key))?;
            if etag.as_deref() != Some(&description.etag) {
                output.line("local", &format!("{} came back with another ETag", description.key));
            }
            count += 1;
        }
        Ok(count)
    }

    /// Follows the buckets until the stack stops, and a last time then.
    pub async fn follow(&mut self, output: Output, stop: &Stop) {
        loop {
            let is_last = stop.is_requested();
            if let Err(error) = self.sync().await {
                output.line("local", &format!("cannot keep the buckets' objects: {error:#}"));
            }
            if is_last {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(INTERVAL) => {}
                () = stop.requested() => {}
            }
        }
    }

    async fn sync(&mut self) -> Result<()> {
        let mut gone = std::mem::take(&mut self.kept);
        for bucket in self.buckets.clone() {
            let mut pages = self.aws.s3.list_objects_v2().bucket(&bucket).into_paginator().send();
            while let Some(page) = pages.next().await {
                for object in page?.contents() {
                    let key = object.key().context("an object without a key")?;
                    let etag = object.e_tag().context("an object without an ETag")?;
                    let version =
                        (etag.to_owned(), object.last_modified().map_or(0, |time| time.as_nanos() as i64));
                    let name = file_name(&bucket, key);
                    if gone.remove(&name).as_ref() != Some(&version) {
                        self.fetch(&bucket, key, &name).await.with_context(|| format!("object {key}"))?;
                    }
                    self.kept.insert(name, version);
                }
            }
        }
        for name in gone.keys() {
            for extension in ["json", "bytes"] {
                let _ = std::fs::remove_file(self.folder.join(name).with_extension(extension));
            }
        }
        Ok(())
    }

    async fn fetch(&self, bucket: &str, key: &str, name: &str) -> Result<()> {
        let object = self.aws.s3.get_object().bucket(bucket).key(key).send().await;
        let object = match object {
            Ok(object) => object,
            // Deleted since it was listed.
            Err(error) if error.as_service_error().is_some_and(|error| error.is_no_such_key()) => {
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        let etag = object.e_tag.clone().unwrap_or_default();
        let description = Description {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
            part_size: self.part_size(bucket, key, &etag).await?,
            etag,
            content_type: object.content_type.clone(),
            metadata: object.metadata.clone().unwrap_or_default().into_iter().collect(),
        };
        let path = self.folder.join(name);
        let temporary = path.with_extension("new");
        let mut file = tokio::fs::File::create(&temporary).await?;
        tokio::io::copy(&mut object.body.into_async_read(), &mut file).await?;
        file.sync_all().await?;
        std::fs::rename(&temporary, path.with_extension("bytes"))?;
        std::fs::write(&temporary, serde_json::to_vec_pretty(&description)?)?;
        std::fs::rename(&temporary, path.with_extension("json"))?;
        Ok(())
    }

    async fn part_size(&self, bucket: &str, key: &str, etag: &str) -> Result<Option<u64>> {
        if !etag.contains('-') {
            return Ok(None);
        }
        let part = self.aws.s3.head_object().bucket(bucket).key(key).part_number(1).send().await?;
        Ok(part.content_length().map(u64::try_from).transpose()?)
    }

    async fn put_back(&self, description: &Description, bytes: &Path) -> Result<Option<String>> {
        let Description { bucket, key, content_type, metadata, .. } = description;
        let metadata = (!metadata.is_empty()).then(|| metadata.clone().into_iter().collect());
        let Some(part_size) = description.part_size else {
            let put =
                self.aws.s3.put_object().bucket(bucket).key(key).body(ByteStream::from_path(bytes).await?);
            // A bucket that locks its objects wants to know their MD5: what is sent at once has it as its ETag.
            let md5 = u128::from_str_radix(description.etag.trim_matches('"'), 16)
                .with_context(|| format!("{} is no MD5", description.etag))?;
            let put = put.content_md5(BASE64_STANDARD.encode(md5.to_be_bytes()));
            let put = put.set_content_type(content_type.clone()).set_metadata(metadata).send().await?;
            return Ok(put.e_tag);
        };
        // Uploaded in parts of the same size again, it gets the same ETag.
        let upload = self.aws.s3.create_multipart_upload().bucket(bucket).key(key);
        let upload = upload.set_content_type(content_type.clone()).set_metadata(metadata).send().await?;
        let id = upload.upload_id().context("an upload without an id")?;
        let size = std::fs::metadata(bytes)?.len();
        let mut parts = CompletedMultipartUpload::builder();
        for (number, start) in (1..).zip((0..size).step_by(usize::try_from(part_size)?)) {
            let length = part_size.min(size - start);
            let body = ByteStream::read_from()
                .path(bytes)
                .offset(start)
                .length(Length::Exact(length))
                .build()
                .await?;
            let part = self.aws.s3.upload_part().bucket(bucket).key(key).upload_id(id).part_number(number);
            let sent = part.body(body).send().await?;
            parts = parts.parts(CompletedPart::builder().part_number(number).set_e_tag(sent.e_tag).build());
        }
        let complete = self.aws.s3.complete_multipart_upload().bucket(bucket).key(key).upload_id(id);
        Ok(complete.multipart_upload(parts.build()).send().await?.e_tag)
    }
}

fn file_name(bucket: &str, key: &str) -> String {
    Sha256::digest(format!("{bucket}/{key}")).iter().map(|byte| format!("{byte:02x}")).collect()
}
