import { inject, Injectable } from '@angular/core';
import type { DeadlineProofView, DeadlineView } from '@xiezhi/contract';
import { Api } from './api';

/** 期限 of a matter, and how each date was counted. */
@Injectable({ providedIn: 'root' })
export class Deadlines {
  private readonly api = inject(Api);

  of = (matter: string): Promise<DeadlineView[]> => this.api.get(`/matters/${matter}/deadlines`);
  proof = (matter: string, deadline: string): Promise<DeadlineProofView> =>
    this.api.get(`/matters/${matter}/deadlines/${deadline}/proof`);
}
