import { type Guard, hadHand } from '@xiezhi/engine';
import type { z } from 'zod';
import type { Facts, inputs } from './facts';
import { courtDay, ladderGuards } from './ladder-guards';

type In<K extends keyof typeof inputs> = z.infer<(typeof inputs)[K]>;

/** 执行协调 facts come from one freeze; an expired freeze has nothing to lift (查封规定 27). */
export const freezeIsNotExpired: Guard<Facts, unknown> = {
  id: 'freeze-is-not-expired',
  allows: (facts, { now }) => facts.expiresOn === null || facts.expiresOn >= courtDay(now),
};
export const freezeIsExpired: Guard<Facts, unknown> = {
  id: 'freeze-is-expired',
  allows: (facts, { now }) => facts.expiresOn !== null && facts.expiresOn < courtDay(now),
};
export const reasonCodeIsGiven: Guard<Facts, In<'query'>> = {
  id: 'reason-code-is-given',
  allows: (_facts, _context, input) => input.reason !== undefined,
};
export const rulingNamesTheAccount: Guard<Facts, In<'rule'>> = {
  id: 'ruling-names-the-account',
  allows: (facts, _context, input) => input.accountTail === facts.accountTail,
};
/** A waiting freeze holds nothing yet, so its ruling lifts the limit it asked for. */
export const rulingNamesTheAmount: Guard<Facts, In<'rule'>> = {
  id: 'ruling-names-the-amount',
  allows: (facts, _context, input) => input.amount === facts.limit || input.amount === facts.actual,
};
export const rulingNamesThisFreeze: Guard<Facts, In<'rule'>> = {
  id: 'ruling-names-this-freeze',
  allows: (facts, _context, input) => input.freezeCaseNo === facts.caseNo && input.rulingNo.startsWith(facts.caseNo),
};
export const noticeFollowsTheRuling: Guard<Facts, In<'notify'>> = {
  id: 'notice-follows-the-ruling',
  allows: (facts, _context, input) => facts.ruling !== undefined && input.sentOn >= facts.ruling.date,
};
export const receiptFollowsTheRuling: Guard<Facts, In<'receipt'>> = {
  id: 'receipt-follows-the-ruling',
  allows: (facts, _context, input) => facts.ruling === undefined || input.receivedOn >= facts.ruling.date,
};
export const receiptMatchesTheAccount: Guard<Facts, In<'receipt'>> = {
  id: 'receipt-matches-the-account',
  allows: (facts, _context, input) => input.accountTail === facts.accountTail,
};
export const receiptMatchesTheAmount: Guard<Facts, In<'receipt'>> = {
  id: 'receipt-matches-the-amount',
  allows: (facts, _context, input) => input.amount === (facts.ruling?.amount ?? facts.limit),
};
export const receiptIsRecorded: Guard<Facts, unknown> = {
  id: 'receipt-is-recorded',
  allows: (facts, _context) => facts.receipt !== undefined,
};
/** 双人复核 (domain rule of dual control): who records the receipt does not confirm it. */
export const confirmerIsNotRecorder: Guard<Facts, unknown> = {
  id: 'confirmer-is-not-recorder',
  allows: (facts, { actor }) => !hadHand(actor, facts.receipt?.recordedBy),
};
export const ownFreezeIsGone: Guard<Facts, In<'verify'>> = {
  id: 'own-freeze-is-gone',
  allows: (_facts, _context, input) => !input.ownFreezeRemains,
};
export const foundCourtsExist: Guard<Facts, In<'verify'>> = {
  id: 'found-courts-exist',
  allows: (_facts, { hierarchy }, input) => (input.found ?? []).every((freeze) => hierarchy.exists(freeze.court)),
};
/** 退回须先联系发函法院: a return without having spoken to the sender is forbidden (domain §2.3, T18). */
export const senderWasContacted: Guard<Facts, In<'giveBack'>> = {
  id: 'sender-was-contacted',
  allows: (_facts, _context, input) => (input.contact ?? '') !== '',
};
export const newCourtExists: Guard<Facts, In<'readdress'>> = {
  id: 'new-court-exists',
  allows: (_facts, { hierarchy }, input) => hierarchy.exists(input.court),
};
/** 平级之间只能委托: the order reaches only courts below its issuer (执行工作规定 67、71). */
export const newCourtIsUnderTheIssuer: Guard<Facts, In<'readdress'>> = {
  id: 'new-court-is-under-the-issuer',
  allows: (facts, { hierarchy }, input) => hierarchy.isSuperior(facts.issuer, input.court),
};
/** 企业破产法解释二 8: preservation comes back only in its original rank. */
export const rankIsTheOriginal: Guard<Facts, In<'restore'>> = {
  id: 'rank-is-the-original',
  allows: (facts, _context, input) => input.rank === facts.rank,
};
export const returnedAsNonCourt: Guard<Facts, unknown> = {
  id: 'returned-as-non-court',
  allows: (facts, _context) =>
    facts.returned?.reason === 'non-court-freeze' || facts.returned?.reason === 'already-lifted',
};

/** 催办不得过密: the same person urges the same item once in the interval of rule L03; others may urge it meanwhile. */
export const notUrgedLately: Guard<Facts, unknown> = {
  id: 'not-urged-lately',
  allows: ({ urges = [] }, { actor, now, due }) =>
    urges.every(({ by, at }) => by !== actor.person || due({ rule: 'L03', startsAt: at }) <= now),
};

export const guards = {
  ...ladderGuards,
  'freeze-is-not-expired': freezeIsNotExpired,
  'freeze-is-expired': freezeIsExpired,
  'reason-code-is-given': reasonCodeIsGiven,
  'ruling-names-the-account': rulingNamesTheAccount,
  'ruling-names-the-amount': rulingNamesTheAmount,
  'ruling-names-this-freeze': rulingNamesThisFreeze,
  'notice-follows-the-ruling': noticeFollowsTheRuling,
  'receipt-follows-the-ruling': receiptFollowsTheRuling,
  'receipt-matches-the-account': receiptMatchesTheAccount,
  'receipt-matches-the-amount': receiptMatchesTheAmount,
  'receipt-is-recorded': receiptIsRecorded,
  'confirmer-is-not-recorder': confirmerIsNotRecorder,
  'own-freeze-is-gone': ownFreezeIsGone,
  'found-courts-exist': foundCourtsExist,
  'sender-was-contacted': senderWasContacted,
  'new-court-exists': newCourtExists,
  'new-court-is-under-the-issuer': newCourtIsUnderTheIssuer,
  'rank-is-the-original': rankIsTheOriginal,
  'returned-as-non-court': returnedAsNonCourt,
  'not-urged-lately': notUrgedLately,
};
