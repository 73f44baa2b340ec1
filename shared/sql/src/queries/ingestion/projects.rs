// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub team_id: Option<uuid::Uuid>,
    pub name: T1,
    pub description: T2,
    pub status: T3,
    pub start_date: Option<jiff::civil::Date>,
    pub end_date: Option<jiff::civil::Date>,
    pub manager_id: Option<uuid::Uuid>,
    pub now: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
#[derive(Debug)]
pub struct UpdateParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub team_id: Option<uuid::Uuid>,
    pub name: T1,
    pub description: T2,
    pub status: T3,
    pub start_date: Option<jiff::civil::Date>,
    pub end_date: Option<jiff::civil::Date>,
    pub manager_id: Option<uuid::Uuid>,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct TouchParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct AddMembersParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub project_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub user_ids: T1,
}
#[derive(Debug)]
pub struct RemoveMembersExceptParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub project_id: uuid::Uuid,
    pub user_ids: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectRow {
    pub id: uuid::Uuid,
    pub team_id: Option<uuid::Uuid>,
    pub name: String,
    pub description: String,
    pub status: String,
    pub start_date: Option<jiff::civil::Date>,
    pub end_date: Option<jiff::civil::Date>,
    pub manager_id: Option<uuid::Uuid>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
pub struct ProjectRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub team_id: Option<uuid::Uuid>,
    pub name: &'a str,
    pub description: &'a str,
    pub status: &'a str,
    pub start_date: Option<jiff::civil::Date>,
    pub end_date: Option<jiff::civil::Date>,
    pub manager_id: Option<uuid::Uuid>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
impl<'a> From<ProjectRowBorrowed<'a>> for ProjectRow {
    fn from(
        ProjectRowBorrowed {
            id,
            team_id,
            name,
            description,
            status,
            start_date,
            end_date,
            manager_id,
            version,
            created_at,
            updated_at,
            created_by,
        }: ProjectRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            team_id,
            name: name.into(),
            description: description.into(),
            status: status.into(),
            start_date,
            end_date,
            manager_id,
            version,
            created_at,
            updated_at,
            created_by,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Members {
    pub id: uuid::Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
}
pub struct MembersBorrowed<'a> {
    pub id: uuid::Uuid,
    pub email: &'a str,
    pub first_name: &'a str,
    pub last_name: &'a str,
}
impl<'a> From<MembersBorrowed<'a>> for Members {
    fn from(MembersBorrowed { id, email, first_name, last_name }: MembersBorrowed<'a>) -> Self {
        Self { id, email: email.into(), first_name: first_name.into(), last_name: last_name.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ProjectRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ProjectRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ProjectRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ProjectRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ProjectRowBorrowed) -> R) -> ProjectRowQuery<'c, 'a, 's, C, R, N> {
        ProjectRowQuery {
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
pub struct MembersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MembersBorrowed, tokio_postgres::Error>,
    mapper: fn(MembersBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MembersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MembersBorrowed) -> R) -> MembersQuery<'c, 'a, 's, C, R, N> {
        MembersQuery {
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
        "select id, team_id, name, description, status, start_date, end_date, manager_id, version, created_at, updated_at, created_by from ingestion.projects where id = $1 and deleted_at is null",
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
    ) -> ProjectRowQuery<'c, 'a, 's, C, ProjectRow, 1> {
        ProjectRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ProjectRowBorrowed, tokio_postgres::Error> {
                Ok(ProjectRowBorrowed {
                    id: row.try_get(0)?,
                    team_id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    description: row.try_get(3)?,
                    status: row.try_get(4)?,
                    start_date: row.try_get(5)?,
                    end_date: row.try_get(6)?,
                    manager_id: row.try_get(7)?,
                    version: row.try_get(8)?,
                    created_at: row.try_get(9)?,
                    updated_at: row.try_get(10)?,
                    created_by: row.try_get(11)?,
                })
            },
            mapper: |it| ProjectRow::from(it),
        }
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select id, team_id, name, description, status, start_date, end_date, manager_id, version, created_at, updated_at, created_by from ingestion.projects where id = $1 and deleted_at is null for update",
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
    ) -> ProjectRowQuery<'c, 'a, 's, C, ProjectRow, 1> {
        ProjectRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ProjectRowBorrowed, tokio_postgres::Error> {
                Ok(ProjectRowBorrowed {
                    id: row.try_get(0)?,
                    team_id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    description: row.try_get(3)?,
                    status: row.try_get(4)?,
                    start_date: row.try_get(5)?,
                    end_date: row.try_get(6)?,
                    manager_id: row.try_get(7)?,
                    version: row.try_get(8)?,
                    created_at: row.try_get(9)?,
                    updated_at: row.try_get(10)?,
                    created_by: row.try_get(11)?,
                })
            },
            mapper: |it| ProjectRow::from(it),
        }
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into ingestion.projects (id, organization_id, team_id, name, description, status, start_date, end_date, manager_id, created_at, updated_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11) returning id, team_id, name, description, status, start_date, end_date, manager_id, version, created_at, updated_at, created_by",
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
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        team_id: &'a Option<uuid::Uuid>,
        name: &'a T1,
        description: &'a T2,
        status: &'a T3,
        start_date: &'a Option<jiff::civil::Date>,
        end_date: &'a Option<jiff::civil::Date>,
        manager_id: &'a Option<uuid::Uuid>,
        now: &'a jiff::Timestamp,
        created_by: &'a uuid::Uuid,
    ) -> ProjectRowQuery<'c, 'a, 's, C, ProjectRow, 11> {
        ProjectRowQuery {
            client,
            params: [
                id,
                organization_id,
                team_id,
                name,
                description,
                status,
                start_date,
                end_date,
                manager_id,
                now,
                created_by,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ProjectRowBorrowed, tokio_postgres::Error> {
                Ok(ProjectRowBorrowed {
                    id: row.try_get(0)?,
                    team_id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    description: row.try_get(3)?,
                    status: row.try_get(4)?,
                    start_date: row.try_get(5)?,
                    end_date: row.try_get(6)?,
                    manager_id: row.try_get(7)?,
                    version: row.try_get(8)?,
                    created_at: row.try_get(9)?,
                    updated_at: row.try_get(10)?,
                    created_by: row.try_get(11)?,
                })
            },
            mapper: |it| ProjectRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertParams<T1, T2, T3>,
        ProjectRowQuery<'c, 'a, 's, C, ProjectRow, 11>,
        C,
    > for InsertStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertParams<T1, T2, T3>,
    ) -> ProjectRowQuery<'c, 'a, 's, C, ProjectRow, 11> {
        self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.team_id,
            &params.name,
            &params.description,
            &params.status,
            &params.start_date,
            &params.end_date,
            &params.manager_id,
            &params.now,
            &params.created_by,
        )
    }
}
pub struct UpdateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update() -> UpdateStmt {
    UpdateStmt(
        "update ingestion.projects set team_id = $1, name = $2, description = $3, status = $4, start_date = $5, end_date = $6, manager_id = $7, updated_at = $8 where id = $9 and deleted_at is null and ($10::bigint is null or version = $10) returning id, team_id, name, description, status, start_date, end_date, manager_id, version, created_at, updated_at, created_by",
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
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        team_id: &'a Option<uuid::Uuid>,
        name: &'a T1,
        description: &'a T2,
        status: &'a T3,
        start_date: &'a Option<jiff::civil::Date>,
        end_date: &'a Option<jiff::civil::Date>,
        manager_id: &'a Option<uuid::Uuid>,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> ProjectRowQuery<'c, 'a, 's, C, ProjectRow, 10> {
        ProjectRowQuery {
            client,
            params: [
                team_id,
                name,
                description,
                status,
                start_date,
                end_date,
                manager_id,
                now,
                id,
                if_version,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ProjectRowBorrowed, tokio_postgres::Error> {
                Ok(ProjectRowBorrowed {
                    id: row.try_get(0)?,
                    team_id: row.try_get(1)?,
                    name: row.try_get(2)?,
                    description: row.try_get(3)?,
                    status: row.try_get(4)?,
                    start_date: row.try_get(5)?,
                    end_date: row.try_get(6)?,
                    manager_id: row.try_get(7)?,
                    version: row.try_get(8)?,
                    created_at: row.try_get(9)?,
                    updated_at: row.try_get(10)?,
                    created_by: row.try_get(11)?,
                })
            },
            mapper: |it| ProjectRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UpdateParams<T1, T2, T3>,
        ProjectRowQuery<'c, 'a, 's, C, ProjectRow, 10>,
        C,
    > for UpdateStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdateParams<T1, T2, T3>,
    ) -> ProjectRowQuery<'c, 'a, 's, C, ProjectRow, 10> {
        self.bind(
            client,
            &params.team_id,
            &params.name,
            &params.description,
            &params.status,
            &params.start_date,
            &params.end_date,
            &params.manager_id,
            &params.now,
            &params.id,
            &params.if_version,
        )
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt(
        "update ingestion.projects set deleted_at = $1, updated_at = $1 where id = $2 and deleted_at is null and ($3::bigint is null or version = $3)",
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
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, id, if_version]).await
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
        Box::pin(self.bind(client, &params.now, &params.id, &params.if_version))
    }
}
pub struct TouchStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn touch() -> TouchStmt {
    TouchStmt("update ingestion.projects set updated_at = $1 where id = $2 returning version", None)
}
impl TouchStmt {
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
        id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query {
            client,
            params: [now, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, TouchParams, I64Query<'c, 'a, 's, C, i64, 2>, C> for TouchStmt
{
    fn params(&'s self, client: &'c C, params: &'a TouchParams) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.now, &params.id)
    }
}
pub struct MembersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn members() -> MembersStmt {
    MembersStmt(
        "select u.id, u.email, u.first_name, u.last_name from ingestion.project_members pm join accounts.users u on u.id = pm.user_id where pm.project_id = $1 order by u.first_name, u.last_name, u.id",
        None,
    )
}
impl MembersStmt {
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
        project_id: &'a uuid::Uuid,
    ) -> MembersQuery<'c, 'a, 's, C, Members, 1> {
        MembersQuery {
            client,
            params: [project_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MembersBorrowed, tokio_postgres::Error> {
                Ok(MembersBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    first_name: row.try_get(2)?,
                    last_name: row.try_get(3)?,
                })
            },
            mapper: |it| Members::from(it),
        }
    }
}
pub struct AddMembersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_members() -> AddMembersStmt {
    AddMembersStmt(
        "insert into ingestion.project_members (organization_id, project_id, user_id, created_at) select $1, $2, user_id, $3 from unnest($4::uuid[]) as user_id on conflict do nothing",
        None,
    )
}
impl AddMembersStmt {
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
        project_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        user_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, project_id, now, user_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AddMembersParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for AddMembersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AddMembersParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.organization_id,
            &params.project_id,
            &params.now,
            &params.user_ids,
        ))
    }
}
pub struct RemoveMembersExceptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_members_except() -> RemoveMembersExceptStmt {
    RemoveMembersExceptStmt(
        "delete from ingestion.project_members where project_id = $1 and user_id <> all($2)",
        None,
    )
}
impl RemoveMembersExceptStmt {
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
        project_id: &'a uuid::Uuid,
        user_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[project_id, user_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RemoveMembersExceptParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RemoveMembersExceptStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RemoveMembersExceptParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.project_id, &params.user_ids))
    }
}
