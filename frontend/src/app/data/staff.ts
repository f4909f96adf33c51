import { inject, Injectable } from '@angular/core';
import type {
  AuditLineView,
  CourtView,
  DocketReport,
  InvariantsView,
  OpenSessionView,
  StaffView,
} from '@xiezhi/contract';
import { Api } from './api';
import { type Page, query } from './page';

type Filter = Readonly<Record<string, string | undefined>>;

/** 系统、安全、审计: what the three administrators do. */
@Injectable({ providedIn: 'root' })
export class Staff {
  private readonly api = inject(Api);

  find = (filter: Filter): Promise<Page<StaffView>> => this.api.get(`/people${query(filter)}`);
  read = (id: string): Promise<StaffView> => this.api.get(`/people/${id}`);
  create = (wish: { username: string; name: string; password: string }): Promise<StaffView> =>
    this.api.post('/people', wish);
  disable = (id: string, reason: string): Promise<StaffView> => this.api.post(`/people/${id}/disable`, { reason });
  enable = (id: string, reason: string): Promise<StaffView> => this.api.post(`/people/${id}/enable`, { reason });
  resetPassword = (id: string, password: string, reason: string): Promise<void> =>
    this.api.post(`/people/${id}/password`, { password, reason });
  resetSecondFactor = (id: string, reason: string): Promise<void> =>
    this.api.post(`/people/${id}/second-factor/reset`, { reason });
  grantPost = (id: string, wish: { role: string; court: string; until?: string }): Promise<StaffView> =>
    this.api.post(`/people/${id}/posts`, wish);
  endPost = (post: string, reason: string): Promise<StaffView> => this.api.post(`/posts/${post}/end`, { reason });
  link = (id: string, wish: { provider: string; subject: string; reason: string }): Promise<StaffView> =>
    this.api.post(`/people/${id}/identities`, wish);
  unlink = (id: string, identity: string, reason: string): Promise<StaffView> =>
    this.api.post(`/people/${id}/identities/${identity}/unlink`, { reason });
  sessions = (filter: Filter): Promise<Page<OpenSessionView>> => this.api.get(`/sessions${query(filter)}`);
  endSession = (id: string, reason: string): Promise<void> => this.api.post(`/sessions/${id}/end`, { reason });
  audit = (filter: Filter): Promise<Page<AuditLineView>> => this.api.get(`/audit${query(filter)}`);
  verify = (): Promise<DocketReport> => this.api.post('/ops/docket/verify');
  invariants = (): Promise<InvariantsView> => this.api.get('/ops/invariants');
  courts = (q: string): Promise<Page<CourtView>> => this.api.get(`/courts${query({ q, limit: '20' })}`);
}
