//! CSV as RFC 4180 has it, in UTF-8. A text that a spreadsheet would take for a formula gets an apostrophe before it
//! (OWASP, CSV injection); numbers stay numbers.

use csv::{Terminator, WriterBuilder};
use domain::{
    Error, Result,
    platform::exports::{
        registry::{Exportable, Kind},
        rows::Cell,
    },
};

/// Writes batches of rows.
pub struct Writer {
    kinds: Vec<Kind>,
    /// The line of names, until it is sent.
    head: Vec<u8>,
}

impl Writer {
    /// With the line of names.
    pub fn new(exportable: &Exportable, bom: bool) -> Result<Self> {
        let mut head = if bom { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
        head.extend(encode(|csv| csv.write_record(exportable.columns.iter().map(|column| column.name)))?);
        Ok(Self { kinds: exportable.columns.iter().map(|column| column.kind).collect(), head })
    }

    /// The rows as lines.
    pub fn write(&mut self, rows: &[Vec<Cell>]) -> Result<Vec<u8>> {
        let mut bytes = std::mem::take(&mut self.head);
        bytes.extend(encode(|csv| {
            for row in rows {
                for (cell, kind) in row.iter().zip(&self.kinds) {
                    let text = cell.as_deref().unwrap_or_default();
                    if *kind == Kind::Text && is_formula(text) {
                        csv.write_field(format!("'{text}"))?;
                    } else {
                        csv.write_field(text)?;
                    }
                }
                csv.write_record(None::<&[u8]>)?;
            }
            Ok(())
        })?);
        Ok(bytes)
    }

    /// The line of names, where there were no rows.
    pub fn finish(self) -> Vec<u8> {
        self.head
    }
}

fn encode(write: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>) -> Result<Vec<u8>> {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    write(&mut csv).map_err(Error::internal)?;
    csv.into_inner().map_err(|error| Error::internal(error.to_string()))
}

/// Whether a spreadsheet would compute instead of show. Some look past white space, some know the wide forms.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n', '\0'])
        || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &[&str]) -> Vec<Cell> {
        row.iter().map(|text| Some((*text).to_owned())).collect()
    }

    fn written(bom: bool, rows: &[Vec<Cell>]) -> String {
        let tags = Exportable::parse("tags").unwrap();
        let mut writer = Writer::new(tags, bom).unwrap();
        let mut bytes = writer.write(rows).unwrap();
        bytes.extend(writer.finish());
        String::from_utf8(bytes).unwrap()
    }

    const HEAD: &str = "id,name,description,color,category,usage_count,created_at\r\n";

    #[test]
    fn fields_are_quoted_where_they_must_be_and_lines_end_as_the_standard_says() {
        let rows = [cells(&["1", "a,b", "say \"hi\"\r\nthere", "#fff", "", "-5", "2026-01-01T00:00:00Z"])];
        let line = "1,\"a,b\",\"say \"\"hi\"\"\r\nthere\",#fff,,-5,2026-01-01T00:00:00Z\r\n";
        assert_eq!(written(false, &rows), format!("{HEAD}{line}"));
        assert_eq!(written(true, &[]), format!("\u{feff}{HEAD}"));
    }

    #[test]
    fn what_would_be_a_formula_is_marked_and_a_number_is_not() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            "＝1",
            "＠x",
            "=cmd|' /C calc'!A0",
        ] {
            assert!(is_formula(text), "{text:?}");
        }
        for text in ["", "1", "a=b", "a-b", "'=1", "(1)"] {
            assert!(!is_formula(text), "{text:?}");
        }
        let rows = [cells(&["1", "=1+1", "-x", "#fff", "c", "-5", "t"])];
        assert!(written(false, &rows).ends_with("1,'=1+1,'-x,#fff,c,-5,t\r\n"));
        // What is not there stays empty.
        assert!(written(false, &[vec![None; 7]]).ends_with("\r\n,,,,,,\r\n"));
    }
}
