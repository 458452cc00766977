// What the tool knows that it missed: one line in the footer, and the whole list above it when it is asked for.
import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { say } from '../../lib/words/say.ts';
import { Icon } from '../common/Icon.tsx';
import { usePopover } from '../common/use-popover.ts';

interface NoticesProps {
  readonly notices: ReadonlySignal<readonly string[]>;
  readonly captureNote: ReadonlySignal<string>;
}

/**
 * Shows the first notice and how many more there are, without any the capture note, as a button: it opens all of them,
 * which the footer has no room for.
 */
export function Notices({ notices, captureNote }: NoticesProps) {
  const news = useNews(notices, captureNote);
  return (
    <>
      <span class="rs-hidden" role="status">
        {news}
      </span>
      {notices.value.length > 0 || captureNote.value !== '' ? (
        <NoticeList notices={notices.value} captureNote={captureNote.value} />
      ) : null}
    </>
  );
}

interface NoticeListProps {
  readonly notices: readonly string[];
  readonly captureNote: string;
}

function NoticeList({ notices, captureNote }: NoticeListProps) {
  const { open, root, button, onKeyDown, onFocusOut } = usePopover();
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const isOpen = open.value;

  useLayoutEffect(() => {
    if (isOpen) list.current?.focus();
  }, [isOpen]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the list from anywhere inside.
    <div class="rs-footer-notes" ref={root} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button"
        class="rs-notices-button"
        ref={button}
        title={[...notices, captureNote].filter(Boolean).join('\n')}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => {
          open.value = !isOpen;
        }}
      >
        {notices.length > 0 ? <Icon name="warning" /> : null}
        <span class="rs-notices-first">{notices[0] ?? captureNote}</span>{' '}
        {notices.length > 1 ? (
          <span class="rs-notices-more">{say('foot.more', { n: notices.length - 1 })}</span>
        ) : null}
      </button>
      {isOpen ? (
        <div
          class="rs-notices"
          id={id}
          role="dialog"
          aria-label={say('foot.notices')}
          tabIndex={-1}
          ref={list}
        >
          {notices.length > 0 ? (
            <ul>
              {notices.map((notice, index) => (
                <li key={index}>
                  <Icon name="warning" />
                  <span>{notice}</span>
                </li>
              ))}
            </ul>
          ) : null}
          {captureNote ? <p class="rs-quiet">{captureNote}</p> : null}
        </div>
      ) : null}
    </div>
  );
}

/** The lines that were not there before, for a screen reader: a count that goes up makes no new line. */
function useNews(
  notices: ReadonlySignal<readonly string[]>,
  captureNote: ReadonlySignal<string>,
): ReadonlySignal<string> {
  const news = useSignal('');
  const known = useRef<ReadonlySet<string>>(new Set());
  useSignalEffect(() => {
    const lines = [...notices.value, captureNote.value].filter(Boolean);
    const fresh = lines.filter((line) => !known.current.has(kindOf(line)));
    const wentAway = lines.length < known.current.size;
    known.current = new Set(lines.map(kindOf));
    if (fresh.length > 0) news.value = fresh.join(' ');
    // Emptied, the region says the same line again should it come back.
    else if (wentAway) news.value = '';
  });
  return news;
}

const kindOf = (line: string): string => line.replace(/\d[\d,.]*/g, '#');
