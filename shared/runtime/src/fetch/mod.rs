//! Requests to addresses that strangers gave us. A name is looked up once, every address that it has is checked, and
//! the connection goes to one of those that were checked: nothing can change in between. No redirects are followed, no
//! proxy is asked, and time and bytes are bounded.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    task::JoinHandle,
    time::{Instant, timeout, timeout_at},
};
use tokio_rustls::TlsConnector;
use url::Host;

pub mod addresses;
mod rules;

pub use rules::{MAX_URL, Refusal, Rules, Target};

use crate::config::InitError;

/// How long one address may take to accept a connection, while there are others.
const CONNECT: Duration = Duration::from_secs(5);
/// The most bytes of a head.
const MAX_HEAD: usize = 32 * 1024;

/// The way to other machines. Tests put one in its place that goes nowhere.
pub trait Network: Send + Sync {
    /// A connection.
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// Every address of a name.
    fn resolve(&self, host: &str, port: u16) -> impl Future<Output = io::Result<Vec<SocketAddr>>> + Send;

    /// Connects to an address.
    fn connect(&self, address: SocketAddr) -> impl Future<Output = io::Result<Self::Stream>> + Send;
}

/// The real one.
#[derive(Debug, Clone, Copy)]
pub struct Internet;

impl Network for Internet {
    type Stream = TcpStream;

    async fn resolve(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok(tokio::net::lookup_host((host, port)).await?.collect())
    }

    async fn connect(&self, address: SocketAddr) -> io::Result<TcpStream> {
        TcpStream::connect(address).await
    }
}

/// Fetches by rules.
#[derive(Clone)]
pub struct Fetcher<N = Internet> {
    network: N,
    rules: Rules,
    tls: TlsConnector,
}

/// What to send.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Where to; read by the rules.
    pub url: String,
    /// Its own headers. `Host`, `Content-Length` and `Connection` are ours.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The body.
    pub body: Bytes,
}

/// How much of an answer is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the look-up to the last byte.
    pub time: Duration,
    /// Bytes of the body that are read; the rest is not waited for.
    pub body: usize,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Its status, redirects included: they are not followed.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// The beginning of its body.
    pub body: Vec<u8>,
    /// Whether that is the whole body.
    pub is_complete: bool,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The address is not one that may be fetched.
    Refused(Refusal),
    /// The name has no address.
    Unresolved,
    /// Nobody accepts connections there.
    Unreachable,
    /// No TLS, or a certificate that is not valid for the name.
    Tls,
    /// It took too long.
    TimedOut,
    /// What came is no HTTP, or it broke off.
    Broken,
}

impl Failure {
    /// A stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code,
            Self::Unresolved => "name_not_found",
            Self::Unreachable => "connection_refused",
            Self::Tls => "tls_failed",
            Self::TimedOut => "timed_out",
            Self::Broken => "no_http_answer",
        }
    }
}

impl Fetcher {
    /// Over the internet, trusting the system's certificate authorities.
    ///
    /// # Errors
    /// Where the system has none.
    pub fn new(rules: Rules) -> Result<Self, InitError> {
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if roots.is_empty() {
            return Err(InitError::new("the system has no certificate authorities"));
        }
        Self::with(Internet, rules, roots)
    }
}

impl<N: Network> Fetcher<N> {
    /// Over any network, trusting these authorities.
    ///
    /// # Errors
    /// Where TLS cannot be set up.
    pub fn with(network: N, rules: Rules, roots: RootCertStore) -> Result<Self, InitError> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| InitError::new(format!("TLS cannot be set up: {error}")))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { network, rules, tls: TlsConnector::from(Arc::new(config)) })
    }

    /// Sends one request over a connection of its own.
    ///
    /// # Errors
    /// Says why there is no answer.
    pub async fn fetch(&self, request: Request, limits: Limits) -> Result<Answer, Failure> {
        let target = self.rules.read(&request.url).map_err(Failure::Refused)?;
        let end = Instant::now() + limits.time;
        let exchanged = timeout_at(end, async {
            let stream = self.connect(&target).await?;
            if target.tls {
                let name = server_name(&target).ok_or(Failure::Tls)?;
                let stream = self.tls.connect(name, stream).await.map_err(|_| Failure::Tls)?;
                exchange(stream, &target, request).await
            } else {
                exchange(stream, &target, request).await
            }
        });
        let (response, connection) = exchanged.await.map_err(|_| Failure::TimedOut)??;
        let (head, mut rest) = response.into_parts();
        let mut body = Vec::new();
        // The status stands, however slowly or endlessly the body comes.
        let reading = timeout_at(end, async {
            loop {
                let frame = match rest.frame().await {
                    None => return true,
                    Some(Err(_)) => return false,
                    Some(Ok(frame)) => frame,
                };
                let Ok(data) = frame.into_data() else { continue };
                let room = limits.body - body.len();
                body.extend_from_slice(&data[..data.len().min(room)]);
                if data.len() > room {
                    return false;
                }
            }
        });
        let is_complete = reading.await.unwrap_or(false);
        drop(connection);
        Ok(Answer { status: head.status, headers: head.headers, body, is_complete })
    }

    /// Looks up once, checks every address, connects to one of those.
    async fn connect(&self, target: &Target) -> Result<N::Stream, Failure> {
        let addresses = match &target.host {
            Host::Ipv4(ip) => vec![SocketAddr::new((*ip).into(), target.port)],
            Host::Ipv6(ip) => vec![SocketAddr::new((*ip).into(), target.port)],
            Host::Domain(name) => {
                self.rules.admit_name(name).map_err(Failure::Refused)?;
                self.network.resolve(name, target.port).await.map_err(|_| Failure::Unresolved)?
            }
        };
        // A name with one address that must not be reached is not asked at its others either.
        for address in &addresses {
            self.rules.admit(address.ip()).map_err(Failure::Refused)?;
        }
        let mut failure = Failure::Unresolved;
        for address in addresses {
            let address = SocketAddr::new(address.ip(), target.port);
            match timeout(CONNECT, self.network.connect(address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(_)) => failure = Failure::Unreachable,
                Err(_) => failure = Failure::TimedOut,
            }
        }
        Err(failure)
    }
}

fn server_name(target: &Target) -> Option<ServerName<'static>> {
    match &target.host {
        Host::Domain(name) => ServerName::try_from(name.clone()).ok(),
        Host::Ipv4(ip) => Some(ServerName::IpAddress(std::net::IpAddr::from(*ip).into())),
        Host::Ipv6(ip) => Some(ServerName::IpAddress(std::net::IpAddr::from(*ip).into())),
    }
}

/// A connection's own work, which ends with this.
struct Connection(JoinHandle<()>);

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn exchange<S>(
    stream: S,
    target: &Target,
    request: Request,
) -> Result<(http::Response<hyper::body::Incoming>, Connection), Failure>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut builder = http1::Builder::new();
    builder.max_buf_size(MAX_HEAD).max_headers(100);
    let (mut sender, connection) =
        builder.handshake(TokioIo::new(stream)).await.map_err(|_| Failure::Broken)?;
    let connection = Connection(tokio::spawn(async move {
        let _ = connection.await;
    }));
    let path = &target.url[url::Position::BeforePath..url::Position::AfterQuery];
    let authority = &target.url[url::Position::BeforeHost..url::Position::AfterPort];
    let mut wire = http::Request::builder().method(request.method).uri(path);
    if let Some(headers) = wire.headers_mut() {
        headers.extend(request.headers);
        headers.insert(header::HOST, HeaderValue::try_from(authority).map_err(|_| Failure::Broken)?);
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    let wire = wire.body(Full::new(request.body)).map_err(|_| Failure::Broken)?;
    let response = sender.send_request(wire).await.map_err(|_| Failure::Broken)?;
    Ok((response, connection))
}

#[cfg(test)]
mod tests;
