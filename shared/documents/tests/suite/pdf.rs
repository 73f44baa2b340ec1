use documents::Format;

use crate::support::{lines, pages, pdf, stream, text_of};

#[test]
fn pages_lines_and_paragraphs_are_told_apart() {
    let first =
        lines(&[(700.0, "The first line of a"), (686.0, "paragraph \\(here\\)."), (640.0, "Another one.")]);
    let second =
        "BT /F1 12 Tf 72 700 Td [(Wo) 10 (rds) -300 (apart) -2000 (far)] TJ 0 -14 Td (na\\357ve) Tj ET"
            .to_owned();
    let (text, document) = text_of(&pages(&[first, second]));
    assert_eq!(text, "The first line of a\nparagraph (here).\n\nAnother one.\n\nWords apart far\nnaïve");
    assert_eq!((document.format, document.counts.pages), (Format::Pdf, Some(2)));
    let page = &document.pages[1];
    assert_eq!(&text[page.offset as usize..], "Words apart far\nnaïve");
    assert!(document.notes.is_empty(), "{:?}", document.notes);
}

#[test]
fn a_page_drawn_twice_is_read_once() {
    let twice =
        "BT /F1 12 Tf 72 700 Td (Bold) Tj 0.3 0 Td (Bold) Tj 2 Tr 0 -40 Td (Outlined) Tj ET".to_owned();
    let (text, _) = text_of(&pages(&[twice]));
    assert_eq!(text, "Bold\n\nOutlined");
}

#[test]
fn rotated_pages_and_text_are_read() {
    let turned = "BT /F1 12 Tf 0 1 -1 0 300 100 Tm (Upwards is) Tj 0 -14 Td (read too) Tj ET".to_owned();
    assert_eq!(text_of(&pages(&[turned])).0, "Upwards is\nread too");
}

#[test]
fn scans_say_that_they_have_no_text() {
    let picture = "q 595 0 0 842 0 0 cm /Im1 Do Q".to_owned();
    let (text, document) = text_of(&pages(&[picture.clone(), picture.clone()]));
    assert_eq!((text.as_str(), document.counts.pages), ("", Some(2)));
    assert_eq!(document.notes[0].code, "no_text");
    let (_, document) = text_of(&pages(&[lines(&[(700.0, "A cover sheet")]), picture]));
    assert_eq!(document.notes[0].code, "pages_without_text");
    assert_eq!(document.pages[1].length, 0);
}

#[test]
fn an_outline_tells_the_sections() {
    let contents = [
        lines(&[(700.0, "A cover")]),
        lines(&[(700.0, "Before."), (600.0, "1 First things"), (500.0, "Text.")]),
        lines(&[(700.0, "More of it.")]),
    ];
    let whole = pages(&contents);
    let count = 3 + 2 * contents.len();
    // The catalog with an outline: an entry by its page, one by its name, one within it, and a loop.
    let mut objects: Vec<Vec<u8>> = String::from_utf8_lossy(&whole)
        .split("endobj")
        .filter_map(|object| Some(object.split_once(" obj")?.1.trim().as_bytes().to_vec()))
        .take(count)
        .collect();
    objects[0] = format!(
        "<</Type /Catalog /Pages 2 0 R /Outlines {} 0 R /Names <</Dests <</Names [(there) [8 0 R /Fit]]>>>>>>",
        count + 1
    )
    .into_bytes();
    let mut add = |object: String| objects.push(object.into_bytes());
    add(format!("<</First {} 0 R>>", count + 2));
    add(format!(
        "<</Title (First Things) /Dest [6 0 R /Fit] /First {} 0 R /Next {} 0 R>>",
        count + 4,
        count + 3
    ));
    add(format!("<</Title (Elsewhere) /A <</S /GoTo /D (there)>> /Next {} 0 R>>", count + 2));
    add(format!("<</Title <FEFF00C4> /Dest [6 0 R /Fit] /Next {} 0 R>>", count + 4));
    let (text, document) = text_of(&pdf(&objects));
    assert_eq!(text, "A cover\n\nBefore.\n\n1 First things\n\nText.\n\nMore of it.");
    let sections: Vec<_> = document
        .sections
        .iter()
        .map(|s| (s.title.as_deref(), s.level, &text[s.offset as usize..][..7]))
        .collect();
    assert_eq!(
        sections,
        [
            (None, 0, "A cover"),
            (Some("First Things"), 1, "1 First"),
            (Some("Ä"), 2, "1 First"),
            (Some("Elsewhere"), 1, "More of")
        ]
    );
}

/// A font whose characters are told by a map only, as most programs write it.
fn mapped(codes: &str, content: &str) -> Vec<u8> {
    let map = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def \
         1 begincodespacerange <0000> <FFFF> endcodespacerange {codes} endcmap end end"
    );
    pdf(&[
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F1 4 0 R>>>> /Contents 5 0 R>>".to_vec(),
        b"<</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R>>".to_vec(),
        stream("", content.as_bytes()),
        b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /DW 1000 /FontDescriptor 8 0 R>>".to_vec(),
        stream("", map.as_bytes()),
        b"<</Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80>>".to_vec(),
    ])
}

#[test]
fn chinese_and_hebrew_are_read() {
    let chinese = mapped(
        "2 beginbfchar <0001> <4E2D> <0002> <6587> endbfchar",
        "BT /F1 12 Tf 72 700 Td <00010002> Tj ET",
    );
    assert_eq!(text_of(&chinese).0, "中文");
    // שלום drawn as it looks, from the left.
    let hebrew = mapped(
        "4 beginbfchar <0001> <05E9> <0002> <05DC> <0003> <05D5> <0004> <05DD> endbfchar",
        "BT /F1 12 Tf 72 700 Td <0004000300020001> Tj ET",
    );
    assert_eq!(text_of(&hebrew).0, "שלום");
}

#[test]
fn characters_without_meaning_are_told() {
    let unknown = mapped("1 beginbfchar <0001> <0041> endbfchar", "BT /F1 12 Tf 72 700 Td <00010009> Tj ET");
    let (text, document) = text_of(&unknown);
    assert_eq!((text.as_str(), document.notes[0].code.as_str()), ("A", "characters_unknown"));
}

#[test]
fn many_pages_are_read_in_turns() {
    let contents: Vec<String> = (0..2500).map(|i| lines(&[(700.0, &format!("Page {i}"))])).collect();
    let (text, document) = text_of(&pages(&contents));
    assert_eq!(document.counts.pages, Some(2500));
    let last = &document.pages[2499];
    assert_eq!(&text[last.offset as usize..], "Page 2499");
}
