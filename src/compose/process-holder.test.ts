import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isProcessAlive, processHolder, thisMachine } from './process-holder.ts';

const { host, boot, processes } = thisMachine();
const [, pid = '', start = ''] = /:(\d+):(\d+)$/.exec(processHolder()) ?? [];
const at = (place: string, process = pid, started = start): string => `${place}:${process}:${started}`;
const HERE = `${host}/${boot ?? ''}/${processes}`;

it('Q7: a holder lives or is dead where its number means a process; anywhere else nobody can tell', () => {
  expect(processHolder()).toBe(at(HERE));
  expect(isProcessAlive(processHolder())).toBe(true);
  // No process has the highest number; another one may have been given this process's.
  expect(isProcessAlive(at(HERE, '4194303'))).toBe(false);
  expect(isProcessAlive(at(HERE, pid, '1'))).toBe(false);
  for (const elsewhere of [
    `other/${boot ?? ''}/${processes}`,
    `${host}/${boot ?? ''}/1${processes}`,
    `${host}/before/${processes}`,
  ])
    expect(isProcessAlive(at(elsewhere, '4194303'))).toBeNull();
  expect(isProcessAlive(at(hostname()))).toBe(true);
});

it.runIf(boot !== null)('Q8: of an unknown start whoever lives is known, and nobody is called dead', () => {
  const unknown = `${host}//${processes}`;
  expect(isProcessAlive(at(unknown))).toBe(true);
  expect(isProcessAlive(at(unknown, '4194303'))).toBeNull();
  expect(isProcessAlive(at(unknown, pid, '1'))).toBeNull();
  expect(isProcessAlive(at(`other//${processes}`))).toBeNull();
});

const canLay = boot !== null && spawnSync('unshare', ['--mount', 'true']).status === 0;

it.runIf(canLay)('Q8: a number that a container lays over the kernel’s is no start of the machine', () => {
  const tell = `import(process.argv[1]).then(({ thisMachine, isProcessAlive }) =>
    console.log(JSON.stringify([thisMachine().boot, isProcessAlive(process.argv[2])])))`;
  const lay = `mount -t tmpfs tmpfs /mnt && echo 11111111-1111-4111-8111-111111111111 > /mnt/boot &&
    mount --bind /mnt/boot /proc/sys/kernel/random/boot_id && exec "$@"`;
  const program = fileURLToPath(new URL('process-holder.ts', import.meta.url));
  const words = [process.execPath, '--eval', tell, program, processHolder()];
  const { stdout } = spawnSync('unshare', ['--mount', 'sh', '-c', lay, 'sh', ...words], { encoding: 'utf8' });
  expect(stdout).toBe('[null,true]\n');
});
