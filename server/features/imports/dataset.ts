/** Names of data sets, from the names of their files. Pure. */
import knownPlaces from '../../../data/import-mappings/known-places.json' with { type: 'json' };
import path from 'node:path';

const places: Record<string, string> = knownPlaces.words;
const layerWords = new Set(knownPlaces.layerWords);

/** `shanghai-lujiazui-roads.geojson`, `liechtenstein-2015-07-27.osm.pbf` → `shanghai-lujiazui`, `liechtenstein`: the same for all files of a set and for its next edition. */
export function datasetOf(file: string): string {
  const stem = path.basename(file).replace(/(\.(geojson|geojsonl|geojsonseq|ndjson|json|shp|gpkg|osm|pbf|csv|txt|xlsx|xls|ods|zip|gz|bz2))+$/i, '');
  const words = stem.toLowerCase().split(/[\s_.-]+/).filter((word) => word !== '' && !/^\d{4,8}$|^\d{2}$/.test(word));
  const kept = words.filter((word, n) => n === 0 || !layerWords.has(word));
  return kept.join('-').slice(0, 60) || 'data';
}

/** The name that a person reads: known words in Chinese (`上海·陆家嘴`), else the words as they are. */
export function titleOf(dataset: string): string {
  const words = dataset.split('-');
  const named = words.map((word) => places[word] ?? word);
  return named.some((word, n) => word !== words[n]) ? named.join('·') : words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
