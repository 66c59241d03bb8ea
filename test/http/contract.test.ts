import { describe, expect, it } from 'vitest';
import { API, CALLS } from '../../src/api/api.ts';
import type { HttpParts } from '../../src/http/http-parts.ts';
import { PagePlace } from '../../src/http/place/page-place.ts';
import { makeServer } from '../../src/http/server.ts';
import { callOf, contractFault, schemaFault } from '../support/contract/contract-fault.ts';

const ORDER = {
  orderNumber: 7,
  stage: 'recorded',
  stageLabel: 'записана',
  status: 'new',
  currency: 'EUR',
  total: '12.50',
  createdAt: '2026-11-25 15:27:00',
  operationType: 19,
  documentNumber: 16,
  unp: 'DT900001-0001-0000011',
  seenAt: '2026-11-25T13:27:00.000Z',
  recordedAt: null,
  acknowledgedAt: null,
  sentAt: null,
  looks: 0,
  reason: null,
  buyer: 'Иван Петров',
  payment: 'Наложен платеж',
  delivery: 'Куриер',
  why: null,
};
const page = (order: unknown): string =>
  JSON.stringify({ found: 1, pageSize: 100, orders: [order], counts: { recorded: 1 }, isComplete: true });
const at = (answer: string, status = 200, media = 'application/json') =>
  contractFault({ method: 'GET', path: '/api/profiles/x/orders?page=1', status, media, answer });

describe('the contract of page and program', () => {
  it('notices what is missing, wrong, unknown, and of another kind, however deep', () => {
    expect(at(page(ORDER))).toBeNull();
    const { stage: _stage, ...without } = ORDER;
    expect(at(page(without))).toContain('orders.0.stage');
    expect(at(page({ ...ORDER, total: 12.5 }))).toContain('orders.0.total');
    expect(at(page({ ...ORDER, friend: 'Иван' }))).toContain('not described: orders.0.friend');
    expect(at('{}', 200, 'text/html')).toContain('text/html is not application/json');
    expect(at('{"code":"http","what":"404"}', 404)).toBeNull();
    expect(at('{"error":"x"}', 404)).toContain('code');
  });

  it('reads every event of a stream, and a file as what it is', () => {
    const event = { type: 'taskStarted', profile: 'x', at: ORDER.seenAt, task: 'export-goods' };
    const stream = (what: unknown) =>
      contractFault({
        method: 'GET',
        path: '/api/live',
        status: 200,
        media: 'text/event-stream',
        answer: `id: 1\ndata: ${JSON.stringify(event)}\n\nid: 2\ndata: ${JSON.stringify(what)}\n\nevent: over\ndata: {}\n\n`,
      });
    expect(stream(event)).toBeNull();
    expect(stream({ ...event, task: 'nothing' })).not.toBeNull();
    expect(schemaFault(API.orders.ordersCsv.answer, 'order;total')).toBeNull();
    expect(callOf('GET', '/api/profiles/x/orders.csv')).toBe(API.orders.ordersCsv);
  });

  it('has no answer that may be anything, and no call twice', () => {
    const place = new PagePlace({ host: '127.0.0.1', url: null, hasTls: false, proxies: [] });
    const parts: unknown = { app: {}, place, pageFolder: null };
    const server = makeServer(parts as HttpParts);
    const { components, paths } = server.getOpenAPI31Document({
      openapi: '3.1.0',
      info: { title: 'x', version: '1' },
    });
    const open: string[] = [];
    for (const [path, methods] of Object.entries(paths ?? {}))
      for (const [method, { responses }] of Object.entries(methods))
        for (const [status, response] of Object.entries(responses as object))
          findOpen(response, `${method} ${path} ${status}`, open);
    for (const [name, schema] of Object.entries(components?.schemas ?? {})) findOpen(schema, name, open);
    expect(open).toEqual([]);
    const names = CALLS.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

/** Places in a description that let anything pass: a schema without a word, a list or a record of such. */
function findOpen(value: unknown, where: string, open: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    const isSchema = ['schema', 'items', 'additionalProperties'].includes(key);
    const isEmpty = typeof part === 'object' && part !== null && Object.keys(part as object).length === 0;
    if (isSchema && isEmpty) open.push(`${where} ${key}`);
    if (key === 'properties')
      for (const [name, property] of Object.entries(part as object))
        if (Object.keys(property as object).length === 0) open.push(`${where} ${name}`);
    findOpen(part, `${where} ${key}`, open);
  }
}
