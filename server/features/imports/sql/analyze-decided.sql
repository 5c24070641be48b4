-- What the planner must know of the decided rows before they are joined with others.
analyze decided_elements (county_code, kind, state, source_id);
analyze decided_ground (county_code, kind, state, source_id);
