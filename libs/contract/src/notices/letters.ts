/** 消息的种类: its words, and how urgent it looks. Letters of the procedures first, then those of people and of the house. */
export const letters = {
  'dispatch-order': { zh: '新的协同任务，请签收', en: 'A new task: please sign for it', light: 'green' },
  query: { zh: '被协同法院反馈情况，请答复', en: 'The addressee asks: please answer', light: 'amber' },
  answer: { zh: '反馈已获答复', en: 'Your query was answered', light: 'green' },
  'send-back': { zh: '已发回，请更正', en: 'Sent back: please correct', light: 'amber' },
  'return-note': { zh: '事项被退回', en: 'An item was returned', light: 'amber' },
  woken: { zh: '轮候冻结已生效', en: 'A waiting freeze took effect', light: 'amber' },
  expired: { zh: '冻结期满失效', en: 'A freeze expired', light: 'grey' },
  withdrawn: { zh: '协同已撤回', en: 'The coordination was withdrawn', light: 'grey' },
  reminder: { zh: '期限过半，请抓紧', en: 'Half of the time is gone', light: 'amber' },
  overdue: { zh: '已超期', en: 'Overdue', light: 'red' },
  supervised: { zh: '超期未办，请督办', en: 'Overdue and not done: please supervise', light: 'red' },
  explain: {
    zh: '已报上级督办，请限期书面说明',
    en: 'Your superior was told: please explain in writing',
    light: 'red',
  },
  explained: { zh: '超期事项已作说明', en: 'The court explained the delay', light: 'amber' },
  'superior-acts': {
    zh: '逾期未说明或承诺未兑现，上级可以直接处理',
    en: 'No explanation, or a broken promise: the superior may act itself',
    light: 'red',
  },
  'superior-acted': {
    zh: '上级法院已直接裁定，请执行',
    en: 'The superior ruled itself: please carry it out',
    light: 'red',
  },
  'slip-blue': { zh: '收到蓝色提醒单，请签收', en: 'A blue slip: please sign for it', light: 'amber' },
  'slip-yellow': { zh: '收到黄色督办单，请签收', en: 'A yellow slip: please sign for it', light: 'amber' },
  'slip-red': { zh: '收到红色督办单，请签收', en: 'A red slip: please sign for it', light: 'red' },
  urge: { zh: '催办', en: 'You are urged', light: 'amber' },
  delegated: { zh: '有岗位委托您代办', en: 'A post was lent to you', light: 'green' },
  granted: { zh: '获准查阅一件协同', en: 'You were granted access to a coordination', light: 'green' },
  challenged: { zh: '辖区事项被紧急查阅', en: 'Challenged access to a case of your line', light: 'amber' },
  'given-up': {
    zh: '后续事务多次未成，须人工处理',
    en: 'Background work was given up: a person must look',
    light: 'red',
  },
  'webhook-disabled': {
    zh: '事件推送多次失败，已停用',
    en: 'A subscription failed too often and was disabled',
    light: 'red',
  },
} as const;

export type Letter = keyof typeof letters;

/** What is mailed at once to whoever asks for the red ones only. */
export const redLetters = Object.entries(letters).flatMap(([letter, { light }]) => (light === 'red' ? [letter] : []));

export const letterOf = (letter: string): { readonly zh: string; readonly en: string; readonly light: string } =>
  letters[letter as Letter] ?? { zh: letter, en: letter, light: 'grey' };
