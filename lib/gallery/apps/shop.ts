import { galleryApp } from '../gallery-app.ts';

export const shop = galleryApp(
  'shop',
  'A catalogue with variants and stock, customers with addresses, and orders down to payment and reviews.',
  `
app "Shop"

Category(
  name: string,
  slug: string unique,
  parent -> Category? on delete set_null "Categories nest",
)
Product(
  name: string,
  slug: string unique,
  description: text,
  price: decimal "Before variants change it",
  "tax rate": decimal,
  status: enum(draft, active, discontinued),
  image: url?,
  categories: many Category,
)
Variant "What is on the shelf: a size, a color"(
  product -> Product on delete cascade,
  sku: string unique,
  name: string,
  "price difference": decimal,
  stock: integer,
)
Customer(
  name: string,
  email: email unique,
  phone: string?,
  newsletter: boolean,
)
Address(
  customer -> Customer on delete cascade,
  recipient: string,
  street: string,
  "postal code": string,
  city: string,
  country: string "ISO 3166 code",
  kind: enum(shipping, billing),
)
"Customer Order"(
  number: string unique,
  customer -> Customer,
  "shipping address" -> Address,
  status: enum(cart, placed, paid, shipped, delivered, cancelled, returned),
  "placed at": datetime?,
  "shipping cost": decimal,
  note: text?,
)
"Order Line" "What was bought, at the price of that day"(
  order -> "Customer Order" on delete cascade,
  variant -> Variant,
  quantity: integer,
  "unit price": decimal,
)
Payment(
  order -> "Customer Order",
  amount: decimal,
  method: enum(card, "bank transfer", invoice, wallet),
  status: enum(authorized, captured, refunded, failed),
  reference: string unique "Of the payment provider",
  "received at": datetime?,
)
Review(
  product -> Product on delete cascade,
  customer -> Customer,
  rating: integer "1 to 5",
  title: string,
  body: text?,
  published: boolean,
)
`,
);
