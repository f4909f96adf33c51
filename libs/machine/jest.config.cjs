module.exports = {
  rootDir: __dirname,
  displayName: 'machine',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.spec.cjs'],
  testTimeout: 180_000,
};
