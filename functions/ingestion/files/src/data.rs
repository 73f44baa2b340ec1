//! What a file holds: its rows, typed, and the rows that had no place in its table.

use axum::extract::State;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use domain::{
    Error, Result as DomainResult,
    accounts::permissions::Permission,
    ids::FileId,
    ingestion::files::{self, File, Variant},
    platform::paging::parse_limit,
    transaction::TenantTx,
};
use runtime::{
    aws::{objects::Objects, twins},
    http::{Path, Query, Reply, Result, SignedIn, openapi::List},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::{App, download::not_ready};

/// Bytes of the list of rejects read at a time.
const CHUNK: u64 = 256 * 1024;

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DataQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
}

impl DataQuery {
    /// The page's size and where it begins: a row, or a byte.
    fn position(&self) -> DomainResult<(usize, u64)> {
        let limit = parse_limit(self.limit.as_deref())?;
        let start = match self.cursor.as_deref() {
            None => 0,
            Some(cursor) => BASE64
                .decode(cursor)
                .ok()
                .and_then(|bytes| bytes.try_into().ok().map(u64::from_be_bytes))
                .filter(|start| i64::try_from(*start).is_ok())
                .ok_or_else(|| Error::invalid("?cursor", "invalid_cursor", "not a cursor of this list"))?,
        };
        Ok((limit as usize, start))
    }
}

fn cursor(position: u64) -> String {
    BASE64.encode(position.to_be_bytes())
}

/// A page of rows.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowsOut {
    /// The columns' names, in the order of each row's values.
    columns: Vec<String>,
    /// The rows. Integers that 64 bits hold and decimals that a double gives back are numbers; longer ones, dates and
    /// times are strings; what is missing is null.
    data: Vec<Vec<Value>>,
    /// Where the next page begins; null on the last.
    next_cursor: Option<String>,
}

/// A row that had no place in the table.
#[derive(Debug, Serialize, ToSchema)]
pub struct RejectOut {
    /// Its number among the data records of the source, from 1.
    row: u64,
    /// The column at fault, where one is.
    column: Option<String>,
    /// What stood there, as far as it is shown.
    value: String,
    /// A stable word for programs.
    code: String,
    /// A sentence for people.
    message: String,
}

/// Opens the file for reading its data.
async fn open(
    app: &App,
    caller: &domain::accounts::caller::Caller,
    id: FileId,
) -> DomainResult<(TenantTx, File)> {
    let tx = app.tenants.begin(caller).await?;
    let file = files::get(&tx, id).await?;
    file.access.require(&tx, Permission::FilesRead)?;
    Ok((tx, file))
}

/// Reads rows of a file with their types.
#[utoipa::path(get, path = "/v1/files/{id}/rows", tag = "files",
    security(("bearer" = ["files.read"])), params(("id" = Uuid, Path), DataQuery),
    responses((status = 200, body = RowsOut),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`file_not_ready`")))]
pub async fn rows(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<FileId>,
    query: Query,
) -> Result {
    let (tx, file) = open(&app, &caller, id).await?;
    let (limit, start) = query.read::<DataQuery>()?.position()?;
    if file.upload_status != "SUCCESS" {
        return Err(not_ready(&file.upload_status).into());
    }
    let key = files::key(tx.organization(), file.id, Variant::Parquet);
    // The connection is for others while S3 is read.
    drop(tx);
    let page = twins::with_twin(&app.objects, &key, move |twin| {
        let data = twin.rows(start, limit)?;
        let columns = twin.columns().iter().map(|column| column.name.clone()).collect();
        let next = start + data.len() as u64;
        let next_cursor = (!data.is_empty() && next < twin.row_count()).then(|| cursor(next));
        Ok(RowsOut { columns, data, next_cursor })
    });
    Ok(Reply::ok(&page.await?)?)
}

/// Lists the rows of a file that had no place in its table, and why.
#[utoipa::path(get, path = "/v1/files/{id}/rejects", tag = "files",
    security(("bearer" = ["files.read"])), params(("id" = Uuid, Path), DataQuery),
    responses((status = 200, body = List<RejectOut>),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`file_not_ready`")))]
pub async fn rejects(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<FileId>,
    query: Query,
) -> Result {
    let (tx, file) = open(&app, &caller, id).await?;
    let (limit, start) = query.read::<DataQuery>()?.position()?;
    if file.upload_status != "SUCCESS" {
        return Err(not_ready(&file.upload_status).into());
    }
    let key = files::key(tx.organization(), file.id, Variant::Rejects);
    drop(tx);
    let (data, next) = read_rejects(&app.objects, &key, start, limit).await?;
    Ok(Reply::ok(&List { data, next_cursor: next.map(cursor) })?)
}

/// Reads the list from a byte on; the cursor is where the next record begins, so that no page reads what came before.
async fn read_rejects(
    objects: &Objects,
    key: &str,
    start: u64,
    limit: usize,
) -> DomainResult<(Vec<RejectOut>, Option<u64>)> {
    let size = objects.head(key).await?.map_or(0, |head| head.size);
    let mut length = CHUNK;
    loop {
        let end = size.min(start.saturating_add(length));
        let bytes = objects.read_range(key, start, end.saturating_sub(start)).await?;
        let is_end = end == size;
        if let Some((rejects, read)) = parse_rejects(&bytes, start == 0, is_end, limit) {
            let next = start + read;
            return Ok((rejects, (next < size).then_some(next)));
        }
        length *= 2;
    }
}

/// Up to `limit` rejects and how many bytes they are; none where not even one is whole.
fn parse_rejects(
    bytes: &[u8],
    has_header: bool,
    is_end: bool,
    limit: usize,
) -> Option<(Vec<RejectOut>, u64)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(has_header).flexible(true).from_reader(bytes);
    let mut record = csv::StringRecord::new();
    let (mut rejects, mut read) = (Vec::new(), 0);
    while rejects.len() < limit && reader.read_record(&mut record).ok()? {
        let position = reader.position().byte();
        // A record that touches the end of a piece may go on behind it.
        if position == bytes.len() as u64 && !is_end {
            break;
        }
        let text = |n: usize| record.get(n).unwrap_or_default().to_owned();
        rejects.push(RejectOut {
            row: text(0).parse().unwrap_or_default(),
            column: Some(text(1)).filter(|column| !column.is_empty()),
            value: text(2),
            code: text(3),
            message: text(4),
        });
        read = position;
    }
    if rejects.is_empty() && !is_end {
        return None;
    }
    // At the end, whatever is left (a header alone) has been read too.
    Some((rejects, if is_end && reader.is_done() { bytes.len() as u64 } else { read }))
}
