// The place of the detail while the detail itself is loaded: the list comes first.
import { say } from '../../lib/words/say.ts';
import { createLazy, useLoadedSoon } from '../common/lazy.ts';
import type { DetailProps } from './Detail.tsx';

const lazyDetail = createLazy(async () => (await import('./Detail.tsx')).Detail);

/** Loads the detail; resolves when it is there, or has failed. */
export const loadDetail = lazyDetail.load;

/** Shows the detail, or its empty place until it is there. */
export function LazyDetail(props: DetailProps) {
  const isOpen = props.store.selected.value !== null;
  useLoadedSoon(loadDetail, isOpen);
  const loaded = lazyDetail.state.value;
  if (loaded.kind === 'ready') {
    const Detail = loaded.value;
    return <Detail {...props} />;
  }
  if (!isOpen) return null;
  return (
    <aside class="rs-detail" aria-label={say('detail.title')} aria-busy={loaded.kind === 'waiting'}>
      {loaded.kind === 'failed' ? (
        <p class="rs-detail-failed" role="alert">
          {say('detail.failed', { reason: loaded.reason })}
        </p>
      ) : null}
    </aside>
  );
}
