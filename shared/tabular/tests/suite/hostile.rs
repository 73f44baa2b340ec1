//! Files that mean harm, and files that were damaged: a profile or a failure, never a panic, never much memory.
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::time::Instant;

use crate::support::{Memory, run};
use tabular::{Error, Failure, Options, Profile, Source, parse};

/// A file that is made while it is read: `head`, then `unit` again and again, then `tail`.
struct Made {
    head: Vec<u8>,
    unit: Vec<u8>,
    times: usize,
    tail: Vec<u8>,
}

struct Making {
    parts: Made,
    stage: usize,
    pending: io::Cursor<Vec<u8>>,
}

impl Read for Making {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let n = self.pending.read(out)?;
            if n > 0 {
                return Ok(n);
            }
            let Made { head, unit, times, tail } = &mut self.parts;
            let many = (65_536 / unit.len()).clamp(1, (*times).max(1));
            let next = match self.stage {
                0 => std::mem::take(head),
                1 if *times > 0 => {
                    let many = many.min(*times);
                    *times -= many;
                    self.pending = io::Cursor::new(unit.repeat(many));
                    continue;
                }
                1 | 2 => std::mem::take(tail),
                _ => return Ok(0),
            };
            self.stage += if self.stage == 1 { 2 } else { 1 };
            self.pending = io::Cursor::new(next);
        }
    }
}

impl Source for Made {
    fn open(&mut self) -> io::Result<Box<dyn Read + Send>> {
        let parts = Self {
            head: self.head.clone(),
            unit: self.unit.clone(),
            times: self.times,
            tail: self.tail.clone(),
        };
        Ok(Box::new(Making { parts, stage: 0, pending: io::Cursor::new(Vec::new()) }))
    }
    fn size(&self) -> u64 {
        (self.head.len() + self.unit.len() * self.times + self.tail.len()) as u64
    }
}

fn outcome(head: &str, unit: &str, times: usize, tail: &str) -> Result<Profile, Failure> {
    let mut source = Made { head: head.into(), unit: unit.into(), times, tail: tail.into() };
    let started = Instant::now();
    let result =
        parse(&mut source, &Options::default(), &mut Memory::default(), &mut |_| ControlFlow::Continue(()));
    assert!(started.elapsed().as_secs() < 60, "{head:?} {unit:?}");
    match result {
        Ok(profile) => Ok(profile),
        Err(Error::Failure(failure)) => Err(failure),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn endless_fields_fail() {
    let code =
        |head, unit, times, tail| outcome(head, unit, times, tail).map(|p| p.row_count).map_err(|f| f.code);
    assert_eq!(code("a,b\n1,", "x", 50_000_000, "\n"), Err("record_too_long"));
    assert_eq!(code("", "x", 50_000_000, ""), Err("record_too_long"));
    assert_eq!(code("a,b\n1,\"", "x", 50_000_000, "\"\n"), Err("record_too_long"));
    assert_eq!(code("", "a,", 3_000_000, "\n"), Err("too_many_columns"));
    assert_eq!(code("[", "[", 10_000_000, ""), Err("json_too_deep"));
    assert_eq!(code("[{\"a\":\"", "x", 10_000_000, "\"}]"), Err("record_too_long"));
    assert_eq!(code("{\"a\":1}\n{\"a\":\"", "x", 10_000_000, "\"}\n"), Err("record_too_long"));
}

#[test]
fn an_open_quote_costs_one_line() {
    let profile = outcome("a,b\n\"x\",1\n\"y\",2\n\"open,3\n", "plain,4\n", 1_000_000, "").unwrap();
    assert_eq!((profile.row_count, profile.rejected_count), (1_000_002, 1));
}

#[test]
fn rows_that_are_all_bad_do_not_pile_up() {
    let profile = outcome("a,b,c\n1,2,3\n4,5,6\n7,8,9\n10,11,12\n", "1,2\n", 3, "13,14,15\n").unwrap();
    assert_eq!((profile.row_count, profile.rejected_count), (5, 3));
    let mut good = String::from("a,b,c\n");
    (0..300).for_each(|i| good.push_str(&format!("{i},{i},{i}\n")));
    let profile = outcome(&good, "1,2\n", 2_000_000, "").unwrap();
    assert_eq!((profile.row_count, profile.rejected_count), (300, 2_000_000));
}

#[test]
fn long_values_do_not_pile_up() {
    let profile =
        outcome("a,b\n", &format!("{},{}\n", "x".repeat(100_000), "y".repeat(50_000)), 300, "").unwrap();
    assert_eq!(profile.columns[0].max_length, Some(100_000));
    assert_eq!(profile.columns[0].top_values[0].value.len(), tabular::SHOWN_CHARS);
}

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }
}

/// Whatever comes, the counts must add up and the twin must open.
fn survives(bytes: &[u8]) {
    let (result, sink) = run(bytes, &Options::default(), true);
    match result {
        Ok(profile) => {
            assert_eq!(profile.records_processed, profile.row_count + profile.rejected_count);
            for column in &profile.columns {
                assert!(column.null_count + column.distinct_count <= profile.row_count, "{column:?}");
            }
            let twin = sink.parquet.0.lock().unwrap().clone();
            let twin = tabular::twin::Twin::open(bytes::Bytes::from(twin)).unwrap();
            assert_eq!(twin.row_count(), profile.row_count);
            assert_eq!(twin.rows(0, usize::MAX).unwrap().len() as u64, profile.row_count);
        }
        Err(Error::Failure(failure)) => assert!(!failure.message.is_empty()),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn damaged_files_are_survived() {
    let utf16: Vec<u8> = "a,b\nü,1\nö,2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let seeds: Vec<Vec<u8>> = vec![
        b"id,name,n\n1,\"a, \"\"b\"\"\",2.5\n2,c,-1e5\n3,,\n".to_vec(),
        b"a;b\r\n'x;y';1\r\n'z';2\r\n".to_vec(),
        b"[{\"a\":1,\"b\":{\"c\":[1,\"x\\u00e9\"]}},{\"a\":\"y\\n\"}]".to_vec(),
        b"{\"a\":1}\n{\"b\":true,\"a\":null}\n".to_vec(),
        "day\tort\n2024-01-05\tZürich\n2024-02-29\tGenève\n".as_bytes().to_vec(),
        utf16,
    ];
    let alphabet = b",;\t|\"'\\\n\r {}[]:0129.-eTz\x00\xff\xc3\x80a";
    let mut random = Random(0x5eed);
    for round in 0..6_000 {
        let mut bytes = seeds[round % seeds.len()].clone();
        for _ in 0..1 + random.below(6) {
            let at = random.below(bytes.len().max(1)).min(bytes.len());
            let new = alphabet[random.below(alphabet.len())];
            match random.below(4) {
                0 if at < bytes.len() => bytes[at] = new,
                1 => bytes.truncate(at),
                2 => bytes.insert(at, new),
                _ => {
                    let part = bytes[at..].to_vec();
                    bytes.extend(part);
                }
            }
        }
        survives(&bytes);
    }
}

#[test]
fn noise_is_survived() {
    let mut random = Random(0xbad);
    for _ in 0..1_500 {
        let length = random.below(400);
        let letters = 2 + random.below(40);
        let alphabet: Vec<u8> = (0..letters)
            .map(|_| b" ,;\t|\"'\n\r{}[]:,.0123456789-eabcxyz\\\xc3\xa9\xf0\x9f"[random.below(39)])
            .collect();
        let bytes: Vec<u8> = (0..length).map(|_| alphabet[random.below(letters)]).collect();
        survives(&bytes);
    }
}
