import { readFileSync } from 'node:fs';

/**
 * Style of the admin pages: one small sheet, served from its own address, so that the content policy can be
 * strict.
 */
export const ADMIN_STYLE = readFileSync(new URL('admin-style.css', import.meta.url), 'utf8');
