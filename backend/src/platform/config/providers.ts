import { readFileSync } from 'node:fs';
import { z } from 'zod';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
const origin = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
/** Tokens cross the net only encrypted; without encryption only on this machine. */
const safe = (text: string): boolean => {
  const url = origin(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.has(url.hostname));
};

const provider = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  name: z.strictObject({ zh: z.string().min(1).max(40), en: z.string().min(1).max(60) }),
  issuer: z.string().refine(safe, 'https, or http on loopback'),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  /** The claim of the ID token that is linked to a person: `sub`, or a number that the house knows its people by. */
  claim: z.string().min(1).default('sub'),
  scope: z.string().default('openid'),
  /** Origins besides the issuer's own at which the provider keeps its token endpoint or its keys. */
  origins: z.array(z.string().refine((text) => safe(text) && origin(text)?.origin === text, 'an origin')).default([]),
  /** What the provider says when it asked for a second factor itself; empty: never believed. */
  strong: z
    .strictObject({ acr: z.array(z.string()).default([]), amr: z.array(z.string()).default([]) })
    .default({ acr: [], amr: [] }),
});
export type ProviderConfig = z.infer<typeof provider>;

const list = z
  .array(provider)
  .refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'ids must differ from each other');

/** `XIEZHI_OIDC`: a list in JSON, or the path of a file that holds it. What cannot be read stops the start. */
export const readProviders = (given: string | undefined): readonly ProviderConfig[] => {
  const text = given?.trim() ?? '';
  if (text === '') return [];
  const parsed = list.safeParse(JSON.parse(text.startsWith('[') ? text : readFileSync(text, 'utf8')));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`);
  throw new Error(`XIEZHI_OIDC: ${faults.join('; ')}`);
};
