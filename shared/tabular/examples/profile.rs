//! Profiles a file and prints the profile as JSON, and time and memory on the error stream:
//! `profile FILE [--twin OUT] [--rejects OUT] [--threads N] [--options JSON] [--quiet]`.
use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

use tabular::{Options, Outputs, Sink, Source, parse};

struct Input(PathBuf);

impl Source for Input {
    fn open(&mut self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(File::open(&self.0)?))
    }
    fn size(&self) -> u64 {
        self.0.metadata().map_or(0, |m| m.len())
    }
}

#[derive(Default)]
struct Files {
    parquet: Option<PathBuf>,
    rejects: Option<PathBuf>,
}

impl Sink for Files {
    fn begin(&mut self) -> io::Result<Outputs> {
        let create = |path: &Option<PathBuf>| {
            path.as_ref()
                .map(|path| File::create(path).map(|f| Box::new(f) as Box<dyn Write + Send>))
                .transpose()
        };
        Ok(Outputs { parquet: create(&self.parquet)?, rejects: create(&self.rejects)? })
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut input = None;
    let (mut options, mut files, mut quiet, mut threads) = (Options::default(), Files::default(), false, 1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--twin" => files.parquet = Some(value()?.into()),
            "--rejects" => files.rejects = Some(value()?.into()),
            "--threads" => threads = value()?.parse()?,
            "--options" => options = serde_json::from_str(&value()?)?,
            "--quiet" => quiet = true,
            _ => input = Some(PathBuf::from(argument)),
        }
    }
    options.threads = threads;
    let mut source = Input(input.ok_or("which file?")?);
    let started = Instant::now();
    let profile = parse(&mut source, &options, &mut files, &mut |_| ControlFlow::Continue(()))?;
    let seconds = started.elapsed().as_secs_f64();
    if !quiet {
        serde_json::to_writer_pretty(io::stdout().lock(), &profile)?;
        println!();
    }
    let rate = source.size() as f64 / 1e6 / seconds;
    eprintln!(
        "{} rows, {} rejected, {} passes, {seconds:.3} s, {rate:.0} MB/s",
        profile.row_count, profile.rejected_count, profile.passes
    );
    Ok(())
}
