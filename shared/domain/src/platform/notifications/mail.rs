//! What a mail of notifications looks like: one or several in a letter, plain and as HTML.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::platform::{
    outbox::Email,
    text::{escape_html, one_line},
};

/// The most notifications that one mail spells out.
const SPELLED_OUT: usize = 25;
/// The longest subject, in characters.
const MAX_SUBJECT: usize = 150;

/// To whom a mail goes.
pub struct Letter<'a> {
    /// The address.
    pub to: &'a str,
    /// Their given name.
    pub name: &'a str,
    /// The organization that all of it is about.
    pub organization: &'a str,
    /// Where people reach the platform.
    pub public_url: &'a str,
    /// The link that ends such mails, where they can be ended.
    pub unsubscribe: Option<String>,
}

/// One notification in it.
pub struct Item {
    /// One line.
    pub title: String,
    /// A sentence or two.
    pub message: String,
    /// A path of ours.
    pub action_url: Option<String>,
}

/// Writes the mail. There is at least one item.
pub fn write(letter: &Letter<'_>, items: &[Item]) -> Email {
    let organization = one_line(letter.organization, 100);
    let subject = match items {
        [only] => one_line(&format!("{} ({organization})", only.title), MAX_SUBJECT),
        several => one_line(&format!("{} notifications from {organization}", several.len()), MAX_SUBJECT),
    };
    let name = one_line(letter.name, 100);
    let mut text = format!("Hello {name},\n\n");
    let mut html = format!("<p>Hello {},</p>\n", escape_html(&name));
    for item in items.iter().take(SPELLED_OUT) {
        // Writing into a text cannot fail.
        let _ = writeln!(text, "{}", item.title);
        let _ = write!(html, "<p><strong>{}</strong>", escape_html(&item.title));
        if !item.message.is_empty() {
            let _ = writeln!(text, "{}", item.message);
            let _ = write!(html, "<br>{}", escape_html(&item.message).replace('\n', "<br>"));
        }
        if let Some(path) = &item.action_url {
            let address = format!("{}{path}", letter.public_url);
            let _ = writeln!(text, "{address}");
            let _ = write!(html, "<br><a href=\"{}\">Open</a>", escape_html(&address));
        }
        text += "\n";
        html += "</p>\n";
    }
    if let Some(more @ 1..) = items.len().checked_sub(SPELLED_OUT) {
        let _ = write!(text, "… and {more} more.\n\n");
        let _ = writeln!(html, "<p>… and {more} more.</p>");
    }
    let why = format!("You get this mail because you belong to {organization} on PlugZero.");
    let _ = write!(text, "-- \n{why}\n");
    let _ = write!(html, "<hr>\n<p><small>{}", escape_html(&why));
    let mut headers = BTreeMap::new();
    if let Some(link) = &letter.unsubscribe {
        let _ = writeln!(text, "No more mails of this kind: {link}");
        let _ = write!(html, " <a href=\"{}\">No more mails of this kind</a>", escape_html(link));
        headers.insert("List-Unsubscribe".to_owned(), format!("<{link}>"));
        headers.insert("List-Unsubscribe-Post".to_owned(), "List-Unsubscribe=One-Click".to_owned());
    }
    html += "</small></p>\n";
    Email { to: letter.to.to_owned(), subject, text, html, headers }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(title: &str) -> Item {
        Item { title: title.to_owned(), message: String::new(), action_url: None }
    }

    fn letter() -> Letter<'static> {
        Letter {
            to: "ada@example.org",
            name: "<Ada>",
            organization: "Acme\r\nBcc: x@example.org",
            public_url: "https://plugzero.example",
            unsubscribe: Some("https://plugzero.example/v1/public/unsubscribe?token=a&b".to_owned()),
        }
    }

    #[test]
    fn nothing_that_people_typed_is_html_or_a_header() {
        let hostile = Item {
            title: "<script>alert(1)</script>".to_owned(),
            message: "\"><img src=x>\nsecond line".to_owned(),
            action_url: Some("/v1/files/\"onclick=".to_owned()),
        };
        let mail = write(&letter(), &[hostile]);
        for forbidden in ["<script", "<img", "<Ada>", "\"onclick", "token=a&b"] {
            assert!(!mail.html.contains(forbidden), "{forbidden}: {}", mail.html);
        }
        assert!(mail.html.contains("<br>second line"));
        assert!(mail.text.contains("\"><img src=x>"));
        assert!(!mail.subject.contains(['\r', '\n']));
        assert_eq!(mail.headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click");
        assert_eq!(
            mail.headers["List-Unsubscribe"],
            "<https://plugzero.example/v1/public/unsubscribe?token=a&b>"
        );
    }

    #[test]
    fn many_go_in_one_letter() {
        let items: Vec<Item> = (0..30).map(|n| item(&format!("Item {n}."))).collect();
        let mail = write(&Letter { unsubscribe: None, ..letter() }, &items);
        assert!(mail.subject.starts_with("30 notifications from Acme"), "{}", mail.subject);
        assert!(mail.text.contains("Item 24.") && !mail.text.contains("Item 25."));
        assert!(mail.text.contains("and 5 more"));
        assert!(mail.headers.is_empty());
    }
}
