import { inject, Injectable } from '@angular/core';
import type { DeliveryView, WebhookView } from '@xiezhi/contract';
import { Api } from './api';
import { type Page, query } from './page';

/** 事件推送: what leaves the house by itself, and how it fared. */
@Injectable({ providedIn: 'root' })
export class Webhooks {
  private readonly api = inject(Api);

  all = (): Promise<WebhookView[]> => this.api.get('/webhooks');
  make = (wish: { court: string; url: string; letters: readonly string[]; reason: string }): Promise<WebhookView> =>
    this.api.post('/webhooks', wish);
  approve = (id: string, reason: string): Promise<WebhookView> => this.api.post(`/webhooks/${id}/approve`, { reason });
  end = (id: string, reason: string): Promise<WebhookView> => this.api.post(`/webhooks/${id}/end`, { reason });
  deliveries = (id: string, cursor?: string): Promise<Page<DeliveryView>> =>
    this.api.get(`/webhooks/${id}/deliveries${query({ cursor, limit: '20' })}`);
}
