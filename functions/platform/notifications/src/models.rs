//! Notifications, preferences and the delivery log as clients see them.

use domain::platform::notifications::{
    Reason,
    deliveries::Delivery,
    inbox::Notification,
    kinds::{KINDS, Kind},
    preferences::Choices,
};
use garde::Validate;
use jiff::{Timestamp, civil::Time};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// Something that the caller was told.
#[derive(Debug, Serialize, ToSchema)]
pub struct NotificationOut {
    /// Its id.
    pub id: Uuid,
    /// A type of the registry: `GET /v1/notification-preferences` lists them.
    pub notification_type: String,
    /// One line.
    pub title: String,
    /// A sentence or two.
    pub message: String,
    /// `low`, `medium`, `high` or `critical`.
    pub priority: String,
    /// Where to go: a path of this API.
    pub action_url: Option<String>,
    /// What it is about.
    pub resource_type: Option<String>,
    /// Its id.
    pub resource_id: Option<Uuid>,
    /// What programs may want to know.
    #[schema(value_type = Object)]
    pub data: Value,
    /// Whether it was read.
    pub is_read: bool,
    /// When.
    pub read_at: Option<Timestamp>,
    /// When it is not shown any more.
    pub expires_at: Timestamp,
    /// When it was written.
    pub created_at: Timestamp,
    /// Whether the caller can still see what it is about; if not, only its type is left.
    pub available: bool,
}

impl From<Notification> for NotificationOut {
    fn from(notification: Notification) -> Self {
        let (resource_type, resource_id) = notification.resource.unzip();
        Self {
            id: notification.id.0,
            notification_type: notification.notification_type,
            title: notification.title,
            message: notification.message,
            priority: notification.priority,
            action_url: notification.action_url,
            resource_type,
            resource_id,
            data: notification.data,
            is_read: notification.read_at.is_some(),
            read_at: notification.read_at,
            expires_at: notification.expires_at,
            created_at: notification.created_at,
            available: notification.available,
        }
    }
}

/// What may change about a notification.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotificationIn {
    /// Whether it was read.
    #[garde(skip)]
    pub is_read: bool,
}

runtime::merge_patch!(NotificationPatch of NotificationIn);

/// How many notifications the caller has not read.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnreadCountOut {
    /// Exactly so many at this moment.
    pub unread_count: i64,
}

/// What became of all at once.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadAllOut {
    /// How many were not read before.
    pub marked: u64,
}

/// How the caller wants to be told.
#[derive(Debug, Serialize, ToSchema)]
pub struct NotificationPreferencesOut {
    /// Every type, in the order of the registry.
    pub types: Vec<NotificationTypeOut>,
    /// When no mail is to come.
    pub quiet_hours: Option<QuietHoursBody>,
    /// `off`, `hourly` or `daily`.
    pub digest: &'static str,
    /// When a daily digest goes, by the caller's clock.
    pub digest_hour: i8,
    /// The caller's own zone: `PATCH /v1/me` changes it.
    pub timezone: String,
}

/// A type of notification, with what holds for the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct NotificationTypeOut {
    /// Its name.
    pub notification_type: &'static str,
    /// In words.
    pub title: &'static str,
    /// Whether nobody may switch it off.
    pub is_mandatory: bool,
    /// Whether it shows in the platform.
    pub in_app: bool,
    /// Whether it is mailed.
    pub email: bool,
    /// `user` where the caller chose, else `default`.
    pub source: &'static str,
}

/// Hours without mail, by the caller's clock. They may span midnight.
#[derive(Debug, Clone, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuietHoursBody {
    /// When they begin, as `22:00`.
    #[garde(custom(is_time))]
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub from: String,
    /// When they end, as `07:30`; another minute than `from`.
    #[garde(custom(is_time))]
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub until: String,
}

/// Reads `HH:MM`.
pub fn parse_time(text: &str) -> Option<Time> {
    let digits = |part: &str| -> Option<i8> {
        if part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()) {
            part.parse().ok()
        } else {
            None
        }
    };
    let (hour, minute) = text.split_once(':')?;
    Time::new(digits(hour)?, digits(minute)?, 0, 0).ok()
}

fn is_time(text: &str, (): &()) -> garde::Result {
    parse_time(text).map(drop).ok_or_else(|| garde::Error::new("a time of the day such as 07:30"))
}

impl NotificationPreferencesOut {
    /// What holds for these choices.
    pub fn of(choices: &Choices) -> Self {
        let time = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        Self {
            types: KINDS.iter().map(|kind| NotificationTypeOut::of(kind, choices)).collect(),
            quiet_hours: choices
                .quiet_hours
                .map(|quiet| QuietHoursBody { from: time(quiet.from), until: time(quiet.until) }),
            digest: choices.digest.name(),
            digest_hour: choices.digest_hour,
            timezone: choices.zone.iana_name().unwrap_or("UTC").to_owned(),
        }
    }
}

impl NotificationTypeOut {
    fn of(kind: &Kind, choices: &Choices) -> Self {
        let (in_app, email) = (choices.in_app(kind), choices.email(kind));
        Self {
            notification_type: kind.key,
            title: kind.title,
            is_mandatory: kind.is_mandatory,
            in_app: if kind.is_mandatory { true } else { in_app.unwrap_or(kind.in_app) },
            email: if kind.is_mandatory { true } else { email.unwrap_or(kind.email) },
            source: if in_app.or(email).is_some() { "user" } else { "default" },
        }
    }
}

/// How the caller wants to be told from now on. What is left out is as the registry has it.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotificationPreferencesIn {
    /// What differs from the defaults, each type once.
    #[garde(length(max = 200), dive)]
    #[serde(default)]
    #[schema(max_items = 200)]
    pub types: Vec<NotificationTypeIn>,
    /// When no mail is to come; null for never.
    #[garde(dive)]
    pub quiet_hours: Option<QuietHoursBody>,
    /// `off`, `hourly` or `daily`.
    #[garde(custom(is_digest))]
    #[serde(default = "off")]
    #[schema(pattern = "^(off|hourly|daily)$", default = "off")]
    pub digest: String,
    /// When a daily digest goes, by the caller's clock.
    #[garde(range(min = 0, max = 23))]
    #[serde(default = "eight")]
    #[schema(minimum = 0, maximum = 23, default = 8)]
    pub digest_hour: i8,
}

/// A choice about one type.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotificationTypeIn {
    /// Its name.
    #[garde(skip)]
    pub notification_type: String,
    /// Whether it shows in the platform; null for the default.
    #[garde(skip)]
    pub in_app: Option<bool>,
    /// Whether it is mailed; null for the default.
    #[garde(skip)]
    pub email: Option<bool>,
}

fn off() -> String {
    "off".to_owned()
}

fn eight() -> i8 {
    8
}

fn is_digest(word: &str, (): &()) -> garde::Result {
    match domain::platform::notifications::timing::Digest::parse(word) {
        Some(_) => Ok(()),
        None => Err(garde::Error::new("one of off, hourly, daily")),
    }
}

/// An entry of the delivery log.
#[derive(Debug, Serialize, ToSchema)]
pub struct NotificationDeliveryOut {
    /// Its id.
    pub id: Uuid,
    /// Whom it is about.
    pub user_id: Uuid,
    /// What was shown, while it is.
    pub notification_id: Option<Uuid>,
    /// The type.
    pub notification_type: String,
    /// `in_app` or `email`; `all` where nothing went anywhere.
    pub channel: String,
    /// `delivered` (in the platform), `waiting` and `sent` (a mail), or `skipped`.
    pub status: String,
    /// Why, in a word.
    pub reason: String,
    /// Why, in a sentence.
    pub explanation: &'static str,
    /// What it said.
    pub title: String,
    /// What it is about.
    pub resource_type: Option<String>,
    /// Its id.
    pub resource_id: Option<Uuid>,
    /// When the mail is, or was, due.
    pub due_at: Option<Timestamp>,
    /// When the mail went.
    pub sent_at: Option<Timestamp>,
    /// When it was decided.
    pub created_at: Timestamp,
}

impl From<Delivery> for NotificationDeliveryOut {
    fn from(delivery: Delivery) -> Self {
        let (resource_type, resource_id) = delivery.resource.unzip();
        let reason = Reason::ALL.into_iter().find(|reason| reason.name() == delivery.reason);
        Self {
            id: delivery.id,
            user_id: delivery.user.0,
            notification_id: delivery.notification,
            notification_type: delivery.notification_type,
            channel: delivery.channel,
            status: delivery.status,
            explanation: reason.map_or("", Reason::explanation),
            reason: delivery.reason,
            title: delivery.title,
            resource_type,
            resource_id,
            due_at: delivery.due_at,
            sent_at: delivery.sent_at,
            created_at: delivery.created_at,
        }
    }
}
