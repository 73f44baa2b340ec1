//! A workbook. Text is written as text, never as a formula; a number that a spreadsheet cannot hold with all its digits
//! is written as text too. Rows go to a temporary file as they come, and from there compressed to whoever sends them.
//!
//! A sheet holds 1,048,576 rows; what is more goes on the next one. A cell holds 32,767 characters; a longer text ends
//! there.

use std::io;

use domain::{
    Error, Result,
    platform::exports::{
        registry::{Exportable, Kind},
        rows::Cell,
    },
};
use rust_xlsxwriter::{Workbook, XlsxError};
use tokio::sync::mpsc;

/// Rows of a sheet, the line of names included.
const ROWS: u32 = 1_048_576;
/// Characters of a cell, counted as UTF-16 does.
const CHARACTERS: usize = 32_767;
/// Bytes of a piece that is sent.
const PIECE: usize = 256 * 1024;
/// Pieces that wait to be sent.
const PIECES: usize = 8;
/// Digits that a double holds.
const DIGITS: usize = 15;

/// Writes batches of rows.
pub struct Writer {
    workbook: Workbook,
    columns: Vec<(&'static str, Kind)>,
    name: &'static str,
    sheets: usize,
    row: u32,
    limit: u32,
}

impl Writer {
    /// With a first sheet.
    pub fn new(exportable: &Exportable) -> Result<Self> {
        Self::with_limit(exportable, ROWS)
    }

    fn with_limit(exportable: &Exportable, limit: u32) -> Result<Self> {
        let columns = exportable.columns.iter().map(|column| (column.name, column.kind)).collect();
        let mut workbook = Workbook::new();
        workbook.use_zip_large_file(true);
        let mut writer = Self { workbook, columns, name: exportable.name, sheets: 0, row: 0, limit };
        writer.add_sheet().map_err(Error::internal)?;
        Ok(writer)
    }

    fn add_sheet(&mut self) -> Result<(), XlsxError> {
        self.sheets += 1;
        let name =
            if self.sheets == 1 { self.name.to_owned() } else { format!("{} {}", self.name, self.sheets) };
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        for (column, (name, _)) in (0_u16..).zip(&self.columns) {
            sheet.write_string(0, column, *name)?;
        }
        self.row = 1;
        Ok(())
    }

    /// Takes rows.
    pub fn write(&mut self, rows: &[Vec<Cell>]) -> Result<()> {
        for row in rows {
            self.write_row(row).map_err(Error::internal)?;
        }
        Ok(())
    }

    fn write_row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        if self.row == self.limit {
            self.add_sheet()?;
        }
        let sheet = self.workbook.worksheet_from_index(self.sheets - 1)?;
        for (column, (cell, (_, kind))) in (0_u16..).zip(cells.iter().zip(&self.columns)) {
            let Some(text) = cell else { continue };
            match kind {
                Kind::Number => match number(text) {
                    Some(number) => sheet.write_number(self.row, column, number)?,
                    None => sheet.write_string(self.row, column, text)?,
                },
                Kind::Boolean => sheet.write_boolean(self.row, column, text == "true")?,
                _ => sheet.write_string(self.row, column, shortened(text))?,
            };
        }
        self.row += 1;
        Ok(())
    }

    /// Makes the file on a thread that may block; its pieces come as they are made.
    pub fn finish(mut self: Box<Self>) -> mpsc::Receiver<Result<Vec<u8>, String>> {
        let (sender, receiver) = mpsc::channel(PIECES);
        tokio::task::spawn_blocking(move || {
            let mut pieces = Pieces { sender: sender.clone(), buffer: Vec::with_capacity(PIECE) };
            let saved = self.workbook.save_to_writer(&mut pieces).map_err(|error| error.to_string());
            let ended = saved.and_then(|()| io::Write::flush(&mut pieces).map_err(|error| error.to_string()));
            if let Err(error) = ended {
                // Nobody hears it only where nobody waits any more.
                let _ = sender.blocking_send(Err(error));
            }
        });
        receiver
    }
}

/// A number that a double holds with all its digits.
fn number(text: &str) -> Option<f64> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.parse().ok().filter(|number: &f64| number.is_finite() && digits <= DIGITS)
}

/// As much of a text as a cell holds.
fn shortened(text: &str) -> &str {
    let mut units = 0;
    for (index, c) in text.char_indices() {
        units += c.len_utf16();
        if units > CHARACTERS {
            return &text[..index];
        }
    }
    text
}

/// Sends what is written, piece by piece, and waits where nobody takes it.
struct Pieces {
    sender: mpsc::Sender<Result<Vec<u8>, String>>,
    buffer: Vec<u8>,
}

impl io::Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let piece = std::mem::take(&mut self.buffer);
        if piece.is_empty() {
            return Ok(());
        }
        self.sender.blocking_send(Ok(piece)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_too_many_digits_is_text() {
        assert_eq!(number("-12.5"), Some(-12.5));
        assert_eq!(number("1234567890123456"), None);
        assert_eq!(number("NaN"), None);
        assert_eq!(number("abc"), None);
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        let long = "😀".repeat(20_000);
        let cut = shortened(&long);
        assert_eq!(cut.encode_utf16().count(), CHARACTERS - 1);
        assert_eq!(shortened("short"), "short");
    }

    #[tokio::test]
    async fn a_full_sheet_is_followed_by_another() {
        let tags = Exportable::parse("tags").unwrap();
        let mut writer = Writer::with_limit(tags, 3).unwrap();
        let row: Vec<Cell> =
            ["1", "=1+1", "", "", "", "7", ""].iter().map(|text| Some((*text).to_owned())).collect();
        writer.write(&vec![row; 5]).unwrap();
        assert_eq!((writer.sheets, writer.row), (3, 2));
        let mut pieces = Box::new(writer).finish();
        let mut bytes = Vec::new();
        while let Some(piece) = pieces.recv().await {
            bytes.extend(piece.unwrap());
        }
        assert!(bytes.starts_with(b"PK"));
    }
}
