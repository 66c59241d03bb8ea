import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple, MantineThemeOverride } from '@mantine/core';
import type { PageWords } from '../src/texts/page-words.ts';

// How everything looks: one accent (pine), greys that lean to it, a scale of type and of spacing, light and
// dark. Text has at least 4.5 : 1 on its ground (WCAG AA); `test/browser` measures it in both schemes.

const PINE: MantineColorsTuple = [
  '#ecf6f3',
  '#d5eae4',
  '#abd5c9',
  '#7fbfae',
  '#5cad97',
  '#45a087',
  '#2f927a',
  '#1a7f69',
  '#0f6b5c',
  '#0a5447',
];

/** Greys of the light scheme, darkest last. */
const GRAY: MantineColorsTuple = [
  '#f7f9f8',
  '#f0f3f2',
  '#e5e9e7',
  '#d6dcd9',
  '#c0c8c4',
  '#98a29d',
  '#717c77',
  '#535d58',
  '#353d39',
  '#1b211e',
];

/** Greys of the dark scheme, darkest last: text first, then lines, then grounds. */
const DARK: MantineColorsTuple = [
  '#dbe2df',
  '#b9c3be',
  '#94a09a',
  '#66726c',
  '#3d4843',
  '#2e3733',
  '#232b28',
  '#191f1d',
  '#131816',
  '#0d110f',
];

/** The header of what opens over the page is not the page's: to who hears it there is one. */
const PLAIN_HEADER = { header: { role: 'none' } };

export const THEME = createTheme({
  colors: { pine: PINE, gray: GRAY, dark: DARK },
  primaryColor: 'pine',
  primaryShade: { light: 8, dark: 7 },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.35' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
      h4: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '0.1875rem', sm: '0.25rem', md: '0.4375rem', lg: '0.75rem', xl: '1.25rem' },
  shadows: {
    xs: '0 1px 2px rgb(16 32 26 / 6%)',
    sm: '0 1px 3px rgb(16 32 26 / 8%)',
    md: '0 6px 20px rgb(16 32 26 / 10%)',
    lg: '0 12px 32px rgb(16 32 26 / 14%)',
    xl: '0 20px 48px rgb(16 32 26 / 18%)',
  },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { styles: { label: { fontWeight: 500 } } },
    Badge: { defaultProps: { tt: 'none', fw: 500, radius: 'sm' } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 'sm' } },
    // Whatever locks the scroll writes a style element that the page's policy does not let in.
    Drawer: { defaultProps: { lockScroll: false, attributes: PLAIN_HEADER } },
    Modal: {
      defaultProps: { lockScroll: false, centered: true, attributes: PLAIN_HEADER },
      styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 600 } },
    },
  },
});

/** What components say by themselves, in the language of the page. */
export function spokenTheme(words: PageWords): MantineThemeOverride {
  const closing = { defaultProps: { closeButtonProps: { 'aria-label': words.everywhere.close } } };
  const hiding = {
    defaultProps: { visibilityToggleButtonProps: { 'aria-label': words.everywhere.showTyped } },
  };
  return { components: { Modal: closing, Drawer: closing, PasswordInput: hiding } };
}

/** Names of our own for what components have none for, and their small print made readable (WCAG AA). */
const LIGHT_NAMES = {
  '--mantine-color-text': '#1b211e',
  '--mantine-color-dimmed': '#56615c',
  '--mantine-color-placeholder': '#66716c',
  '--mantine-color-error': '#b3261e',
  '--mantine-color-anchor': '#0f6b5c',
  '--mantine-color-red-text': '#b3261e',
  '--mantine-color-pine-text': '#0f6b5c',
  '--mantine-color-orange-text': '#8a3d00',
  // Grounds of badges and notes: they tell the colour, and do not shout.
  '--mantine-color-red-light': '#fbe9e7',
  '--mantine-color-orange-light': '#fdeedd',
  '--mantine-color-yellow-light': '#fbf2d3',
  '--mantine-color-pine-light': '#e2f1ec',
  '--mantine-color-green-light': '#e4f3e6',
  '--mantine-color-blue-light': '#e4eef9',
  '--mantine-color-grape-light': '#f5e8f8',
  '--mantine-color-cyan-light': '#e1f2f5',
  '--mantine-color-gray-light': '#edf1ef',
  '--mantine-color-pine-light-color': '#0c5548',
  '--mantine-color-red-light-color': '#9c1f18',
  '--mantine-color-orange-light-color': '#8a3500',
  '--mantine-color-yellow-light-color': '#6b4a00',
  '--mantine-color-green-light-color': '#1b5e2a',
  '--mantine-color-blue-light-color': '#0b4f8a',
  '--mantine-color-grape-light-color': '#7b2a8c',
  '--mantine-color-cyan-light-color': '#0b5566',
  '--mantine-color-gray-light-color': '#47514c',
  '--page-ground': '#fbfcfb',
  '--page-rail': '#f4f7f5',
  '--page-card': '#ffffff',
  '--page-line': '#e3e8e5',
  '--page-hover': '#eaf0ed',
  '--page-before': '#9c2b25',
  '--page-after': '#0b5d3b',
} as const;

/** The same in the dark. */
const DARK_NAMES = {
  '--mantine-color-body': '#131816',
  '--mantine-color-text': '#dfe6e3',
  '--mantine-color-dimmed': '#9aa7a1',
  '--mantine-color-placeholder': '#8b9892',
  '--mantine-color-error': '#ff9d94',
  '--mantine-color-anchor': '#6cc4ae',
  '--mantine-color-red-text': '#ff9d94',
  '--mantine-color-pine-text': '#6cc4ae',
  '--mantine-color-orange-text': '#ffb27a',
  // Grounds of badges and notes: they tell the colour, and do not shout.
  '--mantine-color-red-light': '#3a2422',
  '--mantine-color-orange-light': '#38291c',
  '--mantine-color-yellow-light': '#342d19',
  '--mantine-color-pine-light': '#1c322c',
  '--mantine-color-green-light': '#1f3323',
  '--mantine-color-blue-light': '#1e2e3f',
  '--mantine-color-grape-light': '#33243a',
  '--mantine-color-cyan-light': '#1b3138',
  '--mantine-color-gray-light': '#2a332f',
  '--mantine-color-pine-light-color': '#8fd4c2',
  '--mantine-color-red-light-color': '#ffaea6',
  '--mantine-color-orange-light-color': '#ffc08f',
  '--mantine-color-yellow-light-color': '#f4d27a',
  '--mantine-color-green-light-color': '#9be0a8',
  '--mantine-color-blue-light-color': '#9ccbf5',
  '--mantine-color-grape-light-color': '#e3b1ee',
  '--mantine-color-cyan-light-color': '#8fd6e6',
  '--mantine-color-gray-light-color': '#c0cac5',
  '--page-ground': '#131816',
  '--page-rail': '#0f1412',
  '--page-card': '#191f1d',
  '--page-line': '#2a332f',
  '--page-hover': '#212927',
  '--page-before': '#f0a29b',
  '--page-after': '#8fd4a8',
} as const;

/** Puts them where the components look for colours. */
export const readable: CSSVariablesResolver = () => ({ variables: {}, light: LIGHT_NAMES, dark: DARK_NAMES });
