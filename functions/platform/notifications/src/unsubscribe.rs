//! The end of mails, by the link in one of them: without a sign-in (RFC 8058).

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{
    platform::notifications::unsubscribe::{Claim, Link},
    transaction::TenantTx,
};
use http::{HeaderMap, header};
use runtime::http::{Query, Reply, Result, problem::Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::App;

/// How the activity log knows who followed a link.
const JOB: &str = "unsubscribe";

/// The link's token.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UnsubscribeQuery {
    /// As the mail has it.
    token: String,
}

/// What the link did.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnsubscribedOut {
    /// `unsubscribed`.
    status: &'static str,
    /// What does not come any more.
    what: &'static str,
}

/// The page behind the link. It asks for a click, because programs that scan mail follow links too.
#[utoipa::path(get, path = "/v1/public/unsubscribe", tag = "public", operation_id = "unsubscribe_page", security(),
    params(UnsubscribeQuery),
    responses((status = 200, body = String, content_type = "text/html"),
        (status = 401, body = Problem, content_type = "application/problem+json",
         description = "The token is wrong")))]
pub async fn page(State(app): State<App>, query: Query) -> Result<Response> {
    let (_, link) = prove(&app, &query).await?;
    let asked = format!("Shall no more mails come about this: {}?", link.what());
    Ok(html(&asked, "<form method=\"post\"><button>No more of these mails</button></form>"))
}

/// Ends the mails that the link stands for. What has ended stays so. The body does not matter.
#[utoipa::path(post, path = "/v1/public/unsubscribe", tag = "public", operation_id = "unsubscribe", security(),
    params(UnsubscribeQuery),
    responses((status = 200, body = UnsubscribedOut),
        (status = 401, body = Problem, content_type = "application/problem+json",
         description = "The token is wrong")))]
pub async fn unsubscribe(State(app): State<App>, query: Query, headers: HeaderMap) -> Result<Response> {
    let (tx, link) = prove(&app, &query).await?;
    link.follow(&tx).await?;
    let reply = Reply::ok(&UnsubscribedOut { status: "unsubscribed", what: link.what() })?;
    let reply = app.tenants.commit(tx, reply).await?;
    // A browser sent the page's form; a mail program wants to know that it worked.
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if accept.contains("text/html") {
        return Ok(html(
            "Done: no more mails come about this. You can switch them on again in your preferences.",
            "",
        ));
    }
    Ok(reply.into_response())
}

/// The organization is the token's word; a token that nobody there signed proves nothing.
async fn prove(app: &App, query: &Query) -> domain::Result<(TenantTx, Link)> {
    let query: UnsubscribeQuery = query.read()?;
    let claim = Claim::parse(&query.token)?;
    let tx = app.tenants.database().job(claim.organization, JOB).await?;
    let link = claim.prove(&tx).await?;
    Ok((tx, link))
}

/// A page without a script, whose form may call us and nobody else. Both parts are ours: nothing in them was typed by
/// anybody.
fn html(message: &str, form: &str) -> Response {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Mails from PlugZero</title>\n\
         <style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}}\
         button{{font:inherit;padding:.6rem 1.2rem}}</style>\n<h1>Mails from PlugZero</h1>\n\
         <p role=\"status\">{message}</p>\n{form}\n</html>\n"
    );
    let policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    (
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::CACHE_CONTROL, "no-store"),
        ],
        page,
    )
        .into_response()
}
