import { OpenAPIHono } from '@hono/zod-openapi';
import { SyncError } from '../model/sync-error.ts';
import type { HttpEnv, HttpParts } from './http-parts.ts';
import { attentionRoutes } from './routes/attention.ts';
import { liveRoutes } from './routes/live.ts';
import { missingRoutes } from './routes/missing-orders.ts';
import { profileRoutes } from './routes/profiles.ts';
import { numberingRoutes } from './routes/numbering.ts';
import { pairRoutes } from './routes/pair.ts';
import { removedRoutes } from './routes/removed-profiles.ts';
import { goodRoutes } from './routes/goods.ts';
import { homeRoutes } from './routes/home.ts';
import { orderRoutes } from './routes/orders.ts';
import { planRoutes } from './routes/plan.ts';
import { settingRoutes } from './routes/settings.ts';
import { setupRoutes } from './routes/setup.ts';
import { unpRoutes } from './routes/unp.ts';
import { wordRoutes } from './routes/words.ts';
import { runReportRoutes } from './routes/run-reports.ts';
import { runRoutes } from './routes/runs.ts';
import { accountRoutes } from './routes/firm/accounts.ts';
import { backupRoutes } from './routes/firm/backups.ts';
import { careRoutes } from './routes/firm/care.ts';
import { firmsRoutes } from './routes/firm/firms.ts';
import { peopleAndAuditRoutes } from './routes/firm/people.ts';
import { reportingRoutes } from './routes/firm/reporting.ts';
import { changeRoutes } from './routes/firm/setting-changes.ts';
import { sessionRoutes } from './routes/session.ts';

/** A server without routes. */
export function newHono(): OpenAPIHono<HttpEnv> {
  return new OpenAPIHono<HttpEnv>({
    // A request that is not as described: its own words stay inside, they may repeat what was typed.
    defaultHook: (result) => {
      if (result.success) return undefined;
      const [issue] = result.error.issues;
      const key = issue?.path.join('.') ?? '';
      throw new SyncError('settings.badValue', { key, value: '', expected: issue?.code ?? '' });
    },
  });
}

/** What is of the firm, and not of one server. */
function firmRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  accountRoutes(hono, parts);
  changeRoutes(hono, parts);
  backupRoutes(hono, parts);
  careRoutes(hono, parts);
  firmsRoutes(hono, parts);
  peopleAndAuditRoutes(hono, parts);
  reportingRoutes(hono, parts);
}

/** Everything that the API answers, as it stands behind the guard. */
export function addRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  // Whatever a person changes, every page that is open learns of.
  hono.use('/api/*', async (context, next) => {
    await next();
    if (context.req.method !== 'GET' && context.res.ok) void parts.feed.look();
  });
  sessionRoutes(hono, parts);
  firmRoutes(hono, parts);
  profileRoutes(hono, parts);
  settingRoutes(hono, parts);
  setupRoutes(hono, parts);
  attentionRoutes(hono, parts);
  pairRoutes(hono, parts);
  numberingRoutes(hono, parts);
  removedRoutes(hono, parts);
  runRoutes(hono, parts);
  runReportRoutes(hono, parts);
  liveRoutes(hono, parts);
  planRoutes(hono, parts);
  orderRoutes(hono, parts);
  goodRoutes(hono, parts);
  unpRoutes(hono, parts);
  homeRoutes(hono, parts);
  wordRoutes(hono, parts);
  missingRoutes(hono, parts);
}
