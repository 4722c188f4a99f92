import shared from '../../jest.config.cjs';

/** `npm run test:e2e`: one file after the other, since each has a browser and a Playground of its own. */
export default { ...shared, rootDir: '../..', testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'], maxWorkers: 1, testTimeout: 120_000 };
