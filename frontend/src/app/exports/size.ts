const steps = ['B', 'KB', 'MB', 'GB'] as const;

/** A size as people read it: 「1.4 MB」. */
export const sizeOf = (bytes: number): string => {
  const step = Math.min(steps.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  const value = bytes / 1024 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${steps[step] ?? 'B'}`;
};
