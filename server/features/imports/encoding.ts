/** Finds out in which encoding a text was written. Pure: bytes in, a name for `TextDecoder` out. */

/** Characters that fill Chinese tables: a right guess decodes to many of them, a wrong one to hardly any. */
const common = new Set(
  '的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏叠' +
  '為這個來國們時會說對後過還發樣現實點從動兩長無開見經頭與問間車門電東華師書語區縣鎮鄉號樓場廣業產產學體萬' +
  '은는이가을를의에고다하지도로기어사한자리인대서아시나해그부수일정보상있었습니면게동구' + // a wrong reading is full of other syllables
  '省县区镇乡村街道路号楼栋层幢弄组屋园苑社居委派出所学校医院银行超市公司编号名称地址类型经度纬度姓名电话楼层数',
);
const candidates = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'euc-jp'];

/**
 * @param bytes the file's beginning, or all of it, best cut at a line's end
 * @returns a label for TextDecoder, or null where several readings are as good
 */
export function detectEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (decodes('utf-8', bytes) !== null) return 'utf-8';
  if (shareOfPairedHighBytes(bytes) < 0.4) return 'windows-1252';
  const scored = candidates
    .map((encoding) => ({ encoding, score: scoreOf(decodes(encoding, bytes)) }))
    .sort((a, b) => b.score - a.score);
  const [best, second] = scored;
  if (!best || best.score < 0.1 || (second && second.score > best.score * 0.8)) return null;
  return best.encoding;
}

function decodes(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null; // not this encoding: that is the answer
  }
}

/** Accented letters of Western text stand alone among ASCII; East Asian bytes come in runs. */
function shareOfPairedHighBytes(bytes: Uint8Array): number {
  let high = 0;
  let paired = 0;
  for (let n = 0; n < bytes.length; n++) {
    if ((bytes[n] ?? 0) < 0x80) continue;
    high++;
    if ((bytes[n - 1] ?? 0) >= 0x80 || (bytes[n + 1] ?? 0) >= 0x80) paired++;
  }
  return high === 0 ? 0 : paired / high;
}

/** Share of common characters (Kana count as such) among all that are not ASCII. */
function scoreOf(text: string | null): number {
  if (text === null) return -1;
  let foreign = 0;
  let hits = 0;
  for (const character of text) {
    if (character < '\u0080') continue;
    foreign++;
    if (common.has(character) || /[\u3041-\u30fe，。、；：“”（）]/.test(character)) hits++;
    else if (/[\ue000-\uf8ff\uff61-\uff9f]/.test(character)) hits--;
  }
  return foreign === 0 ? 0 : hits / foreign;
}
