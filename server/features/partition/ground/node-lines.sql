-- Lines $1 (WKB) noded with each other on a grid of $2 degrees.
select st_asbinary((st_dump(st_unaryunion(st_collect(st_geomfromwkb(line, 4326)), $2::float8))).geom) as shape from unnest($1::bytea[]) as line
