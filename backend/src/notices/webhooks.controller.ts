import { Controller } from '@nestjs/common';
import type { DeliveryView, MakeWebhook, WebhookView } from '@xiezhi/contract';
import { type Asked, AskedFor, Operation } from '../platform/http/operation';
import { Webhooks } from './webhooks';

@Controller()
export class WebhooksController {
  constructor(private readonly hooks: Webhooks) {}

  @Operation('webhooks')
  webhooks(): Promise<WebhookView[]> {
    return this.hooks.all();
  }

  @Operation('makeWebhook')
  make(@AskedFor() { body, actor }: Asked<MakeWebhook>): Promise<WebhookView> {
    return this.hooks.make(body, actor);
  }

  @Operation('approveWebhook')
  approve(@AskedFor() { params, actor }: Asked): Promise<WebhookView> {
    return this.hooks.approve(params['id'] ?? '', actor);
  }

  @Operation('deliveries')
  deliveries(
    @AskedFor() { params, query }: Asked<unknown, { cursor?: string; limit: number }>,
  ): Promise<{ items: DeliveryView[]; next: string | null; total: number }> {
    return this.hooks.deliveries(params['id'] ?? '', query);
  }

  @Operation('endWebhook')
  end(@AskedFor() { params }: Asked): Promise<WebhookView> {
    return this.hooks.end(params['id'] ?? '');
  }
}
