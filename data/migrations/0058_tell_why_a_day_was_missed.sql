-- Why a plan could not take effect on its day, as data: kind, grids and place of each obstacle, for screens to say in the reader's words.
alter table border_plan_log add column obstacles jsonb not null default '[]';
comment on column border_plan_log.obstacles is 'As the errors of a problem: detail, reason and values or kind, gridCodes, location.';
