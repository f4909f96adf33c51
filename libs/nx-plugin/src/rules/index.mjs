// The workspace's own lint rules: what the boundary rule cannot see.
const report = (context, node, message) => context.report({ node, message });

/** R02: no `save()`, cascade or version column of the ORM in domain code: they overwrite and delete in silence. */
const noOrmSave = {
  create: (context) => ({
    'CallExpression[callee.property.name=/^(save|softRemove|recover)$/]': (node) =>
      report(context, node, '领域代码不用 ORM 的 save：请写明语句与条件'),
    "Property[key.name='cascade']": (node) => report(context, node, '不用 cascade：它会悄悄删除行'),
    "Decorator[expression.callee.name='VersionColumn']": (node) =>
      report(context, node, '不用 VersionColumn：它不能防止覆盖'),
  }),
};

/** Every controller method names its operation, and with it who may call. */
const accessIsNamed = {
  create: (context) => ({
    MethodDefinition: (node) => {
      const owner = node.parent.parent;
      const decorated = (list) => (list ?? []).map((d) => d.expression.callee?.name);
      if (
        !decorated(owner.decorators).includes('Controller') ||
        node.kind !== 'method' ||
        node.accessibility === 'private'
      )
        return;
      if (!decorated(node.decorators).includes('Operation'))
        report(context, node, '控制器的方法须以 @Operation 写明其操作与准入');
    },
  }),
};

/** A frozen version imports the engine and nothing else. */
const historyIsFrozen = {
  create: (context) => ({
    ImportDeclaration: (node) => {
      if (node.source.value !== '@xiezhi/engine') report(context, node, '冻结的旧版本只可引用 engine');
    },
  }),
};

/** Pure libraries reach nothing of the machine: no node: modules. */
const pureImports = {
  create: (context) => ({
    ImportDeclaration: (node) => {
      if (/^node:|^(fs|path|crypto|os|net|http)$/.test(node.source.value))
        report(context, node, '纯函数库不引用运行环境');
    },
  }),
};

const mostFolders = 6;
const longest = 100;

/** A path from the root has at most six folders and a hundred characters, and no folder repeats its parent's name. */
const shortPaths = {
  create: (context) => ({
    Program: (node) => {
      const file = context.filename.slice(context.cwd.length + 1).replaceAll('\\', '/');
      const folders = file.split('/').slice(0, -1);
      if (folders.length > mostFolders || file.length > longest) report(context, node, `路径过长：${file}`);
      if (folders.some((name, i) => i > 0 && name === folders[i - 1]))
        report(context, node, `文件夹名与上一级重复：${file}`);
    },
  }),
};

export default {
  meta: { name: 'xiezhi' },
  rules: {
    'no-orm-save': noOrmSave,
    'access-is-named': accessIsNamed,
    'history-is-frozen': historyIsFrozen,
    'pure-imports': pureImports,
    'short-paths': shortPaths,
  },
};
