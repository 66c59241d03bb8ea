import type { App, RunSummary } from '../app/app.ts';
import { noticeOfRun } from '../app/notify.ts';
import type { NoticeOfRun } from '../app/notify.ts';
import type { OnBackupFailed } from '../app/backups/backup-keeper.ts';
import type { OnDigest } from '../app/digest/digest-sender.ts';
import type { TestNotification } from '../http/http-parts.ts';
import type { OnSilence } from '../app/reporting/silence-watch.ts';
import { SyncError } from '../model/sync-error.ts';
import { digestMessage } from './digest-message.ts';
import type { OnRunEnd } from '../app/work/local-work.ts';
import type { NotificationMessage } from '../notifications/notification.ts';
import { systemClock } from '../lib/clock.ts';
import type { HostGuard } from '../lib/net/host-guard.ts';
import { hostGuard } from './hosted/hosted.ts';
import { sleep } from '../lib/sleep.ts';
import { sendMail } from '../notifications/send-mail.ts';
import { sendWebhook } from '../notifications/send-webhook.ts';
import { formatMoment } from '../texts/format.ts';
import { errorText, fill, textsOf } from '../texts/text.ts';
import type { Language } from '../texts/text.ts';

/** The line of a message that leads to the page, to a profile's place or (null) to its beginning. */
export type MailLink = (profile: string | null, language: Language) => string;

/** A message in the language in which a profile wants to be told. */
type Worded = (language: Language) => NotificationMessage;

const NO_LINK: MailLink = () => '';

/** Links to the page where it has an address that opens from elsewhere; none else. */
export function linkInMails(origin: string | null): MailLink {
  if (origin === null) return NO_LINK;
  return (profile, language) => {
    const { phrases } = textsOf(language);
    const place = profile === null ? '' : `#/server/${encodeURIComponent(profile)}`;
    return `\n\n${fill(phrases['notify.link'], { address: `${origin}/${place}` })}`;
  };
}

function withLink(message: NotificationMessage, line: string): NotificationMessage {
  return line === '' ? message : { ...message, text: `${message.text}${line}` };
}

function messageOf(profile: string, notice: NoticeOfRun, language: Language): NotificationMessage {
  const texts = textsOf(language);
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

/** So many runs before one are looked at: more in a row than anything is told by. */
const LOOKED_AT = 8;

/** How many runs in a row failed right before this one, by the log: whichever process made them. */
async function failedBefore(app: App, name: string, { runId }: RunSummary): Promise<number> {
  const runs = await app.runs(name, LOOKED_AT);
  const before = runs.filter(({ id }) => id < runId);
  const first = before.findIndex(({ end }) => end !== 'failed' && end !== 'interrupted');
  return first === -1 ? before.length : first;
}

/**
 * Tells by mail and webhook what a run came to, where the profile's settings ask for it. A notification that
 * cannot be sent is a fault for the log, never one of the run.
 */
export function notifier(app: App, onFault: (error: unknown) => void, link: MailLink = NO_LINK): OnRunEnd {
  return async (name: string, summary: RunSummary) => {
    const before = await failedBefore(app, name, summary).catch((error: unknown) => {
      onFault(error);
      return 0;
    });
    const notice = noticeOfRun(summary, before);
    if (notice === null) return;
    const message: Worded = (language) => withLink(messageOf(name, notice, language), link(name, language));
    await tell(app, { name, message, onFault });
  };
}

/** Tells of orders that should have come in long ago. */
export function overdueTeller(
  app: App,
  onFault: (error: unknown) => void,
  link: MailLink = NO_LINK,
): (name: string) => Promise<void> {
  return async (name) => {
    const fields = { event: 'ordersOverdue', profile: name } as const;
    const message: Worded = (language) => {
      const subject = fill(textsOf(language).phrases['notify.overdue'], { profile: name });
      return withLink({ subject, text: subject, fields }, link(name, language));
    };
    await tell(app, { name, message, onFault });
  };
}

/** Tells what a day was like, by mail alone: a webhook is a bell, no newspaper. */
export function digestTeller(app: App, link: MailLink = NO_LINK): OnDigest {
  return async (name, figures) => {
    const ways = await app.notificationWays(name);
    const { notifyLanguage: language } = ways.settings;
    await sendByMail(ways, withLink(digestMessage(name, figures, language), link(name, language)));
  };
}

/** Sends a test over one way, as it is saved. Rejects `notification.*`. */
export function notificationTester(app: App, link: MailLink = NO_LINK): TestNotification {
  return async (name, way) => {
    const ways = await app.notificationWays(name);
    const { notifyLanguage: language } = ways.settings;
    const { phrases } = textsOf(language);
    const text = fill(phrases['notify.testText'], { profile: name });
    const fields = { event: 'test', profile: name } as const;
    const message = withLink({ subject: phrases['notify.test'], text, fields }, link(name, language));
    const isSet = way === 'mail' ? ways.settings.notifyEmail !== '' : ways.webhook !== null;
    if (!isSet) throw new SyncError('notification.notSet', { way });
    if (way === 'mail') await sendByMail(ways, message);
    else await sendByWebhook(ways, message);
  };
}

/** Tells once, wherever any profile says that somebody is told, that no backup could be made. */
export function backupTeller(
  app: App,
  onFault: (error: unknown) => void,
  link: MailLink = NO_LINK,
): OnBackupFailed {
  return async (error) => {
    // Where several firms share the memory it is none of theirs.
    if ((await app.tenants.list()).length > 1) return;
    const fields = { event: 'backupFailed', code: error.code } as const;
    const message: Worded = (language) => {
      const texts = textsOf(language);
      const { what, remedy } = errorText(texts, error);
      const subject = texts.phrases['notify.backupFailed'];
      return withLink({ subject, text: `${subject}\n\n${what}\n${remedy}`, fields }, link(null, language));
    };
    await tellEverywhere(app, message, onFault);
  };
}

/**
 * Tells once, wherever any profile of the firm says that somebody is told, that nothing is heard of a shop
 * that reports to it.
 */
export function silenceTeller(
  app: App,
  onFault: (error: unknown) => void,
  link: MailLink = NO_LINK,
): OnSilence {
  return async ({ name: shop, heardAt }) => {
    const fields = { event: 'shopSilent', shop, heardAt: heardAt ?? '' } as const;
    const message: Worded = (language) => {
      const { phrases } = textsOf(language);
      const at = heardAt === null ? '–' : formatMoment(heardAt, language);
      const subject = fill(phrases['notify.silent'], { shop, at });
      const text = `${subject}\n\n${phrases['notify.silentText']}`;
      return withLink({ subject, text, fields }, link(null, language));
    };
    await tellEverywhere(app, message, onFault);
  };
}

/** What is of no single profile: each place is told once, however many profiles name it. */
async function tellEverywhere(app: App, message: Worded, onFault: (error: unknown) => void): Promise<void> {
  const told = new Set<string>();
  for (const { profile } of await app.listProfiles()) {
    const { notifyEmail } = profile.settings;
    const { webhook } = await app.notificationWays(profile.name);
    const where = JSON.stringify([notifyEmail, webhook]);
    if (!told.has(where)) await tell(app, { name: profile.name, message, onFault });
    told.add(where);
  }
}

type Ways = Awaited<ReturnType<App['notificationWays']>>;

/** Addresses of guests lead nowhere inside (`SKLADBRIDGE_HOSTED`). */
function guarded(): { readonly guard?: HostGuard } {
  const guard = hostGuard(process.env);
  return guard === undefined ? {} : { guard };
}

/** Nothing where nobody is told by mail. */
async function sendByMail({ settings, password }: Ways, message: NotificationMessage): Promise<void> {
  const { notifyEmail, notifyFrom, smtpAddress } = settings;
  if (notifyEmail === '') return;
  const from = notifyFrom === '' ? notifyEmail : notifyFrom;
  await sendMail({ address: smtpAddress, password, from, to: notifyEmail, ...guarded() }, message);
}

/** Nothing where no webhook is set. */
async function sendByWebhook({ webhook }: Ways, message: NotificationMessage): Promise<void> {
  if (webhook === null) return;
  await sendWebhook(webhook, message, { clock: systemClock, sleep, random: Math.random, ...guarded() });
}

/** Sends a message wherever the profile's settings say. */
async function tell(
  app: App,
  what: {
    readonly name: string;
    readonly message: Worded;
    readonly onFault: (error: unknown) => void;
  },
): Promise<void> {
  const { name, onFault } = what;
  try {
    const ways = await app.notificationWays(name);
    const message = what.message(ways.settings.notifyLanguage);
    const sending = [sendByMail(ways, message), sendByWebhook(ways, message)];
    for (const result of await Promise.allSettled(sending))
      if (result.status === 'rejected') onFault(result.reason);
  } catch (error) {
    onFault(error);
  }
}
