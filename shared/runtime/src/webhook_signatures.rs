//! Signatures as the Standard Webhooks specification has them: `v1` is HMAC-SHA256 under a shared secret, `v1a` Ed25519
//! under a key whose public half receivers may see. Both sign `{id}.{timestamp}.{body}`.

use aws_lc_rs::{
    hmac,
    signature::{Ed25519KeyPair, KeyPair as _},
};
use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use domain::{Context, Error, Result};
use jiff::Timestamp;

/// What signs for one webhook.
pub struct Secret {
    shared: [u8; 32],
    pair: Ed25519KeyPair,
    seed: [u8; 32],
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A new random one.
    ///
    /// # Errors
    /// `Internal` where the key cannot be made.
    pub fn new(context: &Context) -> Result<Self> {
        Self::from_parts(context.bytes(), context.bytes())
    }

    fn from_parts(shared: [u8; 32], seed: [u8; 32]) -> Result<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed)
            .map_err(|_| Error::internal("an Ed25519 key could not be made"))?;
        Ok(Self { shared, pair, seed })
    }

    /// A stored one.
    ///
    /// # Errors
    /// `Internal` where it is none.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let parts =
            bytes.split_first_chunk::<32>().and_then(|(shared, seed)| Some((*shared, seed.try_into().ok()?)));
        let (shared, seed) = parts.ok_or_else(|| Error::internal("a webhook's secret has another length"))?;
        Self::from_parts(shared, seed)
    }

    /// As it is stored, sealed.
    pub fn to_bytes(&self) -> [u8; 64] {
        let mut bytes = [0; 64];
        bytes[..32].copy_from_slice(&self.shared);
        bytes[32..].copy_from_slice(&self.seed);
        bytes
    }

    /// The shared secret as receivers configure it, shown once.
    pub fn shown(&self) -> String {
        format!("whsec_{}", BASE64.encode(self.shared))
    }

    /// The public key, 32 bytes.
    pub fn public_key(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }
}

/// A public key as receivers configure it.
pub fn shown_public_key(bytes: &[u8]) -> String {
    format!("whpk_{}", BASE64.encode(bytes))
}

/// The three headers of one attempt: under every secret that is valid, so that a receiver may hold either.
pub fn headers(id: &str, at: Timestamp, body: &str, secrets: &[Secret]) -> [(&'static str, String); 3] {
    let timestamp = at.as_second();
    let content = format!("{id}.{timestamp}.{body}");
    let signatures = secrets.iter().map(|secret| {
        let asymmetric = BASE64.encode(secret.pair.sign(content.as_bytes()));
        format!("{} v1a,{asymmetric}", symmetric(&secret.shared, &content))
    });
    let signatures = signatures.collect::<Vec<_>>().join(" ");
    [
        ("webhook-id", id.to_owned()),
        ("webhook-timestamp", timestamp.to_string()),
        ("webhook-signature", signatures),
    ]
}

fn symmetric(shared: &[u8], content: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, shared);
    format!("v1,{}", BASE64.encode(hmac::sign(&key, content.as_bytes())))
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};

    use super::*;

    /// From the specification's reference libraries.
    #[test]
    fn the_known_vector_of_the_shared_secret() {
        let shared = BASE64.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let content = "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}";
        assert_eq!(symmetric(&shared, content), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /// RFC 8032, section 7.1, test 2.
    #[test]
    fn the_known_vector_of_the_public_key() {
        let hex = |text: &str| -> Vec<u8> {
            (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
        };
        let seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        let secret = Secret::from_parts([0; 32], seed.try_into().unwrap()).unwrap();
        assert_eq!(
            secret.public_key(),
            hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        );
        let signature = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
            085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
        assert_eq!(secret.pair.sign(&[0x72]).as_ref(), hex(signature));
    }

    #[test]
    fn each_secret_signs_and_reads_back() {
        let [one, two] = [1, 2].map(|byte| Secret::from_parts([byte; 32], [byte; 32]).unwrap());
        let again = Secret::from_bytes(&one.to_bytes()).unwrap();
        assert_eq!((again.shown(), again.public_key()), (one.shown(), one.public_key()));
        Secret::from_bytes(&one.to_bytes()[1..]).unwrap_err();
        let at = Timestamp::from_second(1_614_265_330).unwrap();
        let [id, timestamp, signature] = headers("e", at, "{}", &[one, two]);
        assert_eq!((id.1.as_str(), timestamp.1.as_str()), ("e", "1614265330"));
        let parts: Vec<_> = signature.1.split(' ').collect();
        assert_eq!(parts.len(), 4);
        assert_eq!(parts[2], symmetric(&[2; 32], "e.1614265330.{}"));
        let asymmetric = BASE64.decode(parts[1].strip_prefix("v1a,").unwrap()).unwrap();
        let key = UnparsedPublicKey::new(&ED25519, again.public_key());
        key.verify(b"e.1614265330.{}", &asymmetric).unwrap();
    }
}
