import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Session } from '../data/session';

@Component({
  selector: 'xz-nothing-here',
  imports: [RouterLink, TranslocoPipe],
  template: `<div class="page stack">
    <h1>{{ 'nothing.title' | transloco }}</h1>
    <p>
      <a [routerLink]="session.home()">{{ 'nothing.back' | transloco }}</a>
    </p>
  </div>`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NothingHere {
  protected readonly session = inject(Session);
}
