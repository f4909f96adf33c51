import { inject, Injectable } from '@angular/core';
import type { BatchConflict, BatchItemView, BatchPreview, BatchView } from '@xiezhi/contract';
import { Api } from './api';
import { type Page, query } from './page';

export interface BatchWish {
  readonly action: string;
  readonly selection: { readonly ids: readonly string[] } | { readonly filter: Readonly<Record<string, string>> };
  readonly input: Readonly<Record<string, unknown>>;
}
export interface Start extends BatchWish {
  readonly typed?: number;
  readonly overHeld?: string;
}

/** 批量办理: looked at, started, tried again, undone. */
@Injectable({ providedIn: 'root' })
export class Batches {
  private readonly api = inject(Api);

  preview = (wish: BatchWish): Promise<BatchPreview> => this.api.post('/batches/preview', wish);
  start = (wish: Start, key: string): Promise<BatchView> => this.api.post('/batches', wish, { key });
  recent = (cursor?: string): Promise<Page<BatchView>> => this.api.get(`/batches${query({ cursor })}`);
  read = (id: string): Promise<BatchView> => this.api.get(`/batches/${id}`);
  items = (id: string, cursor?: string): Promise<Page<BatchItemView>> =>
    this.api.get(`/batches/${id}/items${query({ cursor, limit: '200' })}`);
  conflicts = (id: string): Promise<BatchConflict[]> => this.api.get(`/batches/${id}/conflicts`);
  retry = (id: string, ids: readonly string[], key: string): Promise<BatchView> =>
    this.api.post(`/batches/${id}/retry`, { ids }, { key });
  reverse = (id: string, key: string): Promise<BatchView> => this.api.post(`/batches/${id}/reversal`, {}, { key });
}
