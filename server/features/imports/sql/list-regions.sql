-- All regions of a source, the highest level first. $1 source
select level, concat_ws(' ', code, nullif(name, '')) as title from regions where source = $1 order by length(code), code
