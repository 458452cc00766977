// A canvas that is painted again whenever its size, the screen's resolution or the theme changes.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * A number that changes with the theme and the resolution of the screen: who paints depends on it, for a canvas takes
 * no part in styling.
 */
export function useLook(canvas: RefObject<HTMLCanvasElement | null>): ReadonlySignal<number> {
  const look = useSignal(0);
  useLayoutEffect(() => {
    const changed = () => {
      look.value += 1;
    };
    const themes = new MutationObserver(changed);
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', changed);
    // There is no event of the resolution itself, but a canvas may hear of its size in the screen's pixels.
    let ratio = devicePixelRatio;
    const pixels = new ResizeObserver(() => {
      if (devicePixelRatio !== ratio) changed();
      ratio = devicePixelRatio;
    });
    if (canvas.current) pixels.observe(canvas.current, { box: 'device-pixel-content-box' });
    return () => {
      themes.disconnect();
      dark.removeEventListener('change', changed);
      pixels.disconnect();
    };
  }, [canvas, look]);
  return look;
}

/** The canvas cleared, so many CSS px in size, ready to be painted in CSS px; null where there is no canvas. */
export function startPainting(
  canvas: RefObject<HTMLCanvasElement | null>,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const element = canvas.current;
  const context = element?.getContext('2d');
  if (!element || !context) return null;
  const ratio = devicePixelRatio || 1;
  const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
  // Setting a size clears, and throws the bitmap away: only where it has changed.
  if (element.width !== wide) element.width = wide;
  if (element.height !== tall) element.height = tall;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Colours of the theme by their names in theme.css, as they are now. */
export function themeColours<Name extends string>(names: readonly Name[]): Record<Name, string> {
  const style = getComputedStyle(document.documentElement);
  const colours = names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return Object.fromEntries(colours) as Record<Name, string>;
}
