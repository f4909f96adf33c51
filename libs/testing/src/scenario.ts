import {
  type Actor,
  type AnyProcedure,
  type Budget,
  type Context,
  decide,
  type Decision,
  type Hierarchy,
  type Procedure,
  type Refusal,
  type Result,
  type Standing,
} from '@xiezhi/engine';
import { dueBySeed } from '@xiezhi/law';

export interface GivenState {
  readonly stage: string;
  readonly facts: unknown;
  readonly documents?: readonly string[];
  readonly now?: string;
  readonly standing?: readonly Standing[];
  readonly summaries?: Readonly<Record<string, unknown>>;
  readonly hierarchy?: Hierarchy;
}

/** The SPC is above all, a court is above those whose code its own begins; enough for a scenario. */
const plainHierarchy: Hierarchy = {
  exists: (court) => !court.includes('9999'),
  isSuperior: (superior, court) => superior !== court && (superior === '最高法' || court.startsWith(superior)),
};

/** The rule book and the calendar as they are shipped. */
const due = (budget: Budget): string => dueBySeed(budget).dueAt ?? budget.startsAt;

class Then {
  constructor(private readonly result: Result<Decision, Refusal>) {}

  thenStage(stage: string): this {
    expect(this.result).toMatchObject({ ok: true, value: { next: { stage } } });
    return this;
  }

  thenFacts(facts: Readonly<Record<string, unknown>>): this {
    expect(this.result).toMatchObject({ ok: true, value: { next: { facts } } });
    return this;
  }

  thenEffects(...kinds: readonly string[]): this {
    expect(this.result.ok && this.result.value.effects.map((effect) => effect.kind)).toEqual(kinds);
    return this;
  }

  thenRefused(refusal: Refusal): this {
    expect(this.result).toEqual({ ok: false, refusal });
    return this;
  }

  thenRefusedAs(code: Refusal['code']): this {
    expect(this.result).toMatchObject({ ok: false, refusal: { code } });
    return this;
  }
}

/** given / when / then for one procedure. No database, no clock. */
export const scenarioFor =
  <S extends string, F, N extends string>(procedure: Procedure<S, F, N>) =>
  (given: GivenState) => ({
    when: (action: N | 'fileDocument', input: unknown, actor: Actor): Then => {
      const standing: readonly Standing[] = given.standing ?? (actor.role === 'system' ? ['system'] : ['handling']);
      const context: Context = {
        now: given.now ?? '2026-01-20T01:00:00.000Z',
        actor,
        standing,
        hierarchy: given.hierarchy ?? plainHierarchy,
        due,
        summaries: given.summaries ?? {},
      };
      const snapshot = { stage: given.stage, facts: given.facts, revision: 3, documents: given.documents ?? [] };
      return new Then(
        decide(procedure as unknown as AnyProcedure, snapshot, { action, input, internal: true }, context),
      );
    },
  });
