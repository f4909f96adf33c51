import { Controller } from '@nestjs/common';
import type { DeadlineProofView, DeadlineView, MatterView } from '@xiezhi/contract';
import { wordsOfProof } from '@xiezhi/law';
import { MatterReader, publishedOf } from '../matters/matter-reader';
import { courtTime, courtTimeOrNull } from '../platform/clock/court-time';
import { CourtReads } from '../platform/database/court-reads';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { shellProblem } from '../platform/problems/problem';
import { LawBook } from '../rules/law-book';
import { Clocks, type Wish } from './clocks';
import { type DeadlineFound, deadlinesOf } from './deadline-row';

const wire = (instant: string): string => courtTime(new Date(instant));

/** 期限: to read, with the proof of each date, and to suspend, resume and extend. */
@Controller()
export class DeadlinesController {
  constructor(
    private readonly reads: CourtReads,
    private readonly reader: MatterReader,
    private readonly clocks: Clocks,
    private readonly law: LawBook,
  ) {}

  @Operation('deadlines')
  async of(@AskedFor() { params, actor }: Asked): Promise<DeadlineView[]> {
    const id = params['id'] ?? '';
    const [row, all] = await Promise.all([this.reader.row(id, actor), deadlinesOf(this.reads.as(actor), id)]);
    return all.map((one) => this.view(one, row));
  }

  @Operation('deadlineProof')
  async proof(@AskedFor() { params, actor }: Asked): Promise<DeadlineProofView> {
    const id = params['id'] ?? '';
    const [row, all] = await Promise.all([this.reader.row(id, actor), deadlinesOf(this.reads.as(actor), id)]);
    const found = all.find((one) => one.id === params['deadline']);
    if (!found) throw shellProblem('no-such-deadline');
    const proof = found.proof ?? this.law.current.settle(found.budget, found.ledger);
    return {
      ...this.view(found, row),
      words: wordsOfProof(proof),
      share: proof.share,
      nominalDay: proof.nominalDay,
      horizon: proof.horizon,
      ledger: found.ledger.map((entry) => ({ ...entry, at: wire(entry.at) })),
      skipped: [...proof.skipped],
      days: [...proof.days],
      spans: proof.spans.map((span) => ({
        ...span,
        from: wire(span.from),
        to: span.to === null ? null : wire(span.to),
      })),
    };
  }

  @Operation('suspendDeadline')
  suspend(@AskedFor() asked: Asked<Wish>): Promise<MatterView> {
    return this.adjust('suspend', asked);
  }

  @Operation('resumeDeadline')
  resume(@AskedFor() asked: Asked<Wish>): Promise<MatterView> {
    return this.adjust('resume', asked);
  }

  @Operation('extendDeadline')
  extend(@AskedFor() asked: Asked<Wish>): Promise<MatterView> {
    return this.adjust('extend', asked);
  }

  private async adjust(
    kind: 'suspend' | 'resume' | 'extend',
    { params, body, key, revision, actor }: Asked<Wish>,
  ): Promise<MatterView> {
    const { id = '', deadline = '' } = params;
    const asker = { actor, key: `${actor.person}:${key}`, revision };
    const done = await this.clocks.adjust(kind, id, deadline, body, asker);
    return done ? this.reader.viewAfter(done, actor) : this.reader.view(id, actor);
  }

  private view(one: DeadlineFound, matter: { procedure: string; version: number }): DeadlineView {
    const { labels } = publishedOf(matter);
    const { budget, proof } = one;
    return {
      id: one.id,
      name: one.name,
      label: labels.deadlines?.[one.name] ?? { zh: one.name, en: one.name },
      rule: budget.rule,
      length: budget.length,
      unit: budget.unit,
      extended: one.ledger.reduce((sum, entry) => sum + (entry.length ?? 0), 0),
      startsAt: wire(budget.startsAt),
      dueAt: one.status === 'suspended' ? null : courtTime(one.dueAt),
      lastDay: proof?.lastDay ?? null,
      action: one.action,
      status: one.status,
      settledAt: courtTimeOrNull(one.settledAt),
      provisional: one.provisional,
      lights: one.lights,
    };
  }
}
