/** One grid for the headings and the rows, so that they line up; below that width rows are stacks. */
export const fieldColumns =
  'grid grid-cols-2 gap-3 @3xl:grid-cols-[minmax(0,1.4fr)_minmax(0,1.1fr)_minmax(0,1.4fr)_4.75rem_4.75rem_5rem] @3xl:items-center @3xl:gap-x-3';
