// Which fields and requests capture reads, and what reading all of them exposes and costs.
import { say } from '../../lib/words/say.ts';
import type { SettingsProps } from './settings-props.ts';

/** Shows the switch for Chromium's `extraHeaders`; in Firefox, which needs none, a sentence. */
export function CaptureReads({
  extraHeaders,
  onExtraHeaders,
}: Pick<SettingsProps, 'extraHeaders' | 'onExtraHeaders'>) {
  // What Chromium shows only with `extraHeaders`.
  const fields = say('options.reads.fields');
  return (
    <section aria-labelledby="rs-reads">
      <h2 id="rs-reads">{say('options.reads.title')}</h2>
      {extraHeaders ? (
        <>
          <label class="rs-check">
            <input
              type="checkbox"
              checked={extraHeaders.value}
              aria-describedby="rs-reads-adds rs-reads-costs"
              onChange={({ currentTarget }) => onExtraHeaders(currentTarget.checked)}
            />
            {say('options.reads.all')}
          </label>
          <p class="rs-quiet" id="rs-reads-adds">
            {say('options.reads.adds', { fields })}
          </p>
          <p class="rs-quiet" id="rs-reads-costs">
            {say('options.reads.costs')}
          </p>
        </>
      ) : (
        <p class="rs-quiet">{say('options.reads.always', { fields })}</p>
      )}
    </section>
  );
}
