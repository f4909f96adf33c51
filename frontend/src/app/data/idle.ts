import { inject, Injectable, signal } from '@angular/core';
import { Api } from './api';
import { Tabs } from './tabs';

const warned = 2 * 60_000;
/** The server notes when it saw somebody to the minute: who waits for the last one comes too late. */
const grain = 60_000;
/** A request this soon after a hand moved is the person's; later ones are the page's own. */
const soon = 3_000;

/** 闲置退出 (等保 三级: 超时退出). Only what the person did counts, in whichever tab; a page that refreshes itself does not. */
@Injectable({ providedIn: 'root' })
export class Idle {
  private readonly tabs = inject(Tabs);
  /** Seconds that are left, once the end is near. */
  readonly left = signal<number | undefined>(undefined);
  private moved = 0;
  private active = 0;
  private allowed = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private over: () => void = () => undefined;

  constructor() {
    for (const kind of ['pointerdown', 'keydown'])
      document.addEventListener(kind, () => (this.moved = Date.now()), { capture: true, passive: true });
    inject(Api).hear({ asked: () => this.asked() });
    this.tabs.hear((word) => {
      if (word.kind === 'active') this.count(word.at);
    });
  }

  start(minutes: number, over: () => void): void {
    this.stop();
    this.allowed = minutes * 60_000 - grain;
    this.over = over;
    this.active = Date.now();
    this.timer = setInterval(() => this.look(), 1_000);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.left.set(undefined);
  }

  private asked(): void {
    const now = Date.now();
    if (now - this.moved > soon) return;
    this.count(now);
    this.tabs.tell({ kind: 'active', at: now });
  }

  private count(at: number): void {
    this.active = Math.max(this.active, at);
    if (this.timer !== undefined) this.look();
  }

  private look(): void {
    const left = this.active + this.allowed - Date.now();
    if (left <= 0) {
      const { over } = this;
      this.stop();
      over();
    } else this.left.set(left <= warned ? Math.ceil(left / 1_000) : undefined);
  }
}
