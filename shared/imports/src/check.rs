//! What is wrong with a template before a row is seen.
use std::collections::HashSet;

use regex::{Regex, RegexBuilder};

use crate::{
    MAX_CHARS, MAX_ROW_RULES, MAX_STEPS, MAX_TARGETS, MAX_UNIQUE, MAX_VALUES,
    rows::name_key,
    steps,
    template::{RowRule, Step, TargetRules, TargetSource, TargetType, Template, Tolerance},
    values::Value,
};

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A JSON pointer into the template.
    pub pointer: String,
    /// A stable word for programs.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
}

/// Memory that a pattern may take, compiled.
const PATTERN_BYTES: usize = 256 << 10;

/// A pattern that a whole value has to match.
pub(crate) fn pattern(source: &str) -> Option<Regex> {
    RegexBuilder::new(&format!("^(?:{source})$"))
        .size_limit(PATTERN_BYTES)
        .dfa_size_limit(PATTERN_BYTES)
        .build()
        .ok()
}

/// All that is wrong with a template.
pub(crate) fn check(template: &Template) -> Vec<Problem> {
    let mut checks = Checks { problems: Vec::new() };
    let sources = &template.transformation_rules.columns;
    let rules = &template.validation_rules;
    let at = "/transformation_rules/columns";
    if sources.is_empty() || sources.len() > MAX_TARGETS {
        checks.add(at, "invalid_length", format!("1 to {MAX_TARGETS} targets"));
    }
    let mut targets = HashSet::new();
    for (i, source) in sources.iter().enumerate() {
        checks.source(&format!("{at}/{i}"), source);
        if !targets.insert(source.target.as_str()) {
            checks.add(format!("{at}/{i}/target"), "duplicate", "another target has this name");
        }
    }
    let mut ruled = HashSet::new();
    for (i, rule) in rules.columns.iter().enumerate() {
        let at = format!("/validation_rules/columns/{i}");
        checks.known(&targets, format!("{at}/target"), &rule.target);
        if !ruled.insert(rule.target.as_str()) {
            checks.add(format!("{at}/target"), "duplicate", "this target has rules already");
        }
        checks.rules(&at, rule);
    }
    if rules.columns.iter().filter(|rule| rule.unique).count() > MAX_UNIQUE {
        checks.add(
            "/validation_rules/columns",
            "too_many",
            format!("at most {MAX_UNIQUE} targets are unique"),
        );
    }
    if rules.rows.len() > MAX_ROW_RULES {
        checks.add("/validation_rules/rows", "invalid_length", format!("at most {MAX_ROW_RULES} rules"));
    }
    for (i, rule) in rules.rows.iter().enumerate() {
        checks.row(&targets, &format!("/validation_rules/rows/{i}"), rule, &rules.columns);
    }
    if let Tolerance::SkipBad { max_rejected_percent } = rules.tolerance
        && !(0.0..=100.0).contains(&max_rejected_percent)
    {
        checks.add("/validation_rules/tolerance/max_rejected_percent", "out_of_range", "0 to 100");
    }
    checks.problems
}

struct Checks {
    problems: Vec<Problem>,
}

impl Checks {
    fn add(&mut self, pointer: impl Into<String>, code: &'static str, message: impl Into<String>) {
        self.problems.push(Problem { pointer: pointer.into(), code, message: message.into() });
    }

    fn known(&mut self, targets: &HashSet<&str>, pointer: String, target: &str) {
        if !targets.contains(target) {
            self.add(pointer, "no_such_target", "a target of transformation_rules");
        }
    }

    fn words<'a>(&mut self, pointer: &str, words: impl IntoIterator<Item = &'a String>) {
        let words: Vec<_> = words.into_iter().collect();
        if words.len() > MAX_VALUES {
            self.add(pointer, "invalid_length", format!("at most {MAX_VALUES} values"));
        }
        if words.iter().any(|word| word.chars().count() > MAX_CHARS) {
            self.add(pointer, "invalid_length", format!("values of at most {MAX_CHARS} characters"));
        }
    }

    fn source(&mut self, at: &str, source: &TargetSource) {
        if source.target.trim().is_empty() || source.target.chars().count() > MAX_CHARS {
            self.add(format!("{at}/target"), "invalid_length", format!("1 to {MAX_CHARS} characters"));
        }
        self.words(&format!("{at}/source"), source.source.iter());
        self.words(&format!("{at}/aliases"), &source.aliases);
        self.words(&format!("{at}/default"), source.default.iter());
        if source.aliases.iter().any(|name| name_key(name).is_empty()) {
            self.add(format!("{at}/aliases"), "invalid_length", "names of columns are not empty");
        }
        if source.steps.len() > MAX_STEPS {
            self.add(format!("{at}/steps"), "invalid_length", format!("at most {MAX_STEPS} steps"));
        }
        for (i, step) in source.steps.iter().enumerate() {
            self.step(&format!("{at}/steps/{i}"), step);
        }
    }

    fn step(&mut self, at: &str, step: &Step) {
        match step {
            Step::Replace { find: text, .. } | Step::Split { separator: text, .. } if text.is_empty() => {
                self.add(at, "invalid_length", "what is looked for is not empty");
            }
            Step::Replace { find, with } => self.words(at, [find, with]),
            Step::Split { separator, .. } => self.words(at, [separator]),
            Step::Map { values, .. } => {
                self.words(&format!("{at}/values"), values.keys().chain(values.values()));
                if values.len() > MAX_VALUES {
                    self.add(
                        format!("{at}/values"),
                        "invalid_length",
                        format!("at most {MAX_VALUES} values"),
                    );
                }
            }
            Step::NullIf { values } => self.words(&format!("{at}/values"), values),
            Step::ParseNumber { decimal_separator, group_separator } => {
                if !matches!(decimal_separator, '.' | ',') {
                    self.add(format!("{at}/decimal_separator"), "invalid_value", "a point or a comma");
                }
                let is_known = |c: char| matches!(c, '.' | ',' | '\'' | '\u{2019}') || c.is_whitespace();
                if group_separator.is_some_and(|c| !is_known(c) || c == *decimal_separator) {
                    let message = "a point, a comma, an apostrophe or a blank, and not the decimal separator";
                    self.add(format!("{at}/group_separator"), "invalid_value", message);
                }
            }
            Step::ParseDate { format } => {
                // What the format itself writes it must read again.
                let day = jiff::civil::date(2024, 12, 31);
                let written = jiff::fmt::strtime::format(format, day).ok();
                let is_whole = written.is_some_and(|text| steps::date(&text, format) == Some(day));
                if format.chars().count() > MAX_CHARS || !is_whole {
                    let message = "a format with a day, a month and a year, such as %d/%m/%Y";
                    self.add(format!("{at}/format"), "invalid_value", message);
                }
            }
            Step::Trim {} | Step::CollapseSpaces {} | Step::Uppercase {} | Step::Lowercase {} => {}
        }
    }

    fn rules(&mut self, at: &str, rules: &TargetRules) {
        let bounded = !matches!(rules.target_type, TargetType::Text | TargetType::Boolean);
        let bound = |text: &Option<String>| text.as_deref().map(|text| Value::parse(rules.target_type, text));
        let (minimum, maximum) = (bound(&rules.minimum), bound(&rules.maximum));
        for (name, value) in [("minimum", &minimum), ("maximum", &maximum)] {
            match value {
                Some(_) if !bounded => {
                    self.add(
                        format!("{at}/{name}"),
                        "not_applicable",
                        "numbers, dates and times have bounds",
                    );
                }
                Some(None) => {
                    self.add(format!("{at}/{name}"), "invalid_value", "a value of the target's type")
                }
                _ => {}
            }
        }
        if let (Some(Some(minimum)), Some(Some(maximum))) = (&minimum, &maximum)
            && !minimum.order(maximum).is_some_and(std::cmp::Ordering::is_le)
        {
            self.add(format!("{at}/maximum"), "out_of_range", "not less than the minimum");
        }
        if rules.min_length.zip(rules.max_length).is_some_and(|(min, max)| min > max) {
            self.add(format!("{at}/max_length"), "out_of_range", "not less than min_length");
        }
        if let Some(source) = &rules.pattern
            && (source.chars().count() > MAX_CHARS || pattern(source).is_none())
        {
            self.add(format!("{at}/pattern"), "invalid_value", "a regular expression that is not too large");
        }
        if let Some(allowed) = &rules.allowed {
            self.words(&format!("{at}/enum"), allowed);
            if allowed.is_empty() || allowed.iter().any(|v| Value::parse(rules.target_type, v).is_none()) {
                self.add(format!("{at}/enum"), "invalid_value", "one or more values of the target's type");
            }
        }
        let is_id = |id: &str| {
            let parts: Vec<usize> = id.split('-').map(str::len).collect();
            parts == [8, 4, 4, 4, 12] && id.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
        };
        if rules.lookup.as_ref().is_some_and(|lookup| !is_id(&lookup.file_id)) {
            self.add(format!("{at}/lookup/file_id"), "invalid_value", "the id of a file");
        }
        if let Some(lookup) = &rules.lookup
            && (lookup.column.is_empty() || lookup.column.chars().count() > MAX_CHARS)
        {
            self.add(format!("{at}/lookup/column"), "invalid_length", format!("1 to {MAX_CHARS} characters"));
        }
    }

    fn row(&mut self, targets: &HashSet<&str>, at: &str, rule: &RowRule, columns: &[TargetRules]) {
        let type_of = |target: &str| {
            columns
                .iter()
                .find(|rules| rules.target == target)
                .map_or(TargetType::Text, |rules| rules.target_type)
        };
        match rule {
            RowRule::Compare(rule) => {
                self.known(targets, format!("{at}/left"), &rule.left);
                self.known(targets, format!("{at}/right"), &rule.right);
                if type_of(&rule.left) != type_of(&rule.right) {
                    self.add(at, "types_differ", "both targets are of one type");
                }
            }
            RowRule::RequiredIf { target, when, values } => {
                self.known(targets, format!("{at}/target"), target);
                self.known(targets, format!("{at}/when"), when);
                self.words(&format!("{at}/values"), values);
            }
            RowRule::AnyOf { targets: any } => {
                if any.len() < 2 || any.len() > MAX_TARGETS {
                    self.add(format!("{at}/targets"), "invalid_length", "two targets or more");
                }
                for (i, target) in any.iter().enumerate().take(MAX_TARGETS) {
                    self.known(targets, format!("{at}/targets/{i}"), target);
                }
            }
        }
    }
}
