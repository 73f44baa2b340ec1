//! Text that strangers typed, before others read it.

/// Whether a character shows nothing and changes how others are read: controls, invisible marks, overrides of the
/// direction of writing. The joiners of scripts and emoji (U+200C, U+200D) are none.
fn is_trick(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether there is nothing to see.
pub fn is_blank(text: &str) -> bool {
    let is_unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || is_trick(c)
            || matches!(
                c,
                '\u{115f}' | '\u{1160}' | '\u{200c}' | '\u{200d}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
            )
    };
    text.chars().all(is_unseen)
}

/// One line of at most `max` characters: what breaks lines or hides itself is a space.
pub fn one_line(text: &str, max: usize) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() || is_trick(c) { ' ' } else { c }).collect();
    clip(plain.split_whitespace().collect::<Vec<_>>().join(" "), max)
}

/// At most `max` characters; what is cut off is three dots.
pub fn clip(text: String, max: usize) -> String {
    if text.chars().count() <= max {
        return text;
    }
    let kept: String = text.chars().take(max.saturating_sub(1)).collect();
    kept + "…"
}

/// Text as HTML shows it, in a paragraph or in an attribute between double quotes.
pub fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_blank() {
        for text in
            ["", " \n\t", "\u{200b}\u{200d}\u{feff}", "\u{3164}", "\u{202e}\u{202c}", "\u{a0}\u{2003}"]
        {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["a", "\u{200b}.", "👩\u{200d}🔬", "م"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn a_line_cannot_break_out_of_its_place() {
        assert_eq!(one_line("a\r\nBcc: x\u{202e}fdp.exe", 99), "a Bcc: x fdp.exe");
        assert_eq!(one_line("  a   b ", 99), "a b");
        assert_eq!(one_line("grüße", 3), "gr…");
        assert_eq!(one_line("👩\u{200d}🔬", 9), "👩\u{200d}🔬");
    }
}
