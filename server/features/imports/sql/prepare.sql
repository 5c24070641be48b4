-- Runs once in the private schema of an import: tables and functions that live as long as the import.

create unlogged table vocabulary (
  shape text not null,      -- point, line, polygon; building: its use
  value text not null,      -- the source's own word
  kind text not null,       -- element kind or ground theme
  category text not null,   -- our category or class
  rank smallint,
  title_zh text,
  title_en text,
  primary key (shape, value)
);

-- One row per thing that the files name, in our terms.
create unlogged table mapped (
  file_no smallint not null,
  row_no bigint not null,
  target text not null,     -- region, element, ground; name, address, figures (given to others); unused
  layer text not null default '',
  kind text not null default '',
  category text not null default '',
  source_id text,
  parent_source_id text,
  code text,
  name text,
  address text,
  rank smallint,
  is_walkable boolean,
  floors smallint,
  basement_floors smallint,
  height_meters real,
  min_height_meters real,
  built_year smallint,
  population integer,
  attrs jsonb not null default '{}',
  geom geometry,
  reason text,
  county_code text collate "C"
);

-- What each element of them means for the table, see decide-elements.sql.
create unlogged table decided_elements (
  file_no smallint not null,
  half smallint not null,   -- by which of two sessions it was decided
  county_code text collate "C" not null,
  layer text not null,
  kind text not null,
  category text not null,
  source_id text,
  parent_source_id text,
  name text not null,
  address text not null,
  floors smallint,
  basement_floors smallint,
  height_meters real,
  min_height_meters real,
  built_year smallint,
  attrs jsonb not null,
  geom geometry not null,
  hash uuid not null,
  known_id bigint,
  state text not null,      -- new, changed, unchanged
  grid_code text collate "C",
  community_code text collate "C",
  position bigint not null, -- on the Hilbert curve, within its half
  id bigint not null
);

-- Text of a source: control characters out (those that turn the direction of text without a gap: with them a name reads as another), ends trimmed, at most 500 characters (an index on names takes no more); null when nothing is left.
create function import_text(given text) returns text language sql immutable parallel safe as $$
  select nullif(left(btrim(regexp_replace(translate(given, U&'\200E\200F\061C\202A\202B\202C\202D\202E\2066\2067\2068\2069', ''), '[\x01-\x1f\x7f-\x9f\u2028\u2029]+', ' ', 'g')), 500), '')
$$;

-- The number that a text begins with ("12", "12.5 m"); null when there is none or it is endless.
create function import_number(given text) returns double precision language plpgsql immutable strict parallel safe as $$
declare
  digits text := substring(given from '^\s*([-+]?[0-9]+(?:\.[0-9]*)?)');
begin
  return case when length(digits) <= 25 then digits::double precision end;
end
$$;

-- A coordinate is a number as a whole: what a longer text begins with ("1e3", "116°54'", "116,9") would be another place.
create function import_coordinate(given text) returns double precision language plpgsql immutable strict parallel safe as $$
begin
  return case when given ~ '^\s*[-+]?[0-9]{1,20}(\.[0-9]{0,30})?([eE][-+]?[0-9]{1,2})?\s*°?\s*$' then rtrim(btrim(given), '° ')::double precision end;
end
$$;

-- A count of storeys, metres or years inside its bounds, else null.
create function import_between(given text, low double precision, high double precision) returns double precision
language plpgsql immutable strict parallel safe as $$
declare
  n double precision := import_number(given);
begin
  return case when n between low and high then n end;
end
$$;

-- The same of a value in JSON, which is mostly a number already.
create function import_between(given jsonb, low numeric, high numeric) returns double precision language sql immutable parallel safe as $$
  select case when jsonb_typeof(given) <> 'number' then import_between(given #>> '{}', low::double precision, high::double precision)
              when given::numeric between low and high then given::double precision end
$$;

-- GDAL's hstore-like text of OpenStreetMap tags as JSON. It escapes as JSON does; what cannot be read is left out.
create function import_tags(given text) returns jsonb language plpgsql immutable parallel safe as $$
begin
  if given is null then return '{}'; end if;
  return ('{' || replace(regexp_replace(given, '[\x01-\x1f]+', ' ', 'g'), '"=>"', '":"') || '}')::jsonb;
exception when others then
  return '{}';
end
$$;

-- Well-known text as a shape; null when it cannot be read.
create function import_shape(given text) returns geometry language plpgsql immutable parallel safe as $$
begin
  return st_force2d(st_geomfromtext(regexp_replace(given, '^\s*SRID=[0-9]+;', ''), 4326));
exception when others then
  return null;
end
$$;

-- The view `staged` over one loaded layer: its row number, its columns as JSON, its shape.
create function describe_layer(raw text, names jsonb, first_row bigint) returns void language plpgsql as $$
declare
  columns text;
  shape text;
begin
  select string_agg(format('r.%I as %I', attname, coalesce(names ->> attname, attname)), ', ' order by attnum)
           filter (where attname not in ('import_row', 'import_geom') and (names is null or names ? attname)),
         coalesce(max('r.import_geom') filter (where attname = 'import_geom'), 'null::geometry')
    into columns, shape
  from pg_attribute
  where attrelid = format('%I', raw)::regclass and attnum > 0 and not attisdropped;
  -- A reader of ours has left them as JSON, the shapes in two dimensions.
  if exists (select from pg_attribute where attrelid = format('%I', raw)::regclass and attname = 'import_props') then
    execute format('create or replace view staged as select import_row as row_no, import_props as props, import_geom as geom from %I', raw);
    return;
  end if;
  -- "offset 0" makes the planner build the JSON once per row, however often it is read; a lateral join, unlike a
  -- subquery in the list, lets several processes share the work.
  execute format(
    'create or replace view staged as
       select r.import_row::bigint as row_no, jsonb_strip_nulls(to_jsonb(c)) as props, st_force2d(%s) as geom
       from %I as r cross join lateral (select %s) as c where r.import_row >= %s offset 0',
    shape, raw, coalesce(columns, 'null as nothing'), first_row);
end
$$;

-- PostgreSQL shares the work of `create table as` among processes, not that of `insert`: a mapping of large files makes the
-- table `mapped_layer`, with the columns of `mapped`, which becomes `mapped` where that is empty.
create function take_mapped_layer() returns void language plpgsql as $$
begin
  if to_regclass('mapped_layer') is null then return; end if;
  if exists (select from mapped) then
    insert into mapped select * from mapped_layer;
    drop table mapped_layer;
  else
    drop table mapped;
    alter table mapped_layer rename to mapped;
    alter table mapped alter layer set default '', alter kind set default '', alter category set default '', alter attrs set default '{}',
      alter target set not null, alter layer set not null, alter kind set not null, alter category set not null, alter attrs set not null;
  end if;
end
$$;

-- ISO 7064 MOD 11,10 two digits at a time: the state after them by the state before. 113,000 digital IDs are then look-ups,
-- not calls. The state after some digits follows from their check digit.
-- Stored plain: otherwise the array would be unpacked for every row.
create unlogged table check_steps (steps integer[] not null);
alter table check_steps alter steps set storage plain;
insert into check_steps
select array_agg(next order by state, pair) as steps  -- at (state - 1) × 100 + pair + 1
from generate_series(1, 10) as state, generate_series(0, 99) as pair
cross join lateral (select coalesce(nullif((pair / 10 + state) % 10, 0), 10) * 2 % 11 as middle) first
cross join lateral (select coalesce(nullif((pair % 10 + middle) % 10, 0), 10) * 2 % 11 as next) second;

create function check_state(digits text) returns integer language sql immutable as $$
  select case digital_id_check_digit(digits) when 0 then 1 else 11 - digital_id_check_digit(digits) end
$$;

create function is_new_county(county text) returns boolean language sql as $$
  select to_regclass('public.elements_' || county) is null and not exists (select from public.elements_elsewhere where county_code = county)
$$;

-- Makes a county's own table of elements, still outside of everybody's sight and without indexes: rows go in fast.
-- It stands in this private schema under the name `elements`, so that the import's inserts go into it. The constraint
-- saves looking at every row again when it becomes a partition.
create function open_new_county(county text) returns void language plpgsql as $$
begin
  create table elements (like public.elements including defaults including constraints including generated);
  execute format('alter table elements add constraint elements_are_of_one_county check (county_code = %L)', county);
end
$$;

-- Indexes that a county's table needs, the dearest first.
create function indexes_of_elements() returns table (index_name text) language sql as $$
  select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam
  where x.indrelid = 'public.elements'::regclass
  order by array_position(array['gin', 'gist', 'btree'], m.amname::text), i.relname
$$;

-- Builds one of them on the table that open_new_county made.
create function index_new_county(county text, index_name text) returns void language plpgsql as $$
begin
  execute replace(pg_get_indexdef(format('public.%I', index_name)::regclass), format(' %I ON ONLY public.elements ', index_name),
                  format(' %I ON %I.elements ', regexp_replace(index_name, '^elements', 'elements_' || county), current_schema()));
end
$$;

-- Makes that table a partition; indexes that it has not yet are built in one go. Only a SHARE UPDATE EXCLUSIVE lock on the parent.
create function attach_new_county(county text) returns void language plpgsql set default_statistics_target = 100 as $$
declare
  rule record;
begin
  -- What the parent's key is made of, the partition's must be, too.
  for rule in
    select regexp_replace(c.conname, '^elements', 'elements_' || county) as name, case c.contype when 'p' then 'primary key' else 'unique' end as kind
    from pg_constraint c
    where c.conrelid = 'public.elements'::regclass and c.contype in ('p', 'u')
      and to_regclass(format('%I.%I', current_schema(), regexp_replace(c.conname, '^elements', 'elements_' || county))) is not null loop
    execute format('alter table %I.elements add constraint %I %s using index %I', current_schema(), rule.name, rule.kind, rule.name);
  end loop;
  execute format('alter table %I.elements rename to %I', current_schema(), 'elements_' || county);
  execute format('alter table %I.%I set schema public', current_schema(), 'elements_' || county);
  execute format('alter table public.elements attach partition public.%I for values in (%L)', 'elements_' || county, county);
  execute format('alter table public.%I drop constraint elements_are_of_one_county', 'elements_' || county);
  -- What the planner must know before the next statements; the rest is autovacuum's.
  execute format('analyze public.%I (county_code, kind, category, place_code, grid_code, valid_to, source)', 'elements_' || county);
end
$$;

-- Where the search has no elements yet, the documents of a new county are made here, where two sessions can index them, and
-- become its tables at the end. What make_search_documents reads and add_search_documents writes stands in this schema
-- under the same names: the county's own elements, the tiers as they will be ($1), neither areas nor groups.
create function open_first_documents(lowest_ranks float8[]) returns void language plpgsql as $$
declare
  here text := current_schema();
  elements_here text;
begin
  perform set_config('search_path', 'public', true);
  elements_here := pg_get_viewdef('search_elements'::regclass);
  perform set_config('search_path', here || ', public', true);
  execute 'create view search_elements as ' || elements_here;
  create view search_areas as select * from public.search_areas where false;
  create view search_groups as select * from public.search_groups where false;
  create table search_tiers as select (n - 1)::smallint as tier, lowest_rank from unnest(lowest_ranks) with ordinality as given (lowest_rank, n);
  create table search_documents (like public.search_documents) partition by list (tier);
  for tier in 0 .. cardinality(lowest_ranks) loop
    execute format('create table %1$I (like public.%1$I including defaults including constraints including storage, constraint documents_are_of_one_tier check (tier = %2$s))', 'search_documents_' || tier, tier);
    execute format('alter table search_documents attach partition %I for values in (%s)', 'search_documents_' || tier, tier);
  end loop;
end
$$;

-- Indexes that these tables need, the dearest first.
create function indexes_of_first_documents() returns table (index_name text) language sql as $$
  select i.relname from pg_inherits p join pg_class c on c.oid = p.inhrelid join pg_index x on x.indrelid = c.oid
  join pg_class i on i.oid = x.indexrelid join pg_am m on m.oid = i.relam
  where p.inhparent = 'public.search_documents'::regclass
  order by array_position(array['gin', 'btree'], m.amname::text), pg_relation_size(format('%I', c.relname)) desc, i.relname
$$;
create function index_first_documents(index_name text) returns void language plpgsql as $$
begin
  execute replace(pg_get_indexdef(format('public.%I', index_name)::regclass), ' ON public.', format(' ON %I.', current_schema()));
end
$$;

-- Puts these tables in the place of the search's own, with the documents that stand there: of regions, grids, streets, matters.
create function take_first_documents() returns void language plpgsql as $$
declare
  shelf record;
begin
  lock table public.search_documents in access exclusive mode;
  for shelf in select c.relname as name, substring(c.relname from '[0-9]+$') as tier from pg_inherits p join pg_class c on c.oid = p.inhrelid
               where p.inhparent = 'public.search_documents'::regclass order by 1 loop
    execute format('alter table search_documents detach partition %I', shelf.name);
    execute format('insert into %1$I select * from public.%1$I', shelf.name);
    execute format('drop table public.%I', shelf.name);
    execute format('alter table %I set schema public', shelf.name);
    execute format('alter table public.search_documents attach partition public.%I for values in (%s)', shelf.name, shelf.tier);
    execute format('alter table public.%I drop constraint documents_are_of_one_tier', shelf.name);
  end loop;
end
$$;

-- Where a position in degrees was in a projected system; null where it cannot be there.
create function position_before(at geometry, srid integer) returns geometry language plpgsql immutable parallel safe as $$
begin
  return st_transform(at, srid);
exception when others then
  return null;
end
$$;

-- Coordinates of tables from a projected system to degrees; a row that cannot be moved says so.
create function transform_mapped(layers integer[], srid integer) returns void language plpgsql as $$
declare
  row record;
begin
  for row in select ctid as at, geom from mapped where file_no = any (layers) and geom is not null loop
    begin
      update mapped set geom = st_transform(st_setsrid(row.geom, srid), 4326) where ctid = row.at;
    exception when others then
      update mapped set geom = null, reason = format('coordinates outside EPSG:%s: %s', srid, st_astext(row.geom, 3)) where ctid = row.at;
    end;
  end loop;
end
$$;
