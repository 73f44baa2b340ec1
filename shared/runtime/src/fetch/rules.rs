//! What an address must look like before anything is looked up.

use std::net::IpAddr;

use url::{Host, Url};

use super::addresses;
use crate::config::{self, InitError};

/// The longest address, in characters.
pub const MAX_URL: usize = 2000;

/// Which addresses may be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// Only this machine instead of only the public internet.
    loopback: bool,
}

/// Why an address is refused before or while connecting: a stable word and a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// For programs.
    pub code: &'static str,
    /// For people.
    pub message: &'static str,
}

const fn refusal(code: &'static str, message: &'static str) -> Refusal {
    Refusal { code, message }
}

const INVALID: Refusal = refusal("invalid_url", "an absolute https address of at most 2,000 characters");
const SCHEME: Refusal = refusal("not_https", "an address that begins with https://");
const CREDENTIALS: Refusal = refusal("credentials_in_url", "an address without user name and password");
const PORT: Refusal = refusal("port_not_allowed", "port 443, or one above 1023");
/// Of an address that is not public.
pub(super) const ADDRESS: Refusal = refusal("address_not_allowed", "an address on the public internet");

/// An address that may be looked up.
#[derive(Debug, Clone)]
pub struct Target {
    pub(super) url: Url,
    pub(super) host: Host<String>,
    pub(super) port: u16,
    pub(super) tls: bool,
}

impl Rules {
    /// Only https, only the public internet.
    pub const PUBLIC: Self = Self { loopback: false };
    /// Only this machine, with or without TLS: for the local stack and tests, whose traffic stays at home.
    pub const LOOPBACK: Self = Self { loopback: true };

    /// [`Rules::PUBLIC`], unless the variable says `true`: then [`Rules::LOOPBACK`].
    ///
    /// # Errors
    /// Names the variable where it cannot be read.
    pub fn from_env(variable: &str) -> Result<Self, InitError> {
        Ok(Self { loopback: config::parse_or(variable, false)? })
    }

    /// Reads an address. What its name resolves to is checked when connecting, not here.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn read(self, address: &str) -> Result<Target, Refusal> {
        if address.chars().count() > MAX_URL {
            return Err(INVALID);
        }
        let url = Url::parse(address).map_err(|_| INVALID)?;
        let tls = match url.scheme() {
            "https" => true,
            "http" if self.loopback => false,
            _ => return Err(SCHEME),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(CREDENTIALS);
        }
        let host = url.host().ok_or(INVALID)?.to_owned();
        let port = url.port_or_known_default().ok_or(INVALID)?;
        if !self.loopback && port != 443 && port < 1024 {
            return Err(PORT);
        }
        let target = Target { url, host, port, tls };
        match target.host {
            Host::Ipv4(ip) => self.admit(ip.into())?,
            Host::Ipv6(ip) => self.admit(ip.into())?,
            Host::Domain(_) => {}
        }
        Ok(target)
    }

    /// Whether a name may be looked up.
    ///
    /// # Errors
    /// `address_not_allowed`.
    pub(super) fn admit_name(self, name: &str) -> Result<(), Refusal> {
        if self.loopback && name != "localhost" { Err(ADDRESS) } else { Ok(()) }
    }

    /// Whether an address may be connected to.
    ///
    /// # Errors
    /// `address_not_allowed`.
    pub(super) fn admit(self, address: IpAddr) -> Result<(), Refusal> {
        let is_admitted = if self.loopback { address.is_loopback() } else { addresses::is_public(address) };
        if is_admitted { Ok(()) } else { Err(ADDRESS) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_and_plain_http_are_off_by_default() {
        for address in ["https://127.0.0.1/", "https://[::1]/", "https://127.0.0.1:8443/"] {
            assert_eq!(Rules::default().read(address).unwrap_err(), ADDRESS, "{address}");
        }
        assert_eq!(Rules::PUBLIC.read("http://example.org/").unwrap_err(), SCHEME);
        assert_eq!(Rules::default(), Rules::PUBLIC);
        assert_eq!(Rules::from_env("NOBODY_SETS_THIS_VARIABLE").unwrap(), Rules::PUBLIC);
        for address in ["http://127.0.0.1:1234/", "https://[::1]/", "http://localhost/"] {
            Rules::LOOPBACK.read(address).unwrap();
        }
        // Even then no neighbour is reached, and nobody else either.
        for address in
            ["http://8.8.8.8/", "https://8.8.8.8/", "https://10.0.0.1/", "http://[::ffff:127.0.0.1]/"]
        {
            assert_eq!(Rules::LOOPBACK.read(address).unwrap_err(), ADDRESS, "{address}");
        }
        Rules::LOOPBACK.admit_name("example.org").unwrap_err();
    }

    #[test]
    fn every_mistake_has_its_word() {
        for (address, refusal) in [
            ("", INVALID),
            ("example.org", INVALID),
            ("https://", INVALID),
            ("https://exa mple.org/", INVALID),
            ("ftp://example.org/", SCHEME),
            ("file:///etc/passwd", SCHEME),
            ("javascript:alert(1)", SCHEME),
            ("https://a@example.org/", CREDENTIALS),
            ("https://:b@example.org/", CREDENTIALS),
            ("https://example.org:22/", PORT),
            ("https://example.org:80/", PORT),
            ("https://example.org:0/", PORT),
            ("https://169.254.169.254/latest/meta-data", ADDRESS),
        ] {
            assert_eq!(Rules::PUBLIC.read(address).unwrap_err(), refusal, "{address}");
        }
        assert_eq!(
            Rules::PUBLIC.read(&format!("https://example.org/{}", "x".repeat(2000))).unwrap_err(),
            INVALID
        );
        for address in [
            "https://example.org",
            "https://example.org:8443/a?b=c#d",
            "https://8.8.8.8/",
            "https://bücher.example/",
        ] {
            Rules::PUBLIC.read(address).unwrap();
        }
    }
}
