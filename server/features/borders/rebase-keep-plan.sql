-- $1 plan, $2 codes of conflicts that are decided for the plan: its grids stay, and what they leave of today's grid comes in beside
-- them. A piece of it keeps the code where the plan has no grid of that code; the other pieces, and grids of the plan whose own
-- code has ended, get provisional codes. Answers the codes of the pieces.
with plan as (
  select id, scope_code from border_plans where id = $1
), mine as materialized (
  select b.*, not b.is_new and b.code = any ($2) and not exists (select from grids g where g.code = b.code and g.valid_to is null) as has_ended
  from border_plan_grids b where b.plan_id = $1 and (b.is_new or b.is_changed)
), pieces as materialized (
  select t.id, t.code, t.community_code, t.kind, coalesce(nullif(t.name, ''), t.code) as name, piece.geom,
         row_number() over (partition by t.id order by st_area(piece.geom) desc) as nth, exists (select from mine m where m.code = t.code) as is_code_taken
  from plan p
  join grids t on t.valid_to is null and t.kind <> 'micro' and t.code >= p.scope_code and t.code < p.scope_code || ':' and t.code = any ($2)
  cross join lateral st_dump(st_difference(t.geom, (select st_union(m.geom) from mine m where m.kind <> 'micro' and m.geom && t.geom))) as piece
  -- Less than a square metre is a remnant of drawing.
  where st_area(piece.geom::geography) >= 1
), codeless as (
  select code, community_code, 0 as nth from mine where has_ended
  union all
  select code, community_code, nth from pieces where nth > 1 or is_code_taken
), coded as materialized (
  select n.code as old_code, n.nth, n.community_code || lpad(f.number::text, 3, '0') as new_code, f.number
  from (select *, row_number() over (partition by community_code order by code, nth) as place from codeless) as n
  cross join lateral free_grid_numbers(n.community_code, $1) as f where f.nth = n.place
), renamed as (
  update border_plan_grids b
  set code = r.code, parent_code = r.parent_code, base_id = r.base_id, is_new = r.is_new, predecessors = r.predecessors
  from (
    select m.code as old_code, coalesce(own.new_code, m.code) as code, coalesce(holder.new_code, m.parent_code) as parent_code, case when own.new_code is null then m.base_id end as base_id,
           m.is_new or own.new_code is not null as is_new, case when own.new_code is null then m.predecessors else array(select distinct c from unnest(m.predecessors || m.code) as c order by c) end as predecessors
    from mine m left join coded own on own.nth = 0 and own.old_code = m.code left join coded holder on holder.nth = 0 and holder.old_code = m.parent_code
    where own.new_code is not null or holder.new_code is not null
  ) as r where b.plan_id = $1 and b.code = r.old_code
)
insert into border_plan_grids as b (plan_id, code, community_code, kind, name, geom, base_id, is_new, is_changed, predecessors)
select $1::uuid, coalesce(n.new_code, p.code), p.community_code, p.kind, left(p.name, 76) || coalesce('-' || n.number, ''), st_forcepolygonccw(p.geom),
       case when n.number is null then p.id end, n.number is not null, true, case when n.number is null then '{}' else array[p.code] end
from pieces p left join coded n on n.nth = p.nth and n.old_code = p.code
on conflict (plan_id, code) do update set kind = excluded.kind, name = excluded.name, geom = excluded.geom, base_id = excluded.base_id, is_changed = true, predecessors = excluded.predecessors
returning b.code
