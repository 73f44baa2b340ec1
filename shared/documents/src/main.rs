//! `read-document`: the process in which one document is read. It takes the file as its standard input and answers
//! with frames ([`documents::Reader`] reads them).
use std::process::ExitCode;

fn main() -> ExitCode {
    documents::serve_if_asked().unwrap_or_else(|| {
        eprintln!("usage: read-document {} < FILE", documents::ARGUMENT);
        ExitCode::FAILURE
    })
}
