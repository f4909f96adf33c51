import { shellProblem } from '../problems/problem';

const deepest = 20;

const depthOf = (text: string): number => {
  let depth = 0;
  let most = 0;
  let inText = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (inText) {
      if (c === 92) i += 1;
      else if (c === 34) inText = false;
    } else if (c === 34) inText = true;
    else if (c === 91 || c === 123) most = Math.max(most, (depth += 1));
    else if (c === 93 || c === 125) depth -= 1;
  }
  return most;
};

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** Strict JSON: no number beyond 2^53 (an ID would lose its last digits), no ill-formed text, no prototype keys, at most 20 deep. */
export const parseJson = (text: string): unknown => {
  if (text.trim() === '') return {};
  if (depthOf(text) > deepest) throw shellProblem('malformed-request', { detail: 'JSON 嵌套过深' });
  try {
    return JSON.parse(text, (key: string, value: unknown) => {
      if (forbidden.has(key)) throw shellProblem('malformed-request', { detail: `不接受的字段名 ${key}` });
      if (typeof value === 'number' && !Number.isSafeInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER)
        throw shellProblem('malformed-request', { detail: '号码须以文本提交，数字会丢失末位' });
      if (typeof value === 'string' && (!value.isWellFormed() || value.includes('\u0000')))
        throw shellProblem('input-invalid', { detail: '文字中有无法识别的字符' });
      return value;
    });
  } catch (error) {
    if (error instanceof SyntaxError) throw shellProblem('malformed-request', { detail: 'JSON 格式不对' });
    throw error;
  }
};
