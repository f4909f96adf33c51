module.exports = {
  rootDir: __dirname,
  displayName: 'workspace',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.spec.cjs'],
  testTimeout: 240_000,
};
