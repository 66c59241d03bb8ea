import type { Texts } from '../texts.ts';

const LOOK_AGAIN = 'Nothing is lost: the next run tries again.';

/** Agents of warehouses in back offices, and the hub that they come to. */
export const AGENT_ERRORS = {
  'agent.hubNotSet': {
    what: 'Nobody has said where the hub of the agents is.',
    remedy:
      'At the hoster set SKLADBRIDGE_NATS=tls://user:password@hub.example.bg:4222; at the agent "--hub".',
  },
  'agent.hubMalformed': {
    what: 'The address of the hub cannot be read.',
    remedy: 'Enter it like tls://hub.example.bg:4222. @, : and / in a password are written %40, %3A and %2F.',
  },
  'agent.hubPlain': {
    what: 'The line to the hub {hub} is not encrypted.',
    remedy: 'Use tls://. Without encryption only a hub on this very machine is spoken to.',
  },
  'agent.hubRefused': {
    what: 'The hub {hub} did not take the key, the name or the token, or does not allow this user to do that.',
    remedy: 'Compare the key (agent --new-key shows it), name and token with the configuration of the hub.',
  },
  'agent.hubUnreachable': {
    what: 'The hub {hub} does not answer ({reason}).',
    remedy: 'Check address, port and whether the machine is on. ' + LOOK_AGAIN,
  },
  'agent.hubCertificate': {
    what: 'The certificate of the hub {hub} was not accepted ({reason}).',
    remedy:
      'If an authority of yours has signed it, name its file: "--ca" at the agent, SKLADBRIDGE_NATS_CA at the hoster.',
  },
  'agent.tokenMalformed': {
    what: 'There is no key of an agent in the file {file}.',
    remedy:
      'Make one in a new file by "--new-key". A token of before is one line of 32 to 200 Latin letters and digits.',
  },
  'agent.notAKey': {
    what: 'In the file {file} is a token of before, and no key. The agent works with it as it did.',
    remedy: 'To change to a key, name another file with --token-file.',
  },
  'agent.nameMalformed': {
    what: '"{name}" cannot be the name of an agent.',
    remedy: 'A name has up to 40 small Latin letters, digits and hyphens, such as magazin-7.',
  },
  'agent.warehouseElsewhere': {
    what: 'An agent opens a database, and {address} is another agent.',
    remedy: 'Name the database itself: mysql://…, mssql://…, sqlite:…, api+http://….',
  },
  'warehouse.agent.tooOld': {
    what: 'The agent {agent} is of an old version ({version}) and cannot work with this program ({mine}).',
    remedy: 'Update the program on the machine of the agent and start it again. Nothing was written.',
  },
  'warehouse.agent.tooNew': {
    what: 'The agent {agent} is of a newer version ({version}) that does not speak with this program ({mine}) any more.',
    remedy: 'Update the program at the hoster. Nothing was written.',
  },
  'warehouse.agent.tokenWrong': {
    what: 'The agent {agent} did not take the password of the warehouse of this profile.',
    remedy:
      'In the profile the password of the warehouse is the token of the agent. Enter it again: "skladbridge profile secret NAME warehouseSecret".',
  },
  'warehouse.agent.unreadable': {
    what: 'What the program and the agent {agent} say to each other cannot be read ({what}).',
    remedy: 'Bring both to the same version.',
  },
  'warehouse.agent.unknownFault': {
    what: 'The agent {agent} told a fault that this version does not know: {code}.',
    remedy: 'Update the program at the hoster to see what it means.',
  },
} satisfies Partial<Texts['errors']>;
