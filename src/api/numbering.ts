import { z } from 'zod';
import { AnyObject, call, ProfileParams } from './call.ts';

export const NUMBERING_CALLS = {
  importFromHere: call({
    method: 'post',
    path: '/api/profiles/{name}/import-from-here',
    summary: 'where order numbers begin again: import the shop’s orders from here on as a new series',
    needs: 'owner',
    params: ProfileParams,
    body: z.object({ confirmed: z.boolean() }),
    answer: AnyObject,
  }),
} as const;
