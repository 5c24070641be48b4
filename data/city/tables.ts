/** Tables that the city fills, in the order of loading, with their columns. */
export const tables = {
  elements: ['id', 'county_code', 'code', 'kind', 'category', 'name', 'address', 'geom', 'grid_code', 'community_code', 'building_id', 'parent_id', 'attrs', 'source', 'valid_from', 'updated_at'],
  building_profiles: ['county_code', 'element_id', 'building_no', 'estate', 'floors', 'basement_floors', 'units', 'height_meters', 'use', 'structure', 'built_year', 'dwellings', 'households', 'residents'],
  dwelling_profiles: ['county_code', 'element_id', 'unit_no', 'floor', 'room_no', 'area_square_meters', 'occupancy'],
  household_profiles: ['county_code', 'element_id', 'household_type', 'members', 'allowances'],
  person_profiles: ['county_code', 'element_id', 'residence_type', 'sex', 'birth_year', 'relation_to_head', 'education', 'occupation', 'political_status', 'name_cipher', 'name_hash', 'id_type', 'id_number_masked', 'id_number_cipher', 'id_number_hash', 'phone_masked', 'phone_cipher', 'phone_hash'],
  key_person_profiles: ['county_code', 'element_id', 'type', 'level', 'since', 'visit_period_days', 'next_visit_on', 'note_cipher'],
  hazard_profiles: ['county_code', 'element_id', 'hazard_class', 'level', 'found_on', 'due_on', 'state', 'responsible'],
  place_profiles: ['county_code', 'element_id', 'capacity', 'contact_name', 'contact_phone', 'opening_hours', 'fire_level'],
  organisation_profiles: ['county_code', 'element_id', 'organisation_type', 'credit_code', 'employees', 'contact_name', 'contact_phone'],
  facility_profiles: ['county_code', 'element_id', 'owner_department', 'installed_on', 'state', 'last_checked_on'],
  camera_profiles: ['county_code', 'element_id', 'gb28181_id', 'direction_degrees', 'owner', 'state'],
  resource_profiles: ['county_code', 'element_id', 'resource_type', 'capacity', 'contact_name', 'contact_phone', 'service_hours', 'skills'],
  duties: ['id', 'county_code', 'role', 'holder', 'phone', 'scope', 'area_code', 'building_id', 'unit_no', 'sort', 'valid_from'],
  ground_features: ['id', 'county_code', 'theme', 'class', 'name', 'geom', 'rank', 'is_walkable', 'attrs', 'source'],
} as const;

export type TableName = keyof typeof tables;

/** Ids of the city start here in every table, clear of the numbers that the database gives out itself. */
export const firstId = 1_000_000_001;
