import { galleryApp } from '../gallery-app.ts';

export const booking = galleryApp(
  'booking',
  'Rooms and rates of a small hotel, guests, reservations, extras and what is paid.',
  `
app "Booking"

Property(
  name: string,
  address: text,
  email: email,
  "check in from": string "Such as 15:00",
  "check out until": string "Such as 11:00",
)
Amenity(name: string unique)
"Room Type"(
  property -> Property on delete cascade,
  name: string,
  description: text?,
  sleeps: integer,
  "base price": decimal "A night",
  amenities: many Amenity,
)
Room(
  "room type" -> "Room Type",
  number: string,
  floor: integer?,
  state: enum(ready, occupied, cleaning, "out of order"),
)
"Season Rate"(
  "room type" -> "Room Type" on delete cascade,
  name: string,
  "first night": date,
  "last night": date,
  price: decimal "A night",
)
Guest(
  name: string,
  email: email unique,
  phone: string?,
  country: string?,
  notes: text?,
)
Reservation(
  code: string unique,
  guest -> Guest,
  room -> Room,
  arrival: date,
  departure: date,
  adults: integer,
  children: integer,
  status: enum(requested, confirmed, "checked in", "checked out", cancelled, "no show"),
  price: decimal "As agreed",
  wishes: text?,
)
Extra(
  reservation -> Reservation on delete cascade,
  description: string,
  quantity: integer,
  "unit price": decimal,
)
Payment(
  reservation -> Reservation,
  amount: decimal,
  method: enum(cash, card, "bank transfer"),
  "paid at": datetime,
)
`,
);
