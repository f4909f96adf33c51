import { inject, Injectable } from '@angular/core';
import type { DelegationView, OpenSessionView } from '@xiezhi/contract';
import { Api } from './api';

/** 我的账户: what a person does about the own sessions, password and posts. */
@Injectable({ providedIn: 'root' })
export class Account {
  private readonly api = inject(Api);

  sessions = (): Promise<OpenSessionView[]> => this.api.get('/me/sessions');
  endSession = (id: string): Promise<void> => this.api.post(`/me/sessions/${id}/end`);
  changePassword = (current: string, next: string): Promise<void> => this.api.post('/me/password', { current, next });
  delegations = (): Promise<DelegationView[]> => this.api.get('/me/delegations');
  delegate = (wish: { to: string; from: string; until: string; reason: string }): Promise<DelegationView> =>
    this.api.post('/me/delegations', wish);
  revoke = (id: string): Promise<void> => this.api.post(`/me/delegations/${id}/revoke`);
}
