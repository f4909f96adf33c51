import { inject, Injectable } from '@angular/core';
import type { AskExport, ExportView } from '@xiezhi/contract';
import { Api, newKey } from './api';
import { type Page, query } from './page';

/** 导出: what was asked for, and the files. */
@Injectable({ providedIn: 'root' })
export class Exports {
  private readonly api = inject(Api);

  ask = (wish: AskExport, key = newKey()): Promise<ExportView> => this.api.post('/exports', wish, { key });
  find = (cursor?: string): Promise<Page<ExportView>> => this.api.get(`/exports${query({ cursor })}`);
  file = (id: string): Promise<Blob> => this.api.blob(`/exports/${id}/file`);
  drop = (id: string): Promise<void> => this.api.post(`/exports/${id}/removal`);
}
