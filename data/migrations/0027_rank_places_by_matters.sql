-- What 以事项找地点 needs: where cases lie together, which areas touch, what helps, and a catalogue that people edit.

-- The place of a case as one number: its element, else the cell of about 30 m in which it lies.
create function event_spot(element_id bigint, geom geometry) returns bigint language sql immutable parallel safe as $$
  select coalesce(element_id, -1 - (floor((st_x(geom) + 180) / 0.0003)::bigint * 1048576 + floor((st_y(geom) + 90) / 0.0003)::bigint))
$$;
alter table events add column spot bigint not null generated always as (event_spot(element_id, geom)) stored;
comment on column events.spot is 'Same number, same place: the element''s id, or a negative number of a cell of about 30 m where it is about no element.';
-- Answers a matter, or a class of them, over any period without touching the rows; a jurisdiction is a range of places.
drop index events_matter_idx;
create index events_matter_idx on events (matter_code, place_code, reported_at)
  include (spot, sensitivity, closed_at, due_at, reopened_count, owner_department, geom);
create index events_spot_idx on events (spot, reported_at);

-- Areas of one layer and level that share a border or a corner. They follow the shapes that are drawn.
create table border_neighbours (
  layer text not null constraint neighbour_layer_is_known check (layer in ('regions', 'grids')),
  code text collate "C" not null,
  neighbour text collate "C" not null,
  primary key (layer, code, neighbour)
);
alter table border_neighbours enable row level security;
create policy border_neighbours_read on border_neighbours for select to getu_app using ((select session_user_id()) is not null);
grant select on border_neighbours to getu_app;

-- Shapes that share a border share its vertices to the millimetre (see generalise_borders).
create function find_border_neighbours(shape_layer text, codes text[]) returns void language sql as $$
  delete from border_neighbours where layer = shape_layer and (code = any (codes) or neighbour = any (codes));
  insert into border_neighbours (layer, code, neighbour)
  with fresh as (
    select code, geom from border_shapes where layer = shape_layer and band = 13 and code = any (codes)
  ), near as (
    select s.code, s.geom from border_shapes s
    where s.layer = shape_layer and s.band = 13
      and (s.code = any (codes) or exists (select from fresh f where f.geom && st_expand(s.geom, 0.01)))
  ), vertices as materialized (
    select distinct near.code, round(st_x(d.geom)::numeric, 2) as x, round(st_y(d.geom)::numeric, 2) as y, near.code = any (codes) as is_fresh
    from near cross join lateral st_dumppoints(near.geom) as d
  )
  select distinct shape_layer, a.code, b.code
  from vertices a join vertices b on a.x = b.x and a.y = b.y and a.code <> b.code and length(a.code) = length(b.code)
  where a.is_fresh or b.is_fresh
$$;
create function follow_border_shapes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  changed record;
begin
  for changed in select layer, array_agg(code) as codes from touched where band = 13 group by layer loop
    perform find_border_neighbours(changed.layer, changed.codes);
  end loop;
  return null;
end
$$;
create trigger follow_new_border_shapes after insert on border_shapes referencing new table as touched for each statement execute function follow_border_shapes();
create trigger follow_changed_border_shapes after update on border_shapes referencing new table as touched for each statement execute function follow_border_shapes();
create trigger follow_old_border_shapes after delete on border_shapes referencing old table as touched for each statement execute function follow_border_shapes();
revoke execute on function find_border_neighbours(text, text[]), follow_border_shapes() from public;
select find_border_neighbours(layer, array_agg(code)) from border_shapes where band = 13 group by layer;

-- The nearest resources of a kind, without walking through everything else that stands around.
create index elements_resources_idx on elements using gist (geom) where kind = 'resource' and valid_to is null;

create table matter_needs (
  prefix text collate "C" not null constraint need_prefix_has_2_4_or_6_digits check (prefix ~ '^([0-9]{2}){1,3}$'),
  category text not null,
  primary key (prefix, category)
);
comment on table matter_needs is 'Which resources (dictionary category.resource) help with a matter or a class of them; the longest prefix that is there counts.';
alter table matter_needs enable row level security;
create policy matter_needs_read on matter_needs for select to getu_app using ((select session_user_id()) is not null);
grant select on matter_needs to getu_app;

-- The catalogue is edited by the system administrator; each change is kept as it was and as it became.
insert into role_rights (role, name) values ('system_admin', 'matters.write');
create table matter_history (
  matter_code text collate "C" not null references matters (code) on delete restrict,
  version integer not null,
  at timestamptz not null default now(),
  user_id bigint references users (id) on delete set null,
  before jsonb,
  after jsonb not null,
  primary key (matter_code, version)
);
comment on table matter_history is 'Changes that a person made; before is null for a matter that was added here.';
alter table matter_history enable row level security;
create policy matter_history_read on matter_history for select to getu_app using ((select session_has_right('matters.write')));
create policy matter_history_add on matter_history for insert to getu_app with check ((select session_has_right('matters.write')) and user_id = (select session_user_id()));
create policy matters_add on matters for insert to getu_app with check ((select session_has_right('matters.write')) and is_local and is_edited);
create policy matters_edit on matters for update to getu_app using ((select session_has_right('matters.write'))) with check (is_edited);
create policy matter_concerns_add on matter_concerns for insert to getu_app with check ((select session_has_right('matters.write')));
create policy matter_concerns_drop on matter_concerns for delete to getu_app using ((select session_has_right('matters.write')));
grant select, insert on matter_history to getu_app;
grant insert, update on matters to getu_app;
grant insert, delete on matter_concerns to getu_app;
