import { inject, Injectable } from '@angular/core';
import type { PaperKindView, PaperTemplateView, TemplateWordsView } from '@xiezhi/contract';
import { Api } from './api';
import { query } from './page';

/** 文书模板: the catalogue, the versions of each, and what stands in one. */
@Injectable({ providedIn: 'root' })
export class Templates {
  private readonly api = inject(Api);

  papers = (): Promise<PaperKindView[]> => this.api.get('/papers');
  versions = (paper: string): Promise<PaperTemplateView[]> => this.api.get(`/papers/${paper}/templates`);
  words = (paper: string, version: number): Promise<TemplateWordsView> =>
    this.api.get(`/papers/${paper}/templates/${version}/words`);
  propose = (paper: string, file: File, wish: { reason: string; effectiveFrom: string }): Promise<PaperTemplateView> =>
    this.api.upload(`/papers/${paper}/templates${query(wish)}`, file);
  decide = (paper: string, version: number, approve: boolean, reason: string): Promise<PaperTemplateView> =>
    this.api.post(`/papers/${paper}/templates/${version}/decision`, { approve, reason });
}
