//! HTML: the main text of a page, in one pass over its tags; nothing is built that could be nested too deep.
//!
//! What counts as main is told from all of it first: the content of `main` and `article` where there is enough, else the
//! body without navigation, headers, footers, asides and forms, else all of the body.
mod walk;

use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use walk::{Block, Scope, Sink, Walk};

use crate::{
    Input, encoding,
    failure::{Failure, Result},
    text::{Gap, Text},
};

const MAX_BYTES: u64 = 16 << 20;
/// `main` or `article` hold the main text where they have this many characters, and this percentage of all.
const MAIN_CHARS: usize = 200;
const MAIN_PERCENT: usize = 20;

/// See the module.
pub(crate) fn read(input: &mut dyn Input, size: u64, text: &mut Text<'_>) -> Result<()> {
    if size > MAX_BYTES {
        return Err(Failure::too_large("A page of HTML", MAX_BYTES).into());
    }
    let bytes = crate::head(input, MAX_BYTES)?;
    let encoding = declared(&bytes).unwrap_or_else(|| encoding::detect(&bytes));
    text.encoding(encoding.name());
    let (source, _, malformed) = encoding.decode(&bytes);
    if malformed {
        let message = format!("Some bytes are no text in {}; they stand as \u{fffd}.", encoding.name());
        text.note("malformed_text", message);
    }
    let mut measure = Walk::new(Scope::All, Measure::default());
    run(&source, &mut measure);
    let mut writer = Walk::new(measure.sink.scope(), Writer { text, follows: false, result: Ok(()) });
    run(&source, &mut writer);
    writer.sink.result
}

/// The encoding that a `meta` element declares in the first 1024 bytes, where the file has no mark of its own.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let has_mark = encoding_rs::Encoding::for_bom(bytes).is_some();
    if has_mark || encoding::utf16_without_mark(bytes).is_some() {
        return None;
    }
    let head: Vec<u8> = bytes.iter().take(1024).map(u8::to_ascii_lowercase).collect();
    let at = head.windows(8).position(|part| part == b"charset=")?;
    let label: Vec<u8> = head[at + 8..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
        .collect();
    let encoding = encoding_rs::Encoding::for_label(&label)?;
    // What could be read in ASCII is not UTF-16, whatever it says.
    let utf16 = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    Some(if utf16 { encoding_rs::UTF_8 } else { encoding })
}

/// Runs over a page's tags and text until its end, or until `walk` wants no more.
fn run<S: Sink>(source: &str, walk: &mut Walk<S>) {
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| walk.event(event));
    emitter.naively_switch_states(true);
    if Tokenizer::new_with_emitter(source, emitter).next().is_none() {
        walk.end_block();
    }
}

/// How much text there is in each scope.
#[derive(Default)]
struct Measure {
    all: usize,
    body: usize,
    main: usize,
}

impl Measure {
    fn scope(&self) -> Scope {
        let share = |chars: usize| chars * 100 >= self.all * MAIN_PERCENT;
        if self.main >= MAIN_CHARS && share(self.main) {
            Scope::Main
        } else if self.body > 0 && share(self.body) {
            Scope::Body
        } else {
            Scope::All
        }
    }
}

impl Sink for Measure {
    fn block(&mut self, block: Block<'_>) -> bool {
        let chars = block.text.chars().filter(|c| !c.is_whitespace()).count();
        self.all += chars;
        self.body += if block.is_aside { 0 } else { chars };
        self.main += if block.is_aside || !block.is_main { 0 } else { chars };
        true
    }

    fn title(&mut self, _: &str) {}
}

/// Writes the blocks.
struct Writer<'t, 'a> {
    text: &'t mut Text<'a>,
    /// A line of the same list or table went before.
    follows: bool,
    result: Result<()>,
}

impl Sink for Writer<'_, '_> {
    fn block(&mut self, block: Block<'_>) -> bool {
        self.result = match block.heading {
            Some(level) => self.text.heading(level, block.text),
            None => {
                let gap =
                    if block.is_line && self.follows && !block.is_first { Gap::Line } else { Gap::Paragraph };
                self.text.piece(gap, block.text)
            }
        };
        self.follows = block.is_line;
        self.result.is_ok()
    }

    fn title(&mut self, title: &str) {
        self.text.title(title);
    }
}
