// What is remembered of filtering, in the browser's storage; apart from the other settings, whose pages need none of it.
import { parseLastFilter, parseSavedFilters } from '../session/filter-memory.ts';
import { stored } from './settings.ts';

/** The filters saved by name. */
export const savedFilters = stored('savedFilters', parseSavedFilters);

/** The filter and the segment that the panel showed last. */
export const lastFilter = stored('lastFilter', parseLastFilter);
