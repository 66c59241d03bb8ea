/** The mark: a bridge. The same drawing as `public/icon.svg`, which the browser's tab shows. */
export function Mark({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="#0f6b5c" />
      <path
        d="M6 21.5h20M6 21.5c3.4-11 16.6-11 20 0M11.2 21.5v-5.6M16 21.5v-8.2M20.8 21.5v-5.6"
        fill="none"
        stroke="#fff"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  );
}
