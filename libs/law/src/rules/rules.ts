import type { Day } from '../checked';
import type { BudgetUnit } from '../time/budget';

/** `percent`: a threshold and no period. */
export type RuleUnit = BudgetUnit | 'percent';

/** 期限规则, effective-dated, with its citation. `confirmed: false` is data from memory that someone must check. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  /** null: set by the order or the letter, which then says it. */
  readonly length: number | null;
  readonly unit: RuleUnit;
  /** 可延长的总长, in the unit of the rule; 0: not to be extended. */
  readonly extension: number;
  readonly basis: string;
  readonly validFrom: Day | null;
  readonly validTo: Day | null;
  readonly confirmed: boolean;
}

interface More {
  readonly confirmed?: false;
  readonly extension?: number;
}
const rule = (
  id: string,
  title: string,
  length: number | null,
  unit: RuleUnit,
  basis: string,
  { confirmed, extension = 0 }: More = {},
): Rule => ({
  id,
  title,
  length,
  unit,
  extension,
  basis,
  confirmed: confirmed ?? true,
  validFrom: null,
  validTo: null,
});
const day = 'natural-day';

/** The seed of the rule book: the versions in force are rows, changed by two people, with examples that are counted first. */
export const rules: readonly Rule[] = [
  rule('D01', '收到执行申请至立案或不予受理', 7, day, '执行工作规定 16'),
  rule('D02', '收到执行申请至发出执行通知', 10, day, '民诉法解释 480'),
  rule('D03', '移送破产审查决定至送达', 5, day, '法发〔2017〕2号 7'),
  rule('D04', '移送破产审查补充材料', 10, day, '法发〔2017〕2号（待核）', { confirmed: false }),
  rule('D05', '移送破产审查', 30, day, '民诉法解释 512'),
  rule('D06', '不予受理生效后退回材料', 7, day, '法发〔2017〕2号 18'),
  rule('D07', '鲜活物变价款移交破产法院', 7, day, '法发〔2017〕2号 8'),
  rule('D08', '控制财产移交破产法院', 7, day, '待核', { confirmed: false }),
  rule('D09', '通知债务人', 5, day, '企业破产法 10'),
  rule('D10', '债务人异议', 7, day, '企业破产法 10'),
  rule('D11', '异议期满后裁定', 10, day, '企业破产法 10'),
  rule('D12', '其他情形裁定是否受理', 15, day, '企业破产法 10', { extension: 15 }),
  rule('D13', '受理裁定送达', 5, day, '企业破产法 11–12'),
  rule('D14', '通知已知债权人并公告', 25, day, '企业破产法 14'),
  rule('D15', '首次债权人会议距申报期满', 15, day, '企业破产法 62'),
  rule('D16', '提交重整计划草案', 6, 'month', '企业破产法 79', { extension: 3 }),
  rule('D17', '召开表决会议', 30, day, '企业破产法 84'),
  // No statute fixes it: it is the window of the order, and the order's own bound is that of its extensions.
  rule('D18', '协同解除冻结的办理时限', null, 'hour', '调度令', { extension: 1440 }),
  rule('D19', '申请解除保全后裁定', 5, day, '财产保全规定 23'),
  rule('D19u', '情况紧急时解除保全', 48, 'hour', '财产保全规定 23'),
  rule('D20', '事项委托办理', 10, day, '法发〔2017〕27号（待核）', { confirmed: false }),
  rule('D20u', '紧急事项委托', 24, 'hour', '法发〔2017〕27号（待核）', { confirmed: false }),
  rule('D21', '委托执行立案', 7, day, '委托执行规定'),
  rule('D22', '答复商请移送执行函', 15, day, '法释〔2016〕6号'),
  rule('D23', '对上级指令申请复议', 5, day, '执行工作规定 72'),
  rule('D24', '案外人异议审查', 15, day, '民诉法 238'),
  rule('D25', '执行行为异议审查', 15, day, '民诉法 236'),
  rule('D26', '确定财产处置参考价', 30, day, '法释〔2018〕15号'),
  rule('D27a', '冻结银行存款', 1, 'year', '民诉法解释 485'),
  rule('D27b', '查封、扣押动产', 2, 'year', '民诉法解释 485'),
  rule('D27c', '查封不动产、冻结其他财产权', 3, 'year', '民诉法解释 485'),
  rule('D28', '申请司法确认', 30, day, '民诉法 205'),
  rule('D29', '第三人履行到期债务或提出异议', 15, day, '执行工作规定 45'),
  rule('D30', '对分配方案提出异议', 15, day, '民诉法解释 509–510'),
  rule('D31', '案款发放', 30, day, '法发〔2017〕6号（待核）', { confirmed: false }),
  rule('D32', '删除或者更正失信信息', 3, 'working-day', '法释〔2017〕7号 9、10、12'),
  rule('D32a', '决定是否纳入失信名单', 15, day, '法释〔2017〕7号 5、12'),
  rule('D32b', '依申请删除后再次申请纳入的间隔', 6, 'month', '法释〔2017〕7号 10'),
  rule('D33', '对纳入决定申请复议', 10, day, '法释〔2017〕7号 12'),
  rule('D33a', '担保权人恢复行使权利的裁定', 30, day, '九民纪要 112'),
  rule('D34', '信访录入', 5, 'working-day', '法〔2021〕322号 30'),
  rule('D35', '不动产登记', 30, 'working-day', '不动产登记暂行条例 20'),
  rule('D36', '法院之间协调的答复', null, day, '来函载明', { extension: 30 }),
  rule('L01', '临期：期限用去的份额', 67, 'percent', '本系统设定'),
  rule('L02', '停滞：无进展的时长', 8, 'hour', '本系统设定'),
  rule('L03', '两次催办的最短间隔', 4, 'hour', '本系统设定'),
  rule('L04', '放假安排将尽的预警', 60, 'working-day', '本系统设定'),
  // 超期升级阶梯: its rungs; each length is changed here, by two people, and not in the code.
  rule('L05', '超期后报上一级法院督办', 4, 'working-hour', '执行工作规定 72、74；法〔2021〕322号', { extension: 40 }),
  rule('L06', '督办后提交书面说明', 1, 'working-day', '执行工作规定 72、74；法〔2021〕322号', { extension: 5 }),
  rule('L07', '说明所承诺的办结', null, day, '办理法院的书面说明', { extension: 5 }),
  rule('L08', '说明所承诺的办结，最迟', 5, 'working-day', '本系统设定'),
  rule('L09', '导出文件的保存', 7, day, '本系统设定'),
];

/** The rule as it stood on a day. */
export const ruleAt = (id: string, on: Day): Rule | undefined =>
  rules.find(
    (r) => r.id === id && (r.validFrom === null || r.validFrom <= on) && (r.validTo === null || on <= r.validTo),
  );
