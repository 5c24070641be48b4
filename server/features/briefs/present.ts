import type { BriefDetail, BriefSummary } from '#contract/briefs.ts';
import type { BriefRow, ListedBrief } from './queries.ts';

export function presentBrief(row: BriefRow): BriefDetail {
  const { is_mine, starts_at, ends_at, place_code, created_at, updated_at, square_meters, taken_at, counted_only, not_told, people_by_place, ...same } = row;
  return {
    ...same,
    isMine: is_mine,
    startsAt: starts_at?.toISOString() ?? null,
    endsAt: ends_at?.toISOString() ?? null,
    placeCode: place_code,
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
    squareMeters: Math.round(square_meters * 10) / 10,
    asOf: taken_at.toISOString(),
    countedOnly: counted_only,
    notTold: not_told,
    isPeopleByGrid: people_by_place,
  };
}

export function presentSummary(row: ListedBrief): BriefSummary {
  const { is_mine, starts_at, ends_at, square_meters, updated_at, taken_at, ...same } = row;
  const moment = (text: string) => new Date(text).toISOString();
  return {
    ...same,
    isMine: is_mine,
    startsAt: starts_at && moment(starts_at),
    endsAt: ends_at && moment(ends_at),
    squareMeters: Math.round(square_meters * 10) / 10,
    updatedAt: moment(updated_at),
    asOf: moment(taken_at),
  };
}
