use documents::{Format, Options};

use crate::support::{RELS, archive, code, docx, read_with, text_of};

const STYLES: &str = r#"<w:styles xmlns:w="x"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Two"/></w:style>
<w:style w:styleId="Two"><w:name w:val="Heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;

fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

#[test]
fn headings_lists_tables_and_notes_are_read() {
    let item = |level: u8, text: &str| {
        paragraph(&format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>"#), text)
    };
    let body = [
        paragraph("", "Foreword &amp; &#8364;"),
        paragraph(r#"<w:pStyle w:val="berschrift1"/>"#, "First"),
        item(0, "three"),
        item(1, "inner"),
        item(0, "four"),
        paragraph(r#"<w:pStyle w:val="Mine"/>"#, "Second"),
        r#"<w:p><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:ins><w:r><w:t>added</w:t></w:r></w:ins><w:r><w:br/><w:t>line</w:t><w:tab/><w:t>tab</w:t><w:instrText>PAGE</w:instrText></w:r></w:p>"#.to_owned(),
        format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc><w:tc><w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
            paragraph("", ""), paragraph("", "b"), paragraph("", "c"), paragraph("", "d"), paragraph("", "nested")
        ),
        paragraph(r#"<w:pStyle w:val="Loop"/>"#, "End"),
        r#"<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>shown</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>hidden</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"#.to_owned(),
    ]
    .concat();
    let footnotes = format!(
        "<w:footnotes xmlns:w=\"x\"><w:footnote>{}</w:footnote></w:footnotes>",
        paragraph("", "A note.")
    );
    let bytes = docx(
        &body,
        &[
            ("word/styles.xml", STYLES),
            ("word/numbering.xml", NUMBERING),
            ("word/footnotes.xml", &footnotes),
            (
                "docProps/core.xml",
                "<cp xmlns:dc='x'><dc:creator>me</dc:creator><dc:title>A &lt;title&gt;</dc:title></cp>",
            ),
            ("docProps/app.xml", "<Properties><Pages>12</Pages><Words>3</Words></Properties>"),
        ],
    );
    let (text, document) = text_of(&bytes);
    assert_eq!(
        text,
        "Foreword & €\n\nFirst\n\n3. three\n  - inner\n4. four\n\nSecond\n\nkept added\nline tab\n\n\tb c\nd\tnested\n\nEnd\n\nshown\n\nA note."
    );
    assert_eq!(document.format, Format::Docx);
    assert_eq!(document.title.as_deref(), Some("A <title>"));
    assert_eq!((document.counts.pages, document.pages.len()), (Some(12), 0));
    let sections: Vec<_> = document.sections.iter().map(|s| (s.title.as_deref(), s.level)).collect();
    assert_eq!(sections, [(None, 0), (Some("First"), 1), (Some("Second"), 2)]);
}

#[test]
fn other_archives_and_damaged_ones_are_refused() {
    let none = Options::default();
    let word = docx(&paragraph("", "text"), &[]);
    assert_eq!(code(read_with(&word, &none)), "read");
    assert_eq!(code(read_with(&archive(&[("a.txt", b"x")]), &none)), "unsupported_document");
    let sheet = archive(&[("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<a/>")]);
    assert_eq!(code(read_with(&sheet, &none)), "unsupported_document");
    assert_eq!(code(read_with(&word[..word.len() / 2], &none)), "document_damaged");
    let open = archive(&[("_rels/.rels", RELS.as_bytes()), ("word/document.xml", b"<w:p><w:t>cut")]);
    assert_eq!(code(read_with(&open, &none)), "document_damaged");
    let empty = docx("", &[]);
    assert_eq!(code(read_with(&empty, &none)), "document_empty");
}

#[test]
fn an_archive_in_any_order_is_found() {
    let mut members: Vec<(String, Vec<u8>)> = vec![("media/image.bin".to_owned(), noise(200_000))];
    members.push(("word/document.xml".to_owned(), b"<d><p><t>words</t></p></d>".to_vec()));
    members.push(("_rels/.rels".to_owned(), RELS.as_bytes().to_vec()));
    let members: Vec<(&str, &[u8])> = members.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    assert_eq!(text_of(&archive(&members)).0, "words");
}

/// Bytes that do not pack.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u64;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 56) as u8
    })
    .take(length)
    .collect()
}
