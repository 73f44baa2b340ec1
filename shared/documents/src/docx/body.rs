//! The body of a document, event by event.
use super::{numbering::Numbering, styles::Styles, styles::outline, xml::Event};
use crate::{
    failure::Result,
    text::{Gap, Text},
};

/// Text of a paragraph or a row beyond which it is written in pieces.
const PIECE_BYTES: usize = 256 << 10;

/// See the module.
pub(crate) struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    line: String,
    level: Option<u8>,
    style: Option<String>,
    list: Option<String>,
    list_level: Option<u8>,
    /// Inside of a run's text.
    in_text: bool,
    /// Elements whose content is not shown, that are open.
    hidden: usize,
    /// Open tables, cells of the row in hand, and what it has.
    tables: usize,
    cells: usize,
    row: String,
    /// The line in hand goes on where a piece was cut; a line of the same list or table went before.
    goes_on: bool,
    follows: bool,
}

impl<'a> Body<'a> {
    pub fn new(styles: &'a Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            line: String::new(),
            level: None,
            style: None,
            list: None,
            list_level: None,
            in_text: false,
            hidden: 0,
            tables: 0,
            cells: 0,
            row: String::new(),
            goes_on: false,
            follows: false,
        }
    }

    pub fn event(&mut self, event: Event<'_>, text: &mut Text<'_>) -> Result<()> {
        match event {
            // What was deleted, what another program would show instead, and fields' instructions.
            Event::Start(tag) if self.hidden > 0 || is_hidden(tag.name()) => self.hidden += 1,
            Event::End(_) if self.hidden > 0 => self.hidden -= 1,
            Event::Start(tag) => match (tag.name(), tag.attribute("val")) {
                ("p", _) => self.begin(),
                ("pStyle", style) => self.style = style,
                ("outlineLvl", Some(level)) => self.level = outline(&level),
                ("numId", list) => self.list = list,
                ("ilvl", Some(level)) => self.list_level = level.parse().ok(),
                ("t", _) => self.in_text = true,
                ("tab", _) if tag.attribute("pos").is_none() => self.push(" ", text)?,
                ("br" | "cr", _) => self.push(if self.tables > 0 { " " } else { "\n" }, text)?,
                ("noBreakHyphen", _) => self.push("-", text)?,
                ("tbl", _) => {
                    if self.tables == 0 {
                        self.follows = false;
                    }
                    self.tables += 1;
                }
                ("tc", _) if self.tables == 1 => {
                    if self.cells > 0 {
                        self.row.push('\t');
                    }
                    self.cells += 1;
                }
                _ => {}
            },
            Event::Text(words) if self.in_text && self.hidden == 0 => self.push(words, text)?,
            Event::Text(_) => {}
            Event::End("t") => self.in_text = false,
            Event::End("p") => self.end(text)?,
            Event::End("tr") if self.tables == 1 => self.end_row(text)?,
            Event::End("tbl") => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.end_row(text)?;
                    self.follows = false;
                }
            }
            Event::End(_) => {}
        }
        Ok(())
    }

    /// Ends what a damaged document left open.
    pub fn finish(&mut self, text: &mut Text<'_>) -> Result<()> {
        self.end_row(text)?;
        self.tables = 0;
        self.end(text)?;
        self.follows = false;
        Ok(())
    }

    fn begin(&mut self) {
        self.level = None;
        self.style = None;
        self.list = None;
        self.list_level = None;
    }

    fn push(&mut self, words: &str, text: &mut Text<'_>) -> Result<()> {
        if self.tables > 0 {
            self.row.extend(words.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
            if self.row.len() > PIECE_BYTES {
                self.cut_row(text)?;
            }
            return Ok(());
        }
        self.line.push_str(words);
        if self.line.len() > PIECE_BYTES {
            let line = std::mem::take(&mut self.line);
            let gap = if self.goes_on { Gap::None } else { Gap::Paragraph };
            text.piece(gap, &line)?;
            self.goes_on = true;
        }
        Ok(())
    }

    /// A paragraph's end.
    fn end(&mut self, text: &mut Text<'_>) -> Result<()> {
        if self.tables > 0 {
            // Paragraphs of one cell stand in one line.
            if !self.row.is_empty() && !self.row.ends_with(['\t', ' ']) {
                self.row.push(' ');
            }
            return Ok(());
        }
        let mut line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.goes_on) {
            self.follows = false;
            return text.piece(Gap::None, line.trim_end());
        }
        if line.trim().is_empty() {
            return Ok(());
        }
        let style = self.style.as_deref().unwrap_or_default();
        if let Some(level) = self.level.or_else(|| self.styles.level(style)) {
            self.follows = false;
            return text.heading(level, line.trim());
        }
        let inherited = self.styles.list(style);
        let list = self.list.as_deref().or(inherited.map(|(list, _)| list));
        let level = self.list_level.or(inherited.map(|(_, level)| level)).unwrap_or(0);
        let mark = list.map(|list| self.numbering.mark(list, level)).unwrap_or_default();
        let is_line = !mark.is_empty();
        line.insert_str(0, &mark);
        let gap = if is_line && self.follows { Gap::Line } else { Gap::Paragraph };
        self.follows = is_line;
        text.piece(gap, &line)
    }

    fn end_row(&mut self, text: &mut Text<'_>) -> Result<()> {
        self.cut_row(text)?;
        self.cells = 0;
        self.goes_on = false;
        Ok(())
    }

    fn cut_row(&mut self, text: &mut Text<'_>) -> Result<()> {
        let row = std::mem::take(&mut self.row);
        // Paragraphs of a cell ended with a blank; empty cells stay.
        let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
        let row = cells.join("\t");
        if row.trim().is_empty() {
            return Ok(());
        }
        let gap = match (self.goes_on, self.follows) {
            (true, _) => Gap::None,
            (false, true) => Gap::Line,
            (false, false) => Gap::Paragraph,
        };
        self.goes_on = true;
        self.follows = true;
        text.piece(gap, &row)
    }
}

fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "del" | "moveFrom" | "Fallback" | "instrText" | "delText" | "footnotePr" | "rPrChange" | "pPrChange"
    )
}
