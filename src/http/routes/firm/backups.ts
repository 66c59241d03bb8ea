import type { OpenAPIHono } from '@hono/zod-openapi';
import { BACKUP_CALLS } from '../../../api/firm/backups.ts';
import type { BackupRow, BackupStatus } from '../../../api/firm/backups.ts';
import { nextBackupMs } from '../../../app/backups/backup-keeper.ts';
import type { BackupFile } from '../../../model/backup.ts';
import { SyncError } from '../../../model/sync-error.ts';
import type { Language } from '../../../texts/text.ts';
import { answerFile } from '../../answer-file.ts';
import { faultOf, languageOf } from '../../error-answer.ts';
import type { HttpEnv, HttpParts } from '../../http-parts.ts';
import { fileRouteOf, routeOf } from '../../route-of.ts';

function rowOf({ name, kind, madeAtMs, bytes, installation }: BackupFile, own: string): BackupRow {
  return { name, kind, madeAt: new Date(madeAtMs).toISOString(), bytes, isForeign: installation !== own };
}

async function statusOf({ app, clock }: HttpParts, language: Language): Promise<BackupStatus> {
  const status = await app.backups.status();
  const { plan, folder, files, failure, installation } = status;
  const now = clock.now();
  const nextMs = nextBackupMs(status, now);
  return {
    plan: { ...plan },
    folder,
    backups: files.map((file) => rowOf(file, installation)),
    failure:
      failure === null
        ? null
        : { since: failure.since, fault: faultOf(new SyncError(failure.code, failure.facts), language) },
    nextAt: nextMs === null ? null : new Date(Math.max(nextMs, now)).toISOString(),
  };
}

/** Backups of everything that is remembered, and the way back to one of them. */
export function backupRoutes(hono: OpenAPIHono<HttpEnv>, parts: HttpParts): void {
  const { app } = parts;
  hono.openapi(routeOf(BACKUP_CALLS.status), async (context) =>
    context.json(await statusOf(parts, languageOf(context)), 200),
  );
  hono.openapi(routeOf(BACKUP_CALLS.plan), async (context) => {
    await app.backups.setPlan(context.req.valid('json'));
    return context.json(await statusOf(parts, languageOf(context)), 200);
  });
  hono.openapi(routeOf(BACKUP_CALLS.make), async (context) => {
    const made = await app.backups.make();
    return context.json(rowOf(made, made.installation), 200);
  });
  hono.openapi(routeOf(BACKUP_CALLS.content), async (context) =>
    context.json(await app.backups.inspect(context.req.valid('param').name), 200),
  );
  hono.openapi(fileRouteOf(BACKUP_CALLS.file), async (context) => {
    const { name } = context.req.valid('param');
    const pieces = await app.backups.read(name);
    const file = { name, type: 'application/octet-stream', pieces };
    return answerFile(context, file, parts.onFault);
  });
  hono.openapi(routeOf(BACKUP_CALLS.restore), async (context) => {
    await app.access.provePassword(context.get('session').account, context.req.valid('json').password);
    const restored = await app.backups.restore(context.req.valid('param').name);
    return context.json(restored, 200);
  });
}
