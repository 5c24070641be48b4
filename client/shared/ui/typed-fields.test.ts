import { expect, test } from 'vitest';
import { type Field, TypedFields } from './typed-fields.ts';

const text = (value: string, type = 'text'): Field => ({ type, value, isConnected: true });

test('a form that was only looked at holds nothing to lose', () => {
  const fields = new TypedFields();
  fields.enter(text('夜查'));
  expect(fields.hasAny()).toBe(false);
});

test('what was typed is there until it is as before, is kept, or its field is gone', () => {
  const fields = new TypedFields();
  const title = text('');
  fields.enter(title);
  title.value = '夜查';
  fields.change(title);
  expect(fields.hasAny()).toBe(true);
  title.value = '';
  expect(fields.hasAny()).toBe(false);
  title.value = '夜查';
  fields.keep();
  expect(fields.hasAny()).toBe(false);
  title.value = '夜查二';
  fields.change(title);
  expect(fields.hasAny()).toBe(true);
  title.isConnected = false;
  expect(fields.hasAny()).toBe(false);
});

test('a chosen checkbox counts, one that was chosen and left again does not', () => {
  const fields = new TypedFields();
  const worker: Field = { type: 'checkbox', value: 'on', checked: true, isConnected: true };
  fields.change(worker);
  expect(fields.hasAny()).toBe(true);
  worker.checked = false;
  fields.change(worker);
  expect(fields.hasAny()).toBe(false);
});

test('words to search by are no loss', () => {
  const fields = new TypedFields();
  fields.change(text('凤山', 'search'));
  expect(fields.hasAny()).toBe(false);
});
