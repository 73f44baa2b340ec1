//! A Parquet twin as the columns that calculations read. Each column is loaded when it is asked for and belongs to the
//! calculation, which holds it no longer than it must.

use std::{
    borrow::Cow,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use statistics::{Categories, Columns, Error, MISSING};
use tabular::{
    ColumnType,
    twin::{RangeRead, Twin, TwinError},
};

/// A twin that is given up where `lost` turns true.
pub struct Table<'a, R> {
    twin: &'a Twin<R>,
    lost: Arc<AtomicBool>,
}

impl<'a, R: RangeRead> Table<'a, R> {
    /// Of an open twin.
    pub fn new(twin: &'a Twin<R>, lost: Arc<AtomicBool>) -> Self {
        Self { twin, lost }
    }

    fn load<T>(&self, name: &str, read: impl FnOnce() -> Result<T, TwinError>) -> Result<T, Error> {
        if self.lost.load(Ordering::Relaxed) {
            let source = Box::new(io::Error::other("the right to the work is lost"));
            return Err(Error::Read { name: name.to_owned(), source });
        }
        read().map_err(|error| match error {
            TwinError::NoColumn(name) => Error::UnknownColumn { name },
            TwinError::NotNumeric(name) => {
                let actual = self.noun(&name).to_owned();
                Error::NotNumeric { name, actual }
            }
            error => Error::Read { name: name.to_owned(), source: Box::new(error) },
        })
    }

    /// What the values of a column are called.
    fn noun(&self, name: &str) -> &'static str {
        let column = self.twin.columns().iter().find(|column| column.name == name);
        match column.map(|column| column.column_type) {
            Some(ColumnType::Boolean) => "booleans",
            Some(ColumnType::Date) => "dates",
            Some(ColumnType::Datetime) => "times",
            _ => "text",
        }
    }
}

impl<R: RangeRead> Columns for Table<'_, R> {
    fn numeric(&self, name: &str) -> Result<Cow<'_, [f64]>, Error> {
        let numbers = self.load(name, || self.twin.numbers(name))?;
        let mut values = numbers.values;
        for (value, valid) in values.iter_mut().zip(numbers.valid) {
            if !valid {
                *value = f64::NAN;
            }
        }
        // Growing left room that a calculation over many columns would hold many times.
        values.shrink_to_fit();
        Ok(Cow::Owned(values))
    }

    fn categories(&self, name: &str) -> Result<Categories<'_>, Error> {
        let column = self.load(name, || self.twin.categories(name))?;
        let codes: Vec<u32> = column.codes.into_iter().map(|code| code.unwrap_or(MISSING)).collect();
        Categories::new(codes, column.dictionary)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Cursor, Read, Write},
        ops::ControlFlow,
        sync::{Mutex, PoisonError},
    };

    use tabular::{Options, Outputs, Sink, Source};

    use super::*;

    struct Text(&'static str);

    impl Source for Text {
        fn open(&mut self) -> io::Result<Box<dyn Read + Send>> {
            Ok(Box::new(Cursor::new(self.0)))
        }

        fn size(&self) -> u64 {
            self.0.len() as u64
        }
    }

    #[derive(Clone, Default)]
    struct Memory(Arc<Mutex<Vec<u8>>>);

    impl Write for Memory {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Sink for Memory {
        fn begin(&mut self) -> io::Result<Outputs> {
            Ok(Outputs { parquet: Some(Box::new(self.clone())), rejects: None })
        }
    }

    fn twin() -> Twin<impl RangeRead> {
        let mut memory = Memory::default();
        let mut text = Text("n,name,day\n1.5,b,2024-01-05\n,a,2024-01-06\n3,,2024-01-05\n");
        tabular::parse(&mut text, &Options::default(), &mut memory, &mut |_| ControlFlow::Continue(()))
            .unwrap();
        let bytes = std::mem::take(&mut *memory.0.lock().unwrap());
        Twin::open(bytes::Bytes::from(bytes)).unwrap()
    }

    #[test]
    fn what_is_missing_stays_missing() {
        let twin = twin();
        let table = Table::new(&twin, Arc::default());
        let numbers = table.numeric("n").unwrap();
        assert!(numbers[0] == 1.5 && numbers[1].is_nan() && numbers[2] == 3.0);
        let names = table.categories("name").unwrap();
        assert_eq!(
            (names.codes(), names.labels()),
            ([0, 1, MISSING].as_slice(), ["b", "a"].map(String::from).as_slice())
        );
        let days = table.categories("day").unwrap();
        assert_eq!((days.codes(), days.labels()[0].as_str()), ([0, 1, 0].as_slice(), "2024-01-05"));
    }

    #[test]
    fn errors_speak_of_the_column() {
        let twin = twin();
        let table = Table::new(&twin, Arc::default());
        let message = |error: Error| error.to_string();
        assert!(message(table.numeric("day").unwrap_err()).contains("“day” does not hold numbers but dates"));
        assert!(matches!(table.categories("x"), Err(Error::UnknownColumn { name }) if name == "x"));
    }

    #[test]
    fn nothing_is_read_once_the_right_is_lost() {
        let twin = twin();
        let lost = Arc::new(AtomicBool::new(false));
        let table = Table::new(&twin, lost.clone());
        table.numeric("n").unwrap();
        lost.store(true, Ordering::Relaxed);
        assert!(matches!(table.numeric("n"), Err(Error::Read { .. })));
    }
}
