//! XML as a stream of events whose size is bounded: no document makes the reader hold more than a megabyte.
use std::{
    cell::Cell,
    io::{self, BufRead, BufReader, Read},
    rc::Rc,
};

use quick_xml::{
    XmlVersion,
    events::{BytesStart, Event as XmlEvent},
    reader::Reader,
};

use crate::failure::{Error, Failure, Result};

/// The longest tag or run of text.
const EVENT_BYTES: usize = 1 << 20;
const DEPTH: usize = 1000;

/// What a part consists of. Elements without content are told as their start and end.
pub(crate) enum Event<'a> {
    Start(Tag<'a>),
    End(&'a str),
    Text(&'a str),
}

/// A start tag.
pub(crate) struct Tag<'a>(&'a BytesStart<'a>);

impl Tag<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute, by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let found = self.0.attributes().flatten().find(|a| a.key.local_name().into_inner() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }
}

/// Hands the events of `input` to `each`.
pub(crate) fn events(input: impl Read, each: &mut dyn FnMut(Event<'_>) -> Result<()>) -> Result<()> {
    let taken = Rc::new(Cell::new(0));
    let mut reader = Reader::from_reader(Bounded { input: BufReader::new(input), taken: taken.clone() });
    // A document that was cut or closes what it never opened is damaged, but what came before is told apart.
    reader.config_mut().check_end_names = true;
    let mut buffer = Vec::new();
    let mut depth = 0_usize;
    loop {
        buffer.clear();
        taken.set(0);
        match reader.read_event_into(&mut buffer).map_err(error)? {
            XmlEvent::Start(tag) => {
                depth += 1;
                if depth > DEPTH {
                    let message = format!("Its elements are nested more than {DEPTH} deep.");
                    return Err(Failure::new("too_deep", message).into());
                }
                each(Event::Start(Tag(&tag)))?;
            }
            XmlEvent::Empty(tag) => {
                each(Event::Start(Tag(&tag)))?;
                each(Event::End(tag.local_name().into_inner()))?;
            }
            XmlEvent::End(tag) => {
                depth = depth.saturating_sub(1);
                each(Event::End(tag.local_name().into_inner()))?;
            }
            XmlEvent::Text(text) => each(Event::Text(&text.xml10_content()))?,
            XmlEvent::CData(text) => each(Event::Text(&text.xml10_content()))?,
            // Only the five entities of XML itself and characters by number: none that a document declares, so that
            // none expands.
            XmlEvent::GeneralRef(reference) => {
                let named = quick_xml::escape::resolve_predefined_entity(&reference.xml10_content())
                    .map(str::to_owned);
                let numbered = reference.resolve_char_ref().ok().flatten().map(String::from);
                if let Some(text) = named.or(numbered) {
                    each(Event::Text(&text))?;
                }
            }
            XmlEvent::Eof if depth > 0 => return Err(Failure::damaged("Word document").into()),
            XmlEvent::Eof => return Ok(()),
            XmlEvent::Comment(_) | XmlEvent::Decl(_) | XmlEvent::PI(_) | XmlEvent::DocType(_) => {}
        }
    }
}

fn error(error: quick_xml::Error) -> Error {
    match error {
        quick_xml::Error::Io(error) => match error.get_ref().and_then(|e| e.downcast_ref::<Failure>()) {
            Some(failure) => failure.clone().into(),
            // What cannot be unpacked is damaged; the file itself was read before.
            None if matches!(
                error.kind(),
                io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof
            ) =>
            {
                Failure::damaged("Word document").into()
            }
            None => io::Error::new(error.kind(), error.to_string()).into(),
        },
        _ => Failure::damaged("Word document").into(),
    }
}

/// Fails once an event takes more than it may.
struct Bounded<R> {
    input: BufReader<R>,
    taken: Rc<Cell<usize>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.input.read(buffer)
    }
}

impl<R: Read> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken.get() > EVENT_BYTES {
            let message = format!("A tag or a run of text is longer than {} MiB.", EVENT_BYTES >> 20);
            return Err(io::Error::other(Failure::new("decompression_bomb", message)));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken.set(self.taken.get() + amount);
        self.input.consume(amount);
    }
}
