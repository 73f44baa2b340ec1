//! The mailbox: stands before SES, keeps what is sent and passes it on to the stand-in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use axum::body::Bytes;
use axum::extract::{OriginalUri, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Json, Router, routing};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use mail_parser::MessageParser;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// An e-mail that was sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mail {
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Sender as SES got it.
    pub from: String,
    /// All recipients, copies included.
    pub to: Vec<String>,
    /// Subject.
    pub subject: String,
    /// Plain text, if any.
    pub text: Option<String>,
    /// HTML, if any.
    pub html: Option<String>,
    /// Headers beside those above, by their names in small letters.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

/// Mails that were sent, kept in a folder.
pub struct Mailbox {
    folder: PathBuf,
    /// In the order of sending.
    mails: Mutex<Vec<Mail>>,
    stand_in: String,
    client: reqwest::Client,
}

#[derive(Deserialize)]
struct Filter {
    to: Option<String>,
}

impl Mailbox {
    /// Opens the mails of a folder; new ones go on to the SES of the stand-in.
    pub fn open(folder: &Path, stand_in: &str) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut mails = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let mail = serde_json::from_slice(&std::fs::read(&path)?);
                mails.push(mail.with_context(|| format!("{} is no mail", path.display()))?);
            }
        }
        mails.sort_by_key(|mail: &Mail| mail.sent_at);
        Ok(Self {
            folder: folder.to_owned(),
            mails: Mutex::new(mails),
            stand_in: stand_in.to_owned(),
            client: reqwest::Client::new(),
        })
    }

    /// Mails to this address, or all, newest first.
    fn list(&self, to: Option<&str>) -> Vec<Mail> {
        let mails = self.mails.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted =
            |mail: &&Mail| to.is_none_or(|to| mail.to.iter().any(|address| same_address(address, to)));
        mails.iter().rev().filter(wanted).cloned().collect()
    }

    fn keep(&self, mail: Mail) -> Result<()> {
        let name = format!("{}-{}.json", mail.sent_at.as_microsecond(), uuid::Uuid::new_v4());
        std::fs::write(self.folder.join(name), serde_json::to_vec_pretty(&mail)?)?;
        self.mails.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
        Ok(())
    }
}

/// Routes of the mailbox and of the SES API.
pub fn router(mailbox: Arc<Mailbox>) -> Router {
    Router::new()
        .route("/mailbox", routing::get(list))
        .route("/v2/email/{*rest}", routing::any(send))
        .with_state(mailbox)
}

async fn list(State(mailbox): State<Arc<Mailbox>>, Query(filter): Query<Filter>) -> Json<Vec<Mail>> {
    Json(mailbox.list(filter.to.as_deref()))
}

/// Passes a call to the stand-in's SES; if that accepts a mail, keeps it.
async fn send(
    State(mailbox): State<Arc<Mailbox>>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    mut headers: HeaderMap,
    body: Bytes,
) -> Response {
    headers.remove(header::HOST);
    headers.remove(header::CONTENT_LENGTH);
    let is_mail = method == Method::POST && uri.path() == "/v2/email/outbound-emails";
    let request = mailbox.client.request(method, format!("{}{uri}", mailbox.stand_in)).headers(headers);
    let answered = async {
        let answer = request.body(body.clone()).send().await?;
        Ok::<_, reqwest::Error>((answer.status(), answer.bytes().await?))
    };
    let (status, answer) = match answered.await {
        Ok(answer) => answer,
        Err(error) => return (StatusCode::BAD_GATEWAY, error.to_string()).into_response(),
    };
    if is_mail && status.is_success() {
        let kept =
            serde_json::from_slice(&body).map_err(Into::into).and_then(|sent| mailbox.keep(read(&sent)?));
        if let Err(error) = kept {
            return (
                StatusCode::INTERNAL_SERVER_ERROR,
                format!("the mailbox cannot keep the mail: {error:#}"),
            )
                .into_response();
        }
    }
    (status, [(header::CONTENT_TYPE, "application/json")], answer).into_response()
}

/// Reads the body of SES's `SendEmail`.
fn read(sent: &Value) -> Result<Mail> {
    let destination = &sent["Destination"];
    let recipients = ["ToAddresses", "CcAddresses", "BccAddresses"]
        .iter()
        .flat_map(|list| destination[list].as_array().into_iter().flatten())
        .filter_map(|address| Some(address.as_str()?.to_owned()));
    let mut mail = Mail {
        sent_at: Timestamp::now(),
        from: owned(&sent["FromEmailAddress"]).unwrap_or_default(),
        to: recipients.collect(),
        subject: String::new(),
        text: None,
        html: None,
        headers: BTreeMap::new(),
    };
    let content = &sent["Content"];
    if let Some(raw) = content["Raw"]["Data"].as_str() {
        let raw = BASE64_STANDARD.decode(raw)?;
        let message = MessageParser::default().parse(&raw).context("Raw.Data is no e-mail")?;
        let headers = [message.to(), message.cc(), message.bcc()];
        let addresses = headers.into_iter().flatten().flat_map(mail_parser::Address::iter);
        if mail.to.is_empty() {
            mail.to = addresses.filter_map(|address| address.address().map(str::to_owned)).collect();
        }
        if mail.from.is_empty() {
            let from = message.from().and_then(|from| from.first()).and_then(|from| from.address());
            mail.from = from.unwrap_or_default().to_owned();
        }
        mail.subject = message.subject().unwrap_or_default().to_owned();
        mail.text = message.body_text(0).map(Into::into);
        mail.html = (message.html_body_count() > 0).then(|| message.body_html(0).map(Into::into)).flatten();
        for (name, value) in message.headers_raw() {
            mail.headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    } else {
        let simple = &content["Simple"];
        mail.subject = owned(&simple["Subject"]["Data"]).unwrap_or_default();
        mail.text = owned(&simple["Body"]["Text"]["Data"]);
        mail.html = owned(&simple["Body"]["Html"]["Data"]);
        for header in simple["Headers"].as_array().into_iter().flatten() {
            if let (Some(name), Some(value)) = (header["Name"].as_str(), owned(&header["Value"])) {
                mail.headers.insert(name.to_ascii_lowercase(), value);
            }
        }
    }
    Ok(mail)
}

fn owned(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// Compares addresses, one of which may carry a display name.
fn same_address(written: &str, wanted: &str) -> bool {
    let bare = written.rsplit_once('<').map_or(written, |(_, address)| address.trim_end_matches('>'));
    bare.eq_ignore_ascii_case(wanted)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_simple_mail_is_read() {
        let mail = read(&json!({
            "FromEmailAddress": "no-reply@plugzero.test",
            "Destination": { "ToAddresses": ["ada@example.org"], "CcAddresses": ["Bob <bob@example.org>"] },
            "Content": { "Simple": {
                "Subject": { "Data": "Hello" },
                "Body": { "Text": { "Data": "plain" }, "Html": { "Data": "<p>rich</p>" } },
                "Headers": [{ "Name": "List-Unsubscribe", "Value": "<https://example.org/>" }],
            } },
        }))
        .unwrap();
        assert_eq!(mail.subject, "Hello");
        assert_eq!(mail.text.as_deref(), Some("plain"));
        assert_eq!(mail.html.as_deref(), Some("<p>rich</p>"));
        assert_eq!(mail.headers["list-unsubscribe"], "<https://example.org/>");
        assert!(same_address(&mail.to[1], "BOB@example.org"));
    }

    #[test]
    fn a_raw_mail_is_read() {
        let raw = "From: a@example.org\r\nTo: Ada <ada@example.org>\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nbody\r\n";
        let mail = read(&json!({ "Content": { "Raw": { "Data": BASE64_STANDARD.encode(raw) } } })).unwrap();
        assert_eq!(mail.subject, "Grüße");
        assert_eq!(mail.to, ["ada@example.org"]);
        assert_eq!(mail.text.as_deref().map(str::trim), Some("body"));
        assert_eq!(mail.headers["to"], "Ada <ada@example.org>");
    }
}
