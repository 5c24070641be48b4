import { describe, expect, it } from 'vitest';
import { parseAddress, readNumeral, writeDigits } from './address.ts';

describe('a Chinese numeral', () => {
  it.each([['三', 3], ['十', 10], ['十二', 12], ['二十', 20], ['二十一', 21], ['一百零五', 105], ['五〇一', 501], ['两', 2], ['千', 1000]])('%s is %d', (text, value) => expect(readNumeral(text)).toBe(value));
  it('is none where another character stands in it', () => expect(readNumeral('第三')).toBeNull());
  it('becomes digits only before a word that counts houses', () => {
    expect(writeDigits('三号楼二单元')).toBe('3号楼2单元');
    expect(writeDigits('第三小学')).toBe('第三小学');
    expect(writeDigits('锦绣花园十二栋三单元五零一')).toBe('锦绣花园12栋3单元501');
  });
});

describe('an address', () => {
  const parts = (text: string) => {
    const { names, door, building, unit, room } = parseAddress(text) ?? { names: null };
    return { names, door, building, unit, room };
  };
  it('is taken apart from its end', () => {
    expect(parts('凤山路12号锦绣花园3栋2单元501')).toEqual({ names: ['凤山路', '锦绣花园'], door: '山路12号', building: '3', unit: '2', room: '501' });
    expect(parts('凤山路12号3栋2单元501室')).toMatchObject({ names: ['凤山路'], door: '山路12号', building: '3', unit: '2', room: '501' });
  });
  it.each(['锦绣花园3栋2单元501', '锦绣花园3幢2单元501室', '锦绣花园3座2单元501', '锦绣花园3号楼2单元501', '锦绣花园三栋二单元501', '锦绣花园3-2-501', '锦绣花园3#2单元501'])('is the same house in every way to write it: %s', (text) => {
    expect(parts(text)).toMatchObject({ names: ['锦绣花园'], building: '3', unit: '2', room: '501' });
  });
  it('may lack any part but one that names a door or a house', () => {
    expect(parts('3栋2单元')).toMatchObject({ names: [], building: '3', unit: '2', room: null });
    expect(parts('凤山路12号')).toMatchObject({ door: '山路12号', building: null });
    expect(parts('锦绣花园3号')).toMatchObject({ building: '3', door: null });
    for (const text of ['锦绣花园', '第三小学', '消防栓', '101', '']) expect(parseAddress(text)).toBeNull();
  });
  it('may lack the 号 behind the number of a street', () => {
    expect(parts('世纪大道100')).toEqual(parts('世纪大道100号'));
    expect(parts('银城中路501')).toMatchObject({ names: ['银城中路'], door: '中路501号', building: null });
    for (const text of ['地铁2', '第三小学2', '现代小区2']) expect(parseAddress(text), text).toBeNull();
  });
  it('tells the second 号 as the house', () => expect(parts('凤山路12号3号')).toMatchObject({ door: '山路12号', building: '3' }));
});
