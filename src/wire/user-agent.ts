import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

/** How the program calls itself to every server, so that a firewall's owner can let it through by name. */
export const USER_AGENT = `Skladbridge/${version}`;
