import { z } from 'zod';
import { person } from './people/views';

export { page } from './page';
export { person };

const words = z.object({ zh: z.string(), en: z.string() });
const instant = z.string().describe('ISO 8601, +08:00');
const yuan = z.string().describe('yuan, two decimal places');

export const lights = ['green', 'amber', 'red', 'grey', 'paused'] as const;
/** 灯: 绿 正常, 黄 临期, 红 超期, 灰 未开始或已办结, 蓝条纹 中止. */
export const light = z.enum(lights);
export type Light = z.infer<typeof light>;

export const session = z.object({ accessToken: z.string(), person });

export const court = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  level: z.string(),
  province: z.string(),
  parent: z.string().nullable(),
});
export type CourtView = z.infer<typeof court>;

export const procedureView = z.object({
  name: z.string(),
  version: z.int(),
  title: words,
  summary: words,
  initial: z.string(),
  final: z.array(z.string()),
  opens: z.array(z.string()),
  layers: z.array(z.array(z.string())),
  stages: z.array(z.object({ name: z.string(), label: words })),
  actions: z.array(
    z.object({
      name: z.string(),
      label: words,
      from: z.array(z.string()),
      by: z.array(z.string()),
      internal: z.boolean(),
      aside: z.boolean(),
      requires: z.array(z.array(z.object({ kind: z.string(), label: words }))),
      guards: z.array(z.object({ id: z.string(), label: words })),
      /** JSON Schema of the input; absent when the action takes none. */
      input: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  edges: z.array(z.object({ action: z.string(), from: z.string(), to: z.string() })),
  documents: z.array(z.object({ kind: z.string(), number: z.string(), filedBy: z.array(z.string()), label: words })),
  fields: z.record(z.string(), words),
  options: z.record(z.string(), words),
});
export type ProcedureView = z.infer<typeof procedureView>;

export const refusalView = z.object({ code: z.string(), words });
export const possibleAction = z.object({
  name: z.string(),
  label: words,
  allowed: z.boolean(),
  refusal: refusalView.optional(),
});
export type PossibleAction = z.infer<typeof possibleAction>;

/** A matter as one person may see it. `facts` are the procedure's own. */
export const matter = z.object({
  id: z.string(),
  procedure: z.string(),
  version: z.int(),
  title: z.string(),
  stage: z.string(),
  stageLabel: words,
  facts: z.record(z.string(), z.unknown()),
  revision: z.int(),
  parentId: z.string().nullable(),
  court: z.string(),
  courtName: z.string(),
  leadCourt: z.string(),
  leadCourtName: z.string(),
  openedAt: instant,
  closedAt: instant.nullable(),
  startsAt: instant.nullable(),
  dueAt: instant.nullable(),
  light,
  documents: z.array(z.string()),
  actions: z.array(possibleAction),
});
export type MatterView = z.infer<typeof matter>;

/** One line of a list: what a queue shows and nothing more. */
export const matterRow = z.object({
  id: z.string(),
  procedure: z.string(),
  title: z.string(),
  caseNo: z.string(),
  accountTail: z.string().nullable(),
  bank: z.string().nullable(),
  stage: z.string(),
  stageLabel: words,
  revision: z.int(),
  parentId: z.string().nullable(),
  court: z.string(),
  courtName: z.string(),
  leadCourt: z.string(),
  leadCourtName: z.string(),
  openedAt: instant,
  movedAt: instant,
  closedAt: instant.nullable(),
  dueAt: instant.nullable(),
  light,
});
export type MatterRow = z.infer<typeof matterRow>;

export const docketEntry = z.object({
  matterId: z.string(),
  revision: z.int(),
  action: z.string(),
  label: words,
  fromStage: z.string(),
  toStage: z.string(),
  toStageLabel: words,
  actor: z.object({ name: z.string(), role: z.string(), roleName: words, court: z.string(), courtName: z.string() }),
  input: z.unknown(),
  at: instant,
  hash: z.string(),
  /** For a campaign's timeline: which item it is about. */
  subject: z.string().optional(),
});
export type DocketEntryView = z.infer<typeof docketEntry>;

export const documentView = z.object({
  id: z.string(),
  matterId: z.string(),
  kind: z.string(),
  label: words,
  fileName: z.string(),
  mime: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  filedBy: z.string(),
  filedAt: instant,
  revision: z.int(),
  /** Made by this house: there is a Word file beside it, and a seal over it. */
  printed: z.boolean(),
});
export type DocumentView = z.infer<typeof documentView>;

/** 核验: bytes as filed, and the seal over them. `seal` and `paper` are null for what somebody sent in. */
export const verificationView = z.object({
  sha256: z.string(),
  bytesAgree: z.boolean(),
  seal: z
    .object({
      agrees: z.boolean(),
      key: z.string(),
      /** Ed25519 over the SHA-256 of the PDF. */
      signature: z.string(),
      publicKey: z.string().nullable(),
      signer: z.string(),
    })
    .nullable(),
  paper: z
    .object({
      id: z.string(),
      version: z.int(),
      template: z.int(),
      number: z.string().nullable(),
      pages: z.int(),
    })
    .nullable(),
});
export type VerificationView = z.infer<typeof verificationView>;

/** 文书目录: a kind of paper, and the names that its templates may use. */
export const paperView = z.object({
  id: z.string(),
  name: words,
  kind: z.string(),
  from: words,
  to: words,
  signer: z.string(),
  sealed: z.boolean(),
  numbered: z.boolean(),
  refusals: z.array(z.object({ id: z.string(), words })),
  fields: z.array(z.string()),
  /** 现行版本: 0 came with the product. */
  template: z.int(),
  /** 待审批 versions of its template. */
  waiting: z.int(),
});
export type PaperKindView = z.infer<typeof paperView>;
/** 文书模板: one version. Version 0 came with the product and has no line of its own. */
export const paperTemplateView = z.object({
  version: z.int(),
  fileName: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: instant,
  effectiveFrom: z.string(),
  state: z.enum(['proposed', 'approved', 'refused']),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decision: z.string().nullable(),
});
export type PaperTemplateView = z.infer<typeof paperTemplateView>;
/** What stands in a template, paragraph by paragraph, and the names it fills in. */
export const templateWords = z.object({
  paragraphs: z.array(z.object({ part: z.enum(['body', 'margin']), text: z.string() })),
  fields: z.array(z.string()),
});
export type TemplateWordsView = z.infer<typeof templateWords>;

/** 轮候顺位: one freeze in the matrix. `matterId` and `amounts` are absent for what the reader may only count. */
export const freezeCell = z.object({
  freeze: z.string(),
  court: z.string(),
  courtName: z.string(),
  caseNo: z.string(),
  rank: z.int(),
  active: z.boolean(),
  status: z.string(),
  limit: yuan,
  actual: yuan,
  expiresOn: z.string().nullable(),
  matterId: z.string().nullable(),
  stage: z.string().nullable(),
  stageLabel: words.nullable(),
  light,
  movedAt: instant.nullable(),
});
export type FreezeCell = z.infer<typeof freezeCell>;

export const accountRow = z.object({
  account: z.string(),
  tail: z.string(),
  masked: z.string(),
  bank: z.string(),
  status: z.enum(['frozen', 'partly', 'free']),
  freezes: z.array(freezeCell),
});
export type AccountRow = z.infer<typeof accountRow>;

export const courtLine = z.object({
  court: z.string(),
  courtName: z.string(),
  province: z.string(),
  provinceName: z.string(),
  total: z.int(),
  done: z.int(),
  unsigned: z.int(),
  returned: z.int(),
  working: z.int(),
  light,
  movedAt: instant.nullable(),
});
export type CourtLine = z.infer<typeof courtLine>;

/** 作战图: courts × freezes with totals that add up. `accounts` holds only what the reader may see in full. */
export const board = z.object({
  campaign: z.string(),
  title: z.string(),
  stage: z.string(),
  asOf: instant,
  startsAt: instant.nullable(),
  dueAt: instant.nullable(),
  light,
  totals: z.object({
    accounts: z.object({ total: z.int(), free: z.int(), partly: z.int(), frozen: z.int() }),
    /** total = verified + confirmed + working + unsigned + returned + queried + other */
    freezes: z.object({
      total: z.int(),
      verified: z.int(),
      confirmed: z.int(),
      working: z.int(),
      unsigned: z.int(),
      returned: z.int(),
      queried: z.int(),
      other: z.int(),
    }),
    courts: z.int(),
    provinces: z.int(),
    overdue: z.int(),
    stagnant: z.int(),
  }),
  byStage: z.array(z.object({ stage: z.string(), label: words, count: z.int() })),
  byProvince: z.array(z.object({ province: z.string(), name: z.string(), total: z.int(), done: z.int(), light })),
  courts: z.array(courtLine),
  accounts: z.array(accountRow),
  /** Accounts this reader may only count. */
  hiddenAccounts: z.int(),
  /** 累计曲线: accounts free by instant. */
  curve: z.array(z.object({ at: instant, free: z.int() })),
});
export type BoardView = z.infer<typeof board>;

export const deskCard = z.object({ key: z.string(), label: words, count: z.int(), light });
export const desk = z.object({
  cards: z.array(deskCard),
  first: z.array(matterRow),
  campaigns: z.array(matterRow),
  doneToday: z.int(),
  /** What whoever oversees has to see to: the calendar that runs out. */
  warnings: z.array(words),
});
export type DeskView = z.infer<typeof desk>;

export const importError = z.object({ row: z.int(), column: z.string(), code: z.string(), message: z.string() });
export type ImportError = z.infer<typeof importError>;
export const importView = z.object({
  id: z.string(),
  fileName: z.string(),
  encoding: z.string(),
  sha256: z.string(),
  rows: z.int(),
  valid: z.int(),
  errorCount: z.int(),
  /** The first 500; the annotated file has all. */
  errors: z.array(importError),
  status: z.enum(['checked', 'committed']),
  summary: z.object({
    accounts: z.int(),
    freezes: z.int(),
    waiting: z.int(),
    courts: z.int(),
    provinces: z.int(),
    limitTotal: yuan,
  }),
  byCourt: z.array(
    z.object({ court: z.string(), courtName: z.string(), province: z.string(), freezes: z.int(), accounts: z.int() }),
  ),
  preview: z.array(z.record(z.string(), z.string())),
});
export type ImportView = z.infer<typeof importView>;

export const invariant = z.object({ id: z.string(), title: z.string(), violations: z.int(), ms: z.number() });
export const invariants = z.object({ checked: z.int(), broken: z.int(), items: z.array(invariant), asOf: instant });

/** What a server-sent event of kind `changed` says. Only ids and counts: refetch for the rest. */
export const changed = z.object({
  matter: z.string(),
  parent: z.string().nullable(),
  procedure: z.string(),
  revision: z.int(),
  stage: z.string(),
  court: z.string(),
});
export type Changed = z.infer<typeof changed>;

/** A spreadsheet of one of the published cases; people and numbers in it are invented. */
export const caseSheet = z.object({
  number: z.int(),
  fileName: z.string(),
  title: z.string(),
  rows: z.int(),
  sha256: z.string(),
});
export type CaseSheet = z.infer<typeof caseSheet>;
export type InvariantsView = z.infer<typeof invariants>;
