import { inject, Injectable } from '@angular/core';
import type { PolicyView, WhoMaySeeView } from '@xiezhi/contract';
import { Api } from './api';

/** What of a policy a role may ever do, however it stands to a matter. */
export const mayEver = (policy: PolicyView | undefined, role: string, operation: string): boolean =>
  policy?.lines.some(
    (line) =>
      line.operations.includes(operation) &&
      line.roles.includes(role) &&
      line.outcome !== 'refused' &&
      line.outcome !== 'hidden',
  ) ?? false;

const aboutAccess = ['whoMaySee', 'grantAccess', 'classify', 'excludeMyself', 'excludeOfficer', 'liftExclusion'];

/** Whether 「谁能看」 has anything for a role: something to read, or something to do. */
export const hasAccessPanel = (policy: PolicyView | undefined, role: string): boolean =>
  aboutAccess.some((operation) => mayEver(policy, role, operation));

/** 谁能看: the policy as the server tells it, and who may see one coordination besides. */
@Injectable({ providedIn: 'root' })
export class Access {
  private readonly api = inject(Api);
  private known: Promise<PolicyView> | undefined;

  policy(): Promise<PolicyView> {
    this.known ??= this.api.get<PolicyView>('/policy').catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  of = (matter: string): Promise<WhoMaySeeView> => this.api.get(`/matters/${matter}/access`);
  grant = (
    matter: string,
    wish: { court?: string; person?: string; until: string; purpose: string },
  ): Promise<WhoMaySeeView> => this.api.post(`/matters/${matter}/grants`, wish);
  revoke = (matter: string, grant: string, reason: string): Promise<WhoMaySeeView> =>
    this.api.post(`/matters/${matter}/grants/${grant}/revoke`, { reason });
  challenge = (matter: string, reason: string): Promise<{ until: string }> =>
    this.api.post(`/matters/${matter}/challenge`, { reason });
  classify = (matter: string, restricted: boolean, reason: string): Promise<WhoMaySeeView> =>
    this.api.post(`/matters/${matter}/classification`, { restricted, reason });
  excludeMyself = (matter: string, reason: string): Promise<void> =>
    this.api.post(`/matters/${matter}/exclusions/mine`, { reason });
  excludeOfficer = (matter: string, person: string, reason: string): Promise<WhoMaySeeView> =>
    this.api.post(`/matters/${matter}/exclusions`, { person, reason });
  lift = (matter: string, exclusion: string, reason: string): Promise<WhoMaySeeView> =>
    this.api.post(`/matters/${matter}/exclusions/${exclusion}/lift`, { reason });
  reveal = (account: string, purpose: string): Promise<{ number: string; until: string }> =>
    this.api.post(`/accounts/${account}/reveal`, { purpose });
}
