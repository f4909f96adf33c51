import type { Hierarchy } from '@xiezhi/engine';
import type { CourtView } from '@xiezhi/contract';
import { type Court, CourtRegistry } from '@xiezhi/law';
import type { Database } from '../platform/database/database';

/** 法院名录 as the database holds it, kept in memory: it changes by migration or import, not by the hour. */
export class Courts implements Hierarchy {
  private readonly line = new Map<string, string[]>();

  private constructor(
    readonly registry: CourtRegistry,
    private readonly short: ReadonlyMap<string, string>,
  ) {
    for (const { code } of registry.courts)
      for (const superior of registry.superiorsOf(code))
        this.line.set(superior, [...(this.line.get(superior) ?? []), code]);
  }

  static async load(db: Database): Promise<Courts> {
    const rows = await db.rows<Court & { short_name: string; valid_from: string | null; valid_to: string | null }>({
      text: `select code, name, aliases, level, division, province, parent, valid_from::text, valid_to::text, successor, special, short_name from court`,
    });
    const registry = new CourtRegistry(
      rows.map((row) => ({ ...row, validFrom: row.valid_from, validTo: row.valid_to })),
    );
    return new Courts(registry, new Map(rows.map((row) => [row.code, row.short_name])));
  }

  exists(code: string): boolean {
    return this.registry.has(code);
  }

  isSuperior(superior: string, court: string): boolean {
    return this.registry.isSuperior(superior, court);
  }

  /** 上一级法院; the Supreme People's Court has none above it. */
  superiorOf(court: string): string {
    return this.registry.superiorsOf(court)[0] ?? court;
  }

  /** Every court below this one, at any distance. */
  below(code: string): readonly string[] {
    return this.line.get(code) ?? [];
  }

  nameOf(code: string): string {
    return this.registry.find(code)?.name ?? code;
  }

  shortNameOf(code: string): string {
    return this.short.get(code) ?? code;
  }

  provinceOf(code: string): string {
    return this.registry.find(code)?.province ?? '';
  }

  provinceName(character: string): string {
    return this.registry.find(character)?.name.replace(/高级人民法院$/, '') ?? character;
  }

  search(q: string, level: string | undefined, limit: number): { items: CourtView[]; total: number } {
    const found = this.registry.courts.filter(
      (court) =>
        (level === undefined || court.level === level) &&
        (q === '' || court.name.includes(q) || court.code.startsWith(q)),
    );
    return { items: found.slice(0, limit).map((court) => this.view(court)), total: found.length };
  }

  private view({ code, name, level, province, parent }: Court): CourtView {
    return { code, name, shortName: this.shortNameOf(code), level, province, parent };
  }
}
