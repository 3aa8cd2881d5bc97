// Derived by Tests/accuracy/constants.py; not written by hand.
#pragma once

// (asin(x)/x - 1)/x² on x ≤ 1/2, in powers of x².
#define ASIN_3 0x1.5555555555555p-3
#define ASIN_5 0x1.33333333335bcp-4
#define ASIN_7 0x1.6db6db6d7ee18p-5
#define ASIN_9 0x1.f1c71c9318aeap-6
#define ASIN_11 0x1.6e8b9d6c45493p-6
#define ASIN_13 0x1.1c4f54f838673p-6
#define ASIN_15 0x1.c985f0c68ab18p-7
#define ASIN_17 0x1.7b74d6bb6f82cp-7
#define ASIN_19 0x1.37fc8f9173974p-7
#define ASIN_21 0x1.42534328761f3p-7
#define ASIN_23 0x1.44a6ca5c56bcep-10
#define ASIN_25 0x1.838ebb9b15634p-6
#define ASIN_27 -0x1.948ffab066937p-6
#define ASIN_29 0x1.0cf8514490e90p-5

// atan: row j, atan(j/16) in two parts; (atan t - t)/t³ on t ≤ 1/31, in powers of t².
static const Row2 atan_rows[17] = {
  {0, 0}, {0x1.ff55bb72cfdeap-5, -0x1.c934d86d23f1dp-60},
  {0x1.fd5ba9aac2f6ep-4, -0x1.cd37686760c17p-59}, {0x1.7b97b4bce5b02p-3, 0x1.347b0b4f881cap-58},
  {0x1.f5b75f92c80ddp-3, 0x1.8ab6e3cf7afbdp-57}, {0x1.362773707ebccp-2, -0x1.963a544b672d8p-57},
  {0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56}, {0x1.a64eec3cc23fdp-2, -0x1.24dec1b50b7ffp-56},
  {0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56}, {0x1.0657e94db30d0p-1, -0x1.d5b495f6349e6p-56},
  {0x1.1e00babdefeb4p-1, -0x1.928df287a668fp-58}, {0x1.345f01cce37bbp-1, 0x1.1021137c71102p-55},
  {0x1.4978fa3269ee1p-1, 0x1.2419a87f2a458p-56}, {0x1.5d58987169b18p-1, 0x1.0028e4bc5e7cap-57},
  {0x1.700a7c5784634p-1, -0x1.8c34d25aadef6p-56}, {0x1.819d0b7158a4dp-1, -0x1.bf76229d3b917p-56},
  {0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55},
};
#define ATAN_3 -0x1.5555555555555p-2
#define ATAN_5 0x1.9999999997b6dp-3
#define ATAN_7 -0x1.2492490baacc5p-3
#define ATAN_9 0x1.c71b6a94e1da3p-4
#define ATAN_11 -0x1.72334d5e82b5ap-4
