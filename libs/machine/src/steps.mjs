/** What must pass, in order. A jest step counts its tests; any other counts one. `queues`: once on Redis, once on PostgreSQL. `plain`: without the flag that Nest's ESM needs. */
export const steps = [
  { name: 'format', title: ['格式', 'format'], command: ['prettier', '--check', '.'] },
  { name: 'lint', title: ['规范与边界', 'lint and boundaries'], command: ['nx', 'run-many', '-t', 'lint'] },
  { name: 'typecheck', title: ['类型', 'types'], command: ['nx', 'run-many', '-t', 'typecheck'] },
  { name: 'verify', title: ['生成物', 'generated files are fresh'], command: ['nx', 'run-many', '-t', 'verify'] },
  {
    name: 'circles',
    title: ['无循环引用', 'no import circles'],
    command: ['depcruise', '--config', 'dependency-cruiser.cjs', 'backend/src', 'frontend/src', 'libs', 'e2e'],
  },
  { name: 'build', title: ['构建', 'build'], command: ['nx', 'run-many', '-t', 'build', '-p', 'backend', 'frontend'] },
  { name: 'engine', title: ['引擎', 'engine'], jest: 'libs/engine/jest.config.cjs' },
  { name: 'law', title: ['法律值', 'law'], jest: 'libs/law/jest.config.cjs' },
  { name: 'procedures', title: ['程序', 'procedures'], jest: 'libs/procedures/jest.config.cjs' },
  { name: 'contract', title: ['接口约定', 'contract'], jest: 'libs/contract/jest.config.cjs' },
  { name: 'backend', title: ['后端单元', 'backend units'], jest: 'backend/jest.config.cjs' },
  { name: 'frontend', title: ['前端', 'front end'], jest: 'frontend/jest.config.cjs', plain: true },
  {
    name: 'workspace',
    title: ['工作区：边界与生成器', 'workspace: canaries and generator'],
    jest: 'libs/nx-plugin/jest.config.cjs',
  },
  { name: 'integration', title: ['集成', 'integration'], jest: 'backend/jest.integration.cjs', queues: true },
  { name: 'machine', title: ['启动', 'start'], jest: 'libs/machine/jest.config.cjs' },
  { name: 'browser', title: ['浏览器', 'browser journey'], jest: 'e2e/jest.browser.cjs' },
  { name: 'matrix', title: ['查阅权限矩阵', 'access matrix'], jest: 'e2e/jest.matrix.cjs' },
  { name: 'faults', title: ['击杀', 'killing test'], jest: 'e2e/jest.faults.cjs' },
];
