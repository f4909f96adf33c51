import { inject, Injectable } from '@angular/core';
import type { DeadlineProofView, DeadlineView, MatterView } from '@xiezhi/contract';
import { Api, type Write } from './api';

export type Adjustment = 'suspension' | 'resumption' | 'extension';

/** 期限 of a matter, and how each date was counted. */
@Injectable({ providedIn: 'root' })
export class Deadlines {
  private readonly api = inject(Api);

  of = (matter: string): Promise<DeadlineView[]> => this.api.get(`/matters/${matter}/deadlines`);
  proof = (matter: string, deadline: string): Promise<DeadlineProofView> =>
    this.api.get(`/matters/${matter}/deadlines/${deadline}/proof`);
  adjust = (
    matter: string,
    deadline: string,
    how: Adjustment,
    wish: { reason: string; paper: string; length?: number },
    write: Write,
  ): Promise<MatterView> => this.api.post(`/matters/${matter}/deadlines/${deadline}/${how}`, wish, write);
}
