// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct SettledParams<T1: crate::StringSql> {
    pub after_xid: T1,
    pub after_id: uuid::Uuid,
    pub rows: i64,
    pub characters: i64,
}
#[derive(Debug)]
pub struct InsertSealsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
    T5: crate::BytesSql,
    T6: crate::ArraySql<Item = T5>,
> {
    pub organization_ids: T1,
    pub sequences: T2,
    pub audit_log_ids: T3,
    pub logged_at: T4,
    pub hashes: T6,
}
#[derive(Debug)]
pub struct SetHeadsParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub now: jiff::Timestamp,
    pub organization_ids: T1,
    pub sequences: T2,
    pub hashes: T4,
    pub xids: T6,
    pub audit_log_ids: T7,
}
#[derive(Debug)]
pub struct MoveCursorParams<T1: crate::StringSql> {
    pub xid: T1,
    pub audit_log_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct UnanchoredParams {
    pub after: uuid::Uuid,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct HashAtParams {
    pub organization_id: uuid::Uuid,
    pub sequence: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct MarkAnchoredParams {
    pub sequence: i64,
    pub organization_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertKeyParams<T1: crate::StringSql, T2: crate::BytesSql, T3: crate::BytesSql> {
    pub id: T1,
    pub public_key: T2,
    pub sealed_private_key: T3,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct CountUnsealedParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub after_xid: T1,
    pub after_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct CountSealableParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub until_xid: T1,
    pub until_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct FirstInsertedParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub until_xid: T1,
    pub until_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct SealsParams {
    pub organization_id: uuid::Uuid,
    pub after: i64,
    pub through: i64,
    pub rows: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct IsLastParams {
    pub organization_id: uuid::Uuid,
    pub after: i64,
}
#[derive(Debug)]
pub struct EntriesParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub since: jiff::Timestamp,
    pub until: jiff::Timestamp,
    pub ids: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct EntryIsElsewhereParams {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertCheckpointParams<T1: crate::BytesSql, T2: crate::StringSql, T3: crate::BytesSql> {
    pub organization_id: uuid::Uuid,
    pub sequence: i64,
    pub hash: T1,
    pub logged_through: jiff::Timestamp,
    pub key_id: T2,
    pub signature: T3,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteSealsParams {
    pub organization_id: uuid::Uuid,
    pub first: i64,
    pub last: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LockCursor {
    pub xid: String,
    pub audit_log_id: uuid::Uuid,
}
pub struct LockCursorBorrowed<'a> {
    pub xid: &'a str,
    pub audit_log_id: uuid::Uuid,
}
impl<'a> From<LockCursorBorrowed<'a>> for LockCursor {
    fn from(LockCursorBorrowed { xid, audit_log_id }: LockCursorBorrowed<'a>) -> Self {
        Self { xid: xid.into(), audit_log_id }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct SettledRow {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub actor_id: Option<uuid::Uuid>,
    pub action: String,
    pub resource_type: String,
    pub resource_id: Option<uuid::Uuid>,
    pub old_values: Option<String>,
    pub new_values: Option<String>,
    pub request_id: Option<String>,
    pub origin_digest: Option<Vec<u8>>,
    pub created_at: jiff::Timestamp,
    pub xid: String,
}
pub struct SettledRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub actor_id: Option<uuid::Uuid>,
    pub action: &'a str,
    pub resource_type: &'a str,
    pub resource_id: Option<uuid::Uuid>,
    pub old_values: Option<&'a str>,
    pub new_values: Option<&'a str>,
    pub request_id: Option<&'a str>,
    pub origin_digest: Option<&'a [u8]>,
    pub created_at: jiff::Timestamp,
    pub xid: &'a str,
}
impl<'a> From<SettledRowBorrowed<'a>> for SettledRow {
    fn from(
        SettledRowBorrowed {
            id,
            organization_id,
            actor_id,
            action,
            resource_type,
            resource_id,
            old_values,
            new_values,
            request_id,
            origin_digest,
            created_at,
            xid,
        }: SettledRowBorrowed<'a>,
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
            request_id: request_id.map(|v| v.into()),
            origin_digest: origin_digest.map(|v| v.into()),
            created_at,
            xid: xid.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Heads {
    pub organization_id: uuid::Uuid,
    pub sequence: i64,
    pub hash: Vec<u8>,
}
pub struct HeadsBorrowed<'a> {
    pub organization_id: uuid::Uuid,
    pub sequence: i64,
    pub hash: &'a [u8],
}
impl<'a> From<HeadsBorrowed<'a>> for Heads {
    fn from(HeadsBorrowed { organization_id, sequence, hash }: HeadsBorrowed<'a>) -> Self {
        Self { organization_id, sequence, hash: hash.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Unanchored {
    pub organization_id: uuid::Uuid,
    pub sequence: i64,
    pub hash: Vec<u8>,
    pub sealed_at: jiff::Timestamp,
}
pub struct UnanchoredBorrowed<'a> {
    pub organization_id: uuid::Uuid,
    pub sequence: i64,
    pub hash: &'a [u8],
    pub sealed_at: jiff::Timestamp,
}
impl<'a> From<UnanchoredBorrowed<'a>> for Unanchored {
    fn from(
        UnanchoredBorrowed { organization_id, sequence, hash, sealed_at }: UnanchoredBorrowed<'a>,
    ) -> Self {
        Self { organization_id, sequence, hash: hash.into(), sealed_at }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LatestKey {
    pub id: String,
    pub public_key: Vec<u8>,
    pub sealed_private_key: Vec<u8>,
    pub created_at: jiff::Timestamp,
}
pub struct LatestKeyBorrowed<'a> {
    pub id: &'a str,
    pub public_key: &'a [u8],
    pub sealed_private_key: &'a [u8],
    pub created_at: jiff::Timestamp,
}
impl<'a> From<LatestKeyBorrowed<'a>> for LatestKey {
    fn from(
        LatestKeyBorrowed { id, public_key, sealed_private_key, created_at }: LatestKeyBorrowed<'a>,
    ) -> Self {
        Self {
            id: id.into(),
            public_key: public_key.into(),
            sealed_private_key: sealed_private_key.into(),
            created_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    pub sequence: i64,
    pub hash: Vec<u8>,
    pub logged_through: jiff::Timestamp,
    pub key_id: String,
    pub signature: Vec<u8>,
}
pub struct CheckpointBorrowed<'a> {
    pub sequence: i64,
    pub hash: &'a [u8],
    pub logged_through: jiff::Timestamp,
    pub key_id: &'a str,
    pub signature: &'a [u8],
}
impl<'a> From<CheckpointBorrowed<'a>> for Checkpoint {
    fn from(
        CheckpointBorrowed { sequence, hash, logged_through, key_id, signature }: CheckpointBorrowed<'a>,
    ) -> Self {
        Self {
            sequence,
            hash: hash.into(),
            logged_through,
            key_id: key_id.into(),
            signature: signature.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    pub sequence: i64,
    pub hash: Vec<u8>,
    pub xid: String,
    pub audit_log_id: uuid::Uuid,
    pub sealed_at: jiff::Timestamp,
}
pub struct HeadBorrowed<'a> {
    pub sequence: i64,
    pub hash: &'a [u8],
    pub xid: &'a str,
    pub audit_log_id: uuid::Uuid,
    pub sealed_at: jiff::Timestamp,
}
impl<'a> From<HeadBorrowed<'a>> for Head {
    fn from(HeadBorrowed { sequence, hash, xid, audit_log_id, sealed_at }: HeadBorrowed<'a>) -> Self {
        Self { sequence, hash: hash.into(), xid: xid.into(), audit_log_id, sealed_at }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Seals {
    pub sequence: i64,
    pub audit_log_id: uuid::Uuid,
    pub logged_at: jiff::Timestamp,
    pub hash: Vec<u8>,
}
pub struct SealsBorrowed<'a> {
    pub sequence: i64,
    pub audit_log_id: uuid::Uuid,
    pub logged_at: jiff::Timestamp,
    pub hash: &'a [u8],
}
impl<'a> From<SealsBorrowed<'a>> for Seals {
    fn from(SealsBorrowed { sequence, audit_log_id, logged_at, hash }: SealsBorrowed<'a>) -> Self {
        Self { sequence, audit_log_id, logged_at, hash: hash.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct SealedRow {
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
pub struct SealedRowBorrowed<'a> {
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
impl<'a> From<SealedRowBorrowed<'a>> for SealedRow {
    fn from(
        SealedRowBorrowed {
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
        }: SealedRowBorrowed<'a>,
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
            origin_salt: origin_salt.map(|v| v.into()),
            origin_digest: origin_digest.map(|v| v.into()),
            request_id: request_id.map(|v| v.into()),
            created_at,
            xid: xid.into(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LockCursorQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockCursorBorrowed, tokio_postgres::Error>,
    mapper: fn(LockCursorBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockCursorQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LockCursorBorrowed) -> R) -> LockCursorQuery<'c, 'a, 's, C, R, N> {
        LockCursorQuery {
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
pub struct SettledRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SettledRowBorrowed, tokio_postgres::Error>,
    mapper: fn(SettledRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SettledRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SettledRowBorrowed) -> R) -> SettledRowQuery<'c, 'a, 's, C, R, N> {
        SettledRowQuery {
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
pub struct HeadsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<HeadsBorrowed, tokio_postgres::Error>,
    mapper: fn(HeadsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HeadsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(HeadsBorrowed) -> R) -> HeadsQuery<'c, 'a, 's, C, R, N> {
        HeadsQuery {
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
pub struct UnanchoredQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<UnanchoredBorrowed, tokio_postgres::Error>,
    mapper: fn(UnanchoredBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UnanchoredQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(UnanchoredBorrowed) -> R) -> UnanchoredQuery<'c, 'a, 's, C, R, N> {
        UnanchoredQuery {
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
pub struct Vecu8Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&[u8], tokio_postgres::Error>,
    mapper: fn(&[u8]) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> Vecu8Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&[u8]) -> R) -> Vecu8Query<'c, 'a, 's, C, R, N> {
        Vecu8Query {
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
pub struct LatestKeyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LatestKeyBorrowed, tokio_postgres::Error>,
    mapper: fn(LatestKeyBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LatestKeyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LatestKeyBorrowed) -> R) -> LatestKeyQuery<'c, 'a, 's, C, R, N> {
        LatestKeyQuery {
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
pub struct CheckpointQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CheckpointBorrowed, tokio_postgres::Error>,
    mapper: fn(CheckpointBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CheckpointQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CheckpointBorrowed) -> R) -> CheckpointQuery<'c, 'a, 's, C, R, N> {
        CheckpointQuery {
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
pub struct HeadQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<HeadBorrowed, tokio_postgres::Error>,
    mapper: fn(HeadBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HeadQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(HeadBorrowed) -> R) -> HeadQuery<'c, 'a, 's, C, R, N> {
        HeadQuery {
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
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query {
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
pub struct SealsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SealsBorrowed, tokio_postgres::Error>,
    mapper: fn(SealsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SealsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SealsBorrowed) -> R) -> SealsQuery<'c, 'a, 's, C, R, N> {
        SealsQuery {
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
pub struct SealedRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SealedRowBorrowed, tokio_postgres::Error>,
    mapper: fn(SealedRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SealedRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SealedRowBorrowed) -> R) -> SealedRowQuery<'c, 'a, 's, C, R, N> {
        SealedRowQuery {
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
pub struct LockCursorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_cursor() -> LockCursorStmt {
    LockCursorStmt(
        "select xid::text as xid, audit_log_id from platform.audit_cursor for update skip locked",
        None,
    )
}
impl LockCursorStmt {
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
    ) -> LockCursorQuery<'c, 'a, 's, C, LockCursor, 0> {
        LockCursorQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockCursorBorrowed, tokio_postgres::Error> {
                Ok(LockCursorBorrowed { xid: row.try_get(0)?, audit_log_id: row.try_get(1)? })
            },
            mapper: |it| LockCursor::from(it),
        }
    }
}
pub struct SettledStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn settled() -> SettledStmt {
    SettledStmt(
        "select id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, request_id, origin_digest, created_at, xid from ( select id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, request_id, origin_digest, created_at, xid, place, sum(coalesce(length(old_values), 0) + coalesce(length(new_values), 0)) over ( order by place, id rows between unbounded preceding and 1 preceding) as volume_before from ( select a.id, a.organization_id, a.actor_id, a.action, a.resource_type, a.resource_id, a.old_values::text, a.new_values::text, a.request_id, a.origin_digest, a.created_at, a.xid::text as xid, a.xid as place from platform.audit_logs a where (a.xid, a.id) > (($1::text)::xid8, $2::uuid) and a.xid < pg_snapshot_xmin(pg_current_snapshot()) order by a.xid, a.id limit $3 ) as oldest ) as measured where coalesce(volume_before, 0) < $4::bigint order by place, id",
        None,
    )
}
impl SettledStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        after_xid: &'a T1,
        after_id: &'a uuid::Uuid,
        rows: &'a i64,
        characters: &'a i64,
    ) -> SettledRowQuery<'c, 'a, 's, C, SettledRow, 4> {
        SettledRowQuery {
            client,
            params: [after_xid, after_id, rows, characters],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SettledRowBorrowed, tokio_postgres::Error> {
                Ok(SettledRowBorrowed {
                    id: row.try_get(0)?,
                    organization_id: row.try_get(1)?,
                    actor_id: row.try_get(2)?,
                    action: row.try_get(3)?,
                    resource_type: row.try_get(4)?,
                    resource_id: row.try_get(5)?,
                    old_values: row.try_get(6)?,
                    new_values: row.try_get(7)?,
                    request_id: row.try_get(8)?,
                    origin_digest: row.try_get(9)?,
                    created_at: row.try_get(10)?,
                    xid: row.try_get(11)?,
                })
            },
            mapper: |it| SettledRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SettledParams<T1>,
        SettledRowQuery<'c, 'a, 's, C, SettledRow, 4>,
        C,
    > for SettledStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SettledParams<T1>,
    ) -> SettledRowQuery<'c, 'a, 's, C, SettledRow, 4> {
        self.bind(client, &params.after_xid, &params.after_id, &params.rows, &params.characters)
    }
}
pub struct HeadsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn heads() -> HeadsStmt {
    HeadsStmt(
        "select organization_id, sequence, hash from platform.audit_heads where organization_id = any($1)",
        None,
    )
}
impl HeadsStmt {
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
        organization_ids: &'a T1,
    ) -> HeadsQuery<'c, 'a, 's, C, Heads, 1> {
        HeadsQuery {
            client,
            params: [organization_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<HeadsBorrowed, tokio_postgres::Error> {
                Ok(HeadsBorrowed {
                    organization_id: row.try_get(0)?,
                    sequence: row.try_get(1)?,
                    hash: row.try_get(2)?,
                })
            },
            mapper: |it| Heads::from(it),
        }
    }
}
pub struct InsertSealsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_seals() -> InsertSealsStmt {
    InsertSealsStmt(
        "insert into platform.audit_seals (organization_id, sequence, audit_log_id, logged_at, hash) select * from unnest( $1::uuid[], $2::bigint[], $3::uuid[], $4::timestamptz[], $5::bytea[])",
        None,
    )
}
impl InsertSealsStmt {
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
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::ArraySql<Item = i64>,
        T3: crate::ArraySql<Item = uuid::Uuid>,
        T4: crate::ArraySql<Item = jiff::Timestamp>,
        T5: crate::BytesSql,
        T6: crate::ArraySql<Item = T5>,
    >(
        &'s self,
        client: &'c C,
        organization_ids: &'a T1,
        sequences: &'a T2,
        audit_log_ids: &'a T3,
        logged_at: &'a T4,
        hashes: &'a T6,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_ids, sequences, audit_log_ids, logged_at, hashes]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::ArraySql<Item = uuid::Uuid>,
    T4: crate::ArraySql<Item = jiff::Timestamp>,
    T5: crate::BytesSql,
    T6: crate::ArraySql<Item = T5>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertSealsParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertSealsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertSealsParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.organization_ids,
            &params.sequences,
            &params.audit_log_ids,
            &params.logged_at,
            &params.hashes,
        ))
    }
}
pub struct SetHeadsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_heads() -> SetHeadsStmt {
    SetHeadsStmt(
        "insert into platform.audit_heads (organization_id, sequence, hash, xid, audit_log_id, sealed_at) select organization_id, sequence, hash, xid::xid8, audit_log_id, $1 from unnest( $2::uuid[], $3::bigint[], $4::bytea[], $5::text[], $6::uuid[]) as heads (organization_id, sequence, hash, xid, audit_log_id) on conflict (organization_id) do update set sequence = excluded.sequence, hash = excluded.hash, xid = excluded.xid, audit_log_id = excluded.audit_log_id, sealed_at = excluded.sealed_at",
        None,
    )
}
impl SetHeadsStmt {
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
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::ArraySql<Item = i64>,
        T3: crate::BytesSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = T5>,
        T7: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        organization_ids: &'a T1,
        sequences: &'a T2,
        hashes: &'a T4,
        xids: &'a T6,
        audit_log_ids: &'a T7,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, organization_ids, sequences, hashes, xids, audit_log_ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = i64>,
    T3: crate::BytesSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = T5>,
    T7: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetHeadsParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetHeadsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetHeadsParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.organization_ids,
            &params.sequences,
            &params.hashes,
            &params.xids,
            &params.audit_log_ids,
        ))
    }
}
pub struct MoveCursorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn move_cursor() -> MoveCursorStmt {
    MoveCursorStmt("update platform.audit_cursor set xid = ($1::text)::xid8, audit_log_id = $2", None)
}
impl MoveCursorStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        xid: &'a T1,
        audit_log_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[xid, audit_log_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MoveCursorParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MoveCursorStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MoveCursorParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.xid, &params.audit_log_id))
    }
}
pub struct UnanchoredStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn unanchored() -> UnanchoredStmt {
    UnanchoredStmt(
        "select organization_id, sequence, hash, sealed_at from platform.audit_heads where sequence > anchored_sequence and organization_id > $1 order by organization_id limit $2",
        None,
    )
}
impl UnanchoredStmt {
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
        batch: &'a i64,
    ) -> UnanchoredQuery<'c, 'a, 's, C, Unanchored, 2> {
        UnanchoredQuery {
            client,
            params: [after, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<UnanchoredBorrowed, tokio_postgres::Error> {
                Ok(UnanchoredBorrowed {
                    organization_id: row.try_get(0)?,
                    sequence: row.try_get(1)?,
                    hash: row.try_get(2)?,
                    sealed_at: row.try_get(3)?,
                })
            },
            mapper: |it| Unanchored::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UnanchoredParams,
        UnanchoredQuery<'c, 'a, 's, C, Unanchored, 2>,
        C,
    > for UnanchoredStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UnanchoredParams,
    ) -> UnanchoredQuery<'c, 'a, 's, C, Unanchored, 2> {
        self.bind(client, &params.after, &params.batch)
    }
}
pub struct HashAtStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn hash_at() -> HashAtStmt {
    HashAtStmt("select hash from platform.audit_seals where organization_id = $1 and sequence = $2", None)
}
impl HashAtStmt {
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
        sequence: &'a i64,
    ) -> Vecu8Query<'c, 'a, 's, C, Vec<u8>, 2> {
        Vecu8Query {
            client,
            params: [organization_id, sequence],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, HashAtParams, Vecu8Query<'c, 'a, 's, C, Vec<u8>, 2>, C>
    for HashAtStmt
{
    fn params(&'s self, client: &'c C, params: &'a HashAtParams) -> Vecu8Query<'c, 'a, 's, C, Vec<u8>, 2> {
        self.bind(client, &params.organization_id, &params.sequence)
    }
}
pub struct MarkAnchoredStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn mark_anchored() -> MarkAnchoredStmt {
    MarkAnchoredStmt(
        "update platform.audit_heads set anchored_sequence = greatest(anchored_sequence, $1) where organization_id = $2",
        None,
    )
}
impl MarkAnchoredStmt {
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
        sequence: &'a i64,
        organization_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[sequence, organization_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MarkAnchoredParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MarkAnchoredStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MarkAnchoredParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.sequence, &params.organization_id))
    }
}
pub struct LatestKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn latest_key() -> LatestKeyStmt {
    LatestKeyStmt(
        "select id, public_key, sealed_private_key, created_at from platform.audit_keys order by created_at desc, id desc limit 1",
        None,
    )
}
impl LatestKeyStmt {
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
    ) -> LatestKeyQuery<'c, 'a, 's, C, LatestKey, 0> {
        LatestKeyQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LatestKeyBorrowed, tokio_postgres::Error> {
                Ok(LatestKeyBorrowed {
                    id: row.try_get(0)?,
                    public_key: row.try_get(1)?,
                    sealed_private_key: row.try_get(2)?,
                    created_at: row.try_get(3)?,
                })
            },
            mapper: |it| LatestKey::from(it),
        }
    }
}
pub struct InsertKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_key() -> InsertKeyStmt {
    InsertKeyStmt(
        "insert into platform.audit_keys (id, public_key, sealed_private_key, created_at) values ($1, $2, $3, $4)",
        None,
    )
}
impl InsertKeyStmt {
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
        T2: crate::BytesSql,
        T3: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a T1,
        public_key: &'a T2,
        sealed_private_key: &'a T3,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id, public_key, sealed_private_key, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::BytesSql, T3: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertKeyParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertKeyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertKeyParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.id, &params.public_key, &params.sealed_private_key, &params.now))
    }
}
pub struct CheckpointStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn checkpoint() -> CheckpointStmt {
    CheckpointStmt(
        "select sequence, hash, logged_through, key_id, signature from platform.audit_checkpoints where organization_id = $1 order by sequence desc limit 1",
        None,
    )
}
impl CheckpointStmt {
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
    ) -> CheckpointQuery<'c, 'a, 's, C, Checkpoint, 1> {
        CheckpointQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CheckpointBorrowed, tokio_postgres::Error> {
                Ok(CheckpointBorrowed {
                    sequence: row.try_get(0)?,
                    hash: row.try_get(1)?,
                    logged_through: row.try_get(2)?,
                    key_id: row.try_get(3)?,
                    signature: row.try_get(4)?,
                })
            },
            mapper: |it| Checkpoint::from(it),
        }
    }
}
pub struct HeadStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn head() -> HeadStmt {
    HeadStmt(
        "select sequence, hash, xid::text as xid, audit_log_id, sealed_at from platform.audit_heads where organization_id = $1",
        None,
    )
}
impl HeadStmt {
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
    ) -> HeadQuery<'c, 'a, 's, C, Head, 1> {
        HeadQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<HeadBorrowed, tokio_postgres::Error> {
                Ok(HeadBorrowed {
                    sequence: row.try_get(0)?,
                    hash: row.try_get(1)?,
                    xid: row.try_get(2)?,
                    audit_log_id: row.try_get(3)?,
                    sealed_at: row.try_get(4)?,
                })
            },
            mapper: |it| Head::from(it),
        }
    }
}
pub struct CountUnsealedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_unsealed() -> CountUnsealedStmt {
    CountUnsealedStmt(
        "select count(*) from platform.audit_logs where organization_id = $1 and (xid, id) > (($2::text)::xid8, $3::uuid)",
        None,
    )
}
impl CountUnsealedStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        after_xid: &'a T1,
        after_id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [organization_id, after_xid, after_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, CountUnsealedParams<T1>, I64Query<'c, 'a, 's, C, i64, 3>, C>
    for CountUnsealedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountUnsealedParams<T1>,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.organization_id, &params.after_xid, &params.after_id)
    }
}
pub struct CountSealableStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_sealable() -> CountSealableStmt {
    CountSealableStmt(
        "select count(*) from platform.audit_logs where organization_id = $1 and (xid, id) <= (($2::text)::xid8, $3::uuid)",
        None,
    )
}
impl CountSealableStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        until_xid: &'a T1,
        until_id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [organization_id, until_xid, until_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, CountSealableParams<T1>, I64Query<'c, 'a, 's, C, i64, 3>, C>
    for CountSealableStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountSealableParams<T1>,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.organization_id, &params.until_xid, &params.until_id)
    }
}
pub struct FirstInsertedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn first_inserted() -> FirstInsertedStmt {
    FirstInsertedStmt(
        "select ( select coalesce(max(s.sequence), 0) from platform.audit_seals s join platform.audit_logs b on b.organization_id = s.organization_id and b.id = s.audit_log_id and b.created_at = s.logged_at where s.organization_id = a.organization_id and (b.xid, b.id) < (a.xid, a.id) ) as sequence_before from platform.audit_logs a where a.organization_id = $1 and (a.xid, a.id) <= (($2::text)::xid8, $3::uuid) and not exists ( select from platform.audit_seals s where s.organization_id = a.organization_id and s.audit_log_id = a.id) order by a.xid, a.id limit 1",
        None,
    )
}
impl FirstInsertedStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        until_xid: &'a T1,
        until_id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [organization_id, until_xid, until_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, FirstInsertedParams<T1>, I64Query<'c, 'a, 's, C, i64, 3>, C>
    for FirstInsertedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FirstInsertedParams<T1>,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.organization_id, &params.until_xid, &params.until_id)
    }
}
pub struct SealsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn seals() -> SealsStmt {
    SealsStmt(
        "select sequence, audit_log_id, logged_at, hash from platform.audit_seals where organization_id = $1 and sequence > $2 and sequence <= $3 order by sequence limit $4",
        None,
    )
}
impl SealsStmt {
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
        after: &'a i64,
        through: &'a i64,
        rows: &'a i64,
    ) -> SealsQuery<'c, 'a, 's, C, Seals, 4> {
        SealsQuery {
            client,
            params: [organization_id, after, through, rows],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SealsBorrowed, tokio_postgres::Error> {
                Ok(SealsBorrowed {
                    sequence: row.try_get(0)?,
                    audit_log_id: row.try_get(1)?,
                    logged_at: row.try_get(2)?,
                    hash: row.try_get(3)?,
                })
            },
            mapper: |it| Seals::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, SealsParams, SealsQuery<'c, 'a, 's, C, Seals, 4>, C>
    for SealsStmt
{
    fn params(&'s self, client: &'c C, params: &'a SealsParams) -> SealsQuery<'c, 'a, 's, C, Seals, 4> {
        self.bind(client, &params.organization_id, &params.after, &params.through, &params.rows)
    }
}
pub struct IsLastStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn is_last() -> IsLastStmt {
    IsLastStmt(
        "select not exists ( select from platform.audit_seals where organization_id = $1 and sequence > $2) as is_last",
        None,
    )
}
impl IsLastStmt {
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
        after: &'a i64,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [organization_id, after],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, IsLastParams, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for IsLastStmt
{
    fn params(&'s self, client: &'c C, params: &'a IsLastParams) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.organization_id, &params.after)
    }
}
pub struct EntriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn entries() -> EntriesStmt {
    EntriesStmt(
        "select id, organization_id, actor_id, action, resource_type, resource_id, old_values::text as old_values, new_values::text as new_values, host(ip) as ip, user_agent, origin_salt, origin_digest, request_id, created_at, xid::text as xid from platform.audit_logs where organization_id = $1 and created_at >= $2 and created_at <= $3 and id = any($4)",
        None,
    )
}
impl EntriesStmt {
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
        organization_id: &'a uuid::Uuid,
        since: &'a jiff::Timestamp,
        until: &'a jiff::Timestamp,
        ids: &'a T1,
    ) -> SealedRowQuery<'c, 'a, 's, C, SealedRow, 4> {
        SealedRowQuery {
            client,
            params: [organization_id, since, until, ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SealedRowBorrowed, tokio_postgres::Error> {
                Ok(SealedRowBorrowed {
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
                    origin_salt: row.try_get(10)?,
                    origin_digest: row.try_get(11)?,
                    request_id: row.try_get(12)?,
                    created_at: row.try_get(13)?,
                    xid: row.try_get(14)?,
                })
            },
            mapper: |it| SealedRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        EntriesParams<T1>,
        SealedRowQuery<'c, 'a, 's, C, SealedRow, 4>,
        C,
    > for EntriesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a EntriesParams<T1>,
    ) -> SealedRowQuery<'c, 'a, 's, C, SealedRow, 4> {
        self.bind(client, &params.organization_id, &params.since, &params.until, &params.ids)
    }
}
pub struct EntryIsElsewhereStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn entry_is_elsewhere() -> EntryIsElsewhereStmt {
    EntryIsElsewhereStmt(
        "select exists ( select from platform.audit_logs where organization_id = $1 and id = $2) as is_elsewhere",
        None,
    )
}
impl EntryIsElsewhereStmt {
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
        id: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [organization_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, EntryIsElsewhereParams, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for EntryIsElsewhereStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a EntryIsElsewhereParams,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.organization_id, &params.id)
    }
}
pub struct ErasedPeopleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn erased_people() -> ErasedPeopleStmt {
    ErasedPeopleStmt(
        "select distinct resource_id from platform.audit_logs where organization_id = $1 and action collate \"C\" = 'erased' and resource_type collate \"C\" = 'user' and resource_id is not null",
        None,
    )
}
impl ErasedPeopleStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct InsertCheckpointStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_checkpoint() -> InsertCheckpointStmt {
    InsertCheckpointStmt(
        "insert into platform.audit_checkpoints (organization_id, sequence, hash, logged_through, key_id, signature) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        None,
    )
}
impl InsertCheckpointStmt {
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
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        sequence: &'a i64,
        hash: &'a T1,
        logged_through: &'a jiff::Timestamp,
        key_id: &'a T2,
        signature: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, sequence, hash, logged_through, key_id, signature]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::StringSql, T3: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertCheckpointParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertCheckpointStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertCheckpointParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.organization_id,
            &params.sequence,
            &params.hash,
            &params.logged_through,
            &params.key_id,
            &params.signature,
        ))
    }
}
pub struct DeleteSealsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete_seals() -> DeleteSealsStmt {
    DeleteSealsStmt(
        "delete from platform.audit_seals where organization_id = $1 and sequence >= $2 and sequence <= $3",
        None,
    )
}
impl DeleteSealsStmt {
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
        first: &'a i64,
        last: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, first, last]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteSealsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteSealsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteSealsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.first, &params.last))
    }
}
