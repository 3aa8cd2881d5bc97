// ln x = k·ln 2 + ln c + ln(1 + r), where x = 2^k·z, c is the middle of the cell that z is in, of 128, and 1 + r = z/c.
//
// z − c is exact, and so is its product with `short`, which is 1/c in 8 digits; that with what 1/c has beyond these is small.
// Each c is chosen so that ln c is a multiple of 2^−42 but for 2^−66, and ln 2's first part is such a multiple, so that k·ln 2 + ln c is
// exact. ln(1 + r) = r − r²/2 + r³·(a polynomial), and |r| ≤ 2^−8. One cell has 1 in its middle: there c = 1, and ln x = ln(1 + r)
// to the last digit. (Tang's method, 1990, without a fused multiply-add.)

typedef struct { REAL k, distance, inverse, more, ln; WORD exponent; } CELL;

/// w: x's bits less LOG_ORIGIN; its high digits are k, the next seven the cell's number.
GENERIC CELL log_cell(REAL x, WORD w, WORD exponent, REAL k) {
  CELL cell;
  REAL c;
  look_up(log_rows, (w >> 40) & 0xfe0, &c, &cell.inverse, &cell.more, &cell.ln);
  cell.k = k;
  cell.exponent = exponent;
  cell.distance = number(bits(x) - exponent) - c;
  return cell;
}

/// The cell of a number that is not subnormal.
GENERIC CELL cell_of(REAL x) {
  WORD w = bits(x) - LOG_ORIGIN, exponent;
  REAL k = high_exponent(w, &exponent);
  return log_cell(x, w, exponent, k);
}

/// 2^−k, for |k| ≤ 1000.
GENERIC REAL shrinking(CELL cell) { return number(0x3ff0000000000000u - cell.exponent); }

/// k·ln 2 + ln c + ln(1 + r) for r = first + second, where the second is small; in two parts.
GENERIC PAIR log_sum(CELL cell, REAL first, REAL second) {
  second = apart(second);
  REAL r = first + second, square = r * r;
  REAL whole = apart(cell.k * LN2_HIGH + cell.ln);
  REAL high = whole + first, low = (whole - high) + first;
  REAL rest = square * ((r * LOG_3 - 0.5) + square * ((LOG_4 + r * LOG_5) + square * (LOG_6 + r * LOG_7)));
  return (PAIR){high, (low + (cell.k * LN2_LOW + second)) + rest};
}

GENERIC REAL log_easily(CELL cell) {
  PAIR sum = log_sum(cell, cell.distance * cell.inverse, cell.distance * cell.more);
  return sum.high + sum.low;
}

/// ln(1 + x) in two parts, for x = high + low > −1, where `sum` is 1 + x and its cell is given.
///
/// In 1's own cell r is x; elsewhere what the sum lacks is added to it.
GENERIC PAIR log1p_pair(PAIR x, PAIR sum, CELL cell) {
  REAL lacking = (sum.low * shrinking(cell)) * (cell.inverse + cell.more);
  return log_sum(
      cell, choose(magnitude(x.high) < 0x1p-9, x.high, cell.distance * cell.inverse),
      choose(magnitude(x.high) < 0x1p-9, x.low, cell.distance * cell.more + lacking));
}

/// ln(1 + e^x), for |x| < 600: max(x, 0) + ln(1 + e^−|x|).
GENERIC REAL softplus_easily(REAL x) {
  PAIR e = exp_pair(number(bits(x) | SIGN_BIT), (REAL){});
  PAIR one = ordered_sum((REAL){} + 1, e.high), sum = ordered_sum(one.high, one.low + e.low);
  PAIR ln = log1p_pair(e, sum, cell_of(sum.high));
  PAIR whole = exact_sum(choose(x > 0, x, (REAL){}), ln.high);
  return whole.high + (whole.low + ln.low);
}
