/** Types are checked once by tsc; swc only strips them. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }] },
  // Each test file loads the knowledge and the model; two at a time keeps memory small.
  maxWorkers: 2,
  testTimeout: 240_000,
};
