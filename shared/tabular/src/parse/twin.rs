//! The twin while a pass writes it.
use std::sync::Mutex;

use super::crew::lock;
use super::lane::Lane;
use crate::block::Block;
use crate::column::{Fits, Summary};
use crate::failure::{Error, Result};
use crate::options::Options;
use crate::twin::{ChunkWriter, ColumnInfo, Stored, TwinWriter};

/// See the module.
pub(super) struct Twin {
    /// Where it goes, until the first block decides the types.
    pub wanted: Option<Box<dyn std::io::Write + Send>>,
    /// How columns are stored, where an earlier pass knows it.
    pub planned: Vec<Stored>,
    pub writer: Option<TwinWriter>,
    /// A value did not fit: the rest of the pass only finds out what does.
    pub broken: bool,
}

impl Twin {
    /// Notes that the lanes have encoded a block.
    pub fn advance(
        &mut self,
        lanes: &[Mutex<Lane>],
        block: &Block,
        names: &[String],
        options: &Options,
    ) -> Result<()> {
        if self.wanted.is_some() {
            self.begin(lanes, names, options)?;
            lanes.iter().enumerate().try_for_each(|(i, lane)| lock(lane).encode(block, i))?;
        }
        let Some(writer) = &mut self.writer else { return Ok(()) };
        let (mut bytes, mut broken) = (0, false);
        for lane in lanes {
            if let Some(chunk) = &lock(lane).chunk {
                bytes += chunk.size();
                broken |= chunk.broken;
            }
        }
        if broken {
            self.give_up(lanes);
            return Ok(());
        }
        if writer.note(block.rows, bytes) {
            self.flush(lanes)?;
        }
        Ok(())
    }

    /// Writes no more in this pass: the types or the columns are other than they seemed.
    pub fn give_up(&mut self, lanes: &[Mutex<Lane>]) {
        if self.writer.take().is_some() {
            self.broken = true;
            lanes.iter().for_each(|lane| lock(lane).chunk = None);
        }
    }

    /// Decides how columns are stored: as planned, or by what the first block fits.
    fn begin(&mut self, lanes: &[Mutex<Lane>], names: &[String], options: &Options) -> Result<()> {
        let Some(out) = self.wanted.take() else { return Ok(()) };
        let decide = |(i, lane): (usize, &Mutex<Lane>)| {
            self.planned.get(i).copied().unwrap_or_else(|| {
                let fits: Fits = lock(lane).column.fits();
                Stored::of(fits.kind(options.date_order), fits.widths)
            })
        };
        let stored: Vec<Stored> = lanes.iter().enumerate().map(decide).collect();
        self.writer = Some(TwinWriter::new(out, names, &stored).map_err(twin_error)?);
        lanes
            .iter()
            .zip(&stored)
            .for_each(|(lane, stored)| lock(lane).chunk = Some(ChunkWriter::new(*stored)));
        Ok(())
    }

    fn flush(&mut self, lanes: &[Mutex<Lane>]) -> Result<()> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        let mut guards: Vec<_> = lanes.iter().map(lock).collect();
        writer.flush(guards.iter_mut().filter_map(|lane| lane.chunk.as_mut())).map_err(twin_error)
    }

    /// Writes what is left; a table without rows has a twin as well.
    pub fn close(mut self, lanes: &[Mutex<Lane>], names: &[String], summaries: &[Summary]) -> Result<()> {
        if let Some(out) = self.wanted.take() {
            let stored = vec![Stored::Text; names.len()];
            self.writer = Some(TwinWriter::new(out, names, &stored).map_err(twin_error)?);
        }
        self.flush(lanes)?;
        let info = |summary: &Summary| ColumnInfo {
            name: summary.profile.name.clone(),
            column_type: summary.profile.column_type,
        };
        let columns: Vec<ColumnInfo> = summaries.iter().map(info).collect();
        self.writer.map_or(Ok(()), |writer| writer.close(&columns).map_err(twin_error))
    }
}

pub(super) fn twin_error(error: parquet::errors::ParquetError) -> Error {
    match error {
        // The sink's own errors come back as they were.
        parquet::errors::ParquetError::External(source) => match source.downcast::<std::io::Error>() {
            Ok(io) => Error::Io(*io),
            Err(other) => Error::Io(std::io::Error::other(other)),
        },
        other => Error::Io(std::io::Error::other(other)),
    }
}
