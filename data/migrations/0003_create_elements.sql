-- Elements (要素): everything that has a place is one master row; profiles hang on its id (一主多从).
create table element_kinds (
  kind text primary key,
  number smallint not null unique constraint kind_number_has_two_digits check (number between 1 and 99),
  title_zh text not null,
  title_en text not null,
  theme text not null,
  sensitivity text not null constraint sensitivity_is_known check (sensitivity in ('open', 'internal', 'restricted')),
  sort smallint not null
);
insert into element_kinds (kind, number, title_zh, title_en, theme, sensitivity, sort) values
  ('building',      1, '建筑',     'Building',          'housing',   'open',       10),
  ('dwelling',      2, '房屋',     'Dwelling',          'housing',   'internal',   20),
  ('household',     3, '家庭户',   'Household',         'people',    'restricted', 30),
  ('person',        4, '人员',     'Person',            'people',    'restricted', 40),
  ('organisation',  5, '组织机构', 'Organisation',      'places',    'internal',   50),
  ('place',         6, '场所',     'Place',             'places',    'open',       60),
  ('facility',      7, '设施部件', 'Facility',          'things',    'open',       70),
  ('hazard',        8, '隐患',     'Hazard',            'safety',    'internal',   80),
  ('resource',      9, '资源力量', 'Resource',          'resources', 'open',       90),
  ('asset',        10, '集体资产', 'Asset',             'things',    'internal',  100),
  ('camera',       11, '视频监控', 'Camera',            'things',    'internal',  110),
  ('device',       12, '物联设备', 'Device',            'things',    'internal',  120),
  ('worker_post',  13, '值守岗位', 'Post',              'resources', 'internal',  130);

create sequence elements_id_seq;
create table elements (
  id bigint not null default nextval('elements_id_seq'),
  county_code text collate "C" not null constraint county_code_has_6_digits check (county_code ~ '^[0-9]{6}$'),
  code text collate "C" not null constraint digital_id_has_19_digits check (code ~ '^[0-9]{19}$'),
  kind text not null references element_kinds (kind) on delete restrict,
  category text not null default '',
  name text not null,
  address text not null default '',
  geom geometry(Geometry, 4326) not null,
  geom_3857 geometry(Geometry, 3857) generated always as (st_transform(geom, 3857)) stored,
  grid_code text collate "C",
  community_code text collate "C",
  place_code text collate "C" not null generated always as (coalesce(grid_code, community_code, county_code)) stored,
  building_id bigint,
  parent_id bigint,
  search_text text not null generated always as (lower(name || ' ' || address || ' ' || code)) stored,
  attrs jsonb not null default '{}',
  source text not null default 'getu',
  source_id text,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (county_code, id),
  unique (county_code, code)
) partition by list (county_code);
alter sequence elements_id_seq owned by elements.id;
comment on column elements.code is 'Digital ID: county (6) + kind (2) + sequence (10) + check digit, unique for ever.';
comment on column elements.place_code is 'The smallest known area; jurisdictions are prefixes of it.';
comment on column elements.building_id is 'The building that a dwelling, household, person, organisation … belongs to; its point is the building''s.';
comment on column elements.name is 'For a person the masked name; the full one is encrypted in person_profiles.';
create table elements_elsewhere partition of elements default;
create index elements_geom_idx on elements using gist (geom);
create index elements_geom_3857_idx on elements using gist (geom_3857);
create index elements_place_idx on elements (place_code, kind);
create index elements_building_idx on elements (building_id, kind) where building_id is not null;
create index elements_parent_idx on elements (parent_id) where parent_id is not null;
create index elements_search_idx on elements using gin (search_text gin_trgm_ops);
create unique index elements_source_idx on elements (county_code, source, source_id) where source_id is not null;

-- Gives a county a partition of its own; harmless to call again.
create function ensure_county(wanted text) returns void language plpgsql as $$
begin
  if to_regclass('elements_' || wanted) is null and not exists (select from elements_elsewhere where county_code = wanted) then
    execute format('create table %I partition of elements for values in (%L)', 'elements_' || wanted, wanted);
  end if;
end
$$;

-- Digital IDs. Check digit: ISO 7064 MOD 11,10 (GB/T 17710).
create function digital_id_check_digit(digits text) returns integer language plpgsql immutable strict as $$
declare
  product integer := 10;
  step integer;
begin
  for i in 1 .. length(digits) loop
    step := (product + substr(digits, i, 1)::integer) % 10;
    product := (case when step = 0 then 10 else step end) * 2 % 11;
  end loop;
  return (11 - product) % 10;
end
$$;
create table digital_id_counters (
  county_code text collate "C" not null,
  kind text not null references element_kinds (kind) on delete restrict,
  last_number bigint not null default 0,
  primary key (county_code, kind)
);
-- Takes `wanted` numbers in one go and answers the first, so that bulk loads do not ask row by row.
create function reserve_digital_ids(county text, element_kind text, wanted bigint) returns bigint language sql as $$
  insert into digital_id_counters as c (county_code, kind, last_number) values (county, element_kind, wanted)
  on conflict (county_code, kind) do update set last_number = c.last_number + excluded.last_number
  returning last_number - wanted + 1
$$;
create function digital_id(county text, kind_number integer, sequence_number bigint) returns text language sql immutable strict as $$
  select body || digital_id_check_digit(body)
  from (select county || lpad(kind_number::text, 2, '0') || lpad(sequence_number::text, 10, '0')) as given (body)
$$;

-- Profiles. Key: the master's (county_code, id).
create table building_profiles (
  county_code text collate "C" not null, element_id bigint not null,
  building_no text, estate text, floors smallint, basement_floors smallint, units smallint, height_meters real, min_height_meters real,
  use text, structure text, built_year smallint, dwellings integer, households integer, residents integer,
  primary key (county_code, element_id),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create table dwelling_profiles (
  county_code text collate "C" not null, element_id bigint not null,
  unit_no smallint, floor smallint, room_no text, area_square_meters real, occupancy text,
  primary key (county_code, element_id),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create table household_profiles (
  county_code text collate "C" not null, element_id bigint not null,
  household_type text, members smallint, allowances text[] not null default '{}',
  primary key (county_code, element_id),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create table person_profiles (
  county_code text collate "C" not null, element_id bigint not null,
  residence_type text, sex text, birth_year smallint, relation_to_head text, education text, occupation text, political_status text,
  name_cipher bytea, name_hash bytea,
  id_type text, id_number_masked text, id_number_cipher bytea, id_number_hash bytea,
  phone_masked text, phone_cipher bytea, phone_hash bytea,
  primary key (county_code, element_id),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create index person_profiles_id_number_idx on person_profiles (id_number_hash);
create index person_profiles_phone_idx on person_profiles (phone_hash);
create index person_profiles_name_idx on person_profiles (name_hash);
create table key_person_profiles (
  county_code text collate "C" not null, element_id bigint not null,
  type text not null, level text not null default 'normal', since date, visit_period_days smallint, next_visit_on date, note_cipher bytea,
  primary key (county_code, element_id, type),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create table hazard_profiles (
  county_code text collate "C" not null, element_id bigint not null,
  hazard_class text, level text, found_on date, due_on date, state text, responsible text,
  primary key (county_code, element_id),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create table place_profiles (
  county_code text collate "C" not null, element_id bigint not null,
  capacity integer, contact_name text, contact_phone text, opening_hours text, fire_level text,
  primary key (county_code, element_id),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create table organisation_profiles (
  county_code text collate "C" not null, element_id bigint not null,
  organisation_type text, credit_code text, employees integer, contact_name text, contact_phone text,
  primary key (county_code, element_id),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create table facility_profiles (
  county_code text collate "C" not null, element_id bigint not null,
  owner_department text, installed_on date, state text, last_checked_on date,
  primary key (county_code, element_id),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create table camera_profiles (
  county_code text collate "C" not null, element_id bigint not null,
  gb28181_id text constraint gb28181_id_has_20_digits check (gb28181_id ~ '^[0-9]{20}$'), direction_degrees smallint, owner text, state text,
  primary key (county_code, element_id),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create table resource_profiles (
  county_code text collate "C" not null, element_id bigint not null,
  resource_type text, capacity integer, contact_name text, contact_phone text, service_hours text, skills text[] not null default '{}',
  primary key (county_code, element_id),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create table element_photos (
  id bigint generated always as identity primary key,
  county_code text collate "C" not null, element_id bigint not null,
  caption text not null default '', taken_at timestamptz, media_type text not null, path text not null,
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create table element_history (
  id bigint generated always as identity primary key,
  county_code text collate "C" not null, element_id bigint not null,
  at timestamptz not null default now(), user_id bigint, change text not null, detail jsonb not null default '{}',
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create index element_history_element_idx on element_history (county_code, element_id, at desc);

create table dictionaries (
  type text not null, code text not null, name text not null, name_en text,
  source text not null, is_local boolean not null default false, valid boolean not null default true,
  sort smallint not null default 0, attrs jsonb not null default '{}',
  primary key (type, code)
);

create table duties (
  id bigint generated always as identity primary key,
  county_code text collate "C" not null,
  role text not null, holder text not null, phone text not null default '', user_id bigint,
  scope text not null constraint duty_scope_is_known check (scope in ('region', 'grid', 'building')),
  area_code text collate "C" not null,
  building_id bigint, unit_no smallint, sort smallint not null default 0,
  valid_from timestamptz not null default now(), valid_to timestamptz,
  constraint duty_of_a_building_names_it check ((scope = 'building') = (building_id is not null)),
  foreign key (county_code, building_id) references elements (county_code, id) on delete cascade
);
comment on table duties is 'Who is responsible for which region, grid or building, in which role: the board on the entrance (家门口的事儿).';
create index duties_area_idx on duties (area_code) where valid_to is null;
create index duties_building_idx on duties (building_id) where valid_to is null;

-- Who sees which elements: open kinds everyone who is signed in, the others inside the jurisdiction and by right.
create function session_open_kinds() returns text[] language sql stable as $$
  select coalesce(array_agg(kind), '{}') from element_kinds where sensitivity = 'open' and session_user_id() is not null
$$;
create function session_local_kinds() returns text[] language sql stable as $$
  select coalesce(array_agg(kind), '{}') from element_kinds
  where (sensitivity = 'internal' and session_has_right('elements.internal'))
     or (sensitivity = 'restricted' and session_has_right('elements.restricted'))
$$;
alter table elements enable row level security;
create policy elements_read on elements for select to getu_app using (
  kind = any ((select session_open_kinds())::text[])
  or (kind = any ((select session_local_kinds())::text[])
      and place_code >= (select session_place_from()) and place_code < (select session_place_until()))
);
-- A profile, photo or history entry is visible where its master is.
do $$
declare
  profile text;
begin
  foreach profile in array array['building_profiles', 'dwelling_profiles', 'household_profiles', 'person_profiles', 'key_person_profiles',
    'hazard_profiles', 'place_profiles', 'organisation_profiles', 'facility_profiles', 'camera_profiles', 'resource_profiles',
    'element_photos', 'element_history'] loop
    execute format('alter table %I enable row level security', profile);
    execute format('create policy %I on %I for select to getu_app using (exists (
      select from elements e where e.county_code = %I.county_code and e.id = %I.element_id))', profile || '_read', profile, profile, profile);
    execute format('grant select on %I to getu_app', profile);
  end loop;
end
$$;
alter table duties enable row level security;
create policy duties_read on duties for select to getu_app using ((select session_user_id()) is not null);
grant select on element_kinds, elements, dictionaries, duties to getu_app;
