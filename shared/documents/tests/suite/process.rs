//! The process that reads, and what becomes of its parent when it does not.
use std::{
    fs,
    io::{Seek as _, Write as _},
    ops::ControlFlow,
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    time::Duration,
};

use documents::{Document, Error, Limits, Options, Reader};
use tempfile::TempDir;

use crate::support::{apart, code, docx, lines, pages, text_of};

#[test]
fn another_process_reads_the_same() {
    let long = "Words of a long text, ä€😀. ".repeat(20_000);
    for bytes in [
        long.into_bytes(),
        docx("<w:p><w:r><w:t>words</w:t></w:r></w:p>", &[]),
        pages(&[lines(&[(700.0, "One")]), lines(&[(700.0, "Two")])]),
        b"<!doctype html><h1>a</h1><p>b".to_vec(),
        b"# a\n\n# b\n".to_vec(),
    ] {
        assert_eq!(apart(&bytes, None).unwrap(), text_of(&bytes));
    }
    assert_eq!(code(apart(b"", None)), "document_empty");
    assert_eq!(code(apart(b"\x89PNG\r\n\x1a\n\0\0\0\x0d", None)), "unsupported_document");
}

/// A program that answers as this script says.
fn answering(script: &str) -> (TempDir, Reader) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reader");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let limits =
        Limits { memory_bytes: 64 << 20, cpu: Duration::from_secs(1), wall: Duration::from_millis(1500) };
    let reader = Reader::new(path).with_limits(limits);
    (folder, reader)
}

fn ask(reader: &Reader) -> Result<Document, Error> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(b"words").unwrap();
    file.rewind().unwrap();
    reader.read(file, &Options::default(), &mut Vec::new(), &mut |_| ControlFlow::Continue(()))
}

#[test]
fn a_reader_that_misbehaves_fails_the_document_and_no_more() {
    for (script, expected) in [
        ("printf 'X....'", "reader_crashed"),
        ("printf 'T\\377\\377\\377\\377'", "reader_crashed"),
        ("printf 'T\\001\\000\\000\\000\\377'", "reader_crashed"),
        ("printf 'D\\002\\000\\000\\000{}'", "reader_crashed"),
        ("while :; do echo yes; done", "reader_crashed"),
        ("kill -SEGV $$", "reader_crashed"),
        ("kill -ABRT $$", "reader_crashed"),
        ("kill -XCPU $$", "too_slow"),
        ("while :; do printf 'P\\002\\000\\000\\000{}'; done", "reader_crashed"),
        ("exec /bin/sleep 60", "too_slow"),
        ("exec >&-; exec /bin/sleep 60", "too_slow"),
        ("echo 'memory allocation of 9 bytes failed' >&2; kill -ABRT $$", "too_much_memory"),
        ("echo \"thread 'x' has overflowed its stack\" >&2; kill -ABRT $$", "too_deep"),
    ] {
        let (_folder, reader) = answering(script);
        assert_eq!(code(ask(&reader)), expected, "{script}");
    }
}

#[test]
fn what_is_not_the_documents_fault_may_be_tried_again() {
    for script in ["kill -KILL $$", "kill -TERM $$", "exit 3", "echo no >&2; exit 1"] {
        let (_folder, reader) = answering(script);
        assert!(matches!(ask(&reader), Err(Error::Io(_))), "{script}");
    }
    let absent = Reader::new(PathBuf::from("/nowhere/reader"));
    assert!(matches!(ask(&absent), Err(Error::Io(_))));
}

#[test]
fn the_caller_may_stop_another_process() {
    let (_folder, reader) = answering("exec /bin/sleep 60");
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(b"words").unwrap();
    let stopped = reader.read(file, &Options::default(), &mut Vec::new(), &mut |_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(Error::Stopped)));
}

#[test]
fn the_reader_sees_no_environment() {
    // A frame with what the shell exports: nothing that this process has.
    let (_folder, reader) = answering(
        "[ -z \"$HOME$CARGO$CARGO_MANIFEST_DIR$AWS_SECRET_ACCESS_KEY\" ] && printf 'F\\031\\000\\000\\000{\"code\":\"a\",\"message\":\"\"}'",
    );
    assert_eq!(code(ask(&reader)), "a");
}
