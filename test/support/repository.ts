import { execFileSync } from 'node:child_process';
import { TestStore } from './store.ts';

/** A test store in a real git repository. */
export class TestRepository {
  readonly test: TestStore;

  private constructor(test: TestStore) {
    this.test = test;
  }

  static async create(): Promise<TestRepository> {
    const repository = new TestRepository(await TestStore.create());
    repository.git('init', '--quiet', '--initial-branch=main');
    return repository;
  }

  /** Runs git; what it prints. @throws Error when it fails */
  git(...args: readonly string[]): string {
    return this.gitReading('', ...args);
  }

  /** The same, of a command that reads its standard input. */
  gitReading(input: string, ...args: readonly string[]): string {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...identity, ...args], {
      cwd: this.test.root,
      encoding: 'utf8',
      input,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    });
  }

  /** True when git did it, false when it refused (a conflict, say). */
  tries(...args: readonly string[]): boolean {
    try {
      this.git(...args);
      return true;
    } catch {
      return false;
    }
  }

  commit(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '-m', message);
  }

  /** Makes a change on a branch off the present one, commits it, and comes back. */
  async branch(name: string, change: () => Promise<unknown>): Promise<void> {
    this.git('checkout', '--quiet', '-b', name);
    await change();
    this.commit(name);
    this.git('checkout', '--quiet', 'main');
  }
}
