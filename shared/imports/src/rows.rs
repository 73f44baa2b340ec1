//! A template at work: row by row.
use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasher as _, RandomState},
};

use regex::Regex;

use crate::{
    Problem, check, steps,
    template::{LookupRule, RowRule, Step, TargetRules, Template, Unmapped},
    values::Value,
};

/// The values that lookups find.
pub type Lookups = HashMap<LookupRule, HashSet<String>>;

/// Why a row is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The target at fault; the first one of a rule between several.
    pub column: String,
    /// What stood in the file, as far as it is shown.
    pub value: String,
    /// A stable word for programs.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
}

/// A row that is taken: the targets' values, in the template's order.
pub type Taken = Vec<Option<String>>;

/// Characters of a value that a reject shows.
const SHOWN_CHARS: usize = 200;

/// The beginning of a value, as far as it is shown.
pub(crate) fn shown(value: &str) -> &str {
    value.char_indices().nth(SHOWN_CHARS).map_or(value, |(at, _)| &value[..at])
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileColumn {
    /// Its name.
    pub name: String,
    /// What its cells are already.
    pub cells: Cells,
}

/// What the cells of a column are already, as the reading of the file has told: nothing is parsed twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// Text as people write it.
    Text,
    /// Numbers as programs write them: `1234.5`.
    Numbers,
    /// Dates as programs write them: `2024-12-31`.
    Dates,
}

impl Cells {
    /// Whether a step would do what the reading has done.
    fn have(self, step: &Step) -> bool {
        matches!(
            (self, step),
            (Self::Numbers, Step::ParseNumber { .. }) | (Self::Dates, Step::ParseDate { .. })
        )
    }
}

/// Names of columns as they are compared.
pub(crate) fn name_key(name: &str) -> String {
    name.trim()
        .chars()
        .map(|c| if matches!(c, '_' | '-') || c.is_whitespace() { ' ' } else { c })
        .flat_map(char::to_lowercase)
        .collect()
}

/// A template that holds together, bound to a file's columns.
#[derive(Debug)]
pub struct Compiled {
    template: Template,
    lookups: Lookups,
    targets: Vec<Target>,
    positions: HashMap<String, usize>,
    missing: Vec<String>,
    unmapped: Vec<String>,
}

#[derive(Debug)]
struct Target {
    column: Option<usize>,
    cells: Cells,
    rules: TargetRules,
    minimum: Option<Value>,
    maximum: Option<Value>,
    allowed: Option<HashSet<String>>,
    pattern: Option<Regex>,
    seen: Seen,
}

/// Values that were seen, by 128 bits of their hashes under keys drawn anew each time: of a hundred million values two
/// are taken for the same with a chance of about 10^-23.
#[derive(Debug, Default)]
struct Seen {
    keys: [RandomState; 2],
    hashes: HashSet<u128>,
}

impl Seen {
    fn hash(&self, text: &str) -> u128 {
        let [high, low] = self.keys.each_ref().map(|key| u128::from(key.hash_one(text)));
        high << 64 | low
    }

    fn contains(&self, text: &str) -> bool {
        self.hashes.contains(&self.hash(text))
    }

    fn insert(&mut self, text: &str) {
        self.hashes.insert(self.hash(text));
    }
}

impl Compiled {
    /// Whether a template holds together.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn check(template: &Template) -> Result<(), Vec<Problem>> {
        let problems = check::check(template);
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// A template for a file with these columns.
    ///
    /// # Errors
    /// As [`Compiled::check`].
    pub fn new(template: Template, columns: &[FileColumn], lookups: Lookups) -> Result<Self, Vec<Problem>> {
        Self::check(&template)?;
        let mut by_name: HashMap<String, usize> = HashMap::new();
        for (i, column) in columns.iter().enumerate() {
            by_name.entry(name_key(&column.name)).or_insert(i);
        }
        let (mut targets, mut positions, mut missing) = (Vec::new(), HashMap::new(), Vec::new());
        let mut taken = HashSet::new();
        for source in &template.transformation_rules.columns {
            let first = source.source.as_ref().unwrap_or(&source.target);
            // By its very name first: others may differ in white space only.
            let column = columns.iter().position(|column| column.name == *first).or_else(|| {
                let names = std::iter::once(first).chain(&source.aliases);
                names.into_iter().find_map(|name| by_name.get(&name_key(name)).copied())
            });
            match column {
                Some(column) => drop(taken.insert(column)),
                None => missing.push(source.target.clone()),
            }
            let rules =
                template.validation_rules.columns.iter().find(|rules| rules.target == source.target).cloned();
            positions.insert(source.target.clone(), targets.len());
            let cells = column.map_or(Cells::Text, |column| columns[column].cells);
            targets.push(Target::new(column, cells, rules.unwrap_or_default()));
        }
        let unmapped = columns
            .iter()
            .enumerate()
            .filter(|(i, _)| !taken.contains(i))
            .map(|(_, column)| column.name.clone())
            .collect();
        Ok(Self { template, lookups, targets, positions, missing, unmapped })
    }

    /// Targets whose column the file does not have.
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// Columns of the file that no target takes.
    pub fn unmapped(&self) -> &[String] {
        &self.unmapped
    }

    /// Whether the template refuses a file for what it has beside the template's columns.
    pub fn refuses_unmapped(&self) -> bool {
        self.template.transformation_rules.unmapped == Unmapped::Refuse && !self.unmapped.is_empty()
    }

    /// The targets' names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.template.transformation_rules.columns.iter().map(|source| source.target.as_str())
    }

    /// Whether a target takes this column of the file.
    pub fn takes(&self, column: usize) -> bool {
        self.targets.iter().any(|target| target.column == Some(column))
    }

    /// What becomes of a row: the values that it has in the file, by the file's columns.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn take(&mut self, row: &[Option<String>]) -> Result<Taken, Vec<Reject>> {
        let mut rejects = Vec::new();
        let mut values: Vec<Option<Value>> = Vec::with_capacity(self.targets.len());
        for (source, target) in self.template.transformation_rules.columns.iter().zip(&self.targets) {
            let original = target.column.and_then(|column| row.get(column).cloned().flatten());
            let shown = original.clone().unwrap_or_default();
            let value = source
                .steps
                .iter()
                .filter(|step| !target.cells.have(step))
                .try_fold(original, |text, step| text.map_or(Ok(None), |text| steps::take(step, text)))
                .map(|text| text.filter(|text| !text.is_empty()).or_else(|| source.default.clone()))
                .and_then(|text| target.value(text, &self.lookups));
            match value {
                Ok(value) => values.push(value),
                Err((code, message)) => {
                    rejects.push(reject(&source.target, &shown, code, message));
                    values.push(None);
                }
            }
        }
        // What is missing because it was wrong is told once, as wrong.
        let wrong: HashSet<usize> =
            rejects.iter().filter_map(|r| self.positions.get(&r.column).copied()).collect();
        for rule in &self.template.validation_rules.rows {
            rejects.extend(self.between(rule, &values, &wrong));
        }
        let texts: Taken = values.iter().map(|value| value.as_ref().map(Value::text)).collect();
        // A row that is not taken takes no value away from another.
        if rejects.is_empty() {
            for (i, text) in texts.iter().enumerate() {
                let Some(text) = text.as_ref().filter(|_| self.targets[i].rules.unique) else { continue };
                if self.targets[i].seen.contains(text) {
                    let name = &self.template.transformation_rules.columns[i].target;
                    rejects.push(reject(
                        name,
                        text,
                        "duplicate",
                        "another row has this value already".to_owned(),
                    ));
                }
            }
        }
        if !rejects.is_empty() {
            return Err(rejects);
        }
        for (target, text) in self.targets.iter_mut().zip(&texts) {
            if let Some(text) = text.as_ref().filter(|_| target.rules.unique) {
                target.seen.insert(text);
            }
        }
        Ok(texts)
    }

    fn between(&self, rule: &RowRule, values: &[Option<Value>], wrong: &HashSet<usize>) -> Option<Reject> {
        let at = |name: &String| self.positions.get(name).copied();
        let value = |name: &String| at(name).and_then(|i| values[i].as_ref());
        let is_wrong = |name: &String| at(name).is_some_and(|i| wrong.contains(&i));
        match rule {
            RowRule::Compare(rule) => {
                let (left, right) = (value(&rule.left)?, value(&rule.right)?);
                let holds = left.order(right).is_some_and(|ordering| rule.operator.holds(ordering));
                let message = format!("not {} {:?} ({})", rule.operator.words(), rule.right, right.text());
                (!holds).then(|| reject(&rule.left, &left.text(), "compares_wrong", message))
            }
            RowRule::RequiredIf { target, when, values } => {
                let decides = value(when)?.text();
                let applies = values.is_empty() || values.contains(&decides);
                let fails = applies && value(target).is_none() && !is_wrong(target);
                let message = format!("required where {when:?} is {decides:?}");
                fails.then(|| reject(target, "", "required", message))
            }
            RowRule::AnyOf { targets } => {
                let fails = targets.iter().all(|name| value(name).is_none() && !is_wrong(name));
                let message = format!("one of {} is required", targets.join(", "));
                fails.then(|| reject(&targets[0], "", "required", message))
            }
        }
    }
}

impl Target {
    fn new(column: Option<usize>, cells: Cells, rules: TargetRules) -> Self {
        let bound =
            |text: &Option<String>| text.as_deref().and_then(|text| Value::parse(rules.target_type, text));
        // Values are compared as programs write them.
        let allowed = rules.allowed.as_ref().map(|allowed| {
            allowed.iter().filter_map(|v| Value::parse(rules.target_type, v)).map(|v| v.text()).collect()
        });
        Self {
            column,
            cells,
            minimum: bound(&rules.minimum),
            maximum: bound(&rules.maximum),
            allowed,
            pattern: rules.pattern.as_deref().and_then(check::pattern),
            seen: Seen::default(),
            rules,
        }
    }

    fn value(&self, text: Option<String>, lookups: &Lookups) -> Result<Option<Value>, steps::Refusal> {
        let rules = &self.rules;
        let Some(text) = text else {
            return if rules.required {
                Err(("required", "a value is required".to_owned()))
            } else {
                Ok(None)
            };
        };
        let value = Value::parse(
            rules.target_type,
            text.trim_matches(|c: char| {
                // Text keeps its blanks; whatever else is written between blanks is still what it is.
                rules.target_type != crate::TargetType::Text && c.is_whitespace()
            }),
        );
        let Some(value) = value else {
            return Err(("wrong_type", format!("no {}", noun(rules.target_type))));
        };
        let below =
            self.minimum.as_ref().is_some_and(|minimum| !value.order(minimum).is_some_and(|o| o.is_ge()));
        let above =
            self.maximum.as_ref().is_some_and(|maximum| !value.order(maximum).is_some_and(|o| o.is_le()));
        if below || above {
            let bound = if below { &rules.minimum } else { &rules.maximum };
            let words = if below { "at least" } else { "at most" };
            return Err(("out_of_range", format!("{words} {}", bound.as_deref().unwrap_or_default())));
        }
        let written = value.text();
        let length = written.chars().count() as u64;
        if rules.min_length.is_some_and(|min| length < u64::from(min))
            || rules.max_length.is_some_and(|max| length > u64::from(max))
        {
            return Err(("wrong_length", format!("{length} characters are too few or too many")));
        }
        if self.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(&written)) {
            return Err(("no_match", "does not match the pattern".to_owned()));
        }
        if self.allowed.as_ref().is_some_and(|allowed| !allowed.contains(&written)) {
            return Err(("not_allowed", "none of the values that are allowed".to_owned()));
        }
        if let Some(lookup) = &rules.lookup
            && !lookups.get(lookup).is_some_and(|values| values.contains(&written))
        {
            return Err(("not_found", format!("does not stand in {:?} of the other file", lookup.column)));
        }
        Ok(Some(value))
    }
}

fn noun(target_type: crate::TargetType) -> &'static str {
    match target_type {
        crate::TargetType::Text => "text",
        crate::TargetType::Integer => "whole number",
        crate::TargetType::Decimal => "number",
        crate::TargetType::Boolean => "true or false",
        crate::TargetType::Date => "date such as 2024-12-31",
        crate::TargetType::Datetime => "time such as 2024-12-31T08:00:00Z",
    }
}

fn reject(column: &str, value: &str, code: &'static str, message: String) -> Reject {
    Reject { column: column.to_owned(), value: shown(value).to_owned(), code, message }
}
