import pg from 'pg';
import { APPLICATION, CONNECT_MS, TYPES } from './postgres-pool.ts';

/**
 * One connection of its own, not open yet: for what a pool or a pooler cannot keep, such as locks of a
 * session and listening. One that dies is told to the statement under way, and by its event `end`.
 */
export function directClient(connectionString: string): pg.Client {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types: TYPES,
    application_name: APPLICATION,
  });
  // Unheard, the event would end the process.
  client.on('error', () => undefined);
  return client;
}
