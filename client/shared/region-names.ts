/** Whether a community's name is a village's, by the rule of the database. */
export const isVillage = (name: string): boolean => name.endsWith('村');

/** The level by which a region is called: a community of the country is a village. */
export function levelNameOf({ level, name }: { level: string; name: string }): string {
  return level === 'community' && isVillage(name) ? 'village' : level;
}
