// Settings as a file, to be taken to another browser or kept beside a project.
import { say } from '../../lib/words/say.ts';
import type { SettingsProps } from './settings-props.ts';

/** Shows two buttons, and what became of the last file. */
export function SettingsFile({
  fileNote,
  onExport,
  onImport,
}: Pick<SettingsProps, 'fileNote' | 'onExport' | 'onImport'>) {
  return (
    <section aria-labelledby="rs-file">
      <h2 id="rs-file">{say('options.file.title')}</h2>
      <p class="rs-quiet">{say('options.file.about')}</p>
      <div class="rs-fields">
        <button type="button" class="rs-button" onClick={() => onExport()}>
          {say('options.file.export')}
        </button>
        <button type="button" class="rs-button" onClick={() => onImport()}>
          {say('options.file.import')}
        </button>
      </div>
      <p class="rs-quiet" role="status">
        {fileNote}
      </p>
    </section>
  );
}
