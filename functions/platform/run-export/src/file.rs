//! The forms of an export's file. What people typed never becomes a formula: CSV marks it, a workbook holds it as
//! text, JSON knows none.

use domain::{
    Error, Result,
    platform::exports::{Format, registry::Exportable, rows::Cell},
};
use tokio::sync::mpsc;

pub mod csv;
pub mod ndjson;
pub mod xlsx;

/// A file that is being written.
pub enum File {
    /// See [`csv`].
    Csv(csv::Writer),
    /// See [`ndjson`].
    Ndjson(ndjson::Writer),
    /// See [`xlsx`].
    Xlsx(Box<xlsx::Writer>),
}

impl File {
    /// Begins.
    pub fn new(format: Format, exportable: &Exportable, bom: bool) -> Result<Self> {
        Ok(match format {
            Format::Csv => Self::Csv(csv::Writer::new(exportable, bom)?),
            Format::Ndjson => Self::Ndjson(ndjson::Writer::new(exportable)),
            Format::Xlsx => Self::Xlsx(Box::new(xlsx::Writer::new(exportable)?)),
        })
    }

    /// Takes rows; what comes back is what can be sent.
    pub fn write(&mut self, rows: &[Vec<Cell>]) -> Result<Vec<u8>> {
        match self {
            Self::Csv(writer) => writer.write(rows),
            Self::Ndjson(writer) => writer.write(rows),
            Self::Xlsx(writer) => writer.write(rows).map(|()| Vec::new()),
        }
    }

    /// What remains to be sent.
    pub fn finish(self) -> Rest {
        match self {
            Self::Csv(writer) => Rest::Bytes(Some(writer.finish())),
            Self::Ndjson(_) => Rest::Bytes(None),
            Self::Xlsx(writer) => Rest::Stream(writer.finish()),
        }
    }
}

/// The end of a file.
pub enum Rest {
    /// A few bytes.
    Bytes(Option<Vec<u8>>),
    /// As it is made, on a thread that may block.
    Stream(mpsc::Receiver<std::result::Result<Vec<u8>, String>>),
}

impl Rest {
    /// The next piece; nothing at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.take()),
            Self::Stream(pieces) => pieces.recv().await.transpose().map_err(Error::internal),
        }
    }
}
