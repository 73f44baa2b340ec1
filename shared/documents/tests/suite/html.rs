use documents::Format;

use crate::support::text_of;

#[test]
fn the_main_text_is_kept_and_what_is_around_it_is_not() {
    let words = "Some sentence of the article that is long enough to be read. ".repeat(5);
    let page = format!(
        "<!DOCTYPE html><html><head><title>The page &amp; more</title><style>p {{}}</style></head><body>\
         <nav><ul><li><a href=/>Home</a></li></ul></nav><main><h1>Heading</h1><p>{words}</p><h2>Second</h2>\
         <ol start=1><li>one<li><p>two</p><ul><li>inner</li></ul></li></ol>\
         <table><tr><th>a</th><th>b</th></tr><tr><td><p>1</p><p>x</p></td><td></td></tr></table>\
         <pre>  code\n    more</pre><p hidden>secret</p><p style='display: none'>gone</p><script>var x = '<p>no</p>';</script>\
         after<br>break&nbsp;here &lt;tag&gt;</main><footer>Imprint</footer></body></html>"
    );
    let (text, document) = text_of(page.as_bytes());
    assert_eq!(
        text,
        format!(
            "Heading\n\n{}\n\nSecond\n\n1. one\n2. two\n  - inner\n\na\tb\n1 x\n\n  code\n    more\n\nafter\nbreak\u{a0}here <tag>",
            words.trim()
        )
    );
    assert_eq!(document.title.as_deref(), Some("The page & more"));
    assert_eq!(document.format, Format::Html);
    let sections: Vec<_> = document.sections.iter().map(|s| (s.title.as_deref(), s.level)).collect();
    assert_eq!(sections, [(Some("Heading"), 1), (Some("Second"), 2)]);
    assert_eq!(document.language.unwrap().code, "en");
}

#[test]
fn a_page_without_a_main_part_loses_its_navigation_only() {
    let (text, _) = text_of(
        b"<html><body><header>Brand</header><p>One.</p><div>Two <b>and</b> three.</div></body></html>",
    );
    assert_eq!(text, "One.\n\nTwo and three.");
    let (text, _) = text_of(b"<html><body><form><p>All that there is.</p></form></body></html>");
    assert_eq!(text, "All that there is.");
}

#[test]
fn the_declared_encoding_holds() {
    let page = encoding_rs::SHIFT_JIS.encode("<html><meta charset=\"shift_jis\"><p>日本語</p></html>").0;
    let (text, document) = text_of(&page);
    assert_eq!((text.as_str(), document.encoding.as_deref()), ("日本語", Some("Shift_JIS")));
    let wrong: Vec<u8> =
        "<html><meta charset=utf-8><p>Grüße</p></html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text_of(&wrong).0, "Grüße");
}

#[test]
fn nesting_costs_nothing() {
    for tag in ["div", "table", "ul", "svg", "b", "main", "h1", "pre", "tr", "title"] {
        let page = format!("<html><p>Before.</p>{}<p>Inside.", format!("<{tag}>").repeat(200_000));
        let (text, _) = text_of(page.as_bytes());
        assert!(text.starts_with("Before."), "{tag}");
    }
    let page = format!("<html><p>a</p><p {}>b", "x=y ".repeat(100_000));
    assert_eq!(text_of(page.as_bytes()).0, "a\n\nb");
}
