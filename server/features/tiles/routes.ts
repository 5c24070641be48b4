import type { Request, Router } from 'express';
import { getMapSettings, getTileJson, type LayerDescription, listLayers } from '#contract/layers.ts';
import type { Config } from '../../platform/config.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, requireSession, route } from '../../platform/route.ts';
import { readBaseMaps } from './base-maps.ts';
import { buildingsPartialBelowZoom } from './plan.ts';
import { describeLayers, type LayerRow, readHomeBox } from './queries.ts';

/** Lists of layers, TileJSON, and what the map opens with. The tiles themselves are answered by serve.ts. */
export function addTileRoutes(router: Router, platform: Platform, config: Config): void {
  const baseMaps = readBaseMaps(config.baseMaps, config.dataDir);

  route(router, platform, listLayers, async ({ db, session }) => {
    const seesPersons = session?.rights.includes('people.points') ?? false;
    return (await describeLayers(db, null)).map((layer) => withTiles(layer, seesPersons));
  });

  route(router, platform, getTileJson, async ({ params, db, request }) => {
    const [layer] = await describeLayers(db, params.layer);
    if (!layer) throw new ProblemError('no-such-tile', 'There is no such layer. /api/layers lists those that you may see.');
    return toTileJson(layer, originOf(request));
  });

  route(router, platform, getMapSettings, async ({ db, session }) => ({
    home: { bbox: await readHomeBox(db, session?.jurisdiction ?? '') },
    bases: baseMaps.bases,
  }));

  // A PMTiles file is read in pieces: sendFile answers ranges, and only for the files that the configuration names.
  router.get('/api/base-maps/:id.pmtiles', async (request, response, next) => {
    await requireSession(platform, request, 'session');
    const file = baseMaps.files.get(request.params.id);
    if (!file) throw new ProblemError('not-found', 'There is no such base map.');
    response.sendFile(file, { acceptRanges: true, maxAge: '1h', dotfiles: 'allow', headers: { 'Content-Type': 'application/vnd.pmtiles' } }, (error) => {
      if (error && !response.headersSent) next(new ProblemError('not-found', 'The file of this base map is not there.', { cause: error }));
    });
  });
}

function withTiles(layer: LayerRow, seesPersons: boolean): LayerDescription {
  return { ...layer, hidesFew: layer.sensitivity === 'restricted' && !seesPersons, partialBelowZoom: layer.kind === 'building' ? buildingsPartialBelowZoom : null, tiles: tileTemplate(layer) };
}

function tileTemplate(layer: LayerRow): string {
  return `/api/tiles/${layer.id}/{z}/{x}/{y}.mvt?v=${layer.version}`;
}

/** TileJSON 3.0.0 with addresses that work outside a browser page too. */
function toTileJson(layer: LayerRow, origin: string): { tilejson: '3.0.0'; name: string; tiles: string[]; minzoom: number; maxzoom: number; [more: string]: unknown } {
  return {
    tilejson: '3.0.0',
    name: layer.id,
    description: `${layer.title} ${layer.titleEn}`,
    version: `1.0.${layer.version}`,
    scheme: 'xyz',
    tiles: [origin + tileTemplate(layer)],
    minzoom: layer.minzoom,
    maxzoom: layer.maxzoom,
    bounds: [-180, -85.05112877980659, 180, 85.0511287798066],
    vector_layers: [{ id: layer.id, description: layer.titleEn, minzoom: layer.minzoom, maxzoom: layer.maxzoom, fields: layer.fields }],
  };
}

/** The address under which the reader reached us; a Host header that is no host name is left out. */
function originOf(request: Request): string {
  const host = request.headers.host ?? '';
  return /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:]+\](:\d{1,5})?$/.test(host) ? `${request.protocol}://${host}` : '';
}
