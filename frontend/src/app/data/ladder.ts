import { inject, Injectable } from '@angular/core';
import type { OverdueView, SlipDraft, SlipsView, SlipView, StagnationView } from '@xiezhi/contract';
import { Api, type Write } from './api';
import { query } from './page';

type Paging = Readonly<Record<string, string | undefined>>;

/** 停滞、超期、提示单与督办单. */
@Injectable({ providedIn: 'root' })
export class Ladder {
  private readonly api = inject(Api);

  stagnation = (paging: Paging): Promise<StagnationView> => this.api.get(`/stagnation${query(paging)}`);
  overdue = (paging: Paging): Promise<OverdueView> => this.api.get(`/overdue${query(paging)}`);
  slips = (show: 'to-sign' | 'unsigned', paging: Paging): Promise<SlipsView> =>
    this.api.get(`/slips${query({ show, ...paging })}`);
  ofMatter = (matter: string): Promise<SlipView[]> => this.api.get(`/matters/${matter}/slips`);
  draft = (matter: string): Promise<SlipDraft> => this.api.get(`/matters/${matter}/slips/draft`);
  issue = (matter: string, body: unknown, write: Write): Promise<SlipView> =>
    this.api.post(`/matters/${matter}/slips`, body, write);
  acknowledge = (matter: string, slip: string, write: Write): Promise<SlipView> =>
    this.api.post(`/matters/${matter}/slips/${slip}/acknowledgement`, {}, write);
}
