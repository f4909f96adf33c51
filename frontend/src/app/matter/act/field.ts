/** One field of a form, read from the JSON Schema of an action's input. */
export interface FormField {
  readonly name: string;
  readonly kind: 'text' | 'long' | 'date' | 'number' | 'choice' | 'yes-no';
  readonly required: boolean;
  readonly options: readonly string[];
}

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** Fields in the order of the schema. Lists of objects have no field: they are the business of a drawn form. */
export const fieldsOf = (input: unknown): FormField[] => {
  const schema = (input ?? {}) as Schema;
  return Object.entries(schema.properties ?? {})
    .filter(([, of]) => of.type !== 'array' && of.type !== 'object')
    .map(([name, of]) => ({
      name,
      kind: kindOf(of),
      required: schema.required?.includes(name) ?? false,
      options: of.enum ?? [],
    }));
};

const kindOf = (of: Schema): FormField['kind'] => {
  if (of.enum) return 'choice';
  if (of.type === 'boolean') return 'yes-no';
  if (of.type === 'integer' || of.type === 'number') return 'number';
  if (of.format === 'date') return 'date';
  return (of.maxLength ?? 0) > 200 ? 'long' : 'text';
};

/** What the server reads: numbers as numbers, yes and no as such, empty optional fields left out. */
export const inputOf = (
  fields: readonly FormField[],
  values: Readonly<Record<string, string>>,
): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap(({ name, kind }): [string, unknown][] => {
      const value = (values[name] ?? '').trim();
      if (kind === 'yes-no') return [[name, value === 'true']];
      if (value === '') return [];
      return [[name, kind === 'number' ? Number(value) : value]];
    }),
  );

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** What the case already has is not asked again: the form comes filled, and may be changed. */
export const suggested = (
  fields: readonly FormField[],
  facts: Readonly<Record<string, unknown>>,
  person: string,
): Record<string, string> => {
  const actual = facts['actual'] === '0.00' ? facts['limit'] : facts['actual'];
  const known: Readonly<Record<string, unknown>> = {
    accountTail: facts['accountTail'],
    freezeCaseNo: facts['caseNo'],
    amount: actual,
    rulingNo: `${String(facts['caseNo'] ?? '')}之一`,
    noticeNo: `${String(facts['caseNo'] ?? '')}协助`,
    judge: person,
    channel: 'online',
    rank: facts['rank'],
  };
  return Object.fromEntries(
    fields.map(({ name, kind, options }) => {
      // A promise lies ahead: whoever gives it says for when.
      const value = kind === 'date' && name !== 'promisedOn' ? today() : known[name];
      if (typeof value === 'string' || typeof value === 'number') return [name, String(value)];
      return [name, kind === 'choice' ? (options[0] ?? '') : kind === 'yes-no' ? 'false' : ''];
    }),
  );
};
