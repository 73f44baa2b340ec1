//! Secrets that must be readable again open in their own row only.

use domain::{Context, Error};
use runtime::aws::envelope::Envelope;

#[tokio::test]
async fn a_sealed_secret_opens_in_its_own_place_only() {
    let (envelope, context) = (Envelope::from_env().await.unwrap(), Context::system());
    let sealed = envelope.seal(&context, "area.things|secret|1", b"the secret itself").await.unwrap();

    assert_eq!(envelope.open("area.things|secret|1", &sealed).await.unwrap(), b"the secret itself");
    for place in ["area.things|secret|2", "area.things|other|1", "area.others|secret|1", ""] {
        let error = envelope.open(place, &sealed).await.unwrap_err();
        assert!(matches!(error, Error::Internal(_)), "{place}: {error:?}");
    }
    assert!(!sealed.windows(6).any(|bytes| bytes == b"secret"), "it does not lie there bare");
}

#[tokio::test]
async fn no_byte_of_what_is_sealed_can_be_changed() {
    let (envelope, context) = (Envelope::from_env().await.unwrap(), Context::system());
    let sealed = envelope.seal(&context, "area.things|secret|1", b"the secret itself").await.unwrap();
    for index in [0, 1, 2, 3, sealed.len() / 2, sealed.len() - 29, sealed.len() - 17, sealed.len() - 1] {
        let mut spoilt = sealed.clone();
        spoilt[index] ^= 1;
        assert!(envelope.open("area.things|secret|1", &spoilt).await.is_err(), "byte {index}");
    }
    assert!(envelope.open("area.things|secret|1", &sealed[..sealed.len() - 1]).await.is_err());
}

#[tokio::test]
async fn equal_secrets_are_sealed_differently() {
    let (envelope, context) = (Envelope::from_env().await.unwrap(), Context::system());
    let one = envelope.seal(&context, "a|b|c", b"same").await.unwrap();
    let two = envelope.seal(&context, "a|b|c", b"same").await.unwrap();
    assert_ne!(one[one.len() - 20..], two[two.len() - 20..]);
}
