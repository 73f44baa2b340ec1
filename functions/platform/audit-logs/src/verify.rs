//! `GET /v1/audit-logs/verify`: whether the log is what was sealed.

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    platform::audit::{
        chain::Hash,
        verification::{self, Bad, Chain, Reason, Walk},
    },
    transaction::TenantTx,
};
use jiff::Timestamp;
use runtime::http::{Query, Reply, Result, SignedIn};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{App, models::VerificationOut};

/// How often a walk begins anew because retention cut the chain under it.
const TRIES: usize = 3;

/// From where.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct VerifyQuery {
    /// Go on behind this place, the `verified_through` of an answer that was not complete.
    #[param(value_type = Option<i64>, minimum = 0)]
    after: Option<String>,
}

/// Verifies the activity log: recomputes every hash from the checkpoint to the end, and compares with the anchors that
/// are kept outside the database.
#[utoipa::path(get, path = "/v1/audit-logs/verify", security(("bearer" = ["audit_logs.read"])), tag = "audit_logs", params(VerifyQuery),
    responses((status = 200, body = VerificationOut)))]
pub async fn verify(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::AuditLogsRead)?;
    let query: VerifyQuery = query.read()?;
    let after = sequence("?after", query.after.as_deref())?;
    let until = app.context.now() + app.longest;
    // Before the chain's end is read, so that it cannot be behind them by itself.
    let anchors = app.anchors.of(tx.organization().0).await?;
    let mut tries = 1;
    let out = loop {
        let chain = verification::chain(&tx).await?;
        let out = walk(&app, &tx, &chain, &anchors, after, until).await?;
        if out.valid || tries == TRIES || !verification::was_cut(&tx, &chain).await? {
            break out;
        }
        tries += 1;
    };
    Ok(Reply::ok(&out)?)
}

async fn walk(
    app: &App,
    tx: &TenantTx,
    chain: &Chain,
    anchors: &[(i64, Hash)],
    after: Option<i64>,
    until: Timestamp,
) -> domain::Result<VerificationOut> {
    let mut walk = Walk::start(tx, chain, anchors, after).await?;
    let verified_from = walk.position();
    let mut first_bad = forged(app, chain).await?;
    while first_bad.is_none() && !walk.is_done() && app.context.now() < until {
        first_bad = walk.check(tx).await?;
    }
    let complete = first_bad.is_some() || walk.is_done();
    if first_bad.is_none() && complete {
        first_bad = walk.finish(tx).await?;
    }
    let anchor = match anchors.last() {
        Some((sequence, hash)) => app.anchors.signed(tx.organization().0, *sequence, hash).await?,
        None => None,
    };
    Ok(VerificationOut {
        valid: first_bad.is_none(),
        sealed_through: chain.sealed_through,
        unsealed: chain.unsealed,
        first_bad: first_bad.map(Into::into),
        verified_from,
        verified_through: walk.position(),
        complete,
        anchored_through: anchors.last().map_or(0, |(sequence, _)| *sequence),
        anchor: anchor.map(Into::into),
        erased_people: walk.erased_people(),
    })
}

/// Whether the chain starts from a checkpoint that nobody with the key has signed.
async fn forged(app: &App, chain: &Chain) -> domain::Result<Option<Bad>> {
    let Some(checkpoint) = &chain.checkpoint else { return Ok(None) };
    let statement = &checkpoint.statement;
    let is_vouched = app.anchors.vouches(statement, &checkpoint.key_id, &checkpoint.signature).await?;
    Ok((!is_vouched).then_some(Bad { sequence: statement.sequence, reason: Reason::Forged }))
}

/// Reads a place in a chain.
///
/// # Errors
/// `Invalid` with the pointer.
pub fn sequence(pointer: &str, text: Option<&str>) -> domain::Result<Option<i64>> {
    text.map(|text| match text.parse::<i64>() {
        Ok(sequence) if sequence >= 0 => Ok(sequence),
        _ => Err(Error::invalid(pointer, "invalid_value", "a place in the chain: 0 or more")),
    })
    .transpose()
}
