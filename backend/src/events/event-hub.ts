import type { Actor } from '@xiezhi/engine';
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { judge } from '@xiezhi/contract';
import { standingRelations } from '../access/place';
import type { Courts } from '../courts/courts';
import type { Change } from '../matters/command';
import { admissionsTo, type Barriers, type EventScope, lostAdmission } from './barriers';

interface Event {
  readonly n: number;
  readonly frame: string;
  /** Whose business it is: each court, or pair of handling and lead court. Absent: everybody's, and without a word of content. */
  readonly about?: {
    readonly root: string;
    readonly places: readonly { readonly court: string; readonly lead: string }[];
  };
  /** For these persons alone, in whichever post they sit. */
  readonly to?: ReadonlySet<string>;
}

interface Watcher {
  readonly actor: Actor;
  readonly token: string;
  readonly out: ServerResponse;
  /** What held when it was last looked after. */
  seenBy: Barriers;
}

const kept = 2_000;
const heartbeat = 25_000;
const mostUnsent = 64 * 1024;
const checkEvery = 3_000;
const mostChanges = 100;

/** 实时推送: one hub per process. A frame is made once; who may not see the matter does not learn that it moved. */
export class EventHub {
  private readonly run = randomUUID().slice(0, 8);
  private readonly events: Event[] = [];
  private readonly watchers = new Set<Watcher>();
  private readonly timers: NodeJS.Timeout[];
  private n = 0;
  private barriers: Barriers | undefined;
  private looking: Promise<Barriers> | undefined;

  constructor(
    private readonly courts: Courts,
    private readonly stillIn: (watcher: { actor: Actor; token: string }) => Promise<boolean>,
    private readonly scope: EventScope,
  ) {
    this.timers = [
      setInterval(() => this.watchers.forEach((watcher) => watcher.out.write(': \n\n')), heartbeat),
      setInterval(() => void this.dropEnded(), checkEvery),
    ];
    this.timers.forEach((timer) => timer.unref());
  }

  changed(changes: readonly Change[]): void {
    // A launch of thousands is one word about its campaign.
    if (changes.length > mostChanges)
      return this.board([...new Set(changes.map((change) => change.parent ?? change.matter))]);
    for (const { lead, ...change } of changes)
      this.send('changed', change, { root: change.parent ?? change.matter, places: [{ court: change.court, lead }] });
  }

  /** Counters moved: whoever looks at the board of a campaign looks again. Carries no word of what moved. */
  board(campaigns: readonly string[]): void {
    for (const campaign of campaigns)
      void this.scope.courts(campaign).then(
        (courts) =>
          this.send('board', { campaign }, { root: campaign, places: courts.map((court) => ({ court, lead: court })) }),
        () => this.reset(),
      );
  }

  /** 消息: something was told to these persons, or read by them elsewhere. Their count and list look again together. */
  notices(persons: readonly string[]): void {
    this.send('notices', {}, undefined, new Set(persons));
  }

  /** 导出: the job of this person went on or is done. */
  exports(persons: readonly string[]): void {
    this.send('exports', {}, undefined, new Set(persons));
  }

  /** Words were missed: everybody looks again. */
  reset(): void {
    this.send('reset', {});
  }

  /** Before somebody watches: barriers that nobody watched by may be of long ago, or of never. */
  ready(): Promise<Barriers> {
    return (this.looking ??= this.lookAgain().finally(() => (this.looking = undefined)));
  }

  watch(actor: Actor, token: string, out: ServerResponse, lastSeen: string | undefined, seenBy: Barriers): void {
    const watcher = { actor, token, out, seenBy };
    const [run, n] = (lastSeen ?? '').split('-');
    const first = this.events[0]?.n ?? this.n + 1;
    const known = run === this.run && Number(n) >= first - 1 && Number(n) <= this.n;
    out.write('retry: 1000\n\n');
    if (lastSeen !== undefined && !known) out.write(`id: ${this.run}-${this.n}\nevent: reset\ndata: {}\n\n`);
    else if (known)
      for (const event of this.events) if (event.n > Number(n) && this.sees(actor, event)) out.write(event.frame);
    this.watchers.add(watcher);
    out.on('close', () => this.watchers.delete(watcher));
  }

  get size(): number {
    return this.watchers.size;
  }

  close(): void {
    this.timers.forEach((timer) => clearInterval(timer));
    for (const { out } of this.watchers) out.end('retry: 1000\n\n');
    this.watchers.clear();
  }

  private send(kind: string, data: unknown, about?: Event['about'], to?: Event['to']): void {
    this.n += 1;
    const event = {
      n: this.n,
      frame: `id: ${this.run}-${this.n}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`,
      ...(about ? { about } : {}),
      ...(to ? { to } : {}),
    };
    this.events.push(event);
    // Cut rarely: moving two thousand places for each event costs more than the event.
    if (this.events.length > 2 * kept) this.events.splice(0, this.events.length - kept);
    for (const watcher of this.watchers) {
      if (!this.sees(watcher.actor, event)) continue;
      // Who does not read is let go: it comes back and asks for what it missed.
      if (watcher.out.writableLength > mostUnsent) watcher.out.destroy();
      else watcher.out.write(event.frame);
    }
  }

  private sees(actor: Actor, event: Event): boolean {
    const { about, to } = event;
    if (to) return to.has(actor.person);
    if (!about) return true;
    if (!this.barriers) return false;
    const admissions = admissionsTo(about.root, actor, this.barriers);
    const classification = this.barriers.restricted.has(about.root) ? 'restricted' : 'ordinary';
    const excluded = this.barriers.excluded.has(`${actor.person} ${about.root}`);
    return about.places.some((place) => {
      const relations = [...standingRelations(place, actor, this.courts), ...admissions];
      const outcome = judge({ operation: 'matter', role: actor.role, relations, classification, excluded });
      return outcome === 'full' || outcome === 'masked';
    });
  }

  /**
   * An ended session, one that acts in another post by now, or one whose court or person is no longer let into a coordination, ends its
   * stream within seconds; barriers are as old at most. All sessions are asked about at once: thousands of streams are one look-up.
   */
  private async dropEnded(): Promise<void> {
    if (this.watchers.size === 0) return;
    const now = await this.ready().catch(() => undefined);
    await Promise.all(
      [...this.watchers].map(async (watcher) => {
        const lost = now !== undefined && lostAdmission(watcher.actor, watcher.seenBy, now);
        watcher.seenBy = now ?? watcher.seenBy;
        if (lost || !(await this.stillIn(watcher).catch(() => true))) watcher.out.end();
      }),
    );
  }

  private async lookAgain(): Promise<Barriers> {
    return (this.barriers = await this.scope.barriers());
  }
}
