import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, madePackages } from './debian-tree.ts';
import { Container, IMAGE_USER, unpackImage } from './runc.ts';

// The image that is made without an engine, run by runc: its user without rights, a root that may only be read, a volume, a
// network of its own.

const VERSION = '0.2.0';
const NAME = `skladbridge-test-${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), 'skladbridge-image-'));
const volume = join(folder, 'volume');
let running: Container | null = null;

beforeAll(() => {
  madePackages(folder, VERSION, 'image');
  mkdirSync(volume, { mode: 0o700 });
  chownSync(volume, IMAGE_USER, IMAGE_USER);
});

afterAll(() => {
  running?.remove();
  rmSync(folder, { recursive: true, force: true });
});

it('the image serves as the recipe says: without rights, nothing written but the volume, ended politely', async () => {
  const image = unpackImage(join(folder, `skladbridge-${VERSION}-image.tar`), VERSION, folder);
  const container = new Container(image, { name: NAME, data: volume });
  running = container;
  const healthy = ['/opt/skladbridge/bin/node', '/opt/skladbridge/bin/healthy.mjs'];
  await expect.poll(() => container.inside(...healthy), { timeout: 60_000 }).toBe(0);
  expect(existsSync(join(volume, 'state.db'))).toBe(true);
  expect(statSync(join(volume, 'state.db')).uid).toBe(IMAGE_USER);
  expect(container.inside('sh', '-c', ': > /opt/skladbridge/x')).not.toBe(0);
  expect(container.inside('skladbridge', 'doctor')).toBe(0);
  expect(call('runc', 'exec', NAME, 'sh', '-c', 'export').text).toContain("MALLOC_ARENA_MAX='1'");
  expect(await container.end()).toBe(0);
});
