//! One JSON value: where it ends, and the cells of an object's row.
use crate::block::Cell;

/// Deepest nesting of objects and arrays.
pub(super) const MAX_DEPTH: usize = 64;

/// Why a record is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bad {
    /// Not JSON, at this offset.
    Syntax(usize),
    TooDeep,
    NotAnObject,
}

/// Finds the end of the value that begins at `start`; `None`: the text ends before.
pub(super) fn end_of_value(text: &[u8], start: usize) -> Result<Option<usize>, Bad> {
    let mut depth = 0;
    let mut at = start;
    loop {
        match text.get(at) {
            None => return Ok(None),
            Some(b'"') => match end_of_string(text, at) {
                None => return Ok(None),
                Some(end) => at = end,
            },
            Some(b'{' | b'[') => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Bad::TooDeep);
                }
                at += 1;
            }
            Some(b'}' | b']') if depth == 0 => {
                return if at > start { Ok(Some(at)) } else { Err(Bad::Syntax(at)) };
            }
            Some(b'}' | b']') => {
                depth -= 1;
                at += 1;
            }
            Some(b',' | b' ' | b'\t' | b'\n' | b'\r') if depth == 0 => {
                return if at > start { Ok(Some(at)) } else { Err(Bad::Syntax(at)) };
            }
            Some(_) => {
                at += 1;
                continue;
            }
        }
        if depth == 0 {
            return Ok(Some(at));
        }
    }
}

/// Offset behind the string that begins at `start`.
fn end_of_string(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += text.get(at..)?.iter().position(|b| matches!(b, b'"' | b'\\'))?;
        if text[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Takes the cells of an object's members.
pub(super) trait Row {
    /// A member of this dotted name has this value.
    fn put(&mut self, path: &str, cell: Cell);
}

/// Parses one complete object, unescaping strings in place. Bytes left over become blanks.
pub(super) struct Parser<'a> {
    text: &'a mut [u8],
    at: usize,
    end: usize,
    path: String,
    depth: usize,
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a mut [u8], start: usize, end: usize) -> Self {
        Self { text, at: start, end, path: String::new(), depth: 0 }
    }

    pub fn object(mut self, row: &mut dyn Row) -> Result<(), Bad> {
        if self.peek() != Some(b'{') {
            return Err(Bad::NotAnObject);
        }
        self.members(row)?;
        self.blanks();
        if self.at == self.end { Ok(()) } else { Err(self.bad()) }
    }

    fn bad(&self) -> Bad {
        Bad::Syntax(self.at)
    }

    fn peek(&self) -> Option<u8> {
        (self.at < self.end).then(|| self.text[self.at])
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn expect(&mut self, byte: u8) -> Result<(), Bad> {
        self.blanks();
        if self.peek() != Some(byte) {
            return Err(self.bad());
        }
        self.at += 1;
        self.blanks();
        Ok(())
    }

    fn members(&mut self, row: &mut dyn Row) -> Result<(), Bad> {
        self.enter()?;
        self.expect(b'{')?;
        if self.peek() == Some(b'}') {
            return self.leave();
        }
        let parent = self.path.len();
        loop {
            let key = self.string()?;
            if parent > 0 {
                self.path.push('.');
            }
            self.path.push_str(&String::from_utf8_lossy(key.of(self.text)));
            self.expect(b':')?;
            self.member(row)?;
            self.path.truncate(parent);
            self.blanks();
            if self.peek() == Some(b'}') {
                return self.leave();
            }
            self.expect(b',')?;
        }
    }

    fn member(&mut self, row: &mut dyn Row) -> Result<(), Bad> {
        let start = self.at;
        let cell = match self.peek() {
            Some(b'{') => return self.members(row),
            Some(b'"') => self.string()?,
            Some(b'n') => {
                self.scalar()?;
                Cell::default()
            }
            _ => {
                self.value()?;
                Cell::new(start, self.at)
            }
        };
        row.put(&self.path, cell);
        Ok(())
    }

    fn enter(&mut self) -> Result<(), Bad> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(Bad::TooDeep) } else { Ok(()) }
    }

    fn leave(&mut self) -> Result<(), Bad> {
        self.depth -= 1;
        self.at += 1;
        Ok(())
    }

    /// Any value whose text is kept.
    fn value(&mut self) -> Result<(), Bad> {
        match self.peek() {
            Some(b'"') => self.skip_string(),
            Some(b'[') => self.list(b']', |parser| parser.value()),
            Some(b'{') => self.list(b'}', |parser| {
                parser.skip_string()?;
                parser.expect(b':')?;
                parser.value()
            }),
            _ => self.scalar(),
        }
    }

    /// Items between brackets.
    fn list(&mut self, close: u8, mut item: impl FnMut(&mut Self) -> Result<(), Bad>) -> Result<(), Bad> {
        self.enter()?;
        self.at += 1;
        self.blanks();
        if self.peek() == Some(close) {
            return self.leave();
        }
        loop {
            item(self)?;
            self.blanks();
            if self.peek() == Some(close) {
                return self.leave();
            }
            self.expect(b',')?;
        }
    }

    fn scalar(&mut self) -> Result<(), Bad> {
        let rest = &self.text[self.at..self.end];
        let length = rest
            .iter()
            .position(|b| matches!(b, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r'))
            .unwrap_or(rest.len());
        let word = &rest[..length];
        if !matches!(word, b"true" | b"false" | b"null") && !is_number(word) {
            return Err(self.bad());
        }
        self.at += length;
        Ok(())
    }

    fn skip_string(&mut self) -> Result<(), Bad> {
        if self.peek() != Some(b'"') {
            return Err(self.bad());
        }
        match end_of_string(&self.text[..self.end], self.at) {
            Some(end) => {
                self.at = end;
                Ok(())
            }
            None => Err(self.bad()),
        }
    }

    /// The content of a string, unescaped.
    fn string(&mut self) -> Result<Cell, Bad> {
        let start = self.at + 1;
        self.skip_string()?;
        let close = self.at - 1;
        if !self.text[start..close].contains(&b'\\') {
            return Ok(Cell::new(start, close));
        }
        let (mut read, mut write) = (start, start);
        while read < close {
            let byte = self.text[read];
            read += 1;
            if byte != b'\\' {
                self.text[write] = byte;
                write += 1;
                continue;
            }
            let escape = self.text[read];
            read += 1;
            let plain = match escape {
                b'"' | b'\\' | b'/' => escape,
                b'b' => 8,
                b'f' => 12,
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'u' => {
                    let (character, used) = self.unicode(read, close).ok_or(Bad::Syntax(read))?;
                    read += used;
                    write += character.encode_utf8(&mut self.text[write..]).len();
                    continue;
                }
                _ => return Err(Bad::Syntax(read)),
            };
            self.text[write] = plain;
            write += 1;
        }
        self.text[write..close].fill(b' ');
        Ok(Cell::new(start, write))
    }

    /// The character of `XXXX` or of a surrogate pair `XXXX\uXXXX`, and the bytes it took; half a pair is U+FFFD.
    fn unicode(&self, at: usize, close: usize) -> Option<(char, usize)> {
        let unit = |at: usize| {
            let digits = self.text.get(at..at + 4).filter(|_| at + 4 <= close)?;
            let digits =
                std::str::from_utf8(digits).ok().filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
            u32::from_str_radix(digits, 16).ok()
        };
        let high = unit(at)?;
        if let Some(character) = char::from_u32(high) {
            return Some((character, 4));
        }
        if (0xd800..0xdc00).contains(&high)
            && self.text.get(at + 4..at + 6) == Some(b"\\u")
            && let Some(low @ 0xdc00..0xe000) = unit(at + 6)
        {
            return char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)).map(|c| (c, 10));
        }
        Some((char::REPLACEMENT_CHARACTER, 4))
    }
}

/// `-? int frac? exp?` of RFC 8259.
fn is_number(text: &[u8]) -> bool {
    let rest = text.strip_prefix(b"-").unwrap_or(text);
    let digits = |s: &[u8]| s.iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest[0] == b'0') {
        return false;
    }
    let mut rest = &rest[whole..];
    if let Some(fraction) = rest.strip_prefix(b".") {
        let count = digits(fraction);
        if count == 0 {
            return false;
        }
        rest = &fraction[count..];
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent =
            exponent.strip_prefix(b"+").or_else(|| exponent.strip_prefix(b"-")).unwrap_or(exponent);
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Gathered(Vec<(String, Cell)>);

    impl Row for Gathered {
        fn put(&mut self, path: &str, cell: Cell) {
            self.0.push((path.to_owned(), cell));
        }
    }

    fn parse(text: &str) -> Result<Vec<(String, String)>, Bad> {
        let mut bytes = text.as_bytes().to_vec();
        let mut row = Gathered::default();
        let end = bytes.len();
        Parser::new(&mut bytes, 0, end).object(&mut row)?;
        Ok(row
            .0
            .into_iter()
            .map(|(path, cell)| (path, String::from_utf8(cell.of(&bytes).to_vec()).unwrap()))
            .collect())
    }

    #[test]
    fn members_become_cells() {
        let row = parse(r#"{ "a" : 1.50, "b":{"c":"x\"\u00e9\ud83d\ude00\n","d":null,"e":{}}, "f":[1,{"g":"]"}], "h":true}"#).unwrap();
        let expected =
            [("a", "1.50"), ("b.c", "x\"é😀\n"), ("b.d", ""), ("f", "[1,{\"g\":\"]\"}]"), ("h", "true")];
        assert_eq!(row, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "{",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":01}",
            "{\"a\":1,}",
            "{\"a\":tru}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":1}x",
            "{a:1}",
            "{\"a\":[1 2]}",
        ] {
            assert!(matches!(parse(text), Err(Bad::Syntax(_))), "{text}");
        }
        let deep = format!("{{\"a\":{}1{}}}", "[".repeat(100), "]".repeat(100));
        assert_eq!(parse(&deep), Err(Bad::TooDeep));
        assert_eq!(end_of_value(deep.as_bytes(), 0), Err(Bad::TooDeep));
    }

    #[test]
    fn ends_are_found() {
        for (text, end) in [
            ("{\"a\":\"}\\\"\"} ", Some(11)),
            ("[1,2] x", Some(5)),
            ("12,", Some(2)),
            ("\"a\",", Some(3)),
            ("{\"a\":", None),
            ("tru", None),
        ] {
            assert_eq!(end_of_value(text.as_bytes(), 0), Ok(end), "{text}");
        }
    }
}
