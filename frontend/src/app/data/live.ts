import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Changed } from '@xiezhi/contract';
import { Api } from './api';

export type LiveEvent =
  | { readonly kind: 'changed'; readonly change: Changed }
  | { readonly kind: 'board'; readonly campaign: string }
  /** 消息: told to this person, or read by it elsewhere. */
  | { readonly kind: 'notices' }
  /** 导出: a job of this person went on. */
  | { readonly kind: 'exports' }
  | { readonly kind: 'reset' };

const settle = 150;
const pause = 3_000;

/** 实时推送: one stream for the signed-in person. Listeners hear each event; a refetch waits a moment so that a burst asks once. */
@Injectable({ providedIn: 'root' })
export class Live {
  private readonly api = inject(Api);
  private source: EventSource | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<(event: LiveEvent) => void>();
  readonly connected = signal(false);

  open(): void {
    if (this.source) return;
    const source = new EventSource('/api/events');
    this.source = source;
    source.onopen = () => this.connected.set(true);
    source.onerror = () => {
      this.connected.set(false);
      if (source.readyState === EventSource.CLOSED && this.source === source) this.refused();
    };
    source.addEventListener('changed', (event: MessageEvent<string>) =>
      this.tell({ kind: 'changed', change: JSON.parse(event.data) as Changed }),
    );
    source.addEventListener('board', (event: MessageEvent<string>) =>
      this.tell({ kind: 'board', campaign: (JSON.parse(event.data) as { campaign: string }).campaign }),
    );
    source.addEventListener('notices', () => this.tell({ kind: 'notices' }));
    source.addEventListener('exports', () => this.tell({ kind: 'exports' }));
    source.addEventListener('reset', () => this.tell({ kind: 'reset' }));
  }

  close(): void {
    clearTimeout(this.again);
    this.source?.close();
    this.source = undefined;
    this.connected.set(false);
  }

  /** Calls `again` soon after an event that `concerns` it. Call in an injection context. */
  refetch(again: () => void, concerns: (event: LiveEvent) => boolean): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listener = (event: LiveEvent): void => {
      if (timer !== undefined || (event.kind !== 'reset' && !concerns(event))) return;
      timer = setTimeout(() => {
        timer = undefined;
        again();
      }, settle);
    };
    this.listeners.add(listener);
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(timer);
      this.listeners.delete(listener);
    });
  }

  /** The browser gives up on an answer that is no stream. Asking who we are tells an ended session from a busy house. */
  private refused(): void {
    this.source = undefined;
    this.again = setTimeout(() => this.open(), pause);
    this.api.get('/me').catch(() => undefined);
  }

  private tell(event: LiveEvent): void {
    this.listeners.forEach((listener) => listener(event));
  }
}
