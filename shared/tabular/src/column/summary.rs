//! From counts or sketches to the profile of a column.
use std::cmp::Ordering;

use super::numbers::{Distribution, Moments};
use super::pii::PiiCounts;
use super::stream::Stream;
use super::table::Table;
use super::{Column, Fits, Rules, State};
use crate::block::visible;
use crate::profile::{self, ColumnType, Inferred, SHOWN_CHARS, TOP_VALUES, TopValue};
use crate::value::number::{self, Exact};
use crate::value::{Kind, temporal};

/// Most distinct values of a category, and the least number of times that each appears on average.
const CATEGORY_VALUES: u64 = 1000;
const CATEGORY_REPEATS: u64 = 2;
/// Longest value of a category in characters.
const CATEGORY_CHARS: u64 = 128;

/// What a column turned out to be.
#[derive(Debug)]
pub(crate) struct Summary {
    pub profile: profile::Column,
    pub kind: Kind,
    pub fits: Fits,
    /// The statistics are those of another kind: read the source again with `kind`.
    pub misfit: bool,
}

impl Column {
    pub fn summarize(&self, name: &str, position: usize) -> Summary {
        let mut summary = match &self.state {
            State::Exact(table) => exact(table, &self.rules),
            State::Stream(stream) => sketched(stream, &self.rules),
        };
        summary.profile.name = name.to_owned();
        summary.profile.position = position;
        summary
    }

    /// What the values so far fit.
    pub fn fits(&self) -> Fits {
        match &self.state {
            State::Exact(table) => exact_fits(table, &self.rules),
            State::Stream(stream) => stream.fits.clone(),
        }
    }
}

fn exact_fits(table: &Table, rules: &Rules) -> Fits {
    let mut fits = Fits::default();
    let mut short = [0; 16];
    for (code, count) in table.counts() {
        let text = table.text(code, &mut short);
        if !rules.is_null(text) {
            fits.classify(text, count);
        }
    }
    fits
}

/// A value, its place in the order of its kind, and its count.
struct Entry<'a> {
    text: &'a [u8],
    order: Order,
    count: u64,
}

/// Where a value stands among others of its kind.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
enum Order {
    Integer(i64),
    Double(f64),
    Exact(f64, Exact),
    Text,
}

impl Order {
    fn of(kind: Kind, text: &[u8]) -> Self {
        match kind {
            Kind::Int64 => number::int64(text).map_or(Self::Text, Self::Integer),
            Kind::ShortDecimal => Self::Double(number::short_decimal(text).unwrap_or(f64::NAN) + 0.0),
            Kind::Integer | Kind::Decimal => {
                Exact::parse(text).map_or(Self::Text, |exact| Self::Exact(number::double(text) + 0.0, exact))
            }
            Kind::Date(format) => temporal::date(format, text).map_or(Self::Text, Self::Integer),
            Kind::Local(format) => temporal::local(format, text).map_or(Self::Text, Self::Integer),
            Kind::Instant => temporal::instant(text).map_or(Self::Text, Self::Integer),
            Kind::Boolean => Self::Integer(i64::from(text[0].eq_ignore_ascii_case(&b't'))),
            Kind::Text => Self::Text,
        }
    }

    fn number(&self) -> f64 {
        match self {
            Self::Integer(value) => *value as f64,
            Self::Double(value) | Self::Exact(value, _) => *value,
            Self::Text => f64::NAN,
        }
    }
}

impl Entry<'_> {
    fn compare(&self, other: &Self) -> Ordering {
        match (&self.order, &other.order) {
            (Order::Text, Order::Text) => self.text.cmp(other.text),
            (Order::Exact(_, a), Order::Exact(_, b)) => a.cmp(b),
            (a, b) => a.partial_cmp(b).unwrap_or(Ordering::Equal),
        }
    }
}

fn exact(table: &Table, rules: &Rules) -> Summary {
    let fits = exact_fits(table, rules);
    let kind = fits.kind(rules.date_order);
    let total: u64 = table.counts().map(|(_, count)| count).sum();
    // Short texts live in their keys, so they are gathered first.
    let mut texts = Vec::new();
    let mut spans: Vec<(usize, usize, u64, u32)> = Vec::with_capacity(table.len());
    let mut short = [0; 16];
    for (code, count) in table.counts() {
        let text = table.text(code, &mut short);
        if !rules.is_null(text) {
            spans.push((texts.len(), texts.len() + text.len(), count, code));
            texts.extend_from_slice(text);
        }
    }
    spans.sort_unstable_by_key(|(_, _, _, code)| *code);
    let mut entries: Vec<Entry<'_>> = spans
        .iter()
        .map(|(start, end, count, _)| {
            let text = &texts[*start..*end];
            Entry { text, order: Order::of(kind, text), count: *count }
        })
        .collect();
    // Stable: of equal numbers the one written first comes first and stands for all.
    entries.sort_by(Entry::compare);
    entries.dedup_by(|next, kept| {
        let same = next.compare(kept) == Ordering::Equal;
        kept.count += if same { next.count } else { 0 };
        same
    });

    let mut profile = blank(&fits, total - fits.total, kind);
    profile.distinct_count = entries.len() as u64;
    if kind != Kind::Boolean {
        profile.min = entries.first().map(|entry| shown(entry.text));
        profile.max = entries.last().map(|entry| shown(entry.text));
    }
    if kind.is_number() {
        let mut moments = Moments::default();
        entries.iter().for_each(|entry| moments.add_weighted(entry.order.number(), entry.count));
        profile.mean = moments.mean();
        profile.stddev = moments.stddev();
        let distribution =
            Distribution::new(entries.iter().map(|entry| (entry.order.number(), entry.count)).collect());
        if let (Some(distribution), [first, .., last] | [first @ last]) = (distribution, entries.as_slice()) {
            profile.quantiles = Some(distribution.quantiles());
            let whole = matches!(kind, Kind::Int64 | Kind::Integer);
            profile.histogram =
                distribution.histogram(first.order.number(), last.order.number(), fits.total, whole);
        }
    }
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(entries[*i].count), *i));
    let top = order.iter().take(TOP_VALUES).map(|i| &entries[*i]);
    profile.top_values = top.map(|entry| TopValue { value: shown(entry.text), count: entry.count }).collect();
    if kind == Kind::Text {
        let longest = entries.iter().map(|entry| chars(entry.text)).max();
        profile.max_length = longest;
        let few = profile.distinct_count <= CATEGORY_VALUES
            && profile.distinct_count * CATEGORY_REPEATS <= fits.total;
        if few && longest.is_some_and(|n| n <= CATEGORY_CHARS) {
            profile.column_type = ColumnType::Category;
        }
        let mut pii = PiiCounts::default();
        entries.iter().for_each(|entry| pii.add(entry.text, entry.count));
        profile.pii = pii.verdict();
    }
    finish(profile, kind, fits, false, rules)
}

fn sketched(stream: &Stream, rules: &Rules) -> Summary {
    let fits = stream.fits.clone();
    let kind = if stream.misfit { fits.kind(rules.date_order) } else { stream.kind };
    let mut profile = blank(&fits, stream.nulls, kind);
    profile.distinct_is_exact = false;
    profile.top_values_are_exact = false;
    profile.distinct_count = (stream.distinct.estimate().round() as u64).min(stream.values);
    profile.min = Some(shown(&stream.min));
    profile.max = Some(shown(&stream.max));
    if kind.is_number() {
        profile.quantiles_are_exact = stream.sample.is_exact();
        profile.mean = stream.moments.mean();
        profile.stddev = stream.moments.stddev();
        if let (Some(distribution), Some((min, max))) =
            (stream.sample.clone().into_distribution(), stream.number_bounds())
        {
            profile.quantiles = Some(distribution.quantiles());
            let whole = matches!(kind, Kind::Int64 | Kind::Integer);
            profile.histogram = distribution.histogram(min, max, stream.values, whole);
        }
    }
    // Below this share a value may be listed by chance, and more frequent ones may be missing.
    let frequent = (stream.values / Table::HEAVY as u64).max(2);
    let mut heavy: Vec<_> = stream.heavy.counts().filter(|(_, count)| *count >= frequent).collect();
    let mut short = [0; 16];
    heavy.retain(|(code, _)| !rules.is_null(stream.heavy.text(*code, &mut short)));
    heavy.sort_by_cached_key(|(code, count)| {
        (std::cmp::Reverse(*count), stream.heavy.text(*code, &mut short).to_vec())
    });
    profile.top_values = heavy
        .into_iter()
        .take(TOP_VALUES)
        .map(|(code, count)| TopValue { value: shown(stream.heavy.text(code, &mut short)), count })
        .collect();
    if kind == Kind::Text {
        profile.max_length = Some(stream.max_chars);
        profile.pii = stream.pii.verdict();
    }
    finish(profile, kind, fits, stream.misfit, rules)
}

/// A profile with nothing but what all kinds have.
fn blank(fits: &Fits, null_count: u64, kind: Kind) -> profile::Column {
    let column_type = column_type(kind);
    profile::Column {
        name: String::new(),
        position: 0,
        column_type,
        inferred: Inferred { column_type, odd_count: 0 },
        null_count,
        distinct_count: fits.total,
        distinct_is_exact: true,
        min: None,
        max: None,
        mean: None,
        stddev: None,
        quantiles: None,
        quantiles_are_exact: true,
        histogram: None,
        top_values: Vec::new(),
        top_values_are_exact: true,
        max_length: None,
        pii: None,
    }
}

fn finish(mut profile: profile::Column, kind: Kind, fits: Fits, misfit: bool, rules: &Rules) -> Summary {
    profile.inferred.column_type = profile.column_type;
    if kind == Kind::Text
        && let Some((almost, odd_count)) = fits.almost(rules.date_order)
    {
        profile.inferred = Inferred { column_type: column_type(almost), odd_count };
    }
    Summary { profile, kind, fits, misfit }
}

fn column_type(kind: Kind) -> ColumnType {
    match kind {
        Kind::Int64 | Kind::Integer => ColumnType::Integer,
        Kind::ShortDecimal | Kind::Decimal => ColumnType::Decimal,
        Kind::Boolean => ColumnType::Boolean,
        Kind::Date(_) => ColumnType::Date,
        Kind::Local(_) | Kind::Instant => ColumnType::Datetime,
        Kind::Text => ColumnType::Text,
    }
}

/// Number of code points.
pub(super) fn chars(text: &[u8]) -> u64 {
    text.iter().filter(|b| **b & 0xc0 != 0x80).count() as u64
}

fn shown(text: &[u8]) -> String {
    visible(&text[..text.len().min(4 * SHOWN_CHARS)], SHOWN_CHARS)
}
