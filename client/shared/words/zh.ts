import { areasZh } from './areas.ts';
import { auditWords } from './audit.ts';
import { borderEditorWords } from './border-editor.ts';
import { borderWords } from './borders.ts';
import { briefWords } from './briefs.ts';
import { cardWords } from './card.ts';
import { catalogueWords } from './catalogue.ts';
import { layersWords } from './layers.ts';
import { mattersWords } from './matters.ts';
import { proposeWords } from './propose.ts';
import { refusalWords } from './refusals.ts';
import { searchWords } from './search.ts';
import { shellWords } from './shell.ts';
import { userWords } from './users.ts';

/** Every word that the console shows, in Chinese. `en.ts` has the same keys: a missing word does not compile. */
export const zh = {
  product: '格图',
  productLong: '格图 · 基层治理一张图',
  language: { name: '语言', zh: '中文', en: 'English' },
  theme: { name: '外观', light: '浅色', dark: '深色', system: '跟随系统' },
  common: {
    because: '：',
    close: '关闭',
    cancel: '取消',
    clear: '清除',
    retry: '重试',
    copy: '复制',
    copied: '已复制',
    copyFailed: '浏览器不允许复制，请手动选取',
    loading: '正在加载…',
    pending: '…',
    more: '展开',
    less: '收起',
    yes: '是',
    no: '否',
    none: '无',
    back: '返回',
    all: '全部',
    open: '打开',
    unnamed: '未命名',
    skipToMap: '跳到地图',
    requestId: '请求编号',
    serverSays: '服务器原文',
    discard: { title: '放弃已填写的内容？', lead: '已填写的内容尚未保存，关闭后无法找回。', stay: '继续填写', go: '放弃' },
  },
  ...shellWords.zh,
  roles: {
    system_admin: '系统管理员',
    security_admin: '安全管理员',
    auditor: '安全审计员',
    city_officer: '市级值班员',
    street_officer: '街道工作人员',
    community_officer: '社区工作人员',
    grid_worker: '网格员',
    department_officer: '部门工作人员',
    volunteer: '志愿者',
    wall: '大屏',
  } as Record<string, string>,
  ...layersWords.zh,
  ...searchWords.zh,
  areas: areasZh,
  ...cardWords.zh,
  problems: {
    offline: '连接不上服务器',
    unreadable: '服务器的回答无法识别',
    'bad-request': '请求无法识别',
    'not-signed-in': '请先登录',
    'sign-in-failed': '用户名或密码不正确',
    'no-right': '您的角色没有此项权限',
    'not-found': '不存在，或不在您的查看权限内',
    'no-such-tile': '没有这块地图数据',
    'method-not-allowed': '不支持的操作',
    conflict: '与现有数据冲突',
    'version-conflict': '内容已被他人修改',
    'too-large': '内容过大',
    'not-json': '请求格式不正确',
    'not-valid': '有些内容不符合要求',
    'geometry-not-valid': '图形不符合要求',
    locked: '账号已暂时锁定',
    'too-many-requests': '操作过于频繁，请稍候',
    'server-error': '服务器出错了',
    'not-installed': '服务器缺少打印所需的中文字体，请联系管理员安装',
    unavailable: '数据库暂时不可用',
    'too-slow': '查询耗时过长，请缩小范围',
    unknown: '出错了',
  } as Record<string, string>,
  ...mattersWords.zh,
  borders: borderWords.zh,
  propose: proposeWords.zh,
  borderEditor: borderEditorWords.zh,
  briefs: briefWords.zh,
  refusals: refusalWords.zh,
  ...catalogueWords.zh,
  ...auditWords.zh,
  ...userWords.zh,
  kinds: {
    building: '建筑',
    dwelling: '房屋',
    household: '家庭户',
    person: '人员',
    key_person: '重点人员',
    organisation: '组织机构',
    place: '场所',
    facility: '设施部件',
    hazard: '隐患',
    resource: '资源力量',
    asset: '集体资产',
    camera: '视频监控',
    device: '物联设备',
    worker_post: '值守岗位',
    region: '区划',
    grid: '网格',
    street: '道路',
    estate: '小区',
    matter: '事项',
  } as Record<string, string>,
};

export type Words = typeof zh;
