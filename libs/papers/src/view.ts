import { chineseCapital, formatYuanGrouped } from '@xiezhi/law';
import { z } from 'zod';
import { fenOf } from './fields';
import type { Paper } from './paper';

/** What a template may name: a leaf, a group to reach into by a dot, or rows to loop over. */
export type Fields = { readonly [name: string]: 'value' | { readonly rows: boolean; readonly fields: Fields } };
export type View = { readonly [name: string]: unknown };

interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
}

const shapeOf = (paper: Paper): Shape => z.toJSONSchema(paper.schema, { io: 'input' }) as Shape;

const hanDigits = [...'〇一二三四五六七八九'];
const hanSmall = (n: number): string =>
  n < 10
    ? (hanDigits[n] ?? '')
    : `${n < 20 ? '' : (hanDigits[Math.floor(n / 10)] ?? '')}十${n % 10 === 0 ? '' : (hanDigits[n % 10] ?? '')}`;

/** 二〇二六年一月二十六日, as papers are dated. */
export const hanDay = (day: string): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${[...year].map((d) => hanDigits[Number(d)] ?? '').join('')}年${hanSmall(Number(month))}月${hanSmall(Number(date))}日`;
};
const longDay = (day: string): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
};

/** What one value of the content becomes under its name. Dates and sums come in figures and, as `…Han`, in words. */
const leaf = (name: string, shape: Shape, value: unknown): Record<string, unknown> => {
  if (shape.enum) return { [name]: value, [`${name}Is`]: Object.fromEntries([[String(value), true]]) };
  if (shape.format === 'day' && typeof value === 'string')
    return { [name]: longDay(value), [`${name}Han`]: hanDay(value) };
  if (shape.format === 'yuan' && typeof value === 'string')
    return {
      [name]: formatYuanGrouped(fenOf(value)).replace('¥', ''),
      [`${name}Han`]: chineseCapital(fenOf(value)),
    };
  return { [name]: typeof value === 'number' ? String(value) : value };
};

const viewBy = (shape: Shape, content: Readonly<Record<string, unknown>>): View => {
  const view: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(shape.properties ?? {})) {
    const value = content[name];
    if (value === undefined) continue;
    if (inner.type === 'array' && Array.isArray(value)) {
      const items = inner.items ?? {};
      view[`${name}Count`] = String(value.length);
      view[name] = items.properties
        ? value.map((row: Record<string, unknown>, i) => ({ no: String(i + 1), ...viewBy(items, row) }))
        : value.join('、');
    } else if (inner.properties) view[name] = viewBy(inner, value as Record<string, unknown>);
    else Object.assign(view, leaf(name, inner, value));
  }
  return view;
};

const fieldsBy = (shape: Shape): Fields => {
  const fields: Record<string, Fields[string]> = {};
  for (const [name, inner] of Object.entries(shape.properties ?? {})) {
    if (inner.type === 'array') {
      fields[`${name}Count`] = 'value';
      fields[name] = inner.items?.properties
        ? { rows: true, fields: { no: 'value', ...fieldsBy(inner.items) } }
        : 'value';
    } else if (inner.properties) fields[name] = { rows: false, fields: fieldsBy(inner) };
    else {
      fields[name] = 'value';
      if (inner.format === 'day' || inner.format === 'yuan') fields[`${name}Han`] = 'value';
      if (inner.enum)
        fields[`${name}Is`] = { rows: false, fields: Object.fromEntries(inner.enum.map((v) => [v, 'value' as const])) };
    }
  }
  return fields;
};

const shapes = new WeakMap<Paper, Shape>();
const known = (paper: Paper): Shape => {
  const shape = shapes.get(paper) ?? shapeOf(paper);
  shapes.set(paper, shape);
  return shape;
};

/** The data a template is filled with: strings, flags and rows of them, nothing that could run. */
export const viewOf = (paper: Paper, content: Readonly<Record<string, unknown>>): View => viewBy(known(paper), content);
/** Every name that a template of this paper may use. */
export const fieldsOf = (paper: Paper): Fields => fieldsBy(known(paper));
