// oxlint-disable import/no-unassigned-import -- styles are imported for what they do
import '@mantine/core/styles.css';
import './page.css';
import './pages/attention/attention.css';
import './pages/goods/goods.css';
import './pages/home/home.css';
import './parts/lists/lists.css';
import './pages/first-run/first-run.css';
import './pages/settings/settings.css';
import './pages/orders/orders.css';
import './pages/unp/unp.css';
import './shell/shell.css';
import './pages/firm/firm.css';
import './pages/reporting/reporting.css';
import './pages/firms/firms.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './shell/app.tsx';
import { watchPaper } from './paper.ts';
import { readable, THEME } from './theme.ts';

/** The same key as in `public/scheme.js`, which paints before this is here. */
const schemes = localStorageColorSchemeManager({ key: 'skladbridge-scheme' });
// The program was renewed while the page was open: what the page would fetch is not there any more.
addEventListener('vite:preloadError', () => location.reload());
watchPaper();
const nonce = document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '';
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={THEME}
        defaultColorScheme="auto"
        colorSchemeManager={schemes}
        getStyleNonce={() => nonce}
        cssVariablesResolver={readable}
      >
        <App />
      </MantineProvider>
    </StrictMode>,
  );
}
