-- What people expect of files of one kind: where their columns go, and what must hold of them.
create table ingestion.upload_templates (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  name text not null check (length(name) between 1 and 255),
  description text not null default '' check (length(description) <= 2000),
  -- Of which files; null: of any.
  file_format text check (length(file_format) between 1 and 50),
  max_file_size_mb integer check (max_file_size_mb between 1 and 16384),
  transformation_rules jsonb not null check (jsonb_typeof(transformation_rules) = 'object'),
  validation_rules jsonb not null check (jsonb_typeof(validation_rules) = 'object'),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid not null references accounts.users (id),
  unique (organization_id, id)
);
create unique index upload_templates_name_key on ingestion.upload_templates (organization_id, lower(name));
create index upload_templates_created_at_idx on ingestion.upload_templates (organization_id, created_at, id);
create index upload_templates_created_by_idx on ingestion.upload_templates (created_by);
create trigger raise_version before update on ingestion.upload_templates
  for each row execute function platform.raise_version();

-- What a template said at each version: a file's history can tell by which rules it was read.
create table ingestion.upload_template_versions (
  organization_id uuid not null references accounts.organizations (id),
  template_id uuid not null,
  template_version bigint not null,
  name text not null,
  description text not null,
  file_format text,
  max_file_size_mb integer,
  transformation_rules jsonb not null,
  validation_rules jsonb not null,
  created_at timestamptz not null,
  created_by uuid not null references accounts.users (id),
  primary key (organization_id, template_id, template_version),
  foreign key (organization_id, template_id)
    references ingestion.upload_templates (organization_id, id) on delete cascade
);
create index upload_template_versions_created_at_idx on ingestion.upload_template_versions (organization_id, created_at);
create index upload_template_versions_created_by_idx on ingestion.upload_template_versions (created_by);

select platform.protect_tenant_table('ingestion.upload_templates');
select platform.protect_tenant_table('ingestion.upload_template_versions');
grant select, insert, update, delete on ingestion.upload_templates to plugzero_app;
grant select, insert on ingestion.upload_template_versions to plugzero_app;
