/** A line as it stands in `Operations`: unit price with VAT after discount, the discount in percent. */
export interface VendorLine {
  readonly quantity: number;
  readonly gross: number;
  readonly percent: number;
}

/** Half away from zero, as the program rounds; the little is above the error of a double and below its ties. */
export function cents(amount: number): number {
  return Math.round(Math.abs(amount) * 100 + 1e-6) * Math.sign(amount);
}

/** What Warehouse Pro shows for a line (facts/warehouse-pro.md section 5), in floating point as it reckons. */
export function vendorTotal(line: VendorLine): number {
  const list = cents((line.gross * 100) / (100 - line.percent)) / 100;
  const full = list * line.quantity;
  return full - cents((full * line.percent) / 100) / 100;
}
