/** The papers of an item that a batch can print. */
export const kinds = ['T14', 'T15'] as const;

export interface PrintForm {
  readonly paper: (typeof kinds)[number];
  readonly applicant: string;
  readonly ground: string;
  readonly articles: string;
  readonly contact: string;
  /** Names, one after another: a ruling is signed by the panel, a notice by a judge. */
  readonly signers: string;
  readonly clerk: string;
}

export const blank = (judge: string): PrintForm => ({
  paper: 'T14',
  applicant: '',
  ground: '',
  articles: '',
  contact: '',
  signers: judge,
  clerk: '',
});

export const namesOf = (signers: string): string[] =>
  signers
    .split(/[、，,;；\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

const filled = (...texts: readonly string[]): boolean => texts.every((text) => text.trim() !== '');

/** 三人以上单数. */
const panel = (signers: string): boolean => {
  const { length } = namesOf(signers);
  return length >= 3 && length % 2 === 1;
};

/** Whether all is written that the paper asks of the person; what it asks of the register the server knows. */
export const complete = (form: PrintForm): boolean =>
  form.paper === 'T14'
    ? filled(form.applicant, form.ground, form.articles) && panel(form.signers)
    : filled(form.contact) && namesOf(form.signers).length >= 1;

/** 合议庭: the first named presides. */
const signersOf = ({ paper, signers }: PrintForm): { role: string; name: string }[] =>
  namesOf(signers).map((name, i) => ({ role: paper === 'T14' && i === 0 ? '审判长' : '审判员', name }));

export const inputOf = (form: PrintForm): Record<string, unknown> => ({
  signers: signersOf(form),
  ...(form.clerk.trim() === '' ? {} : { clerk: form.clerk.trim() }),
  ...(form.paper === 'T14'
    ? { applicant: form.applicant.trim(), ground: form.ground.trim(), articles: form.articles.trim() }
    : { contact: form.contact.trim() }),
});
