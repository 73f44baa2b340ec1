//! Whether the first record of a table names its columns.
use super::sample::SampleRecord;
use crate::value::{Kinds, classify};

/// Compares the first record with those below it, column by column.
pub(crate) fn is_header(top: &SampleRecord, below: &[&SampleRecord], width: usize) -> bool {
    let names: Vec<&[u8]> = top.fields.iter().take(width).map(|field| field.trim_ascii()).collect();
    let filled = names.iter().filter(|name| !name.is_empty()).count();
    if filled == 0 {
        return false;
    }
    let typed = names.iter().filter(|name| !name.is_empty() && !classify(name).is_empty()).count();
    if below.is_empty() {
        return typed == 0;
    }
    let (mut for_header, mut against) = (0.0, 0.0);
    for (column, name) in names.iter().enumerate() {
        let values: Vec<&[u8]> =
            below.iter().map(|record| record.fields[column].trim_ascii()).filter(|v| !v.is_empty()).collect();
        if name.is_empty() || values.is_empty() {
            continue;
        }
        let kinds = values.iter().fold(Kinds::ALL, |all, value| all.and(classify(value)));
        let own = classify(name);
        if !kinds.is_empty() {
            // The column has a type: does the first record have it too?
            if kinds.and(own).is_empty() { for_header += 1.0 } else { against += 1.0 }
        } else if !own.is_empty() || name.iter().all(u8::is_ascii_digit) {
            against += 0.5;
        } else if values.contains(name) {
            // A name that is also a value is a value.
            against += 1.0;
        } else if values.len() > 2 {
            let length = values[0].len();
            let same_length = values.iter().all(|value| value.len() == length);
            for_header += if same_length && name.len() != length { 0.5 } else { 0.1 };
        } else {
            for_header += 0.1;
        }
    }
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    let repeated = names.len() - sorted.len() > names.len() / 2;
    // Without evidence: text on top is a header, as nearly all files have one.
    !repeated && (for_header > against || (for_header == against && typed == 0))
}
