//! The passes over a file: sample, detect, read block by block, and once more where something late contradicts.
mod crew;
mod evidence;
mod input;
mod lane;
mod layout;
mod pass;
mod twin;

use std::io::{self, Read, Write};
use std::ops::ControlFlow;

use crate::failure::{Error, Failure, Result};
use crate::options::Options;
use crate::profile::Profile;
use pass::{Ending, Plan};

/// Where the bytes come from.
pub trait Source {
    /// Opens the file at its beginning; called again for a second pass.
    ///
    /// # Errors
    /// Passed through as [`Error::Io`].
    fn open(&mut self) -> io::Result<Box<dyn Read + Send>>;
    /// Length in bytes.
    fn size(&self) -> u64;
}

/// Writers for what a pass produces; `None` where nobody wants it. Each is flushed at the end of the pass.
#[derive(Default)]
pub struct Outputs {
    /// The Parquet twin.
    pub parquet: Option<Box<dyn Write + Send>>,
    /// The rejected rows: CSV with `row,column,value,code,message`. `row` numbers the data records of the source from
    /// 1; blank lines and the header do not count. Values are raw: an export to spreadsheets must defuse formulas.
    pub rejects: Option<Box<dyn Write + Send>>,
}

/// Where the output goes.
pub trait Sink {
    /// Begins a pass and drops what an earlier one wrote.
    ///
    /// # Errors
    /// Passed through as [`Error::Io`].
    fn begin(&mut self) -> io::Result<Outputs>;
}

/// How far a pass is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// 1, or 2 when the source is read again.
    pub pass: u32,
    /// Rows so far in this pass, accepted and rejected.
    pub rows: u64,
    /// Bytes of the source read so far in this pass.
    pub bytes: u64,
}

/// Most passes: one for a contradicted encoding, one for contradicted types.
const MAX_PASSES: u32 = 3;

/// Reads a file and tells everything about it. `progress` is called after every block (about half a megabyte) and
/// may stop the work.
///
/// # Errors
/// [`Error::Failure`] where the file is at fault, [`Error::Io`] where source or sink is, [`Error::Stopped`].
pub fn parse(
    source: &mut dyn Source,
    options: &Options,
    sink: &mut dyn Sink,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Profile> {
    if let Err(problems) = options.validate() {
        let message = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        return Err(Failure::new("invalid_options", message).into());
    }
    let mut plan = Plan::default();
    for pass in 1..=MAX_PASSES {
        match pass::run(source, options, sink, plan, &mut |rows, bytes| {
            progress(Progress { pass, rows, bytes })
        })? {
            Ending::Done(mut profile) => {
                profile.passes = pass;
                return Ok(*profile);
            }
            Ending::Again(next) => plan = next,
        }
    }
    Err(Error::Io(io::Error::other("the source changed between two readings")))
}
