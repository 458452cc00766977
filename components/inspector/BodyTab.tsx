// The body of one response, asked of DevTools when a person wants to see it.
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the focus.
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { BodyAnswer } from '../../lib/http/body.ts';
import type { Exchange } from '../../lib/http/exchange.ts';
import { say } from '../../lib/words/say.ts';
import { RadioSegments } from '../common/RadioSegments.tsx';
import { type BodyView, bodyView, whyNoBody } from './body-view.ts';
import type { BodyChoice, BodyForm, ReadBody } from './detail-state.ts';
import { FindBox } from './FindBox.tsx';
import { findText } from './find-text.ts';
import { textPieces } from './text-pieces.ts';
import { type Found, useFind } from './use-find.ts';

const forms: readonly BodyForm[] = ['pretty', 'raw'];

/** The height of a line in em, for pieces that are not laid out yet. */
const LINE = 1.4;

interface BodyTabProps {
  readonly exchange: Exchange;
  readonly choice: BodyChoice;
  /** Absent where there is nobody to ask. */
  readonly readBody: ReadBody | undefined;
}

/** Shows size, type and text of the body, or why there is none. */
export function BodyTab({ exchange, choice, readBody }: BodyTabProps) {
  const answer = useAnswer(exchange, choice, readBody);
  const view = useMemo(() => bodyView(exchange, answer), [exchange, answer]);
  return (
    <div class="rs-body" aria-busy={view.kind === 'asking'}>
      <div class="rs-body-head">
        <p role="status">
          <Answered view={view} />
        </p>
        {view.kind === 'text' && view.pretty ? (
          <RadioSegments
            label={say('bodyTab.show')}
            options={forms.map((id) => ({ id, label: say(`bodyTab.${id}`) }))}
            chosen={choice.form}
          />
        ) : null}
      </div>
      {view.kind === 'text' && view.note ? <p class="rs-quiet">{view.note}</p> : null}
      {view.kind === 'text' ? (
        <BodyText
          key={exchange.id}
          text={(choice.form.value === 'pretty' && view.pretty) || view.text}
          wanted={choice.wanted}
        />
      ) : null}
    </div>
  );
}

/** The text, and a box that looks for words in it. */
function BodyText({ text, wanted }: { readonly text: string; readonly wanted: Signal<string> }) {
  const current = useSignal(0);
  const { value } = wanted;
  const places = useMemo(() => findText(text, value), [text, value]);
  // The other form of the same body may have fewer.
  const shown = Math.min(current.value, Math.max(0, places.length - 1));
  return (
    <>
      <FindBox
        label={say('bodyTab.find')}
        wanted={wanted}
        current={shown}
        count={places.length}
        onShow={(place) => {
          current.value = place;
        }}
      />
      <section class="rs-body-text" aria-label={say('bodyTab.text')} tabIndex={0}>
        <LongText text={text} found={{ places, length: value.length, current: shown }} />
      </section>
    </>
  );
}

function Answered({ view }: { readonly view: BodyView }) {
  if (view.kind === 'asking') return <span class="rs-quiet rs-late">{say('bodyTab.asking')}</span>;
  if (view.kind === 'nothing') return <>{view.note}</>;
  return (
    <>
      {view.size} {view.mimeType ? <span class="rs-tag">{view.mimeType}</span> : null}
    </>
  );
}

function LongText({ text, found }: { readonly text: string; readonly found: Found }) {
  const pieces = useMemo(() => textPieces(text), [text]);
  const root = useRef<HTMLPreElement>(null);
  useFind(root, pieces, found);
  return (
    <pre class="rs-mono" ref={root}>
      {pieces.map((piece, index) => (
        <span key={index} style={{ containIntrinsicBlockSize: `auto ${piece.lines * LINE}em` }}>
          {piece.text}
        </span>
      ))}
    </pre>
  );
}

/** The answer of DevTools, which is asked once for what is known of an exchange; see `bodyView` for its values. */
function useAnswer(
  exchange: Exchange,
  { asked }: BodyChoice,
  readBody: ReadBody | undefined,
): BodyAnswer | null | undefined {
  // Once an exchange ends, or DevTools turns out to have seen it too, the answer is another.
  const of = `${exchange.id} ${exchange.twinId} ${exchange.state}`;
  const askable = readBody !== undefined && whyNoBody(exchange) === '';
  useEffect(() => {
    if (!readBody || !askable || asked.peek().of === of) return;
    asked.value = { of, answer: null };
    void answerOf(readBody, exchange).then((answer) => {
      // A later question makes this answer one to a row that is no longer shown.
      if (asked.peek().of === of) asked.value = { of, answer };
    });
  }, [of, askable]);
  if (!askable) return undefined;
  return asked.value.of === of ? asked.value.answer : null;
}

async function answerOf(readBody: ReadBody, exchange: Exchange): Promise<BodyAnswer> {
  try {
    return await readBody(exchange);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'unavailable', reason: say('bodyTab.refused', { reason }) };
  }
}
