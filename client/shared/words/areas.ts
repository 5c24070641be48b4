import type { AreaPart } from '#contract/areas.ts';
import type { JoinOp } from '../area-pieces.ts';

/** Words of areas: their pieces, how they join, what is saved and what is read from a file. */
export interface AreaWords {
  pieces: string;
  wholeOf(count: number): string;
  /** Name of a piece by what it was made from; `title` is that of the thing it stands on. */
  piece: Record<AreaPart['from'], (title: string) => string>;
  rectangle: string;
  manyParts: string;
  join: Record<JoinOp, string>;
  joinTitle: string;
  joinKeys: string;
  joinOf(piece: string): string;
  meters: Record<'radius' | 'buffer', string>;
  metersUnit: string;
  metersRange(most: number): string;
  metersKept(meters: number): string;
  zoomTo(piece: string): string;
  corners: string;
  more(piece: string): string;
  earlier: string;
  later: string;
  remove: string;
  removeOf(piece: string): string;
  undo: string;
  redo: string;
  nothingLeft: string;
  repaired: string;
  pieceMissing: string;
  pieceWrong: string;
  tooManyPieces(most: number): string;
  tooLongForLink: string;
  useAs: string;
  around: string;
  joinPiece: Record<JoinOp, string>;
  typedRadius: string;
  save: string;
  saveTitle: string;
  name: string;
  namePlaceholder: string;
  share: string;
  shareHint: string;
  shareLink: string;
  unshared(name: string): string;
  unsharedHint: string;
  shareAndCopy: string;
  copyPieces: string;
  saveAsNew: string;
  update(name: string): string;
  saved(name: string): string;
  updated(name: string): string;
  nameTaken: string;
  changedMeanwhile: string;
  notSaved: string;
  savedList: string;
  savedSearch: string;
  savedNone: string;
  savedNoneHint: string;
  savedNotFound(q: string): string;
  savedMore(shown: number, total: number): string;
  mine: string;
  sharedBy(jurisdiction: string): string;
  everywhere: string;
  isShared: string;
  countOfPieces(count: number): string;
  loadOf(name: string): string;
  rename: string;
  deleteOf(name: string): string;
  deleteQuestion(name: string): string;
  deleteNow: string;
  deleted(name: string): string;
  savedGone: string;
  savedGoneHint: string;
  openList: string;
  leaveArea: string;
  edited: string;
  upload: string;
  dropHere: string;
  dropHint: string;
  uploaded(count: number): string;
  pointsLeftOut: string;
  fileFaults: {
    'not-json': string;
    'not-geojson': string;
    'no-surface': string;
    'other-crs': string;
    outside: string;
    swapped: string;
    'not-numbers': string;
    'too-large'(most: string): string;
    'too-many-vertices'(count: number, most: number): string;
    'too-many-lines'(count: number, most: number): string;
    'too-many-files': string;
    unreadable: string;
  };
}

export const areasZh: AreaWords = {
  pieces: '范围组成',
  wholeOf: (count) => `${count} 部分组成的范围`,
  piece: {
    drawn: () => '多边形',
    circle: () => '圆形',
    line: () => '线两侧',
    street: (title) => `${title}沿线`,
    region: (title) => title || '区划',
    element: (title) => `${title || '要素'}周边`,
    event: (title) => `${title || '事件'}周边`,
  },
  rectangle: '矩形',
  manyParts: '多块图形',
  join: { replace: '新范围', add: '添加', subtract: '减去', intersect: '相交' },
  joinTitle: '画好后',
  joinKeys: '按住 Shift 画为添加，Alt 为减去，Shift+Alt 为相交',
  joinOf: (piece) => `${piece}的组合方式`,
  meters: { radius: '半径（米）', buffer: '两侧或周边距离（米）' },
  metersUnit: '米',
  metersRange: (most) => `请填 1 到 ${most}`,
  metersKept: (meters) => `现在仍按 ${meters} 米`,
  zoomTo: (piece) => `缩放到${piece}`,
  corners: '拖动顶点修改形状，右键或 Delete 删除顶点',
  more: (piece) => `${piece}：更多操作`,
  earlier: '上移',
  later: '下移',
  remove: '移除这部分',
  removeOf: (piece) => `移除${piece}`,
  undo: '撤销',
  redo: '重做',
  nothingLeft: '各部分相减或相交后没有剩下任何范围，请移除或改变其中一部分。',
  repaired: '所画图形有自相交或未闭合，已自动修正。',
  pieceMissing: '找不到，或您无权查看',
  pieceWrong: '形状不能使用',
  tooManyPieces: (most) => `一个范围最多由 ${most} 部分组成`,
  tooLongForLink: '这个范围的顶点太多，链接里放不下。保存后即可分享。',
  useAs: '以此为范围',
  around: '周边范围',
  joinPiece: { replace: '以此为范围', add: '添加到范围', subtract: '从范围中减去', intersect: '与范围相交' },
  typedRadius: '半径',
  save: '保存范围',
  saveTitle: '保存范围',
  name: '名称',
  namePlaceholder: '例如：春节巡查重点片区',
  share: '与管辖范围有重叠的同事共享',
  shareHint: '同事只能查看和使用，不能修改；其中的人员信息仍按各自权限显示。',
  shareLink: '复制链接',
  unshared: (name) => `“${name}”还没有共享`,
  unsharedHint: '这个链接现在只有您自己能打开。共享后，管辖范围有重叠的同事也能打开；也可不共享，复制带图形的链接。',
  shareAndCopy: '共享并复制',
  copyPieces: '复制带图形的链接',
  saveAsNew: '另存为新范围',
  update: (name) => `更新“${name}”`,
  saved: (name) => `已保存“${name}”`,
  updated: (name) => `已更新“${name}”`,
  nameTaken: '您已有同名的范围，请换一个名称。',
  changedMeanwhile: '这个范围已在别处改过，请重新打开后再改。',
  notSaved: '未能保存',
  savedList: '已存范围',
  savedSearch: '按名称查找',
  savedNone: '还没有保存过范围',
  savedNoneHint: '画好范围后点“保存范围”，下次可直接打开，也可与同事共享。',
  savedNotFound: (q) => `没有名称含“${q}”的范围`,
  savedMore: (shown, total) => `列出 ${shown} 个，共 ${total} 个；输入名称可缩小范围`,
  mine: '我的',
  sharedBy: (jurisdiction) => `${jurisdiction}共享`,
  everywhere: '全域',
  isShared: '已共享',
  countOfPieces: (count) => `${count} 部分`,
  loadOf: (name) => `打开“${name}”`,
  rename: '改名或共享',
  deleteOf: (name) => `删除“${name}”`,
  deleteQuestion: (name) => `确定删除“${name}”？指向它的链接将失效。`,
  deleteNow: '删除',
  deleted: (name) => `已删除“${name}”`,
  savedGone: '这个范围打不开',
  savedGoneHint: '请向发来链接的同事确认。',
  openList: '查看已存范围',
  leaveArea: '不看这个范围',
  edited: '已修改',
  upload: '上传 GeoJSON 作为范围',
  dropHere: '松开即作为范围打开',
  dropHint: 'GeoJSON 文件，面或线，WGS 84 经纬度',
  uploaded: (count) => `已读入 ${count} 部分`,
  pointsLeftOut: '文件中的点没有面积，已略过。',
  fileFaults: {
    'not-json': '这个文件不是 GeoJSON：内容不是 JSON。',
    'not-geojson': '这个文件不是 GeoJSON：没有 Feature、FeatureCollection 或几何图形。',
    'no-surface': '文件里没有面或线，不能作为范围。',
    'other-crs': '文件注明了其他坐标系，请转换为 WGS 84 经纬度后再上传。',
    outside: '坐标超出经纬度范围，可能是投影坐标，请转换为 WGS 84 经纬度后再上传。',
    swapped: '坐标的经度和纬度好像写反了：GeoJSON 要求经度在前。',
    'not-numbers': '文件里有坐标不是数字，或环不足三个不同的点。',
    'too-large': (most) => `文件太大：最大 ${most}。`,
    'too-many-vertices': (count, most) => `图形有 ${count} 个顶点，最多 ${most} 个，请先简化。`,
    'too-many-lines': (count, most) => `文件里有 ${count} 条线，最多 ${most} 条。`,
    'too-many-files': '一次只能上传一个文件。',
    unreadable: '浏览器读不到这个文件。',
  },
};

export const areasEn: AreaWords = {
  pieces: 'Pieces',
  wholeOf: (count) => `Area of ${count} pieces`,
  piece: {
    drawn: () => 'Polygon',
    circle: () => 'Circle',
    line: () => 'Along a line',
    street: (title) => `Along ${title}`,
    region: (title) => title || 'Region',
    element: (title) => `Around ${title || 'an element'}`,
    event: (title) => `Around ${title || 'an event'}`,
  },
  rectangle: 'Rectangle',
  manyParts: 'Shape of several parts',
  join: { replace: 'New area', add: 'Add', subtract: 'Subtract', intersect: 'Intersect' },
  joinTitle: 'Then',
  joinKeys: 'Hold Shift while drawing to add, Alt to subtract, both to intersect',
  joinOf: (piece) => `How ${piece} joins`,
  meters: { radius: 'Radius (metres)', buffer: 'Distance around or to either side (metres)' },
  metersUnit: 'm',
  metersRange: (most) => `1 to ${most}`,
  metersKept: (meters) => `${meters} m still holds`,
  zoomTo: (piece) => `Zoom to ${piece}`,
  corners: 'Drag corners to change the shape; right click or Delete takes one out',
  more: (piece) => `${piece}: more`,
  earlier: 'Move up',
  later: 'Move down',
  remove: 'Remove this piece',
  removeOf: (piece) => `Remove ${piece}`,
  undo: 'Undo',
  redo: 'Redo',
  nothingLeft: 'The pieces leave nothing. Remove or change one of them.',
  repaired: 'A drawn outline crossed itself or was open and was repaired.',
  pieceMissing: 'Not there, or not for you to see',
  pieceWrong: 'This shape cannot be used',
  tooManyPieces: (most) => `An area has at most ${most} pieces`,
  tooLongForLink: 'This area has too many corners for a link. Save it to share it.',
  useAs: 'Use as area',
  around: 'Ground around',
  joinPiece: { replace: 'Use as area', add: 'Add to the area', subtract: 'Subtract from the area', intersect: 'Intersect with the area' },
  typedRadius: 'Radius',
  save: 'Save area',
  saveTitle: 'Save area',
  name: 'Name',
  namePlaceholder: 'For example: spring patrol',
  share: 'Share with colleagues whose jurisdiction overlaps',
  shareHint: 'They can look at it and use it, not change it; people in it are shown by their own rights.',
  shareLink: 'Copy link',
  unshared: (name) => `“${name}” is not shared`,
  unsharedHint: 'Only you can open this link now. Share the area with colleagues whose jurisdiction overlaps, or copy a link that holds its shape.',
  shareAndCopy: 'Share and copy',
  copyPieces: 'Copy a link with the shape',
  saveAsNew: 'Save as a new area',
  update: (name) => `Update “${name}”`,
  saved: (name) => `Saved “${name}”`,
  updated: (name) => `Updated “${name}”`,
  nameTaken: 'You have an area of this name already. Choose another.',
  changedMeanwhile: 'This area was changed elsewhere. Open it again first.',
  notSaved: 'Not saved',
  savedList: 'Saved areas',
  savedSearch: 'Find by name',
  savedNone: 'No areas saved yet',
  savedNoneHint: 'Draw an area and choose “Save area” to open it next time or share it.',
  savedNotFound: (q) => `No area whose name has “${q}”`,
  savedMore: (shown, total) => `${shown} of ${total} listed; type a name to see fewer`,
  mine: 'Mine',
  sharedBy: (jurisdiction) => `Shared by ${jurisdiction}`,
  everywhere: 'everywhere',
  isShared: 'Shared',
  countOfPieces: (count) => (count === 1 ? '1 piece' : `${count} pieces`),
  loadOf: (name) => `Open “${name}”`,
  rename: 'Rename or share',
  deleteOf: (name) => `Delete “${name}”`,
  deleteQuestion: (name) => `Delete “${name}”? Links to it will no longer work.`,
  deleteNow: 'Delete',
  deleted: (name) => `Deleted “${name}”`,
  savedGone: 'This area cannot be opened',
  savedGoneHint: 'Ask whoever sent the link.',
  openList: 'Saved areas',
  leaveArea: 'Leave this area',
  edited: 'Edited',
  upload: 'Upload GeoJSON as an area',
  dropHere: 'Drop to open it as an area',
  dropHint: 'A GeoJSON file of surfaces or lines, WGS 84',
  uploaded: (count) => (count === 1 ? 'One piece read' : `${count} pieces read`),
  pointsLeftOut: 'Points have no surface and were left out.',
  fileFaults: {
    'not-json': 'This is no GeoJSON file: its content is not JSON.',
    'not-geojson': 'This is no GeoJSON file: it has no Feature, FeatureCollection or geometry.',
    'no-surface': 'The file has no surface or line to make an area of.',
    'other-crs': 'The file names another coordinate system. Convert it to WGS 84 first.',
    outside: 'Coordinates lie outside longitude and latitude; they may be projected. Convert the file to WGS 84 first.',
    swapped: 'Longitude and latitude look swapped: GeoJSON wants longitude first.',
    'not-numbers': 'A coordinate is not a number, or a ring has fewer than three different points.',
    'too-large': (most) => `The file is too large: at most ${most}.`,
    'too-many-vertices': (count, most) => `The shape has ${count} vertices; at most ${most}. Simplify it first.`,
    'too-many-lines': (count, most) => `The file has ${count} lines; at most ${most}.`,
    'too-many-files': 'One file at a time.',
    unreadable: 'The browser cannot read this file.',
  },
};
