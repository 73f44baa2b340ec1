//! The beginning of a delimited text, split by a dialect in question. Plain and slow: it only sees a sample, and it
//! must tell how well the dialect fits.
use crate::csv::Syntax;

/// A record of the sample.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SampleRecord {
    pub fields: Vec<Vec<u8>>,
    /// Offset behind its terminator.
    pub end: usize,
    /// Text follows a closing quote.
    pub stray: bool,
    /// Its quote does not close within the sample.
    pub open: bool,
    /// Fields in quotes.
    pub quoted: usize,
    /// Fields that begin with a blank.
    pub padded: usize,
}

/// Splits the first `limit` records; one that the end of the sample may have cut is dropped unless `complete`.
pub(crate) fn split(text: &[u8], syntax: Syntax, limit: usize, complete: bool) -> Vec<SampleRecord> {
    let mut records = Vec::new();
    let mut at = 0;
    while at < text.len() && records.len() < limit {
        let (record, ended) = record(text, at, syntax);
        if !ended && !complete {
            break;
        }
        at = record.end;
        records.push(record);
    }
    records
}

/// One record, and whether a terminator ends it.
fn record(text: &[u8], mut at: usize, syntax: Syntax) -> (SampleRecord, bool) {
    let Syntax { delimiter, quote, escape, terminator, trim } = syntax;
    let mut record = SampleRecord::default();
    loop {
        let mut field = Vec::new();
        let mut opened = false;
        record.padded += usize::from(text.get(at) == Some(&b' '));
        if trim {
            at +=
                text[at..].iter().take_while(|b| matches!(b, b' ' | b'\t') && Some(**b) != delimiter).count();
        }
        if quote.is_some() && text.get(at).copied() == quote {
            record.quoted += 1;
            opened = true;
            at += 1;
            loop {
                let Some(byte) = text.get(at).copied() else {
                    record.open = true;
                    break;
                };
                let next = text.get(at + 1).copied();
                if Some(byte) == escape && next.is_some() && (next == quote || next == escape) {
                    at += 1;
                    field.push(text[at]);
                } else if Some(byte) == quote {
                    if next != quote {
                        at += 1;
                        break;
                    }
                    at += 1;
                    field.push(byte);
                } else {
                    field.push(byte);
                }
                at += 1;
            }
        }
        let closed = field.len();
        while let Some(byte) = text.get(at).copied().filter(|b| Some(*b) != delimiter && *b != terminator) {
            field.push(byte);
            at += 1;
        }
        let ends = text.get(at).is_none_or(|b| *b == terminator);
        if ends && terminator == b'\n' && field.len() > closed && field.last() == Some(&b'\r') {
            field.pop();
        }
        if trim {
            while field.len() > closed && field.last().is_some_and(|b| matches!(b, b' ' | b'\t')) {
                field.pop();
            }
        }
        record.stray |= opened && field.len() > closed;
        record.fields.push(field);
        at += 1;
        if ends {
            record.end = at.min(text.len());
            return (record, at <= text.len());
        }
    }
}
