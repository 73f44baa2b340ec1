-- The persistent cache of calculations: one row per question, however often it is asked.
create table intelligence.analysis_results (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  project_id uuid not null,
  file_id uuid not null,
  calculation_type text not null,
  parameters jsonb not null,
  parameters_hash bytea not null check (length(parameters_hash) = 32),
  input_hash bytea not null check (length(input_hash) = 32),
  engine_version text not null,
  status text not null default 'QUEUED' check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  failure_code text,
  failure_message text,
  result_data jsonb,
  attempts integer not null default 0,
  lease_owner uuid,
  lease_until timestamptz,
  fence bigint not null default 0,
  swept_at timestamptz, -- when the minute sweep last looked after it
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  completed_at timestamptz,
  created_by uuid not null references accounts.users (id),
  unique (organization_id, id),
  constraint analysis_results_cache_key unique
    (organization_id, project_id, input_hash, engine_version, calculation_type, parameters_hash),
  foreign key (organization_id, project_id) references ingestion.projects (organization_id, id),
  constraint analysis_results_file_id_fkey foreign key (organization_id, file_id)
    references ingestion.files (organization_id, id) on delete cascade,
  check ((status = 'FAILED') = (failure_code is not null)),
  check ((failure_code is null) = (failure_message is null)),
  check ((status = 'RUNNING') = (lease_until is not null)),
  check ((status = 'SUCCEEDED') = (result_data is not null))
);
create index analysis_results_created_at_idx on intelligence.analysis_results (organization_id, created_at, id);
create index analysis_results_project_id_idx on intelligence.analysis_results (organization_id, project_id, created_at, id);
create index analysis_results_file_id_idx on intelligence.analysis_results (organization_id, file_id);
create index analysis_results_created_by_idx on intelligence.analysis_results (created_by);
create index analysis_results_unfinished_idx on intelligence.analysis_results (status, lease_until)
  where status in ('QUEUED', 'RUNNING');
create trigger raise_version before update on intelligence.analysis_results
  for each row execute function platform.raise_version();

select platform.protect_tenant_table('intelligence.analysis_results');
grant select, insert, update on intelligence.analysis_results to plugzero_app;

select platform.admit('intelligence.analysis_results', 'plugzero_system');
grant select (id, organization_id, status, lease_until, swept_at, updated_at), update (swept_at)
  on intelligence.analysis_results to plugzero_system;

select platform.admit('intelligence.analysis_results', 'plugzero_retention');
grant select (id, organization_id, project_id), delete on intelligence.analysis_results to plugzero_retention;
