/** 关系: how the actor's court, or the actor, stands to a coordination or to one of its items. */
export const relations = {
  handling: { zh: '本院承办', en: 'own court handles it' },
  lead: { zh: '本院牵头', en: 'own court leads it' },
  superior: { zh: '承办或牵头法院的上级法院', en: 'above the handling or leading court' },
  national: { zh: '最高人民法院', en: 'the Supreme People’s Court' },
  addressee: { zh: '本院承办其中一项', en: 'own court carries one of its items' },
  'addressee-superior': { zh: '承办其中一项的法院的上级法院', en: 'above a court that carries one of its items' },
  peer: { zh: '同一协同中其他法院的事项', en: 'another court’s item of a shared coordination' },
  granted: { zh: '已获个案授权', en: 'granted for this case' },
  challenged: { zh: '本人紧急查阅', en: 'challenged access of one’s own' },
  appointed: { zh: '本人受指派', en: 'appointed in person' },
  none: { zh: '无关', en: 'no relation' },
} as const;
export type Relation = keyof typeof relations;

/** 密级: ordinary, or restricted to whoever must know (敏感案件). */
export const classes = {
  ordinary: { zh: '一般', en: 'ordinary' },
  restricted: { zh: '限制查阅', en: 'restricted' },
} as const;
export type Classification = keyof typeof classes;

/** What an actor gets: all of it, a part, a refusal that may be known, or silence. In this order of strength. */
export const outcomes = {
  full: { zh: '完整', en: 'in full' },
  masked: { zh: '隐去个人信息与金额', en: 'personal data and sums hidden' },
  outline: { zh: '概要与本院部分', en: 'outline and one’s own part' },
  refused: { zh: '告知存在，不予办理', en: 'told that it exists, refused' },
  hidden: { zh: '不告知存在', en: 'not told that it exists' },
} as const;
export type AccessOutcome = keyof typeof outcomes;
export const strength = Object.keys(outcomes) as readonly AccessOutcome[];
