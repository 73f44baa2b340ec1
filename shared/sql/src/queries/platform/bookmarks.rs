// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct FindParams {
    pub id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LockParams {
    pub id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
    pub bookmark_name: T2,
    pub tags: T3,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct UpdateParams<T1: crate::StringSql, T2: crate::JsonSql> {
    pub bookmark_name: T1,
    pub tags: T2,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteParams {
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct BookmarkRow {
    pub id: uuid::Uuid,
    pub resource_type: String,
    pub resource_id: uuid::Uuid,
    pub bookmark_name: String,
    pub tags: serde_json::Value,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
pub struct BookmarkRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub resource_type: &'a str,
    pub resource_id: uuid::Uuid,
    pub bookmark_name: &'a str,
    pub tags: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
impl<'a> From<BookmarkRowBorrowed<'a>> for BookmarkRow {
    fn from(
        BookmarkRowBorrowed {
            id,
            resource_type,
            resource_id,
            bookmark_name,
            tags,
            version,
            created_at,
            updated_at,
        }: BookmarkRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            resource_type: resource_type.into(),
            resource_id,
            bookmark_name: bookmark_name.into(),
            tags: serde_json::from_str(tags.0.get()).unwrap(),
            version,
            created_at,
            updated_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct BookmarkRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<BookmarkRowBorrowed, tokio_postgres::Error>,
    mapper: fn(BookmarkRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BookmarkRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(BookmarkRowBorrowed) -> R) -> BookmarkRowQuery<'c, 'a, 's, C, R, N> {
        BookmarkRowQuery {
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
        "select id, resource_type, resource_id, bookmark_name, tags, version, created_at, updated_at from platform.bookmarks where id = $1 and user_id = $2",
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
        user_id: &'a uuid::Uuid,
    ) -> BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 2> {
        BookmarkRowQuery {
            client,
            params: [id, user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BookmarkRowBorrowed, tokio_postgres::Error> {
                Ok(BookmarkRowBorrowed {
                    id: row.try_get(0)?,
                    resource_type: row.try_get(1)?,
                    resource_id: row.try_get(2)?,
                    bookmark_name: row.try_get(3)?,
                    tags: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| BookmarkRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, FindParams, BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 2>, C>
    for FindStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindParams,
    ) -> BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 2> {
        self.bind(client, &params.id, &params.user_id)
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select id, resource_type, resource_id, bookmark_name, tags, version, created_at, updated_at from platform.bookmarks where id = $1 and user_id = $2 for update",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
    ) -> BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 2> {
        BookmarkRowQuery {
            client,
            params: [id, user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BookmarkRowBorrowed, tokio_postgres::Error> {
                Ok(BookmarkRowBorrowed {
                    id: row.try_get(0)?,
                    resource_type: row.try_get(1)?,
                    resource_id: row.try_get(2)?,
                    bookmark_name: row.try_get(3)?,
                    tags: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| BookmarkRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, LockParams, BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 2>, C>
    for LockStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockParams,
    ) -> BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 2> {
        self.bind(client, &params.id, &params.user_id)
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into platform.bookmarks (id, organization_id, user_id, resource_type, resource_id, bookmark_name, tags, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8) returning id, resource_type, resource_id, bookmark_name, tags, version, created_at, updated_at",
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
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
        resource_type: &'a T1,
        resource_id: &'a uuid::Uuid,
        bookmark_name: &'a T2,
        tags: &'a T3,
        now: &'a jiff::Timestamp,
    ) -> BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 8> {
        BookmarkRowQuery {
            client,
            params: [id, organization_id, user_id, resource_type, resource_id, bookmark_name, tags, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BookmarkRowBorrowed, tokio_postgres::Error> {
                Ok(BookmarkRowBorrowed {
                    id: row.try_get(0)?,
                    resource_type: row.try_get(1)?,
                    resource_id: row.try_get(2)?,
                    bookmark_name: row.try_get(3)?,
                    tags: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| BookmarkRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::JsonSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertParams<T1, T2, T3>,
        BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 8>,
        C,
    > for InsertStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertParams<T1, T2, T3>,
    ) -> BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 8> {
        self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.user_id,
            &params.resource_type,
            &params.resource_id,
            &params.bookmark_name,
            &params.tags,
            &params.now,
        )
    }
}
pub struct UpdateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update() -> UpdateStmt {
    UpdateStmt(
        "update platform.bookmarks set bookmark_name = $1, tags = $2, updated_at = $3 where id = $4 and ($5::bigint is null or version = $5) returning id, resource_type, resource_id, bookmark_name, tags, version, created_at, updated_at",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::JsonSql>(
        &'s self,
        client: &'c C,
        bookmark_name: &'a T1,
        tags: &'a T2,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 5> {
        BookmarkRowQuery {
            client,
            params: [bookmark_name, tags, now, id, if_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<BookmarkRowBorrowed, tokio_postgres::Error> {
                Ok(BookmarkRowBorrowed {
                    id: row.try_get(0)?,
                    resource_type: row.try_get(1)?,
                    resource_id: row.try_get(2)?,
                    bookmark_name: row.try_get(3)?,
                    tags: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| BookmarkRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::JsonSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UpdateParams<T1, T2>,
        BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 5>,
        C,
    > for UpdateStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdateParams<T1, T2>,
    ) -> BookmarkRowQuery<'c, 'a, 's, C, BookmarkRow, 5> {
        self.bind(client, &params.bookmark_name, &params.tags, &params.now, &params.id, &params.if_version)
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt("delete from platform.bookmarks where id = $1 and ($2::bigint is null or version = $2)", None)
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
