interface Row {
  readonly id: string;
  readonly what: string;
  readonly value: string;
  readonly floor: string;
  readonly goal: string;
}

export const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
export const n = (value: number, digits = 0): string => value.toLocaleString('en', { maximumFractionDigits: digits });

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - [...text].length));

/** What was measured, with floor and goal beside each figure; printed as it comes and whole at the end. */
export class Table {
  private readonly rows: Row[] = [];

  row(id: string, what: string, value: string, floor: string, goal: string): void {
    this.rows.push({ id, what, value, floor, goal });
    console.log(`${id}  ${what}: ${value}`);
  }

  print(): void {
    console.log(`\n${pad('row', 5)}${pad('what', 50)}${pad('here', 42)}${pad('floor', 24)}goal`);
    for (const { id, what, value, floor, goal } of this.rows)
      console.log(`${pad(id, 5)}${pad(what, 50)}${pad(value, 42)}${pad(floor, 24)}${goal}`);
  }
}
