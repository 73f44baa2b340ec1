//! Hostile addresses meet a network that goes nowhere and writes down who it was to connect to.

use std::{
    collections::BTreeSet,
    net::{IpAddr, Ipv4Addr},
    sync::Mutex,
};

use super::*;

/// Resolves every name to the same addresses, in turn where there are several answers, and connects to none.
struct Recorder {
    answers: Mutex<Vec<Vec<IpAddr>>>,
    looked_up: Mutex<usize>,
    connects: Mutex<Vec<SocketAddr>>,
}

impl Recorder {
    fn answering(answers: Vec<Vec<IpAddr>>) -> Self {
        Self { answers: Mutex::new(answers), looked_up: Mutex::default(), connects: Mutex::default() }
    }
}

impl Network for Recorder {
    type Stream = tokio::io::DuplexStream;

    async fn resolve(&self, _: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        let mut answers = self.answers.lock().unwrap();
        *self.looked_up.lock().unwrap() += 1;
        let answer = if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() };
        Ok(answer.into_iter().map(|ip| SocketAddr::new(ip, port)).collect())
    }

    async fn connect(&self, address: SocketAddr) -> io::Result<Self::Stream> {
        self.connects.lock().unwrap().push(address);
        Err(io::ErrorKind::ConnectionRefused.into())
    }
}

fn fetcher(answers: Vec<Vec<IpAddr>>, rules: Rules) -> Fetcher<Recorder> {
    Fetcher::with(Recorder::answering(answers), rules, RootCertStore::empty()).unwrap()
}

async fn get(fetcher: &Fetcher<Recorder>, url: &str) -> Result<Answer, Failure> {
    let request =
        Request { method: Method::GET, url: url.to_owned(), headers: Vec::new(), body: Bytes::new() };
    fetcher.fetch(request, Limits { time: Duration::from_secs(5), body: 1024 }).await
}

/// An IPv4 address in every spelling that some reader of addresses understands.
fn spellings(ip: Ipv4Addr) -> Vec<String> {
    let [a, b, c, d] = ip.octets();
    let bits = ip.to_bits();
    vec![
        format!("{a}.{b}.{c}.{d}"),
        format!("{a}.{b}.{c}.{d}."),
        format!("{bits}"),
        format!("0x{bits:08x}"),
        format!("0{bits:o}"),
        format!("0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}"),
        format!("0{a:o}.0{b:o}.0{c:o}.0{d:o}"),
        format!("{a}.{}", bits & 0x00ff_ffff),
        format!("{a}.{b}.{}", bits & 0xffff),
        format!("{a}.{b}.{c}.{d}").replace('.', "\u{3002}"),
        format!("{a}.{b}.{c}.{d}")
            .chars()
            .map(|c| match c {
                '0'..='9' => char::from_u32(c as u32 - '0' as u32 + 0xff10).unwrap(),
                other => other,
            })
            .collect(),
        format!("%{:02x}{}", format!("{a}").as_bytes()[0], &format!("{a}.{b}.{c}.{d}")[1..]),
        format!("[::ffff:{a}.{b}.{c}.{d}]"),
        format!("[::ffff:{:x}:{:x}]", bits >> 16, bits & 0xffff),
        format!("[::{a}.{b}.{c}.{d}]"),
        format!("[64:ff9b::{a}.{b}.{c}.{d}]"),
        format!("[2002:{:x}:{:x}::1]", bits >> 16, bits & 0xffff),
    ]
}

const LITERALS: &[&str] = &[
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[0000::0001]",
    "[fe80::1]",
    "[febf::1]",
    "[fec0::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[ff0e::1]",
    "[2001:db8::1]",
    "[2001::1]",
    "[2001:2::1]",
    "[2001:10::1]",
    "[2001:20::1]",
    "[100::1]",
    "[64:ff9b:1::a00:1]",
    "[3fff::1]",
    "[5f00::1]",
    "[2620:4f:8000::1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "0",
    "0x0",
    "00",
    "127.1",
    "0x7f.1",
    "017700000001",
    "127.0.1",
];

#[tokio::test]
async fn no_spelling_of_a_closed_address_is_ever_connected_to() {
    let public: IpAddr = "8.8.8.8".parse().unwrap();
    let mut corpus: BTreeSet<String> = LITERALS.iter().map(|&literal| literal.to_owned()).collect();
    corpus.extend(addresses::tests::closed_v4().into_iter().flat_map(spellings));
    assert!(corpus.len() >= 200, "{}", corpus.len());
    for host in &corpus {
        for url in [format!("https://{host}/"), format!("https://{host}:8443/x?y=z")] {
            // Were it taken for a name, it would resolve to a public address and be connected to.
            let fetcher = fetcher(vec![vec![public]], Rules::PUBLIC);
            let failure = get(&fetcher, &url).await.unwrap_err();
            assert!(matches!(failure, Failure::Refused(_)), "{url}: {failure:?}");
            assert!(fetcher.network.connects.lock().unwrap().is_empty(), "{url}");
        }
    }
}

#[tokio::test]
async fn no_name_of_a_closed_address_is_ever_connected_to() {
    let public: IpAddr = "8.8.8.8".parse().unwrap();
    let mut closed: Vec<IpAddr> = Vec::new();
    for ip in addresses::tests::closed_v4() {
        closed.extend([IpAddr::V4(ip), ip.to_ipv6_mapped().into(), ip.to_ipv6_compatible().into()]);
    }
    let literals = LITERALS
        .iter()
        .filter_map(|literal| literal.strip_prefix('[')?.strip_suffix(']')?.parse::<IpAddr>().ok());
    closed.extend(literals);
    for ip in closed {
        // Alone, before and behind a public one.
        for answer in [vec![ip], vec![ip, public], vec![public, ip]] {
            let fetcher = fetcher(vec![answer], Rules::PUBLIC);
            let failure = get(&fetcher, "https://rebind.example/").await.unwrap_err();
            assert_eq!(failure, Failure::Refused(rules::ADDRESS), "{ip}");
            assert!(fetcher.network.connects.lock().unwrap().is_empty(), "{ip}");
        }
    }
}

#[tokio::test]
async fn a_public_address_is_connected_to_so_that_the_others_prove_something() {
    let public: IpAddr = "8.8.8.8".parse().unwrap();
    let second: IpAddr = "2606:4700::1111".parse().unwrap();
    let fetcher = fetcher(vec![vec![public, second]], Rules::PUBLIC);
    assert_eq!(get(&fetcher, "https://example.org/").await.unwrap_err(), Failure::Unreachable);
    let expected = [SocketAddr::new(public, 443), SocketAddr::new(second, 443)];
    assert_eq!(*fetcher.network.connects.lock().unwrap(), expected);
    assert_eq!(get(&fetcher, "https://8.8.4.4/").await.unwrap_err(), Failure::Unreachable);
    assert_eq!(get(&fetcher, "https://134744072/").await.unwrap_err(), Failure::Unreachable);
    assert_eq!(fetcher.network.connects.lock().unwrap().len(), 4);
}

#[tokio::test]
async fn a_name_that_changes_its_mind_is_asked_once_only() {
    let (public, own) = (IpAddr::from([8, 8, 8, 8]), IpAddr::from([127, 0, 0, 1]));
    let fetcher = fetcher(vec![vec![public], vec![own]], Rules::PUBLIC);
    assert_eq!(get(&fetcher, "https://rebind.example/").await.unwrap_err(), Failure::Unreachable);
    assert_eq!(*fetcher.network.looked_up.lock().unwrap(), 1);
    assert_eq!(*fetcher.network.connects.lock().unwrap(), [SocketAddr::new(public, 443)]);
    // The next request is the next look-up, and is refused.
    assert_eq!(get(&fetcher, "https://rebind.example/").await.unwrap_err(), Failure::Refused(rules::ADDRESS));
    assert_eq!(fetcher.network.connects.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn where_loopback_is_allowed_nothing_else_is() {
    let own = IpAddr::from([127, 0, 0, 1]);
    let fetcher = fetcher(vec![vec![own], vec![[8, 8, 8, 8].into()]], Rules::LOOPBACK);
    assert_eq!(get(&fetcher, "http://localhost:8080/").await.unwrap_err(), Failure::Unreachable);
    assert_eq!(fetcher.network.connects.lock().unwrap().len(), 1);
    for url in [
        "http://10.0.0.1/",
        "https://169.254.169.254/",
        "http://[::ffff:127.0.0.1]/",
        "http://8.8.8.8/",
        "https://example.org/",
        "http://localhost/",
    ] {
        assert!(matches!(get(&fetcher, url).await.unwrap_err(), Failure::Refused(_)), "{url}");
    }
    assert_eq!(fetcher.network.connects.lock().unwrap().len(), 1);
}

/// A server that speaks TLS under a certificate of its own, for `localhost`, and answers 204 once.
async fn serve_tls() -> u16 {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let certificate = CertificateDer::from_pem_slice(include_bytes!("testdata/localhost.crt")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("testdata/localhost.key")).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        if let Ok(mut stream) = acceptor.accept(stream).await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await;
            let _ = stream.shutdown().await;
        }
    });
    port
}

#[tokio::test]
async fn a_certificate_must_be_trusted_and_valid_for_the_name() {
    use rustls::pki_types::{CertificateDer, pem::PemObject as _};

    let certificate = CertificateDer::from_pem_slice(include_bytes!("testdata/localhost.crt")).unwrap();
    let mut trusting = RootCertStore::empty();
    trusting.add(certificate).unwrap();
    for (host, roots, expected) in [
        ("localhost", trusting.clone(), Ok(StatusCode::NO_CONTENT)),
        ("127.0.0.1", trusting, Err(Failure::Tls)),
        ("localhost", RootCertStore::empty(), Err(Failure::Tls)),
    ] {
        let fetcher = Fetcher::with(Internet, Rules::LOOPBACK, roots).unwrap();
        let url = format!("https://{host}:{}/", serve_tls().await);
        let request =
            Request { method: Method::POST, url, headers: Vec::new(), body: Bytes::from_static(b"{}") };
        let answer = fetcher.fetch(request, Limits { time: Duration::from_secs(10), body: 10 }).await;
        assert_eq!(answer.map(|answer| answer.status), expected, "{host}");
    }
}
