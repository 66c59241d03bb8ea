import { row } from './error-kind.ts';

/** Warehouses in back offices: agents, and the hub between them and whoever works with their warehouse. */
export const AGENT_ERROR_CODES = {
  'agent.hubNotSet': row('setting'),
  'agent.hubMalformed': row('setting'),
  'agent.hubPlain': row('setting', 'hub'),
  'agent.hubRefused': row('access', 'hub'),
  'agent.hubUnreachable': row('connection', 'hub', 'reason'),
  'agent.hubCertificate': row('access', 'hub', 'reason'),
  'agent.tokenMalformed': row('setting', 'file'),
  'agent.notAKey': row('setting', 'file'),
  'agent.nameMalformed': row('setting', 'name'),
  'agent.warehouseElsewhere': row('setting', 'address'),
  'warehouse.agent.tooOld': row('setting', 'agent', 'version', 'mine'),
  'warehouse.agent.tooNew': row('setting', 'agent', 'version', 'mine'),
  'warehouse.agent.tokenWrong': row('access', 'agent'),
  'warehouse.agent.unreadable': row('access', 'agent', 'what'),
  'warehouse.agent.unknownFault': row('access', 'agent', 'code'),
} as const;
