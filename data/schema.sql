-- What data/migrations make, written by: node scripts/bootstrap.mjs dump-schema

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS pgrouting WITH SCHEMA public;

CREATE FUNCTION public.announce_outbox_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('outbox', new.id::text);
  return null;
end
$$;

CREATE FUNCTION public.area_prefixes(area text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select array(select left(area, digits) from unnest(array[2, 4, 6, 9, 12, 15]) as digits where digits <= length(area))
$$;

CREATE FUNCTION public.audit_chain_fault() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
  select min(id) from (
    select id, hash, previous_hash, lag(hash, 1, '\x00') over (order by id) as expected_previous,
           sha256(previous_hash || convert_to(concat_ws('|', id, extract(epoch from at), user_id, county_code, action, object, outcome, detail, request_id), 'UTF8')) as expected
    from audit_log
  ) as chain
  where hash <> expected or previous_hash <> expected_previous
$$;

CREATE FUNCTION public.begin_request(user_id bigint, roles text[], jurisdiction text, request_id text) RETURNS void
    LANGUAGE sql
    AS $$
  select set_config('getu.user_id', coalesce(user_id::text, ''), true),
         set_config('getu.roles', coalesce(array_to_string(roles, ','), ''), true),
         set_config('getu.jurisdiction', coalesce(jurisdiction, '-'), true),
         set_config('getu.request_id', coalesce(request_id, ''), true)
$$;

CREATE FUNCTION public.chain_audit_row() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  -- One chain: rows are appended one after the other, also across connections.
  perform pg_advisory_xact_lock(hashtext('audit_log'));
  new.at := clock_timestamp();
  select coalesce((select hash from audit_log order by id desc limit 1), '\x00') into new.previous_hash;
  new.id := nextval(pg_get_serial_sequence('audit_log', 'id'));
  new.hash := sha256(new.previous_hash || convert_to(concat_ws('|', new.id, extract(epoch from new.at), new.user_id, new.county_code,
    new.action, new.object, new.outcome, new.detail, new.request_id), 'UTF8'));
  return new;
end
$$;

CREATE FUNCTION public.derive_element_place() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if coalesce(current_setting('getu.bulk', true), '') <> 'on' then
    select place.grid, place.community into new.grid_code, new.community_code from element_place(new.geom) as place;
  end if;
  return new;
end
$$;

CREATE FUNCTION public.digital_id(county text, kind_number integer, sequence_number bigint) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT
    AS $$
  select body || digital_id_check_digit(body)
  from (select county || lpad(kind_number::text, 2, '0') || lpad(sequence_number::text, 10, '0')) as given (body)
$$;

CREATE FUNCTION public.digital_id_check_digit(digits text) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE STRICT
    AS $$
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

CREATE FUNCTION public.element_grams(name text, address text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE
    AS $$
declare
  body text := lower(name || ' ' || address);
begin
  return string_to_array(regexp_replace(body, '(..)', '\1' || chr(1), 'g') || chr(1) || regexp_replace(substr(body, 2), '(..)', '\1' || chr(1), 'g'), chr(1));
end
$$;

CREATE FUNCTION public.element_place(shape public.geometry, OUT grid text, OUT community text) RETURNS record
    LANGUAGE plpgsql STABLE
    AS $$
declare
  spot geometry := case when geometrytype(shape) = 'POINT' then shape else st_pointonsurface(shape) end;
begin
  select g.code, g.community_code into grid, community
  from grids g
  where g.valid_to is null and g.kind <> 'micro' and g.geom && spot and st_intersects(g.geom, spot)
  order by g.code limit 1;
  if community is null then
    select r.code into community
    from regions r
    where r.level in ('community', 'street') and r.geom && spot and st_intersects(r.geom, spot)
    order by length(r.code) desc, r.code limit 1;
  end if;
end
$$;

COMMENT ON FUNCTION public.element_place(shape public.geometry, OUT grid text, OUT community text) IS 'The grid, or on ground without grids the community or street, that holds the shape''s inner point.';

CREATE FUNCTION public.ensure_county(wanted text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  if to_regclass('elements_' || wanted) is null and not exists (select from elements_elsewhere where county_code = wanted) then
    execute format('create table %I partition of elements for values in (%L)', 'elements_' || wanted, wanted);
  end if;
end
$$;

CREATE FUNCTION public.may_tell_count(element_kind text, amount bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select amount >= smallest_told_count()
      or session_has_right('people.points')
      or exists (select from element_kinds where kind = element_kind and sensitivity <> 'restricted')
$$;

CREATE FUNCTION public.move_building_content() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  update elements set geom = st_pointonsurface(new.geom), version = version + 1, updated_at = now()
  where county_code = new.county_code and building_id = new.id and id <> new.id;
  return null;
end
$$;

CREATE FUNCTION public.people_in_charge(county text, building bigint, area text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
  with held as (
    select d.* from duties d where d.valid_to is null and d.building_id = building and d.county_code = county
    union all
    select d.* from duties d where d.valid_to is null and d.scope <> 'building' and d.area_code = any (area_prefixes(area))
  )
  select coalesce(jsonb_agg(jsonb_build_object(
           'role', h.role, 'roleTitle', coalesce(n.name, h.role), 'holder', h.holder, 'phone', h.phone,
           'scope', h.scope, 'areaCode', h.area_code, 'unitNo', h.unit_no)
           order by case h.scope when 'building' then 1 when 'grid' then 2 else 3 end, length(h.area_code) desc, h.sort, h.unit_no nulls first, h.id), '[]')
  from held h left join dictionaries n on n.type = 'duty_role' and n.code = h.role
$$;

CREATE FUNCTION public.place_elements(county text, area public.geometry DEFAULT NULL::public.geometry) RETURNS bigint
    LANGUAGE sql
    AS $$
  with touched as (
    select e.county_code, e.id,
           case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end as spot,
           e.grid_code, e.community_code
    from elements e
    where e.county_code = county and (area is null or e.geom && area)
  ), placed as (
    select t.county_code, t.id, t.grid_code as old_grid, t.community_code as old_community,
           g.code as grid, coalesce(g.community_code, r.code) as community
    from touched t
    left join lateral (
      select g.code, g.community_code from grids g
      where g.valid_to is null and g.kind <> 'micro' and g.geom && t.spot and st_intersects(g.geom, t.spot)
      order by g.code limit 1
    ) g on true
    left join lateral (
      select r.code from regions r
      where g.code is null and r.level in ('community', 'street') and r.geom && t.spot and st_intersects(r.geom, t.spot)
      order by length(r.code) desc, r.code limit 1
    ) r on true
  ), changed as (
    update elements e set grid_code = p.grid, community_code = p.community, version = version + 1, updated_at = now()
    from placed p
    where e.county_code = p.county_code and e.id = p.id
      and (p.old_grid, p.old_community) is distinct from (p.grid, p.community)
    returning 1
  )
  select count(*) from changed
$$;

CREATE FUNCTION public.place_elements_of_changed_grids() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  change record;
begin
  if coalesce(current_setting('getu.bulk', true), '') = 'on' then return null; end if;
  if tg_op = 'INSERT' then
    for change in select county_code, st_union(geom) as area from new_grids group by county_code loop
      perform place_elements(change.county_code, change.area);
    end loop;
  elsif tg_op = 'DELETE' then
    for change in select county_code, st_union(geom) as area from old_grids group by county_code loop
      perform place_elements(change.county_code, change.area);
    end loop;
  else
    for change in
      select county_code, st_union(geom) as area
      from (select county_code, geom from old_grids union all select county_code, geom from new_grids) as both_sides
      group by county_code loop
      perform place_elements(change.county_code, change.area);
    end loop;
  end if;
  return null;
end
$$;

CREATE FUNCTION public.refuse_audit_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

CREATE FUNCTION public.region_chain(area text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
  select coalesce(jsonb_agg(jsonb_build_object('code', code, 'level', level, 'name', name) order by length(code)), '[]')
  from regions where code = any (area_prefixes(area))
$$;

COMMENT ON FUNCTION public.region_chain(area text) IS 'Province … community over a region or grid code, largest first.';

CREATE FUNCTION public.reserve_digital_ids(county text, element_kind text, wanted bigint) RETURNS bigint
    LANGUAGE sql
    AS $$
  insert into digital_id_counters as c (county_code, kind, last_number) values (county, element_kind, wanted)
  on conflict (county_code, kind) do update set last_number = c.last_number + excluded.last_number
  returning last_number - wanted + 1
$$;

CREATE FUNCTION public.session_counted_only_kinds() RETURNS text[]
    LANGUAGE sql STABLE
    AS $$
  select coalesce(array_agg(kind order by sort), '{}') from element_kinds
  where sensitivity = 'restricted' and not session_has_right('people.points')
$$;

COMMENT ON FUNCTION public.session_counted_only_kinds() IS 'Restricted kinds that the session may not see as single rows in lists and on maps.';

CREATE FUNCTION public.session_has_right(wanted text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select exists (select from role_rights where role = any (session_roles()) and name = wanted) $$;

CREATE FUNCTION public.session_jurisdiction() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select case when session_user_id() is null then null else current_setting('getu.jurisdiction', true) end $$;

CREATE FUNCTION public.session_local_kinds() RETURNS text[]
    LANGUAGE sql STABLE
    AS $$
  select coalesce(array_agg(kind), '{}') from element_kinds
  where (sensitivity = 'internal' and session_has_right('elements.internal'))
     or (sensitivity = 'restricted' and session_has_right('elements.restricted'))
$$;

CREATE FUNCTION public.session_open_kinds() RETURNS text[]
    LANGUAGE sql STABLE
    AS $$
  select coalesce(array_agg(kind), '{}') from element_kinds where sensitivity = 'open' and session_user_id() is not null
$$;

CREATE FUNCTION public.session_place_from() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select session_jurisdiction() $$;

CREATE FUNCTION public.session_place_until() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select session_jurisdiction() || ':' $$;

CREATE FUNCTION public.session_roles() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select string_to_array(nullif(current_setting('getu.roles', true), ''), ',') $$;

CREATE FUNCTION public.session_user_id() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select nullif(current_setting('getu.user_id', true), '')::bigint $$;

CREATE FUNCTION public.smallest_told_count() RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select 5 $$;

CREATE TABLE public.audit_log (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    user_id bigint,
    county_code text COLLATE pg_catalog."C",
    action text NOT NULL,
    object text DEFAULT ''::text NOT NULL,
    outcome text DEFAULT 'success'::text NOT NULL,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL,
    request_id text DEFAULT ''::text NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL
);

COMMENT ON TABLE public.audit_log IS 'Append-only; each row''s hash covers its content and the hash before it, so that a change or a gap shows.';

ALTER TABLE public.audit_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.building_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    building_no text,
    estate text,
    floors smallint,
    basement_floors smallint,
    units smallint,
    height_meters real,
    min_height_meters real,
    use text,
    structure text,
    built_year smallint,
    dwellings integer,
    households integer,
    residents integer
);

CREATE TABLE public.camera_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    gb28181_id text,
    direction_degrees smallint,
    owner text,
    state text,
    CONSTRAINT gb28181_id_has_20_digits CHECK ((gb28181_id ~ '^[0-9]{20}$'::text))
);

CREATE TABLE public.city_seeds (
    county_code text NOT NULL COLLATE pg_catalog."C",
    seed bigint NOT NULL,
    wanted_elements bigint NOT NULL,
    elements bigint NOT NULL,
    seeded_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE public.city_seeds IS 'Written in the transaction that builds a demo city: a city is there as a whole or not at all.';

CREATE TABLE public.dictionaries (
    type text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    name_en text,
    source text NOT NULL,
    is_local boolean DEFAULT false NOT NULL,
    valid boolean DEFAULT true NOT NULL,
    sort smallint DEFAULT 0 NOT NULL,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL
);

CREATE TABLE public.digital_id_counters (
    county_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    last_number bigint DEFAULT 0 NOT NULL
);

CREATE TABLE public.duties (
    id bigint NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL,
    holder text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    user_id bigint,
    scope text NOT NULL,
    area_code text NOT NULL COLLATE pg_catalog."C",
    building_id bigint,
    unit_no smallint,
    sort smallint DEFAULT 0 NOT NULL,
    valid_from timestamp with time zone DEFAULT now() NOT NULL,
    valid_to timestamp with time zone,
    CONSTRAINT duty_of_a_building_names_it CHECK (((scope = 'building'::text) = (building_id IS NOT NULL))),
    CONSTRAINT duty_scope_is_known CHECK ((scope = ANY (ARRAY['region'::text, 'grid'::text, 'building'::text])))
);

COMMENT ON TABLE public.duties IS 'Who is responsible for which region, grid or building, in which role: the board on the entrance (家门口的事儿).';

ALTER TABLE public.duties ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.duties_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.dwelling_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    unit_no smallint,
    floor smallint,
    room_no text,
    area_square_meters real,
    occupancy text
);

CREATE TABLE public.element_history (
    id bigint NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    user_id bigint,
    change text NOT NULL,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE public.element_history ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.element_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.element_kinds (
    kind text NOT NULL,
    number smallint NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    theme text NOT NULL,
    sensitivity text NOT NULL,
    sort smallint NOT NULL,
    CONSTRAINT kind_number_has_two_digits CHECK (((number >= 1) AND (number <= 99))),
    CONSTRAINT sensitivity_is_known CHECK ((sensitivity = ANY (ARRAY['open'::text, 'internal'::text, 'restricted'::text])))
);

CREATE TABLE public.element_photos (
    id bigint NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    caption text DEFAULT ''::text NOT NULL,
    taken_at timestamp with time zone,
    media_type text NOT NULL,
    path text NOT NULL
);

ALTER TABLE public.element_photos ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.element_photos_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.elements (
    id bigint NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    category text DEFAULT ''::text NOT NULL,
    name text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    geom public.geometry(Geometry,4326) NOT NULL,
    geom_3857 public.geometry(Geometry,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    grid_code text COLLATE pg_catalog."C",
    community_code text COLLATE pg_catalog."C",
    place_code text GENERATED ALWAYS AS (COALESCE(grid_code, community_code, county_code)) STORED NOT NULL COLLATE pg_catalog."C",
    building_id bigint,
    parent_id bigint,
    search_text text GENERATED ALWAYS AS (lower(((((name || ' '::text) || address) || ' '::text) || code))) STORED NOT NULL,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL,
    source text DEFAULT 'getu'::text NOT NULL,
    source_id text,
    valid_from timestamp with time zone DEFAULT now() NOT NULL,
    valid_to timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    source_hash uuid,
    CONSTRAINT county_code_has_6_digits CHECK ((county_code ~ '^[0-9]{6}$'::text)),
    CONSTRAINT digital_id_has_19_digits CHECK ((code ~ '^[0-9]{19}$'::text))
)
PARTITION BY LIST (county_code);

COMMENT ON COLUMN public.elements.code IS 'Digital ID: county (6) + kind (2) + sequence (10) + check digit, unique for ever.';

COMMENT ON COLUMN public.elements.name IS 'For a person the masked name; the full one is encrypted in person_profiles.';

COMMENT ON COLUMN public.elements.place_code IS 'The smallest known area; jurisdictions are prefixes of it.';

COMMENT ON COLUMN public.elements.building_id IS 'The building that a dwelling, household, person, organisation … belongs to; its point is the building''s.';

COMMENT ON COLUMN public.elements.source_hash IS 'MD5 of the row as the source gave it; an import rewrites the element only when this changes.';

CREATE SEQUENCE public.elements_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.elements_id_seq OWNED BY public.elements.id;

CREATE TABLE public.elements_elsewhere (
    id bigint DEFAULT nextval('public.elements_id_seq'::regclass) NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    category text DEFAULT ''::text NOT NULL,
    name text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    geom public.geometry(Geometry,4326) NOT NULL,
    geom_3857 public.geometry(Geometry,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    grid_code text COLLATE pg_catalog."C",
    community_code text COLLATE pg_catalog."C",
    place_code text GENERATED ALWAYS AS (COALESCE(grid_code, community_code, county_code)) STORED NOT NULL COLLATE pg_catalog."C",
    building_id bigint,
    parent_id bigint,
    search_text text GENERATED ALWAYS AS (lower(((((name || ' '::text) || address) || ' '::text) || code))) STORED NOT NULL,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL,
    source text DEFAULT 'getu'::text NOT NULL,
    source_id text,
    valid_from timestamp with time zone DEFAULT now() NOT NULL,
    valid_to timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    source_hash uuid,
    CONSTRAINT county_code_has_6_digits CHECK ((county_code ~ '^[0-9]{6}$'::text)),
    CONSTRAINT digital_id_has_19_digits CHECK ((code ~ '^[0-9]{19}$'::text))
);

CREATE TABLE public.facility_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    owner_department text,
    installed_on date,
    state text,
    last_checked_on date
);

CREATE TABLE public.grids (
    id bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    community_code text NOT NULL COLLATE pg_catalog."C",
    county_code text GENERATED ALWAYS AS ("left"(community_code, 6)) STORED NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    geom public.geometry(Polygon,4326) NOT NULL,
    geom_3857 public.geometry(Polygon,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    households integer DEFAULT 0 NOT NULL,
    predecessors text[] DEFAULT '{}'::text[] NOT NULL,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL,
    valid_from timestamp with time zone DEFAULT now() NOT NULL,
    valid_to timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT grid_code_has_15_digits CHECK ((code ~ '^[0-9]{15}$'::text)),
    CONSTRAINT grid_code_lies_in_its_community CHECK (starts_with(code, community_code)),
    CONSTRAINT grid_ends_after_it_starts CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT grid_kind_is_known CHECK ((kind = ANY (ARRAY['base'::text, 'dedicated'::text, 'micro'::text]))),
    CONSTRAINT grid_shape_is_valid CHECK ((public.st_isvalid(geom) AND (NOT public.st_isempty(geom))))
);

COMMENT ON TABLE public.grids IS 'A new row for every change of shape; today''s grid has valid_to null. A code is never given to another grid.';

ALTER TABLE public.grids ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.grids_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ground_features (
    id bigint NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    theme text NOT NULL,
    class text DEFAULT ''::text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    geom public.geometry(Geometry,4326) NOT NULL,
    geom_3857 public.geometry(Geometry,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    rank smallint DEFAULT 5 NOT NULL,
    is_walkable boolean DEFAULT false NOT NULL,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL,
    source text DEFAULT 'getu'::text NOT NULL,
    source_id text,
    source_hash uuid,
    CONSTRAINT ground_theme_is_known CHECK ((theme = ANY (ARRAY['road'::text, 'water'::text, 'landuse'::text, 'railway'::text, 'label'::text, 'barrier'::text, 'boundary'::text])))
);

COMMENT ON COLUMN public.ground_features.class IS 'road: motorway, trunk, primary, secondary, tertiary, residential, service, footway …; water: river, lake, canal, basin, stream; landuse: residential, commercial, industrial, education, medical, park, forest, farmland, grass, construction, public …; label: city, street, community, village, estate, suburb, locality.';

COMMENT ON COLUMN public.ground_features.rank IS 'Importance, 0 (national) to 9 (footpath, yard): decides the zoom from which it is drawn.';

ALTER TABLE public.ground_features ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ground_features_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hazard_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    hazard_class text,
    level text,
    found_on date,
    due_on date,
    state text,
    responsible text
);

CREATE TABLE public.household_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    household_type text,
    members smallint,
    allowances text[] DEFAULT '{}'::text[] NOT NULL
);

CREATE TABLE public.import_runs (
    id bigint NOT NULL,
    file_name text NOT NULL,
    file_sha256 bytea NOT NULL,
    layer text NOT NULL,
    county_code text COLLATE pg_catalog."C",
    state text NOT NULL,
    rows_read bigint,
    rows_written bigint,
    rows_unchanged bigint,
    rows_rejected bigint,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    note text DEFAULT ''::text NOT NULL,
    staging_schema text,
    CONSTRAINT import_state_is_known CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text])))
);

COMMENT ON COLUMN public.import_runs.staging_schema IS 'Private schema of a running import; its advisory lock tells whether the importer lives.';

ALTER TABLE public.import_runs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.import_runs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.key_person_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    type text NOT NULL,
    level text DEFAULT 'normal'::text NOT NULL,
    since date,
    visit_period_days smallint,
    next_visit_on date,
    note_cipher bytea
);

CREATE TABLE public.organisation_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    organisation_type text,
    credit_code text,
    employees integer,
    contact_name text,
    contact_phone text
);

CREATE TABLE public.outbox (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    topic text NOT NULL,
    key text DEFAULT ''::text NOT NULL,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE public.outbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.person_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    residence_type text,
    sex text,
    birth_year smallint,
    relation_to_head text,
    education text,
    occupation text,
    political_status text,
    name_cipher bytea,
    name_hash bytea,
    id_type text,
    id_number_masked text,
    id_number_cipher bytea,
    id_number_hash bytea,
    phone_masked text,
    phone_cipher bytea,
    phone_hash bytea
);

CREATE TABLE public.place_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    capacity integer,
    contact_name text,
    contact_phone text,
    opening_hours text,
    fire_level text
);

CREATE TABLE public.regions (
    code text NOT NULL COLLATE pg_catalog."C",
    parent_code text COLLATE pg_catalog."C",
    level text NOT NULL,
    name text NOT NULL,
    geom public.geometry(MultiPolygon,4326),
    geom_3857 public.geometry(MultiPolygon,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    population integer,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL,
    source text DEFAULT 'getu'::text NOT NULL,
    source_id text,
    is_local_code boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    source_hash uuid,
    CONSTRAINT region_code_has_2_to_12_digits CHECK ((code ~ '^[0-9]{2}([0-9]{2}){0,2}([0-9]{3}){0,2}$'::text)),
    CONSTRAINT region_level_is_known CHECK ((level = ANY (ARRAY['province'::text, 'prefecture'::text, 'county'::text, 'street'::text, 'community'::text]))),
    CONSTRAINT region_lies_under_its_parent CHECK (((parent_code IS NULL) OR starts_with(code, parent_code)))
);

COMMENT ON COLUMN public.regions.is_local_code IS 'True where the code is ours, not the official one of GB/T 2260 or the statistics bureau.';

CREATE TABLE public.resource_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    resource_type text,
    capacity integer,
    contact_name text,
    contact_phone text,
    service_hours text,
    skills text[] DEFAULT '{}'::text[] NOT NULL
);

CREATE TABLE public.role_rights (
    role text NOT NULL,
    name text NOT NULL
);

COMMENT ON TABLE public.role_rights IS 'Which role may do what: one row per fact, read by the database, the server and the client.';

CREATE TABLE public.schema_migrations (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.sessions (
    token_hash bytea NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.sign_in_failures (
    username_hash bytea NOT NULL,
    failures integer NOT NULL,
    first_failed_at timestamp with time zone NOT NULL,
    locked_until timestamp with time zone
);

COMMENT ON COLUMN public.sign_in_failures.username_hash IS 'SHA-256: people type passwords into the wrong field.';

CREATE TABLE public.users (
    id bigint NOT NULL,
    username text NOT NULL,
    display_name text NOT NULL,
    password_hash text NOT NULL,
    roles text[] NOT NULL,
    jurisdiction text NOT NULL COLLATE pg_catalog."C",
    totp_secret_cipher bytea,
    is_disabled boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_totp_step bigint,
    CONSTRAINT jurisdiction_is_a_code CHECK ((jurisdiction ~ '^[0-9]{0,15}$'::text)),
    CONSTRAINT username_is_plain CHECK ((username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'::text))
);

COMMENT ON COLUMN public.users.jurisdiction IS 'Prefix of region and grid codes; empty is everywhere.';

ALTER TABLE public.users ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.users_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.elements ATTACH PARTITION public.elements_elsewhere DEFAULT;

ALTER TABLE ONLY public.elements ALTER COLUMN id SET DEFAULT nextval('public.elements_id_seq'::regclass);

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.building_profiles
    ADD CONSTRAINT building_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.camera_profiles
    ADD CONSTRAINT camera_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.city_seeds
    ADD CONSTRAINT city_seeds_pkey PRIMARY KEY (county_code);

ALTER TABLE ONLY public.dictionaries
    ADD CONSTRAINT dictionaries_pkey PRIMARY KEY (type, code);

ALTER TABLE ONLY public.digital_id_counters
    ADD CONSTRAINT digital_id_counters_pkey PRIMARY KEY (county_code, kind);

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.dwelling_profiles
    ADD CONSTRAINT dwelling_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.element_history
    ADD CONSTRAINT element_history_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.element_kinds
    ADD CONSTRAINT element_kinds_number_key UNIQUE (number);

ALTER TABLE ONLY public.element_kinds
    ADD CONSTRAINT element_kinds_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY public.element_photos
    ADD CONSTRAINT element_photos_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.elements
    ADD CONSTRAINT elements_county_code_code_key UNIQUE (county_code, code);

ALTER TABLE ONLY public.elements_elsewhere
    ADD CONSTRAINT elements_elsewhere_county_code_code_key UNIQUE (county_code, code);

ALTER TABLE ONLY public.elements
    ADD CONSTRAINT elements_pkey PRIMARY KEY (county_code, id);

ALTER TABLE ONLY public.elements_elsewhere
    ADD CONSTRAINT elements_elsewhere_pkey PRIMARY KEY (county_code, id);

ALTER TABLE ONLY public.facility_profiles
    ADD CONSTRAINT facility_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.grids
    ADD CONSTRAINT grids_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ground_features
    ADD CONSTRAINT ground_features_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hazard_profiles
    ADD CONSTRAINT hazard_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.household_profiles
    ADD CONSTRAINT household_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.import_runs
    ADD CONSTRAINT import_runs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.key_person_profiles
    ADD CONSTRAINT key_person_profiles_pkey PRIMARY KEY (county_code, element_id, type);

ALTER TABLE ONLY public.organisation_profiles
    ADD CONSTRAINT organisation_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.person_profiles
    ADD CONSTRAINT person_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.place_profiles
    ADD CONSTRAINT place_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.regions
    ADD CONSTRAINT regions_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.resource_profiles
    ADD CONSTRAINT resource_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.role_rights
    ADD CONSTRAINT role_rights_pkey PRIMARY KEY (role, name);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.sign_in_failures
    ADD CONSTRAINT sign_in_failures_pkey PRIMARY KEY (username_hash);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_username_key UNIQUE (username);

CREATE INDEX duties_area_idx ON public.duties USING btree (area_code) WHERE (valid_to IS NULL);

CREATE INDEX duties_building_idx ON public.duties USING btree (building_id) WHERE (valid_to IS NULL);

CREATE INDEX element_history_element_idx ON public.element_history USING btree (county_code, element_id, at DESC);

CREATE INDEX elements_building_idx ON ONLY public.elements USING btree (building_id, kind) WHERE (building_id IS NOT NULL);

CREATE INDEX elements_elsewhere_building_id_kind_idx ON public.elements_elsewhere USING btree (building_id, kind) WHERE (building_id IS NOT NULL);

CREATE UNIQUE INDEX elements_source_idx ON ONLY public.elements USING btree (county_code, source, source_id) WHERE (source_id IS NOT NULL);

CREATE UNIQUE INDEX elements_elsewhere_county_code_source_source_id_idx ON public.elements_elsewhere USING btree (county_code, source, source_id) WHERE (source_id IS NOT NULL);

CREATE INDEX elements_grams_idx ON ONLY public.elements USING gin (public.element_grams(name, address));

CREATE INDEX elements_elsewhere_element_grams_idx ON public.elements_elsewhere USING gin (public.element_grams(name, address));

CREATE INDEX elements_geom_3857_idx ON ONLY public.elements USING gist (geom_3857);

CREATE INDEX elements_elsewhere_geom_3857_idx ON public.elements_elsewhere USING gist (geom_3857);

CREATE INDEX elements_geom_idx ON ONLY public.elements USING gist (geom);

CREATE INDEX elements_elsewhere_geom_idx ON public.elements_elsewhere USING gist (geom);

CREATE INDEX elements_name_idx ON ONLY public.elements USING btree (name text_pattern_ops);

CREATE INDEX elements_elsewhere_name_idx ON public.elements_elsewhere USING btree (name text_pattern_ops);

CREATE INDEX elements_parent_idx ON ONLY public.elements USING btree (parent_id) WHERE (parent_id IS NOT NULL);

CREATE INDEX elements_elsewhere_parent_id_idx ON public.elements_elsewhere USING btree (parent_id) WHERE (parent_id IS NOT NULL);

CREATE INDEX elements_place_idx ON ONLY public.elements USING btree (place_code, kind);

CREATE INDEX elements_elsewhere_place_code_kind_idx ON public.elements_elsewhere USING btree (place_code, kind);

CREATE INDEX elements_search_idx ON ONLY public.elements USING gin (search_text public.gin_trgm_ops);

CREATE INDEX elements_elsewhere_search_text_idx ON public.elements_elsewhere USING gin (search_text public.gin_trgm_ops);

CREATE UNIQUE INDEX grids_code_from_idx ON public.grids USING btree (code, valid_from);

CREATE INDEX grids_community_code_idx ON public.grids USING btree (community_code) WHERE (valid_to IS NULL);

CREATE UNIQUE INDEX grids_current_code_idx ON public.grids USING btree (code) WHERE (valid_to IS NULL);

CREATE INDEX grids_geom_3857_idx ON public.grids USING gist (geom_3857) WHERE (valid_to IS NULL);

CREATE INDEX grids_geom_idx ON public.grids USING gist (geom) WHERE (valid_to IS NULL);

CREATE INDEX ground_features_county_idx ON public.ground_features USING btree (county_code, theme);

CREATE INDEX ground_features_geom_3857_idx ON public.ground_features USING gist (geom_3857);

CREATE INDEX ground_features_geom_idx ON public.ground_features USING gist (geom);

CREATE INDEX ground_features_name_idx ON public.ground_features USING gin (name public.gin_trgm_ops) WHERE (name <> ''::text);

CREATE UNIQUE INDEX ground_features_source_idx ON public.ground_features USING btree (county_code, theme, source, source_id) WHERE (source_id IS NOT NULL);

CREATE INDEX person_profiles_id_number_idx ON public.person_profiles USING btree (id_number_hash);

CREATE INDEX person_profiles_name_idx ON public.person_profiles USING btree (name_hash);

CREATE INDEX person_profiles_phone_idx ON public.person_profiles USING btree (phone_hash);

CREATE INDEX regions_geom_3857_idx ON public.regions USING gist (geom_3857);

CREATE INDEX regions_geom_idx ON public.regions USING gist (geom);

CREATE INDEX regions_parent_code_idx ON public.regions USING btree (parent_code);

CREATE UNIQUE INDEX regions_source_idx ON public.regions USING btree (source, source_id) WHERE (source_id IS NOT NULL);

CREATE INDEX sessions_user_idx ON public.sessions USING btree (user_id);

ALTER INDEX public.elements_building_idx ATTACH PARTITION public.elements_elsewhere_building_id_kind_idx;

ALTER INDEX public.elements_county_code_code_key ATTACH PARTITION public.elements_elsewhere_county_code_code_key;

ALTER INDEX public.elements_source_idx ATTACH PARTITION public.elements_elsewhere_county_code_source_source_id_idx;

ALTER INDEX public.elements_grams_idx ATTACH PARTITION public.elements_elsewhere_element_grams_idx;

ALTER INDEX public.elements_geom_3857_idx ATTACH PARTITION public.elements_elsewhere_geom_3857_idx;

ALTER INDEX public.elements_geom_idx ATTACH PARTITION public.elements_elsewhere_geom_idx;

ALTER INDEX public.elements_name_idx ATTACH PARTITION public.elements_elsewhere_name_idx;

ALTER INDEX public.elements_parent_idx ATTACH PARTITION public.elements_elsewhere_parent_id_idx;

ALTER INDEX public.elements_pkey ATTACH PARTITION public.elements_elsewhere_pkey;

ALTER INDEX public.elements_place_idx ATTACH PARTITION public.elements_elsewhere_place_code_kind_idx;

ALTER INDEX public.elements_search_idx ATTACH PARTITION public.elements_elsewhere_search_text_idx;

CREATE TRIGGER announce_outbox_row AFTER INSERT ON public.outbox FOR EACH ROW EXECUTE FUNCTION public.announce_outbox_row();

CREATE TRIGGER chain_audit_row BEFORE INSERT ON public.audit_log FOR EACH ROW EXECUTE FUNCTION public.chain_audit_row();

CREATE TRIGGER derive_element_place BEFORE INSERT OR UPDATE OF geom ON public.elements FOR EACH ROW EXECUTE FUNCTION public.derive_element_place();

CREATE TRIGGER move_building_content AFTER UPDATE OF geom ON public.elements FOR EACH ROW WHEN (((new.kind = 'building'::text) AND (NOT public.st_equals(old.geom, new.geom)))) EXECUTE FUNCTION public.move_building_content();

CREATE TRIGGER place_elements_of_moved_grids AFTER UPDATE ON public.grids REFERENCING OLD TABLE AS old_grids NEW TABLE AS new_grids FOR EACH STATEMENT EXECUTE FUNCTION public.place_elements_of_changed_grids();

CREATE TRIGGER place_elements_of_new_grids AFTER INSERT ON public.grids REFERENCING NEW TABLE AS new_grids FOR EACH STATEMENT EXECUTE FUNCTION public.place_elements_of_changed_grids();

CREATE TRIGGER place_elements_of_old_grids AFTER DELETE ON public.grids REFERENCING OLD TABLE AS old_grids FOR EACH STATEMENT EXECUTE FUNCTION public.place_elements_of_changed_grids();

CREATE TRIGGER refuse_audit_change BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION public.refuse_audit_change();

CREATE TRIGGER refuse_audit_truncate BEFORE TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_audit_change();

ALTER TABLE ONLY public.building_profiles
    ADD CONSTRAINT building_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.camera_profiles
    ADD CONSTRAINT camera_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.digital_id_counters
    ADD CONSTRAINT digital_id_counters_kind_fkey FOREIGN KEY (kind) REFERENCES public.element_kinds(kind) ON DELETE RESTRICT;

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_county_code_building_id_fkey FOREIGN KEY (county_code, building_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.dwelling_profiles
    ADD CONSTRAINT dwelling_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.element_history
    ADD CONSTRAINT element_history_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.element_photos
    ADD CONSTRAINT element_photos_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE public.elements
    ADD CONSTRAINT elements_kind_fkey FOREIGN KEY (kind) REFERENCES public.element_kinds(kind) ON DELETE RESTRICT;

ALTER TABLE ONLY public.facility_profiles
    ADD CONSTRAINT facility_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.grids
    ADD CONSTRAINT grids_community_code_fkey FOREIGN KEY (community_code) REFERENCES public.regions(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.hazard_profiles
    ADD CONSTRAINT hazard_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.household_profiles
    ADD CONSTRAINT household_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.key_person_profiles
    ADD CONSTRAINT key_person_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.organisation_profiles
    ADD CONSTRAINT organisation_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_profiles
    ADD CONSTRAINT person_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.place_profiles
    ADD CONSTRAINT place_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.regions
    ADD CONSTRAINT regions_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES public.regions(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.resource_profiles
    ADD CONSTRAINT resource_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE public.audit_log ENABLE ROW LEVEL SECURITY;

CREATE POLICY audit_log_append ON public.audit_log FOR INSERT TO getu_app WITH CHECK ((NOT (user_id IS DISTINCT FROM ( SELECT public.session_user_id() AS session_user_id))));

CREATE POLICY audit_log_read ON public.audit_log FOR SELECT TO getu_app USING (( SELECT public.session_has_right('audit.read'::text) AS session_has_right));

ALTER TABLE public.building_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY building_profiles_read ON public.building_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = building_profiles.county_code) AND (e.id = building_profiles.element_id)))));

ALTER TABLE public.camera_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY camera_profiles_read ON public.camera_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = camera_profiles.county_code) AND (e.id = camera_profiles.element_id)))));

ALTER TABLE public.duties ENABLE ROW LEVEL SECURITY;

CREATE POLICY duties_read ON public.duties FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.dwelling_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY dwelling_profiles_read ON public.dwelling_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = dwelling_profiles.county_code) AND (e.id = dwelling_profiles.element_id)))));

ALTER TABLE public.element_history ENABLE ROW LEVEL SECURITY;

CREATE POLICY element_history_read ON public.element_history FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = element_history.county_code) AND (e.id = element_history.element_id)))));

ALTER TABLE public.element_photos ENABLE ROW LEVEL SECURITY;

CREATE POLICY element_photos_read ON public.element_photos FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = element_photos.county_code) AND (e.id = element_photos.element_id)))));

ALTER TABLE public.elements ENABLE ROW LEVEL SECURITY;

CREATE POLICY elements_read ON public.elements FOR SELECT TO getu_app USING (((kind = ANY (( SELECT public.session_open_kinds() AS session_open_kinds)::text[])) OR ((kind = ANY (( SELECT public.session_local_kinds() AS session_local_kinds)::text[])) AND (place_code >= ( SELECT public.session_place_from() AS session_place_from)) AND (place_code < ( SELECT public.session_place_until() AS session_place_until)))));

ALTER TABLE public.facility_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY facility_profiles_read ON public.facility_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = facility_profiles.county_code) AND (e.id = facility_profiles.element_id)))));

ALTER TABLE public.grids ENABLE ROW LEVEL SECURITY;

CREATE POLICY grids_read ON public.grids FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.ground_features ENABLE ROW LEVEL SECURITY;

CREATE POLICY ground_features_read ON public.ground_features FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.hazard_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY hazard_profiles_read ON public.hazard_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = hazard_profiles.county_code) AND (e.id = hazard_profiles.element_id)))));

ALTER TABLE public.household_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY household_profiles_read ON public.household_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = household_profiles.county_code) AND (e.id = household_profiles.element_id)))));

ALTER TABLE public.key_person_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY key_person_profiles_read ON public.key_person_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = key_person_profiles.county_code) AND (e.id = key_person_profiles.element_id)))));

ALTER TABLE public.organisation_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY organisation_profiles_read ON public.organisation_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = organisation_profiles.county_code) AND (e.id = organisation_profiles.element_id)))));

ALTER TABLE public.outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.person_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY person_profiles_read ON public.person_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = person_profiles.county_code) AND (e.id = person_profiles.element_id)))));

ALTER TABLE public.place_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY place_profiles_read ON public.place_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = place_profiles.county_code) AND (e.id = place_profiles.element_id)))));

ALTER TABLE public.regions ENABLE ROW LEVEL SECURITY;

CREATE POLICY regions_read ON public.regions FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.resource_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY resource_profiles_read ON public.resource_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = resource_profiles.county_code) AND (e.id = resource_profiles.element_id)))));

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sign_in_failures ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

CREATE POLICY users_read ON public.users FOR SELECT TO getu_app USING (((id = ( SELECT public.session_user_id() AS session_user_id)) OR ( SELECT public.session_has_right('users.manage'::text) AS session_has_right)));

GRANT USAGE ON SCHEMA public TO getu_app;

GRANT SELECT ON TABLE public.audit_log TO getu_app;

GRANT INSERT(user_id) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(county_code) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(action) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(object) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(outcome) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(detail) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(request_id) ON TABLE public.audit_log TO getu_app;

GRANT SELECT ON TABLE public.building_profiles TO getu_app;

GRANT SELECT ON TABLE public.camera_profiles TO getu_app;

GRANT SELECT ON TABLE public.dictionaries TO getu_app;

GRANT SELECT ON TABLE public.duties TO getu_app;

GRANT SELECT ON TABLE public.dwelling_profiles TO getu_app;

GRANT SELECT ON TABLE public.element_history TO getu_app;

GRANT SELECT ON TABLE public.element_kinds TO getu_app;

GRANT SELECT ON TABLE public.element_photos TO getu_app;

GRANT SELECT ON TABLE public.elements TO getu_app;

GRANT SELECT ON TABLE public.facility_profiles TO getu_app;

GRANT SELECT ON TABLE public.grids TO getu_app;

GRANT SELECT ON TABLE public.ground_features TO getu_app;

GRANT SELECT ON TABLE public.hazard_profiles TO getu_app;

GRANT SELECT ON TABLE public.household_profiles TO getu_app;

GRANT SELECT ON TABLE public.key_person_profiles TO getu_app;

GRANT SELECT ON TABLE public.organisation_profiles TO getu_app;

GRANT SELECT ON TABLE public.person_profiles TO getu_app;

GRANT SELECT ON TABLE public.place_profiles TO getu_app;

GRANT SELECT ON TABLE public.regions TO getu_app;

GRANT SELECT ON TABLE public.resource_profiles TO getu_app;

GRANT SELECT ON TABLE public.role_rights TO getu_app;

GRANT SELECT(id) ON TABLE public.users TO getu_app;

GRANT SELECT(username) ON TABLE public.users TO getu_app;

GRANT SELECT(display_name) ON TABLE public.users TO getu_app;

GRANT SELECT(roles) ON TABLE public.users TO getu_app;

GRANT SELECT(jurisdiction) ON TABLE public.users TO getu_app;

GRANT SELECT(is_disabled) ON TABLE public.users TO getu_app;

GRANT SELECT(created_at) ON TABLE public.users TO getu_app;
