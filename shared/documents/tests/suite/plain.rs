use documents::{Error, Options};

use crate::support::{code, read_with, text_of};

#[test]
fn paragraphs_words_and_sentences_are_counted() {
    let (text, document) = text_of(b"One line\r\ngoes on. It ends!\r\n\r\n\r\nAnother \t paragraph.\r\n");
    assert_eq!(text, "One line\ngoes on. It ends!\n\nAnother \t paragraph.");
    assert_eq!((document.format.as_str(), document.encoding.as_deref()), ("txt", Some("UTF-8")));
    let counts = document.counts;
    assert_eq!((counts.paragraphs, counts.sentences, counts.words, counts.pages), (2, 3, 8, None));
    assert!(document.sections.is_empty() && document.pages.is_empty());
}

#[test]
fn form_feeds_are_pages() {
    let (text, document) = text_of("first\n\u{c}second\n\u{c}\u{c}fourth".as_bytes());
    let pages: Vec<&str> =
        document.pages.iter().map(|p| &text[p.offset as usize..(p.offset + p.length) as usize]).collect();
    assert_eq!(pages, ["first", "second", "", "fourth"]);
    assert_eq!(document.counts.pages, Some(4));
}

#[test]
fn languages_and_encodings() {
    for (bytes, encoding, language) in [
        (
            encoding_rs::WINDOWS_1252.encode("Die Straße führt über die Brücke, größere Schiffe müssen hier sehr lange warten.").0,
            "windows-1252",
            "de",
        ),
        (
            encoding_rs::SHIFT_JIS.encode("吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で。").0,
            "Shift_JIS",
            "ja",
        ),
        ("كل إنسان له الحق في الحياة والحرية وسلامة شخصه".as_bytes().into(), "UTF-8", "ar"),
        ("人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心。".as_bytes().into(), "UTF-8", "zh"),
    ] {
        let (_, document) = text_of(&bytes);
        assert_eq!(document.encoding.as_deref(), Some(encoding));
        assert_eq!(document.language.unwrap().code, language);
    }
}

#[test]
fn text_longer_than_a_piece_stays_whole() {
    let words = "word ".repeat(200_000);
    let (text, document) = text_of(words.as_bytes());
    assert_eq!(text, words.trim_end());
    assert_eq!((document.counts.words, document.counts.paragraphs), (200_000, 1));
    let endless = "x".repeat(3 << 20);
    assert_eq!(text_of(endless.as_bytes()).0, endless);
}

#[test]
fn too_much_text_and_none_are_failures() {
    let options = Options { max_text_bytes: 100, ..Options::default() };
    assert_eq!(code(read_with("word ".repeat(21).as_bytes(), &options)), "text_too_long");
    assert_eq!(code(read_with(b"", &Options::default())), "document_empty");
    assert_eq!(code(read_with(b" \n\t\n", &Options::default())), "document_empty");
}

#[test]
fn the_caller_may_stop_it() {
    let words = "word ".repeat(100_000);
    let mut calls = 0;
    let stopped = documents::read(
        &mut std::io::Cursor::new(words.as_bytes()),
        &Options::default(),
        &mut Vec::new(),
        &mut |progress| {
            calls += 1;
            assert!(progress.text_bytes > 0);
            std::ops::ControlFlow::Break(())
        },
    );
    assert!(matches!(stopped, Err(Error::Stopped)));
    assert_eq!(calls, 1);
}
