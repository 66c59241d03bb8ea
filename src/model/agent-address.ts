/** A name is a part of subjects, where all but small letters, digits and hyphens would mean something. */
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** True for what an agent may be called: it is written in addresses, and in the permissions of its hub. */
export function isAgentName(text: string): boolean {
  return NAME.test(text);
}

/** The agent that `agent:NAME` names, as it is written; null for an address of another kind. */
export function agentOfAddress(address: string): string | null {
  return /^agent:(.*)$/is.exec(address.trim())?.[1]?.trim() ?? null;
}
