/**
 * 口令策略, as data: 等保三级 (GB/T 22239-2019, 8.1.4.1) asks for complexity and for change at intervals. OWASP ASVS 5.0 (6.2.5, 6.2.10)
 * would have neither; the deviation is deliberate, and these numbers are the only place that knows them.
 */
export const passwordPolicy = {
  least: 12,
  most: 256,
  /** Of lower case, upper case, digits and signs. */
  classes: 3,
  /** Neither the present one nor those before it, this many together. */
  remembered: 5,
  days: 90,
} as const;

const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

/** How many of the four classes a password has. */
export const passwordClasses = (text: string): number => classes.filter((one) => one.test(text)).length;
