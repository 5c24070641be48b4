-- $1 plan: what becomes of the people in charge of the grids that it changes, and the grids that nobody will be in charge of.
with plan as (
  select id, scope_code, status = 'adopted' as is_adopted, adopted_at, reverts from border_plans where id = $1
), fresh as materialized (
  select b.code, b.kind, b.geom, b.predecessors, b.is_new, b.households from border_plan_grids b where b.plan_id = $1 and (b.is_new or b.is_changed)
), old as materialized (
  select code, kind, geom from replaced_grids($1)
), heirs as (
  select o.code as old_code, f.code as new_code, f.households
  from old o join fresh f on f.code = o.code or (not f.is_new or f.predecessors <> '{}') and o.code = any (f.predecessors)
    or not exists (select from fresh s where s.code = o.code or o.code = any (s.predecessors)) and (f.kind = 'micro') = (o.kind = 'micro') and f.geom && o.geom
       and not st_touches(f.geom, o.geom) and st_area(st_intersection(f.geom, o.geom)) >= least(st_area(f.geom), st_area(o.geom)) / 20
), returned as materialized (
  -- Duties that a plan that takes an adoption back will give back.
  select r.* from plan p cross join lateral border_plan_returns(p.id) as r where not p.is_adopted
), charges as (
  select d.id, d.role, d.holder, o.code as from_code, exists (select from fresh f where f.code = o.code) as goes_on,
         array(select h.new_code from heirs h where h.old_code = o.code order by h.households desc, h.new_code) as to_codes
  from plan p cross join old o join duties d on d.area_code = o.code and d.scope = 'grid'
  where case when p.is_adopted then d.valid_from < p.adopted_at and coalesce(d.valid_to >= p.adopted_at, true)
             else d.valid_to is null and not exists (select from returned r where r.held_id = d.id and not r.stays) end
), decided as (
  -- As the adoption has done it, or as it will.
  select c.id, c.role, c.holder, c.from_code,
         case when heir.attached_by = p.id then heir.area_code || array_remove(c.to_codes, heir.area_code) when heir.id is not null then array[heir.area_code] when h.duty_id is not null then '{}'
              when c.goes_on then array[c.from_code] else c.to_codes end as to_codes,
         case when heir.attached_by = p.id then 'to-decide'
              when exists (select from duty_handovers b where b.plan_id = p.reverts and b.heir_id = heir.id) then 'returns'
              when heir.id is not null or h.duty_id is null and (c.goes_on or cardinality(c.to_codes) = 1) then 'follows'
              when h.duty_id is not null or cardinality(c.to_codes) = 0 then 'ends' else 'to-decide' end as decision
  from plan p cross join charges c
  left join duty_handovers h on p.is_adopted and h.plan_id = p.id and h.duty_id = c.id left join duties heir on heir.id = h.heir_id
  union all
  select r.duty_id, held.role, held.holder, held.area_code, array[r.place], 'returns' from returned r join duties held on held.id = r.held_id
), vacant (code, name, households) as (
  select g.code, g.name, households_in_plan($1, g) from unattended_grids($1) as g
  union all
  select b.code, b.name, b.households
  from plan p join border_plan_grids b on b.plan_id = p.id
  where not p.is_adopted and (b.is_new or b.is_changed) and (b.kind <> 'dedicated' or b.households > 0)
    and not exists (select from decided d where d.to_codes[1] = b.code)
    and (b.is_new or not exists (select from duties d where d.scope = 'grid' and d.valid_to is null and d.area_code = b.code
                                 and not exists (select from returned r where r.held_id = d.id and not r.stays)))
)
select
  coalesce((select json_agg(json_build_object('id', d.id, 'role', coalesce(t.name, d.role), 'holder', d.holder, 'from', d.from_code, 'to', to_json(d.to_codes), 'decision', d.decision) order by d.from_code, d.role, d.id)
            from decided d left join dictionaries t on t.type = 'duty_role' and t.code = d.role), '[]') as duties,
  coalesce((select json_agg(json_build_object('code', code, 'name', name, 'households', households) order by code) from vacant), '[]') as unattended
