//! Upload templates: what an organization expects of files of one kind. What their rules mean, the crate `imports`
//! says; here they are JSON.
//!
//! Everybody in the organization sees its templates.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sql::queries::ingestion::upload_templates::{self, UploadTemplateRow, UploadTemplateVersionRow};
use tokio_postgres::Row;

use crate::{
    Error, Result,
    error::OnConstraint as _,
    ids::{UploadTemplateId, UserId},
    platform::{
        audit,
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

/// The formats that a template can be for: what files are told to be once they have been read.
pub const FORMATS: &[&str] = &["csv", "tsv", "json", "ndjson"];
/// The largest limit of a file's size, in megabytes of 2^20 bytes.
pub const MAX_FILE_SIZE_MB: i32 = 16_384;

/// How lists of templates may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "t.created_at", sql_type: "timestamptz" },
    Sort { name: "name", expression: "lower(t.name)", sql_type: "text" },
];

/// A template.
#[derive(Debug, Clone)]
pub struct UploadTemplate {
    /// Its id.
    pub id: UploadTemplateId,
    /// What people may change.
    pub fields: UploadTemplateFields,
    /// Raised by every change.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who created it.
    pub created_by: UserId,
}

/// What people may change about a template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UploadTemplateFields {
    /// Unique in the organization, whatever the case of its letters.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// One of [`FORMATS`]; any, where there is none.
    pub file_format: Option<String>,
    /// The largest file, in megabytes of 2^20 bytes.
    pub max_file_size_mb: Option<i32>,
    /// Where targets come from.
    pub transformation_rules: Value,
    /// What must hold of them.
    pub validation_rules: Value,
}

/// What a template said at a version.
#[derive(Debug, Clone)]
pub struct Version {
    /// The version.
    pub version: i64,
    /// What it said.
    pub fields: UploadTemplateFields,
    /// Since when.
    pub created_at: Timestamp,
    /// Who wrote it.
    pub created_by: UserId,
}

/// Which templates a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those whose name contains this, whatever the case.
    pub q: Option<String>,
    /// Those for this format, and those for any.
    pub file_format: Option<String>,
}

impl From<UploadTemplateRow> for UploadTemplate {
    fn from(row: UploadTemplateRow) -> Self {
        Self {
            id: UploadTemplateId(row.id),
            fields: UploadTemplateFields {
                name: row.name,
                description: row.description,
                file_format: row.file_format,
                max_file_size_mb: row.max_file_size_mb,
                transformation_rules: row.transformation_rules,
                validation_rules: row.validation_rules,
            },
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            created_by: UserId(row.created_by),
        }
    }
}

impl From<UploadTemplateVersionRow> for Version {
    fn from(row: UploadTemplateVersionRow) -> Self {
        Self {
            version: row.template_version,
            fields: UploadTemplateFields {
                name: row.name,
                description: row.description,
                file_format: row.file_format,
                max_file_size_mb: row.max_file_size_mb,
                transformation_rules: row.transformation_rules,
                validation_rules: row.validation_rules,
            },
            created_at: row.created_at,
            created_by: UserId(row.created_by),
        }
    }
}

/// A template of the organization.
///
/// # Errors
/// `NotFound` for an absent or foreign template.
pub async fn get(tx: &TenantTx, id: UploadTemplateId) -> Result<UploadTemplate> {
    let row = upload_templates::find().bind(tx.client(), &id.0).opt().await?;
    row.map(UploadTemplate::from).ok_or(Error::NotFound("upload_template"))
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: UploadTemplateId) -> Result<UploadTemplate> {
    upload_templates::lock().bind(tx.client(), &id.0).opt().await?;
    get(tx, id).await
}

/// Lists the organization's templates.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<UploadTemplate>> {
    page.fetch(
        tx,
        "t.id, t.name, t.description, t.file_format, t.max_file_size_mb, t.transformation_rules, \
         t.validation_rules, t.version, t.created_at, t.updated_at, t.created_by",
        "from ingestion.upload_templates t where t.organization_id = $1 \
         and ($2::text is null or strpos(lower(t.name), lower($2)) > 0) \
         and ($3::text is null or t.file_format is null or t.file_format = $3)",
        "t.id",
        &[&tx.organization().0, &filter.q, &filter.file_format],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<UploadTemplate, tokio_postgres::Error> {
    Ok(UploadTemplate {
        id: UploadTemplateId(row.try_get("id")?),
        fields: UploadTemplateFields {
            name: row.try_get("name")?,
            description: row.try_get("description")?,
            file_format: row.try_get("file_format")?,
            max_file_size_mb: row.try_get("max_file_size_mb")?,
            transformation_rules: row.try_get("transformation_rules")?,
            validation_rules: row.try_get("validation_rules")?,
        },
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        created_by: UserId(row.try_get("created_by")?),
    })
}

/// Creates a template.
///
/// # Errors
/// `Conflict` where the name is taken.
pub async fn insert(tx: &TenantTx, fields: &UploadTemplateFields) -> Result<UploadTemplate> {
    let id = UploadTemplateId(tx.id());
    let user = tx.user()?.0;
    let inserted = upload_templates::insert()
        .bind(
            tx.client(),
            &id.0,
            &tx.organization().0,
            &fields.name,
            &fields.description,
            &fields.file_format,
            &fields.max_file_size_mb,
            &fields.transformation_rules,
            &fields.validation_rules,
            &tx.now(),
            &user,
        )
        .await;
    explain(inserted)?;
    upload_templates::keep_version().bind(tx.client(), &user, &id.0).await?;
    log(tx, "created", id, None, Some(fields)).await?;
    get(tx, id).await
}

/// Changes a template. What it said before stays among its versions.
///
/// # Errors
/// As [`insert`]; `PreconditionFailed` where `if_version` has passed.
pub async fn update(
    tx: &TenantTx,
    before: &UploadTemplate,
    fields: &UploadTemplateFields,
    if_version: Option<i64>,
) -> Result<UploadTemplate> {
    let updated = upload_templates::update()
        .bind(
            tx.client(),
            &fields.name,
            &fields.description,
            &fields.file_format,
            &fields.max_file_size_mb,
            &fields.transformation_rules,
            &fields.validation_rules,
            &tx.now(),
            &before.id.0,
            &if_version,
        )
        .await;
    if explain(updated)? == 0 {
        return Err(Error::PreconditionFailed);
    }
    upload_templates::keep_version().bind(tx.client(), &tx.user()?.0, &before.id.0).await?;
    log(tx, "updated", before.id, Some(&before.fields), Some(fields)).await?;
    get(tx, before.id).await
}

/// Deletes a template and its versions.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, template: &UploadTemplate, if_version: Option<i64>) -> Result<()> {
    if upload_templates::delete().bind(tx.client(), &template.id.0, &if_version).await? == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "deleted", template.id, Some(&template.fields), None).await
}

/// What a template said at each version below `before`, the latest first; at most `limit` of them.
pub async fn versions(
    tx: &TenantTx,
    id: UploadTemplateId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Version>> {
    let rows = upload_templates::versions()
        .bind(tx.client(), &tx.organization().0, &id.0, &before, &limit)
        .all()
        .await?;
    Ok(rows.into_iter().map(Version::from).collect())
}

fn explain<T>(result: std::result::Result<T, tokio_postgres::Error>) -> Result<T> {
    result.on_constraint("upload_templates_name_key", || {
        Error::conflict("name_taken", "an upload template of this name exists already")
    })
}

async fn log(
    tx: &TenantTx,
    action: &str,
    id: UploadTemplateId,
    before: Option<&UploadTemplateFields>,
    after: Option<&UploadTemplateFields>,
) -> Result<()> {
    let json = |fields: Option<&UploadTemplateFields>| {
        fields.map(serde_json::to_value).transpose().map_err(Error::internal)
    };
    let entry = audit::Entry {
        action,
        resource_type: "upload_template",
        resource_id: Some(id.0),
        old_values: json(before)?,
        new_values: json(after)?,
    };
    audit::record(tx, entry).await
}
