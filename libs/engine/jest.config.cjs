module.exports = {
  ...require('../../jest.preset.cjs'),
  rootDir: __dirname,
  displayName: 'engine',
  collectCoverage: true,
  coverageDirectory: '../../tmp/coverage/engine',
  coverageReporters: ['text-summary'],
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts', '!src/index.ts'],
  coverageThreshold: { global: { branches: 100 } },
};
