import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessPath } from '../../src/model/access-address.ts';
import { accessError } from '../../src/warehouse/access/access-errors.ts';
import { AccessWarehouse } from '../../src/warehouse/access/access-warehouse.ts';
import { COMMIT_TABLE_AT } from '../../src/warehouse/access/jet/commit-table.ts';
import { PAGE_SIZE } from '../../src/warehouse/access/jet/jet-file.ts';
import { rc4 } from '../../src/warehouse/access/jet/rc4.ts';
import { readLockFile } from '../../src/warehouse/access/lock-file.ts';
import { takeSnapshot } from '../../src/warehouse/access/take-snapshot.ts';
import { accessFile } from '../support/access-files.ts';

const signal = new AbortController().signal;
let folder = '';
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The code of the error that a file's reading ends with. */
async function codeOf(bytes: Buffer | null): Promise<string> {
  count += 1;
  const path = join(folder, `${count}.mdb`);
  if (bytes !== null) writeFileSync(path, bytes);
  const warehouse = new AccessWarehouse({ path, folder: join(folder, 'snapshots'), now: Date.now });
  const error = await warehouse.readFacts(signal).catch((thrown: unknown) => thrown);
  await warehouse.close();
  return (error as { code?: string }).code ?? 'none';
}

function changed(change: (bytes: Buffer) => void, from = accessFile('small.mdb')): Buffer {
  change(from);
  return from;
}

/** Sets the key of the pages' encoding in the masked head, as ACE does when it encrypts. */
function encrypt(bytes: Buffer): void {
  const mask = Buffer.from([0xc7, 0xda, 0x39, 0x6b]);
  const head = rc4(mask, bytes.subarray(0x18, 0x98));
  head.writeUInt32LE(0x1234_5678, 0x3e - 0x18);
  rc4(mask, head).copy(bytes, 0x18);
}

describe('files that are not read', () => {
  it('each has its own code', async () => {
    expect(await codeOf(null)).toBe('warehouse.unreachable');
    expect(await codeOf(Buffer.alloc(0))).toBe('warehouse.access.notAccess');
    expect(await codeOf(Buffer.from('<html>'.repeat(2000)))).toBe('warehouse.access.notAccess');
    expect(await codeOf(changed((bytes) => void bytes.writeUInt8(0, 0x14)))).toBe('warehouse.access.tooOld');
    expect(await codeOf(changed(encrypt, accessFile('small.accdb')))).toBe('warehouse.access.encrypted');
  });

  it('a database of Access that is no warehouse names what is missing', async () => {
    const bytes = accessFile('small.mdb');
    // The first mention of a table is its name in the catalogue.
    bytes.write('Xxxxx', bytes.indexOf('Store', 0, 'utf16le'), 'utf16le');
    count += 1;
    const path = join(folder, `${count}.mdb`);
    writeFileSync(path, bytes);
    const warehouse = new AccessWarehouse({ path, folder: join(folder, 'snapshots'), now: Date.now });
    await expect(warehouse.readFacts(signal)).rejects.toMatchObject({
      code: 'warehouse.notWarehousePro',
      facts: { missing: 'store' },
    });
    await warehouse.close();
  });

  it('nothing is written into one', async () => {
    const warehouse = new AccessWarehouse({ path: 'C:\\x.mdb', folder, now: Date.now });
    for (const write of [warehouse.recordOperation(), warehouse.addGoods(), warehouse.markInstallation()])
      await expect(write).rejects.toMatchObject({ code: 'warehouse.access.readOnly' });
    await warehouse.close();
    await expect(warehouse.readFacts(signal)).rejects.toMatchObject({ code: 'warehouse.closed' });
  });
});

/** Takes a snapshot of a file that stands still, without waiting; answers its outcome. */
async function taken(bytes: Buffer | 'locked', load: () => string, isOpened = false): Promise<unknown> {
  let now = 0;
  let looks = 0;
  const look = async () => {
    now += 10;
    looks += 1;
    if (bytes === 'locked') throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
    const commits = [bytes.subarray(COMMIT_TABLE_AT, PAGE_SIZE)];
    return { bytes, isUnchanged: looks > 1, commits, isWholePages: true };
  };
  const tools = { look, load, drop: () => undefined, now: () => now, isOpened: async () => isOpened };
  const sleep = async (milliseconds: number) => void (now += milliseconds);
  const place = { address: 'access:x.mdb', who: ['KASA-1', 'SKLAD-PC'] };
  return takeSnapshot({ ...tools, sleep }).catch((error: unknown) => accessError(error, place));
}

describe('files that others hold', () => {
  it('opened exclusively: told with who has it', async () => {
    expect(await taken('locked', () => '')).toMatchObject({
      code: 'warehouse.access.locked',
      facts: { who: 'KASA-1, SKLAD-PC' },
    });
  });

  it('damaged: the same contradiction in every reading of a file that stands still', async () => {
    const torn = changed((bytes) => bytes.fill(0, 73 * PAGE_SIZE, 74 * PAGE_SIZE));
    expect(await codeOf(torn)).toBe('warehouse.corrupt');
  }, 30_000);

  it('a writer that was cut off: whole, with a notice; while somebody is in the lock file, not taken', async () => {
    const cut = changed((bytes) => void bytes.writeUInt16BE(0, COMMIT_TABLE_AT + 2));
    expect(await taken(cut, () => 'loaded')).toEqual({ loaded: 'loaded', isCutOff: true });
    expect(await taken(cut, () => 'loaded', true)).toMatchObject({ code: 'warehouse.access.halfWritten' });
  });

  it('the lock file names computers, each once; none is no fault', async () => {
    const entry = (computer: string) => {
      const bytes = Buffer.alloc(64);
      bytes.write(computer, 0, 'latin1');
      bytes.write('Admin', 32, 'latin1');
      return bytes;
    };
    writeFileSync(
      join(folder, 'a.ldb'),
      Buffer.concat([entry('KASA-1'), entry('SKLAD-PC'), entry('KASA-1')]),
    );
    expect(await readLockFile(join(folder, 'a.mdb'))).toEqual(['KASA-1', 'SKLAD-PC']);
    expect(await readLockFile(join(folder, 'b.accdb'))).toEqual([]);
  });
});

describe('addresses of Access', () => {
  it.each([
    ['access:склад.mdb', 'склад.mdb'],
    ['access:C:\\Data\\Microinvest.mdb', 'C:\\Data\\Microinvest.mdb'],
    [
      'C:\\ProgramData\\Microinvest\\Warehouse Pro\\Microinvest.MDB',
      'C:\\ProgramData\\Microinvest\\Warehouse Pro\\Microinvest.MDB',
    ],
    ['/srv/copy/Microinvest.accdb', '/srv/copy/Microinvest.accdb'],
    ['access:/srv/backup', '/srv/backup'],
    ['sqlite:Microinvest.mdb', 'Microinvest.mdb'],
    ['sqlite:/srv/warehouse.db', null],
    ['mysql://u@host/db.mdb', null],
    ['api+http://host/a.mdb', null],
    ['access:', null],
    ['', null],
  ])('%s', (address, path) => {
    expect(accessPath(address)).toBe(path);
  });
});
