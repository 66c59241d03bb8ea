import type { OpenAPIHono } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import type { SSEStreamingApi } from 'hono/streaming';
import { LIVE_CALLS } from '../../api/live.ts';
import type { HttpEnv, HttpParts } from '../http-parts.ts';
import { fileRouteOf } from '../route-of.ts';

/** A stream outlives the request that the guard let in: it is looked at again so often. */
const SESSION_LOOK_MS = 1000;
/** Said so many looks apart, so that nobody in between takes a quiet line for a dead one. */
const LOOKS_A_BEAT = 15;

/** Keeps a stream alive until it is over, or its session is. */
async function keepOpen(stream: SSEStreamingApi, isOpen: () => Promise<boolean>): Promise<void> {
  for (let looks = 1; !stream.aborted && !stream.closed; looks += 1) {
    await stream.sleep(SESSION_LOOK_MS);
    if (!(await isOpen())) return;
    if (looks % LOOKS_A_BEAT === 0) await stream.write(': here\n\n');
  }
}

/** What goes on at all servers, as it goes on. */
export function liveRoutes(hono: OpenAPIHono<HttpEnv>, { app, feed }: HttpParts): void {
  hono.openapi(fileRouteOf(LIVE_CALLS.live), (context) => {
    const { language } = context.req.valid('query');
    const token = context.get('token');
    const lastEventId = context.req.header('Last-Event-ID') ?? '';
    // nginx keeps answers back until it has a page of them, unless it is told.
    context.header('X-Accel-Buffering', 'no');
    return streamSSE(context, async (stream) => {
      const follower = await feed.follow(lastEventId);
      const leave = (): void => feed.leave(follower);
      stream.onAbort(leave);
      void keepOpen(stream, () => app.access.isOpen(token)).then(leave, leave);
      for (let entry = await follower.next(); entry !== null; entry = await follower.next()) {
        const { id, word } = entry;
        await stream.writeSSE({ ...(id === null ? {} : { id }), data: JSON.stringify(word(language)) });
      }
      leave();
    });
  });
}
