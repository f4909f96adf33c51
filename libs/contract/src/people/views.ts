import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });
const instant = z.string().describe('ISO 8601, +08:00');

/** 岗位: a role at a court; with `delegation`, somebody else's, for a while. */
export const post = z.object({
  id: z.string(),
  role: z.string(),
  roleName: words,
  court: z.string(),
  courtName: z.string(),
  from: instant,
  until: instant.nullable(),
  delegation: z.object({ id: z.string(), by: z.string(), until: instant }).optional(),
});
export type PostView = z.infer<typeof post>;

/** A person in the post in which the session acts. */
export const person = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.string(),
  roleName: words,
  court: z.string(),
  courtName: z.string(),
});
export type PersonView = z.infer<typeof person>;

export const me = person.extend({
  /** Whose post it is, when it is not one's own. */
  actsFor: z.string().nullable(),
  post: z.string(),
  posts: z.array(post),
  /** Operations that the policy allows this role at all: what the menus show. */
  may: z.array(z.string()),
  idleMinutes: z.int(),
  endsAt: instant,
  /** Nothing else may be done until the own password is changed, and why. */
  passwordDue: z.enum(['foreign', 'expired']).nullable(),
});
export type MeView = z.infer<typeof me>;

/** An identity provider, as the sign-in page offers it. */
export const signInProvider = z.object({ id: z.string(), name: words });
export type SignInProvider = z.infer<typeof signInProvider>;

/** A session opened; `to` is the page that the sign-in was asked from. */
export const enteredSession = z.object({ accessToken: z.string(), person, to: z.string() });
export type EnteredSession = z.infer<typeof enteredSession>;

export const staff = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  disabled: z.boolean(),
  secondFactor: z.enum(['enrolled', 'pending', 'off']),
  posts: z.array(post.extend({ ended: z.boolean() })),
  /** 统一身份: who else vouches for the person, and under which subject. */
  identities: z.array(z.object({ id: z.string(), provider: z.string(), subject: z.string(), linkedAt: instant })),
});
export type StaffView = z.infer<typeof staff>;

export const openSession = z.object({
  id: z.string(),
  person: z.string(),
  username: z.string(),
  roleName: words,
  courtName: z.string(),
  address: z.string(),
  openedAt: instant,
  seenAt: instant,
  own: z.boolean(),
});
export type OpenSessionView = z.infer<typeof openSession>;

export const delegation = z.object({
  id: z.string(),
  post: z.string(),
  roleName: words,
  courtName: z.string(),
  by: z.string(),
  to: z.string(),
  from: instant,
  until: instant,
  reason: z.string(),
  status: z.enum(['coming', 'running', 'over', 'revoked']),
  mine: z.boolean(),
});
export type DelegationView = z.infer<typeof delegation>;

export const policyView = z.object({
  roles: z.record(z.string(), words),
  relations: z.record(z.string(), words),
  classes: z.record(z.string(), words),
  outcomes: z.record(z.string(), words),
  operations: z.record(z.string(), z.string()),
  lines: z.array(
    z.object({
      id: z.string(),
      operations: z.array(z.string()),
      roles: z.array(z.string()),
      relations: z.array(z.string()),
      classes: z.array(z.string()),
      outcome: z.string(),
      why: words,
    }),
  ),
});
export type PolicyView = z.infer<typeof policyView>;

const given = z.object({
  id: z.string(),
  to: z.string(),
  purpose: z.string(),
  by: z.string(),
  from: instant,
  until: instant,
  status: z.enum(['coming', 'running', 'over', 'revoked']),
});
export const whoMaySee = z.object({
  classification: z.enum(['ordinary', 'restricted']),
  reason: z.string().nullable(),
  grants: z.array(given),
  challenges: z.array(
    z.object({ by: z.string(), courtName: z.string(), reason: z.string(), at: instant, until: instant }),
  ),
  exclusions: z.array(
    z.object({
      id: z.string(),
      person: z.string(),
      reason: z.string(),
      by: z.string(),
      at: instant,
      liftedAt: instant.nullable(),
    }),
  ),
});
export type WhoMaySeeView = z.infer<typeof whoMaySee>;

export const auditLine = z.object({
  id: z.string(),
  at: instant,
  name: z.string(),
  roleName: words,
  courtName: z.string(),
  operation: z.string(),
  title: z.string(),
  object: z.string().nullable(),
  outcome: z.string(),
  purpose: z.string().nullable(),
  address: z.string(),
});
export type AuditLineView = z.infer<typeof auditLine>;
