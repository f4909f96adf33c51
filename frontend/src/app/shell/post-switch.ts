import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import type { PostView } from '@xiezhi/contract';
import { Session } from '../data/session';
import { LanguageChoice } from '../i18n/language';
import { courtClock } from '../ui/parts/when';

/** What tells one seat from another: one's own post and the same lent to somebody are two. */
export const seatOf = (post: Pick<PostView, 'id' | 'delegation'>): string => `${post.id} ${post.delegation?.id ?? ''}`;

/** 岗位切换: role · court; a lent one says whose it is and until when. */
@Component({
  selector: 'xz-post-switch',
  imports: [TranslocoPipe],
  template: `
    @if (session.person(); as me) {
      @if (me.posts.length > 1) {
        <label
          ><span class="visually-hidden">{{ 'post.switch' | transloco }}</span>
          <select class="input" name="post" [disabled]="busy()" (change)="choose($event)">
            @for (post of me.posts; track seat(post)) {
              <option [value]="seat(post)" [selected]="seat(post) === current()">{{ words(post) }}</option>
            }
          </select></label
        >
      }
    }
  `,
  styles: `
    select {
      max-width: min(480px, 80vw);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PostSwitch {
  protected readonly session = inject(Session);
  private readonly choice = inject(LanguageChoice);
  protected readonly busy = signal(false);
  protected readonly current = computed(() => {
    const me = this.session.person();
    const post = me?.posts.find(
      (one) => one.id === me.post && (me.actsFor !== null) === (one.delegation !== undefined),
    );
    return post ? seatOf(post) : '';
  });

  protected seat(post: PostView): string {
    return seatOf(post);
  }

  protected words(post: PostView): string {
    const text = `${this.choice.of(post.roleName)} · ${post.courtName}`;
    if (!post.delegation) return text;
    const until = courtClock(Date.parse(post.delegation.until)).slice(5);
    return this.choice.language() === 'zh'
      ? `代${post.delegation.by} · ${text}（至 ${until}）`
      : `for ${post.delegation.by} · ${text} (until ${until})`;
  }

  protected async choose(event: Event): Promise<void> {
    const select = event.target as HTMLSelectElement;
    const post = this.session.person()?.posts.find((one) => seatOf(one) === select.value);
    if (!post) return;
    this.busy.set(true);
    try {
      await this.session.actAs(post);
    } catch {
      // It ended meanwhile: what can be chosen is read again, and what is chosen stays.
      await this.session.refresh();
      select.value = this.current();
    }
    this.busy.set(false);
  }
}
