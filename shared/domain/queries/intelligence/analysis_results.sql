--: AnalysisRow(failure_code?, failure_message?, result_data?, completed_at?)

--! find : AnalysisRow
-- Whether the caller may see it, `accounts::access` says.
select a.id, a.project_id, a.file_id, a.calculation_type, a.parameters, a.status, a.failure_code, a.failure_message,
  a.result_data, a.input_hash, a.engine_version, a.version, a.created_at, a.completed_at, a.created_by
from intelligence.analysis_results a
join ingestion.projects p on p.organization_id = a.organization_id and p.id = a.project_id and p.deleted_at is null
where a.id = :id;

--! find_by_key : AnalysisRow
select a.id, a.project_id, a.file_id, a.calculation_type, a.parameters, a.status, a.failure_code, a.failure_message,
  a.result_data, a.input_hash, a.engine_version, a.version, a.created_at, a.completed_at, a.created_by
from intelligence.analysis_results a
where a.organization_id = :organization_id and a.project_id = :project_id and a.input_hash = :input_hash
  and a.engine_version = :engine_version and a.calculation_type = :calculation_type
  and a.parameters_hash = :parameters_hash;

--! insert : AnalysisRow
-- Nothing comes back where another request wrote the row first.
insert into intelligence.analysis_results as a
  (id, organization_id, project_id, file_id, calculation_type, parameters, parameters_hash, input_hash,
   engine_version, created_at, updated_at, created_by)
values (:id, :organization_id, :project_id, :file_id, :calculation_type, :parameters, :parameters_hash, :input_hash,
  :engine_version, :now, :now, :created_by)
on conflict on constraint analysis_results_cache_key do nothing
returning a.id, a.project_id, a.file_id, a.calculation_type, a.parameters, a.status, a.failure_code,
  a.failure_message, a.result_data, a.input_hash, a.engine_version, a.version, a.created_at, a.completed_at,
  a.created_by;

--! ask_again : AnalysisRow
-- A failed one begins anew, over the file that is asked about now.
update intelligence.analysis_results a
set status = 'QUEUED', file_id = :file_id, failure_code = null, failure_message = null, attempts = 0,
  completed_at = null, updated_at = :now
where a.id = :id and a.status = 'FAILED'
returning a.id, a.project_id, a.file_id, a.calculation_type, a.parameters, a.status, a.failure_code,
  a.failure_message, a.result_data, a.input_hash, a.engine_version, a.version, a.created_at, a.completed_at,
  a.created_by;

--! claim
-- Takes the work: counts the attempt before it and raises the fence. A live lease and a finished row are left alone.
update intelligence.analysis_results
set status = 'RUNNING', attempts = attempts + 1, lease_owner = :owner, lease_until = :lease_until, fence = fence + 1,
  updated_at = :now
where id = :id and (status = 'QUEUED' or (status = 'RUNNING' and lease_until <= :now))
returning project_id, file_id, calculation_type, parameters, engine_version, attempts, fence, created_by;

--! exists
select true as found from intelligence.analysis_results where id = :id;

--! renew
update intelligence.analysis_results set lease_until = :lease_until, updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';

--! release
-- Gives the work back: the lease lapses at once.
update intelligence.analysis_results
set lease_until = :now, attempts = attempts - :uncounted::integer, updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';

--! succeed
update intelligence.analysis_results
set status = 'SUCCEEDED', result_data = :result_data, lease_owner = null, lease_until = null, completed_at = :now,
  updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';

--! fail
update intelligence.analysis_results
set status = 'FAILED', failure_code = :failure_code, failure_message = :failure_message, lease_owner = null,
  lease_until = null, completed_at = :now, updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';

--! reassign
-- What was asked about these bytes stays with another file that has them.
update intelligence.analysis_results a
set file_id = twin.id, updated_at = :now
from (
  select other.id
  from ingestion.files gone
  join ingestion.files other on other.organization_id = gone.organization_id and other.project_id = gone.project_id
    and other.sha256 = gone.sha256 and other.options = gone.options and other.upload_status = 'SUCCESS'
    and other.id <> gone.id
  where gone.id = :file_id
  order by other.created_at, other.id limit 1
) twin
where a.file_id = :file_id;
