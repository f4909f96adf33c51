module.exports = {
  ...require('../jest.preset.cjs'),
  rootDir: __dirname,
  displayName: 'matrix',
  testMatch: ['<rootDir>/matrix/**/*.spec.ts'],
};
