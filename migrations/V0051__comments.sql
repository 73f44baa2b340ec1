-- Comments on things of any kind. A thread is a comment and its replies: one level, so that it is read from top to bottom.
create table platform.comments (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  resource_type text not null check (length(resource_type) between 1 and 100),
  resource_id uuid not null,
  parent_comment_id uuid, -- the first comment of its thread
  comment_text text not null check (length(comment_text) <= 10000),
  is_resolved boolean not null default false,
  resolved_by uuid references accounts.users (id),
  resolved_at timestamptz,
  edited_at timestamptz,
  deleted_at timestamptz, -- the place stays, so that what was answered to it can be read; the words go
  deleted_by uuid references accounts.users (id),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid not null references accounts.users (id),
  unique (organization_id, id),
  check (is_resolved = (resolved_at is not null) and is_resolved = (resolved_by is not null)),
  check (not is_resolved or parent_comment_id is null),
  check ((deleted_at is null) = (deleted_by is null)),
  check ((deleted_at is null) = (length(comment_text) > 0)),
  constraint comments_parent_comment_id_fkey foreign key (organization_id, parent_comment_id)
    references platform.comments (organization_id, id) on delete cascade
);
create index comments_created_at_idx on platform.comments (organization_id, created_at, id);
create index comments_resource_idx on platform.comments (organization_id, resource_type, resource_id, created_at, id);
create index comments_parent_comment_id_idx on platform.comments (organization_id, parent_comment_id, created_at, id);
create index comments_created_by_idx on platform.comments (created_by);
create index comments_resolved_by_idx on platform.comments (resolved_by);
create index comments_deleted_by_idx on platform.comments (deleted_by);
create trigger raise_version before update on platform.comments
  for each row execute function platform.raise_version();

-- What a comment said before it was edited.
create table platform.comment_versions (
  organization_id uuid not null references accounts.organizations (id),
  comment_id uuid not null,
  number integer not null check (number >= 1),
  comment_text text not null check (length(comment_text) between 1 and 10000),
  written_at timestamptz not null,
  primary key (organization_id, comment_id, number),
  foreign key (organization_id, comment_id) references platform.comments (organization_id, id) on delete cascade
);

-- Who is named in a comment.
create table platform.comment_mentions (
  organization_id uuid not null references accounts.organizations (id),
  comment_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, comment_id, user_id),
  foreign key (organization_id, comment_id) references platform.comments (organization_id, id) on delete cascade,
  foreign key (organization_id, user_id) references accounts.memberships (organization_id, user_id) on delete cascade
);
create index comment_mentions_user_id_idx on platform.comment_mentions (organization_id, user_id);

select platform.protect_tenant_table('platform.comments');
select platform.protect_tenant_table('platform.comment_versions');
select platform.protect_tenant_table('platform.comment_mentions');
grant select, insert, update, delete on platform.comments to plugzero_app;
grant select, insert, delete on platform.comment_versions, platform.comment_mentions to plugzero_app;

-- What retention removes takes its comments along.
select platform.admit('platform.comments', 'plugzero_retention');
grant select (organization_id, resource_type, resource_id), delete on platform.comments to plugzero_retention;
