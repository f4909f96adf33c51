import type { Day } from '../checked';

export type CourtLevel = 'supreme' | 'high' | 'intermediate' | 'basic';

/** 法院, valid for a time. Superiority comes from `parent` and never from the digits of the code. */
export interface Court {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly level: CourtLevel;
  readonly division: string | null;
  /** The character of its province; empty for the SPC. */
  readonly province: string;
  readonly parent: string | null;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly successor: string | null;
  readonly special: boolean;
}

const levelWords = /(中级)?人民法院$/;

/** 法院名录: looks up in constant time, walks upwards in at most three steps. */
export class CourtRegistry {
  private readonly byCode: ReadonlyMap<string, Court>;
  private readonly byName = new Map<string, Court>();
  private readonly lines: ReadonlyMap<string, readonly string[]>;

  constructor(readonly courts: readonly Court[]) {
    this.byCode = new Map(courts.map((court) => [court.code, court]));
    for (const court of courts)
      for (const name of [court.name, ...court.aliases]) if (!this.byName.has(name)) this.byName.set(name, court);
    this.lines = new Map(courts.map((court) => [court.code, this.climb(court)]));
  }

  has(code: string): boolean {
    return this.byCode.has(code);
  }

  find(code: string, day?: Day): Court | undefined {
    const court = this.byCode.get(code);
    return court && (day === undefined || validOn(court, day)) ? court : undefined;
  }

  named(name: string): Court | undefined {
    return this.byName.get(name.trim());
  }

  /** The courts above, nearest first. */
  superiorsOf(code: string): readonly string[] {
    return this.lines.get(code) ?? [];
  }

  /** 上级: in the line above. The SPC is above all. */
  isSuperior(superior: string, court: string): boolean {
    return this.superiorsOf(court).includes(superior);
  }

  /** Courts above every one of `codes`, nearest first; who may dispatch to them all. */
  commonSuperiors(codes: readonly string[]): readonly string[] {
    const [first, ...rest] = codes;
    if (first === undefined) return [];
    return this.superiorsOf(first).filter((superior) => rest.every((code) => this.isSuperior(superior, code)));
  }

  shortName(code: string): string {
    const court = this.byCode.get(code);
    if (!court) return code;
    const shortest = [court.name, ...court.aliases].reduce((a, b) => (b.length < a.length ? b : a));
    return court.level === 'supreme'
      ? '最高法'
      : shortest.replace(levelWords, (_all, middle: string | undefined) => (middle ? '中院' : '法院'));
  }

  private climb(court: Court): readonly string[] {
    const line: string[] = [];
    for (let up = court.parent; up !== null && !line.includes(up); up = this.byCode.get(up)?.parent ?? null)
      line.push(up);
    return line;
  }
}

const validOn = (court: Court, day: Day): boolean =>
  (court.validFrom === null || court.validFrom <= day) && (court.validTo === null || day <= court.validTo);
