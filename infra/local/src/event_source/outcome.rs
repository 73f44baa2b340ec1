//! Which messages of a batch a function has dealt with, from its answer.
//!
//! Rules: AWS Lambda developer guide, "Handling errors for an SQS event source", success and failure conditions.

use aws_sdk_sqs::types::Message;
use serde_json::Value;

/// The messages to delete. `answer` is what a function that did not fail returned.
pub fn succeeded<'a>(messages: &'a [Message], answer: &Value, partial_failures: bool) -> Vec<&'a Message> {
    if !partial_failures {
        return messages.iter().collect();
    }
    match failures(messages, answer) {
        Some(failed) => messages.iter().filter(|message| !failed.contains(&message.message_id())).collect(),
        None => Vec::new(),
    }
}

/// Ids of the failed messages; `None` if the answer is malformed, by which all failed.
fn failures<'a>(messages: &[Message], answer: &'a Value) -> Option<Vec<Option<&'a str>>> {
    let listed = match answer {
        Value::Null => return Some(Vec::new()),
        Value::Object(answer) => match answer.get("batchItemFailures") {
            None | Some(Value::Null) => return Some(Vec::new()),
            Some(listed) => listed.as_array()?,
        },
        _ => return None,
    };
    let known = |id: &&str| messages.iter().any(|message| message.message_id() == Some(id));
    listed.iter().map(|item| item.get("itemIdentifier")?.as_str().filter(known).map(Some)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn deleted(answer: Value, partial_failures: bool) -> Vec<String> {
        let messages = ["a", "b", "c"].map(|id| Message::builder().message_id(id).build());
        let done = succeeded(&messages, &answer, partial_failures);
        done.iter().filter_map(|message| message.message_id().map(str::to_owned)).collect()
    }

    #[test]
    fn only_reported_messages_stay() {
        assert_eq!(deleted(json!({ "batchItemFailures": [{ "itemIdentifier": "b" }] }), true), ["a", "c"]);
    }

    #[test]
    fn an_answer_that_reports_nothing_is_success() {
        for answer in
            [json!(null), json!({}), json!({ "batchItemFailures": [] }), json!({ "batchItemFailures": null })]
        {
            assert_eq!(deleted(answer, true), ["a", "b", "c"]);
        }
    }

    #[test]
    fn a_malformed_answer_fails_the_whole_batch() {
        for item in [
            json!({ "itemIdentifier": "" }),
            json!({ "itemIdentifier": null }),
            json!({ "id": "a" }),
            json!({ "itemIdentifier": "z" }),
        ] {
            assert!(deleted(json!({ "batchItemFailures": [item] }), true).is_empty());
        }
        assert!(deleted(json!("done"), true).is_empty());
        assert!(deleted(json!({ "batchItemFailures": "a" }), true).is_empty());
    }

    #[test]
    fn a_function_that_reports_no_single_failures_succeeds_as_a_whole() {
        assert_eq!(
            deleted(json!({ "batchItemFailures": [{ "itemIdentifier": "b" }] }), false),
            ["a", "b", "c"]
        );
    }
}
