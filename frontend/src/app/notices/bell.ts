import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Notices } from '../data/notices';

const most = 99;

/** 消息铃: how many are unread, and the way to them. */
@Component({
  selector: 'xz-bell',
  imports: [RouterLink, TranslocoPipe],
  template: `<a class="button quiet" routerLink="/notices"
    ><svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor">
      <path d="M3 12h10l-1.4-1.8V7a3.6 3.6 0 0 0-7.2 0v3.2L3 12Zm3.6 1.6a1.5 1.5 0 0 0 2.8 0" />
    </svg>
    <span class="visually-hidden">{{ 'notices.bell' | transloco: { unread: notices.unread() } }}</span>
    @if (notices.unread() > 0) {
      <span class="count" aria-hidden="true">{{ shown() }}</span>
    }
  </a>`,
  styles: `
    a {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      color: var(--ink);
    }
    .count {
      min-width: 20px;
      padding: 0 6px;
      border-radius: 10px;
      background: var(--red);
      color: var(--paper);
      font-size: 12px;
      line-height: 20px;
      text-align: center;
      font-variant-numeric: tabular-nums;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Bell {
  protected readonly notices = inject(Notices);
  protected readonly shown = computed(() => {
    const unread = this.notices.unread();
    return unread > most ? `${most}+` : String(unread);
  });
}
