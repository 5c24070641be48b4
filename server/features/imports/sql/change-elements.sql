-- Elements whose source changed: the row is rewritten, its version raised, the change remembered. $1 source
with changed as (
  update elements e set category = d.category, name = d.name, address = d.address, geom = d.geom, attrs = d.attrs, source_hash = d.hash,
         grid_code = d.grid_code, community_code = d.community_code, version = e.version + 1, updated_at = now()
  from decided_elements d
  where d.state = 'changed' and e.county_code = d.county_code and e.id = d.known_id
  returning e.county_code, e.id
)
insert into element_history (county_code, element_id, change, detail)
select county_code, id, 'import', jsonb_build_object('source', $1::text) from changed
