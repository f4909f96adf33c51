/** Conditions and their values, numbered as they come. */
export class Where {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** `?` stands for the value. */
  and(condition: string, ...values: readonly unknown[]): this {
    let next = 0;
    this.parts.push(condition.replace(/\?/g, () => `$${this.values.push(values[next++])}`));
    return this;
  }

  get sql(): string {
    return this.parts.length === 0 ? 'true' : this.parts.map((part) => `(${part})`).join(' and ');
  }
}
