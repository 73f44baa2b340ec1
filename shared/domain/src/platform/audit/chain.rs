//! The bytes that are hashed and signed. docs/audit-log.md describes them for those who verify without this code; a
//! change here is a new version there.

use std::fmt::Write as _;

use jiff::{Timestamp, tz::TimeZone};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// What precedes the first entry of a chain.
pub const BEGINNING: Hash = [0; 32];

/// An entry as the chain covers it: everything but address and agent, for which their digest stands.
#[derive(Debug, Clone, Copy)]
pub struct Sealable<'a> {
    /// The organization.
    pub organization: Uuid,
    /// The entry.
    pub id: Uuid,
    /// The transaction that wrote it, in decimal digits.
    pub xid: &'a str,
    /// When it was written, to the microsecond.
    pub created_at: Timestamp,
    /// Who acted.
    pub actor: Option<Uuid>,
    /// What happened.
    pub action: &'a str,
    /// To which kind of thing.
    pub resource_type: &'a str,
    /// To which.
    pub resource: Option<Uuid>,
    /// The values before, as PostgreSQL writes `jsonb`.
    pub old_values: Option<&'a str>,
    /// The values after.
    pub new_values: Option<&'a str>,
    /// The request.
    pub request_id: Option<&'a str>,
    /// The digest of address and agent.
    pub origin_digest: Option<&'a [u8]>,
}

impl Sealable<'_> {
    /// The entry's place in the order of its chain.
    pub fn place(&self) -> (u64, Uuid) {
        (self.xid.parse().unwrap_or(u64::MAX), self.id)
    }

    /// The hash of the entry at `sequence`, behind `previous`.
    pub fn hash(&self, sequence: i64, previous: &Hash) -> Hash {
        let mut fields = Fields::new("plugzero-audit-v1");
        fields.text(Some(&hex(previous)));
        fields.text(Some(&self.organization.to_string()));
        fields.text(Some(&sequence.to_string()));
        fields.text(Some(&self.id.to_string()));
        fields.text(Some(self.xid));
        fields.text(Some(&instant(self.created_at)));
        fields.text(self.actor.map(|id| id.to_string()).as_deref());
        fields.text(Some(self.action));
        fields.text(Some(self.resource_type));
        fields.text(self.resource.map(|id| id.to_string()).as_deref());
        fields.text(self.old_values);
        fields.text(self.new_values);
        fields.text(self.request_id);
        fields.text(self.origin_digest.map(hex).as_deref());
        fields.hash()
    }
}

/// The digest of where a request came from, under the entry's own salt.
pub fn origin_digest(salt: &[u8], ip: Option<&str>, user_agent: Option<&str>) -> Hash {
    let mut fields = Fields::new("plugzero-audit-origin-v1");
    fields.text(Some(&hex(salt)));
    fields.text(ip);
    fields.text(user_agent);
    fields.hash()
}

/// An address as the digest has it, whatever way PostgreSQL writes it.
pub fn address(text: &str) -> String {
    text.parse::<std::net::IpAddr>().map_or_else(|_| text.to_owned(), |ip| ip.to_string())
}

/// What a signed statement says of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The chain has come this far.
    Anchor,
    /// The chain was archived up to here.
    Checkpoint,
}

impl Kind {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Anchor => "anchor",
            Self::Checkpoint => "checkpoint",
        }
    }
}

/// A place in a chain, with its hash, at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub kind: Kind,
    /// Of whose chain.
    pub organization: Uuid,
    /// The place.
    pub sequence: i64,
    /// The hash there.
    pub hash: Hash,
    /// When.
    pub at: Timestamp,
}

impl Statement {
    /// The bytes that are signed.
    pub fn bytes(&self) -> Vec<u8> {
        let mut fields = Fields::new(match self.kind {
            Kind::Anchor => "plugzero-audit-anchor-v1",
            Kind::Checkpoint => "plugzero-audit-checkpoint-v1",
        });
        fields.text(Some(&self.organization.to_string()));
        fields.text(Some(&self.sequence.to_string()));
        fields.text(Some(&hex(&self.hash)));
        fields.text(Some(&instant(self.at)));
        fields.0
    }
}

/// A line that names the format; then each field as its length in bytes, a colon, its bytes and a line feed, or as `-`
/// and a line feed where it is absent. No two lists of fields are the same bytes.
struct Fields(Vec<u8>);

impl Fields {
    fn new(format: &str) -> Self {
        Self(format!("{format}\n").into_bytes())
    }

    fn text(&mut self, value: Option<&str>) {
        match value {
            None => self.0.extend_from_slice(b"-\n"),
            Some(text) => {
                self.0.extend_from_slice(text.len().to_string().as_bytes());
                self.0.push(b':');
                self.0.extend_from_slice(text.as_bytes());
                self.0.push(b'\n');
            }
        }
    }

    fn hash(self) -> Hash {
        Sha256::digest(&self.0).into()
    }
}

/// RFC 3339 in UTC with six decimals.
pub fn instant(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// Hexadecimal digits in lower case.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A hash from its hexadecimal digits.
pub fn hash_from_hex(text: &str) -> Option<Hash> {
    let mut hash = BEGINNING;
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Sealable<'static> {
        Sealable {
            organization: Uuid::from_u128(1),
            id: Uuid::from_u128(2),
            xid: "750",
            created_at: "2026-01-02T03:04:05.000006Z".parse().unwrap(),
            actor: None,
            action: "created",
            resource_type: "project",
            resource: Some(Uuid::from_u128(3)),
            old_values: None,
            new_values: Some("{\"name\": \"Zoë\"}"),
            request_id: Some("r"),
            origin_digest: None,
        }
    }

    #[test]
    fn the_documented_example_holds() {
        // docs/audit-log.md and infra/tests show the same entry: whoever changes the format sees it in three places.
        let first = sample().hash(1, &BEGINNING);
        assert_eq!(hex(&first), "ba51e9bcdc2f46df438cd84b9bf9cdb8732a0bf6caa3ae751c3e5caceff7ab9c");
        assert_eq!(
            hex(&sample().hash(2, &first)),
            "9389e774443c5f9ecbe9d29eba6e780346b5cd2ea47a7a3ff6d07156d8176083"
        );
        let origin = origin_digest(&[7; 16], Some("192.0.2.1"), None);
        assert_eq!(hex(&origin), "750017084ebd98ea1975f2eeaab73b6d860bbe90c7e6853ee6741efd3be27263");
    }

    #[test]
    fn no_field_can_pose_as_another() {
        let hash = |change: fn(&mut Sealable<'static>)| {
            let mut entry = sample();
            change(&mut entry);
            entry.hash(1, &BEGINNING)
        };
        let changes: [fn(&mut Sealable<'static>); 13] = [
            |_| {},
            |e| e.organization = Uuid::from_u128(9),
            |e| e.id = Uuid::from_u128(9),
            |e| e.xid = "751",
            |e| e.created_at = "2026-01-02T03:04:05.000007Z".parse().unwrap(),
            |e| e.actor = Some(Uuid::nil()),
            |e| e.action = "create",
            |e| e.resource_type = "projects",
            |e| e.resource = None,
            |e| e.old_values = Some(""),
            |e| e.new_values = None,
            |e| e.request_id = Some(""),
            |e| e.origin_digest = Some(&[]),
        ];
        let mut seen: Vec<Hash> = changes.into_iter().map(hash).collect();
        seen.push(sample().hash(2, &BEGINNING));
        seen.push(sample().hash(1, &[1; 32]));
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), all);
    }

    #[test]
    fn hashes_read_back_from_their_digits() {
        let hash = sample().hash(1, &BEGINNING);
        assert_eq!(hash_from_hex(&hex(&hash)), Some(hash));
        for wrong in ["", "0", &"g".repeat(64), &"é".repeat(32)] {
            assert_eq!(hash_from_hex(wrong), None, "{wrong}");
        }
    }
}
