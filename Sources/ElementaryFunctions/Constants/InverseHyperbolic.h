// Derived by Tests/accuracy/constants.py; not written by hand.
#pragma once

// (asinh(x)/x - 1)/x² on x ≤ 1/2, in powers of x².
#define ASINH_3 -0x1.5555555555555p-3
#define ASINH_5 0x1.33333333331c4p-4
#define ASINH_7 -0x1.6db6db6d9d6d3p-5
#define ASINH_9 0x1.f1c71c64e725ep-6
#define ASINH_11 -0x1.6e8ba111ce224p-6
#define ASINH_13 0x1.1c4e9aa6f7f3ep-6
#define ASINH_15 -0x1.c994882517007p-7
#define ASINH_17 0x1.7a51b23dd3a32p-7
#define ASINH_19 -0x1.3e4b11a902081p-7
#define ASINH_21 0x1.0a911d8849962p-7
#define ASINH_23 -0x1.a09418005c1fcp-8
#define ASINH_25 0x1.040a7d6ed2eb0p-8
#define ASINH_27 -0x1.6c850cbb9cca4p-10

// (acosh(1 + t)/√(2t) - 1)/t on t ≤ 1/2.
#define ACOSH_1 -0x1.5555555555555p-4
#define ACOSH_2 0x1.33333333331b2p-6
#define ACOSH_3 -0x1.6db6db6d9c330p-8
#define ACOSH_4 0x1.f1c71c645cfe5p-10
#define ACOSH_5 -0x1.6e8ba1013c6a8p-11
#define ACOSH_6 0x1.1c4e996d36878p-12
#define ACOSH_7 -0x1.c99469b31b93bp-14
#define ACOSH_8 0x1.7a50b2ae2cba9p-15
#define ACOSH_9 -0x1.3e455cd2bf143p-16
#define ACOSH_10 0x1.0a7b36f18b311p-17
#define ACOSH_11 -0x1.a028115057da2p-19
#define ACOSH_12 0x1.036fc7157f89fp-20
#define ACOSH_13 -0x1.6afdcedc09d0cp-23
