-- $1 source
with added as (
  insert into ground_features (county_code, theme, class, name, geom, rank, is_walkable, attrs, source, source_id, source_hash)
  select county_code, kind, category, name, geom, rank, is_walkable, attrs, $1, source_id, hash
  from decided_ground where state = 'new' order by kind, geom
  returning 1
), changed as (
  update ground_features g set class = d.category, name = d.name, geom = d.geom, rank = d.rank, is_walkable = d.is_walkable,
         attrs = d.attrs, source_hash = d.hash
  from decided_ground d where d.state = 'changed' and g.id = d.id
  returning 1
)
select (select count(*) from added) + (select count(*) from changed) as written
