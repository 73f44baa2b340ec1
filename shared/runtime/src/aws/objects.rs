//! Objects in S3.

use std::time::Duration;

pub use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::{
    Client,
    config::Builder,
    operation::get_object::builders::GetObjectFluentBuilder,
    presigning::PresigningConfig,
    types::{CompletedMultipartUpload, CompletedPart, MetadataDirective},
};
use bytes::Bytes;
use domain::{Error, Result};

use super::unavailable;
use crate::config::{self, InitError};

mod listing;
mod notification;
mod post_policy;
mod upload;

pub use listing::Stored;
pub use notification::{Created, created};
pub use post_policy::{PostForm, PostPolicy};
pub use upload::Upload;

/// A bucket.
#[derive(Clone)]
pub struct Objects {
    client: Client,
    bucket: String,
}

/// What is known of an object without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its size in bytes.
    pub size: u64,
    /// Its entity tag, quotes included.
    pub etag: String,
}

/// A stored part of an unfinished upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// From 1.
    pub number: i32,
    /// Its size in bytes.
    pub size: u64,
    /// Its entity tag.
    pub etag: String,
}

impl Objects {
    /// Reads the bucket's name from the variable.
    ///
    /// # Errors
    /// Names the variable.
    pub async fn from_env(variable: &str) -> std::result::Result<Self, InitError> {
        Ok(Self::named(&config::require(variable)?).await)
    }

    /// The bucket of that name.
    pub async fn named(bucket: &str) -> Self {
        let shared = super::config().await;
        // A stand-in has no wildcard host names.
        let path_style = config::optional("AWS_ENDPOINT_URL").is_some();
        let client = Client::from_conf(Builder::from(shared).force_path_style(path_style).build());
        Self { client, bucket: bucket.to_owned() }
    }

    /// Whether the bucket answers.
    pub async fn ping(&self) -> Result<()> {
        self.client.head_bucket().bucket(&self.bucket).send().await.map_err(unavailable)?;
        Ok(())
    }

    /// Size and tag of an object; nothing where it does not exist.
    pub async fn head(&self, key: &str) -> Result<Option<Head>> {
        match self.client.head_object().bucket(&self.bucket).key(key).send().await {
            Ok(output) => Ok(Some(Head {
                size: output.content_length().and_then(|n| u64::try_from(n).ok()).unwrap_or_default(),
                etag: output.e_tag().unwrap_or_default().to_owned(),
            })),
            Err(error) if error.as_service_error().is_some_and(|error| error.is_not_found()) => Ok(None),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Reads an object from an offset to its end, as a stream, if it still is the one with `etag`.
    ///
    /// # Errors
    /// `PreconditionFailed` where it has changed, `NotFound` where it is gone.
    pub async fn read(&self, key: &str, etag: Option<&str>, from: u64) -> Result<ByteStream> {
        let mut request = self.client.get_object().bucket(&self.bucket).key(key);
        if let Some(etag) = etag {
            request = request.if_match(etag);
        }
        if from > 0 {
            request = request.range(format!("bytes={from}-"));
        }
        Ok(request.send().await.map_err(missing_or_changed)?.body)
    }

    /// Reads a piece of an object.
    ///
    /// # Errors
    /// As [`Objects::read`].
    pub async fn read_range(&self, key: &str, from: u64, length: u64) -> Result<Bytes> {
        if length == 0 {
            return Ok(Bytes::new());
        }
        let range = format!("bytes={from}-{}", from + length - 1);
        let output = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(key)
            .range(range)
            .send()
            .await
            .map_err(missing_or_changed)?;
        Ok(output.body.collect().await.map_err(Error::unavailable)?.into_bytes())
    }

    /// Writes a small object.
    pub async fn write(&self, key: &str, content_type: &str, body: Vec<u8>) -> Result<()> {
        self.client
            .put_object()
            .bucket(&self.bucket)
            .key(key)
            .content_type(content_type)
            .body(body.into())
            .send()
            .await
            .map_err(unavailable)?;
        Ok(())
    }

    /// Copies an object inside the bucket, if it still is the one with `etag`, and says what its bytes are.
    ///
    /// # Errors
    /// `PreconditionFailed` where it has changed, `NotFound` where it is gone.
    pub async fn copy(&self, from: &str, etag: &str, to: &str, content_type: &str) -> Result<()> {
        self.client
            .copy_object()
            .bucket(&self.bucket)
            // Our keys are made of ids and plain words: nothing in them has to be encoded.
            .copy_source(format!("{}/{from}", self.bucket))
            .copy_source_if_match(etag)
            .key(to)
            .metadata_directive(MetadataDirective::Replace)
            .content_type(content_type)
            .send()
            .await
            .map_err(missing_or_changed)?;
        Ok(())
    }

    /// An address from which anybody can save the object until it expires, under the given file name.
    pub async fn download_url(&self, key: &str, file_name: &str, lifetime: Duration) -> Result<String> {
        self.sign_get(self.client.get_object().key(key), "attachment", file_name, lifetime).await
    }

    /// The same under the type that its bytes were found to be, whatever they were sent as; to be shown in place where
    /// `inline`.
    pub async fn media_url(
        &self,
        key: &str,
        content_type: &str,
        inline: bool,
        file_name: &str,
        lifetime: Duration,
    ) -> Result<String> {
        let request = self.client.get_object().key(key).response_content_type(content_type);
        self.sign_get(request, if inline { "inline" } else { "attachment" }, file_name, lifetime).await
    }

    async fn sign_get(
        &self,
        request: GetObjectFluentBuilder,
        disposition: &str,
        file_name: &str,
        lifetime: Duration,
    ) -> Result<String> {
        let presigning = PresigningConfig::expires_in(lifetime).map_err(Error::internal)?;
        let request = request
            .bucket(&self.bucket)
            .response_content_disposition(content_disposition(disposition, file_name))
            .presigned(presigning)
            .await
            .map_err(unavailable)?;
        Ok(request.uri().to_owned())
    }

    /// Begins an upload in parts.
    pub async fn start_multipart(&self, key: &str, content_type: &str) -> Result<String> {
        let output = self
            .client
            .create_multipart_upload()
            .bucket(&self.bucket)
            .key(key)
            .content_type(content_type)
            .send()
            .await
            .map_err(unavailable)?;
        output.upload_id.ok_or_else(|| Error::internal("S3 gave no upload id"))
    }

    /// An address to which anybody can put one part until it expires.
    pub async fn part_url(&self, key: &str, upload: &str, number: i32, lifetime: Duration) -> Result<String> {
        let presigning = PresigningConfig::expires_in(lifetime).map_err(Error::internal)?;
        let request = self
            .client
            .upload_part()
            .bucket(&self.bucket)
            .key(key)
            .upload_id(upload)
            .part_number(number)
            .presigned(presigning)
            .await
            .map_err(unavailable)?;
        Ok(request.uri().to_owned())
    }

    /// The parts that have arrived, in order; nothing where the upload is over.
    pub async fn parts(&self, key: &str, upload: &str) -> Result<Option<Vec<Part>>> {
        let mut parts = Vec::new();
        let mut marker = None;
        loop {
            let output = self
                .client
                .list_parts()
                .bucket(&self.bucket)
                .key(key)
                .upload_id(upload)
                .set_part_number_marker(marker)
                .send()
                .await;
            let output = match output {
                Ok(output) => output,
                Err(error) if code(&error) == Some("NoSuchUpload") => return Ok(None),
                Err(error) => return Err(unavailable(error)),
            };
            parts.extend(output.parts().iter().map(|part| Part {
                number: part.part_number().unwrap_or_default(),
                size: part.size().and_then(|n| u64::try_from(n).ok()).unwrap_or_default(),
                etag: part.e_tag().unwrap_or_default().to_owned(),
            }));
            if output.is_truncated() != Some(true) {
                return Ok(Some(parts));
            }
            marker = output.next_part_number_marker;
        }
    }

    /// Makes an object of its parts.
    pub async fn complete_multipart(&self, key: &str, upload: &str, parts: &[Part]) -> Result<()> {
        let parts = parts
            .iter()
            .map(|part| CompletedPart::builder().part_number(part.number).e_tag(&part.etag).build())
            .collect();
        let upload_parts = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
        self.client
            .complete_multipart_upload()
            .bucket(&self.bucket)
            .key(key)
            .upload_id(upload)
            .multipart_upload(upload_parts)
            .send()
            .await
            .map_err(unavailable)?;
        Ok(())
    }

    /// Gives an upload in parts up. One that is over is no error.
    pub async fn abort_multipart(&self, key: &str, upload: &str) -> Result<()> {
        let output =
            self.client.abort_multipart_upload().bucket(&self.bucket).key(key).upload_id(upload).send().await;
        match output {
            Err(error) if code(&error) != Some("NoSuchUpload") => Err(unavailable(error)),
            _ => Ok(()),
        }
    }
}

fn code<E: aws_sdk_s3::error::ProvideErrorMetadata, R>(
    error: &aws_sdk_s3::error::SdkError<E, R>,
) -> Option<&str> {
    error.as_service_error().and_then(|error| error.code())
}

fn missing_or_changed<E>(error: aws_sdk_s3::error::SdkError<E>) -> Error
where
    E: aws_sdk_s3::error::ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    let status = error.raw_response().map(|response| response.status().as_u16());
    match (status, code(&error)) {
        (Some(412), _) => Error::PreconditionFailed,
        (_, Some("NoSuchKey")) => Error::NotFound("object"),
        _ => unavailable(error),
    }
}

/// RFC 6266: the name for old clients in ASCII, the true one beside it.
fn content_disposition(disposition: &str, file_name: &str) -> String {
    let ascii: String = file_name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !"\"\\%;".contains(c) || c == ' ' { c } else { '_' })
        .collect();
    let encoded: String = file_name
        .bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    format!("{disposition}; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_leave_its_header() {
        let header = content_disposition("attachment", "a\"; x=\r\n\u{e9}.csv");
        assert_eq!(
            header,
            "attachment; filename=\"a__ x=___.csv\"; filename*=UTF-8''a%22%3B%20x%3D%0D%0A%C3%A9.csv"
        );
    }
}
