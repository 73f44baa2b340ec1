-- The hub (projects) and the files that feed it.
create table ingestion.projects (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  name text not null check (length(name) between 1 and 200),
  description text not null default '' check (length(description) <= 20000),
  status text not null default 'planning' check (status in ('planning', 'active', 'on-hold', 'completed', 'cancelled')),
  start_date date,
  end_date date,
  manager_id uuid,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid not null,
  deleted_at timestamptz,
  constraint projects_dates_check check (end_date >= start_date),
  unique (organization_id, id),
  constraint projects_manager_id_fkey foreign key (organization_id, manager_id)
    references accounts.memberships (organization_id, user_id),
  foreign key (created_by) references accounts.users (id)
);
create unique index projects_name_key on ingestion.projects (organization_id, lower(name)) where deleted_at is null;
create index projects_created_at_idx on ingestion.projects (organization_id, created_at, id);
create index projects_status_idx on ingestion.projects (organization_id, status);
create index projects_start_date_idx on ingestion.projects (organization_id, start_date);
create index projects_manager_id_idx on ingestion.projects (organization_id, manager_id);
create index projects_created_by_idx on ingestion.projects (created_by);
create index projects_deleted_at_idx on ingestion.projects (deleted_at) where deleted_at is not null;
create trigger raise_version before update on ingestion.projects
  for each row execute function platform.raise_version();

create table ingestion.project_members (
  organization_id uuid not null references accounts.organizations (id),
  project_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, project_id, user_id),
  foreign key (organization_id, project_id) references ingestion.projects (organization_id, id) on delete cascade,
  constraint project_members_user_id_fkey foreign key (organization_id, user_id)
    references accounts.memberships (organization_id, user_id) on delete cascade
);
create index project_members_user_id_idx on ingestion.project_members (organization_id, user_id);

-- PlugZero's RawDataFile and DataViz's upload history. The row is written before the bytes arrive.
create table ingestion.files (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  project_id uuid not null,
  file_name text not null check (length(file_name) between 1 and 255),
  file_path text not null,
  content_type text not null check (length(content_type) <= 255),
  file_type text not null default 'TABULAR' check (file_type in ('TABULAR', 'UNSTRUCTURED')),
  format text,
  upload_status text not null default 'PENDING' check (upload_status in ('PENDING', 'PROCESSING', 'SUCCESS', 'FAILED')),
  failure_code text,
  failure_message text,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 bytea check (length(sha256) = 32),
  declared_sha256 bytea check (length(declared_sha256) = 32),
  object_etag text,
  multipart_upload_id text,
  part_size bigint,
  options jsonb not null default '{}',
  attempts integer not null default 0,
  lease_owner uuid,
  lease_until timestamptz,
  fence bigint not null default 0,
  swept_at timestamptz, -- when the minute sweep last looked after it
  progress_rows bigint,
  progress_bytes bigint,
  row_count bigint,
  rejected_count bigint,
  records_processed bigint,
  processing_time_ms bigint,
  columns_metadata jsonb,
  encoding text,
  dialect jsonb,
  duplicate_of uuid,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  processed_at timestamptz,
  created_by uuid not null references accounts.users (id),
  unique (organization_id, id),
  foreign key (organization_id, project_id) references ingestion.projects (organization_id, id),
  foreign key (organization_id, duplicate_of) references ingestion.files (organization_id, id)
    on delete set null (duplicate_of),
  check ((upload_status = 'FAILED') = (failure_code is not null)),
  check ((failure_code is null) = (failure_message is null))
);
create index files_created_at_idx on ingestion.files (organization_id, created_at, id);
create index files_project_id_idx on ingestion.files (organization_id, project_id, created_at, id);
create index files_duplicate_of_idx on ingestion.files (organization_id, duplicate_of);
create index files_sha256_idx on ingestion.files (organization_id, project_id, sha256);
create index files_created_by_idx on ingestion.files (created_by);
create index files_unfinished_idx on ingestion.files (upload_status, lease_until)
  where upload_status in ('PENDING', 'PROCESSING');
create trigger raise_version before update on ingestion.files
  for each row execute function platform.raise_version();

select platform.protect_tenant_table('ingestion.projects');
select platform.protect_tenant_table('ingestion.project_members');
select platform.protect_tenant_table('ingestion.files');
grant select, insert, update on ingestion.projects to plugzero_app;
grant select, insert, update, delete on ingestion.project_members, ingestion.files to plugzero_app;

select platform.admit('ingestion.files', 'plugzero_system');
grant select (id, organization_id, file_path, object_etag, upload_status, lease_until, swept_at, size_bytes, created_at),
  update (swept_at) on ingestion.files to plugzero_system;

select platform.admit(t, 'plugzero_retention') from unnest(array['ingestion.projects', 'ingestion.files']::regclass[]) t;
grant select (id, organization_id, deleted_at), delete on ingestion.projects to plugzero_retention;
grant select (id, organization_id, project_id, file_path, upload_status, created_at), delete,
  update (upload_status, failure_code, failure_message, processed_at, updated_at)
  on ingestion.files to plugzero_retention;
