//! What goes with a column through a pass: its statistics, its part of the twin, and what earlier passes know.
use std::sync::Arc;

use super::twin::twin_error;
use crate::block::Block;
use crate::column::{Column, Rules, Summary};
use crate::failure::Result;
use crate::twin::{ChunkWriter, Stored};
use crate::value::Kind;

/// What an earlier pass found out about a column.
#[derive(Debug)]
pub(super) struct Known {
    kind: Kind,
    pub stored: Stored,
    /// The column itself and its statistics, where they are right.
    done: Option<(Column, Summary)>,
}

/// A column, and its part of the twin where one is written.
pub(super) struct Lane {
    pub column: Column,
    pub chunk: Option<ChunkWriter>,
    /// Known from an earlier pass, or found at the end of this one.
    pub summary: Option<Summary>,
}

impl Lane {
    pub fn new(column: Column) -> Self {
        Self { column, chunk: None, summary: None }
    }

    /// Continues with what an earlier pass found out.
    pub fn resume(known: Known, rules: &Arc<Rules>) -> Self {
        match known.done {
            Some((column, summary)) => {
                Self { column: column.finished(), chunk: None, summary: Some(summary) }
            }
            None => Self::new(Column::new(Arc::clone(rules), Some(known.kind))),
        }
    }

    pub fn encode(&mut self, block: &Block, index: usize) -> Result<()> {
        match &mut self.chunk {
            Some(chunk) => chunk.append(&self.column, block, index).map_err(twin_error),
            None => Ok(()),
        }
    }
}

impl Known {
    pub fn new(column: Column, summary: Summary) -> Self {
        let (kind, stored) = (summary.kind, Stored::of(summary.kind, summary.fits.widths));
        Self { kind, stored, done: (!summary.misfit).then_some((column, summary)) }
    }
}
