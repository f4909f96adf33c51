/** Conditions and their values, numbered as they come. */
export class Where {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** `?` stands for the value. */
  and(condition: string, ...values: readonly unknown[]): this {
    let next = 0;
    this.parts.push(condition.replace(/\?/g, () => this.bind(values[next++])));
    return this;
  }

  /** A value by its number, for what is built beside the conditions. */
  bind(value: unknown): string {
    return `$${String(this.values.push(value))}`;
  }

  get sql(): string {
    return this.parts.length === 0 ? 'true' : this.parts.map((part) => `(${part})`).join(' and ');
  }
}
