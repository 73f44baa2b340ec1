//! Encodings of Parquet pages: levels and dictionary indices in the RLE / bit-packing hybrid of the format's
//! specification.

/// Appends an unsigned LEB128 number.
fn varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends `values` as one run: repeated where all are the same, else bit-packed in groups of eight.
pub(super) fn hybrid(values: &[u32], width: u32, out: &mut Vec<u8>) {
    let Some(first) = values.first() else { return };
    if values.iter().all(|value| value == first) {
        varint((values.len() as u64) << 1, out);
        out.extend_from_slice(&first.to_le_bytes()[..width.div_ceil(8) as usize]);
        return;
    }
    varint((values.len().div_ceil(8) as u64) << 1 | 1, out);
    let end = out.len() + values.len().div_ceil(8) * width as usize;
    let (mut pending, mut bits) = (0u64, 0);
    for value in values {
        pending |= u64::from(*value) << bits;
        bits += width;
        if bits >= 32 {
            out.extend_from_slice(&(pending as u32).to_le_bytes());
            pending >>= 32;
            bits -= 32;
        }
    }
    out.extend_from_slice(&pending.to_le_bytes());
    // Eight bytes were more than the last group needs, or the group is padded.
    out.resize(end, 0);
}

/// Appends the definition levels of a page: which rows have a value.
pub(super) fn levels(valid: impl ExactSizeIterator<Item = bool>, all: bool, out: &mut Vec<u8>) {
    let start = out.len();
    out.extend_from_slice(&[0; 4]);
    if all {
        varint((valid.len() as u64) << 1, out);
        out.push(1);
    } else {
        varint((valid.len().div_ceil(8) as u64) << 1 | 1, out);
        bits(valid, out);
    }
    let length = (out.len() - start - 4) as u32;
    out[start..start + 4].copy_from_slice(&length.to_le_bytes());
}

/// Appends one bit per value, least significant first.
pub(super) fn bits(values: impl Iterator<Item = bool>, out: &mut Vec<u8>) {
    let (mut byte, mut count) = (0u8, 0);
    for value in values {
        byte |= u8::from(value) << count;
        count += 1;
        if count == 8 {
            out.push(byte);
            (byte, count) = (0, 0);
        }
    }
    if count > 0 {
        out.push(byte);
    }
}

/// Bits that hold every index below `count`.
pub(super) fn width(count: u32) -> u32 {
    (32 - count.saturating_sub(1).leading_zeros()).max(1)
}
