const paths = {
  work: 'M4 6h12M4 10h12M4 14h7',
  programme: 'M3 16V9m5 7V4m5 12v-5m4 5V7',
  document: 'M6 2.5h6l3 3v12H6zM12 2.5v3h3M8.5 9.5h4M8.5 12.5h4',
  task: 'M4 5.5l1.5 1.5L8 4.5M4 12.5l1.5 1.5L8 11.5M10.5 6H17M10.5 13H17',
  report: 'M3.5 3.5h13v13h-13zM3.5 8h13M8.5 8v8.5',
  merge: 'M4 4v3c0 3 6 3 6 6v3M16 4v3c0 3-6 3-6 6',
  audit: 'M10 2.5l6 2.2v4.6c0 3.7-2.5 6.4-6 8.2-3.5-1.8-6-4.5-6-8.2V4.7zM7.5 10l1.8 1.8L12.8 8',
  units: 'M7.5 2.5h5v4h-5zM2.5 13.5h5v4h-5zM12.5 13.5h5v4h-5zM10 6.5v3.5M5 13.5V10h10v3.5',
  menu: 'M3 5h14M3 10h14M3 15h14',
  fold: 'M12.5 5l-5 5 5 5',
  next: 'M7.5 5l5 5-5 5',
  down: 'M5 7.5l5 5 5-5',
  up: 'M5 12.5l5-5 5 5',
  close: 'M5 5l10 10M15 5L5 15',
  check: 'M4 10.5l4 4 8-9',
  cross: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  warning: 'M10 3l7.5 13.5h-15zM10 8v4M10 14.2v.3',
  info: 'M10 17.5a7.5 7.5 0 100-15 7.5 7.5 0 000 15zM10 9v5M10 6v.3',
  clock: 'M10 17.5a7.5 7.5 0 100-15 7.5 7.5 0 000 15zM10 5.5V10l3 2',
  bell: 'M10 3a4.500 4.500 0 00-4.500 4.500c0 4-1.500 5.500-1.500 5.500h12s-1.500-1.500-1.500-5.500A4.500 4.500 0 0010 3zM8.300 16a1.800 1.800 0 003.400 0',
  clip: 'M14.5 9.5l-5 5a3 3 0 01-4.3-4.3l6-6a2 2 0 012.9 2.9l-5.9 5.9a1 1 0 01-1.4-1.4l5-5',
  upload: 'M10 13V4M6.5 7L10 3.5 13.5 7M4 13v3.5h12V13',
  download: 'M10 4v9M6.5 9.5L10 13l3.5-3.5M4 14v2.5h12V14',
  search: 'M9 14.5a5.5 5.5 0 100-11 5.5 5.5 0 000 11zM13 13l4 4',
  print: 'M6 7V3h8v4M6 14H3.5V7.5h13V14H14M6 11.5h8V17H6z',
  undo: 'M7 4L3.5 7.5 7 11M3.5 7.5H12a4.5 4.5 0 010 9H8',
  redo: 'M13 4l3.5 3.5L13 11M16.5 7.5H8a4.5 4.5 0 000 9h4',
  person: 'M10 9.5a3.2 3.2 0 100-6.4 3.2 3.2 0 000 6.4zM3.5 17c.6-3.4 3.2-5 6.5-5s5.900 1.600 6.500 5',
  edit: 'M4 16l.8-3.500L13 4.300l2.700 2.700-8.200 8.200zM11.500 5.800l2.700 2.700',
  trash: 'M4 6h12M8 6V3.500h4V6M5.500 6l.7 10.500h7.600L14.500 6',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  dash: 'M5 10h10',
  return: 'M8 5L3.500 9.500 8 14M3.500 9.500H12a4.500 4.500 0 014.500 4.500V16',
  lock: 'M5 9h10v8H5zM7 9V6.500a3 3 0 016 0V9',
  external: 'M8 4.500H4.500v11h11V12M11.500 4.500h4v4M15 5l-6 6',
  filter: 'M3 5h14l-5.500 6.500V16l-3-1.500v-3z',
  expand: 'M4 8V4h4M16 8V4h-4M4 12v4h4M16 12v4h-4',
  link: 'M8.500 11.500l3-3M7 9l-2 2a2.800 2.800 0 004 4l2-2M13 11l2-2a2.800 2.800 0 00-4-4l-2 2',
} as const

export type IconName = keyof typeof paths

/** A line drawing beside a word; never the only bearer of a meaning. */
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
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
