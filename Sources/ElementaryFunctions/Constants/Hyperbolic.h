// Derived by Tests/accuracy/constants.py; not written by hand.
#pragma once

// (tanh a - a)/a³ on a ≤ 2^-5, in powers of a², by its error beside 1/a.
#define TANH_3 -0x1.5555555555555p-2
#define TANH_5 0x1.111111110f15dp-3
#define TANH_7 -0x1.ba1ba1502ff34p-5
#define TANH_9 0x1.664b15aac9b0cp-6
#define TANH_11 -0x1.13e88eaaf86d7p-7
