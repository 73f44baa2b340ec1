//! Delimited text: the scanner that finds cells, and the reader that feeds it.
mod reader;
mod scan;

pub(crate) use reader::CsvReader;

/// Everything the scanner must know about how a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Syntax {
    /// `None`: a line is one field.
    pub delimiter: Option<u8>,
    pub quote: Option<u8>,
    /// A character that makes a following quote literal.
    pub escape: Option<u8>,
    /// `\n` (a `\r` before it belongs to it) or, in old Mac files, `\r`.
    pub terminator: u8,
    /// Blanks around a field are no part of it.
    pub trim: bool,
}

impl Default for Syntax {
    fn default() -> Self {
        Self { delimiter: Some(b','), quote: Some(b'"'), escape: None, terminator: b'\n', trim: false }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;
    use crate::block::Block;
    use crate::detect::split_sample;

    /// Reads a few bytes at a time.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let n = self.1.min(out.len()).min(self.0.len());
            out[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn rows(
        text: &[u8],
        syntax: Syntax,
        width: usize,
        step: usize,
    ) -> (Vec<Vec<Vec<u8>>>, Vec<&'static str>) {
        let mut reader = CsvReader::new(Trickle(text, step), syntax, width);
        let mut block = Block::default();
        let (mut rows, mut rejects) = (Vec::new(), Vec::new());
        while reader.fill(&mut block).unwrap() {
            for row in 0..block.rows {
                rows.push((0..width).map(|c| block.column(c)[row].of(&block.bytes).to_vec()).collect());
            }
            rejects.extend(block.rejects.iter().map(|reject| reject.code));
        }
        (rows, rejects)
    }

    fn syntaxes() -> impl Strategy<Value = Syntax> {
        let delimiter = prop_oneof![Just(Some(b',')), Just(Some(b';')), Just(None)];
        let quote = prop_oneof![Just(Some(b'"')), Just(None)];
        let escape = prop_oneof![Just(None), Just(Some(b'\\'))];
        let terminator = prop_oneof![Just(b'\n'), Just(b'\n'), Just(b'\r')];
        (delimiter, quote, escape, terminator, any::<bool>()).prop_map(
            |(delimiter, quote, escape, terminator, trim)| Syntax {
                delimiter,
                quote,
                escape: quote.and(escape),
                terminator,
                trim,
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

        /// The fast scanner and the plain one agree on whatever text, but for quotes that make no sense.
        #[test]
        fn agrees_with_the_plain_scanner(text in "[ab,;\"\\\\\n\r ]{0,200}", syntax in syntaxes(), width in 1usize..4, step in 1usize..80) {
            let records = split_sample(text.as_bytes(), syntax, usize::MAX, true);
            if records.iter().any(|record| record.stray || record.open) {
                return Ok(());
            }
            let width = if syntax.delimiter.is_none() { 1 } else { width };
            let mut expected = Vec::new();
            let mut rejected = 0;
            for record in records {
                let blank = record.fields == [b""] && record.quoted == 0 && record.padded == 0;
                if blank && width > 1 {
                    continue;
                }
                let surplus = record.fields.iter().skip(width).any(|field| !field.is_empty());
                if record.fields.len() < width || surplus {
                    rejected += 1;
                } else {
                    expected.push(record.fields[..width].to_vec());
                }
            }
            let (found, rejects) = rows(text.as_bytes(), syntax, width, step);
            prop_assert_eq!(found, expected);
            prop_assert_eq!(rejects.len(), rejected);
        }
    }
}
