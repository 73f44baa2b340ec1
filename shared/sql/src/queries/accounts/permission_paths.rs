// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct OfTeamParams {
    pub organization_id: uuid::Uuid,
    pub person: uuid::Uuid,
    pub moment: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct OfProjectParams {
    pub organization_id: uuid::Uuid,
    pub person: uuid::Uuid,
    pub moment: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub sees_all: bool,
}
#[derive(Clone, Copy, Debug)]
pub struct OfFileParams {
    pub organization_id: uuid::Uuid,
    pub person: uuid::Uuid,
    pub moment: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub sees_all: bool,
}
#[derive(Clone, Copy, Debug)]
pub struct OfAnalysisParams {
    pub organization_id: uuid::Uuid,
    pub person: uuid::Uuid,
    pub moment: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub sees_all: bool,
}
#[derive(Clone, Copy, Debug)]
pub struct HighestParams {
    pub organization_id: uuid::Uuid,
    pub person: uuid::Uuid,
    pub moment: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct OrganizationPathsParams {
    pub organization_id: uuid::Uuid,
    pub person: uuid::Uuid,
    pub moment: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct TeamPathsParams {
    pub organization_id: uuid::Uuid,
    pub person: uuid::Uuid,
    pub moment: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ProjectPathsParams {
    pub organization_id: uuid::Uuid,
    pub person: uuid::Uuid,
    pub moment: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct ResourcePathsParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub person: uuid::Uuid,
    pub moment: jiff::Timestamp,
    pub resource_type: T1,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct StandingParams {
    pub organization_id: uuid::Uuid,
    pub person: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct OfTeam {
    pub level: Option<i32>,
    pub role: Option<String>,
}
pub struct OfTeamBorrowed<'a> {
    pub level: Option<i32>,
    pub role: Option<&'a str>,
}
impl<'a> From<OfTeamBorrowed<'a>> for OfTeam {
    fn from(OfTeamBorrowed { level, role }: OfTeamBorrowed<'a>) -> Self {
        Self { level, role: role.map(|v| v.into()) }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct OfProject {
    pub by_role: bool,
    pub level: i32,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct OfFile {
    pub by_role: bool,
    pub level: i32,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct OfAnalysis {
    pub by_role: bool,
    pub level: i32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct PathRow {
    pub by_role: bool,
    pub level: i32,
    pub source: String,
    pub source_id: Option<uuid::Uuid>,
}
pub struct PathRowBorrowed<'a> {
    pub by_role: bool,
    pub level: i32,
    pub source: &'a str,
    pub source_id: Option<uuid::Uuid>,
}
impl<'a> From<PathRowBorrowed<'a>> for PathRow {
    fn from(PathRowBorrowed { by_role, level, source, source_id }: PathRowBorrowed<'a>) -> Self {
        Self { by_role, level, source: source.into(), source_id }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct OfTeamQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OfTeamBorrowed, tokio_postgres::Error>,
    mapper: fn(OfTeamBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OfTeamQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OfTeamBorrowed) -> R) -> OfTeamQuery<'c, 'a, 's, C, R, N> {
        OfTeamQuery {
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
pub struct OfProjectQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OfProject, tokio_postgres::Error>,
    mapper: fn(OfProject) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OfProjectQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OfProject) -> R) -> OfProjectQuery<'c, 'a, 's, C, R, N> {
        OfProjectQuery {
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
pub struct OfFileQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OfFile, tokio_postgres::Error>,
    mapper: fn(OfFile) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OfFileQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OfFile) -> R) -> OfFileQuery<'c, 'a, 's, C, R, N> {
        OfFileQuery {
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
pub struct OfAnalysisQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OfAnalysis, tokio_postgres::Error>,
    mapper: fn(OfAnalysis) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OfAnalysisQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OfAnalysis) -> R) -> OfAnalysisQuery<'c, 'a, 's, C, R, N> {
        OfAnalysisQuery {
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
pub struct Optioni32Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<i32>, tokio_postgres::Error>,
    mapper: fn(Option<i32>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> Optioni32Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Option<i32>) -> R) -> Optioni32Query<'c, 'a, 's, C, R, N> {
        Optioni32Query {
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
pub struct PathRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PathRowBorrowed, tokio_postgres::Error>,
    mapper: fn(PathRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PathRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PathRowBorrowed) -> R) -> PathRowQuery<'c, 'a, 's, C, R, N> {
        PathRowQuery {
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
pub struct OfTeamStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_team() -> OfTeamStmt {
    OfTeamStmt(
        "select greatest(own.level, g.level) as level, own.role from accounts.teams t left join lateral ( select tm.role, accounts.level(tm.role) as level from accounts.team_memberships tm where tm.organization_id = $1 and tm.team_id = t.id and tm.user_id = $2 ) own on true cross join lateral accounts.granted($1, $2, $3, 'team', t.id) g where t.id = $4 and t.deleted_at is null",
        None,
    )
}
impl OfTeamStmt {
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
        person: &'a uuid::Uuid,
        moment: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> OfTeamQuery<'c, 'a, 's, C, OfTeam, 4> {
        OfTeamQuery {
            client,
            params: [organization_id, person, moment, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OfTeamBorrowed, tokio_postgres::Error> {
                Ok(OfTeamBorrowed { level: row.try_get(0)?, role: row.try_get(1)? })
            },
            mapper: |it| OfTeam::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, OfTeamParams, OfTeamQuery<'c, 'a, 's, C, OfTeam, 4>, C>
    for OfTeamStmt
{
    fn params(&'s self, client: &'c C, params: &'a OfTeamParams) -> OfTeamQuery<'c, 'a, 's, C, OfTeam, 4> {
        self.bind(client, &params.organization_id, &params.person, &params.moment, &params.id)
    }
}
pub struct OfProjectStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_project() -> OfProjectStmt {
    OfProjectStmt(
        "select coalesce(a.by_role, false) as by_role, coalesce(a.level, 0) as level from ingestion.projects p cross join lateral ingestion.project_access($1, $2, $3, p.id) a where p.id = $4 and p.deleted_at is null and ($5::boolean or a.level is not null)",
        None,
    )
}
impl OfProjectStmt {
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
        person: &'a uuid::Uuid,
        moment: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        sees_all: &'a bool,
    ) -> OfProjectQuery<'c, 'a, 's, C, OfProject, 5> {
        OfProjectQuery {
            client,
            params: [organization_id, person, moment, id, sees_all],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OfProject, tokio_postgres::Error> {
                Ok(OfProject { by_role: row.try_get(0)?, level: row.try_get(1)? })
            },
            mapper: |it| OfProject::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, OfProjectParams, OfProjectQuery<'c, 'a, 's, C, OfProject, 5>, C>
    for OfProjectStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfProjectParams,
    ) -> OfProjectQuery<'c, 'a, 's, C, OfProject, 5> {
        self.bind(
            client,
            &params.organization_id,
            &params.person,
            &params.moment,
            &params.id,
            &params.sees_all,
        )
    }
}
pub struct OfFileStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_file() -> OfFileStmt {
    OfFileStmt(
        "select coalesce(a.by_role, false) as by_role, greatest(a.level, g.level, 0) as level from ingestion.files f join ingestion.projects p on p.organization_id = f.organization_id and p.id = f.project_id and p.deleted_at is null cross join lateral ingestion.project_access($1, $2, $3, f.project_id) a cross join lateral accounts.granted($1, $2, $3, 'file', f.id) g where f.id = $4 and ($5::boolean or a.level is not null or g.level is not null)",
        None,
    )
}
impl OfFileStmt {
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
        person: &'a uuid::Uuid,
        moment: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        sees_all: &'a bool,
    ) -> OfFileQuery<'c, 'a, 's, C, OfFile, 5> {
        OfFileQuery {
            client,
            params: [organization_id, person, moment, id, sees_all],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OfFile, tokio_postgres::Error> {
                Ok(OfFile { by_role: row.try_get(0)?, level: row.try_get(1)? })
            },
            mapper: |it| OfFile::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, OfFileParams, OfFileQuery<'c, 'a, 's, C, OfFile, 5>, C>
    for OfFileStmt
{
    fn params(&'s self, client: &'c C, params: &'a OfFileParams) -> OfFileQuery<'c, 'a, 's, C, OfFile, 5> {
        self.bind(
            client,
            &params.organization_id,
            &params.person,
            &params.moment,
            &params.id,
            &params.sees_all,
        )
    }
}
pub struct OfAnalysisStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_analysis() -> OfAnalysisStmt {
    OfAnalysisStmt(
        "select coalesce(a.by_role, false) as by_role, greatest(a.level, g.level, 0) as level from intelligence.analysis_results r join ingestion.projects p on p.organization_id = r.organization_id and p.id = r.project_id and p.deleted_at is null cross join lateral ingestion.project_access($1, $2, $3, r.project_id) a cross join lateral accounts.granted($1, $2, $3, 'analysis', r.id) g where r.id = $4 and ($5::boolean or a.level is not null or g.level is not null)",
        None,
    )
}
impl OfAnalysisStmt {
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
        person: &'a uuid::Uuid,
        moment: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        sees_all: &'a bool,
    ) -> OfAnalysisQuery<'c, 'a, 's, C, OfAnalysis, 5> {
        OfAnalysisQuery {
            client,
            params: [organization_id, person, moment, id, sees_all],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OfAnalysis, tokio_postgres::Error> {
                Ok(OfAnalysis { by_role: row.try_get(0)?, level: row.try_get(1)? })
            },
            mapper: |it| OfAnalysis::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OfAnalysisParams,
        OfAnalysisQuery<'c, 'a, 's, C, OfAnalysis, 5>,
        C,
    > for OfAnalysisStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfAnalysisParams,
    ) -> OfAnalysisQuery<'c, 'a, 's, C, OfAnalysis, 5> {
        self.bind(
            client,
            &params.organization_id,
            &params.person,
            &params.moment,
            &params.id,
            &params.sees_all,
        )
    }
}
pub struct HighestStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn highest() -> HighestStmt {
    HighestStmt(
        "select greatest( (select max(t.level) from accounts.team_paths($1, $2, $3) t), (select max(g.level) from accounts.grants_of($1, $2, $3) g) ) as level",
        None,
    )
}
impl HighestStmt {
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
        person: &'a uuid::Uuid,
        moment: &'a jiff::Timestamp,
    ) -> Optioni32Query<'c, 'a, 's, C, Option<i32>, 3> {
        Optioni32Query {
            client,
            params: [organization_id, person, moment],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, HighestParams, Optioni32Query<'c, 'a, 's, C, Option<i32>, 3>, C>
    for HighestStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a HighestParams,
    ) -> Optioni32Query<'c, 'a, 's, C, Option<i32>, 3> {
        self.bind(client, &params.organization_id, &params.person, &params.moment)
    }
}
pub struct OrganizationPathsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn organization_paths() -> OrganizationPathsStmt {
    OrganizationPathsStmt(
        "select false as by_role, g.level, 'grant' as source, g.id as source_id from accounts.grants_of($1, $2, $3) g where g.resource_type = 'organization' and g.resource_id = $1",
        None,
    )
}
impl OrganizationPathsStmt {
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
        person: &'a uuid::Uuid,
        moment: &'a jiff::Timestamp,
    ) -> PathRowQuery<'c, 'a, 's, C, PathRow, 3> {
        PathRowQuery {
            client,
            params: [organization_id, person, moment],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PathRowBorrowed, tokio_postgres::Error> {
                Ok(PathRowBorrowed {
                    by_role: row.try_get(0)?,
                    level: row.try_get(1)?,
                    source: row.try_get(2)?,
                    source_id: row.try_get(3)?,
                })
            },
            mapper: |it| PathRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OrganizationPathsParams,
        PathRowQuery<'c, 'a, 's, C, PathRow, 3>,
        C,
    > for OrganizationPathsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OrganizationPathsParams,
    ) -> PathRowQuery<'c, 'a, 's, C, PathRow, 3> {
        self.bind(client, &params.organization_id, &params.person, &params.moment)
    }
}
pub struct TeamPathsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn team_paths() -> TeamPathsStmt {
    TeamPathsStmt(
        "select false as by_role, t.level, t.source, t.source_id from accounts.team_paths($1, $2, $3) t where t.team_id = $4",
        None,
    )
}
impl TeamPathsStmt {
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
        person: &'a uuid::Uuid,
        moment: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> PathRowQuery<'c, 'a, 's, C, PathRow, 4> {
        PathRowQuery {
            client,
            params: [organization_id, person, moment, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PathRowBorrowed, tokio_postgres::Error> {
                Ok(PathRowBorrowed {
                    by_role: row.try_get(0)?,
                    level: row.try_get(1)?,
                    source: row.try_get(2)?,
                    source_id: row.try_get(3)?,
                })
            },
            mapper: |it| PathRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, TeamPathsParams, PathRowQuery<'c, 'a, 's, C, PathRow, 4>, C>
    for TeamPathsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TeamPathsParams,
    ) -> PathRowQuery<'c, 'a, 's, C, PathRow, 4> {
        self.bind(client, &params.organization_id, &params.person, &params.moment, &params.id)
    }
}
pub struct ProjectPathsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn project_paths() -> ProjectPathsStmt {
    ProjectPathsStmt(
        "select p.by_role, p.level, p.source, p.source_id from ingestion.project_paths($1, $2, $3) p where p.project_id = $4",
        None,
    )
}
impl ProjectPathsStmt {
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
        person: &'a uuid::Uuid,
        moment: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> PathRowQuery<'c, 'a, 's, C, PathRow, 4> {
        PathRowQuery {
            client,
            params: [organization_id, person, moment, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PathRowBorrowed, tokio_postgres::Error> {
                Ok(PathRowBorrowed {
                    by_role: row.try_get(0)?,
                    level: row.try_get(1)?,
                    source: row.try_get(2)?,
                    source_id: row.try_get(3)?,
                })
            },
            mapper: |it| PathRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ProjectPathsParams, PathRowQuery<'c, 'a, 's, C, PathRow, 4>, C>
    for ProjectPathsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ProjectPathsParams,
    ) -> PathRowQuery<'c, 'a, 's, C, PathRow, 4> {
        self.bind(client, &params.organization_id, &params.person, &params.moment, &params.id)
    }
}
pub struct ResourcePathsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn resource_paths() -> ResourcePathsStmt {
    ResourcePathsStmt(
        "select false as by_role, g.level, 'grant' as source, g.id as source_id from accounts.grants_of($1, $2, $3) g where g.resource_type = $4 and g.resource_id = $5",
        None,
    )
}
impl ResourcePathsStmt {
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
        person: &'a uuid::Uuid,
        moment: &'a jiff::Timestamp,
        resource_type: &'a T1,
        id: &'a uuid::Uuid,
    ) -> PathRowQuery<'c, 'a, 's, C, PathRow, 5> {
        PathRowQuery {
            client,
            params: [organization_id, person, moment, resource_type, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PathRowBorrowed, tokio_postgres::Error> {
                Ok(PathRowBorrowed {
                    by_role: row.try_get(0)?,
                    level: row.try_get(1)?,
                    source: row.try_get(2)?,
                    source_id: row.try_get(3)?,
                })
            },
            mapper: |it| PathRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ResourcePathsParams<T1>,
        PathRowQuery<'c, 'a, 's, C, PathRow, 5>,
        C,
    > for ResourcePathsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ResourcePathsParams<T1>,
    ) -> PathRowQuery<'c, 'a, 's, C, PathRow, 5> {
        self.bind(
            client,
            &params.organization_id,
            &params.person,
            &params.moment,
            &params.resource_type,
            &params.id,
        )
    }
}
pub struct StandingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn standing() -> StandingStmt {
    StandingStmt(
        "select u.is_active and u.deleted_at is null as is_active from accounts.memberships m join accounts.users u on u.id = m.user_id where m.organization_id = $1 and m.user_id = $2",
        None,
    )
}
impl StandingStmt {
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
        person: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [organization_id, person],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, StandingParams, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for StandingStmt
{
    fn params(&'s self, client: &'c C, params: &'a StandingParams) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.organization_id, &params.person)
    }
}
