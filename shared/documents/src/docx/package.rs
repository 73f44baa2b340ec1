//! The archive that a Word document is: its parts by name, unpacked within bounds.
use std::{
    cell::Cell,
    io::{self, Read, SeekFrom},
    rc::Rc,
};

use zip::{ZipArchive, result::ZipError};

use super::xml;
use crate::{
    Input,
    failure::{Error, Failure, Result},
};

/// Members of the archive.
const MAX_MEMBERS: u64 = 10_000;
/// All parts together, unpacked.
const MAX_UNPACKED: u64 = 512 << 20;
/// Text packs 5 to 20 times; what packs more than this and is long is no text.
const MAX_RATIO: u64 = 200;
const RATIO_FROM: u64 = 16 << 20;
/// A relationship that leads to the main part.
const OFFICE_DOCUMENT: &str = "/officeDocument";

/// See the module.
pub(crate) struct Package<'a> {
    archive: ZipArchive<&'a mut dyn Input>,
    unpacked: Rc<Cell<u64>>,
}

impl<'a> Package<'a> {
    pub fn open(input: &'a mut dyn Input, size: u64) -> Result<Self> {
        let members = members(input, size)?;
        if members > MAX_MEMBERS {
            return Err(bomb(format!("Its archive has {members} members.")));
        }
        let archive = ZipArchive::new(input).map_err(error)?;
        Ok(Self { archive, unpacked: Rc::new(Cell::new(0)) })
    }

    /// The part with the body, whatever it is called; `None` where the archive names none.
    pub fn main_part(&mut self) -> Result<Option<String>> {
        let mut target = None;
        self.part("_rels/.rels", &mut |event| {
            if let xml::Event::Start(tag) = event
                && tag.name() == "Relationship"
                && tag.attribute("Type").is_some_and(|kind| kind.ends_with(OFFICE_DOCUMENT))
            {
                target = tag.attribute("Target");
            }
            Ok(())
        })?;
        Ok(target.map(|target| target.trim_start_matches('/').to_owned()))
    }

    /// Hands a part's events to `each`; `None` where there is no such part.
    pub fn part(
        &mut self,
        name: &str,
        each: &mut dyn FnMut(xml::Event<'_>) -> Result<()>,
    ) -> Result<Option<()>> {
        let member = match self.archive.by_name(name) {
            Ok(member) => member,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(other) => return Err(error(other)),
        };
        let packed = member.compressed_size();
        let limited = Limited { input: member, packed, read: 0, unpacked: self.unpacked.clone() };
        xml::events(limited, each).map(Some)
    }
}

/// The part that stands in the same folder as `main`.
pub(crate) fn beside(main: &str, name: &str) -> String {
    match main.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    }
}

/// Members that the archive's end says there are, before anything is made of them. APPNOTE 6.3.10, §4.3.16.
fn members(input: &mut dyn Input, size: u64) -> Result<u64> {
    let tail = size.min(66 << 10);
    input.seek(SeekFrom::Start(size - tail))?;
    let bytes = crate::head(input, tail)?;
    input.rewind()?;
    let at = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").ok_or_else(damaged)?;
    let number = |at: usize| bytes.get(at..at + 2).map(|two| u64::from(u16::from_le_bytes([two[0], two[1]])));
    number(at + 10).ok_or_else(damaged)
}

fn damaged() -> Error {
    Failure::damaged("Word document").into()
}

fn bomb(detail: String) -> Error {
    let message = format!("This Word document unpacks to more than a document has. {detail}");
    Failure::new("decompression_bomb", message).into()
}

fn error(error: ZipError) -> Error {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other => damaged(),
            _ => error.into(),
        },
        ZipError::UnsupportedArchive(_) => {
            let message =
                "Its parts are encrypted or packed in a way that Word does not use: save it anew as .docx.";
            Failure::new("unsupported_document", message).into()
        }
        _ => damaged(),
    }
}

/// Fails once more comes out than may.
struct Limited<R> {
    input: R,
    packed: u64,
    read: u64,
    unpacked: Rc<Cell<u64>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buffer)?;
        self.read += n as u64;
        self.unpacked.set(self.unpacked.get() + n as u64);
        let ratio = self.read > RATIO_FROM && self.read / self.packed.max(1) > MAX_RATIO;
        if ratio || self.unpacked.get() > MAX_UNPACKED {
            let Error::Failure(failure) = bomb(format!("More than {} MiB came out of it.", self.read >> 20))
            else {
                return Ok(n);
            };
            return Err(io::Error::other(failure));
        }
        Ok(n)
    }
}
