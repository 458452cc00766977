// A canvas ready to be painted in CSS px, in the colours of the theme.
import type { RefObject } from 'preact';

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
