//! From tags to blocks of text.
use html5gum::emitters::callback::CallbackEvent;

/// A block beyond this is handed on in pieces.
const BLOCK_BYTES: usize = 256 << 10;

/// Which text is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All that is shown.
    All,
    /// Without navigation, headers, footers, asides and forms.
    Body,
    /// Of that, what `main` and `article` hold.
    Main,
}

/// Text between two tags that separate blocks.
pub(super) struct Block<'a> {
    pub text: &'a str,
    pub heading: Option<u8>,
    /// An item of a list or a row of a table.
    pub is_line: bool,
    /// The first one of its list or table.
    pub is_first: bool,
    /// Of navigation, a header, a footer, an aside or a form.
    pub is_aside: bool,
    pub is_main: bool,
}

/// Where blocks go.
pub(super) trait Sink {
    /// Takes a block; whether more are wanted.
    fn block(&mut self, block: Block<'_>) -> bool;
    /// Takes the page's title.
    fn title(&mut self, title: &str);
}

/// Says that no more is wanted.
pub(super) struct Stop;

/// Lists nested deeper are shown as if they were not.
const LISTS: usize = 16;

/// What a page is at, tag by tag. Nesting is counted, not followed.
pub(super) struct Walk<S> {
    pub sink: S,
    scope: Scope,
    /// The start tag in hand, the attribute in hand, and whether the attributes hide the element.
    name: Vec<u8>,
    attribute: Vec<u8>,
    hides: bool,
    /// The element whose content is not shown, and how many of that name are open in it.
    hidden: Option<(Vec<u8>, usize)>,
    in_title: bool,
    aside: usize,
    main: usize,
    block: String,
    /// A blank is due before the next word.
    blank: bool,
    pre: usize,
    heading: Option<u8>,
    /// What stands before an item's first words.
    mark: String,
    tables: usize,
    /// A list or a table begins.
    begins: bool,
    /// Cells of the row in hand; `None` outside of rows.
    cells: Option<usize>,
    /// Lists around, the innermost last: the next number where they are ordered.
    lists: Vec<Option<u32>>,
}

impl<S: Sink> Walk<S> {
    pub fn new(scope: Scope, sink: S) -> Self {
        Self {
            sink,
            scope,
            name: Vec::new(),
            attribute: Vec::new(),
            hides: false,
            hidden: None,
            in_title: false,
            aside: 0,
            main: 0,
            block: String::new(),
            blank: false,
            pre: 0,
            heading: None,
            mark: String::new(),
            tables: 0,
            begins: false,
            cells: None,
            lists: Vec::new(),
        }
    }

    pub fn event(&mut self, event: CallbackEvent<'_>) -> Option<Stop> {
        let goes_on = match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name.clear();
                self.name.extend_from_slice(name);
                self.hides = false;
                true
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                self.hides |= name == b"hidden";
                true
            }
            CallbackEvent::AttributeValue { value } => {
                self.hides |= hides(&self.attribute, value);
                true
            }
            CallbackEvent::CloseStartTag { .. } => {
                let name = std::mem::take(&mut self.name);
                let goes_on = self.start(&name);
                self.name = name;
                goes_on
            }
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => true,
        };
        (!goes_on).then_some(Stop)
    }

    /// Hands the block on; whether more are wanted.
    pub fn end_block(&mut self) -> bool {
        self.blank = false;
        if self.block.trim().is_empty() {
            self.block.clear();
            return true;
        }
        let block = std::mem::take(&mut self.block);
        let mark = std::mem::take(&mut self.mark);
        let is_line = self.cells.is_some() || !mark.is_empty();
        let text = if mark.is_empty() { block } else { mark + block.trim_start() };
        let (is_aside, is_main) = (self.aside > 0, self.main > 0);
        let wanted = match self.scope {
            Scope::All => true,
            Scope::Body => !is_aside,
            Scope::Main => !is_aside && is_main,
        };
        let heading = self.heading.filter(|_| !is_line);
        let is_first = std::mem::take(&mut self.begins);
        !wanted || self.sink.block(Block { text: &text, heading, is_line, is_first, is_aside, is_main })
    }

    fn start(&mut self, name: &[u8]) -> bool {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(hidden == name);
            return true;
        }
        if is_never_shown(name) || (self.hides && !is_void(name) && !matches!(name, b"html" | b"body")) {
            self.hidden = Some((name.to_vec(), 1));
            return true;
        }
        if !self.separate(name) {
            return false;
        }
        self.begins |= match name {
            b"table" => self.tables == 0,
            b"ul" | b"menu" | b"ol" => self.lists.is_empty(),
            _ => false,
        };
        match name {
            b"title" => self.in_title = true,
            b"nav" | b"header" | b"footer" | b"aside" | b"form" => self.aside += 1,
            b"main" | b"article" => self.main += 1,
            b"pre" => self.pre += 1,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => self.heading = Some(name[1] - b'0'),
            b"ul" | b"menu" if self.lists.len() < LISTS => self.lists.push(None),
            b"ol" if self.lists.len() < LISTS => self.lists.push(Some(1)),
            b"li" if self.tables == 0 => self.mark = self.item(),
            b"table" => self.tables += 1,
            b"tr" if self.tables <= 1 => self.cells = Some(0),
            b"td" | b"th" if self.tables <= 1 => {
                let cells = self.cells.get_or_insert(0);
                if *cells > 0 {
                    self.block.push('\t');
                }
                *cells += 1;
                self.blank = false;
            }
            b"br" if self.cells.is_some() => self.blank = true,
            b"br" => {
                self.block.push('\n');
                self.blank = false;
            }
            _ => {}
        }
        true
    }

    fn end(&mut self, name: &[u8]) -> bool {
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth -= usize::from(hidden == name);
            if *depth == 0 {
                self.hidden = None;
            }
            return true;
        }
        if !self.separate(name) {
            return false;
        }
        match name {
            b"title" => self.in_title = false,
            b"nav" | b"header" | b"footer" | b"aside" | b"form" => self.aside = self.aside.saturating_sub(1),
            b"main" | b"article" => self.main = self.main.saturating_sub(1),
            b"pre" => self.pre = self.pre.saturating_sub(1),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => self.heading = None,
            b"ul" | b"menu" | b"ol" => drop(self.lists.pop()),
            b"li" => self.mark.clear(),
            b"table" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
        if (name == b"tr" && self.tables <= 1) || (name == b"table" && self.tables == 0) {
            self.cells = None;
        }
        true
    }

    /// What a tag that separates does: ends the block, or, inside of a row, which is one line, the word.
    fn separate(&mut self, name: &[u8]) -> bool {
        if !separates(name) {
            return true;
        }
        let ends_row = self.tables <= 1 && matches!(name, b"tr" | b"table" | b"tbody" | b"thead" | b"tfoot");
        if self.cells.is_some() && !ends_row {
            self.blank = true;
            return true;
        }
        self.end_block()
    }

    /// What stands before the next item of the innermost list.
    fn item(&mut self) -> String {
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        match self.lists.last_mut() {
            Some(Some(next)) => {
                let mark = format!("{indent}{next}. ");
                *next = next.saturating_add(1);
                mark
            }
            _ => format!("{indent}- "),
        }
    }

    fn text(&mut self, text: &str) -> bool {
        if self.hidden.is_some() {
            return true;
        }
        if self.in_title {
            self.sink.title(text);
            return true;
        }
        for c in text.chars() {
            if self.pre > 0 && self.cells.is_none() {
                self.block.push(c);
            } else if c.is_whitespace() && c != '\u{a0}' {
                self.blank = true;
            } else {
                let due = std::mem::take(&mut self.blank);
                if due && !self.block.is_empty() && !self.block.ends_with([' ', '\n', '\t']) {
                    self.block.push(' ');
                }
                self.block.push(c);
            }
            if self.block.len() > BLOCK_BYTES && !self.end_block() {
                return false;
            }
        }
        true
    }
}

fn hides(attribute: &[u8], value: &[u8]) -> bool {
    match attribute {
        b"aria-hidden" => value == b"true",
        b"style" => {
            let style: Vec<u8> = value.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
            style.windows(12).any(|part| part.eq_ignore_ascii_case(b"display:none"))
        }
        _ => false,
    }
}

fn is_never_shown(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"noscript"
            | b"template"
            | b"svg"
            | b"math"
            | b"iframe"
            | b"object"
            | b"canvas"
            | b"audio"
            | b"video"
            | b"select"
            | b"datalist"
            | b"textarea"
            | b"button"
            | b"dialog"
    )
}

fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

fn separates(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"caption"
            | b"dd"
            | b"details"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"head"
            | b"header"
            | b"hr"
            | b"legend"
            | b"li"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"p"
            | b"pre"
            | b"section"
            | b"summary"
            | b"table"
            | b"tbody"
            | b"tfoot"
            | b"thead"
            | b"title"
            | b"tr"
            | b"ul"
    )
}
