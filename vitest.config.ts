import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const conditions = ['@tradewright/source', 'node', 'import', 'module', 'default'];
const resolution = { resolve: { conditions }, ssr: { resolve: { conditions } } };

/** Where `.ci/run` wants the report; unset elsewhere. */
const report = process.env['VITEST_JSON_REPORT'];

export default defineConfig({
  ...resolution,
  test: {
    // One worker for each core, where the default leaves one core idle: half of the time on two cores.
    maxWorkers: availableParallelism(),
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        ...resolution,
        test: {
          name: 'unit',
          // Property tests on a busy machine take their time.
          testTimeout: 30_000,
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts'],
          exclude: ['**/*.contract.test.ts', '**/*.live.test.ts'],
        },
      },
      {
        ...resolution,
        test: {
          name: 'integration',
          // These start processes; a busy machine takes its time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: [
            'test/integration/**/*.test.ts',
            'test/rules/**/*.test.ts',
            '**/*.contract.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/*.live.test.ts'],
        },
      },
      { ...resolution, test: { name: 'simulation', include: ['test/simulation/**/*.test.ts'] } },
      {
        ...resolution,
        test: { name: 'live', include: ['**/*.live.test.ts'], exclude: ['**/node_modules/**'] },
      },
    ],
  },
});
