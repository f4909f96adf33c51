import type { Role } from '../roles';
import type { RouteName } from '../routes';
import type { AccessOutcome, Classification, Relation } from './relations';

/** `readOrder` is `readDocument` on a dispatch order, which every addressee may read. */
export type PolicyOperation = RouteName | 'readOrder';

/** One line: who, standing how, gets what of which operations. Several lines may speak; the strongest counts; none means hidden. */
export interface PolicyLine {
  readonly id: string;
  readonly operations: readonly PolicyOperation[];
  readonly roles: readonly Role[];
  /** Absent: the operation concerns no matter. */
  readonly relations?: readonly Relation[];
  /** Absent: ordinary ones only. */
  readonly classes?: readonly Classification[];
  readonly outcome: AccessOutcome;
  readonly why: { readonly zh: string; readonly en: string };
}
