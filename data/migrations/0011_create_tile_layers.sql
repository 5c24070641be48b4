-- Map layers (图层): one row per layer that may be drawn, its data version, and the ground that each change touches.
create table tile_layers (
  id text primary key constraint layer_id_is_plain check (id ~ '^[a-z][a-z_]{1,39}$'),
  source text not null constraint layer_source_is_known check (source in ('region', 'region_label', 'grid', 'grid_label', 'ground', 'building', 'element', 'key_person')),
  kind text not null,
  title_zh text not null,
  title_en text not null,
  theme text not null,
  geometry text not null constraint layer_geometry_is_known check (geometry in ('point', 'line', 'polygon', 'mixed')),
  minzoom smallint not null constraint layer_minzoom_is_a_zoom check (minzoom between 0 and 16),
  maxzoom smallint not null constraint layer_maxzoom_is_a_zoom check (maxzoom between minzoom and 16),
  counts_below_zoom smallint constraint layer_counts_end_inside check (counts_below_zoom > minzoom and counts_below_zoom <= maxzoom),
  sensitivity text not null constraint layer_sensitivity_is_known check (sensitivity in ('open', 'internal', 'restricted')),
  fields jsonb not null,
  category_type text not null default '',
  sort smallint not null
);
comment on table tile_layers is 'One row per fact about a layer; below counts_below_zoom a layer carries counts per grid or community.';
comment on column tile_layers.kind is 'Element kind, or the theme of ground_features, or region or grid.';
comment on column tile_layers.category_type is 'dictionaries.type that names the categories.';

insert into tile_layers (id, source, kind, title_zh, title_en, theme, geometry, minzoom, maxzoom, counts_below_zoom, sensitivity, fields, category_type, sort)
select id, source, kind, title_zh, title_en, theme, geometry, minzoom, maxzoom, counts_below_zoom, sensitivity,
       '{"code": "String", "name": "String", "category": "String", "grid_code": "String"}'::jsonb || more::jsonb, category_type, sort
from (values
  ('landuse',       'ground',       'landuse',      '用地',     'Land use',        'base',      'polygon',  9, 16, null, 'open',       '{"class": "String", "rank": "Number"}', 'category.landuse', 10),
  ('water',         'ground',       'water',        '水系',     'Water',           'base',      'mixed',    7, 16, null, 'open',       '{"class": "String", "rank": "Number"}', 'category.water', 20),
  ('barriers',      'ground',       'barrier',      '围墙栏杆', 'Barriers',        'base',      'mixed',   14, 16, null, 'open',       '{"class": "String", "rank": "Number"}', 'category.barrier', 30),
  ('roads',         'ground',       'road',         '道路',     'Roads',           'base',      'mixed',    6, 16, null, 'open',       '{"class": "String", "rank": "Number"}', 'category.road', 40),
  ('railways',      'ground',       'railway',      '铁路',     'Railways',        'base',      'mixed',    8, 16, null, 'open',       '{"class": "String", "rank": "Number"}', 'category.railway', 50),
  ('buildings',     'building',     'building',     '建筑',     'Buildings',       'housing',   'polygon',  8, 16,   12, 'open',       '{"height_meters": "Number", "min_height": "Number", "floors": "Number", "use": "String", "households": "Number", "residents": "Number", "count": "Number"}', 'category.building', 60),
  ('regions',       'region',       'region',       '行政区划', 'Regions',         'borders',   'polygon',  0, 16, null, 'open',       '{"level": "String", "population": "Number"}', 'region.level', 70),
  ('grids',         'grid',         'grid',         '网格',     'Grids',           'borders',   'polygon', 10, 16, null, 'open',       '{"kind": "String", "households": "Number", "community_code": "String"}', 'grid.kind', 80),
  ('places',        'element',      'place',        '场所',     'Places',          'places',    'point',    8, 16,   14, 'open',       '{"count": "Number"}', 'category.place', 90),
  ('organisations', 'element',      'organisation', '组织机构', 'Organisations',   'places',    'point',    8, 16,   15, 'internal',   '{"count": "Number"}', 'category.organisation', 100),
  ('facilities',    'element',      'facility',     '设施部件', 'Facilities',      'things',    'point',    8, 16,   15, 'open',       '{"count": "Number"}', 'category.facility', 110),
  ('assets',        'element',      'asset',        '集体资产', 'Assets',          'things',    'mixed',    8, 16,   14, 'internal',   '{"count": "Number"}', 'category.asset', 120),
  ('cameras',       'element',      'camera',       '视频监控', 'Cameras',         'things',    'point',    8, 16,   14, 'internal',   '{"count": "Number"}', 'category.camera', 130),
  ('devices',       'element',      'device',       '物联设备', 'Devices',         'things',    'point',    8, 16,   14, 'internal',   '{"count": "Number"}', 'category.device', 140),
  ('hazards',       'element',      'hazard',       '隐患',     'Hazards',         'safety',    'point',    8, 16,   13, 'internal',   '{"level": "String", "state": "String", "count": "Number"}', 'category.hazard', 150),
  ('resources',     'element',      'resource',     '资源力量', 'Resources',       'resources', 'point',    8, 16,   13, 'open',       '{"count": "Number"}', 'category.resource', 160),
  ('worker_posts',  'element',      'worker_post',  '值守岗位', 'Posts',           'resources', 'point',    8, 16,   13, 'internal',   '{"count": "Number"}', 'category.worker_post', 170),
  ('key_persons',   'key_person',   'person',       '重点人员', 'Key persons',     'people',    'point',    8, 16,   14, 'restricted', '{"level": "String", "count": "Number"}', 'key_person.type', 180),
  ('labels',        'ground',       'label',        '地名',     'Names',           'base',      'mixed',    6, 16, null, 'open',       '{"class": "String", "rank": "Number"}', 'category.label', 190),
  ('region_labels', 'region_label', 'region',       '区划名称', 'Region names',    'borders',   'point',    3, 16, null, 'open',       '{"level": "String"}', 'region.level', 200),
  ('grid_labels',   'grid_label',   'grid',         '网格名称', 'Grid names',      'borders',   'point',   13, 16, null, 'open',       '{"kind": "String", "households": "Number"}', 'grid.kind', 210)
) as given (id, source, kind, title_zh, title_en, theme, geometry, minzoom, maxzoom, counts_below_zoom, sensitivity, more, category_type, sort);

-- A layer is there for those who may see its rows; for all others it does not exist.
alter table tile_layers enable row level security;
create policy tile_layers_read on tile_layers for select to getu_app using (
  (select session_user_id()) is not null
  and (sensitivity = 'open' or (sensitivity = 'internal' and (select session_has_right('elements.internal')))
       or (sensitivity = 'restricted' and (select session_has_right('elements.restricted'))))
);

create table tile_layer_versions (
  layer text primary key references tile_layers (id) on delete cascade,
  version integer not null default 1
);
insert into tile_layer_versions (layer) select id from tile_layers;
alter table tile_layer_versions enable row level security;
create policy tile_layer_versions_read on tile_layer_versions for select to getu_app using (exists (select from tile_layers l where l.id = layer));
grant select on tile_layers, tile_layer_versions to getu_app;

create table tile_changes (
  id bigint generated always as identity primary key,
  layer text not null references tile_layers (id) on delete cascade,
  version integer,
  box geometry(Polygon, 3857),
  counts_box geometry(Polygon, 3857),
  at timestamptz not null default now()
);
comment on table tile_changes is 'Which ground each version of a layer changed: box where single elements are drawn, counts_box where their counts are. No box is everywhere, an empty one nowhere.';
create unique index tile_changes_layer_version_idx on tile_changes (layer, version);
create index tile_changes_at_idx on tile_changes (at);
alter table tile_changes enable row level security;

-- Versions are given at commit, one transaction after the other: whoever reads version n sees every change up to n.
create function publish_tile_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  next_version integer;
begin
  perform pg_advisory_xact_lock(hashtext('tile_changes'));
  update tile_layer_versions set version = version + 1 where layer = new.layer returning version into next_version;
  update tile_changes set version = next_version where id = new.id;
  perform pg_notify('tile_changes', new.layer || ' ' || next_version);
  return null;
end
$$;
create constraint trigger publish_tile_change after insert on tile_changes
  deferrable initially deferred for each row execute function publish_tile_change();

-- A box of one polygon, never flat, so that a single point has one too.
create function box_around(shape geometry) returns geometry language sql immutable parallel safe as $$
  select case when shape is null or st_isempty(shape) then null
    else st_makeenvelope(st_xmin(shape) - 1, st_ymin(shape) - 1, st_xmax(shape) + 1, st_ymax(shape) + 1, 3857) end
$$;
