import { galleryApp } from '../gallery-app.ts';

export const clinic = galleryApp(
  'clinic',
  'Doctors and their specialties, patients, appointments, what was found and what was prescribed.',
  `
app "Clinic"

Specialty(name: string unique)
Doctor(
  name: string,
  email: email unique,
  phone: string?,
  "license number": string unique,
  "accepts new patients": boolean,
  specialties: many Specialty,
)
Patient(
  "first name": string,
  "last name": string,
  "birth date": date,
  "insurance number": string? unique,
  email: email?,
  phone: string,
  address: text?,
  allergies: text?,
  "family doctor" -> Doctor? on delete set_null,
)
"Treatment Room"(name: string unique, equipment: text?)
Appointment(
  patient -> Patient,
  doctor -> Doctor,
  room -> "Treatment Room"? on delete set_null,
  "starts at": datetime,
  minutes: integer,
  reason: string,
  status: enum(booked, arrived, "in treatment", done, cancelled, missed),
)
Finding "What the doctor wrote down"(
  appointment -> Appointment on delete cascade,
  "diagnosis code": string "ICD-10",
  notes: text,
  confidential: boolean,
)
Medication(
  name: string unique,
  "active ingredient": string,
  form: enum(tablet, capsule, syrup, ointment, injection),
)
Prescription(
  patient -> Patient,
  doctor -> Doctor,
  medication -> Medication,
  dosage: string "Such as 1-0-1",
  "first day": date,
  "last day": date?,
  refills: integer,
)
Invoice(
  number: string unique,
  appointment -> Appointment unique,
  amount: decimal,
  "issued on": date,
  "paid on": date?,
)
`,
);
