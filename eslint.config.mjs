import eslint from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** DESIGN, Rooms: which rooms a room may import from. Imports run one way. */
const ROOMS = {
  language: [],
  config: [],
  workspace: ['language', 'config'],
  store: ['language', 'config'],
  server: ['language', 'config', 'workspace', 'store/catalog'],
  client: ['language', 'config', 'store', 'server/protocol.ts'],
  cli: ['language', 'config', 'workspace', 'store'],
  'node-red': ['language', 'config', 'store'],
};

const zones = Object.entries(ROOMS).flatMap(([room, allowed]) =>
  Object.keys(ROOMS)
    .filter((other) => other !== room)
    .map((other) => ({
      target: `./${room}`,
      from: `./${other}`,
      except: allowed
        .filter((a) => a === other || a.startsWith(`${other}/`))
        .map((a) => (a === other ? './' : `./${a.slice(other.length + 1)}`)),
      message: `${room} must not import from ${other} (ARCHITECTURE.md, Rooms).`,
    })),
);
zones.push({
  target: './node-red/editor',
  from: './store',
  except: [],
  message: 'What runs in the browser has names only: no store (ARCHITECTURE.md, Rooms).',
});

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'out/',
      'node_modules/',
      '.cache/',
      'test/fixtures/',
      'examples/',
      'test/vscode-host/node_modules/',
      'test/node-red-host/node_modules/',
    ],
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        // A browser's globals in the editor's part, those of Node.js elsewhere.
        project: ['./tsconfig.json', './node-red/editor/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      'no-console': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['{language,config,workspace,store,server,cli,node-red}/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'vscode', message: 'Only client/ imports vscode.' }] }],
    },
  },
  {
    files: ['{language,config}/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', 'vscode*'],
              message: 'language/ and config/ are pure: no file system, no editor, no LSP.',
            },
          ],
        },
      ],
    },
  },
  { files: ['cli/**/*.ts', 'scripts/**', 'bench/**', 'test/**', '*.mjs'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Playwright reads the names of a fixture's needs from its first parameter, which must be a pattern.
    files: ['test/{ui,node-red-ui}/**/*.ts'],
    rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
  },
  { files: ['**/*.config.{ts,mjs}'], rules: { 'import-x/no-default-export': 'off' } },
  {
    // TypeScript (checkJs) knows the globals of Node better than no-undef does.
    files: ['**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-undef': 'off' },
  },
  {
    // Declares the globals of function nodes, so it is no part of our own program.
    files: ['function-types/*.d.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { '@typescript-eslint/no-explicit-any': 'off', '@typescript-eslint/no-unused-vars': 'off' },
  },
  {
    // Runs in a webview.
    files: ['media/**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { acquireVsCodeApi: 'readonly', document: 'readonly', window: 'readonly' } },
  },
);
