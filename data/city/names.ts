/** Invented names in ordinary Chinese. No name is taken from a real register. */
import { hashNumbers } from './random.ts';

export const city = {
  province: { code: '99', name: '云岭省' },
  prefecture: { code: '9901', name: '云川市' },
  county: { code: '990101', name: '云溪市' },
};

const streetWords = ['凤山', '云溪', '青松', '文昌', '状元', '迎宾', '永安', '兴华', '和平', '建国', '胜利', '光明', '富康', '玉兰', '石榴', '梧桐', '银杏', '桂花', '海棠', '丁香', '清泉', '龙泉', '双桥', '古槐', '书院', '府前', '学府', '振兴', '创业', '科苑', '金水', '荷塘', '芙蓉', '明珠', '泰和', '平安', '百川', '瑞祥', '景明', '望湖', '望岳', '翠屏', '东岭', '白鹭', '紫薇', '朝阳', '晨光', '泉城', '广济', '通达'];
const placeWords = ['凤山', '长安', '云溪', '文昌', '状元桥', '永安', '兴华', '和平', '光明', '玉兰', '石榴园', '梧桐', '银杏', '桂花', '海棠', '清泉', '龙泉', '双桥', '古槐', '书院', '府前', '学府', '振兴', '金水', '荷塘', '芙蓉', '明珠', '泰和', '平安里', '百川', '瑞祥', '景明', '望湖', '翠屏', '白鹭', '紫薇', '朝阳', '晨光', '广济', '南关', '北关', '东门', '西门', '钟楼', '鼓楼', '柳荫', '杏花', '春晖', '仁和', '德馨'];
const estateFirst = ['锦绣', '阳光', '金色', '翠湖', '御景', '香榭', '书香', '碧水', '丽景', '盛世', '龙湾', '凤凰', '世纪', '兴东', '滨河', '鸿福', '祥和', '康馨', '春天', '云溪', '绿洲', '未来', '望江', '和顺', '天润', '瑞景', '紫金', '枫林', '兰亭', '水岸'];
const estateSecond = ['花园', '家园', '华庭', '雅苑', '新城', '名邸', '小区', '公馆', '嘉园', '佳苑', '府邸', '里', '苑', '湾'];
const oldEstateSecond = ['小区', '家属院', '新村', '苑', '里', '花园'];
const villageFirst = ['李', '王', '张', '刘', '陈', '杨', '赵', '周', '徐', '孙', '马', '朱', '胡', '郭', '何', '高', '林', '罗', '郑', '梁', '谢', '宋', '唐', '许', '韩', '冯', '邓', '曹', '彭', '曾', '柳', '石', '白', '田', '潘', '杜', '侯', '孟', '秦', '尹'];
const villageSecond = ['家庄', '家洼', '家沟', '家楼', '家屯', '家营', '家寨', '家店', '家桥', '家坡', '家湾', '家铺', '家岭', '家坊', '家园子', '官屯', '家疃', '家集', '家堂', '家河'];
const townWords = ['青石', '白马', '柳河', '龙泉', '大槐', '双河', '石桥', '东岭', '清水', '太平', '古城', '南湖', '红岩', '金沙', '望山', '杏林', '松林', '高店', '新集', '安居'];
const subdistrictWords = ['城关', '云河', '凤山', '钟楼', '东湖', '西苑', '北关', '南园', '文昌', '开元', '新城', '河西'];
const parkWords = ['云溪', '凤凰', '荷塘', '人民', '青年', '翠屏', '儿童', '文化', '体育', '玉兰', '湿地', '桃园'];
const schoolWords = ['第一', '实验', '文昌', '第二', '云溪', '育才', '第三', '府前', '朝阳', '第四', '凤山', '育英', '第五', '明德', '望湖', '新城'];
const factoryWords = ['云溪', '鸿达', '兴业', '金泰', '恒丰', '天润', '华源', '东岳', '瑞丰', '中泰', '鲁兴', '盛达', '永昌', '泰山石', '大成', '方圆'];

/** The word at a place of a shuffled list; past its end the words come again with a number in front. */
function nth(list: readonly string[], index: number, seed: number): { word: string; round: number } {
  const order = shuffled(list, seed);
  return { word: order[index % order.length]!, round: Math.floor(index / order.length) };
}

const shuffles = new Map<string, string[]>();
function shuffled(list: readonly string[], seed: number): string[] {
  const key = `${list[0]}${list.length}${seed}`;
  const known = shuffles.get(key);
  if (known) return known;
  const order = [...list].map((word, index) => ({ word, rank: hashNumbers(seed, 7, index) })).sort((a, b) => a.rank - b.rank).map(({ word }) => word);
  shuffles.set(key, order);
  return order;
}

const rounds = ['', '新', '东', '西', '南', '北', '上', '下', '中', '大'];
function numbered({ word, round }: { word: string; round: number }): string {
  return round < rounds.length ? rounds[round] + word : `${word}${round}`;
}

export function streetName(seed: number, index: number, axis: 'u' | 'v', isMain: boolean): string {
  return numbered(nth(streetWords, index, seed)) + (isMain ? (axis === 'u' ? '路' : '街') : axis === 'u' ? '路' : '街');
}

export function laneName(seed: number, index: number): string {
  return `${numbered(nth(streetWords, index, seed + 3))}巷`;
}

export function communityName(seed: number, index: number): string {
  return `${numbered(nth(placeWords, index, seed))}社区`;
}

export function villageName(seed: number, index: number): string {
  const all = villageFirst.flatMap((first) => villageSecond.map((second) => first + second));
  return numbered(nth(all, index, seed));
}

export function subdistrictName(seed: number, index: number): string {
  return index === 0 ? '城关街道' : `${numbered(nth(subdistrictWords.slice(1), index - 1, seed))}街道`;
}

export function townName(seed: number, index: number): string {
  return `${numbered(nth(townWords, index, seed))}镇`;
}

export function estateName(seed: number, index: number, isOld: boolean): string {
  const second = isOld ? oldEstateSecond : estateSecond;
  const all = estateFirst.flatMap((first) => second.map((last) => first + last));
  return numbered(nth(all, index, seed + (isOld ? 1 : 2)));
}

export function parkName(seed: number, index: number): string {
  return `${numbered(nth(parkWords, index, seed))}公园`;
}

export function schoolName(index: number): string {
  const grade = ['中学', '小学', '小学'][index % 3]!;
  const { word, round } = nth(schoolWords, index, 1);
  return `云溪市${rounds[round] ?? round}${word}${grade}`;
}

export function hospitalName(index: number): string {
  return ['云溪市人民医院', '云溪市中医医院', '云溪市妇幼保健院'][index] ?? `云溪市第${index + 1}医院`;
}

export function marketName(seed: number, index: number): string {
  return `${numbered(nth(placeWords, index, seed + 5))}农贸市场`;
}

export function factoryName(seed: number, index: number): string {
  const trades = ['机械', '纺织', '食品', '建材', '电子', '化工', '包装', '木业', '铸造', '医药', '冷链物流', '汽配'];
  const { word, round } = nth(factoryWords, index, seed);
  return `${rounds[round % rounds.length]}${word}${trades[index % trades.length]}厂`;
}
