-- What an import wrote last, so that the same file again changes nothing and a person's own edits stay.
alter table regions add column source_hash uuid;
alter table elements add column source_hash uuid;
alter table ground_features add column source_hash uuid;
comment on column elements.source_hash is 'MD5 of the row as the source gave it; an import rewrites the element only when this changes.';

-- County borders of imported ground are drawn, too.
alter table ground_features drop constraint ground_theme_is_known;
alter table ground_features add constraint ground_theme_is_known
  check (theme in ('road', 'water', 'landuse', 'railway', 'label', 'barrier', 'boundary'));

alter table import_runs add column staging_schema text;
comment on column import_runs.staging_schema is 'Private schema of a running import; its advisory lock tells whether the importer lives.';
