import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

// Runs Next for scripts/start.ts and makes sure that nothing of it is left when the parent is gone: Next starts
// processes of its own and does not notice. This process leads their group, so it ends them all, itself included.
const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
const child = spawn(process.execPath, [next, ...process.argv.slice(2)], { stdio: 'inherit' });
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('disconnect', () => {
  if (process.platform === 'win32') child.kill('SIGKILL');
  else process.kill(-process.pid, 'SIGKILL');
  process.exit(1);
});
