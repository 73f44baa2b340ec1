//! Receivers of webhooks on this machine, and the way of a delivery through its three functions.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex},
    time::Duration,
};

use aws_lc_rs::{
    hmac,
    signature::{ED25519, UnparsedPublicKey},
};
use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use domain::platform::webhooks::sending;
use runtime::{aws::queues::Queue, events::Message, fetch::Rules};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use uuid::Uuid;

use super::{TestApp, app::User, jobs::Inbox};

/// What a receiver does with a request.
#[derive(Debug, Clone)]
pub enum Reaction {
    /// Answers with status, further headers and body.
    Answer(u16, &'static str, String),
    /// Says nothing.
    Silence,
    /// Sends its head byte by byte, without end.
    DrippingHead,
    /// Answers 200 and sends its body byte by byte, without end.
    DrippingBody,
    /// Answers 200 and a body of so many bytes.
    Huge(usize),
    /// Sends what is no HTTP.
    Noise,
    /// Hangs up.
    HangUp,
}

impl Reaction {
    pub fn status(code: u16) -> Self {
        Self::Answer(code, "", String::new())
    }
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Received {
    pub line: String,
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Received {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn id(&self) -> &str {
        &self.headers["webhook-id"]
    }

    fn signatures(&self, version: &str) -> Vec<Vec<u8>> {
        let all = self.headers["webhook-signature"].split(' ');
        all.filter_map(|signature| signature.strip_prefix(version)?.strip_prefix(','))
            .map(|signature| BASE64.decode(signature).unwrap())
            .collect()
    }

    fn content(&self) -> String {
        format!("{}.{}.{}", self.id(), self.headers["webhook-timestamp"], self.body)
    }

    /// Whether one of the signatures is right under the shared secret, as a receiver would check.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let key = BASE64.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
        let content = self.content();
        self.signatures("v1").iter().any(|tag| hmac::verify(&key, content.as_bytes(), tag).is_ok())
    }

    /// Whether one of the signatures is right under the public key.
    pub fn is_signed_for(&self, public_key: &str) -> bool {
        let key = BASE64.decode(public_key.strip_prefix("whpk_").unwrap()).unwrap();
        let key = UnparsedPublicKey::new(&ED25519, key);
        let content = self.content();
        self.signatures("v1a").iter().any(|signature| key.verify(content.as_bytes(), signature).is_ok())
    }
}

/// A server on this machine that reacts as it is told, and with 200 when it is told nothing.
pub struct Receiver {
    pub url: String,
    received: Arc<Mutex<Vec<Received>>>,
    reactions: Arc<Mutex<VecDeque<Reaction>>>,
}

impl Receiver {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook?from=plugzero", listener.local_addr().unwrap());
        let (received, reactions) = (Arc::default(), Arc::default());
        let receiver = Self { url, received: Arc::clone(&received), reactions: Arc::clone(&reactions) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, received.clone(), reactions.clone()));
            }
        });
        receiver
    }

    /// Reacts like this to the next requests, one after the other.
    pub fn react(&self, reactions: impl IntoIterator<Item = Reaction>) {
        self.reactions.lock().unwrap().extend(reactions);
    }

    /// Everything that arrived.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

async fn serve(
    mut stream: TcpStream,
    received: Arc<Mutex<Vec<Received>>>,
    reactions: Arc<Mutex<VecDeque<Reaction>>>,
) {
    let Some(request) = read(&mut stream).await else { return };
    received.lock().unwrap().push(request);
    let reaction = reactions.lock().unwrap().pop_front().unwrap_or(Reaction::status(200));
    let dripping = Duration::from_millis(20);
    // The other side hangs up when it has had enough: that is no error here.
    match reaction {
        Reaction::Answer(code, headers, body) => {
            let head = format!("HTTP/1.1 {code} X\r\ncontent-length: {}\r\n{headers}\r\n", body.len());
            let _ = stream.write_all((head + &body).as_bytes()).await;
        }
        Reaction::Silence => tokio::time::sleep(Duration::from_secs(60)).await,
        Reaction::DrippingHead => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nx: ").await;
            while stream.write_all(b"x").await.is_ok() {
                tokio::time::sleep(dripping).await;
            }
        }
        Reaction::DrippingBody => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n").await;
            while stream.write_all(b"x").await.is_ok() {
                tokio::time::sleep(dripping).await;
            }
        }
        Reaction::Huge(bytes) => {
            let _ = stream
                .write_all(format!("HTTP/1.1 200 OK\r\ncontent-length: {bytes}\r\n\r\n").as_bytes())
                .await;
            let mut left = bytes;
            while left > 0 && stream.write_all(&[b'x'; 65_536][..left.min(65_536)]).await.is_ok() {
                left -= left.min(65_536);
            }
        }
        Reaction::Noise => {
            let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.9\r\n\r\n").await;
        }
        Reaction::HangUp => {}
    }
}

async fn read(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let line = lines.next()?.to_owned();
    let headers: HashMap<_, _> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length: usize = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    while bytes.len() < end + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let body = String::from_utf8(bytes[end + 4..].to_vec()).unwrap();
    Some(Received { line, headers, body })
}

/// The three functions on queues of one test.
pub struct Post {
    pub t: TestApp,
    pub deliveries: Inbox,
    pub results: Inbox,
    pub dispatcher: dispatch_webhook::App,
    pub deliverer: deliver_webhook::App,
    pub recorder: record_webhook_delivery::App,
}

/// How long a receiver may take in tests.
pub const TIME: Duration = Duration::from_millis(700);

impl Post {
    pub async fn new(t: &TestApp) -> Self {
        let (deliveries, results) = (Inbox::new(t).await, Inbox::new(t).await);
        let database = t.database.role("plugzero_app", &t.context);
        let queue = Queue::at(&deliveries.url).await;
        let dispatcher = dispatch_webhook::App::new(database.clone(), queue).await.unwrap();
        let queue = Queue::at(&results.url).await;
        let deliverer = deliver_webhook::App::new(&t.context, Rules::LOOPBACK, queue, TIME).unwrap();
        let recorder = record_webhook_delivery::App::new(database);
        Self { t: t.clone(), deliveries, results, dispatcher, deliverer, recorder }
    }

    /// Takes up whatever is due, until it is sent and recorded. Returns how many attempts were made.
    pub async fn carry(&self) -> usize {
        let admin = self.t.database.superuser().await;
        let sql = "select organization_id, id from platform.webhook_deliveries where due_at <= $1 order by created_at, id";
        for row in admin.query(sql, &[&self.t.now()]).await.unwrap() {
            let due = due(row.get(0), row.get(1));
            dispatch_webhook::handle(&self.dispatcher, &due).await.unwrap();
        }
        for signed in self.deliveries.take().await {
            deliver_webhook::handle(&self.deliverer, &message(&signed)).await.unwrap();
        }
        let results = self.results.take().await;
        for result in &results {
            record_webhook_delivery::handle(&self.recorder, &message(result)).await.unwrap();
        }
        results.len()
    }

    /// Signs a delivery; what was handed over.
    pub async fn sign(&self, user: &User, delivery: Uuid) -> Vec<Value> {
        dispatch_webhook::handle(&self.dispatcher, &due(user.organization, delivery)).await.unwrap();
        self.deliveries.take().await
    }

    /// Sends what was signed; what is reported.
    pub async fn send(&self, signed: &Value) -> Vec<Value> {
        deliver_webhook::handle(&self.deliverer, &message(signed)).await.unwrap();
        self.results.take().await
    }

    /// Records what was reported.
    pub async fn record(&self, result: &Value) {
        record_webhook_delivery::handle(&self.recorder, &message(result)).await.unwrap();
    }

    /// Moves on to the delivery's next attempt.
    pub async fn wait_for(&self, user: &User, delivery: Uuid) {
        let at = get(user, delivery).await["next_attempt_at"]
            .as_str()
            .unwrap()
            .parse::<jiff::Timestamp>()
            .unwrap();
        let ahead = at.duration_since(self.t.now());
        self.t.advance(ahead + jiff::SignedDuration::from_secs(1));
    }
}

/// The message that a delivery is due.
pub fn due(organization: Uuid, delivery: Uuid) -> Message {
    let payload = json!({ "organization_id": organization, "delivery_id": delivery });
    message(&json!({ "kind": "webhook.dispatch", "payload": payload }))
}

/// A message of a queue.
pub fn message(body: &Value) -> Message {
    Message { message_id: Uuid::nil().to_string(), body: body.to_string() }
}

/// Creates a webhook; with its secret.
pub async fn subscribe(user: &User, receiver: &Receiver, fields: Value) -> Value {
    let mut input = json!({ "url": receiver.url });
    input.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    user.post("/v1/webhooks", input).await.expect(201).json()
}

/// The deliveries to a webhook, oldest first.
pub async fn deliveries(user: &User, webhook: &Value) -> Vec<Value> {
    let path = format!("/v1/webhooks/{}/deliveries?sort=created_at", webhook["id"].as_str().unwrap());
    user.get(&path).await.expect(200).json()["data"].as_array().unwrap().clone()
}

/// A delivery with its attempts.
pub async fn get(user: &User, delivery: Uuid) -> Value {
    user.get(&format!("/v1/webhook-deliveries/{delivery}")).await.expect(200).json()
}

/// A thing's id.
pub fn id(thing: &Value) -> Uuid {
    thing["id"].as_str().unwrap().parse().unwrap()
}

/// How many attempts the plan has.
pub const ATTEMPTS: usize = sending::WAITS.len() + 1;
