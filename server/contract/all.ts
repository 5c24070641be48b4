import * as areas from './areas.ts';
import * as audit from './audit.ts';
import * as borderDuties from './border-duties.ts';
import * as borderReview from './border-review.ts';
import * as borders from './borders.ts';
import * as briefs from './briefs.ts';
import * as elements from './elements.ts';
import type { Endpoint } from './endpoint.ts';
import * as events from './events.ts';
import * as exports from './exports.ts';
import * as identity from './identity.ts';
import * as layers from './layers.ts';
import * as live from './live.ts';
import * as matterCatalogue from './matter-catalogue.ts';
import * as matters from './matters.ts';
import * as missions from './missions.ts';
import * as partition from './partition.ts';
import * as platform from './platform.ts';
import * as regions from './regions.ts';
import * as savedSearches from './saved-searches.ts';
import * as search from './search.ts';
import * as users from './users.ts';

const modules = [platform, live, identity, users, audit, regions, borders, borderReview, borderDuties, exports, elements, layers, search, savedSearches, areas, matters, matterCatalogue, events, briefs, missions, partition];

/** Every endpoint of the contract, in the order of its files. */
export const endpoints: Endpoint[] = modules.flatMap((module) => Object.values(module).filter(isEndpoint));

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value;
}
