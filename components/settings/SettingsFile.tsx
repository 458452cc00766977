// Settings as a file, to be taken to another browser or kept beside a project.
import type { SettingsProps } from './settings-props.ts';

/** Shows two buttons, and what became of the last file. */
export function SettingsFile({
  fileNote,
  onExport,
  onImport,
}: Pick<SettingsProps, 'fileNote' | 'onExport' | 'onImport'>) {
  return (
    <section aria-labelledby="rs-file">
      <h2 id="rs-file">These settings as a file</h2>
      <p class="rs-quiet">
        The use and order of providers, hosts of your own, what is read, redacted and kept, and the
        appearance. Sites that capture may see are not in it: only the browser gives those. Nothing in it is
        secret but your host names.
      </p>
      <div class="rs-fields">
        <button type="button" class="rs-button" onClick={() => onExport()}>
          Export settings
        </button>
        <button type="button" class="rs-button" onClick={() => onImport()}>
          Import settings…
        </button>
      </div>
      <p class="rs-quiet" role="status">
        {fileNote}
      </p>
    </section>
  );
}
