/** Drawn for this page: 20 × 20, one line of 1.6, in the colour of the text beside it. */
const LINES = {
  home: 'M3 9.5 10 4l7 5.5M5 8.5V16h10V8.5M8.5 16v-4h3v4',
  plan: 'M4 5h12M4 10h7M4 15h5M12.5 14.5l2 2 3.5-4',
  orders: 'M5 3.5h10v13l-2-1.4-1.6 1.4L10 15.1 8.6 16.5 7 15.1l-2 1.4zM8 7.5h4M8 10.5h4',
  attention:
    'M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5.5-1.5 5.5h12s-1.5-1.5-1.5-5.5A4.5 4.5 0 0 0 10 3zM8.5 16a1.6 1.6 0 0 0 3 0',
  goods: 'M10 3 16.5 6.3v7.4L10 17l-6.5-3.300V6.300zM3.5 6.3 10 9.600l6.5-3.300M10 9.600V17',
  unp: 'M7.5 3.5 6 16.500M14 3.500l-1.5 13M4 7.500h12.500M3.5 12.500H16',
  words: 'M4 4.500h12v8.500H9.500L6 16v-3H4zM7 7.500h6M7 10h4',
  runs: 'M10 3.500a6.5 6.5 0 1 1-6.1 4.300M3.5 4v4h4M10 6.500V10l2.5 1.5',
  settings: 'M4 6h7M15 6h1M4 14h1M9 14h7M11 6a2 2 0 1 0 4 0 2 2 0 0 0-4 0zM5 14a2 2 0 1 0 4 0 2 2 0 0 0-4 0z',
  servers: 'M4 4h12v4.500H4zM4 11.500h12V16H4zM6.5 6.250h.01M6.5 13.750h.01',
  shops:
    'M3.500 8 5 4h10l1.500 4M3.500 8a2.200 2.200 0 0 0 4.300 0 2.200 2.200 0 0 0 4.400 0 2.200 2.200 0 0 0 4.300 0M4.500 10v6.500h11V10M8 16.500v-4h4v4',
  firm: 'M4 16.500v-12h7v12M11 8.500h5v8M2.5 16.500h15M6.5 7.500h2M6.5 10.500h2M6.5 13.500h2',
  search: 'M9 3.500a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13 13l3.5 3.5',
  more: 'M3.5 10a1 1 0 1 0 2 0 1 1 0 1 0-2 0zM9 10a1 1 0 1 0 2 0 1 1 0 1 0-2 0zM14.5 10a1 1 0 1 0 2 0 1 1 0 1 0-2 0z',
  light:
    'M10 6.500a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2.500v1.500M10 16v1.500M2.5 10H4M16 10h1.500M4.7 4.700l1 1M14.3 14.300l1 1M4.7 15.300l1-1M14.3 5.700l1-1',
  dark: 'M16 11.500A6.5 6.5 0 0 1 8.5 4a6.5 6.5 0 1 0 7.5 7.500z',
  auto: 'M10 3.500a6.5 6.5 0 1 1 0 13zM10 3.500a6.5 6.5 0 1 0 0 13',
  leave: 'M8 4H4.500v12H8M8.5 10H17M13.5 6.5 17 10l-3.5 3.5',
  choose: 'M7 8l3-3 3 3M7 12l3 3 3-3',
  back: 'M12 5l-5 5 5 5',
  next: 'M8 5l5 5-5 5',
  close: 'M5.5 5.500l9 9M14.5 5.500l-9 9',
  download: 'M10 3.500V12M6.5 9l3.5 3.500L13.5 9M4 16h12',
  warning: 'M10 3.5 17.5 16.500h-15zM10 8.500v3.500M10 14.300h.01',
  done: 'M4.5 10.500l3.5 3.5 7.5-8',
  start: 'M6.5 4.500v11l9-5.500z',
  file: 'M5.5 3h6L15 6.5V17h-9.500zM11 3v4h4M8 10.500h4M8 13.500h4',
  database:
    'M4.5 5.500c0-1.400 2.500-2.500 5.500-2.500s5.500 1.100 5.500 2.500S13 8 10 8 4.500 6.900 4.500 5.500zM4.5 5.500v9c0 1.400 2.500 2.500 5.500 2.500s5.500-1.100 5.500-2.500v-9M4.5 10c0 1.400 2.500 2.500 5.500 2.500s5.500-1.100 5.500-2.500',
  plug: 'M7 3v4M13 3v4M5 7h10v2.500a5 5 0 0 1-10 0zM10 14.500V17.500',
  nothing: 'M4 12l2-7h8l2 7M4 12v4h12v-4h-3.500a2.5 2.5 0 0 1-5 0z',
} as const;

export type IconName = keyof typeof LINES;

/** A sign beside a word; where it stands alone, what it is on needs a label. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable="false"
    >
      <path d={LINES[name]} />
    </svg>
  );
}
