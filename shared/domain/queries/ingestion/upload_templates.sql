--: UploadTemplateRow(file_format?, max_file_size_mb?)
--: UploadTemplateVersionRow(file_format?, max_file_size_mb?)

--! find : UploadTemplateRow
select id, name, description, file_format, max_file_size_mb, transformation_rules, validation_rules, version,
  created_at, updated_at, created_by
from ingestion.upload_templates where id = :id;

--! lock
select id from ingestion.upload_templates where id = :id for update;

--! insert (file_format?, max_file_size_mb?)
insert into ingestion.upload_templates
  (id, organization_id, name, description, file_format, max_file_size_mb, transformation_rules, validation_rules,
   created_at, updated_at, created_by)
values (:id, :organization_id, :name, :description, :file_format, :max_file_size_mb, :transformation_rules,
  :validation_rules, :now, :now, :created_by);

--! update (file_format?, max_file_size_mb?, if_version?)
update ingestion.upload_templates
set name = :name, description = :description, file_format = :file_format, max_file_size_mb = :max_file_size_mb,
  transformation_rules = :transformation_rules, validation_rules = :validation_rules, updated_at = :now
where id = :id and (:if_version::bigint is null or version = :if_version);

--! keep_version
-- What the template says now, under its version.
insert into ingestion.upload_template_versions
  (organization_id, template_id, template_version, name, description, file_format, max_file_size_mb,
   transformation_rules, validation_rules, created_at, created_by)
select organization_id, id, version, name, description, file_format, max_file_size_mb, transformation_rules,
  validation_rules, updated_at, :created_by
from ingestion.upload_templates where id = :id;

--! delete (if_version?)
delete from ingestion.upload_templates where id = :id and (:if_version::bigint is null or version = :if_version);

--! versions (before?) : UploadTemplateVersionRow
-- The latest first.
select template_version, name, description, file_format, max_file_size_mb, transformation_rules, validation_rules,
  created_at, created_by
from ingestion.upload_template_versions
where organization_id = :organization_id and template_id = :template_id
  and (:before::bigint is null or template_version < :before)
order by template_version desc limit :limit;
