// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::JsonSql,
    T5: crate::JsonSql,
> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub name: T1,
    pub description: T2,
    pub file_format: Option<T3>,
    pub max_file_size_mb: Option<i32>,
    pub transformation_rules: T4,
    pub validation_rules: T5,
    pub now: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
#[derive(Debug)]
pub struct UpdateParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::JsonSql,
    T5: crate::JsonSql,
> {
    pub name: T1,
    pub description: T2,
    pub file_format: Option<T3>,
    pub max_file_size_mb: Option<i32>,
    pub transformation_rules: T4,
    pub validation_rules: T5,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct KeepVersionParams {
    pub created_by: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteParams {
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct VersionsParams {
    pub organization_id: uuid::Uuid,
    pub template_id: uuid::Uuid,
    pub before: Option<i64>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct UploadTemplateRow {
    pub id: uuid::Uuid,
    pub name: String,
    pub description: String,
    pub file_format: Option<String>,
    pub max_file_size_mb: Option<i32>,
    pub transformation_rules: serde_json::Value,
    pub validation_rules: serde_json::Value,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
pub struct UploadTemplateRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub description: &'a str,
    pub file_format: Option<&'a str>,
    pub max_file_size_mb: Option<i32>,
    pub transformation_rules: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub validation_rules: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
impl<'a> From<UploadTemplateRowBorrowed<'a>> for UploadTemplateRow {
    fn from(
        UploadTemplateRowBorrowed {
            id,
            name,
            description,
            file_format,
            max_file_size_mb,
            transformation_rules,
            validation_rules,
            version,
            created_at,
            updated_at,
            created_by,
        }: UploadTemplateRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            description: description.into(),
            file_format: file_format.map(|v| v.into()),
            max_file_size_mb,
            transformation_rules: serde_json::from_str(transformation_rules.0.get()).unwrap(),
            validation_rules: serde_json::from_str(validation_rules.0.get()).unwrap(),
            version,
            created_at,
            updated_at,
            created_by,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct UploadTemplateVersionRow {
    pub template_version: i64,
    pub name: String,
    pub description: String,
    pub file_format: Option<String>,
    pub max_file_size_mb: Option<i32>,
    pub transformation_rules: serde_json::Value,
    pub validation_rules: serde_json::Value,
    pub created_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
pub struct UploadTemplateVersionRowBorrowed<'a> {
    pub template_version: i64,
    pub name: &'a str,
    pub description: &'a str,
    pub file_format: Option<&'a str>,
    pub max_file_size_mb: Option<i32>,
    pub transformation_rules: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub validation_rules: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub created_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
impl<'a> From<UploadTemplateVersionRowBorrowed<'a>> for UploadTemplateVersionRow {
    fn from(
        UploadTemplateVersionRowBorrowed {
            template_version,
            name,
            description,
            file_format,
            max_file_size_mb,
            transformation_rules,
            validation_rules,
            created_at,
            created_by,
        }: UploadTemplateVersionRowBorrowed<'a>,
    ) -> Self {
        Self {
            template_version,
            name: name.into(),
            description: description.into(),
            file_format: file_format.map(|v| v.into()),
            max_file_size_mb,
            transformation_rules: serde_json::from_str(transformation_rules.0.get()).unwrap(),
            validation_rules: serde_json::from_str(validation_rules.0.get()).unwrap(),
            created_at,
            created_by,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct UploadTemplateRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<UploadTemplateRowBorrowed, tokio_postgres::Error>,
    mapper: fn(UploadTemplateRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UploadTemplateRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(UploadTemplateRowBorrowed) -> R,
    ) -> UploadTemplateRowQuery<'c, 'a, 's, C, R, N> {
        UploadTemplateRowQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct UuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<uuid::Uuid, tokio_postgres::Error>,
    mapper: fn(uuid::Uuid) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(uuid::Uuid) -> R) -> UuidUuidQuery<'c, 'a, 's, C, R, N> {
        UuidUuidQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct UploadTemplateVersionRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<UploadTemplateVersionRowBorrowed, tokio_postgres::Error>,
    mapper: fn(UploadTemplateVersionRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UploadTemplateVersionRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(UploadTemplateVersionRowBorrowed) -> R,
    ) -> UploadTemplateVersionRowQuery<'c, 'a, 's, C, R, N> {
        UploadTemplateVersionRowQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select id, name, description, file_format, max_file_size_mb, transformation_rules, validation_rules, version, created_at, updated_at, created_by from ingestion.upload_templates where id = $1",
        None,
    )
}
impl FindStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
    ) -> UploadTemplateRowQuery<'c, 'a, 's, C, UploadTemplateRow, 1> {
        UploadTemplateRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<UploadTemplateRowBorrowed, tokio_postgres::Error> {
                    Ok(UploadTemplateRowBorrowed {
                        id: row.try_get(0)?,
                        name: row.try_get(1)?,
                        description: row.try_get(2)?,
                        file_format: row.try_get(3)?,
                        max_file_size_mb: row.try_get(4)?,
                        transformation_rules: row.try_get(5)?,
                        validation_rules: row.try_get(6)?,
                        version: row.try_get(7)?,
                        created_at: row.try_get(8)?,
                        updated_at: row.try_get(9)?,
                        created_by: row.try_get(10)?,
                    })
                },
            mapper: |it| UploadTemplateRow::from(it),
        }
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt("select id from ingestion.upload_templates where id = $1 for update", None)
}
impl LockStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into ingestion.upload_templates (id, organization_id, name, description, file_format, max_file_size_mb, transformation_rules, validation_rules, created_at, updated_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)",
        None,
    )
}
impl InsertStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::JsonSql,
        T5: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        name: &'a T1,
        description: &'a T2,
        file_format: &'a Option<T3>,
        max_file_size_mb: &'a Option<i32>,
        transformation_rules: &'a T4,
        validation_rules: &'a T5,
        now: &'a jiff::Timestamp,
        created_by: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    organization_id,
                    name,
                    description,
                    file_format,
                    max_file_size_mb,
                    transformation_rules,
                    validation_rules,
                    now,
                    created_by,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::JsonSql,
    T5: crate::JsonSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.name,
            &params.description,
            &params.file_format,
            &params.max_file_size_mb,
            &params.transformation_rules,
            &params.validation_rules,
            &params.now,
            &params.created_by,
        ))
    }
}
pub struct UpdateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update() -> UpdateStmt {
    UpdateStmt(
        "update ingestion.upload_templates set name = $1, description = $2, file_format = $3, max_file_size_mb = $4, transformation_rules = $5, validation_rules = $6, updated_at = $7 where id = $8 and ($9::bigint is null or version = $9)",
        None,
    )
}
impl UpdateStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::JsonSql,
        T5: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        description: &'a T2,
        file_format: &'a Option<T3>,
        max_file_size_mb: &'a Option<i32>,
        transformation_rules: &'a T4,
        validation_rules: &'a T5,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    name,
                    description,
                    file_format,
                    max_file_size_mb,
                    transformation_rules,
                    validation_rules,
                    now,
                    id,
                    if_version,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::JsonSql,
    T5: crate::JsonSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.description,
            &params.file_format,
            &params.max_file_size_mb,
            &params.transformation_rules,
            &params.validation_rules,
            &params.now,
            &params.id,
            &params.if_version,
        ))
    }
}
pub struct KeepVersionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_version() -> KeepVersionStmt {
    KeepVersionStmt(
        "insert into ingestion.upload_template_versions (organization_id, template_id, template_version, name, description, file_format, max_file_size_mb, transformation_rules, validation_rules, created_at, created_by) select organization_id, id, version, name, description, file_format, max_file_size_mb, transformation_rules, validation_rules, updated_at, $1 from ingestion.upload_templates where id = $2",
        None,
    )
}
impl KeepVersionStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        created_by: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[created_by, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        KeepVersionParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for KeepVersionStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a KeepVersionParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.created_by, &params.id))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt(
        "delete from ingestion.upload_templates where id = $1 and ($2::bigint is null or version = $2)",
        None,
    )
}
impl DeleteStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id, if_version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.id, &params.if_version))
    }
}
pub struct VersionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn versions() -> VersionsStmt {
    VersionsStmt(
        "select template_version, name, description, file_format, max_file_size_mb, transformation_rules, validation_rules, created_at, created_by from ingestion.upload_template_versions where organization_id = $1 and template_id = $2 and ($3::bigint is null or template_version < $3) order by template_version desc limit $4",
        None,
    )
}
impl VersionsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        template_id: &'a uuid::Uuid,
        before: &'a Option<i64>,
        limit: &'a i64,
    ) -> UploadTemplateVersionRowQuery<'c, 'a, 's, C, UploadTemplateVersionRow, 4> {
        UploadTemplateVersionRowQuery {
            client,
            params: [organization_id, template_id, before, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |
                row: &tokio_postgres::Row,
            | -> Result<UploadTemplateVersionRowBorrowed, tokio_postgres::Error> {
                Ok(UploadTemplateVersionRowBorrowed {
                    template_version: row.try_get(0)?,
                    name: row.try_get(1)?,
                    description: row.try_get(2)?,
                    file_format: row.try_get(3)?,
                    max_file_size_mb: row.try_get(4)?,
                    transformation_rules: row.try_get(5)?,
                    validation_rules: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    created_by: row.try_get(8)?,
                })
            },
            mapper: |it| UploadTemplateVersionRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        VersionsParams,
        UploadTemplateVersionRowQuery<'c, 'a, 's, C, UploadTemplateVersionRow, 4>,
        C,
    > for VersionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a VersionsParams,
    ) -> UploadTemplateVersionRowQuery<'c, 'a, 's, C, UploadTemplateVersionRow, 4> {
        self.bind(client, &params.organization_id, &params.template_id, &params.before, &params.limit)
    }
}
