import { galleryApp } from '../gallery-app.ts';

export const todo = galleryApp(
  'todo',
  'Lists of tasks with due dates, priorities, steps and labels.',
  `
app "To-dos"

"Task List"(
  name: string,
  color: enum(gray, red, orange, green, blue, violet),
  archived: boolean,
)
Label(name: string unique)
Task(
  title: string,
  notes: text?,
  list -> "Task List" on delete cascade,
  priority: enum(low, normal, high),
  "due on": date?,
  "remind at": datetime?,
  "completed at": datetime?,
  repeats: enum(never, daily, weekly, monthly, yearly),
  labels: many Label,
)
Step "A part of a task that can be ticked off"(
  task -> Task on delete cascade,
  title: string,
  done: boolean,
  position: integer,
)
`,
);
