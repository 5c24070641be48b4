import type { FeatureCollection } from 'geojson';
import type { BorderPlan } from '#contract/borders.ts';
import type { Position } from '#contract/coverage/coverage.ts';
import type { Draft } from './draft-store.ts';
import { isStep } from './older-draft.ts';

/**
 * A draft that could not be gone on with, as a file that other programs open: the vertices that it moved or made, where it
 * left them, and every step as it was kept.
 */
export function draftFile(plan: Pick<BorderPlan, 'id' | 'name'>, draft: Draft): { name: string; text: string } {
  const places = new Map<number, Position | null>();
  for (const step of draft.steps.slice(0, draft.done)) if (isStep(step)) for (const { key, after } of step.edit.borders.positions) places.set(key, after);
  const features = [...places].flatMap(([vertex, at]) => (at ? [{ type: 'Feature' as const, properties: { vertex }, geometry: { type: 'Point' as const, coordinates: [...at] } }] : []));
  const savedAt = new Date(draft.at).toISOString();
  const file: FeatureCollection & Record<string, unknown> = { type: 'FeatureCollection', features, plan: { id: plan.id, name: plan.name, version: draft.version }, savedAt, done: draft.done, steps: draft.steps };
  return { name: `${plan.name}-${savedAt.slice(0, 16).replaceAll(':', '')}.geojson`, text: JSON.stringify(file) };
}
