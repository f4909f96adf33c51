/** Counters of this process in the text form that Prometheus reads. */
export class Metrics {
  private readonly counters = new Map<string, number>();

  add(name: string, by = 1): void {
    this.counters.set(name, (this.counters.get(name) ?? 0) + by);
  }

  text(): string {
    const memory = process.memoryUsage().rss;
    return [
      ...this.counters,
      ['xiezhi_process_resident_bytes', memory] as const,
      ['xiezhi_process_uptime_seconds', Math.round(process.uptime())] as const,
    ]
      .map(([name, value]) => `${name} ${value}`)
      .join('\n')
      .concat('\n');
  }
}
