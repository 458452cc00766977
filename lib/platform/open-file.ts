// How a page of the extension is given a file to read: from the browser's dialog, or dropped on it.

/** Shows the browser's file dialog; undefined when the person closes it without choosing. */
export function chooseFile(accept: string): Promise<File | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve(undefined));
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.click();
  });
}

/** As `chooseFile`, with the text of a small file. */
export async function chooseTextFile(accept: string): Promise<{ name: string; text: string } | undefined> {
  const file = await chooseFile(accept);
  return file && { name: file.name, text: await file.text() };
}

/** Hears of files that are dragged over the page, and of the one that is dropped on it. */
export function takeDroppedFiles(onOver: (isOver: boolean) => void, onFile: (file: File) => void): void {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    // Without this the browser would leave the page for the file.
    event.preventDefault();
    onOver(true);
  });
  addEventListener('dragleave', (event) => {
    // What is under the pointer changes all the time; leaving the window has nothing on the other side.
    if (event.relatedTarget === null) onOver(false);
  });
  addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    onOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) onFile(file);
  });
}
