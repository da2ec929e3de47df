import { galleryApp } from '../gallery-app.ts';

export const school = galleryApp(
  'school',
  'Teachers, classes, students and their guardians, lessons, marks and absences.',
  `
app "School"

Subject(name: string unique, abbreviation: string unique)
Teacher(
  name: string,
  email: email unique,
  "staff number": string unique,
  "hired on": date,
  subjects: many Subject,
)
"School Class"(
  name: string "Such as 7b",
  "school year": string "Such as 2026/27",
  "class teacher" -> Teacher? on delete set_null,
  classroom: string?,
)
Guardian(
  name: string,
  email: email unique,
  phone: string,
)
Student(
  "first name": string,
  "last name": string,
  "birth date": date,
  "enrolled on": date,
  "left on": date?,
  "school class" -> "School Class"? on delete set_null,
  guardians: many Guardian,
)
Lesson(
  "school class" -> "School Class" on delete cascade,
  subject -> Subject,
  teacher -> Teacher,
  weekday: enum(monday, tuesday, wednesday, thursday, friday),
  period: integer "1 is the first of the day",
  room: string?,
)
Exam(
  title: string,
  "school class" -> "School Class",
  subject -> Subject,
  "held on": date,
  weight: decimal,
)
Mark(
  exam -> Exam on delete cascade,
  student -> Student,
  points: decimal,
  remark: text?,
)
Absence(
  student -> Student,
  "first day": date,
  "last day": date,
  reason: enum(illness, leave, unexcused),
  note: text?,
)
`,
);
