import { defineConfig } from 'vitest/config';

const conditions = ['@tradewright/source', 'node', 'import', 'module', 'default'];
const resolution = { resolve: { conditions }, ssr: { resolve: { conditions } } };

export default defineConfig({
  ...resolution,
  test: {
    passWithNoTests: true,
    projects: [
      {
        ...resolution,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts'],
          exclude: ['**/*.contract.test.ts', '**/*.live.test.ts'],
        },
      },
      {
        ...resolution,
        test: {
          name: 'integration',
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
