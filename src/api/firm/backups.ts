import { z } from 'zod';
import { BACKUP_KINDS, MOST_KEPT } from '../../model/backup.ts';
import { call } from '../call.ts';
import { Fault } from '../fault.ts';
import { list, Moment } from '../values.ts';

/** When backups are made by themselves, where, and how many are kept. */
export const BackupPlan = z.object({
  /** A schedule as a server has it; '' = never by itself. */
  every: z.string().max(100),
  /** An absolute path; '' = the standard folder. */
  folder: z.string().max(1000),
  keep: z.int().min(1).max(MOST_KEPT),
});
export type BackupPlan = z.infer<typeof BackupPlan>;

/** One backup in the folder. */
export const BackupRow = z
  .object({
    name: z.string(),
    kind: z.enum(BACKUP_KINDS),
    madeAt: Moment,
    bytes: z.int(),
    /** Of another memory that shares the folder. */
    isForeign: z.boolean(),
  })
  .meta({ id: 'Backup' });
export type BackupRow = z.infer<typeof BackupRow>;

export const BackupStatus = z
  .object({
    plan: BackupPlan,
    folder: z.string(),
    backups: list(BackupRow),
    /** Why the last one could not be made, and since when. */
    failure: z.object({ since: Moment, fault: Fault }).nullable(),
    /** When the plan asks for the next one. */
    nextAt: Moment.nullable(),
  })
  .meta({ id: 'BackupStatus' });
export type BackupStatus = z.infer<typeof BackupStatus>;

/** What a backup holds; it was looked through as a whole. */
export const BackupContent = z
  .object({
    profiles: list(z.string()),
    accounts: list(z.string()),
    orders: z.int(),
    links: z.int(),
    lastRunAt: z.string().nullable(),
  })
  .meta({ id: 'BackupContent' });
export type BackupContent = z.infer<typeof BackupContent>;

const One = z.object({ name: z.string().max(200) });

export const BACKUP_CALLS = {
  status: call({
    method: 'get',
    path: '/api/backups',
    summary: 'the plan of backups, those that are there, and why the last one failed',
    needs: 'soleOwner',
    answer: BackupStatus,
  }),
  plan: call({
    method: 'put',
    path: '/api/backups/plan',
    summary: 'when backups are made by themselves, where, and how many are kept',
    needs: 'soleOwner',
    body: BackupPlan,
    answer: BackupStatus,
  }),
  make: call({
    method: 'post',
    path: '/api/backups',
    summary: 'make a backup now',
    needs: 'soleOwner',
    answer: BackupRow,
  }),
  content: call({
    method: 'get',
    path: '/api/backups/{name}',
    summary: 'look a backup through, and tell what it holds',
    needs: 'soleOwner',
    params: One,
    answer: BackupContent,
  }),
  file: call({
    method: 'get',
    path: '/api/backups/{name}/file',
    summary: 'the backup itself; it holds buyers’ names, and no secret that could be opened without the key',
    needs: 'soleOwner',
    params: One,
    media: 'application/octet-stream',
    answer: z.string(),
  }),
  restore: call({
    method: 'post',
    path: '/api/backups/{name}/restore',
    summary: 'replace the whole memory by a backup; the password is asked for, and everybody signs in anew',
    needs: 'soleOwner',
    params: One,
    body: z.object({ password: z.string().max(1000) }),
    answer: z.object({
      profiles: z.int(),
      orders: z.int(),
      links: z.int(),
      /** Who can sign in again though he was removed since, or had another password. */
      accounts: list(z.string()),
    }),
  }),
} as const;
