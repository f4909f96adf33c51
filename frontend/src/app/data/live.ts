import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Changed } from '@xiezhi/contract';

export type LiveEvent =
  | { readonly kind: 'changed'; readonly change: Changed }
  | { readonly kind: 'board'; readonly campaign: string }
  | { readonly kind: 'reset' };

const settle = 150;

/** 实时推送: one stream for the signed-in person. Listeners hear each event; a refetch waits a moment so that a burst asks once. */
@Injectable({ providedIn: 'root' })
export class Live {
  private source: EventSource | undefined;
  private readonly listeners = new Set<(event: LiveEvent) => void>();
  readonly connected = signal(false);

  open(): void {
    if (this.source) return;
    const source = new EventSource('/api/events');
    this.source = source;
    source.onopen = () => this.connected.set(true);
    source.onerror = () => this.connected.set(false);
    source.addEventListener('changed', (event: MessageEvent<string>) =>
      this.tell({ kind: 'changed', change: JSON.parse(event.data) as Changed }),
    );
    source.addEventListener('board', (event: MessageEvent<string>) =>
      this.tell({ kind: 'board', campaign: (JSON.parse(event.data) as { campaign: string }).campaign }),
    );
    source.addEventListener('reset', () => this.tell({ kind: 'reset' }));
  }

  close(): void {
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

  private tell(event: LiveEvent): void {
    this.listeners.forEach((listener) => listener(event));
  }
}
