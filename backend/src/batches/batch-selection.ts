import type { Actor, Words } from '@xiezhi/engine';
import type { BatchPreview, HeldItem, StartBatch } from '@xiezhi/contract';
import type { Access } from '../access/access';
import type { Courts } from '../courts/courts';
import { filterWords, isNarrow } from '../matters/filter-words';
import type { MatterLists } from '../matters/matter-lists';
import type { MatterReader } from '../matters/matter-reader';
import type { Filter } from '../matters/queue';
import { uuids } from '../platform/database/arrays';
import type { CourtReads } from '../platform/database/court-reads';
import { shellProblem } from '../platform/problems/problem';
import { printedBy } from './batch-prints';

export type Wish = Pick<StartBatch, 'action' | 'selection' | 'input'>;
/** What a wish selects: all that the filter matches, shown or not, or what was chosen one by one. */
export interface Selection {
  readonly ids: readonly string[];
  readonly words: Words;
  readonly narrow: boolean;
  readonly held: readonly HeldItem[];
}

const atOnce = 1_000;
const shown = 10;

const chunked = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, n) => ids.slice(n * atOnce, (n + 1) * atOnce));

/** 选择与预览: what a batch would be about, asked of the same list, rules and procedures that it will meet. */
export class BatchSelections {
  constructor(
    private readonly lists: MatterLists,
    private readonly reader: MatterReader,
    private readonly reads: CourtReads,
    private readonly courts: Courts,
    private readonly access: Access,
  ) {}

  async of({ action, selection, input }: Wish, actor: Actor): Promise<Selection> {
    const filter = 'filter' in selection ? (selection.filter as Filter) : undefined;
    const found = 'ids' in selection ? selection.ids : await this.lists.ids(filter ?? {}, actor);
    const ids = [...new Set(found)];
    return {
      ids,
      words: filter ? await this.wordsOf(filter, actor) : { zh: `选中的 ${ids.length} 项`, en: `${ids.length} chosen` },
      narrow: filter === undefined || isNarrow(filter),
      held: action === 'assign' ? await this.held(ids, String(input['judge'] ?? ''), actor) : [],
    };
  }

  async preview(wish: Wish, actor: Actor): Promise<BatchPreview> {
    const { ids, words, narrow, held } = await this.of(wish, actor);
    const left = new Set(held.map(({ matterId }) => matterId));
    const wanted = ids.filter((id) => !left.has(id));
    const refused = new Map<string, { words: Words; count: number }>();
    let may = 0;
    for (const some of chunked(wanted))
      for (const why of await this.refusals(wish.action, some, actor)) {
        if (why === null) may += 1;
        else refused.set(why.zh, { words: why, count: (refused.get(why.zh)?.count ?? 0) + 1 });
      }
    const first = ids.slice(0, shown);
    const lines = new Map((await this.lists.some(first, actor)).map((row) => [row.id, this.reader.line(row)]));
    return {
      total: ids.length,
      words,
      narrow,
      may,
      refused: [...refused.values()].sort((a, b) => b.count - a.count),
      held: [...held],
      first: first.flatMap((id) => lines.get(id) ?? []),
    };
  }

  private async wordsOf(filter: Filter, actor: Actor): Promise<Words> {
    const parent = filter.parent && (await this.lists.some([filter.parent], actor))[0]?.title;
    return filterWords(filter, this.courts, parent);
  }

  /** 不抢他人的活: items that a judge other than the one named has in hand already. */
  private async held(ids: readonly string[], judge: string, actor: Actor): Promise<HeldItem[]> {
    return this.reads.as(actor).rows<HeldItem>({
      text: `select m.id as "matterId", m.case_no as "caseNo", m.title, m.facts ->> 'judge' as holder from matter m
              where m.id = any($1::uuid[]) and m.closed_at is null and m.facts ->> 'judge' <> $2 order by m.id`,
      values: [uuids(ids), judge],
    });
  }

  /** For each item, why it would be refused as it stands; null: it would be done. */
  private async refusals(action: string, ids: readonly string[], actor: Actor): Promise<(Words | null)[]> {
    const [rows, places] = await Promise.all([this.reader.rows(ids, actor), this.access.places(ids, actor)]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const paper = printedBy(action);
    return ids.map((id) => {
      const row = byId.get(id);
      const place = places.get(id);
      if (!row || !place || this.access.judge('perform', actor, place).outcome !== 'full') return notYours;
      if (paper) return row.procedure === 'lift-freeze' ? null : noSuchPaper;
      const possible = this.reader.viewOf(row, actor).actions.find(({ name }) => name === action);
      return possible ? (possible.refusal?.words ?? null) : noSuchAction;
    });
  }
}

const problemWords = (code: 'not-found'): Words => {
  const { detail, detailEn } = shellProblem(code).problem;
  return { zh: detail ?? '', en: detailEn ?? '' };
};
const notYours = problemWords('not-found');
const noSuchAction: Words = { zh: '该程序没有这一办理动作', en: 'The procedure has no such action' };
const noSuchPaper: Words = { zh: '该程序没有这一文书', en: 'The procedure has no such paper' };
