//! What a template would do to a file that has been read. Nothing is written.

use std::time::{Duration, Instant};

use axum::extract::State;
use domain::{
    Error, FieldError,
    ids::{FileId, OrganizationId, UploadTemplateId},
    ingestion::{
        files::{self, File, Variant},
        upload_templates::{self, UploadTemplateFields},
    },
};
use imports::{Cells, Compiled, FileColumn, LookupRule, Lookups, Report, Tally, Template};
use runtime::{
    aws::{objects::Objects, twins},
    http::{Input, Path, Reply, Result, SignedIn},
};
use serde_json::Value;
use tabular::{ColumnType, twin::ColumnInfo};

use crate::{
    App,
    infer::file,
    models::{UploadTemplateIn, ValidateIn, invalid},
};

/// Rows that are looked at, at most: what an answer can wait for.
const MAX_ROWS: u64 = 100_000;
/// Cells read at a time; so much is held.
const BATCH_CELLS: usize = 200_000;
/// After this long an answer tells what was looked at so far.
const PATIENCE: Duration = Duration::from_secs(10);
/// Rows of a file that is looked up in, different values of its column, and bytes of their text, at most.
const MAX_LOOKUP_ROWS: i64 = 5_000_000;
const MAX_LOOKUP_VALUES: u64 = 200_000;
const MAX_LOOKUP_BYTES: u64 = 64 << 20;

/// Tells what an upload template would do to a processed file: how many rows it would take, why it would not take the
/// others, and the first ones before and after. At most 100,000 rows are looked at, for at most 10 seconds; `complete`
/// says whether that was all. Nothing is written.
#[utoipa::path(post, path = "/v1/upload-templates/{id}/validate", tag = "upload templates",
    operation_id = "validate_with_upload_template",
    security(("bearer" = [])), params(("id" = Uuid, Path)), request_body = ValidateIn,
    responses((status = 200, body = Report),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`file_not_ready`, `lookup_unavailable`")))]
pub async fn validate(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<UploadTemplateId>,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let template = upload_templates::get(&tx, id).await?;
    let input: ValidateIn = input.read()?;
    let file = file(&tx, FileId(input.file_id), "/file_id").await?;
    refuse_other_files(&template.fields, &file)?;
    let template = UploadTemplateIn::from_fields(template.fields)?.template();
    let mut lookups = Vec::new();
    for rule in template.validation_rules.columns.iter().filter_map(|rules| rules.lookup.as_ref()) {
        if !lookups.iter().any(|(known, _)| known == rule) {
            lookups.push((rule.clone(), looked_up(&tx, rule).await?));
        }
    }
    let organization = tx.organization();
    // The connection is for others while S3 is read.
    drop(tx);
    let lookups = read_lookups(&app.objects, organization, lookups).await?;
    let report =
        report(&app.objects, organization, &file, template, lookups, input.sample_rows as usize).await?;
    // A transaction of its own keeps the answer for the request's key.
    let tx = app.tenants.begin(&caller).await?;
    Ok(app.tenants.commit(tx, Reply::ok(&report)?).await?)
}

/// A file of another format or size than the template is for is refused before it is read.
fn refuse_other_files(template: &UploadTemplateFields, file: &File) -> domain::Result<()> {
    let mut wrong = Vec::new();
    let mut refuse = |code, message| {
        wrong.push(FieldError { pointer: "/file_id".to_owned(), code, message });
    };
    if let Some(format) = &template.file_format
        && file.format.as_ref() != Some(format)
    {
        refuse("wrong_format", format!("the template is for files of the format {format}"));
    }
    if let Some(limit) = template.max_file_size_mb
        && file.size_bytes > i64::from(limit) << 20
    {
        refuse("too_large", format!("the template is for files of at most {limit} MB"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

/// The file that a rule looks up in, as far as the caller may read it.
async fn looked_up(tx: &domain::transaction::TenantTx, rule: &LookupRule) -> domain::Result<FileId> {
    let unavailable = || {
        let detail = format!("the file that {:?} is looked up in is gone or hidden from you", rule.column);
        Error::conflict("lookup_unavailable", detail)
    };
    let id: FileId = rule.file_id.parse().map_err(|_| unavailable())?;
    match file(tx, id, "").await {
        Ok(file) if fits(&file, &rule.column) => Ok(file.id),
        Ok(_) => {
            let detail = format!(
                "{:?} of the other file is not there, or has more than {MAX_LOOKUP_VALUES} different values",
                rule.column
            );
            Err(Error::conflict("lookup_unavailable", detail))
        }
        Err(Error::Invalid(_) | Error::Forbidden(_) | Error::Conflict { .. }) => Err(unavailable()),
        Err(other) => Err(other),
    }
}

/// Whether a file has such a column, and one that can be held.
fn fits(file: &File, column: &str) -> bool {
    let columns = file.columns_metadata.as_ref().and_then(Value::as_array);
    let found = columns.into_iter().flatten().find(|known| known["name"] == column);
    found.is_some_and(|found| {
        let count = |name: &str| found[name].as_u64();
        let values = count("distinct_count").unwrap_or(u64::MAX);
        // Text has a length; whatever else there is is short. Four bytes for a character, at most.
        let bytes = values.saturating_mul(count("max_length").unwrap_or(16).saturating_mul(4));
        values <= MAX_LOOKUP_VALUES
            && bytes <= MAX_LOOKUP_BYTES
            && file.row_count.is_some_and(|rows| rows <= MAX_LOOKUP_ROWS)
    })
}

async fn read_lookups(
    objects: &Objects,
    organization: OrganizationId,
    rules: Vec<(LookupRule, FileId)>,
) -> domain::Result<Lookups> {
    let mut lookups = Lookups::new();
    for (rule, file) in rules {
        let key = files::key(organization, file, Variant::Parquet);
        let column = rule.column.clone();
        let values = twins::with_twin(objects, &key, move |twin| Ok(twin.categories(&column)?.dictionary));
        lookups.insert(rule, values.await?.into_iter().collect());
    }
    Ok(lookups)
}

async fn report(
    objects: &Objects,
    organization: OrganizationId,
    file: &File,
    template: Template,
    lookups: Lookups,
    sample_rows: usize,
) -> domain::Result<Report> {
    let key = files::key(organization, file.id, Variant::Parquet);
    let tolerance = template.validation_rules.tolerance;
    let checked = twins::with_twin(objects, &key, move |twin| {
        let columns: Vec<FileColumn> = twin.columns().iter().map(file_column).collect();
        let mut compiled = match Compiled::new(template, &columns, lookups) {
            Ok(compiled) => compiled,
            Err(problems) => return Ok(Err(problems)),
        };
        let (began, total) = (Instant::now(), twin.row_count());
        let mut tally = Tally::new(sample_rows);
        let batch = (BATCH_CELLS / columns.len().max(1)).max(1);
        let mut at = 0;
        while at < total.min(MAX_ROWS) && began.elapsed() < PATIENCE {
            let limit = batch.min((MAX_ROWS - at) as usize);
            let rows = twin.rows(at, limit)?;
            if rows.is_empty() {
                break;
            }
            at += rows.len() as u64;
            for row in rows {
                let row: Vec<Option<String>> = row.into_iter().map(text).collect();
                tally.row(&mut compiled, &columns, &row);
            }
        }
        Ok(Ok(tally.report(&compiled, tolerance, at >= total)))
    });
    checked.await?.map_err(invalid)
}

/// A column, and what reading the file has made of its cells.
fn file_column(column: &ColumnInfo) -> FileColumn {
    let cells = match column.column_type {
        ColumnType::Integer | ColumnType::Decimal => Cells::Numbers,
        ColumnType::Date => Cells::Dates,
        ColumnType::Boolean | ColumnType::Datetime | ColumnType::Category | ColumnType::Text => Cells::Text,
    };
    FileColumn { name: column.name.clone(), cells }
}

/// A cell as the text that a template works on.
fn text(cell: Value) -> Option<String> {
    match cell {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}
