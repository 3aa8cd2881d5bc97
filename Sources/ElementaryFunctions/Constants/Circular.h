// Derived by Tests/accuracy/constants.py; not written by hand.
#pragma once

// sin, cos: 16/π; π/16 = PI_16_A + PI_16_B + PI_16_C, the first two of 33 digits.
#define SIXTEEN_OVER_PI 0x1.45f306dc9c883p+2
#define PI_16_A 0x1.921fb54400000p-3
#define PI_16_B 0x1.0b4611a600000p-37
#define PI_16_C 0x1.3198a2e037073p-72

// (sin r - r)/r³ and (cos r - 1)/r² on r ≤ π/32, in powers of r².
#define SIN_3 -0x1.5555555555555p-3
#define SIN_5 0x1.111111110f5b3p-7
#define SIN_7 -0x1.a01a010981555p-13
#define SIN_9 0x1.71cad5ae65cc1p-19
#define COS_2 -0x1.ffffffffffffdp-2
#define COS_4 0x1.555555554f6d2p-5
#define COS_6 -0x1.6c16c084ed0ffp-10
#define COS_8 0x1.9ffe2a0e1027bp-16

// Row j: sin(jπ/16) in two parts; cos(jπ/16) likewise, the first of 26 digits.
static const Row4 circular_rows[32] = {
  {0, 0, 0x1p+0, 0},
  {0x1.8f8b83c69a60bp-3, -0x1.26d19b9ff8d82p-57, 0x1.f6297d0000000p-1, -0x1.1469faa77a357p-34},
  {0x1.87de2a6aea963p-2, -0x1.72cedd3d5a610p-57, 0x1.d906bd0000000p-1, -0x1.9ae573aea067cp-30},
  {0x1.1c73b39ae68c8p-1, 0x1.b25dd267f6600p-55, 0x1.a9b6628000000p-1, 0x1.0ea1a3033ec62p-29},
  {0x1.6a09e667f3bcdp-1, -0x1.bdd3413b26456p-55, 0x1.6a09e68000000p-1, -0x1.80c4336f74d05p-29},
  {0x1.a9b66290ea1a3p-1, 0x1.9f630e8b6dac8p-60, 0x1.1c73b38000000p-1, 0x1.ae68c86c9774ap-29},
  {0x1.d906bcf328d46p-1, 0x1.457e610231ac2p-56, 0x1.87de2a8000000p-2, -0x1.51569d2e59dbap-30},
  {0x1.f6297cff75cb0p-1, 0x1.562172a361fd3p-56, 0x1.8f8b840000000p-3, -0x1.cb2cfaa4da337p-30},
  {0x1p+0, 0, 0, 0},
  {0x1.f6297cff75cb0p-1, 0x1.562172a361fd3p-56, -0x1.8f8b840000000p-3, 0x1.cb2cfaa4da337p-30},
  {0x1.d906bcf328d46p-1, 0x1.457e610231ac2p-56, -0x1.87de2a8000000p-2, 0x1.51569d2e59dbap-30},
  {0x1.a9b66290ea1a3p-1, 0x1.9f630e8b6dac8p-60, -0x1.1c73b38000000p-1, -0x1.ae68c86c9774ap-29},
  {0x1.6a09e667f3bcdp-1, -0x1.bdd3413b26456p-55, -0x1.6a09e68000000p-1, 0x1.80c4336f74d05p-29},
  {0x1.1c73b39ae68c8p-1, 0x1.b25dd267f6600p-55, -0x1.a9b6628000000p-1, -0x1.0ea1a3033ec62p-29},
  {0x1.87de2a6aea963p-2, -0x1.72cedd3d5a610p-57, -0x1.d906bd0000000p-1, 0x1.9ae573aea067cp-30},
  {0x1.8f8b83c69a60bp-3, -0x1.26d19b9ff8d82p-57, -0x1.f6297d0000000p-1, 0x1.1469faa77a357p-34},
  {0, 0, -0x1p+0, 0},
  {-0x1.8f8b83c69a60bp-3, 0x1.26d19b9ff8d82p-57, -0x1.f6297d0000000p-1, 0x1.1469faa77a357p-34},
  {-0x1.87de2a6aea963p-2, 0x1.72cedd3d5a610p-57, -0x1.d906bd0000000p-1, 0x1.9ae573aea067cp-30},
  {-0x1.1c73b39ae68c8p-1, -0x1.b25dd267f6600p-55, -0x1.a9b6628000000p-1, -0x1.0ea1a3033ec62p-29},
  {-0x1.6a09e667f3bcdp-1, 0x1.bdd3413b26456p-55, -0x1.6a09e68000000p-1, 0x1.80c4336f74d05p-29},
  {-0x1.a9b66290ea1a3p-1, -0x1.9f630e8b6dac8p-60, -0x1.1c73b38000000p-1, -0x1.ae68c86c9774ap-29},
  {-0x1.d906bcf328d46p-1, -0x1.457e610231ac2p-56, -0x1.87de2a8000000p-2, 0x1.51569d2e59dbap-30},
  {-0x1.f6297cff75cb0p-1, -0x1.562172a361fd3p-56, -0x1.8f8b840000000p-3, 0x1.cb2cfaa4da337p-30},
  {-0x1p+0, 0, 0, 0},
  {-0x1.f6297cff75cb0p-1, -0x1.562172a361fd3p-56, 0x1.8f8b840000000p-3, -0x1.cb2cfaa4da337p-30},
  {-0x1.d906bcf328d46p-1, -0x1.457e610231ac2p-56, 0x1.87de2a8000000p-2, -0x1.51569d2e59dbap-30},
  {-0x1.a9b66290ea1a3p-1, -0x1.9f630e8b6dac8p-60, 0x1.1c73b38000000p-1, 0x1.ae68c86c9774ap-29},
  {-0x1.6a09e667f3bcdp-1, 0x1.bdd3413b26456p-55, 0x1.6a09e68000000p-1, -0x1.80c4336f74d05p-29},
  {-0x1.1c73b39ae68c8p-1, -0x1.b25dd267f6600p-55, 0x1.a9b6628000000p-1, 0x1.0ea1a3033ec62p-29},
  {-0x1.87de2a6aea963p-2, 0x1.72cedd3d5a610p-57, 0x1.d906bd0000000p-1, -0x1.9ae573aea067cp-30},
  {-0x1.8f8b83c69a60bp-3, 0x1.26d19b9ff8d82p-57, 0x1.f6297d0000000p-1, -0x1.1469faa77a357p-34},
};

// The binary digits of 2/π behind the point, 32 a word; π/16, π/2 and π in two parts.
static const uint32_t two_over_pi_digits[40] = {
  0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
  0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
  0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
  0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
  0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20, 0x9af4361d,
};
#define PI_16 0x1.921fb54442d18p-3
#define PI_16_LOW 0x1.1a62633145c07p-57
#define PI_2 0x1.921fb54442d18p+0
#define PI_2_LOW 0x1.1a62633145c07p-54
#define PI 0x1.921fb54442d18p+1
#define PI_LOW 0x1.1a62633145c07p-53
