import { createHmac } from 'node:crypto';
import { nkeys } from '@nats-io/transport-node';

/** A user's seed, as nkeys writes it. */
const SEED = /^SU[A-Z2-7]{56}$/;
const PROOF = 'skladbridge agent';

/** By what an agent is let in. */
export interface AgentSecret {
  /** Signs what the hub asks, and is never sent; null: the token itself is the password at the hub. */
  readonly seed: Uint8Array | null;
  /**
   * What whoever asks for the warehouse has to know: the password of the warehouse in a profile. Of a key it
   * is derived, and neither gives the key back nor opens the hub.
   */
  readonly token: string;
}

/** What an agent shows of its key to whoever looks after the hub, and to whoever has the profile. */
export interface ShownKey {
  readonly publicKey: string;
  /** As the hub's file has it among its `users`. */
  readonly hubLine: string;
  readonly token: string;
}

/** A new key as it is kept: one line, from which everything else comes. */
export function makeAgentKey(): string {
  return Buffer.from(nkeys.createUser().getSeed()).toString('ascii');
}

/** What a line of letters and digits lets an agent in by; null: a key in which a letter is wrong. */
export function agentSecretOf(line: string): AgentSecret | null {
  if (!SEED.test(line)) return { seed: null, token: line };
  const seed = Buffer.from(line, 'ascii');
  try {
    nkeys.fromSeed(seed);
  } catch {
    return null;
  }
  return { seed, token: createHmac('sha256', seed).update(PROOF).digest('hex') };
}

/** What is shown of a key; null: it is a token, of which nothing may be shown. */
export function showAgentKey(agent: string, { seed, token }: AgentSecret): ShownKey | null {
  if (seed === null) return null;
  const publicKey = nkeys.fromSeed(seed).getPublicKey();
  const may = `subscribe: { allow: "skl.wh.${agent}.>" }, publish: { deny: ">" }`;
  const answers = 'allow_responses: { max: 1, expires: "60s" }';
  return { publicKey, token, hubLine: `{ nkey: "${publicKey}", permissions: { ${may}, ${answers} } }` };
}
