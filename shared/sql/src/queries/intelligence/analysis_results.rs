// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct FindByKeyParams<
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::BytesSql,
> {
    pub organization_id: uuid::Uuid,
    pub project_id: uuid::Uuid,
    pub input_hash: T1,
    pub engine_version: T2,
    pub calculation_type: T3,
    pub parameters_hash: T4,
}
#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::JsonSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub project_id: uuid::Uuid,
    pub file_id: uuid::Uuid,
    pub calculation_type: T1,
    pub parameters: T2,
    pub parameters_hash: T3,
    pub input_hash: T4,
    pub engine_version: T5,
    pub now: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct AskAgainParams {
    pub file_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ClaimParams {
    pub owner: uuid::Uuid,
    pub lease_until: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct RenewParams {
    pub lease_until: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ReleaseParams {
    pub now: jiff::Timestamp,
    pub uncounted: i32,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Debug)]
pub struct SucceedParams<T1: crate::JsonSql> {
    pub result_data: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Debug)]
pub struct FailParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub failure_code: T1,
    pub failure_message: T2,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ReassignParams {
    pub now: jiff::Timestamp,
    pub file_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct AnalysisRow {
    pub id: uuid::Uuid,
    pub project_id: uuid::Uuid,
    pub file_id: uuid::Uuid,
    pub calculation_type: String,
    pub parameters: serde_json::Value,
    pub status: String,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub result_data: Option<serde_json::Value>,
    pub input_hash: Vec<u8>,
    pub engine_version: String,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub completed_at: Option<jiff::Timestamp>,
    pub created_by: uuid::Uuid,
}
pub struct AnalysisRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub project_id: uuid::Uuid,
    pub file_id: uuid::Uuid,
    pub calculation_type: &'a str,
    pub parameters: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub status: &'a str,
    pub failure_code: Option<&'a str>,
    pub failure_message: Option<&'a str>,
    pub result_data: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub input_hash: &'a [u8],
    pub engine_version: &'a str,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub completed_at: Option<jiff::Timestamp>,
    pub created_by: uuid::Uuid,
}
impl<'a> From<AnalysisRowBorrowed<'a>> for AnalysisRow {
    fn from(
        AnalysisRowBorrowed {
            id,
            project_id,
            file_id,
            calculation_type,
            parameters,
            status,
            failure_code,
            failure_message,
            result_data,
            input_hash,
            engine_version,
            version,
            created_at,
            completed_at,
            created_by,
        }: AnalysisRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            project_id,
            file_id,
            calculation_type: calculation_type.into(),
            parameters: serde_json::from_str(parameters.0.get()).unwrap(),
            status: status.into(),
            failure_code: failure_code.map(|v| v.into()),
            failure_message: failure_message.map(|v| v.into()),
            result_data: result_data.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            input_hash: input_hash.into(),
            engine_version: engine_version.into(),
            version,
            created_at,
            completed_at,
            created_by,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    pub project_id: uuid::Uuid,
    pub file_id: uuid::Uuid,
    pub calculation_type: String,
    pub parameters: serde_json::Value,
    pub engine_version: String,
    pub attempts: i32,
    pub fence: i64,
    pub created_by: uuid::Uuid,
}
pub struct ClaimBorrowed<'a> {
    pub project_id: uuid::Uuid,
    pub file_id: uuid::Uuid,
    pub calculation_type: &'a str,
    pub parameters: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub engine_version: &'a str,
    pub attempts: i32,
    pub fence: i64,
    pub created_by: uuid::Uuid,
}
impl<'a> From<ClaimBorrowed<'a>> for Claim {
    fn from(
        ClaimBorrowed {
            project_id,
            file_id,
            calculation_type,
            parameters,
            engine_version,
            attempts,
            fence,
            created_by,
        }: ClaimBorrowed<'a>,
    ) -> Self {
        Self {
            project_id,
            file_id,
            calculation_type: calculation_type.into(),
            parameters: serde_json::from_str(parameters.0.get()).unwrap(),
            engine_version: engine_version.into(),
            attempts,
            fence,
            created_by,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct AnalysisRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AnalysisRowBorrowed, tokio_postgres::Error>,
    mapper: fn(AnalysisRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AnalysisRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AnalysisRowBorrowed) -> R) -> AnalysisRowQuery<'c, 'a, 's, C, R, N> {
        AnalysisRowQuery {
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
pub struct ClaimQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClaimBorrowed, tokio_postgres::Error>,
    mapper: fn(ClaimBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClaimQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClaimBorrowed) -> R) -> ClaimQuery<'c, 'a, 's, C, R, N> {
        ClaimQuery {
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
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select a.id, a.project_id, a.file_id, a.calculation_type, a.parameters, a.status, a.failure_code, a.failure_message, a.result_data, a.input_hash, a.engine_version, a.version, a.created_at, a.completed_at, a.created_by from intelligence.analysis_results a join ingestion.projects p on p.organization_id = a.organization_id and p.id = a.project_id and p.deleted_at is null where a.id = $1",
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
    ) -> AnalysisRowQuery<'c, 'a, 's, C, AnalysisRow, 1> {
        AnalysisRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AnalysisRowBorrowed, tokio_postgres::Error> {
                Ok(AnalysisRowBorrowed {
                    id: row.try_get(0)?,
                    project_id: row.try_get(1)?,
                    file_id: row.try_get(2)?,
                    calculation_type: row.try_get(3)?,
                    parameters: row.try_get(4)?,
                    status: row.try_get(5)?,
                    failure_code: row.try_get(6)?,
                    failure_message: row.try_get(7)?,
                    result_data: row.try_get(8)?,
                    input_hash: row.try_get(9)?,
                    engine_version: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                    completed_at: row.try_get(13)?,
                    created_by: row.try_get(14)?,
                })
            },
            mapper: |it| AnalysisRow::from(it),
        }
    }
}
pub struct FindByKeyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_by_key() -> FindByKeyStmt {
    FindByKeyStmt(
        "select a.id, a.project_id, a.file_id, a.calculation_type, a.parameters, a.status, a.failure_code, a.failure_message, a.result_data, a.input_hash, a.engine_version, a.version, a.created_at, a.completed_at, a.created_by from intelligence.analysis_results a where a.organization_id = $1 and a.project_id = $2 and a.input_hash = $3 and a.engine_version = $4 and a.calculation_type = $5 and a.parameters_hash = $6",
        None,
    )
}
impl FindByKeyStmt {
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
        T1: crate::BytesSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        project_id: &'a uuid::Uuid,
        input_hash: &'a T1,
        engine_version: &'a T2,
        calculation_type: &'a T3,
        parameters_hash: &'a T4,
    ) -> AnalysisRowQuery<'c, 'a, 's, C, AnalysisRow, 6> {
        AnalysisRowQuery {
            client,
            params: [
                organization_id,
                project_id,
                input_hash,
                engine_version,
                calculation_type,
                parameters_hash,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AnalysisRowBorrowed, tokio_postgres::Error> {
                Ok(AnalysisRowBorrowed {
                    id: row.try_get(0)?,
                    project_id: row.try_get(1)?,
                    file_id: row.try_get(2)?,
                    calculation_type: row.try_get(3)?,
                    parameters: row.try_get(4)?,
                    status: row.try_get(5)?,
                    failure_code: row.try_get(6)?,
                    failure_message: row.try_get(7)?,
                    result_data: row.try_get(8)?,
                    input_hash: row.try_get(9)?,
                    engine_version: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                    completed_at: row.try_get(13)?,
                    created_by: row.try_get(14)?,
                })
            },
            mapper: |it| AnalysisRow::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::BytesSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::BytesSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindByKeyParams<T1, T2, T3, T4>,
        AnalysisRowQuery<'c, 'a, 's, C, AnalysisRow, 6>,
        C,
    > for FindByKeyStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindByKeyParams<T1, T2, T3, T4>,
    ) -> AnalysisRowQuery<'c, 'a, 's, C, AnalysisRow, 6> {
        self.bind(
            client,
            &params.organization_id,
            &params.project_id,
            &params.input_hash,
            &params.engine_version,
            &params.calculation_type,
            &params.parameters_hash,
        )
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into intelligence.analysis_results as a (id, organization_id, project_id, file_id, calculation_type, parameters, parameters_hash, input_hash, engine_version, created_at, updated_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11) on conflict on constraint analysis_results_cache_key do nothing returning a.id, a.project_id, a.file_id, a.calculation_type, a.parameters, a.status, a.failure_code, a.failure_message, a.result_data, a.input_hash, a.engine_version, a.version, a.created_at, a.completed_at, a.created_by",
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
        T2: crate::JsonSql,
        T3: crate::BytesSql,
        T4: crate::BytesSql,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        project_id: &'a uuid::Uuid,
        file_id: &'a uuid::Uuid,
        calculation_type: &'a T1,
        parameters: &'a T2,
        parameters_hash: &'a T3,
        input_hash: &'a T4,
        engine_version: &'a T5,
        now: &'a jiff::Timestamp,
        created_by: &'a uuid::Uuid,
    ) -> AnalysisRowQuery<'c, 'a, 's, C, AnalysisRow, 11> {
        AnalysisRowQuery {
            client,
            params: [
                id,
                organization_id,
                project_id,
                file_id,
                calculation_type,
                parameters,
                parameters_hash,
                input_hash,
                engine_version,
                now,
                created_by,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AnalysisRowBorrowed, tokio_postgres::Error> {
                Ok(AnalysisRowBorrowed {
                    id: row.try_get(0)?,
                    project_id: row.try_get(1)?,
                    file_id: row.try_get(2)?,
                    calculation_type: row.try_get(3)?,
                    parameters: row.try_get(4)?,
                    status: row.try_get(5)?,
                    failure_code: row.try_get(6)?,
                    failure_message: row.try_get(7)?,
                    result_data: row.try_get(8)?,
                    input_hash: row.try_get(9)?,
                    engine_version: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                    completed_at: row.try_get(13)?,
                    created_by: row.try_get(14)?,
                })
            },
            mapper: |it| AnalysisRow::from(it),
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::JsonSql,
    T3: crate::BytesSql,
    T4: crate::BytesSql,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertParams<T1, T2, T3, T4, T5>,
        AnalysisRowQuery<'c, 'a, 's, C, AnalysisRow, 11>,
        C,
    > for InsertStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertParams<T1, T2, T3, T4, T5>,
    ) -> AnalysisRowQuery<'c, 'a, 's, C, AnalysisRow, 11> {
        self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.project_id,
            &params.file_id,
            &params.calculation_type,
            &params.parameters,
            &params.parameters_hash,
            &params.input_hash,
            &params.engine_version,
            &params.now,
            &params.created_by,
        )
    }
}
pub struct AskAgainStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ask_again() -> AskAgainStmt {
    AskAgainStmt(
        "update intelligence.analysis_results a set status = 'QUEUED', file_id = $1, failure_code = null, failure_message = null, attempts = 0, completed_at = null, updated_at = $2 where a.id = $3 and a.status = 'FAILED' returning a.id, a.project_id, a.file_id, a.calculation_type, a.parameters, a.status, a.failure_code, a.failure_message, a.result_data, a.input_hash, a.engine_version, a.version, a.created_at, a.completed_at, a.created_by",
        None,
    )
}
impl AskAgainStmt {
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
        file_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> AnalysisRowQuery<'c, 'a, 's, C, AnalysisRow, 3> {
        AnalysisRowQuery {
            client,
            params: [file_id, now, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AnalysisRowBorrowed, tokio_postgres::Error> {
                Ok(AnalysisRowBorrowed {
                    id: row.try_get(0)?,
                    project_id: row.try_get(1)?,
                    file_id: row.try_get(2)?,
                    calculation_type: row.try_get(3)?,
                    parameters: row.try_get(4)?,
                    status: row.try_get(5)?,
                    failure_code: row.try_get(6)?,
                    failure_message: row.try_get(7)?,
                    result_data: row.try_get(8)?,
                    input_hash: row.try_get(9)?,
                    engine_version: row.try_get(10)?,
                    version: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                    completed_at: row.try_get(13)?,
                    created_by: row.try_get(14)?,
                })
            },
            mapper: |it| AnalysisRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        AskAgainParams,
        AnalysisRowQuery<'c, 'a, 's, C, AnalysisRow, 3>,
        C,
    > for AskAgainStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AskAgainParams,
    ) -> AnalysisRowQuery<'c, 'a, 's, C, AnalysisRow, 3> {
        self.bind(client, &params.file_id, &params.now, &params.id)
    }
}
pub struct ClaimStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn claim() -> ClaimStmt {
    ClaimStmt(
        "update intelligence.analysis_results set status = 'RUNNING', attempts = attempts + 1, lease_owner = $1, lease_until = $2, fence = fence + 1, updated_at = $3 where id = $4 and (status = 'QUEUED' or (status = 'RUNNING' and lease_until <= $3)) returning project_id, file_id, calculation_type, parameters, engine_version, attempts, fence, created_by",
        None,
    )
}
impl ClaimStmt {
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
        owner: &'a uuid::Uuid,
        lease_until: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> ClaimQuery<'c, 'a, 's, C, Claim, 4> {
        ClaimQuery {
            client,
            params: [owner, lease_until, now, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClaimBorrowed, tokio_postgres::Error> {
                Ok(ClaimBorrowed {
                    project_id: row.try_get(0)?,
                    file_id: row.try_get(1)?,
                    calculation_type: row.try_get(2)?,
                    parameters: row.try_get(3)?,
                    engine_version: row.try_get(4)?,
                    attempts: row.try_get(5)?,
                    fence: row.try_get(6)?,
                    created_by: row.try_get(7)?,
                })
            },
            mapper: |it| Claim::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ClaimParams, ClaimQuery<'c, 'a, 's, C, Claim, 4>, C>
    for ClaimStmt
{
    fn params(&'s self, client: &'c C, params: &'a ClaimParams) -> ClaimQuery<'c, 'a, 's, C, Claim, 4> {
        self.bind(client, &params.owner, &params.lease_until, &params.now, &params.id)
    }
}
pub struct ExistsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn exists() -> ExistsStmt {
    ExistsStmt("select true as found from intelligence.analysis_results where id = $1", None)
}
impl ExistsStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct RenewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn renew() -> RenewStmt {
    RenewStmt(
        "update intelligence.analysis_results set lease_until = $1, updated_at = $2 where id = $3 and fence = $4 and status = 'RUNNING'",
        None,
    )
}
impl RenewStmt {
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
        lease_until: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[lease_until, now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RenewParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RenewStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RenewParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.lease_until, &params.now, &params.id, &params.fence))
    }
}
pub struct ReleaseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn release() -> ReleaseStmt {
    ReleaseStmt(
        "update intelligence.analysis_results set lease_until = $1, attempts = attempts - $2::integer, updated_at = $1 where id = $3 and fence = $4 and status = 'RUNNING'",
        None,
    )
}
impl ReleaseStmt {
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
        uncounted: &'a i32,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, uncounted, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReleaseParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ReleaseStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReleaseParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.uncounted, &params.id, &params.fence))
    }
}
pub struct SucceedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn succeed() -> SucceedStmt {
    SucceedStmt(
        "update intelligence.analysis_results set status = 'SUCCEEDED', result_data = $1, lease_owner = null, lease_until = null, completed_at = $2, updated_at = $2 where id = $3 and fence = $4 and status = 'RUNNING'",
        None,
    )
}
impl SucceedStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        result_data: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[result_data, now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::JsonSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SucceedParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SucceedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SucceedParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.result_data, &params.now, &params.id, &params.fence))
    }
}
pub struct FailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fail() -> FailStmt {
    FailStmt(
        "update intelligence.analysis_results set status = 'FAILED', failure_code = $1, failure_message = $2, lease_owner = null, lease_until = null, completed_at = $3, updated_at = $3 where id = $4 and fence = $5 and status = 'RUNNING'",
        None,
    )
}
impl FailStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        failure_code: &'a T1,
        failure_message: &'a T2,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[failure_code, failure_message, now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FailParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for FailStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FailParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.failure_code,
            &params.failure_message,
            &params.now,
            &params.id,
            &params.fence,
        ))
    }
}
pub struct ReassignStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reassign() -> ReassignStmt {
    ReassignStmt(
        "update intelligence.analysis_results a set file_id = twin.id, updated_at = $1 from ( select other.id from ingestion.files gone join ingestion.files other on other.organization_id = gone.organization_id and other.project_id = gone.project_id and other.sha256 = gone.sha256 and other.options = gone.options and other.upload_status = 'SUCCESS' and other.id <> gone.id where gone.id = $2 order by other.created_at, other.id limit 1 ) twin where a.file_id = $2",
        None,
    )
}
impl ReassignStmt {
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
        file_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, file_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReassignParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ReassignStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReassignParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.file_id))
    }
}
