import type { Actor, Words } from '@xiezhi/engine';
import type { AskExport, MatterRow } from '@xiezhi/contract';
import type { Access } from '../access/access';
import type { Batches } from '../batches/batches';
import type { Courts } from '../courts/courts';
import type { CampaignBoard } from '../insight/campaign-board';
import { filterWords, lightWords } from '../matters/filter-words';
import type { MatterLists } from '../matters/matter-lists';
import type { MatterReader } from '../matters/matter-reader';
import type { Filter } from '../matters/queue';
import { shellProblem } from '../platform/problems/problem';

export type Language = 'zh' | 'en';

export interface ExportColumn {
  readonly label: Words;
  /** In characters; the PDF gives each its share of the page. */
  readonly width: number;
  /** Left out of the PDF, which has a page's width. */
  readonly wide?: true;
}
/** A row of a file: its texts, and the matter that it shows, if any. */
export interface ExportRow {
  readonly matter: string | null;
  readonly texts: readonly string[];
}
/** What an export holds, before it is a file of any format. */
export interface Content {
  readonly columns: readonly ExportColumn[];
  readonly total: number | null;
  readonly pages: () => AsyncIterable<readonly ExportRow[]>;
  /** Beside the rows: the numbers of a board. */
  readonly sums: readonly (readonly [Words, string])[];
}

const pageSize = 1_000;
const minute = (at: string | null): string => (at === null ? '' : at.slice(0, 16).replace('T', ' '));
const column = (zh: string, en: string, width: number, wide?: true): ExportColumn => ({
  label: { zh, en },
  width,
  ...(wide ? { wide } : {}),
});

const matterColumns: readonly ExportColumn[] = [
  column('灯', 'Light', 10),
  column('案号', 'Case number', 30),
  column('事项', 'Matter', 40),
  column('办理法院', 'Court', 28),
  column('牵头法院', 'Lead court', 28, true),
  column('阶段', 'Stage', 16),
  column('开户行', 'Bank', 30, true),
  column('账号尾号', 'Account, last four', 14, true),
  column('期限', 'Due', 18),
  column('发起时间', 'Opened', 18, true),
  column('最近动态', 'Last moved', 18),
  column('办结时间', 'Closed', 18, true),
];
const resultColumns: readonly ExportColumn[] = [
  column('序号', 'No.', 8),
  column('案号', 'Case number', 30),
  column('事项', 'Matter', 40),
  column('办理法院', 'Court', 28),
  column('结果', 'Result', 14),
  column('理由', 'Reason', 60),
];
const results: Readonly<Record<string, Words>> = {
  waiting: { zh: '待办', en: 'Waiting' },
  done: { zh: '已办', en: 'Done' },
  refused: { zh: '不予办理', en: 'Refused' },
};

/** Where the rows of an export come from: always read with the eyes of the person who asked. */
export class ExportSource {
  constructor(
    private readonly lists: MatterLists,
    private readonly reader: MatterReader,
    private readonly courts: Courts,
    private readonly access: Access,
    private readonly batches: Batches,
    private readonly board: CampaignBoard,
  ) {}

  /** What was asked for, in words. Refuses what the actor may not read. */
  async wordsOf(wish: AskExport, actor: Actor): Promise<Words> {
    if (wish.kind === 'matters') {
      const { parent } = wish.filter;
      const name = parent === undefined ? undefined : (await this.reader.view(parent, actor)).title;
      const said = filterWords(wish.filter as Filter, this.courts, name);
      return { zh: `事项清单（${said.zh}）`, en: `Matters (${said.en})` };
    }
    if (wish.kind === 'campaign') {
      await this.access.demand('progress', wish.id, actor);
      const { title, facts } = await this.reader.view(wish.id, actor);
      const caseNo = typeof facts['caseNo'] === 'string' ? ` ${facts['caseNo']}` : '';
      return { zh: `协同进展 ${title}${caseNo}`, en: `Progress of ${title}${caseNo}` };
    }
    if (!this.access.byRole('batchItems', actor)) throw shellProblem('not-allowed-here');
    const { label, words } = await this.batches.read(wish.id, actor);
    return { zh: `批次结果 ${label.zh}：${words}`, en: `Results of a batch, ${label.en}: ${words}` };
  }

  async content(wish: AskExport, actor: Actor, language: Language, most: number): Promise<Content> {
    if (wish.kind === 'batch') return this.ofBatch(wish.id, actor, language);
    const filter = wish.kind === 'matters' ? (wish.filter as Filter) : { parent: wish.id };
    const counted = await this.lists.count(filter, actor);
    return {
      columns: matterColumns,
      total: counted === this.lists.exactTo ? null : counted,
      pages: () => this.matterPages(filter, actor, language, most),
      sums: wish.kind === 'campaign' ? await this.sums(wish.id, actor) : [],
    };
  }

  private async *matterPages(
    filter: Filter,
    actor: Actor,
    language: Language,
    most: number,
  ): AsyncGenerator<ExportRow[], void, undefined> {
    for await (const rows of this.lists.all(filter, actor, most, pageSize))
      yield rows.map((row) => ({ matter: row.id, texts: textsOf(this.reader.line(row), language) }));
  }

  private async ofBatch(id: string, actor: Actor, language: Language): Promise<Content> {
    const { total } = await this.batches.read(id, actor);
    const { batches, lists, courts } = this;
    async function* pages(): AsyncGenerator<ExportRow[], void, undefined> {
      let cursor: string | undefined;
      do {
        const page = await batches.items(id, { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) }, actor);
        const seen = new Map(
          (
            await lists.some(
              page.items.map((item) => item.matterId),
              actor,
            )
          ).map((row) => [row.id, row]),
        );
        yield page.items.map((item) => {
          const row = seen.get(item.matterId);
          const reason = item.refusal?.words[language] ?? '';
          const what = row ? [row.case_no, row.title, courts.nameOf(row.court)] : ['', '', ''];
          return {
            matter: row?.id ?? null,
            texts: [String(item.position), ...what, results[item.status]?.[language] ?? item.status, reason],
          };
        });
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
    }
    return { columns: resultColumns, total, pages, sums: [] };
  }

  /** 对账: the board's totals as this reader sees them. */
  private async sums(id: string, actor: Actor): Promise<Content['sums']> {
    const { outcome } = await this.access.demand('progress', id, actor);
    const board = await this.board.of(await this.reader.row(id, actor), actor, outcome !== 'full');
    const { accounts, freezes, overdue, stagnant, courts } = board.totals;
    return [
      [{ zh: '账户：全部', en: 'Accounts, all' }, String(accounts.total)],
      [{ zh: '账户：可用', en: 'Accounts, free' }, String(accounts.free)],
      [{ zh: '账户：部分解除', en: 'Accounts, partly free' }, String(accounts.partly)],
      [{ zh: '账户：仍冻结', en: 'Accounts, frozen' }, String(accounts.frozen)],
      [{ zh: '冻结：全部', en: 'Freezes, all' }, String(freezes.total)],
      [{ zh: '法院', en: 'Courts' }, String(courts)],
      [{ zh: '超期', en: 'Overdue' }, String(overdue)],
      [{ zh: '停滞', en: 'Stagnant' }, String(stagnant)],
      ...board.byStage.map(({ label, count }) => [label, String(count)] as const),
    ];
  }
}

const textsOf = (row: MatterRow, language: Language): string[] => [
  lightWords[row.light]?.[language] ?? row.light,
  row.caseNo,
  row.title,
  row.courtName,
  row.leadCourtName,
  row.stageLabel[language],
  row.bank ?? '',
  row.accountTail === null ? '' : `*${row.accountTail}`,
  minute(row.dueAt),
  minute(row.openedAt),
  minute(row.movedAt),
  minute(row.closedAt),
];
