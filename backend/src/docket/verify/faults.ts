import { type DocketFault, type FaultKind, faultWords } from '@xiezhi/contract';

const most = 1_000;

/** What was found wrong: all of it counted, the first of it named. */
export class Faults {
  count = 0;
  readonly named: DocketFault[] = [];

  entry(kind: FaultKind, matterId: string, revision: number, anchor: number | null = null): void {
    this.add({ kind, matterId, revision, anchor, why: faultWords[kind] });
  }

  anchor(kind: FaultKind, anchor: number): void {
    this.add({ kind, matterId: null, revision: null, anchor, why: faultWords[kind] });
  }

  private add(fault: DocketFault): void {
    this.count += 1;
    if (this.named.length < most) this.named.push(fault);
  }
}
