// x = k·π/16 + r, where k is the integer nearest to 16x/π, so that |r| ≤ π/32; and sin x = sin(kπ/16)·cos r + cos(kπ/16)·sin r.
//
// For |x| < 2^17 the products of k with the first two parts of π/16 are exact, and r is right to 2^−102. That is enough unless the
// sine is below 2^−13 though x is not: see Circular.c. The sine and the cosine of kπ/16 are rows of a table. What is large is exact in two parts: the first,
// and the product of the upper digits of the second and of r; the rest is below 2^−7 of it.

/// r in two parts, and k in the low bits of the word.
GENERIC PAIR circular_rest(REAL x, WORD *row) {
  REAL k;
  *row = rounded(x * SIXTEEN_OVER_PI, &k);
  REAL first = x - k * PI_16_A, second = k * PI_16_B;
  REAL high = first - second, low = ((first - high) - second) - k * PI_16_C;
  return ordered_sum(high, low);
}

/// sin(row·π/16 + r) in two parts; eight rows on is the cosine.
GENERIC PAIR sin_pair(WORD row, PAIR r) {
  REAL sine, sine_low, cosine, cosine_low;
  look_up(circular_rows, (row << 5) & 0x3e0, &sine, &sine_low, &cosine, &cosine_low);
  REAL square = r.high * r.high, r_upper = upper(r.high);
  // sin r − r and cos r − 1.
  REAL sine_rest = (r.high * square) * ((SIN_3 + square * SIN_5) + (square * square) * (SIN_7 + square * SIN_9));
  REAL cosine_rest = square * ((COS_2 + square * COS_4) + (square * square) * (COS_6 + square * COS_8));
  PAIR sum = ordered_sum(sine, cosine * r_upper);
  REAL rest = cosine * (((r.high - r_upper) + r.low) + sine_rest) + (sine * cosine_rest + (cosine_low * (r.high + sine_rest) + sine_low));
  return (PAIR){sum.high, sum.low + rest};
}
