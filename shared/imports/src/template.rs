//! What people write down: where targets come from, and what must hold of them.
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A whole template, as far as rows are concerned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Template {
    /// Where targets come from.
    pub transformation_rules: TransformationRules,
    /// What must hold of them.
    pub validation_rules: ValidationRules,
}

/// Where targets come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UploadTransformationRules)]
pub struct TransformationRules {
    /// The targets, in the order of the destination's columns.
    pub columns: Vec<TargetSource>,
    /// What to do with columns of the file that no target takes.
    #[serde(default)]
    pub unmapped: Unmapped,
}

/// What to do with columns of the file that no target takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = UploadUnmapped)]
pub enum Unmapped {
    /// Leave them out.
    #[default]
    Ignore,
    /// Take no row of such a file.
    Refuse,
}

/// Where one target comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UploadTargetSource)]
pub struct TargetSource {
    /// The destination's column.
    #[schema(min_length = 1, max_length = 500)]
    pub target: String,
    /// The file's column; the target's own name where it is left out. Names are compared without regard to case, to
    /// white space around them, and to `_`, `-` and blanks within.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Other names that the file's column may have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What is done to the text, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// What stands where there is nothing after the steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
}

/// One thing that is done to a text. Where there is none, nothing is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = UploadStep)]
pub enum Step {
    /// White space around it goes; what is empty then is nothing.
    Trim {},
    /// Runs of white space become one blank.
    CollapseSpaces {},
    /// Capitals.
    Uppercase {},
    /// Small letters.
    Lowercase {},
    /// Each occurrence of `find` becomes `with`.
    Replace {
        /// Not empty.
        find: String,
        /// May be empty.
        with: String,
    },
    /// One of the parts between separators; nothing where there are fewer.
    Split {
        /// Not empty.
        separator: String,
        /// From 0; from the end where it is negative, -1 being the last.
        index: i32,
    },
    /// Values become others.
    Map {
        /// What becomes what.
        values: std::collections::BTreeMap<String, String>,
        /// What becomes of all others.
        #[serde(default)]
        otherwise: Otherwise,
    },
    /// These values are nothing, such as `n/a`.
    NullIf {
        /// As they stand there, exactly.
        values: Vec<String>,
    },
    /// A number as people write it becomes one as programs do: `1.234,56` with `,` becomes `1234.56`.
    ParseNumber {
        /// `.` or `,`.
        decimal_separator: char,
        /// Between groups of digits, where there are groups: `.`, `,`, `'` or a blank of any width.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group_separator: Option<char>,
    },
    /// A date in this format becomes `2024-12-31`: `%d/%m/%Y`, by strftime's letters.
    ParseDate {
        /// With a day, a month and a year.
        format: String,
    },
}

/// What becomes of a value that a map does not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = UploadMapOtherwise)]
pub enum Otherwise {
    /// It stays.
    #[default]
    Keep,
    /// It becomes nothing.
    Null,
    /// The row is rejected.
    Reject,
}

/// What must hold of targets.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UploadValidationRules)]
pub struct ValidationRules {
    /// Of single targets. One without rules is text of any kind.
    #[serde(default)]
    pub columns: Vec<TargetRules>,
    /// Between targets of a row.
    #[serde(default)]
    pub rows: Vec<RowRule>,
    /// How many rows may be rejected.
    #[serde(default)]
    pub tolerance: Tolerance,
}

/// How many rows may be rejected before the file as a whole is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "mode", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = UploadTolerance)]
pub enum Tolerance {
    /// None.
    #[default]
    AllOrNothing,
    /// The good ones are taken where no more than this share are bad.
    SkipBad {
        /// 0 to 100.
        max_rejected_percent: f64,
    },
}

/// What a target holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = UploadTargetType)]
pub enum TargetType {
    /// Anything.
    #[default]
    Text,
    /// A whole number of at most 38 digits.
    Integer,
    /// A number with a point.
    Decimal,
    /// `true` or `false`; also `yes`, `no`, `1`, `0`, in any case.
    Boolean,
    /// `2024-12-31`.
    Date,
    /// RFC 3339, with or without an offset: `2024-12-31T08:00:00Z`.
    Datetime,
}

/// What must hold of one target.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UploadTargetRules)]
pub struct TargetRules {
    /// A target of the template.
    pub target: String,
    /// What it holds.
    #[serde(default, rename = "type")]
    pub target_type: TargetType,
    /// There is a value in every row.
    #[serde(default)]
    pub required: bool,
    /// No value comes twice.
    #[serde(default)]
    pub unique: bool,
    /// The least value: a number or a date, by the type. Text has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<String>,
    /// The greatest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<String>,
    /// The fewest characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// The most characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// A regular expression that the whole value matches (Rust's `regex`: no look-around, no back references).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500)]
    pub pattern: Option<String>,
    /// The values that are allowed.
    #[serde(default, rename = "enum", skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Vec<String>>,
    /// The value stands in another file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lookup: Option<LookupRule>,
}

/// Where a value has to stand.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UploadLookup)]
pub struct LookupRule {
    /// A processed file.
    #[schema(format = Uuid)]
    pub file_id: String,
    /// Its column.
    pub column: String,
}

/// What must hold between targets of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = UploadRowRule)]
pub enum RowRule {
    /// Two targets of one type compare so; a row where either is missing passes.
    Compare(Comparison),
    /// There is a value in `target` where `when` has one of these.
    RequiredIf {
        /// What is required then.
        target: String,
        /// What decides.
        when: String,
        /// Its values that do; any value, where there are none.
        #[serde(default)]
        values: Vec<String>,
    },
    /// At least one of these targets has a value.
    AnyOf {
        /// Two or more.
        targets: Vec<String>,
    },
}

/// How two targets compare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UploadComparison)]
pub struct Comparison {
    /// One target.
    pub left: String,
    /// How it compares.
    pub operator: Operator,
    /// The other.
    pub right: String,
}

/// How values compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = UploadOperator)]
pub enum Operator {
    /// Equal.
    Eq,
    /// Different.
    Ne,
    /// Less, or before.
    Lt,
    /// Not greater.
    Le,
    /// Greater, or after.
    Gt,
    /// Not less.
    Ge,
}

impl Operator {
    /// Whether an ordering is what the operator asks for.
    pub(crate) fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Eq => ordering.is_eq(),
            Self::Ne => ordering.is_ne(),
            Self::Lt => ordering.is_lt(),
            Self::Le => ordering.is_le(),
            Self::Gt => ordering.is_gt(),
            Self::Ge => ordering.is_ge(),
        }
    }

    /// In words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Eq => "equal to",
            Self::Ne => "different from",
            Self::Lt => "less than",
            Self::Le => "at most",
            Self::Gt => "greater than",
            Self::Ge => "at least",
        }
    }
}
