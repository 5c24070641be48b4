/** Households and persons, all invented: names put together by chance, identity numbers of the unused region 990101. */
import { identityNumber } from './digital-id.ts';
import { createRandom, hashNumbers, type Random } from './random.ts';

export interface PersonDraft {
  name: string;
  sex: '男' | '女';
  birthDate: string;
  age: number;
  relation: string;
  residence: 'registered' | 'floating' | 'overseas' | 'left_behind';
  education: string;
  occupation: string;
  politicalStatus: string;
  keyTypes: string[];
}
export interface HouseholdDraft {
  type: string;
  members: PersonDraft[];
  allowances: string[];
}

const sizes = [0.22, 0.3, 0.25, 0.14, 0.06, 0.03];

/** Persons in the household: 1 to 6, 2.6 on average. Known without drawing up the household, so that a city can be counted fast. */
export function householdSize(seed: number, lotId: number, index: number): number {
  let rest = hashNumbers(seed, 91, lotId, index) / 4294967296;
  for (let size = 0; size < sizes.length; size++) {
    rest -= sizes[size]!;
    if (rest < 0) return size + 1;
  }
  return 2;
}

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';
const maleLetters = '伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆博文志国建东林海峰成龙德民永庆祥荣昌宁远航子轩瑞晨';
const femaleLetters = '芳娜敏静丽艳娟霞秀玲桂英兰红梅燕萍雪琳洁莉慧倩颖婷欣怡佳雨涵思彤诗语梓萱凤琴玉珍淑华春云月香莲';

/** Surnames at the head of the list come more often: the n-th with a weight of about 1 / (n + 6). */
const surnameSum = Math.log((surnames.length + 6) / 6);

function draftName(random: Random, surname: string, sex: '男' | '女'): string {
  const letters = sex === '男' ? maleLetters : femaleLetters;
  const first = letters[random.int(0, letters.length - 1)]!;
  return surname + first + (random.chance(0.72) ? letters[random.int(0, letters.length - 1)]! : '');
}

export function drawSurname(random: Random): string {
  const wanted = random.next() * surnameSum;
  return surnames[Math.floor(6 * Math.exp(wanted)) - 6] ?? '王';
}

export function drawName(random: Random): string {
  return draftName(random, drawSurname(random), random.chance(0.52) ? '男' : '女');
}

/** A made-up number of 11 digits that starts with 990: no such number is assigned, so none can be dialled. */
export function drawPhone(random: Random): string {
  return `990${String(random.int(0, 99_999_999)).padStart(8, '0')}`;
}

export function maskName(name: string): string {
  return `${name[0]}${'*'.repeat(name.length - 1)}`;
}
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(7)}`;
}
export function maskIdentity(number: string): string {
  return `${number.slice(0, 3)}***********${number.slice(14)}`;
}

/** Draws up the household; `thisYear` decides the ages. */
export function draftHousehold(seed: number, lotId: number, index: number, isRural: boolean, thisYear: number): HouseholdDraft {
  const random = createRandom(seed, 92, lotId, index);
  const size = householdSize(seed, lotId, index);
  const isFloating = random.chance(isRural ? 0.02 : 0.17);
  const surname = drawSurname(random);
  const members: PersonDraft[] = [];
  const add = (age: number, sex: '男' | '女', relation: string, family: string) => {
    const born = Math.min(thisYear - 1, thisYear - Math.max(1, Math.min(98, age)));
    const birthDate = `${born}${two(random.int(1, 12))}${two(random.int(1, 28))}`;
    members.push({ name: draftName(random, family, sex), sex, birthDate, age: thisYear - born, relation, residence: 'registered', education: education(random, age), occupation: occupation(random, age, isRural), politicalStatus: age >= 20 && random.chance(0.09) ? '中共党员' : age >= 14 && age < 28 && random.chance(0.5) ? '共青团员' : '群众', keyTypes: [] });
  };
  const oldShare = isRural ? 0.55 : 0.34;
  const isOld = random.chance(size === 1 ? oldShare : size === 2 ? oldShare * 0.75 : 0.05);
  const headAge = isOld ? random.int(62, 88) : size === 1 ? random.int(21, 60) : random.int(26, 58);
  const headSex = size > 1 ? (random.chance(0.78) ? '男' : '女') : random.chance(isOld ? 0.36 : 0.6) ? '男' : '女';
  add(headAge, headSex, '户主', surname);
  if (size >= 2) add(headAge + random.int(-4, 3), headSex === '男' ? '女' : '男', '配偶', drawSurname(random));
  for (let n = 2; n < size; n++) {
    const isGrandparent = n >= 3 && random.chance(0.55);
    const sex = random.chance(0.51) ? '男' : '女';
    if (isGrandparent) add(headAge + random.int(23, 31), sex, sex === '男' ? '父亲' : '母亲', sex === '男' ? surname : drawSurname(random));
    else add(Math.max(1, headAge - random.int(23, 32)), sex, sex === '男' ? '子' : '女', surname);
  }
  for (const person of members) person.residence = residenceOf(random, person, isFloating, isRural, size);
  for (const person of members) person.keyTypes = keyTypesOf(random, person, size);
  return { type: size === 1 ? 'single' : isRural ? 'rural' : 'family', members, allowances: allowances(random, isRural) };
}

function residenceOf(random: Random, person: PersonDraft, isFloating: boolean, isRural: boolean, size: number): PersonDraft['residence'] {
  if (isFloating) return random.chance(0.004) ? 'overseas' : 'floating';
  return isRural && size <= 3 && (person.age >= 64 || person.age <= 14) && random.chance(0.16) ? 'left_behind' : 'registered';
}

/** Types of GB/T 31000's third and fourth group and local ones, in the order of size that county reports give; rates per person. */
function keyTypesOf(random: Random, person: PersonDraft, size: number): string[] {
  const types: string[] = [];
  const adult = person.age >= 18 && person.age <= 75;
  const may = (type: string, rate: number, fits: boolean) => {
    if (fits && random.chance(rate)) types.push(type);
  };
  may('released', 0.0026, adult);
  may('correction', 0.0007, adult);
  may('mental', 0.0043, person.age >= 15);
  may('drug', 0.0013, adult);
  may('aids_risk', 0.0003, adult);
  may('youth', 0.006, person.age >= 6 && person.age <= 25);
  may('petition', 0.0008, adult);
  may('elder_alone', 0.92, size === 1 && person.age >= 65);
  may('child_hardship', 0.004, person.age < 18);
  may('left_behind_elder', 0.6, person.residence === 'left_behind' && person.age >= 64 && size === 2);
  may('disabled', 0.004, true);
  return types;
}

function education(random: Random, age: number): string {
  if (age < 7) return '学前';
  if (age < 13) return '小学在读';
  if (age < 16) return '初中在读';
  if (age < 19) return '高中在读';
  return ['小学', '初中', '高中', '大专', '本科', '研究生'][random.weighted(age > 60 ? [45, 34, 14, 4, 2, 0.2] : [9, 36, 25, 16, 13, 1.4])]!;
}

function occupation(random: Random, age: number, isRural: boolean): string {
  if (age < 7) return '学龄前儿童';
  if (age < 19) return '学生';
  if (age > (isRural ? 72 : 60)) return isRural ? '务农' : '退休';
  return random.pick(isRural ? ['务农', '务农', '务农', '外出务工', '个体经营', '务工'] : ['职员', '工人', '个体经营', '教师', '服务业', '司机', '自由职业', '公职人员', '技术人员', '待业']);
}

function allowances(random: Random, isRural: boolean): string[] {
  const list: string[] = [];
  if (random.chance(isRural ? 0.03 : 0.012)) list.push('最低生活保障');
  if (random.chance(isRural ? 0.012 : 0.002)) list.push('特困供养');
  if (random.chance(0.012)) list.push('残疾人补贴');
  return list;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** Gives out identity numbers, none twice: 500 for each sex and birth date in each of the unused region codes 990101 to 990199. */
export function createIdentityIssuer(): (birthDate: string, sex: '男' | '女') => string {
  const given = new Map<string, number>();
  return (birthDate, sex) => {
    const count = given.get(birthDate + sex) ?? 0;
    given.set(birthDate + sex, count + 1);
    const order = (count * 2 + (sex === '男' ? 1 : 0)) % 1000;
    return identityNumber(`9901${two(1 + Math.floor(count / 500))}`, birthDate, order);
  };
}
