import { careKind } from '#contract/areas.ts';
import type { BriefDetail, BriefItem } from '#contract/briefs.ts';
import type { PaperPicture } from '../../platform/paper/pages.ts';

/** A brief ready to be written, in words: the same for every format, and nothing in it that its reader may not see. */
export interface Paper {
  number: string;
  title: string;
  /** Reader, number and time, as they stand across every page. */
  watermark: string;
  /** Label and value, in order: place, size, period, author … */
  facts: [string, string][];
  /** A count is null where it is withheld. */
  totals: { theme: string; category: string; count: number | null }[];
  sections: PaperSection[];
  tasks: { text: string; about: string; due: string }[];
  contacts: { name: string; role: string; area: string; phone: string }[];
  pictures: PaperPicture[];
}
export interface PaperSection {
  title: string;
  /** Why there are fewer rows than the total says, or ''. */
  note: string;
  rows: { name: string; address: string; code: string; meters: number | null; state: string }[];
}
export interface PaperInput {
  brief: BriefDetail;
  items: BriefItem[];
  pictures: PaperPicture[];
  /** Chinese titles by `kind` and `kind/category`. */
  titles: Map<string, string>;
  reader: string;
  now: Date;
}

const moments = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** In China's one time zone. */
const say = (moment: string | Date) => moments.format(new Date(moment));
/** As the screen says it. */
const [unnamed, unsorted] = ['未命名', '未分类'];
/** A count in words: a few are not told. */
export const sayCount = (count: number | null) => (count === null ? '不足 5' : String(count));

/** The words of a brief. Pure: everything that its reader may not see was left out before. */
export function composePaper({ brief, items, pictures, titles, reader, now }: PaperInput): Paper {
  return {
    number: brief.number,
    title: brief.title,
    watermark: `${reader} ${brief.number} ${say(now)}`,
    facts: [
      ['编号', brief.number],
      ['区域', brief.place || '跨省区域'],
      ['面积', sayArea(brief.squareMeters)],
      ['时间', sayPeriod(brief)],
      ['编制', brief.owner],
      ['数据截至', say(brief.asOf)],
      ...sayCounting(brief, titles),
      ['打印', `${reader} · ${say(now)}`],
    ],
    totals: brief.totals.map(({ kind, category, count }) => ({ ...themeOf(titles, kind, category), count })),
    sections: composeSections(brief, items, titles),
    tasks: brief.tasks.map(({ text, theme, codes, dueAt }) => {
      const about = theme ? Object.values(themeOf(titles, theme.kind, theme.category)).filter(Boolean).join(' · ') : codes.join('、');
      return { text, about, due: dueAt ? say(dueAt) : '' };
    }),
    contacts: brief.contacts.map(({ holder, roleTitle, area, phone }) => ({ name: holder, role: roleTitle, area, phone })),
    pictures,
  };
}

/** How people were counted, and what is not told: numbers without it would say something else. */
function sayCounting({ isPeopleByGrid, notTold, totals }: BriefDetail, titles: Map<string, string>): [string, string][] {
  const hasPeople = totals.some(({ kind }) => kind === careKind || kind === 'person' || kind === 'household');
  return [
    ...(isPeopleByGrid && hasPeople ? [['人员计数', '按整网格：过半面积在范围内的网格'] as [string, string]] : []),
    ...(notTold.length > 0 ? [['按权限不含', notTold.map((kind) => titles.get(kind) ?? kind).join('、')] as [string, string]] : []),
  ];
}

/** One section per line of the totals. */
function composeSections(brief: BriefDetail, items: BriefItem[], titles: Map<string, string>): PaperSection[] {
  const byTheme = new Map<string, BriefItem[]>(brief.totals.map(({ kind, category }) => [`${kind}/${category}`, []]));
  for (const item of items) byTheme.get(`${item.kind}/${item.category}`)?.push(item);
  return brief.totals.map(({ kind, category, count }) => {
    const rows = (byTheme.get(`${kind}/${category}`) ?? []).map(composeRow);
    const { theme, category: title } = themeOf(titles, kind, category);
    return { title: `${[theme, title].filter(Boolean).join(' · ')}（${sayCount(count)}）`, note: noteOf(brief.countedOnly.includes(kind), count, rows.length), rows };
  });
}

function noteOf(isCountedOnly: boolean, count: number | null, listed: number): string {
  if (isCountedOnly) return '按您的权限只显示数量，不列名单。';
  return count !== null && listed < count ? `按您的权限列出其中 ${listed} 条。` : '';
}

function composeRow({ name, address, code, distanceMeters, isCurrent }: BriefItem): PaperSection['rows'][number] {
  return { name: name || unnamed, address, code, meters: distanceMeters === null ? null : Math.round(distanceMeters), state: isCurrent ? '' : '已注销' };
}

/** @param category none for the whole kind; '' for what is of none, which is said where the kind has any */
function themeOf(titles: Map<string, string>, kind: string, category: string | undefined): { theme: string; category: string } {
  const theme = kind === 'key_person' ? '重点人员' : (titles.get(kind) ?? kind);
  if (category) return { theme, category: titles.get(`${kind}/${category}`) ?? category };
  const hasCategories = [...titles.keys()].some((key) => key.startsWith(`${kind}/`));
  return { theme, category: category === '' && hasCategories ? unsorted : '' };
}

function sayArea(squareMeters: number): string {
  if (squareMeters < 10_000) return `${Math.round(squareMeters)} 平方米`;
  return squareMeters < 1_000_000 ? `${(squareMeters / 10_000).toFixed(1)} 公顷` : `${(squareMeters / 1_000_000).toFixed(2)} 平方公里`;
}

function sayPeriod({ startsAt, endsAt }: BriefDetail): string {
  if (!startsAt && !endsAt) return '未定';
  return `${startsAt ? say(startsAt) : ''} 至 ${endsAt ? say(endsAt) : ''}`.trim();
}
