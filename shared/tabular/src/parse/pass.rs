//! One pass: blocks from the reader to the columns, on as many threads as allowed.
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::Encoding;

use super::crew::{Crew, lock};
use super::evidence::TextEvidence;
use super::input::Input;
use super::lane::{Known, Lane};
use super::twin::Twin;
use super::{Sink, Source, layout};
use crate::block::Block;
use crate::column::{Column, Rules, Summary};
use crate::failure::{Error, Failure, Result};
use crate::options::Options;
use crate::profile::Profile;
use crate::rejects::RejectWriter;

/// Columns that appear late share a part of the memory that the first ones have.
const LATE_SHARE: usize = 4;

/// What earlier passes found out.
#[derive(Debug, Default)]
pub(super) struct Plan {
    encoding: Option<&'static Encoding>,
    /// Empty in the first pass.
    columns: Vec<Known>,
    /// Dotted names of a JSON file's columns.
    paths: Vec<String>,
}

/// How a pass ends.
pub(super) enum Ending {
    Done(Box<Profile>),
    /// Something late contradicted the beginning.
    Again(Plan),
}

pub(super) fn run(
    source: &mut dyn Source,
    options: &Options,
    sink: &mut dyn Sink,
    mut plan: Plan,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Ending> {
    let input = Input::open(source.open()?, options, plan.encoding)?;
    let (encoding, bytes_read) = (input.encoding, Arc::clone(&input.bytes_read));
    let (mut reader, mut described) = layout::reader(input, options, &plan.paths)?;
    let outputs = sink.begin()?;
    let mut rejects = RejectWriter::new(outputs.rejects)?;
    let crew = Crew::new(options.threads)?;

    let stored = plan.columns.iter().map(|known| known.stored).collect();
    let mut twin = Twin { wanted: outputs.parquet, planned: stored, writer: None, broken: false };
    let with_twin = twin.wanted.is_some();
    let (mut present, mut next) = (Block::default(), Block::default());
    let mut rows = 0;
    let mut text = TextEvidence::default();
    let mut more = reader.fill(&mut present)?;
    described.extend(reader.paths());
    let rules = Arc::new(Rules::new(options, described.names.len()));
    let known = std::mem::take(&mut plan.columns).into_iter().map(|known| Lane::resume(known, &rules));
    let mut lanes: Vec<Mutex<Lane>> = known.map(Mutex::new).collect();
    lanes.resize_with(described.names.len(), || Mutex::new(Lane::new(Column::new(Arc::clone(&rules), None))));
    while more {
        let work = |i: usize| {
            let lane = &mut *lock(&lanes[i]);
            if lane.column.is_finished() && !with_twin {
                return Ok(());
            }
            lane.column.consume(&present, i);
            lane.encode(&present, i)
        };
        let mut order: Vec<usize> = (0..lanes.len()).collect();
        order.sort_by_key(|i| std::cmp::Reverse(lock(&lanes[*i]).column.weight()));
        more = crew.run(&order, work, || reader.fill(&mut next))?;
        twin.advance(&lanes, &present, &described.names, options)?;
        rows += present.rows as u64;
        rejects.write(&present.rejects, &described.names)?;
        text.add(&present);
        if progress(rows + rejects.count, bytes_read.load(Ordering::Relaxed)).is_break() {
            return Err(Error::Stopped);
        }
        std::mem::swap(&mut present, &mut next);
        if more && present.width > lanes.len() {
            described.extend(reader.paths());
            twin.give_up(&lanes);
            let late = Arc::new(Rules::new(options, LATE_SHARE * present.width));
            lanes.resize_with(present.width, || {
                Mutex::new(Lane::new(Column::appearing_after(rows, Arc::clone(&late))))
            });
        }
    }

    if let Some(encoding) = text.other_encoding(encoding, options).filter(|_| plan.encoding.is_none()) {
        return Ok(Ending::Again(Plan { encoding: Some(encoding), ..Plan::default() }));
    }
    let rejected_count = rejects.count;
    rejects.finish()?;
    if rows == 0 && rejected_count > 0 {
        return Err(no_rows(rejected_count));
    }
    if lanes.is_empty() {
        let message = "The file has no values: its JSON objects have no keys, or there are none.";
        return Err(Failure::new("file_empty", message).into());
    }
    let summarize = |i: usize| {
        let lane = &mut *lock(&lanes[i]);
        lane.summary.get_or_insert_with(|| lane.column.summarize(&described.names[i], i));
        Ok(())
    };
    crew.run(&Vec::from_iter(0..lanes.len()), summarize, || Ok(()))?;
    let summaries: Vec<Summary> = lanes.iter().filter_map(|lane| lock(lane).summary.take()).collect();
    let fits = |(lane, summary): (&Mutex<Lane>, &Summary)| {
        lock(lane).chunk.as_ref().is_none_or(|chunk| chunk.stored().holds(summary.kind, summary.fits.widths))
    };
    if twin.broken
        || summaries.iter().any(|summary| summary.misfit)
        || !lanes.iter().zip(&summaries).all(fits)
    {
        let lanes = lanes.into_iter().map(|lane| lane.into_inner().unwrap_or_else(PoisonError::into_inner));
        let known = lanes.zip(summaries).map(|(lane, summary)| Known::new(lane.column, summary));
        let (columns, paths) = (known.collect(), reader.paths().to_vec());
        return Ok(Ending::Again(Plan { encoding: Some(encoding), columns, paths }));
    }
    twin.close(&lanes, &described.names, &summaries)?;
    Ok(Ending::Done(Box::new(Profile {
        format: described.format,
        encoding: encoding.name().to_owned(),
        dialect: described.dialect,
        row_count: rows,
        rejected_count,
        records_processed: rows + rejected_count,
        passes: 0,
        columns: summaries.into_iter().map(|summary| summary.profile).collect(),
    })))
}

fn no_rows(rejected: u64) -> Error {
    let message = format!(
        "None of the {rejected} rows fits the table; the rejects tell why row by row. Check the delimiter and the header, or give them as options."
    );
    Failure::new("no_rows", message).into()
}
