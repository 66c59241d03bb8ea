import type { App, RunSummary } from '../app/app.ts';
import { noticeOfRun } from '../app/notify.ts';
import type { NoticeOfRun } from '../app/notify.ts';
import type { OnBackupFailed } from '../app/backups/backup-keeper.ts';
import type { OnRunEnd } from '../app/live-runs.ts';
import type { NotificationMessage } from '../notifications/notification.ts';
import { systemClock } from '../lib/clock.ts';
import { sleep } from '../lib/sleep.ts';
import { sendMail } from '../notifications/send-mail.ts';
import { sendWebhook } from '../notifications/send-webhook.ts';
import { errorText, fill, textsOf } from '../texts/text.ts';

function messageOf(profile: string, notice: NoticeOfRun): NotificationMessage {
  const texts = textsOf('bg');
  if (notice.kind === 'attention') {
    const subject = fill(texts.phrases['notify.attention'], { profile, n: notice.parked });
    return { subject, text: subject, fields: { event: 'attentionGrew', profile, count: notice.parked } };
  }
  const { error } = notice.summary;
  const words = error === null ? null : errorText(texts, error);
  const subject = fill(texts.phrases['notify.failed'], { profile });
  const text = words === null ? subject : `${subject}\n\n${words.what}\n${words.remedy}`;
  return { subject, text, fields: { event: 'runFailed', profile, code: error?.code ?? '' } };
}

/**
 * Tells by mail and webhook what a run came to, where the profile's settings ask for it. A notification that
 * cannot be sent is a fault for the log, never one of the run.
 */
export function notifier(app: App, onFault: (error: unknown) => void): OnRunEnd {
  const failures = new Map<string, number>();
  return async (name: string, summary: RunSummary) => {
    const before = failures.get(name) ?? 0;
    failures.set(name, summary.end === 'failed' || summary.end === 'interrupted' ? before + 1 : 0);
    const notice = noticeOfRun(summary, before);
    if (notice === null) return;
    await tell(app, { name, message: messageOf(name, notice), onFault });
  };
}

/** Tells of orders that should have come in long ago. */
export function overdueTeller(app: App, onFault: (error: unknown) => void): (name: string) => Promise<void> {
  return async (name) => {
    const subject = fill(textsOf('bg').phrases['notify.overdue'], { profile: name });
    const fields = { event: 'ordersOverdue', profile: name } as const;
    await tell(app, { name, message: { subject, text: subject, fields }, onFault });
  };
}

/** Tells once, wherever any profile says that somebody is told, that no backup could be made. */
export function backupTeller(app: App, onFault: (error: unknown) => void): OnBackupFailed {
  return async (error) => {
    const texts = textsOf('bg');
    const { what, remedy } = errorText(texts, error);
    const subject = texts.phrases['notify.backupFailed'];
    const fields = { event: 'backupFailed', code: error.code } as const;
    const message = { subject, text: `${subject}\n\n${what}\n${remedy}`, fields };
    const told = new Set<string>();
    for (const { profile } of await app.listProfiles()) {
      const { notifyEmail } = profile.settings;
      const { webhook } = await app.notificationWays(profile.name);
      const where = JSON.stringify([notifyEmail, webhook]);
      if (!told.has(where)) await tell(app, { name: profile.name, message, onFault });
      told.add(where);
    }
  };
}

/** Sends a message wherever the profile's settings say. */
async function tell(
  app: App,
  what: {
    readonly name: string;
    readonly message: NotificationMessage;
    readonly onFault: (error: unknown) => void;
  },
): Promise<void> {
  const { name, message, onFault } = what;
  try {
    const { settings, password, webhook } = await app.notificationWays(name);
    const { notifyEmail, notifyFrom, smtpAddress } = settings;
    const from = notifyFrom === '' ? notifyEmail : notifyFrom;
    const sending: Promise<void>[] = [];
    if (notifyEmail !== '')
      sending.push(sendMail({ address: smtpAddress, password, from, to: notifyEmail }, message));
    if (webhook !== null)
      sending.push(sendWebhook(webhook, message, { clock: systemClock, sleep, random: Math.random }));
    for (const result of await Promise.allSettled(sending))
      if (result.status === 'rejected') onFault(result.reason);
  } catch (error) {
    onFault(error);
  }
}
