// How much of the built extension each page loads, compressed: what a person's browser reads before it shows.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const STATIC = /(?:from|import)\s*["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g;
const STATIC_OR_DYNAMIC = /(?:from|import)\s*\(?\s*["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g;

/**
 * Kilobytes (1,000 bytes) of gzip over an entry file and all that it links to or imports: statically, which is what
 * stands before the first paint, or `also-later` with dynamic imports.
 */
export function bundleSize(folder: string, entry: string, extent: 'first' | 'also-later' = 'first'): number {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file) || !fs.existsSync(file)) return;
    seen.add(file);
    if (!/\.(html|js|css)$/.test(file)) return;
    const text = fs.readFileSync(file, 'utf8');
    const links = file.endsWith('.html')
      ? text.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)
      : text.matchAll(extent === 'first' ? STATIC : STATIC_OR_DYNAMIC);
    for (const [, link = ''] of links) {
      visit(
        link.startsWith('/') ? path.resolve(folder, link.slice(1)) : path.resolve(path.dirname(file), link),
      );
    }
  };
  visit(path.resolve(folder, entry));
  const bytes = [...seen].reduce(
    (sum, file) => sum + zlib.gzipSync(fs.readFileSync(file), { level: 9 }).length,
    0,
  );
  return bytes / 1000;
}
