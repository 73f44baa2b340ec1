//! The dialect of a delimited text: every plausible one is tried on the beginning of the file, and the one that gives
//! the most regular table of the cleanest values wins (after van den Burg, Nazábal and Sutton, 2019).
use super::header;
use super::sample::{SampleRecord, split};
use crate::csv::Syntax;
use crate::failure::Failure;
use crate::options::Options;
use crate::profile::Dialect;
use crate::value::classify;

/// Delimiters with how much they are believed, best first.
const DELIMITERS: [(u8, f64); 10] = [
    (b',', 1.0),
    (b';', 1.0),
    (b'\t', 1.0),
    (b'|', 1.0),
    (0x1f, 0.95),
    (b'^', 0.9),
    (b'~', 0.9),
    (b'#', 0.8),
    (b':', 0.75),
    (b' ', 0.7),
];
/// Text and records that dialects are tried on.
const TRIED_BYTES: usize = 64 << 10;
const TRIED_RECORDS: usize = 200;
/// A dialect below this score splits by chance: every line is one field.
const LEAST_SCORE: f64 = 0.15;
/// Delimiters that are believed less than this also stand in plain text; they need this score.
const CERTAIN: f64 = 0.95;
const LEAST_WEAK_SCORE: f64 = 0.45;
/// Longest column name in characters.
const NAME_CHARS: usize = 200;

/// How a delimited file is written and where its table begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub syntax: Syntax,
    pub names: Vec<String>,
    pub dialect: Dialect,
    /// Offset of the first data record.
    pub start: usize,
}

/// Detects the dialect of `text`, the beginning of the file, or all of it where `complete`.
pub(crate) fn delimited(text: &[u8], complete: bool, options: &Options) -> Result<Table, Failure> {
    let tried = if text.len() <= TRIED_BYTES { text } else { whole_lines(&text[..TRIED_BYTES]) };
    let whole = complete && tried.len() == text.len();
    let syntax = best_syntax(tried, whole, options);
    let mut records = split(tried, syntax, TRIED_RECORDS, whole);
    if records.iter().all(is_blank) {
        records = split(text, syntax, TRIED_RECORDS, complete);
    }
    if records.is_empty() {
        if !complete {
            return Err(endless_line(text, options));
        }
        records = split(text, syntax, 1, true);
    }
    let widest = records.iter().map(|record| record.fields.len()).max().unwrap_or(1);
    let region = Region::of(&records, options);
    let limit = options.column_limit();
    if region.width > limit || (records.len() == 1 && widest > limit) {
        return Err(too_many_columns(region.width.max(widest), limit));
    }
    let (named, names, start) = region.names(&records, options);
    let before = records.iter().take(region.first).filter(|record| !is_blank(record)).count();
    let dialect = Dialect {
        delimiter: syntax.delimiter.map(char::from),
        quote: syntax.quote.map(char::from),
        escape: syntax.escape.map(char::from),
        header: named,
        skipped_lines: before,
    };
    Ok(Table { syntax, names: unique(names), dialect, start })
}

/// Not one record ends in all the text that one may have.
fn endless_line(text: &[u8], options: &Options) -> Failure {
    let delimiters = options.delimiter_byte().map_or(vec![b',', b';', b'\t', b'|'], |given| vec![given]);
    let most =
        delimiters.iter().map(|delimiter| text.iter().filter(|b| *b == delimiter).count()).max().unwrap_or(0);
    if most >= options.column_limit() {
        return too_many_columns(most + 1, options.column_limit());
    }
    let message = format!(
        "The first line is longer than {} MiB. Check that the lines of the file end.",
        text.len() >> 20
    );
    Failure::new("record_too_long", message)
}

fn too_many_columns(columns: usize, limit: usize) -> Failure {
    let message =
        format!("The file has {columns} or more columns; at most {limit} are possible. Check the delimiter.");
    Failure::new("too_many_columns", message)
}

fn whole_lines(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(text.len(), |at| at + 1);
    &text[..end]
}

fn is_blank(record: &SampleRecord) -> bool {
    record.fields.iter().all(|field| field.trim_ascii().is_empty())
}

/// The line end: that of the lines, not of the text within quotes.
fn terminator(text: &[u8], quote: Option<u8>) -> u8 {
    let count = |quote: Option<u8>| {
        let (mut inside, mut feeds, mut returns) = (false, 0, 0);
        for (i, byte) in text.iter().enumerate() {
            inside ^= Some(*byte) == quote;
            feeds += usize::from(*byte == b'\n' && !inside);
            returns += usize::from(*byte == b'\r' && !inside && text.get(i + 1) != Some(&b'\n'));
        }
        (feeds, returns)
    };
    let (feeds, returns) = match count(quote) {
        (0, 0) => count(None),
        outside => outside,
    };
    if returns > feeds { b'\r' } else { b'\n' }
}

fn best_syntax(text: &[u8], complete: bool, options: &Options) -> Syntax {
    let terminator = terminator(text, options.quote_byte().unwrap_or(Some(b'"')));
    let delimiters: Vec<(u8, f64)> = match options.delimiter_byte() {
        Some(given) => vec![(given, 1.0)],
        None => DELIMITERS.into_iter().filter(|(byte, _)| text.contains(byte)).collect(),
    };
    let quotes: Vec<Option<u8>> = match options.quote_byte() {
        Some(given) => vec![given],
        None => {
            let found = [b'"', b'\''].into_iter().filter(|quote| text.contains(quote)).map(Some);
            let mut quotes: Vec<_> = found.chain(text.contains(&b'"').then_some(None)).collect();
            if quotes.first() != Some(&Some(b'"')) {
                quotes.insert(0, Some(b'"'));
            }
            quotes
        }
    };
    let plain = Syntax { delimiter: None, quote: quotes[0], escape: None, terminator, trim: false };
    let mut best = (LEAST_SCORE, plain);
    for (delimiter, belief) in &delimiters {
        for quote in &quotes {
            let backslash = quote.is_some_and(|quote| text.windows(2).any(|pair| pair == [b'\\', quote]));
            for escape in [None, Some(b'\\')].into_iter().take(1 + usize::from(backslash)) {
                let syntax =
                    Syntax { delimiter: Some(*delimiter), quote: *quote, escape, terminator, trim: false };
                let (syntax, records) = padded(text, syntax, complete);
                let mut score = belief * score(&records, syntax);
                if *belief < CERTAIN && score < LEAST_WEAK_SCORE {
                    score = 0.0;
                }
                // A later candidate must be clearly better.
                if score > best.0 * 1.001 {
                    best = (score, syntax);
                }
            }
        }
    }
    if options.delimiter_byte().is_some() && best.1.delimiter.is_none() {
        return Syntax { delimiter: options.delimiter_byte(), ..plain };
    }
    best.1
}

/// How regular the records are, times how clean their fields.
fn score(records: &[SampleRecord], syntax: Syntax) -> f64 {
    let records: Vec<&SampleRecord> = records.iter().filter(|record| !is_blank(record)).collect();
    let Some(width) = usual_width(&records) else { return 0.0 };
    let regular: Vec<&&SampleRecord> =
        records.iter().filter(|record| trimmed_width(record, width) == width).collect();
    let regularity = regular.len() as f64 / records.len() as f64;
    let (mut fields, mut clean) = (0.0, 0.0);
    for field in regular.iter().flat_map(|record| &record.fields) {
        fields += 1.0;
        clean += cleanness(field, syntax);
    }
    let broken =
        records.iter().filter(|record| record.stray || record.open).count() as f64 / records.len() as f64;
    // More columns are stronger evidence, ever less so.
    let columns = 1.0 - 0.5 / width as f64;
    let quoting = match syntax.quote {
        Some(b'\'') => {
            let quoted: usize = records.iter().map(|record| record.quoted).sum();
            if quoted as f64 >= fields * 0.2 { 1.0 } else { 0.9 }
        }
        None => unquoted(&records),
        _ => 1.0,
    };
    regularity * regularity * (clean / f64::max(fields, 1.0)) * (1.0 - broken) * columns * quoting
}

/// How far to believe that quotes are literal: not, where whole fields stand in them.
fn unquoted(records: &[&SampleRecord]) -> f64 {
    let fields =
        || records.iter().flat_map(|record| &record.fields).filter(|field| field.first() == Some(&b'"'));
    let enclosed = fields().filter(|field| field.len() > 1 && field.last() == Some(&b'"')).count();
    if enclosed > 0 && 2 * enclosed >= fields().count() { 0.4 } else { 1.0 }
}

/// The most frequent number of fields above one.
fn usual_width(records: &[&SampleRecord]) -> Option<usize> {
    let mut widths: Vec<usize> =
        records.iter().map(|record| record.fields.len()).filter(|n| *n > 1).collect();
    widths.sort_unstable();
    let runs = widths.chunk_by(|a, b| a == b);
    runs.max_by_key(|run| (run.len(), run[0])).map(|run| run[0])
}

/// Number of fields; empty ones behind `width` do not count.
fn trimmed_width(record: &SampleRecord, width: usize) -> usize {
    let surplus = record.fields.iter().rev().take_while(|field| field.is_empty()).count();
    record.fields.len().saturating_sub(surplus).max(width.min(record.fields.len()))
}

/// 1 for typed and empty fields, less for text, least for text that another dialect would split.
fn cleanness(field: &[u8], syntax: Syntax) -> f64 {
    let text = field.trim_ascii();
    if text.is_empty() {
        return 0.9;
    }
    if !classify(text).is_empty() {
        return 1.0;
    }
    let foreign = text
        .iter()
        .filter(|b| matches!(b, b',' | b';' | b'\t' | b'|' | b'"') && Some(**b) != syntax.quote)
        .count();
    let edge = Some(text[0]) == Some(b'"')
        || text.first() == Some(&b'\'') && text.last() == Some(&b'\'') && text.len() > 1;
    match (edge, foreign) {
        (true, _) => 0.2,
        (false, 0) => 0.95,
        // Prose has commas.
        (false, n) if n * 12 <= text.len() && text.contains(&b' ') => 0.85,
        _ => 0.5,
    }
}

/// Splits by `syntax`, or by the one that takes the blanks behind most delimiters for layout.
fn padded(text: &[u8], syntax: Syntax, complete: bool) -> (Syntax, Vec<SampleRecord>) {
    let records = split(text, syntax, TRIED_RECORDS, complete);
    let fields: usize = records.iter().map(|record| record.fields.len().saturating_sub(1)).sum();
    let blank: usize = records.iter().map(|record| record.padded).sum();
    if blank * 2 <= fields || matches!(syntax.delimiter, Some(b' ' | b'\t')) {
        return (syntax, records);
    }
    let syntax = Syntax { trim: true, ..syntax };
    (syntax, split(text, syntax, TRIED_RECORDS, complete))
}

/// Which records are the table.
struct Region {
    /// The first record of it, header or data.
    first: usize,
    width: usize,
    /// The header has one name less than there are columns: row names come first (as R writes them).
    row_names: bool,
}

impl Region {
    fn of(records: &[SampleRecord], options: &Options) -> Self {
        let content: Vec<usize> = (0..records.len()).filter(|i| !is_blank(&records[*i])).collect();
        let refs: Vec<&SampleRecord> = content.iter().map(|i| &records[*i]).collect();
        let Some(mut width) = usual_width(&refs) else {
            return Self { first: content.first().copied().unwrap_or(0), width: 1, row_names: false };
        };
        let all = |test: &dyn Fn(&SampleRecord) -> bool| refs.iter().all(|record| test(record));
        // A delimiter ends every line.
        while width > 1 && all(&|record| record.fields.get(width - 1).is_none_or(Vec::is_empty)) {
            width -= 1;
        }
        // A title with empty fields behind it is none of the table.
        let filled = |record: &SampleRecord| record.fields.iter().filter(|field| !field.is_empty()).count();
        let begins = |record: &&SampleRecord| {
            trimmed_width(record, width) == width
                && (width < 3 || filled(record) > 1 || options.header == Some(false))
        };
        let place = refs.iter().position(begins).unwrap_or(0);
        let mut region = Self { first: content.get(place).copied().unwrap_or(0), width, row_names: false };
        if place == 0 || options.header == Some(false) {
            return region;
        }
        // The header may be one name short, or have more names than the rows have fields.
        let above = refs[place - 1];
        let texts =
            above.fields.iter().filter(|field| !field.is_empty() && classify(field).is_empty()).count();
        if above.fields.len() + 1 == width && texts == above.fields.len() && width > 2 {
            region.row_names = true;
            region.first = content[place - 1];
        }
        region
    }

    /// Whether there is a header, the columns' names, and where the data begin.
    fn names(&self, records: &[SampleRecord], options: &Options) -> (bool, Vec<String>, usize) {
        let Some(top) = records.get(self.first) else { return (false, vec![numbered(0)], 0) };
        let below: Vec<&SampleRecord> =
            records[self.first + 1..].iter().filter(|record| record.fields.len() >= self.width).collect();
        let named =
            self.row_names || options.header.unwrap_or_else(|| header::is_header(top, &below, self.width));
        if !named {
            let start = if self.first == 0 { 0 } else { records[self.first - 1].end };
            return (false, (0..self.width).map(numbered).collect(), start);
        }
        let mut fields: Vec<&[u8]> = top.fields.iter().map(Vec::as_slice).take(self.width).collect();
        if self.row_names {
            fields.insert(0, b"row");
        }
        fields.resize(self.width, b"");
        (true, fields.into_iter().enumerate().map(|(i, field)| name(field, i)).collect(), top.end)
    }
}

fn numbered(position: usize) -> String {
    format!("column_{}", position + 1)
}

/// A name that fits anywhere: one line, bounded, not empty.
pub(crate) fn name(field: &[u8], position: usize) -> String {
    let text = String::from_utf8_lossy(field);
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    let name: String = words.join(" ").chars().take(NAME_CHARS).collect();
    if name.is_empty() { numbered(position) } else { name }
}

/// Repeated names get a number.
fn unique(names: Vec<String>) -> Vec<String> {
    let mut seen: std::collections::HashSet<String> = names.iter().cloned().collect();
    let mut first = std::collections::HashSet::new();
    let mut numbers: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    names
        .into_iter()
        .map(|name| {
            if first.insert(name.clone()) {
                return name;
            }
            let number = numbers.entry(name.clone()).or_insert(1);
            loop {
                *number += 1;
                let candidate = format!("{name}_{number}");
                if seen.insert(candidate.clone()) {
                    return candidate;
                }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(text: &str) -> Table {
        delimited(text.as_bytes(), true, &Options::default()).unwrap()
    }

    #[test]
    fn delimiters() {
        for (text, delimiter) in [
            ("a,b\n1,2\n3,4\n", ','),
            ("a;b\n1,5;2,5\n3,1;4,2\n", ';'),
            ("a\tb\n1\tx y\n2\tz\n", '\t'),
            ("when,n\n2020-01-01 10:00,5\n2020-01-02 11:30,6\n", ','),
            ("a|b|c\n1|2|x, y\n3|4|z\n", '|'),
        ] {
            assert_eq!(detect(text).dialect.delimiter, Some(delimiter), "{text}");
        }
        assert_eq!(detect("name\nAda\nGrace Hopper\nAlan\n").dialect.delimiter, None);
    }

    #[test]
    fn headers_and_their_absence() {
        assert_eq!(detect("id,name\n1,x\n2,y\n").names, ["id", "name"]);
        assert_eq!(detect("1,x\n2,y\n").names, ["column_1", "column_2"]);
        assert_eq!(detect("a,a,,b\n1,2,3,4\n5,6,7,8\n").names, ["a", "a_2", "column_3", "b"]);
    }

    #[test]
    fn preambles_and_short_headers() {
        let table = detect("Report of 2024\nprinted on Monday\n\nid,name,n\n1,x,5\n2,y,6\n3,z,7\n");
        assert_eq!(
            (table.names, table.dialect.skipped_lines),
            (vec!["id".into(), "name".into(), "n".into()], 2)
        );
        let table = detect("mpg,cyl\nMazda,21,6\nDatsun,22.8,4\n");
        assert_eq!(table.names, ["row", "mpg", "cyl"]);
        let table = detect("a,b,\n1,2,\n3,4,\n");
        assert_eq!(table.names, ["a", "b"]);
    }

    #[test]
    fn quotes_and_escapes() {
        let table = detect("a,b\n'x, y',1\n'z, w',2\n'v',3\n");
        assert_eq!(table.dialect.quote, Some('\''));
        let table = detect("a,b\n\"he said \\\"hi, you\\\"\",1\n\"x\",2\n");
        assert_eq!(table.dialect.escape, Some('\\'));
    }
}
