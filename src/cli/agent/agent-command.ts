import type { Command } from 'commander';
import { asSyncError, SyncError } from '../../model/sync-error.ts';
import { errorText, fill } from '../../texts/text.ts';
import { word } from '../building.ts';
import type { Building } from '../building.ts';
import { EXIT } from '../exit-codes.ts';
import type { AgentRequest, AgentTold } from '../program.ts';
import { readWarehousePassword } from '../read-secret.ts';
import type { CliSession } from '../session.ts';

/** What is typed; each has a variable of the environment, for services. */
interface ServiceOptions {
  readonly hub?: string;
  readonly ca?: string;
  readonly tokenFile?: string;
  readonly warehouse?: string;
}

interface AgentOptions extends ServiceOptions {
  /** The key is made and shown, and nothing is served. */
  readonly newKey?: boolean;
}

const VARIABLES: Readonly<Record<keyof ServiceOptions, string>> = {
  hub: 'SKLADBRIDGE_HUB',
  ca: 'SKLADBRIDGE_HUB_CA',
  tokenFile: 'SKLADBRIDGE_TOKEN_FILE',
  warehouse: 'SKLADBRIDGE_WAREHOUSE',
};
const WRITTEN: Readonly<Record<keyof ServiceOptions, string>> = {
  hub: '--hub',
  ca: '--ca',
  tokenFile: '--token-file',
  warehouse: '--warehouse',
};

/** An option as it is typed, else as the environment has it; null = neither says anything. */
function optional(session: CliSession, options: ServiceOptions, name: keyof ServiceOptions): string | null {
  const value = options[name] ?? session.io.env[VARIABLES[name]] ?? '';
  return value === '' ? null : value;
}

function needed(session: CliSession, options: ServiceOptions, name: keyof ServiceOptions): string {
  const value = optional(session, options, name);
  if (value !== null) return value;
  throw new SyncError('settings.missing', { key: `${WRITTEN[name]} (${VARIABLES[name]})` });
}

/** Tells people, scripts and the log what the agent does; of what it is asked only the method. */
function teller(session: CliSession): (told: AgentTold) => void {
  const { texts, log, isJson } = session;
  const { phrases } = texts;
  return (told) => {
    if (told.kind === 'fault') log.fault(told.fault, { method: told.method });
    else log.line('info', `agent.${told.kind}`, told);
    if (isJson) {
      const { fault, ...rest } = { fault: null, ...told };
      session.printJson({ type: 'agent', ...rest, ...(fault === null ? {} : { code: fault.code }) });
      return;
    }
    switch (told.kind) {
      case 'line':
        session.print(told.isThere ? phrases['agent.lineThere'] : phrases['agent.lineLost']);
        return;
      case 'session':
        return;
      case 'stranger':
        session.printFault(phrases['agent.stranger']);
        return;
      case 'fault':
        session.printFault(errorText(texts, told.fault).what);
    }
  };
}

/** What of the key has to be told at the hoster; the key itself stays in its file. */
async function newKeyCommand(session: CliSession, name: string, options: ServiceOptions): Promise<number> {
  const file = needed(session, options, 'tokenFile');
  const { publicKey, hubLine, token } = await session.program.makeAgentKey(name, file);
  const { phrases } = session.texts;
  if (session.isJson) session.printJson({ type: 'agentKey', name, publicKey, hubLine, token });
  else {
    session.print(fill(phrases['agent.keyKept'], { file }));
    session.print(phrases['agent.keyHub']);
    session.print(`  ${hubLine}`);
    session.print(fill(phrases['agent.keyProfile'], { agent: name }));
    session.print(`  ${token}`);
  }
  return EXIT.done;
}

/** Until Ctrl-C, or until the hub refuses it. */
async function agentCommand(session: CliSession, name: string, options: AgentOptions): Promise<number> {
  if (options.newKey === true) return newKeyCommand(session, name, options);
  const url = needed(session, options, 'warehouse');
  const request: AgentRequest = {
    name,
    url,
    hub: needed(session, options, 'hub'),
    tokenFile: needed(session, options, 'tokenFile'),
    caFile: optional(session, options, 'ca'),
    password: await readWarehousePassword(session, url),
    dataFolder: session.dataFolder,
    signal: session.signal,
    onTold: teller(session),
  };
  const agent = await session.program.serveAgent(request);
  const { phrases } = session.texts;
  if (session.isJson) session.printJson({ type: 'agentServed', name, hub: agent.hub });
  else {
    session.print(fill(phrases['agent.running'], { agent: name, hub: agent.hub, address: url }));
    session.print(phrases['sandbox.stop']);
  }
  const stopped = new Promise<null>((done) => {
    if (session.signal.aborted) done(null);
    session.signal.addEventListener('abort', () => done(null), { once: true });
  });
  try {
    const reason = await Promise.race([stopped, agent.ended]);
    if (reason !== null) throw asSyncError(reason);
    return EXIT.done;
  } finally {
    await agent.close();
  }
}

/** `agent`: serves the warehouse beside this machine over a hub. */
export function addAgentCommand(root: Command, building: Building): void {
  root
    .command('agent <agent>')
    .description(word(building, 'agent'))
    .option('--hub <address>', word(building, 'agent.hub'))
    .option('--ca <file>', word(building, 'agent.ca'))
    .option('--token-file <file>', word(building, 'agent.tokenFile'))
    .option('--warehouse <url>', word(building, 'agent.warehouse'))
    .option('--new-key', word(building, 'agent.newKey'))
    .action((agent: string, options: AgentOptions) =>
      building.action((session) => agentCommand(session, agent, options))(),
    );
}
