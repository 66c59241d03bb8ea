import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseAddress } from '../../src/state/postgres/database-address.ts';
import { openPostgresState } from '../../src/state/postgres/postgres-state.ts';
import { describeStateContract } from '../../src/state/state.contract.ts';
import type { State } from '../../src/state/state.ts';
import { hasBouncer, startBouncer } from '../support/postgres/pgbouncer.ts';
import type { PrivateBouncer } from '../support/postgres/pgbouncer.ts';
import { describePostgres, startPostgres } from '../support/postgres/postgres.ts';
import type { PrivatePostgres } from '../support/postgres/postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'skladbridge-state-'));
const DATABASE = 'postgres';
let server: PrivatePostgres;
let bouncer: PrivateBouncer;

const openAt = (url: string, direct?: string): Promise<State> =>
  openPostgresState({ address: databaseAddress(url, direct), folder });

// A pooler takes no schema in an address: each memory is made in the place of the one before.
const empty = () => server.query('drop schema public cascade; create schema public', server.url(DATABASE));

describePostgres('a memory behind a pooler', () => {
  describe.skipIf(!hasBouncer())('in transaction mode', () => {
    beforeAll(async () => {
      server = await startPostgres();
      bouncer = await startBouncer(server);
    });
    afterAll(async () => {
      await bouncer.stop();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    describeStateContract('PgBouncer', async () => {
      await empty();
      return {
        open: () => openAt(bouncer.url(DATABASE), server.url(DATABASE)),
        cleanUp: async () => undefined,
      };
    });

    it('eight open an empty database at once also where nothing goes past the pooler', async () => {
      await empty();
      const states = await Promise.all(Array.from({ length: 8 }, () => openAt(bouncer.url(DATABASE))));
      expect(new Set(states.map((state) => state.installation)).size).toBe(1);
      await Promise.all(states.map((state) => state.close()));
    });
  });
});
