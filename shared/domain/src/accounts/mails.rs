//! Mails of the accounts area: a greeting, a few sentences, perhaps a link.

use std::collections::BTreeMap;

use crate::platform::outbox::Email;
pub(super) use crate::platform::text::escape_html;

/// Writes a mail. `link` is its label and its address.
pub(super) fn write(
    to: &str,
    name: &str,
    subject: &str,
    sentences: &[&str],
    link: Option<(&str, &str)>,
) -> Email {
    let mut text = format!("Hello {name},\n\n");
    let mut html = format!("<p>Hello {},</p>", escape_html(name));
    for (index, sentence) in sentences.iter().enumerate() {
        text += &format!("{sentence}\n\n");
        html += &format!("<p>{}</p>", escape_html(sentence));
        if let (0, Some((label, address))) = (index, link) {
            text += &format!("{address}\n\n");
            html += &format!("<p><a href=\"{}\">{}</a></p>", escape_html(address), escape_html(label));
        }
    }
    Email { to: to.to_owned(), subject: subject.to_owned(), text, html, headers: BTreeMap::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_names_nor_sentences_inject_html() {
        let mail =
            write("a@example.org", "<script>", "Hello", &["<b>"], Some(("Go", "http://localhost/?a=\"")));
        assert!(
            !mail.html.contains("<script>") && !mail.html.contains("<b>") && !mail.html.contains("?a=\"")
        );
        assert!(mail.text.contains("http://localhost/?a=\""));
    }
}
