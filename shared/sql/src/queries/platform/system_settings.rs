// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct FindParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub setting_key: T1,
}
#[derive(Debug)]
pub struct LockParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub setting_key: T1,
}
#[derive(Debug)]
pub struct SetParams<T1: crate::StringSql, T2: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub setting_key: T1,
    pub setting_value: T2,
    pub now: jiff::Timestamp,
    pub if_version: Option<i64>,
}
#[derive(Debug)]
pub struct DeleteParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub setting_key: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct SettingRow {
    pub setting_key: String,
    pub setting_value: serde_json::Value,
    pub version: i64,
    pub updated_at: jiff::Timestamp,
}
pub struct SettingRowBorrowed<'a> {
    pub setting_key: &'a str,
    pub setting_value: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub version: i64,
    pub updated_at: jiff::Timestamp,
}
impl<'a> From<SettingRowBorrowed<'a>> for SettingRow {
    fn from(
        SettingRowBorrowed { setting_key, setting_value, version, updated_at }: SettingRowBorrowed<'a>,
    ) -> Self {
        Self {
            setting_key: setting_key.into(),
            setting_value: serde_json::from_str(setting_value.0.get()).unwrap(),
            version,
            updated_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct SettingRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SettingRowBorrowed, tokio_postgres::Error>,
    mapper: fn(SettingRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SettingRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SettingRowBorrowed) -> R) -> SettingRowQuery<'c, 'a, 's, C, R, N> {
        SettingRowQuery {
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
pub struct AllStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn all() -> AllStmt {
    AllStmt(
        "select setting_key, setting_value, version, updated_at from platform.system_settings where organization_id = $1",
        None,
    )
}
impl AllStmt {
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
    ) -> SettingRowQuery<'c, 'a, 's, C, SettingRow, 1> {
        SettingRowQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SettingRowBorrowed, tokio_postgres::Error> {
                Ok(SettingRowBorrowed {
                    setting_key: row.try_get(0)?,
                    setting_value: row.try_get(1)?,
                    version: row.try_get(2)?,
                    updated_at: row.try_get(3)?,
                })
            },
            mapper: |it| SettingRow::from(it),
        }
    }
}
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select setting_key, setting_value, version, updated_at from platform.system_settings where organization_id = $1 and setting_key = $2",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        setting_key: &'a T1,
    ) -> SettingRowQuery<'c, 'a, 's, C, SettingRow, 2> {
        SettingRowQuery {
            client,
            params: [organization_id, setting_key],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SettingRowBorrowed, tokio_postgres::Error> {
                Ok(SettingRowBorrowed {
                    setting_key: row.try_get(0)?,
                    setting_value: row.try_get(1)?,
                    version: row.try_get(2)?,
                    updated_at: row.try_get(3)?,
                })
            },
            mapper: |it| SettingRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindParams<T1>,
        SettingRowQuery<'c, 'a, 's, C, SettingRow, 2>,
        C,
    > for FindStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindParams<T1>,
    ) -> SettingRowQuery<'c, 'a, 's, C, SettingRow, 2> {
        self.bind(client, &params.organization_id, &params.setting_key)
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select setting_key, setting_value, version, updated_at from platform.system_settings where organization_id = $1 and setting_key = $2 for update",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        setting_key: &'a T1,
    ) -> SettingRowQuery<'c, 'a, 's, C, SettingRow, 2> {
        SettingRowQuery {
            client,
            params: [organization_id, setting_key],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SettingRowBorrowed, tokio_postgres::Error> {
                Ok(SettingRowBorrowed {
                    setting_key: row.try_get(0)?,
                    setting_value: row.try_get(1)?,
                    version: row.try_get(2)?,
                    updated_at: row.try_get(3)?,
                })
            },
            mapper: |it| SettingRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockParams<T1>,
        SettingRowQuery<'c, 'a, 's, C, SettingRow, 2>,
        C,
    > for LockStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockParams<T1>,
    ) -> SettingRowQuery<'c, 'a, 's, C, SettingRow, 2> {
        self.bind(client, &params.organization_id, &params.setting_key)
    }
}
pub struct SetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set() -> SetStmt {
    SetStmt(
        "insert into platform.system_settings (id, organization_id, setting_key, setting_value, created_at, updated_at) values ($1, $2, $3, $4, $5, $5) on conflict (organization_id, setting_key) do update set setting_value = excluded.setting_value, updated_at = excluded.updated_at where $6::bigint is null or system_settings.version = $6 returning setting_key, setting_value, version, updated_at",
        None,
    )
}
impl SetStmt {
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
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        setting_key: &'a T1,
        setting_value: &'a T2,
        now: &'a jiff::Timestamp,
        if_version: &'a Option<i64>,
    ) -> SettingRowQuery<'c, 'a, 's, C, SettingRow, 6> {
        SettingRowQuery {
            client,
            params: [id, organization_id, setting_key, setting_value, now, if_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SettingRowBorrowed, tokio_postgres::Error> {
                Ok(SettingRowBorrowed {
                    setting_key: row.try_get(0)?,
                    setting_value: row.try_get(1)?,
                    version: row.try_get(2)?,
                    updated_at: row.try_get(3)?,
                })
            },
            mapper: |it| SettingRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::JsonSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SetParams<T1, T2>,
        SettingRowQuery<'c, 'a, 's, C, SettingRow, 6>,
        C,
    > for SetStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SetParams<T1, T2>,
    ) -> SettingRowQuery<'c, 'a, 's, C, SettingRow, 6> {
        self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.setting_key,
            &params.setting_value,
            &params.now,
            &params.if_version,
        )
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt("delete from platform.system_settings where organization_id = $1 and setting_key = $2", None)
}
impl DeleteStmt {
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
        setting_key: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, setting_key]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.setting_key))
    }
}
