import { DestroyRef, inject, signal, type Signal } from '@angular/core';

/** Whether the window is as narrow as a phone; follows it. */
export const narrowWindow = (): Signal<boolean> => {
  const query = globalThis.matchMedia?.('(max-width: 720px)');
  const narrow = signal(query?.matches ?? false);
  const follow = (event: MediaQueryListEvent): void => narrow.set(event.matches);
  query?.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => query?.removeEventListener('change', follow));
  return narrow.asReadonly();
};
