//! Upload templates: [`Template`] says which column of a file becomes which target, by which steps, and what must hold
//! of it; [`Compiled`] takes rows one by one and tells what becomes of each. Pure: no network, no files, no clock.
//!
//! The flow of a row: each target takes its source's text, through its steps, into its type, past its rules; then the
//! rules between targets are asked. A row with any [`Reject`] is not taken.
//!
//! # Limits
//! A template has at most [`MAX_TARGETS`] targets, [`MAX_STEPS`] steps for each and [`MAX_VALUES`] values in a list;
//! patterns are matched in linear time and compile within 256 KiB. At most [`MAX_UNIQUE`] targets are unique; of their
//! values 16 bytes each are kept, so that memory grows with the rows that are checked, which the caller bounds.
mod check;
mod infer;
mod report;
mod rows;
mod steps;
mod template;
mod values;

pub use check::Problem;
pub use infer::{SourceColumn, infer};
pub use report::{Count, Report, Sample, Tally};
pub use rows::{Cells, Compiled, FileColumn, Lookups, Reject, Taken};
pub use template::{
    Comparison, LookupRule, Operator, Otherwise, RowRule, Step, TargetRules, TargetSource, TargetType,
    Template, Tolerance, TransformationRules, Unmapped, ValidationRules,
};

/// Targets of a template.
pub const MAX_TARGETS: usize = 500;
/// Steps of a target.
pub const MAX_STEPS: usize = 20;
/// Values of a list, such as those that are allowed.
pub const MAX_VALUES: usize = 1000;
/// Rules between targets.
pub const MAX_ROW_RULES: usize = 50;
/// Unique targets of a template.
pub const MAX_UNIQUE: usize = 20;
/// Bytes of a value after a step, and as it comes from the file: more is no value of a table.
pub const MAX_VALUE_BYTES: usize = 1 << 20;
/// Characters of a name or a value that a template spells out.
pub const MAX_CHARS: usize = 500;
