// When a canvas has to be painted again although its data are the same: theme, contrast mode, pixel ratio.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** A number that changes with all that a painted canvas depends on besides its data and its size in px. */
export function useLook(): ReadonlySignal<number> {
  const look = useSignal(0);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const changed = () => {
      look.value += 1;
    };
    const watchRatio = () => {
      // The query names the ratio of this moment, so each change needs a new one.
      matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', ratioChanged, {
        signal,
        once: true,
      });
    };
    const ratioChanged = () => {
      changed();
      watchRatio();
    };
    watchRatio();
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      matchMedia(query).addEventListener('change', changed, { signal });
    }
    const themes = new MutationObserver(changed);
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      stop.abort();
      themes.disconnect();
    };
  }, [look]);
  return look;
}
