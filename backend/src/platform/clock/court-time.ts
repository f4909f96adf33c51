const offset = 8 * 3_600_000;

/** Court time on the wire: ISO 8601 with +08:00, to the millisecond. */
export const courtTime = (instant: Date): string =>
  `${new Date(instant.getTime() + offset).toISOString().slice(0, -1)}+08:00`;

export const courtTimeOrNull = (instant: Date | null): string | null => (instant ? courtTime(instant) : null);

/** The calendar day in the courts' zone, `YYYY-MM-DD`. */
export const courtDay = (instant: Date): string => new Date(instant.getTime() + offset).toISOString().slice(0, 10);
