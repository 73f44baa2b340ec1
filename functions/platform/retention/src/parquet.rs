//! Entries of the activity log as one Parquet file: one row group, Snappy, types that every reader knows.

use std::sync::Arc;

use domain::platform::{
    audit::chain::{Hash, hex},
    retention::activity::{Batch, Entry},
};
use parquet::{
    basic::Compression,
    data_type::{ByteArray, ByteArrayType, Int64Type},
    errors::Result,
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::parser::parse_message_type,
};

/// The log's columns, then those of its chain. Ids are text and values are JSON in text, because not every reader knows Parquet's own types for them.
const SCHEMA: &str = "message audit_logs {
  required binary id (STRING);
  required binary organization_id (STRING);
  optional binary actor_id (STRING);
  required binary action (STRING);
  required binary resource_type (STRING);
  optional binary resource_id (STRING);
  optional binary old_values (STRING);
  optional binary new_values (STRING);
  optional binary ip (STRING);
  optional binary user_agent (STRING);
  optional binary request_id (STRING);
  required int64 created_at (TIMESTAMP(MICROS, true));
  required int64 sequence;
  required binary xid (STRING);
  optional binary origin_salt (STRING);
  optional binary origin_digest (STRING);
  required binary previous_hash (STRING);
  required binary hash (STRING);
}";

/// The file.
pub fn encode(batch: &Batch) -> Result<Vec<u8>> {
    let entries = batch.entries.as_slice();
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let schema = Arc::new(parse_message_type(SCHEMA)?);
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    required(&mut group, entries, |entry| entry.id.to_string())?;
    required(&mut group, entries, |entry| entry.organization_id.to_string())?;
    optional(&mut group, entries, |entry| entry.actor_id.map(|id| id.to_string()))?;
    required(&mut group, entries, |entry| entry.action.clone())?;
    required(&mut group, entries, |entry| entry.resource_type.clone())?;
    optional(&mut group, entries, |entry| entry.resource_id.map(|id| id.to_string()))?;
    optional(&mut group, entries, |entry| entry.old_values.clone())?;
    optional(&mut group, entries, |entry| entry.new_values.clone())?;
    optional(&mut group, entries, |entry| entry.ip.clone())?;
    optional(&mut group, entries, |entry| entry.user_agent.clone())?;
    optional(&mut group, entries, |entry| entry.request_id.clone())?;
    integers(&mut group, entries, |entry| entry.created_at.as_microsecond())?;
    integers(&mut group, entries, |entry| entry.sequence)?;
    required(&mut group, entries, |entry| entry.xid.clone())?;
    optional(&mut group, entries, |entry| entry.origin_salt.as_deref().map(hex))?;
    optional(&mut group, entries, |entry| entry.origin_digest.as_deref().map(hex))?;
    previous(&mut group, &batch.previous, entries)?;
    required(&mut group, entries, |entry| hex(&entry.hash))?;
    group.close()?;
    file.into_inner()
}

type Group<'a> = SerializedRowGroupWriter<'a, Vec<u8>>;

fn required(group: &mut Group<'_>, entries: &[Entry], value: impl Fn(&Entry) -> String) -> Result<()> {
    let values: Vec<ByteArray> = entries.iter().map(|entry| value(entry).into_bytes().into()).collect();
    write_texts(group, &values, None)
}

fn optional(
    group: &mut Group<'_>,
    entries: &[Entry],
    value: impl Fn(&Entry) -> Option<String>,
) -> Result<()> {
    let texts: Vec<Option<String>> = entries.iter().map(value).collect();
    let levels: Vec<i16> = texts.iter().map(|text| i16::from(text.is_some())).collect();
    let values: Vec<ByteArray> = texts.into_iter().flatten().map(|text| text.into_bytes().into()).collect();
    write_texts(group, &values, Some(&levels))
}

fn write_texts(group: &mut Group<'_>, values: &[ByteArray], levels: Option<&[i16]>) -> Result<()> {
    if let Some(mut column) = group.next_column()? {
        column.typed::<ByteArrayType>().write_batch(values, levels, None)?;
        column.close()?;
    }
    Ok(())
}

fn integers(group: &mut Group<'_>, entries: &[Entry], value: impl Fn(&Entry) -> i64) -> Result<()> {
    let values: Vec<i64> = entries.iter().map(value).collect();
    if let Some(mut column) = group.next_column()? {
        column.typed::<Int64Type>().write_batch(&values, None, None)?;
        column.close()?;
    }
    Ok(())
}

/// Each entry's predecessor's hash.
fn previous(group: &mut Group<'_>, first: &Hash, entries: &[Entry]) -> Result<()> {
    let hashes = entries.iter().map(|entry| entry.hash.as_slice());
    let before = std::iter::once(first.as_slice()).chain(hashes).take(entries.len());
    let values: Vec<ByteArray> = before.map(|hash| hex(hash).into_bytes().into()).collect();
    write_texts(group, &values, None)
}
