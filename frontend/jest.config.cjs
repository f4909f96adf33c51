const { createCjsPreset } = require('jest-preset-angular/presets');
const base = require('../jest.preset.cjs');

module.exports = {
  ...createCjsPreset({ tsconfig: `${__dirname}/tsconfig.spec.json` }),
  rootDir: __dirname,
  displayName: 'frontend',
  transformIgnorePatterns: ['node_modules/(?!.*\\.mjs$|@jsverse/|qr/)'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  moduleNameMapper: base.moduleNameMapper,
  setupFilesAfterEnv: ['<rootDir>/src/testing/setup.ts'],
};
