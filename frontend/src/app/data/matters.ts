import { inject, Injectable } from '@angular/core';
import type {
  BatchView,
  BoardView,
  CaseSheet,
  DeskView,
  DocketEntryView,
  DocumentView,
  ImportView,
  MatterRow,
  MatterView,
  ProcedureView,
  VerificationView,
} from '@xiezhi/contract';
import { Api, type Write } from './api';
import { type Page, query } from './page';

/** One page of matters; `capped`: the server stopped counting, there are more. */
export interface MatterPage extends Page<MatterRow> {
  readonly capped: boolean;
}

/** 协同事项 and what belongs to them. */
@Injectable({ providedIn: 'root' })
export class Matters {
  private readonly api = inject(Api);
  private readonly known = new Map<string, Promise<ProcedureView>>();

  desk = (): Promise<DeskView> => this.api.get('/desk');
  find = (filter: Readonly<Record<string, string | undefined>>): Promise<MatterPage> =>
    this.api.get(`/matters${query(filter)}`);
  read = (id: string): Promise<MatterView> => this.api.get(`/matters/${id}`);
  open = (body: unknown, write: Write): Promise<MatterView> => this.api.post('/matters', body, write);
  perform = (id: string, action: string, input: unknown, write: Write): Promise<MatterView> =>
    this.api.post(`/matters/${id}/actions/${action}`, { input }, write);
  board = (id: string): Promise<BoardView> => this.api.get(`/matters/${id}/progress`);
  docket = (id: string, cursor?: string): Promise<Page<DocketEntryView>> =>
    this.api.get(`/matters/${id}/docket${query({ cursor })}`);
  timeline = (id: string, cursor?: string): Promise<Page<DocketEntryView>> =>
    this.api.get(`/matters/${id}/timeline${query({ cursor })}`);
  documents = (id: string): Promise<DocumentView[]> => this.api.get(`/matters/${id}/documents`);
  file = (id: string, kind: string, file: File, key: string): Promise<DocumentView> =>
    this.api.upload(`/matters/${id}/documents${query({ kind })}`, file, { key });
  evidence = (id: string): Promise<Blob> => this.api.blob(`/matters/${id}/evidence`);
  page = (documentId: string): Promise<string> => this.api.text(`/documents/${documentId}`);

  verification = (documentId: string): Promise<VerificationView> =>
    this.api.get(`/documents/${documentId}?form=verification`);

  startBatch = (
    action: string,
    ids: readonly string[],
    key: string,
    input: Readonly<Record<string, unknown>> = {},
  ): Promise<BatchView> => this.api.post('/batches', { action, selection: { ids }, input }, { key });
  check = (file: File): Promise<ImportView> => this.api.upload('/imports?kind=freezes', file);
  paste = (text: string): Promise<ImportView> => this.api.post('/imports/paste', { text });
  commit = (id: string, body: { matterId: string; sha256: string }, write: Write): Promise<MatterView> =>
    this.api.post(`/imports/${id}/commit`, body, write);
  cases = (): Promise<CaseSheet[]> => this.api.get('/demo/cases');
  sheet = async (file: string): Promise<File> =>
    new File([await this.api.blob(`/demo/cases/${file}`)], file, { type: 'text/csv' });

  procedures = (): Promise<ProcedureView[]> => this.api.get('/procedures');
  procedure(name: string): Promise<ProcedureView> {
    const found = this.known.get(name) ?? this.api.get<ProcedureView>(`/procedures/${name}`);
    this.known.set(name, found);
    return found;
  }
}
