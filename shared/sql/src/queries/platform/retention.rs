// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct DeleteRefreshTokensParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteSessionsParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteEmailVerificationsParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteSigningKeysParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteIdempotencyKeysParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct OrganizationsWithOldActivityParams {
    pub after: uuid::Uuid,
    pub today: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct OldestActivityParams {
    pub organization_id: uuid::Uuid,
    pub before: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ReadActivityParams {
    pub organization_id: uuid::Uuid,
    pub since: jiff::Timestamp,
    pub before: jiff::Timestamp,
    pub rows: i64,
    pub characters: i64,
}
#[derive(Debug)]
pub struct DeleteActivityParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub since: jiff::Timestamp,
    pub until: jiff::Timestamp,
    pub ids: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct DeletedProjectsParams {
    pub before: jiff::Timestamp,
    pub after_deleted_at: jiff::Timestamp,
    pub after_id: uuid::Uuid,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteAnalysesParams {
    pub organization_id: uuid::Uuid,
    pub project_id: uuid::Uuid,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteFilesParams {
    pub organization_id: uuid::Uuid,
    pub project_id: uuid::Uuid,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteProjectParams {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub before: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct UnfinishedUploadsParams {
    pub before: jiff::Timestamp,
    pub after: uuid::Uuid,
    pub batch: i64,
}
#[derive(Debug)]
pub struct ExpireUploadsParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub failure_code: T1,
    pub failure_message: T2,
    pub now: jiff::Timestamp,
    pub ids: T3,
}
#[derive(Clone, Copy, Debug)]
pub struct ReadableFilesParams {
    pub after_organization: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub until_organization: uuid::Uuid,
    pub until_id: uuid::Uuid,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeletePasswordResetsParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteEmailChangesParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteRecoveryCodesParams {
    pub used_before: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct OrganizationsWithOldActivity {
    pub id: uuid::Uuid,
    pub data_retention_days: i32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityRow {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub actor_id: Option<uuid::Uuid>,
    pub action: String,
    pub resource_type: String,
    pub resource_id: Option<uuid::Uuid>,
    pub old_values: Option<String>,
    pub new_values: Option<String>,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    pub request_id: Option<String>,
    pub created_at: jiff::Timestamp,
}
pub struct ActivityRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub actor_id: Option<uuid::Uuid>,
    pub action: &'a str,
    pub resource_type: &'a str,
    pub resource_id: Option<uuid::Uuid>,
    pub old_values: Option<&'a str>,
    pub new_values: Option<&'a str>,
    pub ip: Option<&'a str>,
    pub user_agent: Option<&'a str>,
    pub request_id: Option<&'a str>,
    pub created_at: jiff::Timestamp,
}
impl<'a> From<ActivityRowBorrowed<'a>> for ActivityRow {
    fn from(
        ActivityRowBorrowed {
            id,
            organization_id,
            actor_id,
            action,
            resource_type,
            resource_id,
            old_values,
            new_values,
            ip,
            user_agent,
            request_id,
            created_at,
        }: ActivityRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            organization_id,
            actor_id,
            action: action.into(),
            resource_type: resource_type.into(),
            resource_id,
            old_values: old_values.map(|v| v.into()),
            new_values: new_values.map(|v| v.into()),
            ip: ip.map(|v| v.into()),
            user_agent: user_agent.map(|v| v.into()),
            request_id: request_id.map(|v| v.into()),
            created_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DeletedProjects {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub deleted_at: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct UnfinishedUploads {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub file_path: String,
}
pub struct UnfinishedUploadsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub file_path: &'a str,
}
impl<'a> From<UnfinishedUploadsBorrowed<'a>> for UnfinishedUploads {
    fn from(
        UnfinishedUploadsBorrowed { id, organization_id, file_path }: UnfinishedUploadsBorrowed<'a>,
    ) -> Self {
        Self { id, organization_id, file_path: file_path.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ExpireUploads {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ExistingFiles {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ReadableFiles {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub file_path: String,
}
pub struct ReadableFilesBorrowed<'a> {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub file_path: &'a str,
}
impl<'a> From<ReadableFilesBorrowed<'a>> for ReadableFiles {
    fn from(ReadableFilesBorrowed { organization_id, id, file_path }: ReadableFilesBorrowed<'a>) -> Self {
        Self { organization_id, id, file_path: file_path.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct BoolQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<bool, tokio_postgres::Error>,
    mapper: fn(bool) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BoolQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(bool) -> R) -> BoolQuery<'c, 'a, 's, C, R, N> {
        BoolQuery {
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
pub struct OrganizationsWithOldActivityQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OrganizationsWithOldActivity, tokio_postgres::Error>,
    mapper: fn(OrganizationsWithOldActivity) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OrganizationsWithOldActivityQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(OrganizationsWithOldActivity) -> R,
    ) -> OrganizationsWithOldActivityQuery<'c, 'a, 's, C, R, N> {
        OrganizationsWithOldActivityQuery {
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
pub struct JiffTimestampQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<jiff::Timestamp, tokio_postgres::Error>,
    mapper: fn(jiff::Timestamp) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> JiffTimestampQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(jiff::Timestamp) -> R) -> JiffTimestampQuery<'c, 'a, 's, C, R, N> {
        JiffTimestampQuery {
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
pub struct ActivityRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ActivityRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ActivityRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ActivityRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ActivityRowBorrowed) -> R) -> ActivityRowQuery<'c, 'a, 's, C, R, N> {
        ActivityRowQuery {
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
pub struct DeletedProjectsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeletedProjects, tokio_postgres::Error>,
    mapper: fn(DeletedProjects) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeletedProjectsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DeletedProjects) -> R) -> DeletedProjectsQuery<'c, 'a, 's, C, R, N> {
        DeletedProjectsQuery {
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
pub struct UnfinishedUploadsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<UnfinishedUploadsBorrowed, tokio_postgres::Error>,
    mapper: fn(UnfinishedUploadsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UnfinishedUploadsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(UnfinishedUploadsBorrowed) -> R,
    ) -> UnfinishedUploadsQuery<'c, 'a, 's, C, R, N> {
        UnfinishedUploadsQuery {
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
pub struct ExpireUploadsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ExpireUploads, tokio_postgres::Error>,
    mapper: fn(ExpireUploads) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ExpireUploadsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ExpireUploads) -> R) -> ExpireUploadsQuery<'c, 'a, 's, C, R, N> {
        ExpireUploadsQuery {
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
pub struct ExistingFilesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ExistingFiles, tokio_postgres::Error>,
    mapper: fn(ExistingFiles) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ExistingFilesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ExistingFiles) -> R) -> ExistingFilesQuery<'c, 'a, 's, C, R, N> {
        ExistingFilesQuery {
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
pub struct ReadableFilesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReadableFilesBorrowed, tokio_postgres::Error>,
    mapper: fn(ReadableFilesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReadableFilesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReadableFilesBorrowed) -> R) -> ReadableFilesQuery<'c, 'a, 's, C, R, N> {
        ReadableFilesQuery {
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
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select pg_advisory_xact_lock(hashtextextended('platform.retention', 0)) is not null as locked",
        None,
    )
}
impl LockStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(&'s self, client: &'c C) -> BoolQuery<'c, 'a, 's, C, bool, 0> {
        BoolQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct DeleteRefreshTokensStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_refresh_tokens() -> DeleteRefreshTokensStmt {
    DeleteRefreshTokensStmt(
        "delete from accounts.refresh_tokens where token_hash in ( select token_hash from accounts.refresh_tokens where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeleteRefreshTokensStmt {
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
        now: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteRefreshTokensParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteRefreshTokensStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteRefreshTokensParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct DeleteSessionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_sessions() -> DeleteSessionsStmt {
    DeleteSessionsStmt(
        "delete from accounts.sessions where id in ( select id from accounts.sessions where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeleteSessionsStmt {
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
        now: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteSessionsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteSessionsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteSessionsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct DeleteEmailVerificationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_email_verifications() -> DeleteEmailVerificationsStmt {
    DeleteEmailVerificationsStmt(
        "delete from accounts.email_verifications where token_hash in ( select token_hash from accounts.email_verifications where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeleteEmailVerificationsStmt {
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
        now: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteEmailVerificationsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteEmailVerificationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteEmailVerificationsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct DeleteSigningKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_signing_keys() -> DeleteSigningKeysStmt {
    DeleteSigningKeysStmt(
        "delete from accounts.signing_keys where id in ( select id from accounts.signing_keys where verifies_until <= $1 order by verifies_until limit $2)",
        None,
    )
}
impl DeleteSigningKeysStmt {
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
        now: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteSigningKeysParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteSigningKeysStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteSigningKeysParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct DeleteIdempotencyKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_idempotency_keys() -> DeleteIdempotencyKeysStmt {
    DeleteIdempotencyKeysStmt(
        "delete from platform.idempotency_keys where (organization_id, user_id, route, key) in ( select organization_id, user_id, route, key from platform.idempotency_keys where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeleteIdempotencyKeysStmt {
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
        now: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteIdempotencyKeysParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteIdempotencyKeysStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteIdempotencyKeysParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct OrganizationsWithOldActivityStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn organizations_with_old_activity() -> OrganizationsWithOldActivityStmt {
    OrganizationsWithOldActivityStmt(
        "select o.id, o.data_retention_days from accounts.organizations o where o.id > $1 and exists ( select from platform.audit_logs a where a.organization_id = o.id and a.created_at < $2::timestamptz - o.data_retention_days * interval '24 hours') order by o.id limit $3",
        None,
    )
}
impl OrganizationsWithOldActivityStmt {
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
        after: &'a uuid::Uuid,
        today: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> OrganizationsWithOldActivityQuery<'c, 'a, 's, C, OrganizationsWithOldActivity, 3> {
        OrganizationsWithOldActivityQuery {
            client,
            params: [after, today, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<OrganizationsWithOldActivity, tokio_postgres::Error> {
                    Ok(OrganizationsWithOldActivity {
                        id: row.try_get(0)?,
                        data_retention_days: row.try_get(1)?,
                    })
                },
            mapper: |it| OrganizationsWithOldActivity::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OrganizationsWithOldActivityParams,
        OrganizationsWithOldActivityQuery<'c, 'a, 's, C, OrganizationsWithOldActivity, 3>,
        C,
    > for OrganizationsWithOldActivityStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OrganizationsWithOldActivityParams,
    ) -> OrganizationsWithOldActivityQuery<'c, 'a, 's, C, OrganizationsWithOldActivity, 3> {
        self.bind(client, &params.after, &params.today, &params.batch)
    }
}
pub struct OldestActivityStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn oldest_activity() -> OldestActivityStmt {
    OldestActivityStmt(
        "select created_at from platform.audit_logs where organization_id = $1 and created_at < $2 order by created_at, id limit 1",
        None,
    )
}
impl OldestActivityStmt {
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
        before: &'a jiff::Timestamp,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 2> {
        JiffTimestampQuery {
            client,
            params: [organization_id, before],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OldestActivityParams,
        JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 2>,
        C,
    > for OldestActivityStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OldestActivityParams,
    ) -> JiffTimestampQuery<'c, 'a, 's, C, jiff::Timestamp, 2> {
        self.bind(client, &params.organization_id, &params.before)
    }
}
pub struct ReadActivityStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_activity() -> ReadActivityStmt {
    ReadActivityStmt(
        "select id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip, user_agent, request_id, created_at from ( select id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip, user_agent, request_id, created_at, sum(coalesce(length(old_values), 0) + coalesce(length(new_values), 0)) over ( order by created_at, id rows between unbounded preceding and 1 preceding) as volume_before from ( select id, organization_id, actor_id, action, resource_type, resource_id, old_values::text, new_values::text, host(ip) as ip, user_agent, request_id, created_at from platform.audit_logs where organization_id = $1 and created_at >= $2 and created_at < $3 order by created_at, id limit $4 ) as oldest ) as measured where coalesce(volume_before, 0) < $5::bigint order by created_at, id",
        None,
    )
}
impl ReadActivityStmt {
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
        since: &'a jiff::Timestamp,
        before: &'a jiff::Timestamp,
        rows: &'a i64,
        characters: &'a i64,
    ) -> ActivityRowQuery<'c, 'a, 's, C, ActivityRow, 5> {
        ActivityRowQuery {
            client,
            params: [organization_id, since, before, rows, characters],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ActivityRowBorrowed, tokio_postgres::Error> {
                Ok(ActivityRowBorrowed {
                    id: row.try_get(0)?,
                    organization_id: row.try_get(1)?,
                    actor_id: row.try_get(2)?,
                    action: row.try_get(3)?,
                    resource_type: row.try_get(4)?,
                    resource_id: row.try_get(5)?,
                    old_values: row.try_get(6)?,
                    new_values: row.try_get(7)?,
                    ip: row.try_get(8)?,
                    user_agent: row.try_get(9)?,
                    request_id: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                })
            },
            mapper: |it| ActivityRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ReadActivityParams,
        ActivityRowQuery<'c, 'a, 's, C, ActivityRow, 5>,
        C,
    > for ReadActivityStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ReadActivityParams,
    ) -> ActivityRowQuery<'c, 'a, 's, C, ActivityRow, 5> {
        self.bind(
            client,
            &params.organization_id,
            &params.since,
            &params.before,
            &params.rows,
            &params.characters,
        )
    }
}
pub struct DeleteActivityStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_activity() -> DeleteActivityStmt {
    DeleteActivityStmt(
        "delete from platform.audit_logs where organization_id = $1 and created_at >= $2 and created_at <= $3 and id = any($4)",
        None,
    )
}
impl DeleteActivityStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        since: &'a jiff::Timestamp,
        until: &'a jiff::Timestamp,
        ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, since, until, ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteActivityParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteActivityStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteActivityParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.since, &params.until, &params.ids))
    }
}
pub struct DeletedProjectsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn deleted_projects() -> DeletedProjectsStmt {
    DeletedProjectsStmt(
        "select id, organization_id, deleted_at from ingestion.projects where deleted_at <= $1 and (deleted_at, id) > ($2::timestamptz, $3::uuid) order by deleted_at, id limit $4",
        None,
    )
}
impl DeletedProjectsStmt {
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
        before: &'a jiff::Timestamp,
        after_deleted_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        batch: &'a i64,
    ) -> DeletedProjectsQuery<'c, 'a, 's, C, DeletedProjects, 4> {
        DeletedProjectsQuery {
            client,
            params: [before, after_deleted_at, after_id, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DeletedProjects, tokio_postgres::Error> {
                Ok(DeletedProjects {
                    id: row.try_get(0)?,
                    organization_id: row.try_get(1)?,
                    deleted_at: row.try_get(2)?,
                })
            },
            mapper: |it| DeletedProjects::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeletedProjectsParams,
        DeletedProjectsQuery<'c, 'a, 's, C, DeletedProjects, 4>,
        C,
    > for DeletedProjectsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeletedProjectsParams,
    ) -> DeletedProjectsQuery<'c, 'a, 's, C, DeletedProjects, 4> {
        self.bind(client, &params.before, &params.after_deleted_at, &params.after_id, &params.batch)
    }
}
pub struct DeleteAnalysesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_analyses() -> DeleteAnalysesStmt {
    DeleteAnalysesStmt(
        "delete from intelligence.analysis_results where id in ( select id from intelligence.analysis_results where organization_id = $1 and project_id = $2 limit $3)",
        None,
    )
}
impl DeleteAnalysesStmt {
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
        organization_id: &'a uuid::Uuid,
        project_id: &'a uuid::Uuid,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, project_id, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteAnalysesParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteAnalysesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteAnalysesParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.project_id, &params.batch))
    }
}
pub struct DeleteFilesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_files() -> DeleteFilesStmt {
    DeleteFilesStmt(
        "delete from ingestion.files where id in ( select id from ingestion.files where organization_id = $1 and project_id = $2 limit $3) returning id",
        None,
    )
}
impl DeleteFilesStmt {
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
        project_id: &'a uuid::Uuid,
        batch: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [organization_id, project_id, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeleteFilesParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>,
        C,
    > for DeleteFilesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeleteFilesParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.organization_id, &params.project_id, &params.batch)
    }
}
pub struct DeleteProjectStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_project() -> DeleteProjectStmt {
    DeleteProjectStmt(
        "delete from ingestion.projects where organization_id = $1 and id = $2 and deleted_at <= $3",
        None,
    )
}
impl DeleteProjectStmt {
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
        organization_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        before: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, id, before]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteProjectParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteProjectStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteProjectParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.id, &params.before))
    }
}
pub struct UnfinishedUploadsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn unfinished_uploads() -> UnfinishedUploadsStmt {
    UnfinishedUploadsStmt(
        "select id, organization_id, file_path from ingestion.files where upload_status = 'PENDING' and created_at <= $1 and id > $2 order by id limit $3",
        None,
    )
}
impl UnfinishedUploadsStmt {
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
        before: &'a jiff::Timestamp,
        after: &'a uuid::Uuid,
        batch: &'a i64,
    ) -> UnfinishedUploadsQuery<'c, 'a, 's, C, UnfinishedUploads, 3> {
        UnfinishedUploadsQuery {
            client,
            params: [before, after, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<UnfinishedUploadsBorrowed, tokio_postgres::Error> {
                    Ok(UnfinishedUploadsBorrowed {
                        id: row.try_get(0)?,
                        organization_id: row.try_get(1)?,
                        file_path: row.try_get(2)?,
                    })
                },
            mapper: |it| UnfinishedUploads::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UnfinishedUploadsParams,
        UnfinishedUploadsQuery<'c, 'a, 's, C, UnfinishedUploads, 3>,
        C,
    > for UnfinishedUploadsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UnfinishedUploadsParams,
    ) -> UnfinishedUploadsQuery<'c, 'a, 's, C, UnfinishedUploads, 3> {
        self.bind(client, &params.before, &params.after, &params.batch)
    }
}
pub struct ExpireUploadsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn expire_uploads() -> ExpireUploadsStmt {
    ExpireUploadsStmt(
        "update ingestion.files set upload_status = 'FAILED', failure_code = $1, failure_message = $2, processed_at = $3, updated_at = $3 where id = any($4) and upload_status = 'PENDING' returning id, organization_id",
        None,
    )
}
impl ExpireUploadsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        failure_code: &'a T1,
        failure_message: &'a T2,
        now: &'a jiff::Timestamp,
        ids: &'a T3,
    ) -> ExpireUploadsQuery<'c, 'a, 's, C, ExpireUploads, 4> {
        ExpireUploadsQuery {
            client,
            params: [failure_code, failure_message, now, ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ExpireUploads, tokio_postgres::Error> {
                Ok(ExpireUploads { id: row.try_get(0)?, organization_id: row.try_get(1)? })
            },
            mapper: |it| ExpireUploads::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ExpireUploadsParams<T1, T2, T3>,
        ExpireUploadsQuery<'c, 'a, 's, C, ExpireUploads, 4>,
        C,
    > for ExpireUploadsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ExpireUploadsParams<T1, T2, T3>,
    ) -> ExpireUploadsQuery<'c, 'a, 's, C, ExpireUploads, 4> {
        self.bind(client, &params.failure_code, &params.failure_message, &params.now, &params.ids)
    }
}
pub struct ExistingFilesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn existing_files() -> ExistingFilesStmt {
    ExistingFilesStmt("select organization_id, id from ingestion.files where id = any($1)", None)
}
impl ExistingFilesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        ids: &'a T1,
    ) -> ExistingFilesQuery<'c, 'a, 's, C, ExistingFiles, 1> {
        ExistingFilesQuery {
            client,
            params: [ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ExistingFiles, tokio_postgres::Error> {
                Ok(ExistingFiles { organization_id: row.try_get(0)?, id: row.try_get(1)? })
            },
            mapper: |it| ExistingFiles::from(it),
        }
    }
}
pub struct ReadableFilesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn readable_files() -> ReadableFilesStmt {
    ReadableFilesStmt(
        "select organization_id, id, file_path from ingestion.files where upload_status = 'SUCCESS' and (organization_id, id) > ($1::uuid, $2::uuid) and (organization_id, id) <= ($3::uuid, $4::uuid) order by organization_id, id limit $5",
        None,
    )
}
impl ReadableFilesStmt {
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
        after_organization: &'a uuid::Uuid,
        after_id: &'a uuid::Uuid,
        until_organization: &'a uuid::Uuid,
        until_id: &'a uuid::Uuid,
        batch: &'a i64,
    ) -> ReadableFilesQuery<'c, 'a, 's, C, ReadableFiles, 5> {
        ReadableFilesQuery {
            client,
            params: [after_organization, after_id, until_organization, until_id, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReadableFilesBorrowed, tokio_postgres::Error> {
                Ok(ReadableFilesBorrowed {
                    organization_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    file_path: row.try_get(2)?,
                })
            },
            mapper: |it| ReadableFiles::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ReadableFilesParams,
        ReadableFilesQuery<'c, 'a, 's, C, ReadableFiles, 5>,
        C,
    > for ReadableFilesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ReadableFilesParams,
    ) -> ReadableFilesQuery<'c, 'a, 's, C, ReadableFiles, 5> {
        self.bind(
            client,
            &params.after_organization,
            &params.after_id,
            &params.until_organization,
            &params.until_id,
            &params.batch,
        )
    }
}
pub struct DeletePasswordResetsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_password_resets() -> DeletePasswordResetsStmt {
    DeletePasswordResetsStmt(
        "delete from accounts.password_resets where token_hash in ( select token_hash from accounts.password_resets where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeletePasswordResetsStmt {
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
        now: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeletePasswordResetsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeletePasswordResetsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeletePasswordResetsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct DeleteEmailChangesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_email_changes() -> DeleteEmailChangesStmt {
    DeleteEmailChangesStmt(
        "delete from accounts.email_changes where token_hash in ( select token_hash from accounts.email_changes where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeleteEmailChangesStmt {
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
        now: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteEmailChangesParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteEmailChangesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteEmailChangesParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct DeleteRecoveryCodesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_recovery_codes() -> DeleteRecoveryCodesStmt {
    DeleteRecoveryCodesStmt(
        "delete from accounts.recovery_codes where (user_id, code_hash) in ( select user_id, code_hash from accounts.recovery_codes where used_at <= $1 order by used_at limit $2)",
        None,
    )
}
impl DeleteRecoveryCodesStmt {
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
        used_before: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[used_before, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteRecoveryCodesParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteRecoveryCodesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteRecoveryCodesParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.used_before, &params.batch))
    }
}
