import type { BriefDetail, BriefItem } from '#contract/briefs.ts';

/** Writes the brief as a FeatureCollection (RFC 7946), feature by feature: the area first, then the things with a shape. */
export function* writeGeoJson(brief: BriefDetail, items: BriefItem[], reader: string, now: Date): Generator<string> {
  const head = { number: brief.number, title: brief.title, asOf: brief.asOf, exportedBy: reader, exportedAt: now.toISOString(), totals: brief.totals };
  yield `{"type":"FeatureCollection","properties":${JSON.stringify(head)},"features":[`;
  yield feature(brief.geometry, { role: 'area', title: brief.title, place: brief.place, squareMeters: brief.squareMeters });
  for (const { geometry, ...properties } of items) {
    if (geometry) yield `,\n${feature(geometry, { role: 'item', ...properties })}`;
  }
  yield ']}\n';
}

function feature(geometry: unknown, properties: Record<string, unknown>): string {
  return JSON.stringify({ type: 'Feature', geometry, properties });
}
