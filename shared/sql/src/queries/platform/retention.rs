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
pub struct ReadActivityParams {
    pub organization_id: uuid::Uuid,
    pub first: i64,
    pub rows: i64,
    pub since: jiff::Timestamp,
    pub before: jiff::Timestamp,
    pub characters: i64,
}
#[derive(Debug)]
pub struct DeleteActivityParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub since: jiff::Timestamp,
    pub before: jiff::Timestamp,
    pub ids: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct DeletedProjectsParams {
    pub now: jiff::Timestamp,
    pub grace_days: i32,
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
    pub now: jiff::Timestamp,
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
#[derive(Clone, Copy, Debug)]
pub struct DeleteApiKeysParams {
    pub ended_before: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteInvitationsParams {
    pub before: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteRestorationsParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct GonePeopleParams {
    pub before: jiff::Timestamp,
    pub after: uuid::Uuid,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct AnonymisePersonParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub before: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteNotificationsParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteNotificationDeliveriesParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteNotificationKeysParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Debug)]
pub struct DeleteCommentsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_ids: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteWebhookEventsParams {
    pub before: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct UnfinishedMediaParams {
    pub before: jiff::Timestamp,
    pub after: uuid::Uuid,
    pub batch: i64,
}
#[derive(Debug)]
pub struct ExpireMediaParams<
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
pub struct DeleteFailedMediaParams {
    pub before: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ReadableMediaParams {
    pub after_organization: uuid::Uuid,
    pub after_id: uuid::Uuid,
    pub until_organization: uuid::Uuid,
    pub until_id: uuid::Uuid,
    pub batch: i64,
}
#[derive(Debug)]
pub struct ForgetTaggingsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_ids: T2,
}
#[derive(Debug)]
pub struct ForgetMediaLinksParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_ids: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteResourcePermissionsParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Debug)]
pub struct ForgetResourceParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_ids: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct DeletedTeamsParams {
    pub before: jiff::Timestamp,
    pub after: uuid::Uuid,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteTeamParams {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub before: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteExportsParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct OrganizationsWithOldActivity {
    pub id: uuid::Uuid,
    pub data_retention_days: i32,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct FirstSeal {
    pub sequence: i64,
    pub logged_at: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityRow {
    pub sequence: i64,
    pub hash: Vec<u8>,
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
    pub origin_salt: Option<Vec<u8>>,
    pub origin_digest: Option<Vec<u8>>,
    pub request_id: Option<String>,
    pub created_at: jiff::Timestamp,
    pub xid: String,
}
pub struct ActivityRowBorrowed<'a> {
    pub sequence: i64,
    pub hash: &'a [u8],
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
    pub origin_salt: Option<&'a [u8]>,
    pub origin_digest: Option<&'a [u8]>,
    pub request_id: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub xid: &'a str,
}
impl<'a> From<ActivityRowBorrowed<'a>> for ActivityRow {
    fn from(
        ActivityRowBorrowed {
            sequence,
            hash,
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
            origin_salt,
            origin_digest,
            request_id,
            created_at,
            xid,
        }: ActivityRowBorrowed<'a>,
    ) -> Self {
        Self {
            sequence,
            hash: hash.into(),
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
            origin_salt: origin_salt.map(|v| v.into()),
            origin_digest: origin_digest.map(|v| v.into()),
            request_id: request_id.map(|v| v.into()),
            created_at,
            xid: xid.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DeletedProjects {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub deleted_at: jiff::Timestamp,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DeleteFiles {
    pub id: uuid::Uuid,
    pub stored_bytes: i64,
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
    pub announced_bytes: i64,
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
#[derive(Debug, Clone, PartialEq)]
pub struct UnfinishedMedia {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub file_path: String,
}
pub struct UnfinishedMediaBorrowed<'a> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub file_path: &'a str,
}
impl<'a> From<UnfinishedMediaBorrowed<'a>> for UnfinishedMedia {
    fn from(UnfinishedMediaBorrowed { id, organization_id, file_path }: UnfinishedMediaBorrowed<'a>) -> Self {
        Self { id, organization_id, file_path: file_path.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ExpireMedia {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub size_bytes: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DeleteFailedMedia {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ExistingMedia {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub file_path: String,
    pub is_ready: bool,
}
pub struct ExistingMediaBorrowed<'a> {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub file_path: &'a str,
    pub is_ready: bool,
}
impl<'a> From<ExistingMediaBorrowed<'a>> for ExistingMedia {
    fn from(
        ExistingMediaBorrowed { organization_id, id, file_path, is_ready }: ExistingMediaBorrowed<'a>,
    ) -> Self {
        Self { organization_id, id, file_path: file_path.into(), is_ready }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ReadableMedia {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub file_path: String,
}
pub struct ReadableMediaBorrowed<'a> {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub file_path: &'a str,
}
impl<'a> From<ReadableMediaBorrowed<'a>> for ReadableMedia {
    fn from(ReadableMediaBorrowed { organization_id, id, file_path }: ReadableMediaBorrowed<'a>) -> Self {
        Self { organization_id, id, file_path: file_path.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DeletedTeams {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct DeleteExports {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ExistingExports {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
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
pub struct FirstSealQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FirstSeal, tokio_postgres::Error>,
    mapper: fn(FirstSeal) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FirstSealQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FirstSeal) -> R) -> FirstSealQuery<'c, 'a, 's, C, R, N> {
        FirstSealQuery {
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
pub struct DeleteFilesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeleteFiles, tokio_postgres::Error>,
    mapper: fn(DeleteFiles) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeleteFilesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DeleteFiles) -> R) -> DeleteFilesQuery<'c, 'a, 's, C, R, N> {
        DeleteFilesQuery {
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
pub struct UnfinishedMediaQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<UnfinishedMediaBorrowed, tokio_postgres::Error>,
    mapper: fn(UnfinishedMediaBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UnfinishedMediaQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(UnfinishedMediaBorrowed) -> R,
    ) -> UnfinishedMediaQuery<'c, 'a, 's, C, R, N> {
        UnfinishedMediaQuery {
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
pub struct ExpireMediaQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ExpireMedia, tokio_postgres::Error>,
    mapper: fn(ExpireMedia) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ExpireMediaQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ExpireMedia) -> R) -> ExpireMediaQuery<'c, 'a, 's, C, R, N> {
        ExpireMediaQuery {
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
pub struct DeleteFailedMediaQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeleteFailedMedia, tokio_postgres::Error>,
    mapper: fn(DeleteFailedMedia) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeleteFailedMediaQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DeleteFailedMedia) -> R) -> DeleteFailedMediaQuery<'c, 'a, 's, C, R, N> {
        DeleteFailedMediaQuery {
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
pub struct ExistingMediaQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ExistingMediaBorrowed, tokio_postgres::Error>,
    mapper: fn(ExistingMediaBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ExistingMediaQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ExistingMediaBorrowed) -> R) -> ExistingMediaQuery<'c, 'a, 's, C, R, N> {
        ExistingMediaQuery {
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
pub struct ReadableMediaQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ReadableMediaBorrowed, tokio_postgres::Error>,
    mapper: fn(ReadableMediaBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReadableMediaQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ReadableMediaBorrowed) -> R) -> ReadableMediaQuery<'c, 'a, 's, C, R, N> {
        ReadableMediaQuery {
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
pub struct DeletedTeamsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeletedTeams, tokio_postgres::Error>,
    mapper: fn(DeletedTeams) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeletedTeamsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DeletedTeams) -> R) -> DeletedTeamsQuery<'c, 'a, 's, C, R, N> {
        DeletedTeamsQuery {
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
pub struct DeleteExportsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeleteExports, tokio_postgres::Error>,
    mapper: fn(DeleteExports) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeleteExportsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DeleteExports) -> R) -> DeleteExportsQuery<'c, 'a, 's, C, R, N> {
        DeleteExportsQuery {
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
pub struct ExistingExportsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ExistingExports, tokio_postgres::Error>,
    mapper: fn(ExistingExports) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ExistingExportsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ExistingExports) -> R) -> ExistingExportsQuery<'c, 'a, 's, C, R, N> {
        ExistingExportsQuery {
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
        "select o.id, o.data_retention_days from accounts.organizations o where o.id > $1 and ( select s.logged_at from platform.audit_seals s where s.organization_id = o.id order by s.sequence limit 1 ) < $2::timestamptz - o.data_retention_days * interval '24 hours' order by o.id limit $3",
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
pub struct FirstSealStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn first_seal() -> FirstSealStmt {
    FirstSealStmt(
        "select sequence, logged_at from platform.audit_seals where organization_id = $1 order by sequence limit 1",
        None,
    )
}
impl FirstSealStmt {
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
    ) -> FirstSealQuery<'c, 'a, 's, C, FirstSeal, 1> {
        FirstSealQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FirstSeal, tokio_postgres::Error> {
                Ok(FirstSeal { sequence: row.try_get(0)?, logged_at: row.try_get(1)? })
            },
            mapper: |it| FirstSeal::from(it),
        }
    }
}
pub struct ReadActivityStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read_activity() -> ReadActivityStmt {
    ReadActivityStmt(
        "select sequence, hash, id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip, user_agent, origin_salt, origin_digest, request_id, created_at, xid from ( select sequence, hash, id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip, user_agent, origin_salt, origin_digest, request_id, created_at, xid, sum(coalesce(length(old_values), 0) + coalesce(length(new_values), 0)) over ( order by sequence rows between unbounded preceding and 1 preceding) as volume_before from ( select s.sequence, s.hash, a.id, a.organization_id, a.actor_id, a.action, a.resource_type, a.resource_id, a.old_values::text, a.new_values::text, host(a.ip) as ip, a.user_agent, a.origin_salt, a.origin_digest, a.request_id, a.created_at, a.xid::text as xid from platform.audit_seals s join platform.audit_logs a on a.organization_id = s.organization_id and a.id = s.audit_log_id and a.created_at = s.logged_at where s.organization_id = $1 and s.sequence >= $2::bigint and s.sequence < $2::bigint + $3::bigint and a.created_at >= $4 and a.created_at < $5 ) as oldest ) as measured where coalesce(volume_before, 0) < $6::bigint order by sequence",
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
        first: &'a i64,
        rows: &'a i64,
        since: &'a jiff::Timestamp,
        before: &'a jiff::Timestamp,
        characters: &'a i64,
    ) -> ActivityRowQuery<'c, 'a, 's, C, ActivityRow, 6> {
        ActivityRowQuery {
            client,
            params: [organization_id, first, rows, since, before, characters],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ActivityRowBorrowed, tokio_postgres::Error> {
                Ok(ActivityRowBorrowed {
                    sequence: row.try_get(0)?,
                    hash: row.try_get(1)?,
                    id: row.try_get(2)?,
                    organization_id: row.try_get(3)?,
                    actor_id: row.try_get(4)?,
                    action: row.try_get(5)?,
                    resource_type: row.try_get(6)?,
                    resource_id: row.try_get(7)?,
                    old_values: row.try_get(8)?,
                    new_values: row.try_get(9)?,
                    ip: row.try_get(10)?,
                    user_agent: row.try_get(11)?,
                    origin_salt: row.try_get(12)?,
                    origin_digest: row.try_get(13)?,
                    request_id: row.try_get(14)?,
                    created_at: row.try_get(15)?,
                    xid: row.try_get(16)?,
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
        ActivityRowQuery<'c, 'a, 's, C, ActivityRow, 6>,
        C,
    > for ReadActivityStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ReadActivityParams,
    ) -> ActivityRowQuery<'c, 'a, 's, C, ActivityRow, 6> {
        self.bind(
            client,
            &params.organization_id,
            &params.first,
            &params.rows,
            &params.since,
            &params.before,
            &params.characters,
        )
    }
}
pub struct DeleteActivityStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_activity() -> DeleteActivityStmt {
    DeleteActivityStmt(
        "delete from platform.audit_logs where organization_id = $1 and created_at >= $2 and created_at < $3 and id = any($4)",
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
        before: &'a jiff::Timestamp,
        ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, since, before, ids]).await
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
        Box::pin(self.bind(client, &params.organization_id, &params.since, &params.before, &params.ids))
    }
}
pub struct DeletedProjectsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn deleted_projects() -> DeletedProjectsStmt {
    DeletedProjectsStmt(
        "select p.id, p.organization_id, p.deleted_at from ingestion.projects p left join platform.system_settings s on s.organization_id = p.organization_id and s.setting_key = 'deleted_retention_days' where p.deleted_at <= $1::timestamptz - coalesce((s.setting_value #>> '{}')::integer, $2::integer) * interval '24 hours' and (p.deleted_at, p.id) > ($3::timestamptz, $4::uuid) order by p.deleted_at, p.id limit $5",
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
        now: &'a jiff::Timestamp,
        grace_days: &'a i32,
        after_deleted_at: &'a jiff::Timestamp,
        after_id: &'a uuid::Uuid,
        batch: &'a i64,
    ) -> DeletedProjectsQuery<'c, 'a, 's, C, DeletedProjects, 5> {
        DeletedProjectsQuery {
            client,
            params: [now, grace_days, after_deleted_at, after_id, batch],
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
        DeletedProjectsQuery<'c, 'a, 's, C, DeletedProjects, 5>,
        C,
    > for DeletedProjectsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeletedProjectsParams,
    ) -> DeletedProjectsQuery<'c, 'a, 's, C, DeletedProjects, 5> {
        self.bind(
            client,
            &params.now,
            &params.grace_days,
            &params.after_deleted_at,
            &params.after_id,
            &params.batch,
        )
    }
}
pub struct DeleteAnalysesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_analyses() -> DeleteAnalysesStmt {
    DeleteAnalysesStmt(
        "delete from intelligence.analysis_results where id in ( select id from intelligence.analysis_results where organization_id = $1 and project_id = $2 limit $3) returning id",
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
        DeleteAnalysesParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>,
        C,
    > for DeleteAnalysesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeleteAnalysesParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.organization_id, &params.project_id, &params.batch)
    }
}
pub struct DeleteFilesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_files() -> DeleteFilesStmt {
    DeleteFilesStmt(
        "delete from ingestion.files where id in ( select id from ingestion.files where organization_id = $1 and project_id = $2 limit $3) returning id, coalesce(stored_bytes, size_bytes) as stored_bytes",
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
    ) -> DeleteFilesQuery<'c, 'a, 's, C, DeleteFiles, 3> {
        DeleteFilesQuery {
            client,
            params: [organization_id, project_id, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DeleteFiles, tokio_postgres::Error> {
                Ok(DeleteFiles { id: row.try_get(0)?, stored_bytes: row.try_get(1)? })
            },
            mapper: |it| DeleteFiles::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeleteFilesParams,
        DeleteFilesQuery<'c, 'a, 's, C, DeleteFiles, 3>,
        C,
    > for DeleteFilesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeleteFilesParams,
    ) -> DeleteFilesQuery<'c, 'a, 's, C, DeleteFiles, 3> {
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
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, id, now]).await
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
        Box::pin(self.bind(client, &params.organization_id, &params.id, &params.now))
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
        "update ingestion.files set upload_status = 'FAILED', failure_code = $1, failure_message = $2, stored_bytes = 0, processed_at = $3, updated_at = $3 where id = any($4) and upload_status = 'PENDING' returning id, organization_id, coalesce(old.stored_bytes, size_bytes) as announced_bytes",
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
                Ok(ExpireUploads {
                    id: row.try_get(0)?,
                    organization_id: row.try_get(1)?,
                    announced_bytes: row.try_get(2)?,
                })
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
pub struct DeleteApiKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_api_keys() -> DeleteApiKeysStmt {
    DeleteApiKeysStmt(
        "delete from accounts.api_keys where id in ( select id from accounts.api_keys where least(revoked_at, expires_at) <= $1 order by least(revoked_at, expires_at) limit $2)",
        None,
    )
}
impl DeleteApiKeysStmt {
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
        ended_before: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[ended_before, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteApiKeysParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteApiKeysStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteApiKeysParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.ended_before, &params.batch))
    }
}
pub struct DeleteInvitationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_invitations() -> DeleteInvitationsStmt {
    DeleteInvitationsStmt(
        "delete from accounts.invitations where id in ( select id from accounts.invitations where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeleteInvitationsStmt {
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
        before: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[before, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteInvitationsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteInvitationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteInvitationsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.batch))
    }
}
pub struct DeleteRestorationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_restorations() -> DeleteRestorationsStmt {
    DeleteRestorationsStmt(
        "delete from accounts.restorations where token_hash in ( select token_hash from accounts.restorations where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeleteRestorationsStmt {
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
        DeleteRestorationsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteRestorationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteRestorationsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct GonePeopleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn gone_people() -> GonePeopleStmt {
    GonePeopleStmt(
        "select id from accounts.users where deleted_at <= $1 and anonymised_at is null and id > $2 order by id limit $3",
        None,
    )
}
impl GonePeopleStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        UuidUuidQuery {
            client,
            params: [before, after, batch],
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
        GonePeopleParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3>,
        C,
    > for GonePeopleStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a GonePeopleParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 3> {
        self.bind(client, &params.before, &params.after, &params.batch)
    }
}
pub struct AnonymisePersonStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn anonymise_person() -> AnonymisePersonStmt {
    AnonymisePersonStmt(
        "update accounts.users set email = 'deleted-' || id::text || '@deleted.invalid', password_hash = '', first_name = 'Deleted', last_name = 'Person', phone = null, department = null, position = null, institution = null, segment = 'SMB', timezone = 'UTC', email_verified = false, is_active = false, last_login_at = null, totp_secret = null, totp_confirmed_at = null, totp_last_step = null, anonymised_at = $1, updated_at = $1 where id = $2 and deleted_at <= $3 and anonymised_at is null",
        None,
    )
}
impl AnonymisePersonStmt {
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
        id: &'a uuid::Uuid,
        before: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, id, before]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AnonymisePersonParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AnonymisePersonStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AnonymisePersonParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.id, &params.before))
    }
}
pub struct DeleteMembershipsOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_memberships_of() -> DeleteMembershipsOfStmt {
    DeleteMembershipsOfStmt(
        "delete from accounts.memberships where user_id = $1 returning organization_id",
        None,
    )
}
impl DeleteMembershipsOfStmt {
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
        user_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct DeleteLinksOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_links_of() -> DeleteLinksOfStmt {
    DeleteLinksOfStmt(
        "with resets as (delete from accounts.password_resets where user_id = $1), changes as (delete from accounts.email_changes where user_id = $1), verifications as (delete from accounts.email_verifications where user_id = $1), restorations as (delete from accounts.restorations where user_id = $1) delete from accounts.recovery_codes where user_id = $1",
        None,
    )
}
impl DeleteLinksOfStmt {
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
        user_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[user_id]).await
    }
}
pub struct DeleteNotificationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_notifications() -> DeleteNotificationsStmt {
    DeleteNotificationsStmt(
        "delete from platform.notifications where id in ( select id from platform.notifications where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeleteNotificationsStmt {
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
        DeleteNotificationsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteNotificationsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteNotificationsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct DeleteNotificationDeliveriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_notification_deliveries() -> DeleteNotificationDeliveriesStmt {
    DeleteNotificationDeliveriesStmt(
        "delete from platform.notification_deliveries where id in ( select id from platform.notification_deliveries where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeleteNotificationDeliveriesStmt {
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
        DeleteNotificationDeliveriesParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteNotificationDeliveriesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteNotificationDeliveriesParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct DeleteNotificationKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_notification_keys() -> DeleteNotificationKeysStmt {
    DeleteNotificationKeysStmt(
        "delete from platform.notification_keys where (organization_id, user_id, dedupe_key) in ( select organization_id, user_id, dedupe_key from platform.notification_keys where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeleteNotificationKeysStmt {
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
        DeleteNotificationKeysParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteNotificationKeysStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteNotificationKeysParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct DeleteCommentsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_comments() -> DeleteCommentsStmt {
    DeleteCommentsStmt(
        "delete from platform.comments where organization_id = $1 and resource_type = $2 and resource_id = any($3)",
        None,
    )
}
impl DeleteCommentsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        resource_type: &'a T1,
        resource_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, resource_type, resource_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteCommentsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteCommentsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteCommentsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.resource_type, &params.resource_ids))
    }
}
pub struct DeleteWebhookEventsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_webhook_events() -> DeleteWebhookEventsStmt {
    DeleteWebhookEventsStmt(
        "delete from platform.webhook_events where id in ( select id from platform.webhook_events where created_at <= $1 order by created_at limit $2)",
        None,
    )
}
impl DeleteWebhookEventsStmt {
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
        before: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[before, batch]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteWebhookEventsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteWebhookEventsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteWebhookEventsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.before, &params.batch))
    }
}
pub struct UnfinishedMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn unfinished_media() -> UnfinishedMediaStmt {
    UnfinishedMediaStmt(
        "select id, organization_id, file_path from network.media where status = 'PENDING' and created_at <= $1 and id > $2 order by id limit $3",
        None,
    )
}
impl UnfinishedMediaStmt {
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
    ) -> UnfinishedMediaQuery<'c, 'a, 's, C, UnfinishedMedia, 3> {
        UnfinishedMediaQuery {
            client,
            params: [before, after, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<UnfinishedMediaBorrowed, tokio_postgres::Error> {
                Ok(UnfinishedMediaBorrowed {
                    id: row.try_get(0)?,
                    organization_id: row.try_get(1)?,
                    file_path: row.try_get(2)?,
                })
            },
            mapper: |it| UnfinishedMedia::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UnfinishedMediaParams,
        UnfinishedMediaQuery<'c, 'a, 's, C, UnfinishedMedia, 3>,
        C,
    > for UnfinishedMediaStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UnfinishedMediaParams,
    ) -> UnfinishedMediaQuery<'c, 'a, 's, C, UnfinishedMedia, 3> {
        self.bind(client, &params.before, &params.after, &params.batch)
    }
}
pub struct ExpireMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn expire_media() -> ExpireMediaStmt {
    ExpireMediaStmt(
        "update network.media set status = 'FAILED', failure_code = $1, failure_message = $2, processed_at = $3, updated_at = $3 where id = any($4) and status = 'PENDING' returning id, organization_id, size_bytes",
        None,
    )
}
impl ExpireMediaStmt {
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
    ) -> ExpireMediaQuery<'c, 'a, 's, C, ExpireMedia, 4> {
        ExpireMediaQuery {
            client,
            params: [failure_code, failure_message, now, ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ExpireMedia, tokio_postgres::Error> {
                Ok(ExpireMedia {
                    id: row.try_get(0)?,
                    organization_id: row.try_get(1)?,
                    size_bytes: row.try_get(2)?,
                })
            },
            mapper: |it| ExpireMedia::from(it),
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
        ExpireMediaParams<T1, T2, T3>,
        ExpireMediaQuery<'c, 'a, 's, C, ExpireMedia, 4>,
        C,
    > for ExpireMediaStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ExpireMediaParams<T1, T2, T3>,
    ) -> ExpireMediaQuery<'c, 'a, 's, C, ExpireMedia, 4> {
        self.bind(client, &params.failure_code, &params.failure_message, &params.now, &params.ids)
    }
}
pub struct DeleteFailedMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_failed_media() -> DeleteFailedMediaStmt {
    DeleteFailedMediaStmt(
        "delete from network.media where id in ( select id from network.media where status = 'FAILED' and processed_at <= $1 order by processed_at limit $2) returning id, organization_id",
        None,
    )
}
impl DeleteFailedMediaStmt {
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
        batch: &'a i64,
    ) -> DeleteFailedMediaQuery<'c, 'a, 's, C, DeleteFailedMedia, 2> {
        DeleteFailedMediaQuery {
            client,
            params: [before, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DeleteFailedMedia, tokio_postgres::Error> {
                Ok(DeleteFailedMedia { id: row.try_get(0)?, organization_id: row.try_get(1)? })
            },
            mapper: |it| DeleteFailedMedia::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeleteFailedMediaParams,
        DeleteFailedMediaQuery<'c, 'a, 's, C, DeleteFailedMedia, 2>,
        C,
    > for DeleteFailedMediaStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeleteFailedMediaParams,
    ) -> DeleteFailedMediaQuery<'c, 'a, 's, C, DeleteFailedMedia, 2> {
        self.bind(client, &params.before, &params.batch)
    }
}
pub struct ExistingMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn existing_media() -> ExistingMediaStmt {
    ExistingMediaStmt(
        "select organization_id, id, file_path, status = 'READY' as is_ready from network.media where id = any($1)",
        None,
    )
}
impl ExistingMediaStmt {
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
    ) -> ExistingMediaQuery<'c, 'a, 's, C, ExistingMedia, 1> {
        ExistingMediaQuery {
            client,
            params: [ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ExistingMediaBorrowed, tokio_postgres::Error> {
                Ok(ExistingMediaBorrowed {
                    organization_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    file_path: row.try_get(2)?,
                    is_ready: row.try_get(3)?,
                })
            },
            mapper: |it| ExistingMedia::from(it),
        }
    }
}
pub struct ReadableMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn readable_media() -> ReadableMediaStmt {
    ReadableMediaStmt(
        "select organization_id, id, file_path from network.media where status = 'READY' and (organization_id, id) > ($1::uuid, $2::uuid) and (organization_id, id) <= ($3::uuid, $4::uuid) order by organization_id, id limit $5",
        None,
    )
}
impl ReadableMediaStmt {
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
    ) -> ReadableMediaQuery<'c, 'a, 's, C, ReadableMedia, 5> {
        ReadableMediaQuery {
            client,
            params: [after_organization, after_id, until_organization, until_id, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ReadableMediaBorrowed, tokio_postgres::Error> {
                Ok(ReadableMediaBorrowed {
                    organization_id: row.try_get(0)?,
                    id: row.try_get(1)?,
                    file_path: row.try_get(2)?,
                })
            },
            mapper: |it| ReadableMedia::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ReadableMediaParams,
        ReadableMediaQuery<'c, 'a, 's, C, ReadableMedia, 5>,
        C,
    > for ReadableMediaStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ReadableMediaParams,
    ) -> ReadableMediaQuery<'c, 'a, 's, C, ReadableMedia, 5> {
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
pub struct ForgetTaggingsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_taggings() -> ForgetTaggingsStmt {
    ForgetTaggingsStmt(
        "delete from platform.taggings where organization_id = $1 and resource_type = $2 and resource_id = any($3)",
        None,
    )
}
impl ForgetTaggingsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        resource_type: &'a T1,
        resource_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, resource_type, resource_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetTaggingsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ForgetTaggingsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetTaggingsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.resource_type, &params.resource_ids))
    }
}
pub struct ForgetMediaLinksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_media_links() -> ForgetMediaLinksStmt {
    ForgetMediaLinksStmt(
        "delete from network.media_links where organization_id = $1 and resource_type = $2 and resource_id = any($3)",
        None,
    )
}
impl ForgetMediaLinksStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        resource_type: &'a T1,
        resource_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, resource_type, resource_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetMediaLinksParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ForgetMediaLinksStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetMediaLinksParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.resource_type, &params.resource_ids))
    }
}
pub struct DeleteResourcePermissionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_resource_permissions() -> DeleteResourcePermissionsStmt {
    DeleteResourcePermissionsStmt(
        "delete from accounts.resource_permissions where id in ( select id from accounts.resource_permissions where expires_at <= $1 order by expires_at limit $2)",
        None,
    )
}
impl DeleteResourcePermissionsStmt {
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
        DeleteResourcePermissionsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteResourcePermissionsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteResourcePermissionsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.batch))
    }
}
pub struct ForgetResourceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_resource() -> ForgetResourceStmt {
    ForgetResourceStmt(
        "delete from accounts.resource_permissions where organization_id = $1 and resource_type = $2 and resource_id = any($3)",
        None,
    )
}
impl ForgetResourceStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        resource_type: &'a T1,
        resource_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, resource_type, resource_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetResourceParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ForgetResourceStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetResourceParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.resource_type, &params.resource_ids))
    }
}
pub struct DeletedTeamsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn deleted_teams() -> DeletedTeamsStmt {
    DeletedTeamsStmt(
        "select t.id, t.organization_id from accounts.teams t where t.deleted_at <= $1 and t.id > $2 and not exists ( select from ingestion.projects p where p.organization_id = t.organization_id and p.team_id = t.id) order by t.id limit $3",
        None,
    )
}
impl DeletedTeamsStmt {
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
    ) -> DeletedTeamsQuery<'c, 'a, 's, C, DeletedTeams, 3> {
        DeletedTeamsQuery {
            client,
            params: [before, after, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DeletedTeams, tokio_postgres::Error> {
                Ok(DeletedTeams { id: row.try_get(0)?, organization_id: row.try_get(1)? })
            },
            mapper: |it| DeletedTeams::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeletedTeamsParams,
        DeletedTeamsQuery<'c, 'a, 's, C, DeletedTeams, 3>,
        C,
    > for DeletedTeamsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeletedTeamsParams,
    ) -> DeletedTeamsQuery<'c, 'a, 's, C, DeletedTeams, 3> {
        self.bind(client, &params.before, &params.after, &params.batch)
    }
}
pub struct DeleteTeamStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_team() -> DeleteTeamStmt {
    DeleteTeamStmt(
        "delete from accounts.teams t where t.organization_id = $1 and t.id = $2 and t.deleted_at <= $3 and not exists ( select from ingestion.projects p where p.organization_id = t.organization_id and p.team_id = t.id)",
        None,
    )
}
impl DeleteTeamStmt {
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
        DeleteTeamParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteTeamStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteTeamParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.id, &params.before))
    }
}
pub struct DeleteExportsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_exports() -> DeleteExportsStmt {
    DeleteExportsStmt(
        "delete from platform.exports where id in ( select id from platform.exports where expires_at <= $1 order by expires_at limit $2) returning id, organization_id",
        None,
    )
}
impl DeleteExportsStmt {
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
        now: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> DeleteExportsQuery<'c, 'a, 's, C, DeleteExports, 2> {
        DeleteExportsQuery {
            client,
            params: [now, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DeleteExports, tokio_postgres::Error> {
                Ok(DeleteExports { id: row.try_get(0)?, organization_id: row.try_get(1)? })
            },
            mapper: |it| DeleteExports::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DeleteExportsParams,
        DeleteExportsQuery<'c, 'a, 's, C, DeleteExports, 2>,
        C,
    > for DeleteExportsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeleteExportsParams,
    ) -> DeleteExportsQuery<'c, 'a, 's, C, DeleteExports, 2> {
        self.bind(client, &params.now, &params.batch)
    }
}
pub struct ExistingExportsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn existing_exports() -> ExistingExportsStmt {
    ExistingExportsStmt("select organization_id, id from platform.exports where id = any($1)", None)
}
impl ExistingExportsStmt {
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
    ) -> ExistingExportsQuery<'c, 'a, 's, C, ExistingExports, 1> {
        ExistingExportsQuery {
            client,
            params: [ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ExistingExports, tokio_postgres::Error> {
                Ok(ExistingExports { organization_id: row.try_get(0)?, id: row.try_get(1)? })
            },
            mapper: |it| ExistingExports::from(it),
        }
    }
}
