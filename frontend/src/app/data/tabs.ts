import { Injectable } from '@angular/core';

/** Why a session is over, as the sign-in page says it. */
export type Over = 'idle' | 'ended' | 'no-post' | 'out';

/** What one tab tells the others: they share one session, its post and its idleness. */
export type TabWord =
  | { readonly kind: 'active'; readonly at: number }
  | { readonly kind: 'post' }
  | { readonly kind: 'over'; readonly why: Over };

/** Several tabs of one browser count as one. */
@Injectable({ providedIn: 'root' })
export class Tabs {
  private readonly channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('xiezhi');

  tell(word: TabWord): void {
    this.channel?.postMessage(word);
  }

  hear(listener: (word: TabWord) => void): void {
    this.channel?.addEventListener('message', (event: MessageEvent<TabWord>) => listener(event.data));
  }
}
