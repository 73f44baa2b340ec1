// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    pub schema: String,
    pub name: String,
    pub tenant: Option<String>,
    pub directive: Option<String>,
    pub column: String,
    pub r#type: String,
    pub is_key: bool,
    pub said: Option<String>,
}
pub struct ColumnsBorrowed<'a> {
    pub schema: &'a str,
    pub name: &'a str,
    pub tenant: Option<&'a str>,
    pub directive: Option<&'a str>,
    pub column: &'a str,
    pub r#type: &'a str,
    pub is_key: bool,
    pub said: Option<&'a str>,
}
impl<'a> From<ColumnsBorrowed<'a>> for Columns {
    fn from(
        ColumnsBorrowed { schema, name, tenant, directive, column, r#type, is_key, said }: ColumnsBorrowed<
            'a,
        >,
    ) -> Self {
        Self {
            schema: schema.into(),
            name: name.into(),
            tenant: tenant.map(|v| v.into()),
            directive: directive.map(|v| v.into()),
            column: column.into(),
            r#type: r#type.into(),
            is_key,
            said: said.map(|v| v.into()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ColumnsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ColumnsBorrowed, tokio_postgres::Error>,
    mapper: fn(ColumnsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ColumnsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ColumnsBorrowed) -> R) -> ColumnsQuery<'c, 'a, 's, C, R, N> {
        ColumnsQuery {
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
pub struct ColumnsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn columns() -> ColumnsStmt {
    ColumnsStmt(
        "select n.nspname::text as schema, c.relname::text as name, case when n.nspname = 'accounts' and c.relname = 'organizations' then 'id' else (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) end as tenant, obj_description(c.oid, 'pg_class') as directive, a.attname::text as column, format_type(a.atttypid, null) as type, exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey)) as is_key, col_description(c.oid, a.attnum) as said from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'public') order by n.nspname, c.relname, a.attnum",
        None,
    )
}
impl ColumnsStmt {
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
    ) -> ColumnsQuery<'c, 'a, 's, C, Columns, 0> {
        ColumnsQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ColumnsBorrowed, tokio_postgres::Error> {
                Ok(ColumnsBorrowed {
                    schema: row.try_get(0)?,
                    name: row.try_get(1)?,
                    tenant: row.try_get(2)?,
                    directive: row.try_get(3)?,
                    column: row.try_get(4)?,
                    r#type: row.try_get(5)?,
                    is_key: row.try_get(6)?,
                    said: row.try_get(7)?,
                })
            },
            mapper: |it| Columns::from(it),
        }
    }
}
