module.exports = {
  ...require('../jest.preset.cjs'),
  rootDir: __dirname,
  displayName: 'backend',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
};
