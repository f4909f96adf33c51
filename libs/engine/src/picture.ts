import type { Action, AnyLabels, AnyProcedure } from './procedure';

export interface Edge {
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

type Loose = Action<string, unknown, unknown>;

const actionsOf = (procedure: AnyProcedure): [string, Loose][] =>
  Object.entries(procedure.actions as unknown as Record<string, Loose>);

const targets = (action: Loose, from: string): readonly string[] =>
  action.to === undefined ? [from] : typeof action.to === 'string' ? [action.to] : action.to.oneOf;

/** Every way from stage to stage; an action that stays is a loop. */
export const edgesOf = (procedure: AnyProcedure): Edge[] =>
  actionsOf(procedure).flatMap(([name, action]) =>
    action.from.flatMap((from) => targets(action, from).map((to) => ({ action: name, from, to }))),
  );

/** Stages in layers by distance from the first; the screen draws columns from it. */
export const layersOf = (procedure: AnyProcedure): string[][] => {
  const edges = edgesOf(procedure);
  const layers: string[][] = [[procedure.initial]];
  const seen = new Set<string>([procedure.initial]);
  for (let layer = layers[0] as string[]; layer.length > 0;) {
    const next = [...new Set(edges.filter((e) => layer.includes(e.from) && !seen.has(e.to)).map((e) => e.to))];
    next.forEach((stage) => seen.add(stage));
    if (next.length > 0) layers.push(next);
    layer = next;
  }
  return layers;
};

/** 期限 that no rule measures, that nothing follows, or that would approve by silence. */
const deadlineFaults = (procedure: AnyProcedure, labels: AnyLabels, knowsRule: (id: string) => boolean): string[] => {
  const actions = new Map(actionsOf(procedure));
  const approved = new Set(
    edgesOf(procedure)
      .filter(({ action, from, to }) => actions.get(action)?.approves === true && from !== to)
      .map(({ to }) => to),
  );
  const declared = procedure.deadlines ?? {};
  return Object.entries(declared).flatMap(([name, { rule, onExpiry, follows, share }]) => {
    const faults: string[] = [];
    if (!knowsRule(rule)) faults.push(`期限 ${name} 的规则 ${rule} 不存在`);
    if (labels.deadlines === undefined || !Object.hasOwn(labels.deadlines, name))
      faults.push(`期限 ${name} 缺少界面文字`);
    if (share !== undefined && !(share > 0 && share < 1)) faults.push(`期限 ${name} 的份额不在 0 与 1 之间`);
    if (follows !== undefined && !Object.hasOwn(declared, follows))
      faults.push(`期限 ${name} 所随的 ${follows} 不存在`);
    const action = actions.get(onExpiry);
    if (!action) return [...faults, `期限 ${name} 届满后的 ${onExpiry} 不是该程序的办理动作`];
    if (!action.by.includes('system')) faults.push(`期限 ${name} 届满后的 ${onExpiry} 系统不得办理`);
    const leads = action.from.flatMap((from) => targets(action, from).filter((to) => to !== from));
    if (action.approves === true || leads.some((to) => approved.has(to)))
      faults.push(`期限 ${name} 届满即视为批准（${onExpiry}）`);
    return faults;
  });
};

/** Faults of a definition, in words; none for a sound one. `knowsRule` asks the rule book. */
export const check = (procedure: AnyProcedure, labels: AnyLabels, knowsRule: (id: string) => boolean): string[] => {
  const stages = procedure.stages as readonly string[];
  const final = procedure.final as readonly string[];
  const reached = new Set(layersOf(procedure).flat());
  const faults: string[] = deadlineFaults(procedure, labels, knowsRule);
  for (const stage of stages) {
    if (!reached.has(stage)) faults.push(`阶段 ${stage} 无法到达`);
    if (!Object.hasOwn(labels.stages, stage)) faults.push(`阶段 ${stage} 缺少界面文字`);
    const leaves = edgesOf(procedure).some((edge) => edge.from === stage && edge.to !== stage);
    if (!final.includes(stage) && !leaves) faults.push(`阶段 ${stage} 没有出口`);
  }
  for (const [name, action] of actionsOf(procedure)) {
    if (!Object.hasOwn(labels.actions, name)) faults.push(`办理动作 ${name} 缺少界面文字`);
    if (action.by.length === 0) faults.push(`办理动作 ${name} 无人可办`);
    const leavesFinal = action.from.some((stage) => final.includes(stage));
    if (leavesFinal && action.to !== undefined && action.reopens !== true)
      faults.push(`办理动作 ${name} 离开终结阶段而未声明`);
    for (const guard of action.guards ?? [])
      if (!Object.hasOwn(labels.guards, guard.id)) faults.push(`条件 ${guard.id} 缺少界面文字`);
    for (const need of action.requires ?? [])
      for (const kind of typeof need === 'string' ? [need] : need.anyOf)
        if (!Object.hasOwn(labels.documents, kind)) faults.push(`文书 ${kind} 缺少界面文字`);
  }
  return faults;
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The rule book of a procedure, for judges: generated, and verified to be fresh. */
export const catalogue = (procedure: AnyProcedure, labels: AnyLabels): string => {
  const stage = (name: string): string => labels.stages[name]?.zh ?? name;
  const document = (name: string): string => labels.documents[name]?.zh ?? name;
  const actions = actionsOf(procedure).map(([name, action]) =>
    row([
      labels.actions[name]?.zh ?? name,
      action.from.map(stage).join('、'),
      [...new Set(action.from.flatMap((from) => targets(action, from)))].map(stage).join('、'),
      action.by.join('、'),
      (action.requires ?? [])
        .map((n) => (typeof n === 'string' ? document(n) : n.anyOf.map(document).join(' 或 ')))
        .join('；'),
      (action.guards ?? []).map((guard) => labels.guards[guard.id]?.zh ?? guard.id).join('；'),
    ]),
  );
  const arrows = edgesOf(procedure).map(
    (edge) => `  ${ident(edge.from)} --> ${ident(edge.to)}: ${labels.actions[edge.action]?.zh ?? edge.action}`,
  );
  const names = (procedure.stages as readonly string[]).map((name) => `  ${ident(name)}: ${stage(name)}`);
  return [
    `# ${labels.title.zh} (${procedure.name}, v${procedure.version})`,
    '',
    labels.summary.zh,
    '',
    row(['办理动作', '所在阶段', '转入阶段', '办理人', '须有文书', '条件']),
    row(['---', '---', '---', '---', '---', '---']),
    ...actions,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...names,
    `  [*] --> ${ident(procedure.initial)}`,
    ...arrows,
    '```',
    '',
  ].join('\n');
};

const ident = (stage: string): string => stage.replaceAll('-', '_');
