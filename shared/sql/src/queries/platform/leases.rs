// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct TakeLapsedFilesParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeWaitingFilesParams {
    pub before: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeStalledAnalysesParams {
    pub now: jiff::Timestamp,
    pub before: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeLapsedMediaParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeWaitingMediaParams {
    pub before: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeStalledExportsParams {
    pub now: jiff::Timestamp,
    pub before: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeStalledErasuresParams {
    pub now: jiff::Timestamp,
    pub before: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct TakeLapsedFiles {
    pub organization_id: uuid::Uuid,
    pub file_path: String,
    pub size_bytes: i64,
    pub object_etag: Option<String>,
}
pub struct TakeLapsedFilesBorrowed<'a> {
    pub organization_id: uuid::Uuid,
    pub file_path: &'a str,
    pub size_bytes: i64,
    pub object_etag: Option<&'a str>,
}
impl<'a> From<TakeLapsedFilesBorrowed<'a>> for TakeLapsedFiles {
    fn from(
        TakeLapsedFilesBorrowed {
            organization_id,
            file_path,
            size_bytes,
            object_etag,
        }: TakeLapsedFilesBorrowed<'a>,
    ) -> Self {
        Self {
            organization_id,
            file_path: file_path.into(),
            size_bytes,
            object_etag: object_etag.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct TakeWaitingFiles {
    pub organization_id: uuid::Uuid,
    pub file_path: String,
}
pub struct TakeWaitingFilesBorrowed<'a> {
    pub organization_id: uuid::Uuid,
    pub file_path: &'a str,
}
impl<'a> From<TakeWaitingFilesBorrowed<'a>> for TakeWaitingFiles {
    fn from(TakeWaitingFilesBorrowed { organization_id, file_path }: TakeWaitingFilesBorrowed<'a>) -> Self {
        Self { organization_id, file_path: file_path.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct TakeStalledAnalyses {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct TakeLapsedMedia {
    pub organization_id: uuid::Uuid,
    pub file_path: String,
    pub size_bytes: i64,
    pub object_etag: Option<String>,
}
pub struct TakeLapsedMediaBorrowed<'a> {
    pub organization_id: uuid::Uuid,
    pub file_path: &'a str,
    pub size_bytes: i64,
    pub object_etag: Option<&'a str>,
}
impl<'a> From<TakeLapsedMediaBorrowed<'a>> for TakeLapsedMedia {
    fn from(
        TakeLapsedMediaBorrowed {
            organization_id,
            file_path,
            size_bytes,
            object_etag,
        }: TakeLapsedMediaBorrowed<'a>,
    ) -> Self {
        Self {
            organization_id,
            file_path: file_path.into(),
            size_bytes,
            object_etag: object_etag.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct TakeWaitingMedia {
    pub organization_id: uuid::Uuid,
    pub file_path: String,
}
pub struct TakeWaitingMediaBorrowed<'a> {
    pub organization_id: uuid::Uuid,
    pub file_path: &'a str,
}
impl<'a> From<TakeWaitingMediaBorrowed<'a>> for TakeWaitingMedia {
    fn from(TakeWaitingMediaBorrowed { organization_id, file_path }: TakeWaitingMediaBorrowed<'a>) -> Self {
        Self { organization_id, file_path: file_path.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct TakeStalledExports {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub resource_type: String,
}
pub struct TakeStalledExportsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub resource_type: &'a str,
}
impl<'a> From<TakeStalledExportsBorrowed<'a>> for TakeStalledExports {
    fn from(
        TakeStalledExportsBorrowed { id, organization_id, resource_type }: TakeStalledExportsBorrowed<'a>,
    ) -> Self {
        Self { id, organization_id, resource_type: resource_type.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct TakeStalledErasures {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct TakeLapsedFilesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeLapsedFilesBorrowed, tokio_postgres::Error>,
    mapper: fn(TakeLapsedFilesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeLapsedFilesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(TakeLapsedFilesBorrowed) -> R,
    ) -> TakeLapsedFilesQuery<'c, 'a, 's, C, R, N> {
        TakeLapsedFilesQuery {
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
pub struct TakeWaitingFilesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeWaitingFilesBorrowed, tokio_postgres::Error>,
    mapper: fn(TakeWaitingFilesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeWaitingFilesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(TakeWaitingFilesBorrowed) -> R,
    ) -> TakeWaitingFilesQuery<'c, 'a, 's, C, R, N> {
        TakeWaitingFilesQuery {
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
pub struct TakeStalledAnalysesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeStalledAnalyses, tokio_postgres::Error>,
    mapper: fn(TakeStalledAnalyses) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeStalledAnalysesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(TakeStalledAnalyses) -> R,
    ) -> TakeStalledAnalysesQuery<'c, 'a, 's, C, R, N> {
        TakeStalledAnalysesQuery {
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
pub struct TakeLapsedMediaQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeLapsedMediaBorrowed, tokio_postgres::Error>,
    mapper: fn(TakeLapsedMediaBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeLapsedMediaQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(TakeLapsedMediaBorrowed) -> R,
    ) -> TakeLapsedMediaQuery<'c, 'a, 's, C, R, N> {
        TakeLapsedMediaQuery {
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
pub struct TakeWaitingMediaQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeWaitingMediaBorrowed, tokio_postgres::Error>,
    mapper: fn(TakeWaitingMediaBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeWaitingMediaQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(TakeWaitingMediaBorrowed) -> R,
    ) -> TakeWaitingMediaQuery<'c, 'a, 's, C, R, N> {
        TakeWaitingMediaQuery {
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
pub struct TakeStalledExportsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeStalledExportsBorrowed, tokio_postgres::Error>,
    mapper: fn(TakeStalledExportsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeStalledExportsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(TakeStalledExportsBorrowed) -> R,
    ) -> TakeStalledExportsQuery<'c, 'a, 's, C, R, N> {
        TakeStalledExportsQuery {
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
pub struct TakeStalledErasuresQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeStalledErasures, tokio_postgres::Error>,
    mapper: fn(TakeStalledErasures) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeStalledErasuresQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(TakeStalledErasures) -> R,
    ) -> TakeStalledErasuresQuery<'c, 'a, 's, C, R, N> {
        TakeStalledErasuresQuery {
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
pub struct TakeLapsedFilesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_lapsed_files() -> TakeLapsedFilesStmt {
    TakeLapsedFilesStmt(
        "with lapsed as materialized ( select id from ingestion.files where upload_status = 'PROCESSING' and lease_until <= $1 and (swept_at is null or swept_at <= lease_until or swept_at + least(swept_at - lease_until, interval '1 hour') <= $1) order by lease_until limit $2 for update skip locked ) update ingestion.files f set swept_at = $1 from lapsed where f.id = lapsed.id returning f.organization_id, f.file_path, f.size_bytes, f.object_etag",
        None,
    )
}
impl TakeLapsedFilesStmt {
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
    ) -> TakeLapsedFilesQuery<'c, 'a, 's, C, TakeLapsedFiles, 2> {
        TakeLapsedFilesQuery {
            client,
            params: [now, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TakeLapsedFilesBorrowed, tokio_postgres::Error> {
                Ok(TakeLapsedFilesBorrowed {
                    organization_id: row.try_get(0)?,
                    file_path: row.try_get(1)?,
                    size_bytes: row.try_get(2)?,
                    object_etag: row.try_get(3)?,
                })
            },
            mapper: |it| TakeLapsedFiles::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeLapsedFilesParams,
        TakeLapsedFilesQuery<'c, 'a, 's, C, TakeLapsedFiles, 2>,
        C,
    > for TakeLapsedFilesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeLapsedFilesParams,
    ) -> TakeLapsedFilesQuery<'c, 'a, 's, C, TakeLapsedFiles, 2> {
        self.bind(client, &params.now, &params.batch)
    }
}
pub struct TakeWaitingFilesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_waiting_files() -> TakeWaitingFilesStmt {
    TakeWaitingFilesStmt(
        "with waiting as materialized ( select id from ingestion.files where upload_status = 'PENDING' and created_at <= $1 and (swept_at is null or swept_at + least(swept_at - created_at, interval '1 hour') <= $2) order by created_at limit $3 for update skip locked ) update ingestion.files f set swept_at = $2 from waiting where f.id = waiting.id returning f.organization_id, f.file_path",
        None,
    )
}
impl TakeWaitingFilesStmt {
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
        now: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> TakeWaitingFilesQuery<'c, 'a, 's, C, TakeWaitingFiles, 3> {
        TakeWaitingFilesQuery {
            client,
            params: [before, now, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<TakeWaitingFilesBorrowed, tokio_postgres::Error> {
                    Ok(TakeWaitingFilesBorrowed {
                        organization_id: row.try_get(0)?,
                        file_path: row.try_get(1)?,
                    })
                },
            mapper: |it| TakeWaitingFiles::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeWaitingFilesParams,
        TakeWaitingFilesQuery<'c, 'a, 's, C, TakeWaitingFiles, 3>,
        C,
    > for TakeWaitingFilesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeWaitingFilesParams,
    ) -> TakeWaitingFilesQuery<'c, 'a, 's, C, TakeWaitingFiles, 3> {
        self.bind(client, &params.before, &params.now, &params.batch)
    }
}
pub struct TakeStalledAnalysesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_stalled_analyses() -> TakeStalledAnalysesStmt {
    TakeStalledAnalysesStmt(
        "with stalled as materialized ( select id from intelligence.analysis_results where (status = 'RUNNING' and lease_until <= $1 and (swept_at is null or swept_at <= lease_until or swept_at + least(swept_at - lease_until, interval '1 hour') <= $1)) or (status = 'QUEUED' and updated_at <= $2 and (swept_at is null or swept_at + least(swept_at - updated_at, interval '1 hour') <= $1)) order by lease_until, id limit $3 for update skip locked ) update intelligence.analysis_results a set swept_at = $1 from stalled where a.id = stalled.id returning a.id, a.organization_id",
        None,
    )
}
impl TakeStalledAnalysesStmt {
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
        before: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> TakeStalledAnalysesQuery<'c, 'a, 's, C, TakeStalledAnalyses, 3> {
        TakeStalledAnalysesQuery {
            client,
            params: [now, before, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TakeStalledAnalyses, tokio_postgres::Error> {
                Ok(TakeStalledAnalyses { id: row.try_get(0)?, organization_id: row.try_get(1)? })
            },
            mapper: |it| TakeStalledAnalyses::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeStalledAnalysesParams,
        TakeStalledAnalysesQuery<'c, 'a, 's, C, TakeStalledAnalyses, 3>,
        C,
    > for TakeStalledAnalysesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeStalledAnalysesParams,
    ) -> TakeStalledAnalysesQuery<'c, 'a, 's, C, TakeStalledAnalyses, 3> {
        self.bind(client, &params.now, &params.before, &params.batch)
    }
}
pub struct TakeLapsedMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_lapsed_media() -> TakeLapsedMediaStmt {
    TakeLapsedMediaStmt(
        "with lapsed as materialized ( select id from network.media where status = 'PROCESSING' and lease_until <= $1 and (swept_at is null or swept_at <= lease_until or swept_at + least(swept_at - lease_until, interval '1 hour') <= $1) order by lease_until limit $2 for update skip locked ) update network.media m set swept_at = $1 from lapsed where m.id = lapsed.id returning m.organization_id, m.file_path, m.size_bytes, m.object_etag",
        None,
    )
}
impl TakeLapsedMediaStmt {
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
    ) -> TakeLapsedMediaQuery<'c, 'a, 's, C, TakeLapsedMedia, 2> {
        TakeLapsedMediaQuery {
            client,
            params: [now, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TakeLapsedMediaBorrowed, tokio_postgres::Error> {
                Ok(TakeLapsedMediaBorrowed {
                    organization_id: row.try_get(0)?,
                    file_path: row.try_get(1)?,
                    size_bytes: row.try_get(2)?,
                    object_etag: row.try_get(3)?,
                })
            },
            mapper: |it| TakeLapsedMedia::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeLapsedMediaParams,
        TakeLapsedMediaQuery<'c, 'a, 's, C, TakeLapsedMedia, 2>,
        C,
    > for TakeLapsedMediaStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeLapsedMediaParams,
    ) -> TakeLapsedMediaQuery<'c, 'a, 's, C, TakeLapsedMedia, 2> {
        self.bind(client, &params.now, &params.batch)
    }
}
pub struct TakeWaitingMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_waiting_media() -> TakeWaitingMediaStmt {
    TakeWaitingMediaStmt(
        "with waiting as materialized ( select id from network.media where status = 'PENDING' and created_at <= $1 and (swept_at is null or swept_at + least(swept_at - created_at, interval '1 hour') <= $2) order by created_at limit $3 for update skip locked ) update network.media m set swept_at = $2 from waiting where m.id = waiting.id returning m.organization_id, m.file_path",
        None,
    )
}
impl TakeWaitingMediaStmt {
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
        now: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> TakeWaitingMediaQuery<'c, 'a, 's, C, TakeWaitingMedia, 3> {
        TakeWaitingMediaQuery {
            client,
            params: [before, now, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<TakeWaitingMediaBorrowed, tokio_postgres::Error> {
                    Ok(TakeWaitingMediaBorrowed {
                        organization_id: row.try_get(0)?,
                        file_path: row.try_get(1)?,
                    })
                },
            mapper: |it| TakeWaitingMedia::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeWaitingMediaParams,
        TakeWaitingMediaQuery<'c, 'a, 's, C, TakeWaitingMedia, 3>,
        C,
    > for TakeWaitingMediaStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeWaitingMediaParams,
    ) -> TakeWaitingMediaQuery<'c, 'a, 's, C, TakeWaitingMedia, 3> {
        self.bind(client, &params.before, &params.now, &params.batch)
    }
}
pub struct TakeStalledExportsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_stalled_exports() -> TakeStalledExportsStmt {
    TakeStalledExportsStmt(
        "with stalled as materialized ( select id from platform.exports where (status = 'RUNNING' and lease_until <= $1 and (swept_at is null or swept_at <= lease_until or swept_at + least(swept_at - lease_until, interval '1 hour') <= $1)) or (status = 'QUEUED' and updated_at <= $2 and (swept_at is null or swept_at + least(swept_at - updated_at, interval '1 hour') <= $1)) order by lease_until, id limit $3 for update skip locked ) update platform.exports e set swept_at = $1 from stalled where e.id = stalled.id returning e.id, e.organization_id, e.resource_type",
        None,
    )
}
impl TakeStalledExportsStmt {
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
        before: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> TakeStalledExportsQuery<'c, 'a, 's, C, TakeStalledExports, 3> {
        TakeStalledExportsQuery {
            client,
            params: [now, before, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<TakeStalledExportsBorrowed, tokio_postgres::Error> {
                    Ok(TakeStalledExportsBorrowed {
                        id: row.try_get(0)?,
                        organization_id: row.try_get(1)?,
                        resource_type: row.try_get(2)?,
                    })
                },
            mapper: |it| TakeStalledExports::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeStalledExportsParams,
        TakeStalledExportsQuery<'c, 'a, 's, C, TakeStalledExports, 3>,
        C,
    > for TakeStalledExportsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeStalledExportsParams,
    ) -> TakeStalledExportsQuery<'c, 'a, 's, C, TakeStalledExports, 3> {
        self.bind(client, &params.now, &params.before, &params.batch)
    }
}
pub struct TakeStalledErasuresStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_stalled_erasures() -> TakeStalledErasuresStmt {
    TakeStalledErasuresStmt(
        "with stalled as materialized ( select id from platform.erasures where (status = 'RUNNING' and lease_until <= $1 and (swept_at is null or swept_at <= lease_until or swept_at + least(swept_at - lease_until, interval '1 hour') <= $1)) or (status = 'QUEUED' and updated_at <= $2 and (swept_at is null or swept_at + least(swept_at - updated_at, interval '1 hour') <= $1)) order by lease_until, id limit $3 for update skip locked ) update platform.erasures e set swept_at = $1 from stalled where e.id = stalled.id returning e.id, e.organization_id",
        None,
    )
}
impl TakeStalledErasuresStmt {
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
        before: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> TakeStalledErasuresQuery<'c, 'a, 's, C, TakeStalledErasures, 3> {
        TakeStalledErasuresQuery {
            client,
            params: [now, before, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TakeStalledErasures, tokio_postgres::Error> {
                Ok(TakeStalledErasures { id: row.try_get(0)?, organization_id: row.try_get(1)? })
            },
            mapper: |it| TakeStalledErasures::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeStalledErasuresParams,
        TakeStalledErasuresQuery<'c, 'a, 's, C, TakeStalledErasures, 3>,
        C,
    > for TakeStalledErasuresStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeStalledErasuresParams,
    ) -> TakeStalledErasuresQuery<'c, 'a, 's, C, TakeStalledErasures, 3> {
        self.bind(client, &params.now, &params.before, &params.batch)
    }
}
