//! Sources and sinks in memory.
use std::io::{self, Cursor, Read, Write};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use tabular::{Column, Error, Failure, Options, Outputs, Profile, Sink, Source, parse};

pub struct Bytes(pub Vec<u8>);

impl Source for Bytes {
    fn open(&mut self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(Cursor::new(self.0.clone())))
    }
    fn size(&self) -> u64 {
        self.0.len() as u64
    }
}

#[derive(Clone, Default)]
pub struct Shared(pub Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Default)]
pub struct Memory {
    pub with_twin: bool,
    pub parquet: Shared,
    pub rejects: Shared,
}

impl Sink for Memory {
    fn begin(&mut self) -> io::Result<Outputs> {
        self.parquet = Shared::default();
        self.rejects = Shared::default();
        let parquet = self.with_twin.then(|| Box::new(self.parquet.clone()) as Box<dyn Write + Send>);
        Ok(Outputs { parquet, rejects: Some(Box::new(self.rejects.clone())) })
    }
}

pub fn run(bytes: &[u8], options: &Options, with_twin: bool) -> (Result<Profile, Error>, Memory) {
    let mut sink = Memory { with_twin, ..Memory::default() };
    let result = parse(&mut Bytes(bytes.to_vec()), options, &mut sink, &mut |_| ControlFlow::Continue(()));
    (result, sink)
}

pub fn profile(text: &str) -> Profile {
    profile_with(text, &Options::default())
}

pub fn profile_with(text: &str, options: &Options) -> Profile {
    run(text.as_bytes(), options, false).0.unwrap()
}

pub fn rejects(bytes: &[u8]) -> (Profile, String) {
    let (result, sink) = run(bytes, &Options::default(), false);
    let list = String::from_utf8(sink.rejects.0.lock().unwrap().clone()).unwrap();
    (result.unwrap(), list)
}

pub fn failure(bytes: &[u8]) -> Failure {
    match run(bytes, &Options::default(), false).0 {
        Err(Error::Failure(failure)) => failure,
        other => panic!("expected a failure, got {other:?}"),
    }
}

pub fn column<'a>(profile: &'a Profile, name: &str) -> &'a Column {
    profile.columns.iter().find(|column| column.name == name).unwrap_or_else(|| panic!("no column {name}"))
}
