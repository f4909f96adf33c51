/** What one court is told. With `persons` or `roles` they are told; without, whoever must act on the matters at this moment. */
export interface Addressee {
  readonly court: string;
  readonly matters: readonly string[];
  readonly by: string;
  readonly persons?: readonly string[];
  readonly roles?: readonly string[];
}

/**
 * A notice that comes from no procedure, owed in the statement that causes it: a CTE `owed` that inserts one row, if `from` has one.
 * `n` is the number of the parameter that carries `noticeOf`.
 */
export const oweNotice = (n: number, from: string): string =>
  `owed as (insert into outbox (kind, payload) select 'notify-court', $${n}::jsonb from ${from} limit 1)`;

export const noticeOf = (letter: string, ...to: Addressee[]): string => JSON.stringify({ letter, to });
