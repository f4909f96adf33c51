module.exports = {
  ...require('../jest.preset.cjs'),
  rootDir: __dirname,
  displayName: 'browser',
  testMatch: ['<rootDir>/browser/**/*.spec.ts'],
  testTimeout: 180_000,
};
