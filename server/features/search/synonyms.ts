/** Words that mean the same to whoever looks for a place: one row per meaning. */
const meanings: readonly (readonly string[])[] = [
  ['小区', '社区', '花园', '家园'],
  ['幼儿园', '托儿所', '幼稚园', '托育园'],
  ['卫生服务中心', '卫生院', '卫生所', '卫生室', '诊所'],
  ['派出所', '警务室', '公安局'],
  ['居委会', '居民委员会'],
  ['村委会', '村民委员会'],
  ['敬老院', '养老院', '老年公寓', '福利院'],
  ['长者食堂', '老年食堂', '助餐点'],
  ['消防栓', '消火栓'],
  ['公厕', '厕所', '公共卫生间', '洗手间'],
  ['菜市场', '农贸市场', '集贸市场'],
  ['饭店', '餐馆', '餐厅', '酒楼'],
  ['咖啡馆', '咖啡厅', '咖啡店'],
  ['宾馆', '旅馆', '酒店', '招待所'],
  ['超市', '便利店'],
  ['药店', '药房'],
  ['路灯', '街灯'],
  ['窨井盖', '井盖'],
  ['摄像头', '监控'],
  ['垃圾箱', '垃圾桶'],
  ['充电桩', '充电站'],
];

/**
 * What else may have been meant: the text with one word put in place of another of the same meaning.
 * @param text as search_text writes it
 */
export function otherWords(text: string): string[] {
  const found = meanings.flatMap((words) => {
    // 窨井盖 holds 井盖: the longest word that is there is the one that was typed.
    const typed = words.filter((word) => text.includes(word)).sort((a, b) => b.length - a.length)[0];
    return typed === undefined ? [] : words.filter((word) => word !== typed && !typed.includes(word)).map((word) => text.replace(typed, word));
  });
  return [...new Set(found)];
}
