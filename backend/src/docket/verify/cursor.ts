/** Rows in the order of their key, a page in hand and the next one on its way: as much memory for ten million as for ten. */
export class Cursor<Row> {
  private page: readonly Row[] = [];
  private at = 0;
  private coming: Promise<readonly Row[]>;

  constructor(
    private readonly ask: (last: Row | undefined, limit: number) => Promise<readonly Row[]>,
    private readonly size: number,
  ) {
    this.coming = this.order(undefined);
  }

  /** The row in hand, once filled; undefined at the end. */
  get row(): Row | undefined {
    return this.page[this.at];
  }

  private get dry(): boolean {
    return this.at >= this.page.length;
  }

  async fill(): Promise<void> {
    if (!this.dry) return;
    this.page = await this.coming;
    this.at = 0;
    this.coming = this.page.length < this.size ? Promise.resolve([]) : this.order(this.page.at(-1));
  }

  /** Steps on within the page, so that a row costs no promise; true when `fill` must follow. */
  next(): boolean {
    this.at += 1;
    return this.dry;
  }

  async advance(): Promise<void> {
    if (this.next()) await this.fill();
  }

  private order(last: Row | undefined): Promise<readonly Row[]> {
    const coming = this.ask(last, this.size);
    // Somebody may stop before this page is wanted: its failure is then nobody's.
    coming.catch(() => undefined);
    return coming;
  }
}
