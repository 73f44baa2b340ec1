//! The list of rejected rows: CSV with `row,column,value,code,message`. Values are as the source has them; whoever
//! hands the file to a spreadsheet must defuse formulas.
use std::io::{self, BufWriter, Write};

use crate::block::Reject;

/// Writes rejects as they come; counts them even where nobody wants the list.
pub(crate) struct RejectWriter {
    out: Option<BufWriter<Box<dyn Write + Send>>>,
    pub count: u64,
}

impl RejectWriter {
    pub fn new(out: Option<Box<dyn Write + Send>>) -> io::Result<Self> {
        let mut out = out.map(BufWriter::new);
        if let Some(out) = &mut out {
            out.write_all(b"row,column,value,code,message\n")?;
        }
        Ok(Self { out, count: 0 })
    }

    /// `names`: the columns of the table.
    pub fn write(&mut self, rejects: &[Reject], names: &[String]) -> io::Result<()> {
        self.count += rejects.len() as u64;
        let Some(out) = &mut self.out else { return Ok(()) };
        for reject in rejects {
            let column = reject.column.and_then(|column| names.get(column)).map_or("", String::as_str);
            write!(out, "{},", reject.row)?;
            for field in [column, &reject.value, reject.code] {
                quoted(out, field)?;
                out.write_all(b",")?;
            }
            quoted(out, &reject.message)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

fn quoted(out: &mut impl Write, field: &str) -> io::Result<()> {
    if field.contains(['"', ',', '\n', '\r']) {
        write!(out, "\"{}\"", field.replace('"', "\"\""))
    } else {
        out.write_all(field.as_bytes())
    }
}
