/** A value that was checked, or why not: `message` says what is wrong and what to do. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly message: string };

export const sound = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const faulty = (
  code: string,
  message: string,
): { readonly ok: false; readonly code: string; readonly message: string } => ({ ok: false, code, message });

/** A calendar day in the courts' zone, `YYYY-MM-DD`. */
export type Day = string;

/** Full-width digits, letters and brackets as their half-width forms; ideographic spaces dropped. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000\u200b-\u200d\ufeff]+/g, '');
