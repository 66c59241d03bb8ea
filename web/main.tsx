// oxlint-disable import/no-unassigned-import -- styles are imported for what they do
import '@mantine/core/styles.css';
import 'uplot/dist/uPlot.min.css';
import './page.css';
import { createTheme, MantineProvider } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './shell/app.tsx';

const PINE: MantineColorsTuple = [
  '#e9f7f3',
  '#d6ebe5',
  '#aed7cb',
  '#82c2b0',
  '#5eb099',
  '#46a58b',
  '#389f83',
  '#0f7a63',
  '#0f6b5c',
  '#005a48',
];
const theme = createTheme({
  colors: { pine: PINE },
  primaryColor: 'pine',
  primaryShade: 8,
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  defaultRadius: 'md',
});
/** Darker than the components' own: small print must be readable for everybody (WCAG AA). */
const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#4b5258',
    '--mantine-color-placeholder': '#5f676e',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-orange-light-color': '#8a3500',
    '--mantine-color-yellow-light-color': '#6b4a00',
    '--mantine-color-green-light-color': '#1b5e2a',
    '--mantine-color-blue-light-color': '#0b4f8a',
  },
  dark: {},
});
const nonce = document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '';
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} getStyleNonce={() => nonce} cssVariablesResolver={readable}>
        <App />
      </MantineProvider>
    </StrictMode>,
  );
}
