// How a page of the extension hands the person a file.

/** Text is kept as a string up to this length, then by the browser, which may put it on the disk. */
const HELD_LENGTH = 1_000_000;

/** A file of that name that is written bit by bit; `save` hands it over, once. */
export function openDownload(name: string, mimeType: string) {
  const blobs: Blob[] = [];
  let held = '';
  return {
    write(text: string): void {
      held += text;
      if (held.length < HELD_LENGTH) return;
      blobs.push(new Blob([held]));
      held = '';
    },
    save(): void {
      saveAs(name, new Blob([...blobs, held], { type: mimeType }));
    },
  };
}

/** Saves text as a file of that name. */
export function downloadText(name: string, mimeType: string, text: string): void {
  saveAs(name, new Blob([text], { type: mimeType }));
}

/** Without a permission: a link to the blob that is clicked for the person. */
function saveAs(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
