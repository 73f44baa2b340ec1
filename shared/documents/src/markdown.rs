//! Markdown: CommonMark with tables, footnotes, task lists and front matter.
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::{
    Input, encoding,
    failure::Result,
    plain,
    text::{Gap, Text},
};

/// The parser holds the whole text and a tree of it.
const MAX_BYTES: u64 = 8 << 20;

/// See the module.
pub(crate) fn read(input: &mut dyn Input, size: u64, text: &mut Text<'_>) -> Result<()> {
    if size > MAX_BYTES {
        let message = format!("More than {} MiB of Markdown are read as plain text.", MAX_BYTES >> 20);
        text.note("markdown_as_text", message);
        return plain::read(input, text);
    }
    let bytes = crate::head(input, MAX_BYTES)?;
    let encoding = encoding::detect(&bytes);
    text.encoding(encoding.name());
    let (source, _, malformed) = encoding.decode(&bytes);
    if malformed {
        let message = format!("Some bytes are no text in {}; they stand as \u{fffd}.", encoding.name());
        text.note("malformed_text", message);
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut writer = Writer::default();
    for event in Parser::new_ext(&source, options) {
        writer.event(event, text)?;
    }
    writer.flush(text)
}

#[derive(Default)]
struct Writer {
    line: String,
    heading: Option<u8>,
    /// The next number of each list around; `None` for those with bullets.
    lists: Vec<Option<u64>>,
    /// The line in hand belongs to an item or a row.
    is_line: bool,
    /// A line of the same list or table went before.
    follows: bool,
    cells: usize,
    front_matter: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>, text: &mut Text<'_>) -> Result<()> {
        match event {
            Event::Start(tag) => self.start(tag, text)?,
            Event::End(tag) => self.end(tag, text)?,
            Event::Text(words) if self.front_matter => front_title(&words, text),
            Event::Text(words) | Event::Code(words) => self.line.push_str(&words),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.line.push_str(&words),
            Event::SoftBreak => self.line.push(' '),
            Event::HardBreak => self.line.push('\n'),
            Event::TaskListMarker(done) => self.line.push_str(if done { "[x] " } else { "[ ] " }),
            Event::FootnoteReference(label) => {
                self.line.push('[');
                self.line.push_str(&label);
                self.line.push(']');
            }
            Event::Rule => self.follows = false,
            // Tags are no text.
            Event::Html(_) | Event::InlineHtml(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>, text: &mut Text<'_>) -> Result<()> {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush(text)?;
                self.heading = Some(number(level));
            }
            Tag::List(first) => {
                self.flush(text)?;
                self.follows &= !self.lists.is_empty();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush(text)?;
                self.is_line = true;
                self.line.extend(std::iter::repeat_n("  ", self.lists.len().saturating_sub(1).min(16)));
                match self.lists.last_mut() {
                    Some(Some(next)) => {
                        self.line.push_str(&format!("{next}. "));
                        *next = next.saturating_add(1);
                    }
                    _ => self.line.push_str("- "),
                }
            }
            Tag::Table(_) => {
                self.flush(text)?;
                self.follows = false;
            }
            Tag::TableHead | Tag::TableRow => {
                self.flush(text)?;
                self.is_line = true;
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.line.push('\t');
                }
                self.cells += 1;
            }
            Tag::FootnoteDefinition(label) => {
                self.flush(text)?;
                self.line.push_str(&format!("[{label}] "));
            }
            Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::HtmlBlock => self.flush(text)?,
            Tag::MetadataBlock(_) => self.front_matter = true,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd, text: &mut Text<'_>) -> Result<()> {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow => self.flush(text)?,
            TagEnd::List(_) => {
                self.flush(text)?;
                self.lists.pop();
                self.follows &= !self.lists.is_empty();
            }
            TagEnd::Table => self.follows = false,
            TagEnd::MetadataBlock(_) => self.front_matter = false,
            _ => {}
        }
        Ok(())
    }

    fn flush(&mut self, text: &mut Text<'_>) -> Result<()> {
        let line = std::mem::take(&mut self.line);
        let heading = self.heading.take();
        let is_line = std::mem::take(&mut self.is_line);
        // The mark of an item that has nothing but a list of its own.
        if line.trim().is_empty() || (is_line && line.trim() == "-") {
            return Ok(());
        }
        match heading {
            Some(level) => {
                self.follows = false;
                text.heading(level, &line)
            }
            None => {
                let gap = if is_line && self.follows { Gap::Line } else { Gap::Paragraph };
                self.follows = is_line;
                text.piece(gap, &line)
            }
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The title in front matter. Not a parser of YAML: a line is enough.
fn front_title(lines: &str, text: &mut Text<'_>) {
    if let Some(title) = lines.lines().find_map(|line| line.strip_prefix("title:")) {
        text.title(title.trim().trim_matches(['"', '\'']));
    }
}
