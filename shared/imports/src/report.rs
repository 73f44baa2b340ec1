//! What a template would do to a file.
use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    rows::{Compiled, FileColumn, Reject, Taken, shown},
    template::Tolerance,
};

/// Rejects that a report shows.
const SHOWN_REJECTS: usize = 100;
/// Bytes of a sample after which no row joins it: an answer is small.
const SAMPLE_BYTES: usize = 1 << 20;

/// What a template would do to a file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UploadReport)]
pub struct Report {
    /// Rows that were looked at, from the first on.
    pub rows_checked: u64,
    /// Whether these are all rows of the file.
    pub complete: bool,
    /// Rows that would be taken.
    pub accepted: u64,
    /// Rows that would not.
    pub rejected: u64,
    /// Whether the file would be taken, as the tolerance has it; of the rows that were looked at, where that is not all.
    pub acceptable: bool,
    /// Targets whose column the file does not have: they get their default.
    pub missing_columns: Vec<String>,
    /// Columns of the file that no target takes.
    pub unmapped_columns: Vec<String>,
    /// How often each reason came, the most frequent first.
    pub reject_counts: Vec<Count>,
    /// The first 100 reasons.
    pub rejects: Vec<RejectOut>,
    /// The first rows that would be taken, before and after.
    pub sample: Vec<Sample>,
}

/// How often a reason came.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UploadRejectCount)]
pub struct Count {
    /// The target at fault.
    pub column: String,
    /// The reason.
    pub code: &'static str,
    /// How often.
    pub count: u64,
}

/// Why a row would not be taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UploadReject)]
pub struct RejectOut {
    /// The row's number in the file's table, from 1.
    pub row: u64,
    /// The target at fault.
    pub column: String,
    /// What stood in the file, as far as it is shown.
    pub value: String,
    /// A stable word for programs.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
}

/// A row before and after.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = UploadSampleRow)]
pub struct Sample {
    /// The row's number in the file's table, from 1.
    pub row: u64,
    /// By those of the file's columns that are taken; long values are cut.
    pub before: BTreeMap<String, Option<String>>,
    /// By the template's targets.
    pub after: BTreeMap<String, Option<String>>,
}

/// Counts while rows pass.
#[derive(Debug)]
pub struct Tally {
    sample_rows: usize,
    rows: u64,
    accepted: u64,
    counts: BTreeMap<(String, &'static str), u64>,
    rejects: Vec<RejectOut>,
    sample: Vec<Sample>,
    sample_bytes: usize,
}

impl Tally {
    /// One that keeps so many rows as a sample.
    pub fn new(sample_rows: usize) -> Self {
        Self {
            sample_rows,
            rows: 0,
            accepted: 0,
            counts: BTreeMap::new(),
            rejects: Vec::new(),
            sample: Vec::new(),
            sample_bytes: 0,
        }
    }

    /// Lets a row pass through the template.
    pub fn row(&mut self, compiled: &mut Compiled, columns: &[FileColumn], row: &[Option<String>]) {
        self.rows += 1;
        match compiled.take(row) {
            Ok(taken) => {
                self.accepted += 1;
                if self.sample.len() < self.sample_rows && self.sample_bytes < SAMPLE_BYTES {
                    self.show(compiled, columns, row, &taken);
                }
            }
            Err(rejects) => rejects.into_iter().for_each(|reject| self.reject(reject)),
        }
    }

    fn show(&mut self, compiled: &Compiled, columns: &[FileColumn], row: &[Option<String>], taken: &Taken) {
        let cut = |value: &Option<String>| value.as_deref().map(|value| shown(value).to_owned());
        let before = columns.iter().zip(row).enumerate().filter(|(i, _)| compiled.takes(*i));
        let sample = Sample {
            row: self.rows,
            before: before.map(|(_, (column, value))| (column.name.clone(), cut(value))).collect(),
            after: compiled.names().map(str::to_owned).zip(taken.iter().map(cut)).collect(),
        };
        let cells = sample.before.iter().chain(&sample.after);
        self.sample_bytes +=
            cells.map(|(name, value)| name.len() + value.as_ref().map_or(4, String::len)).sum::<usize>();
        self.sample.push(sample);
    }

    fn reject(&mut self, reject: Reject) {
        let Reject { column, value, code, message } = reject;
        *self.counts.entry((column.clone(), code)).or_default() += 1;
        if self.rejects.len() < SHOWN_REJECTS {
            self.rejects.push(RejectOut { row: self.rows, column, value, code, message });
        }
    }

    /// What came out; `complete` says whether these were all rows.
    pub fn report(self, compiled: &Compiled, tolerance: Tolerance, complete: bool) -> Report {
        let rejected = self.rows - self.accepted;
        let tolerated = match tolerance {
            Tolerance::AllOrNothing => rejected == 0,
            Tolerance::SkipBad { max_rejected_percent } => {
                rejected as f64 * 100.0 <= max_rejected_percent * self.rows as f64
            }
        };
        let mut reject_counts: Vec<Count> =
            self.counts.into_iter().map(|((column, code), count)| Count { column, code, count }).collect();
        reject_counts.sort_by_key(|count| std::cmp::Reverse(count.count));
        Report {
            rows_checked: self.rows,
            complete,
            accepted: self.accepted,
            rejected,
            acceptable: tolerated && !compiled.refuses_unmapped(),
            missing_columns: compiled.missing().to_vec(),
            unmapped_columns: compiled.unmapped().to_vec(),
            reject_counts,
            rejects: self.rejects,
            sample: self.sample,
        }
    }
}
