use documents::{Format, Options};

use crate::support::{read_with, text_of};

const SOURCE: &str = "---\ntitle: \"The report\"\n---\nBefore anything.\n\n# Findings\n\nText with **weight**, `code` and a\n[link](https://example.com).\n\n\
## Numbers\n\n3. three\n4. four\n   - nested\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |   |\n\n```\nlet x = 1;\n  y\n```\n\n<div>raw</div>\n\n# Last\n";

#[test]
fn structure_becomes_text_and_sections() {
    let (text, document) = text_of(SOURCE.as_bytes());
    assert_eq!(
        text,
        "Before anything.\n\nFindings\n\nText with weight, code and a link.\n\nNumbers\n\n3. three\n4. four\n  - nested\n\n\
         a\tb\n1\t2\n3\n\nlet x = 1;\n  y\n\nLast"
    );
    assert_eq!(document.format, Format::Markdown);
    assert_eq!(document.title.as_deref(), Some("The report"));
    let sections: Vec<_> = document.sections.iter().map(|s| (s.title.as_deref(), s.level)).collect();
    assert_eq!(sections, [(None, 0), (Some("Findings"), 1), (Some("Numbers"), 2), (Some("Last"), 1)]);
    let numbers = &document.sections[2];
    assert!(text[numbers.offset as usize..].starts_with("Numbers\n\n3. three"));
}

#[test]
fn a_person_may_know_better() {
    let options = Options { format: Some(Format::Txt), ..Options::default() };
    let (text, document) = read_with(b"# Not a heading\n\n# Neither\n", &options).unwrap();
    assert_eq!(text, "# Not a heading\n\n# Neither");
    assert!(document.sections.is_empty());
}

#[test]
fn nothing_in_markdown_is_nested_too_deep() {
    for part in ["> ", "- ", "[", "**", "<div>", "`", "(", "![", "\\", "&", "|-|\n"] {
        let source = format!("# a\n\n# b\n\n{}", part.repeat(20_000));
        text_of(source.as_bytes());
    }
}
