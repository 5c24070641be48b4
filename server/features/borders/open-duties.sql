-- $1 adopted plan: duties with several successors, grids with nobody in charge, and who may take these over
with candidates as materialized (
  select place, duty_id from unattended_grid_candidates($1)
)
select
  coalesce((
    select json_agg(json_build_object(
             'dutyId', d.id, 'role', d.role, 'holder', d.holder, 'at', d.area_code,
             'from', (select json_build_object('code', o.code, 'name', o.name)
                      from duty_handovers h join duties b on b.id = h.duty_id join grids o on o.code = b.area_code and o.ended_by = h.plan_id
                      where h.heir_id = d.id and h.plan_id = $1 order by o.code limit 1),
             'choices', (select json_agg(json_build_object('code', g.code, 'name', g.name) order by g.code) from grids g where g.valid_to is null and g.code = any (u.choices))
           ) order by d.area_code, d.sort, d.id)
    from undecided_duties($1) u join duties d on d.id = u.duty_id), '[]') as undecided,
  coalesce((
    select json_agg(json_build_object(
             'code', g.code, 'name', g.name, 'households', households_in_plan($1, g),
             'candidates', coalesce((select json_agg(c.duty_id order by c.duty_id) from candidates c where c.place = g.code), '[]')) order by g.code)
    from unattended_grids($1) g), '[]') as unattended,
  coalesce((
    select json_agg(json_build_object('dutyId', d.id, 'role', d.role, 'holder', d.holder, 'place', coalesce(nullif(place_name(d.area_code), ''), d.area_code)) order by d.scope, d.area_code, d.sort, d.id)
    from duties d where d.id in (select duty_id from candidates)), '[]') as people
