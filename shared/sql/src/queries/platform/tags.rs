// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub name: T1,
    pub description: T2,
    pub color: T3,
    pub category: T4,
    pub now: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
#[derive(Debug)]
pub struct UpdateParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub name: T1,
    pub description: T2,
    pub color: T3,
    pub category: T4,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteParams {
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct MoveTaggingsParams {
    pub into: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub organization_id: uuid::Uuid,
    pub tag_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct OfResourceParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct AddTaggingsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub tag_ids: T2,
}
#[derive(Debug)]
pub struct RemoveTaggingsParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct RemoveTaggingsExceptParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
    pub tag_ids: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct TagRow {
    pub id: uuid::Uuid,
    pub name: String,
    pub description: String,
    pub color: String,
    pub category: String,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
    pub usage_count: i64,
}
pub struct TagRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub description: &'a str,
    pub color: &'a str,
    pub category: &'a str,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
    pub usage_count: i64,
}
impl<'a> From<TagRowBorrowed<'a>> for TagRow {
    fn from(
        TagRowBorrowed {
            id,
            name,
            description,
            color,
            category,
            version,
            created_at,
            updated_at,
            created_by,
            usage_count,
        }: TagRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            description: description.into(),
            color: color.into(),
            category: category.into(),
            version,
            created_at,
            updated_at,
            created_by,
            usage_count,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct TagRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TagRowBorrowed, tokio_postgres::Error>,
    mapper: fn(TagRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TagRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TagRowBorrowed) -> R) -> TagRowQuery<'c, 'a, 's, C, R, N> {
        TagRowQuery {
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
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select t.id, t.name, t.description, t.color, t.category, t.version, t.created_at, t.updated_at, t.created_by, (select count(*) from platform.taggings g where g.organization_id = t.organization_id and g.tag_id = t.id) as usage_count from platform.tags t where t.id = $1",
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
    ) -> TagRowQuery<'c, 'a, 's, C, TagRow, 1> {
        TagRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TagRowBorrowed, tokio_postgres::Error> {
                Ok(TagRowBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    description: row.try_get(2)?,
                    color: row.try_get(3)?,
                    category: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                    created_by: row.try_get(8)?,
                    usage_count: row.try_get(9)?,
                })
            },
            mapper: |it| TagRow::from(it),
        }
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt("select id from platform.tags where id = any($1) order by id for update", None)
}
impl LockStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [ids],
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
        "insert into platform.tags (id, organization_id, name, description, color, category, created_at, updated_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
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
        T4: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        name: &'a T1,
        description: &'a T2,
        color: &'a T3,
        category: &'a T4,
        now: &'a jiff::Timestamp,
        created_by: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[id, organization_id, name, description, color, category, now, created_by])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.name,
            &params.description,
            &params.color,
            &params.category,
            &params.now,
            &params.created_by,
        ))
    }
}
pub struct UpdateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update() -> UpdateStmt {
    UpdateStmt(
        "update platform.tags set name = $1, description = $2, color = $3, category = $4, updated_at = $5 where id = $6 and ($7::bigint is null or version = $7)",
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
        T4: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        name: &'a T1,
        description: &'a T2,
        color: &'a T3,
        category: &'a T4,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[name, description, color, category, now, id, if_version]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.name,
            &params.description,
            &params.color,
            &params.category,
            &params.now,
            &params.id,
            &params.if_version,
        ))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt("delete from platform.tags where id = $1 and ($2::bigint is null or version = $2)", None)
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
pub struct MoveTaggingsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn move_taggings() -> MoveTaggingsStmt {
    MoveTaggingsStmt(
        "insert into platform.taggings (organization_id, tag_id, resource_type, resource_id, created_at) select organization_id, $1, resource_type, resource_id, $2 from platform.taggings where organization_id = $3 and tag_id = $4 on conflict do nothing",
        None,
    )
}
impl MoveTaggingsStmt {
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
        into: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        organization_id: &'a uuid::Uuid,
        tag_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[into, now, organization_id, tag_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MoveTaggingsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MoveTaggingsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MoveTaggingsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.into, &params.now, &params.organization_id, &params.tag_id))
    }
}
pub struct OfResourceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_resource() -> OfResourceStmt {
    OfResourceStmt(
        "select t.id, t.name, t.description, t.color, t.category, t.version, t.created_at, t.updated_at, t.created_by, (select count(*) from platform.taggings c where c.organization_id = t.organization_id and c.tag_id = t.id) as usage_count from platform.taggings g join platform.tags t on t.organization_id = g.organization_id and t.id = g.tag_id where g.organization_id = $1 and g.resource_type = $2 and g.resource_id = $3 order by lower(t.name), t.id",
        None,
    )
}
impl OfResourceStmt {
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
        resource_type: &'a T1,
        resource_id: &'a uuid::Uuid,
    ) -> TagRowQuery<'c, 'a, 's, C, TagRow, 3> {
        TagRowQuery {
            client,
            params: [organization_id, resource_type, resource_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TagRowBorrowed, tokio_postgres::Error> {
                Ok(TagRowBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    description: row.try_get(2)?,
                    color: row.try_get(3)?,
                    category: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                    created_by: row.try_get(8)?,
                    usage_count: row.try_get(9)?,
                })
            },
            mapper: |it| TagRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, OfResourceParams<T1>, TagRowQuery<'c, 'a, 's, C, TagRow, 3>, C>
    for OfResourceStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfResourceParams<T1>,
    ) -> TagRowQuery<'c, 'a, 's, C, TagRow, 3> {
        self.bind(client, &params.organization_id, &params.resource_type, &params.resource_id)
    }
}
pub struct AddTaggingsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_taggings() -> AddTaggingsStmt {
    AddTaggingsStmt(
        "insert into platform.taggings (organization_id, tag_id, resource_type, resource_id, created_at) select $1, tag_id, $2, $3, $4 from unnest($5::uuid[]) as tag_id on conflict do nothing",
        None,
    )
}
impl AddTaggingsStmt {
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
        resource_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        tag_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, resource_type, resource_id, now, tag_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AddTaggingsParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AddTaggingsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AddTaggingsParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.organization_id,
            &params.resource_type,
            &params.resource_id,
            &params.now,
            &params.tag_ids,
        ))
    }
}
pub struct RemoveTaggingsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_taggings() -> RemoveTaggingsStmt {
    RemoveTaggingsStmt(
        "delete from platform.taggings where organization_id = $1 and resource_type = $2 and resource_id = $3",
        None,
    )
}
impl RemoveTaggingsStmt {
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
        organization_id: &'a uuid::Uuid,
        resource_type: &'a T1,
        resource_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, resource_type, resource_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RemoveTaggingsParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RemoveTaggingsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RemoveTaggingsParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.resource_type, &params.resource_id))
    }
}
pub struct RemoveTaggingsExceptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_taggings_except() -> RemoveTaggingsExceptStmt {
    RemoveTaggingsExceptStmt(
        "delete from platform.taggings where organization_id = $1 and resource_type = $2 and resource_id = $3 and tag_id <> all($4)",
        None,
    )
}
impl RemoveTaggingsExceptStmt {
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
        resource_id: &'a uuid::Uuid,
        tag_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, resource_type, resource_id, tag_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RemoveTaggingsExceptParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RemoveTaggingsExceptStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RemoveTaggingsExceptParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.organization_id,
            &params.resource_type,
            &params.resource_id,
            &params.tag_ids,
        ))
    }
}
