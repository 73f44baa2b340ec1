//! Files: a row first, then the bytes, then what the bytes turn out to be.
//!
//! A file is visible to whoever sees its project, and to whom it was granted. Its objects live under `org/{organization}/files/{id}/`: `original`
//! as it was sent, `twin.parquet` with typed columns, `rejects.csv` with the rows that have no place in the table.

use std::str::FromStr;

use futures_util::future::try_join;
use jiff::Timestamp;
use serde_json::{Value, json};
use sql::queries::{
    ingestion::files::{self, FileRow},
    intelligence::analysis_results,
};
use uuid::Uuid;

use super::projects::Project;
use crate::{
    Error, Result,
    accounts::{
        access::{self, Access, Resource, ResourceType},
        plans::Quota,
        quotas, resource_permissions,
    },
    ids::{FileId, OrganizationId, ProjectId, UserId},
    network::links,
    platform::{
        audit, comments,
        outbox::{self, Effect},
        paging::{Page, Paged, Sort},
        tags,
    },
    transaction::TenantTx,
};

/// Bytes above which a file is uploaded in parts.
pub const MULTIPART_ABOVE: u64 = 64 * 1024 * 1024;
/// The size of a part in bytes; the last may be smaller.
pub const PART_SIZE: u64 = 16 * 1024 * 1024;
/// The largest file in bytes.
pub const MAX_SIZE: u64 = 16 * 1024 * 1024 * 1024;

/// How lists of files may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "f.created_at", sql_type: "timestamptz" },
    Sort { name: "file_name", expression: "lower(f.file_name)", sql_type: "text" },
    Sort { name: "size_bytes", expression: "f.size_bytes", sql_type: "bigint" },
];

/// What `upload_status` can be.
pub const STATUSES: &[&str] = &["PENDING", "PROCESSING", "SUCCESS", "FAILED"];

/// A file.
#[derive(Debug, Clone)]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// The project that it feeds.
    pub project: ProjectId,
    /// As the client called it.
    pub file_name: String,
    /// As the client declared it.
    pub content_type: String,
    /// TABULAR or UNSTRUCTURED.
    pub file_type: String,
    /// `csv`, `tsv`, `json` or `ndjson`, once it has been read.
    pub format: Option<String>,
    /// One of [`STATUSES`].
    pub upload_status: String,
    /// Why it FAILED: a code, and a sentence for people.
    pub failure: Option<(String, String)>,
    /// Its size as declared; what was stored is compared with it.
    pub size_bytes: i64,
    /// SHA-256 of its bytes, once it has been read.
    pub sha256: Option<Vec<u8>>,
    /// The unfinished upload in parts, where it is one.
    pub multipart_upload_id: Option<String>,
    /// The size of its parts.
    pub part_size: Option<i64>,
    /// How to read it, where the client said.
    pub options: Value,
    /// Rows and bytes read so far, while PROCESSING.
    pub progress: Option<(i64, i64)>,
    /// Rows in the table.
    pub row_count: Option<i64>,
    /// Rows without a place in it.
    pub rejected_count: Option<i64>,
    /// Both together.
    pub records_processed: Option<i64>,
    /// From claim to end.
    pub processing_time_ms: Option<i64>,
    /// The profile of every column.
    pub columns_metadata: Option<Value>,
    /// The text encoding it was read in.
    pub encoding: Option<String>,
    /// The dialect of delimited text.
    pub dialect: Option<Value>,
    /// The older file of the project with the same bytes.
    pub duplicate_of: Option<FileId>,
    /// Raised by every change.
    pub version: i64,
    /// When its row was written.
    pub created_at: Timestamp,
    /// When it was read.
    pub processed_at: Option<Timestamp>,
    /// Who uploaded it.
    pub created_by: UserId,
    /// What the caller may do with it; nothing in lists.
    pub access: Access,
}

/// A file to be.
#[derive(Debug)]
pub struct NewFile {
    /// Its id, chosen before the row so that its objects' keys are known.
    pub id: FileId,
    /// As the client calls it.
    pub file_name: String,
    /// As the client declares it.
    pub content_type: String,
    /// As the client declares it.
    pub size_bytes: u64,
    /// As the client declares it.
    pub sha256: Option<[u8; 32]>,
    /// How to read it.
    pub options: Value,
    /// The upload in parts that was begun for it.
    pub multipart_upload_id: Option<String>,
}

/// Which files a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those whose name contains this, whatever the case.
    pub q: Option<String>,
    /// Those in this status.
    pub upload_status: Option<String>,
    /// Those that carry this tag.
    pub tag: Option<Uuid>,
}

/// One of a file's objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// As it was sent.
    Original,
    /// The typed Parquet twin.
    Parquet,
    /// The rejected rows as CSV.
    Rejects,
}

/// What every object of a file's begins with.
pub fn prefix(organization: OrganizationId, file: FileId) -> String {
    format!("org/{organization}/files/{file}/")
}

/// The key of one of a file's objects.
pub fn key(organization: OrganizationId, file: FileId, variant: Variant) -> String {
    let name = match variant {
        Variant::Original => "original",
        Variant::Parquet => "twin.parquet",
        Variant::Rejects => "rejects.csv",
    };
    format!("{}{name}", prefix(organization, file))
}

/// Reads the key of an original back; any other key is none.
pub fn parse_key(key: &str) -> Option<(OrganizationId, FileId)> {
    let mut parts = key.split('/');
    let ("org", organization, "files", file, "original", None) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next())
    else {
        return None;
    };
    Some((OrganizationId::from_str(organization).ok()?, FileId::from_str(file).ok()?))
}

impl From<FileRow> for File {
    fn from(row: FileRow) -> Self {
        Self {
            id: FileId(row.id),
            project: ProjectId(row.project_id),
            file_name: row.file_name,
            content_type: row.content_type,
            file_type: row.file_type,
            format: row.format,
            upload_status: row.upload_status,
            failure: row.failure_code.zip(row.failure_message),
            size_bytes: row.size_bytes,
            sha256: row.sha256,
            multipart_upload_id: row.multipart_upload_id,
            part_size: row.part_size,
            options: row.options,
            progress: row.progress_rows.zip(row.progress_bytes),
            row_count: row.row_count,
            rejected_count: row.rejected_count,
            records_processed: row.records_processed,
            processing_time_ms: row.processing_time_ms,
            columns_metadata: row.columns_metadata,
            encoding: row.encoding,
            dialect: row.dialect,
            duplicate_of: row.duplicate_of.map(FileId),
            version: row.version,
            created_at: row.created_at,
            processed_at: row.processed_at,
            created_by: UserId(row.created_by),
            access: Access::default(),
        }
    }
}

/// A file that the caller may see.
///
/// # Errors
/// `NotFound` for an absent, foreign or hidden file.
pub async fn get(tx: &TenantTx, id: FileId) -> Result<File> {
    // Both travel together.
    let (access, row) =
        try_join(access::of_file(tx, id), async { Ok(files::find().bind(tx.client(), &id.0).opt().await?) })
            .await?;
    let file = row.map(File::from).ok_or(Error::NotFound("file"))?;
    Ok(File { access, ..file })
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: FileId) -> Result<File> {
    // Nobody holds up a file that they do not see.
    access::of_file(tx, id).await?;
    files::lock().bind(tx.client(), &id.0).opt().await?;
    get(tx, id).await
}

/// The oldest readable file of the project with these bytes, read under these options.
pub async fn find_by_sha256(
    tx: &TenantTx,
    project: ProjectId,
    sha256: &[u8; 32],
    options: &Value,
) -> Result<Option<File>> {
    let row = files::find_by_sha256()
        .bind(tx.client(), &tx.organization().0, &project.0, &sha256.as_slice(), options)
        .opt()
        .await?;
    Ok(row.map(File::from))
}

/// Lists the files of a project, which the caller has been shown to see.
pub async fn list(tx: &TenantTx, project: &Project, filter: &Filter, page: &Page) -> Result<Paged<File>> {
    let found = page
        .fetch(
            tx,
            "f.id",
            "from ingestion.files f where f.organization_id = $1 and f.project_id = $2 \
             and ($3::text is null or strpos(lower(f.file_name), lower($3)) > 0) \
             and ($4::text is null or f.upload_status = $4) \
             and ($5::uuid is null or exists (select from platform.taggings g \
                  where g.organization_id = f.organization_id and g.tag_id = $5 and g.resource_type = 'file' \
                  and g.resource_id = f.id))",
            "f.id",
            &[&tx.organization().0, &project.id.0, &filter.q, &filter.upload_status, &filter.tag],
            |row| row.try_get::<_, Uuid>("id"),
        )
        .await?;
    let (next_cursor, ids) = (found.next_cursor, found.rows);
    let mut by_id: std::collections::HashMap<Uuid, File> = files::find_many()
        .bind(tx.client(), &ids)
        .all()
        .await?
        .into_iter()
        .map(|row| (row.id, File::from(row)))
        .collect();
    let rows = ids.iter().filter_map(|id| by_id.remove(id)).collect();
    Ok(Paged { rows, next_cursor })
}

/// Writes the row of a file whose bytes are yet to come. They count against the plan when the transaction commits.
pub async fn insert(tx: &TenantTx, project: &Project, new: &NewFile) -> Result<File> {
    let path = key(tx.organization(), new.id, Variant::Original);
    let size = i64::try_from(new.size_bytes).map_err(Error::internal)?;
    let part_size = new.multipart_upload_id.as_ref().map(|_| PART_SIZE as i64);
    files::insert()
        .bind(
            tx.client(),
            &new.id.0,
            &tx.organization().0,
            &project.id.0,
            &new.file_name,
            &path,
            &new.content_type,
            &size,
            &new.sha256.as_ref().map(|hash| hash.as_slice()),
            &new.options,
            &new.multipart_upload_id,
            &part_size,
            &tx.now(),
            &tx.user()?.0,
        )
        .await?;
    quotas::reserve(tx, Quota::StoredBytes, size);
    let entry = audit::Entry {
        action: "created",
        resource_type: "file",
        resource_id: Some(new.id.0),
        new_values: Some(json!({
            "project_id": project.id, "file_name": new.file_name, "size_bytes": new.size_bytes,
        })),
        ..Default::default()
    };
    audit::record(tx, entry).await?;
    get(tx, new.id).await
}

/// Deletes a file; its objects go through the outbox.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, file: &File, if_version: Option<i64>) -> Result<()> {
    // Files with the same bytes share their analyses: those of the others must not go with this one.
    analysis_results::reassign().bind(tx.client(), &tx.now(), &file.id.0).await?;
    comments::forget_analyses(tx, file.id).await?;
    let deleted = files::delete().bind(tx.client(), &file.id.0, &if_version).opt().await?;
    quotas::release(tx, Quota::StoredBytes, deleted.ok_or(Error::PreconditionFailed)?);
    let resource = Resource { kind: ResourceType::File, id: file.id.0 };
    tags::forget(tx, resource).await?;
    comments::forget(tx, resource).await?;
    links::forget(tx, resource).await?;
    resource_permissions::forget(tx, resource).await?;
    let entry = audit::Entry {
        action: "deleted",
        resource_type: "file",
        resource_id: Some(file.id.0),
        old_values: Some(json!({ "project_id": file.project, "file_name": file.file_name })),
        ..Default::default()
    };
    audit::record(tx, entry).await?;
    delete_objects(tx, file.id).await
}

/// Deletes the objects of a file that has no row any more.
pub async fn delete_objects(tx: &TenantTx, id: FileId) -> Result<()> {
    outbox::publish(tx, Effect::DeleteObjects { prefix: prefix(tx.organization(), id) }).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_and_foreign_keys_do_not() {
        let (organization, file) = (OrganizationId(Uuid::from_u128(1)), FileId(Uuid::from_u128(2)));
        assert_eq!(parse_key(&key(organization, file, Variant::Original)), Some((organization, file)));
        assert_eq!(parse_key(&key(organization, file, Variant::Parquet)), None);
        for key in ["", "org", "org/x/files/y/original", "org/../files/../original/x"] {
            assert_eq!(parse_key(key), None, "{key}");
        }
    }
}
