-- The network area begins with what every area uses: images and attachments, and the things that they hang on.
create schema network;
grant usage on schema network to plugzero_app, plugzero_identity, plugzero_public, plugzero_system, plugzero_retention;

-- The row is written before the bytes arrive. `file_path` is where they are: the upload while it is worked on, then the
-- verified copy, which no upload form reaches.
create table network.media (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  file_name text not null check (length(file_name) between 1 and 255),
  file_path text not null,
  declared_content_type text not null check (length(declared_content_type) <= 255),
  content_type text check (length(content_type) <= 255), -- what the bytes are
  media_type text check (media_type in ('image', 'video', 'audio', 'document')),
  title text not null default '' check (length(title) <= 200),
  alt_text text not null default '' check (length(alt_text) <= 1000),
  description text not null default '' check (length(description) <= 5000),
  in_library boolean not null,
  status text not null default 'PENDING' check (status in ('PENDING', 'PROCESSING', 'READY', 'FAILED')),
  failure_code text,
  failure_message text,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 bytea check (length(sha256) = 32),
  declared_sha256 bytea check (length(declared_sha256) = 32),
  width integer check (width > 0),
  height integer check (height > 0),
  object_etag text,
  attempts integer not null default 0,
  lease_owner uuid,
  lease_until timestamptz,
  fence bigint not null default 0,
  swept_at timestamptz, -- when the minute sweep last looked after it
  duplicate_of uuid,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  uploaded_at timestamptz,
  processed_at timestamptz,
  created_by uuid not null references accounts.users (id),
  unique (organization_id, id),
  foreign key (organization_id, duplicate_of) references network.media (organization_id, id)
    on delete set null (duplicate_of),
  check ((status = 'FAILED') = (failure_code is not null)),
  check ((failure_code is null) = (failure_message is null)),
  check (status <> 'READY' or (content_type is not null and media_type is not null and sha256 is not null))
);
create index media_created_at_idx on network.media (organization_id, created_at, id);
create index media_media_type_idx on network.media (organization_id, media_type, created_at, id);
create index media_sha256_idx on network.media (organization_id, sha256);
create index media_duplicate_of_idx on network.media (organization_id, duplicate_of);
create index media_created_by_idx on network.media (created_by);
create index media_unfinished_idx on network.media (status, lease_until) where status in ('PENDING', 'PROCESSING');
create index media_failed_idx on network.media (processed_at) where status = 'FAILED';
create trigger raise_version before update on network.media
  for each row execute function platform.raise_version();

-- What hangs on which thing, in order. `resource_type` is a word of the registry in `accounts::access`; a thing of any
-- kind has no foreign key.
create table network.media_links (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  media_id uuid not null,
  resource_type text not null check (length(resource_type) between 1 and 100),
  resource_id uuid not null,
  caption text not null default '' check (length(caption) <= 2000),
  position integer not null check (position >= 0),
  created_at timestamptz not null,
  created_by uuid not null references accounts.users (id),
  constraint media_links_media_key unique (organization_id, resource_type, resource_id, media_id),
  constraint media_links_media_id_fkey foreign key (organization_id, media_id)
    references network.media (organization_id, id) on delete cascade
);
create index media_links_position_idx on network.media_links (organization_id, resource_type, resource_id, position);
create index media_links_media_id_idx on network.media_links (organization_id, media_id);
create index media_links_created_by_idx on network.media_links (created_by);

-- A face that a person shows in one organization: the image is the organization's, and no other one sees it.
alter table accounts.memberships
  add column avatar_media_id uuid,
  add constraint memberships_avatar_media_id_fkey foreign key (organization_id, avatar_media_id)
    references network.media (organization_id, id) on delete set null (avatar_media_id);
create index memberships_avatar_media_id_idx on accounts.memberships (organization_id, avatar_media_id);

select platform.protect_tenant_table('network.media');
select platform.protect_tenant_table('network.media_links');
grant select, insert, update, delete on network.media, network.media_links to plugzero_app;
grant update (avatar_media_id, updated_at) on accounts.memberships to plugzero_app;

select platform.admit('network.media', 'plugzero_system');
grant select (id, organization_id, file_path, object_etag, status, lease_until, swept_at, size_bytes, created_at),
  update (swept_at) on network.media to plugzero_system;

-- Retention also takes what hangs on a thing that it removes.
select platform.admit(t, 'plugzero_retention') from unnest(array[
  'network.media', 'network.media_links', 'platform.taggings']::regclass[]) t;
grant select (id, organization_id, file_path, status, size_bytes, created_at, processed_at), delete,
  update (status, failure_code, failure_message, processed_at, updated_at) on network.media to plugzero_retention;
grant select (organization_id, resource_type, resource_id), delete on network.media_links, platform.taggings
  to plugzero_retention;
