// The tests run on the compiled output, so that what is proven is what is shipped (workers and child processes included).
export default {
  rootDir: 'dist/test',
  testEnvironment: 'node',
  testMatch: ['**/*.test.js'],
  transform: {},
  testTimeout: 30_000,
  maxWorkers: 2,
};
