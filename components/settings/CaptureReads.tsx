// Which fields and requests capture reads, and what reading all of them exposes and costs.
import type { SettingsProps } from './settings-props.ts';

/** What Chromium shows only with `extraHeaders`. */
const FIELDS = 'Cookie, Set-Cookie, Authorization, Origin, Referer, Accept-Encoding and Accept-Language';

/** Shows the switch for Chromium's `extraHeaders`; in Firefox, which needs none, a sentence. */
export function CaptureReads({
  extraHeaders,
  onExtraHeaders,
}: Pick<SettingsProps, 'extraHeaders' | 'onExtraHeaders'>) {
  return (
    <section aria-labelledby="rs-reads">
      <h2 id="rs-reads">What capture reads</h2>
      {extraHeaders ? (
        <>
          <label class="rs-check">
            <input
              type="checkbox"
              checked={extraHeaders.value}
              aria-describedby="rs-reads-adds rs-reads-costs"
              onChange={({ currentTarget }) => onExtraHeaders(currentTarget.checked)}
            />
            Read all headers and CORS preflights (extraHeaders)
          </label>
          <p class="rs-quiet" id="rs-reads-adds">
            Adds the OPTIONS requests that the browser sends ahead of a cross-origin call, the status of
            responses that CORS kept from the page, and the fields {FIELDS}. Without it a response that CORS
            blocked shows as a network failure.
          </p>
          <p class="rs-quiet" id="rs-reads-costs">
            The browser then hands those fields to Retryscope, which redacts credentials before anything is
            stored. The browser has more to tell of each request, which slows requests down a little.
          </p>
        </>
      ) : (
        <p class="rs-quiet">
          This browser always shows CORS preflights, the status of responses that CORS blocked, and the fields{' '}
          {FIELDS}. Retryscope redacts credentials before anything is stored.
        </p>
      )}
    </section>
  );
}
