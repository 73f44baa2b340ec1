//! Random worlds: what the database says when somebody asks for a thing, lists, or has it explained, is what a plain
//! evaluator says who looks at everything.

mod settle;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    accounts::{
        access, explain,
        levels::Level,
        permissions::Permission::{self, *},
        roles::SYSTEM_ROLES,
        team_memberships::TeamRole,
    },
    ids::{ProjectId, UserId},
    ingestion::projects::{self, Filter},
    platform::paging::Page,
};
use proptest::{
    collection::vec,
    option,
    prelude::any,
    sample::select,
    strategy::{Strategy, ValueTree as _},
    test_runner::TestRunner,
};
use uuid::Uuid;

use self::settle::settle;
use super::acme;

const PEOPLE: usize = 5;
const TEAMS: usize = 3;
const PROJECTS: usize = 6;
const ROLES: usize = 3;
const SYSTEM: &[&str] = &["viewer", "editor", "user", "admin", "uploader"];
/// What custom roles are made of.
const PARTS: &[Permission] = &[
    ProjectsRead,
    ProjectsReadAll,
    ProjectsWrite,
    ProjectsDelete,
    FilesRead,
    FilesDelete,
    PermissionsWrite,
    TeamsRead,
];

/// Who may do what, as it was drawn. Things and people are numbers; a role from `ROLES` on is a system role.
#[derive(Debug, Clone)]
struct World {
    roles: Vec<(Vec<Permission>, bool)>,
    holds: Vec<Vec<usize>>,
    teams: Vec<(bool, Vec<Option<TeamRole>>)>,
    projects: Vec<Project>,
    grants: Vec<Grant>,
}

#[derive(Debug, Clone)]
struct Project {
    team: Option<usize>,
    manager: Option<usize>,
    members: Vec<bool>,
    is_deleted: bool,
}

#[derive(Debug, Clone, Copy)]
struct Grant {
    on: Thing,
    to: Principal,
    level: Level,
    ends: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Organization,
    Team(usize),
    Project(usize),
    File(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Principal {
    Person(usize),
    Role(usize),
    Team(usize),
}

fn worlds() -> impl Strategy<Value = World> {
    let roles = vec((vec(select(PARTS), 0..4), proptest::bool::weighted(0.8)), ROLES);
    let holds = vec(vec(0..ROLES + SYSTEM.len(), 0..3), PEOPLE);
    let team =
        (proptest::bool::weighted(0.8), vec(option::weighted(0.4, select(TeamRole::ALL.to_vec())), PEOPLE));
    let project = (
        option::weighted(0.5, 0..TEAMS),
        option::weighted(0.3, 0..PEOPLE),
        vec(proptest::bool::weighted(0.3), PEOPLE),
        proptest::bool::weighted(0.1),
    )
        .prop_map(|(team, manager, members, is_deleted)| Project { team, manager, members, is_deleted });
    let thing = (0..10usize, any::<usize>()).prop_map(|(kind, n)| match kind {
        0 => Thing::Organization,
        1..4 => Thing::Team(n % TEAMS),
        4..8 => Thing::Project(n % PROJECTS),
        _ => Thing::File(n % PROJECTS),
    });
    let principal = (0..3usize, any::<usize>()).prop_map(|(kind, n)| match kind {
        0 => Principal::Person(n % PEOPLE),
        1 => Principal::Role(n % (ROLES + SYSTEM.len())),
        _ => Principal::Team(n % TEAMS),
    });
    // Lasting, ended, or yet to end.
    let grant = (thing, principal, select(Level::ALL.to_vec()), option::of(any::<bool>()))
        .prop_map(|(on, to, level, ends)| Grant { on, to, level, ends });
    (roles, holds, vec(team, TEAMS), vec(project, PROJECTS), vec(grant, 0..8)).prop_map(
        |(roles, holds, teams, projects, grants)| {
            // One grant to one principal on one thing.
            let grants: BTreeMap<_, _> =
                grants.into_iter().map(|grant| ((grant.on, grant.to), grant)).collect();
            World { roles, holds, teams, projects, grants: grants.into_values().collect() }
        },
    )
}

/// The plain evaluator.
impl World {
    fn holds(&self, person: usize, role: usize) -> bool {
        self.holds[person].contains(&role) && self.roles.get(role).is_none_or(|(_, is_active)| *is_active)
    }

    fn permissions(&self, person: usize) -> BTreeSet<Permission> {
        let of = |role: usize| match self.roles.get(role) {
            Some((permissions, _)) => permissions.clone(),
            None => {
                let name = SYSTEM[role - ROLES];
                SYSTEM_ROLES.iter().find(|role| role.name == name).unwrap().permissions.to_vec()
            }
        };
        (0..ROLES + SYSTEM.len()).filter(|role| self.holds(person, *role)).flat_map(of).collect()
    }

    fn in_team(&self, person: usize, team: usize) -> Option<TeamRole> {
        let (stands, members) = &self.teams[team];
        members[person].filter(|_| *stands)
    }

    fn granted(&self, person: usize, on: Thing) -> Option<Level> {
        let is_theirs = |to: Principal| match to {
            Principal::Person(other) => other == person,
            Principal::Role(role) => self.holds(person, role),
            Principal::Team(team) => self.in_team(person, team).is_some(),
        };
        let live = self
            .grants
            .iter()
            .filter(|grant| grant.on == on && grant.ends != Some(true) && is_theirs(grant.to));
        live.map(|grant| grant.level).max()
    }

    /// Whether their roles reach the thing, and how far teams and grants do; none where nothing does.
    fn access(&self, person: usize, thing: Thing) -> Option<(bool, Option<Level>)> {
        let (number, on_file) = match thing {
            Thing::Project(number) => (number, None),
            Thing::File(number) => (number, self.granted(person, thing)),
            _ => unreachable!("teams and organizations are asked otherwise"),
        };
        let project = &self.projects[number];
        if project.is_deleted {
            return None;
        }
        let alone = project.team.is_none();
        let by_role = self.permissions(person).contains(&ProjectsReadAll)
            || (alone && (project.members[person] || project.manager == Some(person)));
        let of_team = project.team.filter(|team| self.teams[*team].0).and_then(|team| {
            self.in_team(person, team).map(TeamRole::level).max(self.granted(person, Thing::Team(team)))
        });
        let level = of_team
            .max(self.granted(person, Thing::Project(number)))
            .max(self.granted(person, Thing::Organization))
            .max(on_file);
        (by_role || level.is_some()).then_some((by_role, level))
    }

    fn may(&self, person: usize, thing: Thing, permission: Permission) -> bool {
        self.access(person, thing).is_some_and(|(by_role, level)| {
            (by_role && self.permissions(person).contains(&permission))
                || level.is_some_and(|level| level.allows(permission))
        })
    }
}

/// What is compared: enough to tell every path and level apart.
const ASKED: &[Permission] = &[
    ProjectsRead,
    ProjectsWrite,
    ProjectsDelete,
    FilesRead,
    FilesWrite,
    FilesDelete,
    TagsWrite,
    PermissionsWrite,
    ProjectsReadAll,
    MembersWrite,
];

#[tokio::test]
async fn the_database_says_what_a_plain_evaluator_says_to_reads_lists_and_explanations() {
    let (t, acme) = acme().await;
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        people.push(acme.user(&format!("p{n}"), "user").await);
    }
    let database = t.database.role("plugzero_app", &t.context);
    let admin = t.database.superuser().await;
    let owner = acme.founder.caller();
    let count = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(30);
    let mut runner = TestRunner::deterministic();
    let (mut allowed, mut hidden) = (0, 0);
    for _ in 0..count {
        let world = worlds().new_tree(&mut runner).unwrap().current();
        let ids = settle(&admin, &world, &people, t.now()).await;
        for (person, user) in people.iter().enumerate() {
            let tx = database.tenant(&user.caller()).await.unwrap();
            let page = Page::parse(projects::SORTS, Some("200"), None, None).unwrap();
            let list = projects::list(&tx, &Filter::default(), &page).await.unwrap();
            let listed: BTreeSet<Uuid> = list.rows.iter().map(|project| project.id.0).collect();
            let readable = |n: &usize| world.may(person, Thing::Project(*n), ProjectsRead);
            let expected = (0..PROJECTS).filter(readable).map(|n| ids.projects[n]).collect();
            assert_eq!(listed, expected, "the list of {person}: {world:#?}");
            for n in 0..PROJECTS {
                let found = projects::find(&tx, ProjectId(ids.projects[n])).await.unwrap();
                assert_eq!(
                    found.is_some(),
                    world.access(person, Thing::Project(n)).is_some(),
                    "{person} {n} {world:#?}"
                );
                for thing in [Thing::Project(n), Thing::File(n)] {
                    let access = access::get(&tx, ids.of(thing)).await.ok();
                    assert_eq!(
                        access.is_some(),
                        world.access(person, thing).is_some(),
                        "{person} {thing:?}: {world:#?}"
                    );
                    for permission in ASKED {
                        let may = access.is_some_and(|access| access.may(&tx, *permission));
                        let expected = world.may(person, thing, *permission);
                        assert_eq!(may, expected, "{person} {permission:?} {thing:?}: {world:#?}");
                        allowed += usize::from(may);
                    }
                    hidden += usize::from(access.is_none());
                }
            }
        }
        // The owner has it explained.
        let tx = database.tenant(&owner).await.unwrap();
        for n in (0..PROJECTS).filter(|n| !world.projects[*n].is_deleted) {
            for (person, user) in people.iter().enumerate() {
                for thing in [Thing::Project(n), Thing::File(n)] {
                    let told = explain::explain(&tx, ids.of(thing), UserId(user.id)).await.unwrap();
                    assert_eq!(
                        told.is_visible,
                        world.access(person, thing).is_some(),
                        "{person} {thing:?} {world:#?}"
                    );
                    for permission in ASKED {
                        let expected = world.may(person, thing, *permission);
                        assert_eq!(
                            told.allows(*permission),
                            expected,
                            "{person} {permission:?} {thing:?} {world:#?}"
                        );
                    }
                }
            }
        }
    }
    assert!(allowed > 500 && hidden > 100, "the worlds were dull: {allowed} allowed, {hidden} hidden");
}
