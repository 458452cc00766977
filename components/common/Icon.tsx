// The few pictures that the interface uses, drawn inline so that nothing is fetched.
// biome-ignore-all lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden as decoration.

const paths = {
  wait: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M8 4.6V8l2.3 1.7',
  retry: 'M13.4 8a5.4 5.4 0 1 1-1.5-3.7L13.6 6M13.6 2.4V6H10',
  never: 'M3.6 3.6l8.8 8.8M12.4 3.6l-8.8 8.8',
  change: 'M2.6 13.4l.7-3L10.8 3a1.6 1.6 0 0 1 2.3 2.3l-7.5 7.4zM9.6 4.2l2.3 2.3',
  auth: 'M6 10a3.4 3.4 0 1 1 2.6-3.4H14.4V9H12V7',
  unknown: 'M5.4 5.6a2.6 2.6 0 1 1 3.9 2.3C8.4 8.5 8 9 8 10M8 12.6v.6',
  done: 'M3 8.6l3.2 3.2L13 4.6',
  none: 'M3.5 8h9',
  warning: 'M8 2.2L14.6 13.6H1.4zM8 6.4v3.4M8 11.4v.7',
  clear: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M3.6 3.6l8.8 8.8',
  export: 'M8 1.8v8M4.8 6.8L8 10l3.2-3.2M2 11.4v2.4h12v-2.4',
  open: 'M1.8 13V3.4h4l1.4 1.8h6.4V7M1.8 13L4 7h11l-2.2 6z',
  contact: 'M1.8 3.6h12.4v8.8H1.8zM2 4l6 4.8L14 4',
  external: 'M6 3.4H2.8v9.8h9.8V10M9 2.4h4.6V7M13.4 2.6L7 9',
  saved: 'M4 2h8v12l-4-3.4L4 14z',
  close: 'M3.6 3.6l8.8 8.8M12.4 3.6l-8.8 8.8',
  more: 'M8 3.2v.1M8 8v.1M8 12.8v.1',
  expanded: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  collapsed: 'M6 4l4 4-4 4',
} as const;

/** `record` is a filled disc, all others are strokes. */
export type IconName = keyof typeof paths | 'record';

/** Shows a picture in the text's own colour; without a `label` it is decoration, with one it is an image. */
export function Icon({ name, label }: { readonly name: IconName; readonly label?: string }) {
  const naming = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const);
  return (
    <svg class="rs-icon" viewBox="0 0 16 16" {...naming}>
      {name === 'record' ? (
        <circle cx="8" cy="8" r="7" fill="currentColor" />
      ) : (
        <path
          d={paths[name]}
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      )}
    </svg>
  );
}
