// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct OfPeopleParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub moment: jiff::Timestamp,
    pub project_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub user_ids: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct OfPeople {
    pub user_id: uuid::Uuid,
    pub permissions: Vec<String>,
    pub organization_level: i32,
    pub by_role: bool,
    pub level: Option<i32>,
}
pub struct OfPeopleBorrowed<'a> {
    pub user_id: uuid::Uuid,
    pub permissions: crate::ArrayIterator<'a, &'a str>,
    pub organization_level: i32,
    pub by_role: bool,
    pub level: Option<i32>,
}
impl<'a> From<OfPeopleBorrowed<'a>> for OfPeople {
    fn from(
        OfPeopleBorrowed { user_id, permissions, organization_level, by_role, level }: OfPeopleBorrowed<'a>,
    ) -> Self {
        Self {
            user_id,
            permissions: permissions.map(|v| v.into()).collect(),
            organization_level,
            by_role,
            level,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct OfPeopleQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OfPeopleBorrowed, tokio_postgres::Error>,
    mapper: fn(OfPeopleBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OfPeopleQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OfPeopleBorrowed) -> R) -> OfPeopleQuery<'c, 'a, 's, C, R, N> {
        OfPeopleQuery {
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
pub struct OfPeopleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_people() -> OfPeopleStmt {
    OfPeopleStmt(
        "select m.user_id, array( select granted.name from accounts.membership_roles mr join accounts.roles r on r.id = mr.role_id, jsonb_array_elements_text(r.permissions) as granted (name) where mr.organization_id = m.organization_id and mr.membership_id = m.id union select granted.name from accounts.membership_custom_roles mc join accounts.custom_roles c on c.organization_id = mc.organization_id and c.id = mc.custom_role_id and c.is_active, jsonb_array_elements_text(c.permissions) as granted (name) where mc.organization_id = m.organization_id and mc.membership_id = m.id ) as permissions, coalesce(o.level, 0) as organization_level, coalesce(a.by_role, false) as by_role, greatest(a.level, g.level, t.level) as level from accounts.memberships m join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null cross join lateral accounts.granted(m.organization_id, m.user_id, $1, 'organization', m.organization_id) o cross join lateral ingestion.project_access(m.organization_id, m.user_id, $1, $2) a cross join lateral accounts.granted(m.organization_id, m.user_id, $1, $3, $4) g left join lateral ( select max(p.level) as level from accounts.team_paths(m.organization_id, m.user_id, $1) p where $3 = 'team' and p.team_id = $4 ) t on true where m.organization_id = $5 and m.user_id = any($6) and m.is_active order by m.user_id",
        None,
    )
}
impl OfPeopleStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        moment: &'a jiff::Timestamp,
        project_id: &'a uuid::Uuid,
        resource_type: &'a T1,
        resource_id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        user_ids: &'a T2,
    ) -> OfPeopleQuery<'c, 'a, 's, C, OfPeople, 6> {
        OfPeopleQuery {
            client,
            params: [moment, project_id, resource_type, resource_id, organization_id, user_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OfPeopleBorrowed, tokio_postgres::Error> {
                Ok(OfPeopleBorrowed {
                    user_id: row.try_get(0)?,
                    permissions: row.try_get(1)?,
                    organization_level: row.try_get(2)?,
                    by_role: row.try_get(3)?,
                    level: row.try_get(4)?,
                })
            },
            mapper: |it| OfPeople::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OfPeopleParams<T1, T2>,
        OfPeopleQuery<'c, 'a, 's, C, OfPeople, 6>,
        C,
    > for OfPeopleStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfPeopleParams<T1, T2>,
    ) -> OfPeopleQuery<'c, 'a, 's, C, OfPeople, 6> {
        self.bind(
            client,
            &params.moment,
            &params.project_id,
            &params.resource_type,
            &params.resource_id,
            &params.organization_id,
            &params.user_ids,
        )
    }
}
pub struct ProjectStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn project() -> ProjectStmt {
    ProjectStmt("select id from ingestion.projects where id = $1 and deleted_at is null", None)
}
impl ProjectStmt {
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
pub struct ProjectOfFileStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn project_of_file() -> ProjectOfFileStmt {
    ProjectOfFileStmt(
        "select p.id from ingestion.files f join ingestion.projects p on p.organization_id = f.organization_id and p.id = f.project_id and p.deleted_at is null where f.id = $1",
        None,
    )
}
impl ProjectOfFileStmt {
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
pub struct ProjectOfAnalysisStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn project_of_analysis() -> ProjectOfAnalysisStmt {
    ProjectOfAnalysisStmt(
        "select p.id from intelligence.analysis_results a join ingestion.projects p on p.organization_id = a.organization_id and p.id = a.project_id and p.deleted_at is null where a.id = $1",
        None,
    )
}
impl ProjectOfAnalysisStmt {
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
