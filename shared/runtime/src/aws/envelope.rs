//! Secrets that must be readable again, as seeds of one-time codes: AES-256-GCM under a data key of their own, which
//! KMS wraps. The secret's place (its table, column and row) is bound in twice, as associated data and as KMS's
//! encryption context: a sealed secret that is copied to another row does not open.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_sdk_kms::{Client, primitives::Blob, types::DataKeySpec};
use domain::{Context, Error, Result};

use super::unavailable;
use crate::config::{self, InitError};

/// The first byte of what is sealed as it is now.
const FORMAT: u8 = 1;
/// The encryption context's one field. Roles are confined by its value.
const CONTEXT: &str = "place";

/// Seals and opens secrets.
#[derive(Clone)]
pub struct Envelope {
    client: Client,
    arn: String,
}

impl Envelope {
    /// Reads `SECRETS_KEY_ARN`.
    ///
    /// # Errors
    /// Names the variable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        Ok(Self { client: Client::new(super::config().await), arn: config::require("SECRETS_KEY_ARN")? })
    }

    /// Seals a secret for its place, which is written `table|column|row`, with the organization in front of it where
    /// the row belongs to one.
    ///
    /// # Errors
    /// `Unavailable` where KMS is away.
    pub async fn seal(&self, context: &Context, place: &str, secret: &[u8]) -> Result<Vec<u8>> {
        let output = self
            .client
            .generate_data_key()
            .key_id(&self.arn)
            .key_spec(DataKeySpec::Aes256)
            .encryption_context(CONTEXT, place)
            .send()
            .await
            .map_err(unavailable)?;
        let missing = || Error::internal("KMS gave no data key");
        let wrapped = output.ciphertext_blob.map(Blob::into_inner).ok_or_else(missing)?;
        let key = data_key(output.plaintext.ok_or_else(missing)?.as_ref())?;
        let nonce = context.bytes::<NONCE_LEN>();
        let mut ciphertext = secret.to_vec();
        key.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(place.as_bytes()),
            &mut ciphertext,
        )
        .map_err(|_| Error::internal("a secret could not be sealed"))?;
        let length = u16::try_from(wrapped.len()).map_err(Error::internal)?.to_be_bytes();
        Ok([&[FORMAT], length.as_slice(), &wrapped, &nonce, &ciphertext].concat())
    }

    /// Opens what was sealed for the same place.
    ///
    /// # Errors
    /// `Internal` where it was sealed for another place or is damaged; `Unavailable` where KMS is away.
    pub async fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let Sealed { wrapped, nonce, ciphertext } =
            Sealed::parse(sealed).ok_or_else(|| Error::internal("what is sealed has another format"))?;
        let output = self
            .client
            .decrypt()
            .key_id(&self.arn)
            .encryption_context(CONTEXT, place)
            .ciphertext_blob(Blob::new(wrapped))
            .send()
            .await
            .map_err(|error| match error.as_service_error() {
                Some(refusal) if refusal.is_invalid_ciphertext_exception() => {
                    Error::internal("what is sealed belongs to another place")
                }
                _ => unavailable(error),
            })?;
        let plaintext = output.plaintext.ok_or_else(|| Error::internal("KMS gave no plaintext"))?;
        let key = data_key(plaintext.as_ref())?;
        let mut secret = ciphertext.to_vec();
        let length = key
            .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(place.as_bytes()), &mut secret)
            .map_err(|_| Error::internal("what is sealed belongs to another place"))?
            .len();
        secret.truncate(length);
        Ok(secret)
    }
}

fn data_key(bytes: &[u8]) -> Result<LessSafeKey> {
    let key = UnboundKey::new(&AES_256_GCM, bytes).map_err(|_| Error::internal("KMS gave no AES-256 key"))?;
    Ok(LessSafeKey::new(key))
}

/// The parts: format, length of the wrapped key, wrapped key, nonce, ciphertext with its tag.
#[derive(Debug, PartialEq, Eq)]
struct Sealed<'a> {
    wrapped: &'a [u8],
    nonce: [u8; NONCE_LEN],
    ciphertext: &'a [u8],
}

impl<'a> Sealed<'a> {
    fn parse(sealed: &'a [u8]) -> Option<Self> {
        let rest = sealed.strip_prefix(&[FORMAT])?;
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let (wrapped, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE_LEN>()?;
        Some(Self { wrapped, nonce: *nonce, ciphertext })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_damaged_has_no_parts() {
        let sealed = [&[FORMAT, 0, 2, 7, 8], [9; NONCE_LEN].as_slice(), b"ciphertext"].concat();
        let parts = Sealed::parse(&sealed).unwrap();
        assert_eq!((parts.wrapped, parts.ciphertext), ([7, 8].as_slice(), b"ciphertext".as_slice()));
        for length in 0..5 + NONCE_LEN {
            assert_eq!(Sealed::parse(&sealed[..length]), None, "{length}");
        }
        assert_eq!(Sealed::parse(&[&[2], &sealed[1..]].concat()), None);
    }
}
