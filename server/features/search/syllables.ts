/** Pinyin as it is typed: without tones, ü as v, syllables run together or cut short. */
const initialsOf: Record<string, string> = {
  a: 'a ai an ang ao', b: 'ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu',
  c: 'ca cai can cang cao ce cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo',
  d: 'da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo', e: 'e ei en eng er',
  f: 'fa fan fang fei fen feng fo fou fu', g: 'ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo',
  h: 'ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo', j: 'ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun',
  k: 'ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo',
  l: 'la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve',
  m: 'ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu', n: 'na nai nan nang nao ne nei nen neng ng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve',
  o: 'o ou', p: 'pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu', q: 'qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun',
  r: 'ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo',
  s: 'sa sai san sang sao se sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun suo',
  t: 'ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo', w: 'wa wai wan wang wei wen weng wo wu',
  x: 'xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun', y: 'ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun',
  z: 'za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo',
};
const syllables: ReadonlySet<string> = new Set(Object.values(initialsOf).flatMap((line) => line.split(' ')));
const longestSyllable = 6;

export function isSyllable(text: string): boolean {
  return syllables.has(text);
}

/**
 * The ways to cut letters into syllables: whole ones, first letters for those that were cut short (`xd`, `xdxiaoqu`), and
 * a begun one at the end (`xiaoq`). Fewest pieces first, at most `most` ways, the one of first letters alone always.
 * @param letters a to z
 */
export function cutSyllables(letters: string, most = 6): string[][] {
  const ways: string[][][] = Array.from({ length: letters.length + 1 }, () => []);
  ways[letters.length] = [[]];
  for (let start = letters.length - 1; start >= 0; start--) {
    const found: string[][] = [];
    for (let end = Math.min(letters.length, start + longestSyllable); end > start; end--) {
      const piece = letters.slice(start, end);
      const fits = isSyllable(piece) || (piece.length === 1 && piece in initialsOf) || (end === letters.length && isBegun(piece));
      if (fits) for (const rest of ways[end] ?? []) found.push([piece, ...rest]);
    }
    ways[start] = found.sort((a, b) => a.length - b.length).slice(0, most);
  }
  const cuts = ways[0] ?? [];
  const single = [...letters];
  const areInitials = letters.length > 1 && single.every((letter) => letter in initialsOf);
  return areInitials && !cuts.some((cut) => cut.length === single.length) ? [...cuts, single] : cuts;
}

const begun: ReadonlySet<string> = new Set([...syllables].flatMap((syllable) => Array.from(syllable, (_, n) => syllable.slice(0, n + 1))));
function isBegun(text: string): boolean {
  return begun.has(text);
}
