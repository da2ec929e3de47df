import { galleryApp } from '../gallery-app.ts';

export const inventory = galleryApp(
  'inventory',
  'What lies in which warehouse, how it moved, from whom it comes and when to order again.',
  `
app "Inventory"

Supplier(
  name: string unique,
  "contact name": string?,
  email: email,
  phone: string?,
  "lead time": integer "Days from order to delivery",
)
"Product Group"(name: string unique, description: text?)
Article(
  sku: string unique,
  name: string,
  description: text?,
  unit: enum(piece, kilogram, liter, meter, box),
  barcode: string? unique,
  "reorder level": integer "Order again when less is left",
  "purchase price": decimal,
  group -> "Product Group"? on delete set_null,
  suppliers: many Supplier,
)
Warehouse(name: string unique, address: text?)
"Storage Place"(
  warehouse -> Warehouse on delete cascade,
  code: string unique "Aisle, rack and shelf: A-03-2",
  capacity: integer?,
)
Stock(
  article -> Article,
  place -> "Storage Place",
  quantity: decimal,
  "counted at": datetime?,
)
Movement "Every change of a stock, with its reason"(
  article -> Article,
  "from place" -> "Storage Place"?,
  "to place" -> "Storage Place"?,
  quantity: decimal,
  reason: enum(receipt, issue, transfer, correction, scrap),
  "moved at": datetime,
  note: text?,
)
"Purchase Order"(
  number: string unique,
  supplier -> Supplier,
  "ordered on": date,
  "expected on": date?,
  status: enum(draft, sent, "partly received", received, cancelled),
)
"Purchase Line"(
  "purchase order" -> "Purchase Order" on delete cascade,
  article -> Article,
  quantity: decimal,
  "unit price": decimal,
  received: decimal,
)
`,
);
