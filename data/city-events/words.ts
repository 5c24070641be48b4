/** Titles and descriptions as those who take them down write them. Nothing in them tells who reported. */
import type { Matter } from '../../server/features/matters/catalogue.ts';
import type { Random } from '../city/random.ts';
import type { Site } from './sites.ts';

const since = ['今天发现', '已有两三天', '昨晚开始', '一周左右了', '反映过多次', '时好时坏', '上午刚发现', '每天都是这样', '下班路过看到'];
const fieldWishes = ['希望尽快处理。', '请相关部门到现场看一下。', '影响出行，盼解决。', '影响日常生活，请抓紧处理。', '有老人孩子，怕出事。'];
const deskWishes = ['请给个答复。', '希望有人联系解释一下。', '请告知办理办法。', '盼尽快解决。', '此前问过，没有结果。'];

/** Classes whose cases are the grid's own rounds, not complaints: base data, people who are cared for. */
const roundsOf = new Set(['0301', '0302', '0303', '0304', '0309']);
/** Classes that one sees on the spot; of the others one asks at a desk. */
const isSeen = (code: string) => /^0[12]|^030[578]|^040[1-4]/.test(code);

export interface Wording {
  title: string;
  description: string;
}

/** @param round 0 for a first report, 1 and more where it came back */
export function describeEvent(matter: Matter, site: Site, channel: string, round: number, random: Random): Wording {
  const isTask = roundsOf.has(matter.code.slice(0, 4));
  const saying = isTask ? matter.name : random.pick(matter.aliases);
  const again = round > 0 && !isTask ? '再次' : '';
  const title = `${site.where}${again ? `${saying}（${again}反映）` : saying}`;
  return { title, description: sentence() };

  function sentence(): string {
    const before = round > 0 ? `此前处理过${round > 1 ? `${round}次` : ''}，又出现同样问题。` : '';
    if (!isTask && (channel === 'hotline' || channel === 'resident')) return isSeen(matter.code) ? `市民反映：${site.where}${saying}，${random.pick(since)}。${before}${random.pick(fieldWishes)}` : `市民来电来信：${site.where}，${saying}。${before}${random.pick(deskWishes)}`;
    if (isTask) return `${channel === 'grid_worker' ? '网格员' : '工作人员'}到${site.where}开展${matter.name}，办结要求：${matter.closing}。${before}`;
    if (channel === 'grid_worker') return `网格员巡查至${site.where}，发现${saying}，已拍照上报。${before}`;
    if (channel === 'device') return `物联设备告警：${site.where}${saying}。${before}`;
    if (channel === 'camera') return `视频巡查发现：${site.where}${saying}。${before}`;
    if (channel === 'department') return `部门转办：${site.where}${saying}，请属地核实办理。${before}`;
    return `专业巡查发现：${site.where}${saying}。${before}`;
  }
}

/** Channels with their weights by type of matter; a device reports only what concerns one. */
export function drawChannel(matter: Matter, random: Random): string {
  if (matter.concerns.some(({ kind }) => kind === 'device') && random.chance(0.7)) return 'device';
  const [names, weights] = channels[matter.code.slice(0, 2)]!;
  return names[random.weighted(weights)]!;
}

const channels: Record<string, [string[], number[]]> = {
  '01': [['hotline', 'grid_worker', 'resident', 'patrol', 'camera', 'department'], [30, 30, 16, 18, 4, 2]],
  '02': [['hotline', 'grid_worker', 'resident', 'patrol', 'camera', 'department'], [38, 26, 18, 8, 8, 2]],
  '03': [['grid_worker', 'hotline', 'resident', 'department'], [72, 12, 8, 8]],
  '04': [['hotline', 'resident', 'grid_worker', 'department'], [70, 17, 9, 4]],
};

const crews: Record<string, string[]> = {
  urban_management: ['执法一中队', '执法二中队', '执法三中队', '机动中队'],
  municipal_works: ['道路养护班', '排水养护班', '桥涵养护班'],
  sanitation: ['保洁一队', '保洁二队', '清运队'],
  landscape: ['绿化养护一组', '绿化养护二组'],
  street_lighting: ['照明抢修班', '照明维护班'],
  heating: ['城东供热站', '城西供热站', '供热抢修队'],
  water_supply: ['管网抢修队', '营业所'],
  power_supply: ['供电抢修一班', '供电抢修二班'],
  gas_supply: ['燃气抢险队', '入户安检组'],
  community: ['社区网格站', '调解小组'],
  property_company: ['工程维修部', '客服中心', '秩序部'],
};

/** The crew that handled it; every other department has its duty desk. */
export function drawCrew(department: string, random: Random): string {
  return random.pick(crews[department] ?? ['值班科室', '业务科室']);
}
