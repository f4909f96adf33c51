/** 岗位: the roles of the demonstration and of the policy, in the order of the enforcement bureau's house. */
export const roles = {
  clerk: { zh: '书记员', en: 'Clerk' },
  assistant: { zh: '法官助理', en: 'Judge’s assistant' },
  judge: { zh: '承办法官', en: 'Judge' },
  panel: { zh: '合议庭', en: 'Panel' },
  chief: { zh: '执行局长', en: 'Bureau chief' },
  president: { zh: '院领导', en: 'President' },
  'duty-officer': { zh: '指挥中心值班员', en: 'Duty officer' },
  'entrust-desk': { zh: '事项委托专员', en: 'Entrust desk' },
  'money-clerk': { zh: '案款管理员', en: 'Money clerk' },
  finance: { zh: '财务', en: 'Finance' },
  'process-supervisor': { zh: '流程管理员', en: 'Process supervisor' },
  coordinator: { zh: '上级法院协调员', en: 'Superior-court coordinator' },
  'national-bureau': { zh: '最高法执行局', en: 'SPC bureau' },
  administrator: { zh: '管理人', en: 'Administrator' },
  bank: { zh: '协助执行人', en: 'Bank liaison' },
  agency: { zh: '府院成员', en: 'Agency liaison' },
  supervisor: { zh: '监督者', en: 'Supervisor' },
  'system-admin': { zh: '系统管理员', en: 'System administrator' },
  'security-admin': { zh: '安全管理员', en: 'Security administrator' },
  'audit-admin': { zh: '审计管理员', en: 'Audit administrator' },
  system: { zh: '系统', en: 'System' },
} as const;

export type Role = keyof typeof roles;

export const roleName = (role: string): { zh: string; en: string } => roles[role as Role] ?? { zh: role, en: role };
