import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '#contract/audit.ts';
import { planSteps } from '#contract/border-rules.ts';
import type { Titles } from '../../shared/dictionaries.ts';
import { en } from '../../shared/words/en.ts';
import { zh } from '../../shared/words/zh.ts';
import { describeDetails, describeObject, describePerson } from './describe.ts';

const server = fileURLToPath(new URL('../../../server/', import.meta.url));
const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  id: 7, at: '2026-11-30T01:00:00.000Z', userId: 3, user: { username: 'worker', displayName: '网格员' }, action: 'element.read', object: '', objectName: null, outcome: 'success', detail: {}, requestId: 'r', ...more,
});
const titles = { kind: (kind: string) => ({ person: '人员', household: '家庭户' })[kind] ?? kind } as Titles;

/** The actions that the server's code names: `action: 'a.b'`, or the second argument of who writes looks at people. */
function writtenActions(): string[] {
  const files = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file));
  const text = files.map((file) => readFileSync(path.join(server, file), 'utf8')).join('\n');
  const named = [...text.matchAll(/action: (?:[^'`\n,]*\? )?'([a-z]+\.[a-z.]+)'(?: : '([a-z.]+)')?/g), ...text.matchAll(/auditRestricted\(\w+, '([a-z.]+)'/g)];
  return [...new Set(named.flatMap(([, first, second]) => [first ?? '', second ?? '']).filter(Boolean))];
}

describe('an action of the log', () => {
  it('has a word in both languages wherever the server writes one', () => {
    const actions = [...writtenActions(), ...Object.keys(planSteps).map((step) => `borders.${step}`)];
    expect(actions).toEqual(expect.arrayContaining(['session.create', 'access.refused', 'element.reveal', 'search.items', 'borders.adopt', 'borders.schedule']));
    for (const { audit } of [zh, en]) expect(actions.filter((action) => !Object.hasOwn(audit.actions, action))).toEqual([]);
  });
});

describe('who', () => {
  it('is a person with the account, or why there is none', () => {
    expect(describePerson(entry({}), zh)).toEqual({ name: '网格员', username: 'worker' });
    expect(describePerson(entry({ user: null, userId: null }), zh).name).toBe('未登录');
    expect(describePerson(entry({ user: null, userId: 12 }), zh).name).toContain('12');
  });
});

describe('the object', () => {
  it.each([
    ['element.read', '9901010400000000123', { kind: '要素', name: null, code: '9901010400000000123' }],
    ['borders.adopt', '990101001001', { kind: '区划', name: null, code: '990101001001' }],
    ['grids.sheet', '990101001001001', { kind: '网格', name: null, code: '990101001001001' }],
    ['matter.update', 'matter 010118', { kind: '事项', name: null, code: '010118' }],
    ['brief.export', '42', { kind: '简报', name: null, code: '42' }],
    ['session.create', 'unknown account', { kind: '账号', name: '不存在的账号', code: '' }],
  ])('of %s %s says what it is', (action, object, told) => {
    expect(describeObject(entry({ action, object }), zh)).toEqual(told);
  });
  it('of an account has the name that the server tells', () => {
    expect(describeObject(entry({ action: 'user.unlock', object: 'user:3', objectName: '网格员' }), zh)).toEqual({ kind: '账号', name: '网格员', code: 'user:3' });
  });
  it('is nothing where there is none', () => {
    expect(describeObject(entry({ object: '' }), zh)).toBeNull();
  });
});

describe('the details', () => {
  it('are told in words, with the typed reason as it is', () => {
    const detail = { fields: ['name', 'phone'], reason: '入户核实' };
    expect(describeDetails(entry({ action: 'element.reveal', detail }), zh, titles)).toEqual([`查看项：${zh.fields.name}、${zh.fields.phone}`, '理由：入户核实']);
    expect(describeDetails(entry({ detail: { counts: { person: 3, household: 2 } } }), zh, titles)).toEqual(['人数：人员 3、家庭户 2']);
    expect(describeDetails(entry({ detail: { reason: 'locked', address: '192.0.2.1' } }), zh, titles)).toEqual(['理由：账号已锁定', '来自：192.0.2.1']);
    expect(describeDetails(entry({ detail: { method: 'get', path: '/api/users', right: 'users.manage' } }), zh, titles)).toEqual(['请求：GET /api/users', '缺少权限：users.manage']);
  });
  it('of which there is no word stand as they are', () => {
    expect(describeDetails(entry({ detail: { shape: { pieces: 2 } } }), zh, titles)).toEqual(['shape：{"pieces":2}']);
  });
});
