import { formatArea } from '../format.ts';

/** Colours of the base map that a legend explains. */
export type GroundColor =
  | 'roadMajor' | 'roadMiddle' | 'roadMinor' | 'water' | 'railway' | 'barrier' | 'text'
  | 'landResidential' | 'landCommercial' | 'landIndustrial' | 'landEducation' | 'landMedical' | 'landPublic' | 'landConstruction' | 'park' | 'forest' | 'farmland' | 'grass' | 'square';

/** What the map itself says or draws; the words of panels are in `zh.ts` and `en.ts`. */
export interface MapWords {
  canvas: string;
  keyboardDrawing: string;
  fields: Record<string, string>;
  units: { meters: string; floors: string; year: string; households: string };
  noData: string;
  /** What a colour of the base map means, by its name in the palette. */
  ground: Record<GroundColor, string>;
  /** The area in the legend of a picture. */
  chosenArea: string;
  range(from: number | undefined, below: number | undefined, unit: string): string;
  hints: Record<'rectangle' | 'polygon' | 'lasso' | 'circle' | 'center' | 'line' | 'measure-distance' | 'measure-area', string>;
  crossesItself: string;
  length(meters: number): string;
  area(squareMeters: number): string;
  total(length: string): string;
  radius(length: string): string;
  /** Metres to either side of a line. */
  buffer(length: string): string;
}

const number = (value: number, digits: number) => value.toLocaleString('en', { maximumFractionDigits: digits });
const meters = (value: number) => (value < 1000 ? `${number(value, value < 10 ? 1 : 0)} m` : `${number(value / 1000, value < 10_000 ? 2 : 1)} km`);

function range(from: number | undefined, below: number | undefined, unit: string): string {
  if (from === undefined) return `< ${below}${unit}`;
  return below === undefined ? `≥ ${from}${unit}` : `${from}–${below - 1}${unit}`;
}

export const mapWords: Record<'zh' | 'en', MapWords> = {
  zh: {
    canvas: '地图。方向键平移，加减号缩放，Shift 加方向键旋转和倾斜',
    keyboardDrawing: '方向键移动十字光标，空格键落点，回车键完成，退格键撤回一点，Esc 放弃',
    fields: { category: '类别', height_meters: '高度', floors: '层数', built_year: '建成年份', households: '户数' },
    units: { meters: ' 米', floors: ' 层', year: ' 年', households: ' 户' },
    noData: '无数据',
    ground: {
      roadMajor: '主干道', roadMiddle: '次干道', roadMinor: '支路', water: '水面', railway: '铁路', barrier: '围墙栏杆', text: '地名',
      landResidential: '居住', landCommercial: '商业', landIndustrial: '工业物流', landEducation: '教育', landMedical: '医疗', landPublic: '公共服务', landConstruction: '在建', park: '公园', forest: '林地', farmland: '农田', grass: '草地', square: '广场、停车场',
    },
    chosenArea: '选区',
    range,
    hints: {
      rectangle: '拖动或点两个对角画矩形',
      polygon: '逐点单击画多边形，双击完成',
      lasso: '按住沿边界画一圈，松开完成',
      circle: '从圆心向外拖动，或点圆心再点边缘',
      center: '单击圆心位置',
      line: '逐点单击画线，双击完成，得到线两侧的范围',
      'measure-distance': '逐点单击测距，双击完成',
      'measure-area': '逐点单击测面积，双击完成',
    },
    crossesItself: '边线相交，请退格撤回或移开',
    length: meters,
    area: (squareMeters) => formatArea(squareMeters, 'zh'),
    total: (length) => `共 ${length}`,
    radius: (length) => `半径 ${length}`,
    buffer: (length) => `两侧各 ${length}`,
  },
  en: {
    canvas: 'Map. Arrow keys pan, plus and minus zoom, Shift with arrow keys turns and tilts',
    keyboardDrawing: 'Arrow keys move the cross-hair, Space sets a point, Enter finishes, Backspace takes a point back, Escape gives up',
    fields: { category: 'Category', height_meters: 'Height', floors: 'Floors', built_year: 'Year built', households: 'Households' },
    units: { meters: ' m', floors: ' floors', year: '', households: ' households' },
    noData: 'No data',
    ground: {
      roadMajor: 'Main roads', roadMiddle: 'Secondary roads', roadMinor: 'Other roads', water: 'Water', railway: 'Railways', barrier: 'Barriers', text: 'Names',
      landResidential: 'Residential', landCommercial: 'Commercial', landIndustrial: 'Industry, logistics', landEducation: 'Education', landMedical: 'Medical', landPublic: 'Public services', landConstruction: 'Construction', park: 'Parks', forest: 'Forest', farmland: 'Farmland', grass: 'Grass', square: 'Squares, parking',
    },
    chosenArea: 'Chosen area',
    range,
    hints: {
      rectangle: 'Drag, or click two opposite corners',
      polygon: 'Click each corner, double click to finish',
      lasso: 'Hold and go around, let go to finish',
      circle: 'Drag outwards from the centre, or click centre and edge',
      center: 'Click where the centre is',
      line: 'Click along the way, double click to finish: the ground to both sides',
      'measure-distance': 'Click along the way, double click to finish',
      'measure-area': 'Click each corner, double click to finish',
    },
    crossesItself: 'The outline crosses itself: take a point back or move it',
    length: meters,
    area: (squareMeters) => formatArea(squareMeters, 'en'),
    total: (length) => `Total ${length}`,
    radius: (length) => `Radius ${length}`,
    buffer: (length) => `${length} to either side`,
  },
};
