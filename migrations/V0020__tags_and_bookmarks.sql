-- What people hang on things of any kind: tags that the organization shares, bookmarks of one's own.
-- `resource_type` is a word of the registry in `accounts::access`; a thing of any kind has no foreign key.
create table platform.tags (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  name text not null check (length(name) between 1 and 50),
  description text not null default '' check (length(description) <= 2000),
  color text not null default '#3B82F6' check (color ~ '^#[0-9A-Fa-f]{6}$'),
  category text not null default '' check (length(category) <= 50),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid not null references accounts.users (id),
  unique (organization_id, id)
);
create unique index tags_name_key on platform.tags (organization_id, lower(name));
create index tags_created_at_idx on platform.tags (organization_id, created_at, id);
create index tags_category_idx on platform.tags (organization_id, category);
create index tags_created_by_idx on platform.tags (created_by);
create trigger raise_version before update on platform.tags
  for each row execute function platform.raise_version();

create table platform.taggings (
  organization_id uuid not null references accounts.organizations (id),
  tag_id uuid not null,
  resource_type text not null check (length(resource_type) between 1 and 100),
  resource_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, tag_id, resource_type, resource_id),
  constraint taggings_tag_id_fkey foreign key (organization_id, tag_id)
    references platform.tags (organization_id, id) on delete cascade
);
create index taggings_resource_idx on platform.taggings (organization_id, resource_type, resource_id);

create table platform.bookmarks (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  user_id uuid not null,
  resource_type text not null check (length(resource_type) between 1 and 100),
  resource_id uuid not null,
  bookmark_name text not null check (length(bookmark_name) between 1 and 255),
  tags jsonb not null default '[]' check (jsonb_typeof(tags) = 'array'),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint bookmarks_resource_key unique (organization_id, user_id, resource_type, resource_id),
  foreign key (organization_id, user_id) references accounts.memberships (organization_id, user_id) on delete cascade
);
create index bookmarks_created_at_idx on platform.bookmarks (organization_id, created_at, id);
create index bookmarks_user_id_idx on platform.bookmarks (organization_id, user_id, created_at, id);
create trigger raise_version before update on platform.bookmarks
  for each row execute function platform.raise_version();

select platform.protect_tenant_table('platform.tags');
select platform.protect_tenant_table('platform.taggings');
select platform.protect_tenant_table('platform.bookmarks');
grant select, insert, update, delete on platform.tags, platform.bookmarks to plugzero_app;
grant select, insert, delete on platform.taggings to plugzero_app;
