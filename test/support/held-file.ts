import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Takes a lease for writing (fcntl(2), F_SETLEASE = 1024): Linux lets nobody open the file while it is held, up to 45 s. */
const HOLDER = `
  $SIG{IO} = 'IGNORE'; $| = 1;
  open(my $file, '+<', $ARGV[0]) or die $!;
  fcntl($file, 1024, 1) or die $!;
  print "held";
  sleep 60;
`;

/** Makes whoever opens a file wait, as for a disk or a mount that does not answer. Call `release` in the end. */
export async function holdFile(file: string): Promise<{ readonly release: () => Promise<void> }> {
  const holder = spawn('perl', ['-e', HOLDER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(holder, 'exit');
  await Promise.race([
    once(holder.stdout, 'data'),
    ended.then(() => {
      throw new Error(`${file} can't be held.`);
    }),
  ]);
  return {
    release: async () => {
      holder.kill('SIGKILL');
      await ended;
    },
  };
}
