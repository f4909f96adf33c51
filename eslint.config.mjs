import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';
import xiezhi from './libs/nx-plugin/src/rules/index.mjs';

/** Who may import whom; the table of ARCHITECTURE.md, as configuration. */
const boundaries = [
  { sourceTag: 'type:engine', onlyDependOnLibsWithTags: ['type:engine'], bannedExternalImports: ['*'] },
  {
    sourceTag: 'type:procedure',
    onlyDependOnLibsWithTags: ['type:engine', 'type:testing'],
    allowedExternalImports: ['zod'],
  },
  {
    sourceTag: 'type:contract',
    onlyDependOnLibsWithTags: ['type:engine', 'type:procedure'],
    allowedExternalImports: ['zod'],
  },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:engine', 'type:procedure', 'type:contract'] },
  { sourceTag: 'type:machine', onlyDependOnLibsWithTags: [] },
  {
    sourceTag: 'scope:backend',
    onlyDependOnLibsWithTags: ['type:engine', 'type:procedure', 'type:contract'],
    bannedExternalImports: ['@angular/*', 'ng-zorro-antd'],
  },
  {
    sourceTag: 'scope:frontend',
    onlyDependOnLibsWithTags: ['type:engine', 'type:procedure', 'type:contract'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg', 'bullmq', 'ioredis', 'fastify'],
  },
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:contract', 'type:testing', 'type:machine'] },
];

/** What the counts of days are tested with, and nothing that ships. */
const testersOfLaw = ['fast-check', 'chinese-days'];

const pureOnly = [
  'error',
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: '决定须可重演：时间由上下文给出。' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: '时间由上下文给出。' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: '决定不得随机。' },
];

export default tseslint.config(
  { ignores: ['**/node_modules', '**/dist', '**/.angular', '**/.nx', '.xiezhi', 'tmp', '**/*.cjs', '**/generated'] },
  ...tseslint.configs.strict.map((c) => ({ ...c, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts', '**/*.mjs'],
    languageOptions: { parser: tseslint.parser },
    plugins: { '@nx': nx, xiezhi, '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: boundaries, allow: [], enforceBuildableLibDependency: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: false }],
      'xiezhi/short-paths': 'error',
      eqeqeq: 'error',
      'no-empty': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: [
      'libs/engine/src/**/*.ts',
      'libs/procedures/src/**/*.ts',
      'libs/law/src/**/*.ts',
      'libs/papers/src/**/*.ts',
    ],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': pureOnly,
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval'],
      'xiezhi/pure-imports': 'error',
    },
  },
  {
    files: ['libs/law/src/**/*.spec.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: boundaries.map(({ bannedExternalImports, ...one }) =>
            one.sourceTag === 'type:engine'
              ? { ...one, allowedExternalImports: testersOfLaw }
              : { ...one, ...(bannedExternalImports ? { bannedExternalImports } : {}) },
          ),
          allow: [],
          enforceBuildableLibDependency: false,
        },
      ],
    },
  },
  {
    files: ['libs/procedures/src/**/*.ts', 'backend/src/**/*.ts', 'frontend/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: '@xiezhi/testing', message: '测试工具不进产品。' }] }],
    },
  },
  { files: ['libs/procedures/src/*/history/*.ts'], rules: { 'xiezhi/history-is-frozen': 'error' } },
  {
    files: ['backend/src/**/*.ts'],
    rules: { 'xiezhi/no-orm-save': 'error', 'xiezhi/access-is-named': 'error' },
  },
  // The state of a drawing is saved and restored; there is no entity here.
  { files: ['backend/src/documents/print/*.ts'], rules: { 'xiezhi/no-orm-save': 'off' } },
  ...angular.configs.tsRecommended.map((c) => ({ ...c, files: ['frontend/src/**/*.ts'] })),
  { files: ['frontend/src/**/*.ts'], processor: angular.processInlineTemplates },
  ...angular.configs.templateRecommended.map((c) => ({ ...c, files: ['frontend/src/**/*.html'] })),
  ...angular.configs.templateAccessibility.map((c) => ({ ...c, files: ['frontend/src/**/*.html'] })),
);
