//! Writing rows: copied in PostgreSQL's binary format into a table of the session, and from there where they belong.

use std::time::Instant;

use anyhow::{Context as _, Result};
use tokio_postgres::{
    Transaction,
    binary_copy::BinaryCopyInWriter,
    types::{ToSql, Type},
};

/// A row's values, in the order of the columns.
pub type Row = Vec<Box<dyn ToSql + Sync + Send>>;

/// Rows to be of one table.
pub struct Table {
    /// With its schema.
    pub name: &'static str,
    /// The columns that are given; the others take their defaults.
    pub columns: &'static [(&'static str, Type)],
}

impl Table {
    /// Writes the rows; those that are there already stay as they are. How many are new.
    pub async fn write(&self, transaction: &Transaction<'_>, rows: impl Iterator<Item = Row>) -> Result<u64> {
        let started = Instant::now();
        let columns = self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let types: Vec<Type> = self.columns.iter().map(|(_, sql_type)| sql_type.clone()).collect();
        let written = async {
            transaction
                .batch_execute(&format!(
                    "create temporary table sample (like {} including defaults) on commit drop",
                    self.name
                ))
                .await?;
            // What is not copied is not known yet; the table itself still asks for it.
            let optional = transaction
                .query(
                    "select quote_ident(attname) from pg_attribute where attrelid = 'pg_temp.sample'::regclass \
                     and attnum > 0 and attnotnull and not atthasdef and not attisdropped",
                    &[],
                )
                .await?;
            for row in optional {
                let column: &str = row.get(0);
                transaction
                    .batch_execute(&format!("alter table sample alter {column} drop not null"))
                    .await?;
            }
            let sink =
                transaction.copy_in(&format!("copy sample ({columns}) from stdin (format binary)")).await?;
            let writer = BinaryCopyInWriter::new(sink, &types);
            let mut writer = std::pin::pin!(writer);
            for row in rows {
                let values: Vec<&(dyn ToSql + Sync)> = row.iter().map(|value| &**value as _).collect();
                writer.as_mut().write(&values).await?;
            }
            writer.finish().await?;
            let insert = format!(
                "insert into {} ({columns}) select {columns} from sample on conflict do nothing",
                self.name
            );
            let new = transaction.execute(&insert, &[]).await?;
            transaction.batch_execute("drop table sample").await?;
            Ok::<_, tokio_postgres::Error>(new)
        };
        let new = written.await.with_context(|| format!("cannot fill {}", self.name))?;
        println!("  {:<32} {new:>9} rows  {:>6.1} s", self.name, started.elapsed().as_secs_f64());
        Ok(new)
    }
}

/// Boxes the values of a row.
macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$(Box::new($value) as Box<dyn tokio_postgres::types::ToSql + Sync + Send>),*] };
}
pub(super) use row;
