//! From glyphs on a page to lines and paragraphs.
//!
//! Glyphs come in the order in which the page draws them, which is the order of reading but for the letters of scripts
//! from right to left. What lies between two of them tells a word, a line or a paragraph apart.
use hayro_interpret::kurbo::{Affine, Point, Vec2};
use unicode_normalization::UnicodeNormalization as _;

/// A gap wider than this part of the font's size separates words.
const WORD: f64 = 0.17;
/// Baselines further apart than this part of the font's size are not of one line, or not of one paragraph.
const LINE: f64 = 0.55;
const PARAGRAPH: f64 = 1.75;
/// A paragraph longer than this is handed on in pieces.
const PARAGRAPH_BYTES: usize = 64 << 10;

/// Where a glyph lies: from its origin to where the next one is due.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    start: Point,
    end: Point,
    /// Unit vector of the line.
    along: Vec2,
    size: f64,
}

impl Mark {
    /// `transform` from thousandths of the font's size to the page, `y` downwards; `advance` in thousandths.
    pub fn new(transform: Affine, advance: f64, is_vertical: bool) -> Self {
        let step = if is_vertical { Point::new(0.0, -1000.0) } else { Point::new(advance, 0.0) };
        let unit = if is_vertical { Point::new(0.0, -1000.0) } else { Point::new(1000.0, 0.0) };
        let start = transform * Point::ORIGIN;
        let direction = transform * unit - start;
        let length = direction.hypot();
        let along = if length > 0.0 && length.is_finite() { direction / length } else { Vec2::new(1.0, 0.0) };
        Self { start, end: transform * step, along, size: size(transform) }
    }

    /// Place of a point on the line through the page's origin.
    fn place(&self, point: Point) -> f64 {
        point.to_vec2().dot(self.along)
    }
}

/// Size of a font on the page: the height of its em.
pub(super) fn size(transform: Affine) -> f64 {
    let height = (transform * Point::new(0.0, 1000.0) - transform * Point::ORIGIN).hypot();
    if height > 0.0 && height.is_finite() { height } else { 1.0 }
}

/// See the module.
pub(super) struct Layout {
    /// Bytes of text there is room for; more is not kept, as it is a failure anyway.
    room: usize,
    paragraphs: Vec<String>,
    paragraph: String,
    /// Characters of the line in hand with their places on it.
    line: Vec<(f64, String)>,
    last: Option<Mark>,
}

impl Layout {
    pub fn new(room: usize) -> Self {
        Self { room, paragraphs: Vec::new(), paragraph: String::new(), line: Vec::new(), last: None }
    }

    pub fn add(&mut self, mark: Mark, characters: &str) {
        if characters.is_empty() || self.room == 0 {
            return;
        }
        self.room = self.room.saturating_sub(characters.len() + 1);
        let characters = compose(characters);
        if let Some(last) = self.last {
            self.separate(last, mark, &characters);
        }
        self.line.push((mark.place(mark.start), characters));
        self.last = Some(mark);
    }

    /// Ends the line or the word before `mark` where there is reason to.
    fn separate(&mut self, last: Mark, mark: Mark, characters: &str) {
        let size = last.size.max(mark.size);
        let turned = last.along.dot(mark.along) < 0.9;
        let across = (mark.start - last.start).cross(last.along).abs();
        let (from, to) = (last.place(last.start), last.place(last.end));
        let (start, end) = (last.place(mark.start), last.place(mark.end));
        let right_to_left = is_right_to_left(characters)
            || self
                .line
                .iter()
                .rev()
                .find(|(_, c)| !c.trim().is_empty())
                .is_some_and(|(_, c)| is_right_to_left(c));
        let gap = if start >= to - WORD * size {
            start - to
        } else if right_to_left && end <= from + WORD * size {
            from - end
        } else {
            // Over what is there, or back to the beginning of the line.
            if end < to { from - start } else { 0.0 }
        };
        let goes_back = start < from - size && !right_to_left;
        if turned || across > LINE * size || goes_back {
            self.end_line();
            let resized = (last.size / mark.size - 1.0).abs() > 0.2;
            let down = last.along.cross(mark.start - last.start);
            let is_next = !turned && down > 0.0 && across <= PARAGRAPH * size;
            if resized || !is_next {
                self.end_paragraph();
            }
        } else if gap > WORD * size {
            let has_blank = characters.starts_with(char::is_whitespace)
                || self.line.last().is_some_and(|(_, c)| c.ends_with(char::is_whitespace));
            if !has_blank {
                self.line.push((to.min(start), " ".to_owned()));
            }
        }
    }

    fn end_line(&mut self) {
        let line = logical(std::mem::take(&mut self.line));
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if !self.paragraph.is_empty() {
            self.paragraph.push('\n');
        }
        self.paragraph.push_str(line);
        if self.paragraph.len() > PARAGRAPH_BYTES {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        if !self.paragraph.is_empty() {
            self.paragraphs.push(std::mem::take(&mut self.paragraph));
        }
    }

    /// The page's paragraphs.
    pub fn finish(mut self) -> Vec<String> {
        self.end_line();
        self.end_paragraph();
        self.paragraphs
    }
}

/// Ligatures and letters in the shape that their neighbours give them, as the letters themselves.
fn compose(characters: &str) -> String {
    let is_shape = |c: char| matches!(c, '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if characters.chars().any(is_shape) { characters.nfkc().collect() } else { characters.to_owned() }
}

/// Whether text begins with a letter of a script that runs from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko
/// and their presentation forms.
fn is_right_to_left(text: &str) -> bool {
    text.chars().next().is_some_and(|c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
            && !c.is_numeric()
    })
}

fn is_left_to_right(text: &str) -> bool {
    text.chars().next().is_some_and(|c| c.is_alphanumeric() && !is_right_to_left(text))
}

/// A line in the order of reading. Programs draw text from right to left either letter by letter, as it is read, or as
/// it looks, from the left; the places tell which.
fn logical(line: Vec<(f64, String)>) -> String {
    let letters: Vec<f64> =
        line.iter().filter(|(_, c)| is_right_to_left(c)).map(|(place, _)| *place).collect();
    let steps = |right: bool| letters.windows(2).filter(|two| (two[1] > two[0]) == right).count();
    if letters.is_empty() || steps(true) <= steps(false) {
        return line.into_iter().map(|(_, c)| c).collect();
    }
    let reads_left =
        letters.len() * 2 >= line.iter().filter(|(_, c)| is_left_to_right(c) || is_right_to_left(c)).count();
    // Runs of one direction; blanks and signs between two letters of the same one are part of it.
    let mut runs: Vec<(bool, Vec<String>)> = Vec::new();
    let mut between: Vec<String> = Vec::new();
    for (_, c) in line {
        let direction = match (is_right_to_left(&c), is_left_to_right(&c)) {
            (true, _) => false,
            (_, true) => true,
            _ => {
                between.push(c);
                continue;
            }
        };
        match runs.last_mut() {
            Some((last, run)) if *last == direction => {
                run.append(&mut between);
                run.push(c);
            }
            _ => {
                if !between.is_empty() {
                    runs.push((!reads_left, std::mem::take(&mut between)));
                }
                runs.push((direction, vec![c]));
            }
        }
    }
    runs.push((!reads_left, between));
    if reads_left {
        runs.reverse();
    }
    let mut text = String::new();
    for (to_the_right, run) in runs {
        if to_the_right {
            text.extend(run);
        } else {
            text.extend(run.iter().rev().flat_map(|c| c.chars()).map(mirrored));
        }
    }
    text
}

/// Brackets look the other way in text from right to left.
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        '«' => '»',
        '»' => '«',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, step: f64) -> Vec<(f64, String)> {
        text.chars().enumerate().map(|(i, c)| (i as f64 * step, c.to_string())).collect()
    }

    #[test]
    fn text_from_right_to_left_is_read_either_way() {
        let logical_order = "שלום (עולם) 123";
        assert_eq!(logical(drawn(logical_order, -1.0)), logical_order);
        assert_eq!(logical(drawn("123 (םלוע) םולש", 1.0)), logical_order);
        // One word in a line of another script.
        assert_eq!(logical(drawn("the word םולש is peace here", 1.0)), "the word שלום is peace here");
    }

    #[test]
    fn ligatures_are_letters() {
        assert_eq!(compose("\u{fb01}"), "fi");
        assert_eq!(compose("\u{fedf}"), "ل");
        assert_eq!(compose("ä²"), "ä²");
    }
}
