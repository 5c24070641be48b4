/** One segment of a border: which way its outside faces, how long it is, and what lies there. */
export interface BorderSegment {
  /** Degrees clockwise from north; any turn. */
  outward: number;
  meters: number;
  /** What runs along it: theme and class of the ground, its name or ''; null where nothing does. */
  theme: string | null;
  class: string | null;
  name: string | null;
  /** Name of the grid on the other side, or null. */
  beyond: string | null;
}
export interface BorderSide {
  direction: '东' | '南' | '西' | '北';
  meters: number;
  /** What it runs along, the longest first. */
  along: { title: string; meters: number }[];
}

const directions = ['北', '东', '南', '西'] as const;
const order = ['东', '南', '西', '北'] as const;
/** Shorter than this share of a side is not worth a word, unless nothing else is there. */
const smallestShare = 0.12;
const unnamed: Record<string, string> = { road: '无名道路', railway: '铁路', water: '水域' };
const unnamedWater: Record<string, string> = { river: '河流', stream: '溪流', canal: '渠道', lake: '湖面', basin: '水塘' };

/** The four sides of a border in the order in which they are told, each with what it runs along. A side that nothing faces is left out. */
export function tellSides(segments: readonly BorderSegment[]): BorderSide[] {
  return order.flatMap((direction) => {
    const own = segments.filter(({ outward }) => directionOf(outward) === direction);
    const meters = own.reduce((sum, segment) => sum + segment.meters, 0);
    return meters > 0 ? [{ direction, meters, along: shares(own, meters) }] : [];
  });
}

/** 东至景明巷、桂花10号网格界；南至… */
export function saySide({ direction, along }: BorderSide): string {
  return `${direction}至${along.map(({ title }) => title).join('、')}`;
}

function directionOf(outward: number): BorderSide['direction'] {
  const turn = (((outward % 360) + 360) % 360) + 45;
  return directions[Math.floor(turn / 90) % 4] ?? '北';
}

function shares(segments: readonly BorderSegment[], whole: number): BorderSide['along'] {
  const metersOf = new Map<string, number>();
  for (const segment of segments) metersOf.set(titleOf(segment), (metersOf.get(titleOf(segment)) ?? 0) + segment.meters);
  const along = [...metersOf].map(([title, meters]) => ({ title, meters })).sort((a, b) => b.meters - a.meters);
  return along.filter(({ meters }, index) => index === 0 || meters >= whole * smallestShare);
}

function titleOf({ theme, class: kind, name, beyond }: BorderSegment): string {
  if (name) return name;
  if (theme !== null) return (theme === 'water' ? unnamedWater[kind ?? ''] : undefined) ?? unnamed[theme] ?? '无名地物';
  return beyond === null ? '社区界' : `${beyond}界`;
}
