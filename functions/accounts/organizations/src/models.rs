//! Organizations, members and invitations as clients see them.

use std::str::FromStr;

use domain::{
    accounts::{
        caller::Caller,
        departures::GRACE,
        grants::MAX_ROLES,
        invitations::Invitation,
        members::Member,
        organizations::{Deleted, Organization, OrganizationFields},
        roles::{ADMIN, OWNER, SUPER_ADMIN},
        sessions::Membership,
    },
    ids::{OrganizationId, UserId},
};
use garde::Validate;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An organization to be.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FoundingIn {
    /// Its name.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
}

/// What people may change about their organization.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganizationIn {
    /// Its name.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// Days that the activity log is kept before it is archived.
    #[garde(range(min = 1, max = 3650))]
    #[serde(default = "a_year")]
    #[schema(minimum = 1, maximum = 3650, default = 365)]
    pub data_retention_days: i32,
    /// How people come in.
    #[garde(dive)]
    #[serde(default)]
    pub settings: OrganizationSettings,
}

/// How people come into an organization.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OrganizationSettings {
    /// Whether members must hold a second factor.
    #[garde(skip)]
    pub mfa_required: bool,
    /// Days that a member without one is given, from the rule or from joining; then they can do nothing but enrol.
    #[garde(range(min = 0, max = 90))]
    #[schema(minimum = 0, maximum = 90, default = 14)]
    pub mfa_grace_days: i32,
}

impl Default for OrganizationSettings {
    fn default() -> Self {
        Self { mfa_required: false, mfa_grace_days: 14 }
    }
}

runtime::merge_patch!(OrganizationPatch of OrganizationIn);

fn a_year() -> i32 {
    365
}

impl From<OrganizationIn> for OrganizationFields {
    fn from(input: OrganizationIn) -> Self {
        let OrganizationIn { name, data_retention_days, settings } = input;
        let OrganizationSettings { mfa_required, mfa_grace_days } = settings;
        Self { name: name.trim().to_owned(), data_retention_days, mfa_required, mfa_grace_days }
    }
}

impl From<OrganizationFields> for OrganizationIn {
    fn from(fields: OrganizationFields) -> Self {
        let OrganizationFields { name, data_retention_days, mfa_required, mfa_grace_days } = fields;
        Self { name, data_retention_days, settings: OrganizationSettings { mfa_required, mfa_grace_days } }
    }
}

/// An organization.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizationDetail {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Days that the activity log is kept before it is archived.
    pub data_retention_days: i32,
    /// How people come in.
    pub settings: OrganizationSettings,
    /// Since when a second factor is required.
    pub mfa_required_since: Option<Timestamp>,
    /// When it was founded.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl From<Organization> for OrganizationDetail {
    fn from(organization: Organization) -> Self {
        let OrganizationIn { name, data_retention_days, settings } = organization.fields.into();
        Self {
            id: organization.id.0,
            name,
            data_retention_days,
            settings,
            mfa_required_since: organization.mfa_required_since,
            created_at: organization.created_at,
            updated_at: organization.updated_at,
        }
    }
}

/// An organization that the signed-in person belongs to, or may bring back.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyOrganization {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The roles held there.
    pub roles: Vec<String>,
    /// Whether the token is for it.
    pub is_current: bool,
    /// When the person must have a second factor, where the organization requires one and they have none.
    pub mfa_deadline: Option<Timestamp>,
    /// When it was deleted.
    pub deleted_at: Option<Timestamp>,
    /// Until when it can be brought back.
    pub restorable_until: Option<Timestamp>,
}

impl MyOrganization {
    /// One that stands.
    pub fn of(membership: Membership, current: OrganizationId) -> Self {
        Self {
            id: membership.organization.0,
            name: membership.name,
            roles: membership.roles,
            is_current: membership.organization == current,
            mfa_deadline: membership.mfa_deadline,
            deleted_at: None,
            restorable_until: None,
        }
    }
}

impl From<Deleted> for MyOrganization {
    fn from(deleted: Deleted) -> Self {
        Self {
            id: deleted.membership.organization.0,
            name: deleted.membership.name,
            roles: deleted.membership.roles,
            is_current: false,
            mfa_deadline: None,
            deleted_at: Some(deleted.deleted_at),
            restorable_until: Some(deleted.deleted_at + GRACE),
        }
    }
}

/// Which member a path names: a person's id, or `me`.
#[derive(Debug, Clone, Copy)]
pub enum MemberRef {
    /// The signed-in person.
    Me,
    /// Anybody.
    User(UserId),
}

impl MemberRef {
    /// The person.
    pub fn user(self, caller: &Caller) -> UserId {
        match self {
            Self::Me => caller.user,
            Self::User(user) => user,
        }
    }
}

impl FromStr for MemberRef {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "me" { Ok(Self::Me) } else { text.parse().map(Self::User) }
    }
}

/// What can be changed about a member.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberIn {
    /// Whether they may come in.
    #[garde(skip)]
    pub is_active: bool,
}

runtime::merge_patch!(MemberPatch of MemberIn);

/// The new set of roles.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberRolesIn {
    /// Names of roles, at least one.
    #[garde(length(min = 1, max = MAX_ROLES), inner(length(chars, min = 1, max = 100)))]
    #[schema(min_items = 1, max_items = 20)]
    pub roles: Vec<String>,
}

/// A member of the organization.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizationMember {
    /// The person's id.
    pub id: Uuid,
    /// Their address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where in the organization.
    pub department: Option<String>,
    /// What they do there.
    pub position: Option<String>,
    /// University or company.
    pub institution: Option<String>,
    /// STUDENT, SMB or ENTERPRISE.
    pub segment: String,
    /// An IANA time zone name.
    pub timezone: String,
    /// The roles held here.
    pub roles: Vec<String>,
    /// Whether one of the roles runs the organization.
    pub is_admin: bool,
    /// Whether they may come in.
    pub is_active: bool,
    /// Whether they have a second factor; null for those who may not change members.
    pub is_2fa_enabled: Option<bool>,
    /// Their last sign-in; null for those who may not change members.
    pub last_login_at: Option<Timestamp>,
    /// When they joined.
    pub joined_at: Timestamp,
    /// When anything last changed.
    pub updated_at: Timestamp,
}

impl OrganizationMember {
    /// As seen by somebody who may change members, or by others.
    pub fn of(member: Member, sees_all: bool) -> Self {
        let is_admin = member.roles.iter().any(|role| [OWNER, ADMIN, SUPER_ADMIN].contains(&role.as_str()));
        Self {
            id: member.user.0,
            email: member.email,
            first_name: member.first_name,
            last_name: member.last_name,
            department: member.department,
            position: member.position,
            institution: member.institution,
            segment: member.segment,
            timezone: member.timezone,
            roles: member.roles,
            is_admin,
            is_active: member.is_active,
            is_2fa_enabled: sees_all.then_some(member.is_2fa_enabled),
            last_login_at: member.last_login_at.filter(|_| sees_all),
            joined_at: member.created_at,
            updated_at: member.updated_at,
        }
    }
}

/// Who is invited, to be what.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationIn {
    /// The link is mailed to it.
    #[garde(email, length(chars, max = 254))]
    #[schema(format = Email, max_length = 254)]
    pub email: String,
    /// Names of roles, at least one.
    #[garde(length(min = 1, max = MAX_ROLES), inner(length(chars, min = 1, max = 100)))]
    #[schema(min_items = 1, max_items = 20)]
    pub roles: Vec<String>,
}

/// An invitation.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationOut {
    /// Its id.
    pub id: Uuid,
    /// Who is invited.
    pub email: String,
    /// What they are to be.
    pub roles: Vec<String>,
    /// open, accepted, revoked or expired.
    pub status: String,
    /// Who invited them.
    pub invited_by: Uuid,
    /// When the link was last mailed.
    pub sent_at: Timestamp,
    /// Until when the link works.
    pub expires_at: Timestamp,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// By whom.
    pub accepted_by: Option<Uuid>,
    /// When it was withdrawn, or replaced by a newer one.
    pub revoked_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl InvitationOut {
    /// As it stands at `now`.
    pub fn of(invitation: Invitation, now: Timestamp) -> Self {
        Self {
            id: invitation.id.0,
            status: invitation.status(now).to_owned(),
            email: invitation.email,
            roles: invitation.roles,
            invited_by: invitation.invited_by.0,
            sent_at: invitation.sent_at,
            expires_at: invitation.expires_at,
            accepted_at: invitation.accepted_at,
            accepted_by: invitation.accepted_by.map(|user| user.0),
            revoked_at: invitation.revoked_at,
            created_at: invitation.created_at,
            updated_at: invitation.updated_at,
        }
    }
}
