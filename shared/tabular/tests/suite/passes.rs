//! What holds whatever the file is: repeatable results, progress, and errors of the caller's own.
use std::io::{self, Read, Write};
use std::ops::ControlFlow;

use tabular::{ColumnType, DateOrder, Error, Options, Outputs, Sink, Source, parse};

use crate::support::{Bytes, Memory, column, profile, profile_with};

fn table(rows: u64) -> String {
    let mut text = String::from("id,price,word\n");
    (0..rows).for_each(|i| {
        text.push_str(&format!("{},{}.{:02},w{}\n", i * i % 1_000_003, i % 7919, i % 100, i % 53))
    });
    text
}

#[test]
fn threads_do_not_change_the_result() {
    let text = table(400_000);
    let one = profile(&text);
    assert!(!column(&one, "id").distinct_is_exact);
    for threads in [1, 2, 4] {
        assert_eq!(profile_with(&text, &Options { threads, ..Options::default() }), one);
    }
}

#[test]
fn estimates_are_close() {
    let profile = profile(&table(400_000));
    let id = column(&profile, "id");
    let mut values: Vec<u64> = (0..400_000u64).map(|i| i * i % 1_000_003).collect();
    values.sort_unstable();
    let median = values[200_000] as f64;
    assert!((id.quantiles.unwrap().p50 / median - 1.0).abs() < 0.02);
    assert!(id.histogram.as_ref().unwrap().iter().map(|bin| bin.count).sum::<u64>() == 400_000);
    values.dedup();
    assert!((id.distinct_count as f64 / values.len() as f64 - 1.0).abs() < 0.03);
}

#[test]
fn progress_grows_and_can_stop_the_work() {
    let text = table(300_000);
    let mut seen = Vec::new();
    parse(
        &mut Bytes(text.clone().into_bytes()),
        &Options::default(),
        &mut Memory::default(),
        &mut |progress| {
            seen.push(progress);
            ControlFlow::Continue(())
        },
    )
    .unwrap();
    assert!(seen.len() > 3 && seen.is_sorted_by_key(|progress| (progress.rows, progress.bytes)));
    let last = seen[seen.len() - 1];
    assert_eq!((last.rows, last.bytes), (300_000, text.len() as u64));
    let stopped =
        parse(&mut Bytes(text.into_bytes()), &Options::default(), &mut Memory::default(), &mut |_| {
            ControlFlow::Break(())
        });
    assert!(matches!(stopped, Err(Error::Stopped)));
}

/// Fails after some bytes.
struct Failing;

impl Source for Failing {
    fn open(&mut self) -> io::Result<Box<dyn Read + Send>> {
        struct Cut(u64);
        impl Read for Cut {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                if self.0 == 0 {
                    return Err(io::ErrorKind::ConnectionReset.into());
                }
                let n = (out.len() as u64).min(self.0) as usize;
                out[..n].iter_mut().zip(b"12,34\n".iter().cycle()).for_each(|(to, from)| *to = *from);
                self.0 -= n as u64;
                Ok(n)
            }
        }
        Ok(Box::new(Cut(3 << 20)))
    }
    fn size(&self) -> u64 {
        9 << 20
    }
}

struct FullDisk;

impl Sink for FullDisk {
    fn begin(&mut self) -> io::Result<Outputs> {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        Ok(Outputs { parquet: Some(Box::new(Full)), rejects: None })
    }
}

#[test]
fn errors_of_source_and_sink_come_back_as_they_are() {
    for threads in [1, 2] {
        let options = Options { threads, ..Options::default() };
        let cut = parse(&mut Failing, &options, &mut Memory::default(), &mut |_| ControlFlow::Continue(()));
        assert!(matches!(cut, Err(Error::Io(e)) if e.kind() == io::ErrorKind::ConnectionReset));
        let full = parse(&mut Bytes(table(10).into_bytes()), &options, &mut FullDisk, &mut |_| {
            ControlFlow::Continue(())
        });
        assert!(matches!(full, Err(Error::Io(e)) if e.kind() == io::ErrorKind::StorageFull));
    }
}

#[test]
fn days_that_could_be_months_stay_text_until_told() {
    let text = "day,n\n1/2/2025,1\n3/4/2025,2\n";
    let found = profile(text);
    let day = column(&found, "day");
    assert_eq!(
        (day.column_type, day.inferred.column_type, day.inferred.odd_count),
        (ColumnType::Text, ColumnType::Date, 0)
    );
    let options = Options { date_order: Some(DateOrder::Dmy), ..Options::default() };
    assert_eq!(column(&profile_with(text, &options), "day").column_type, ColumnType::Date);
}

#[test]
fn invalid_options_are_refused() {
    let options = Options { delimiter: Some("ab".into()), ..Options::default() };
    let result = parse(&mut Bytes(b"a,b\n1,2\n".to_vec()), &options, &mut Memory::default(), &mut |_| {
        ControlFlow::Continue(())
    });
    assert!(
        matches!(result, Err(Error::Failure(f)) if f.code == "invalid_options" && f.message.contains("delimiter"))
    );
}
