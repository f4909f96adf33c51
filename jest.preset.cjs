// The backend and the libraries are compiled by swc to CommonJS; Nest 12 is ESM and is required through Node 24 (docs/decisions/0002).
const path = require('node:path');
const lib = (name) => path.join(__dirname, 'libs', name, 'src/index.ts');

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  moduleNameMapper: {
    '^@xiezhi/law/courts$': path.join(__dirname, 'libs/law/src/courts/data.ts'),
    '^@xiezhi/contract/plain$': path.join(__dirname, 'libs/contract/src/plain.ts'),
    ...Object.fromEntries(
      ['engine', 'law', 'papers', 'procedures', 'contract', 'testing'].map((name) => [`^@xiezhi/${name}$`, lib(name)]),
    ),
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2023',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
};
