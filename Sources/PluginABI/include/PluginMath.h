// The C library's elementary functions, under names that collide with nothing, without its headers: the kit offers them to
// students, and a submission is compiled where no C library module can be imported.
#ifndef GRADUS_PLUGIN_MATH_H
#define GRADUS_PLUGIN_MATH_H

/// e raised to `x`.
static inline double gradus_exp(double x) { return __builtin_exp(x); }
/// e raised to `x`, less 1, exact near zero.
static inline double gradus_expm1(double x) { return __builtin_expm1(x); }
/// The natural logarithm of `x`.
static inline double gradus_log(double x) { return __builtin_log(x); }
/// The natural logarithm of 1 + `x`, exact near zero.
static inline double gradus_log1p(double x) { return __builtin_log1p(x); }
/// `x` raised to `y`.
static inline double gradus_pow(double x, double y) { return __builtin_pow(x, y); }
/// 2 raised to `x`.
static inline double gradus_exp2(double x) { return __builtin_exp2(x); }
/// The logarithm of `x` to the base 2.
static inline double gradus_log2(double x) { return __builtin_log2(x); }
/// The logarithm of `x` to the base 10.
static inline double gradus_log10(double x) { return __builtin_log10(x); }
/// The cube root of `x`.
static inline double gradus_cbrt(double x) { return __builtin_cbrt(x); }
/// The root of x² + y², without overflow on the way.
static inline double gradus_hypot(double x, double y) { return __builtin_hypot(x, y); }
/// The hyperbolic sine of `x`.
static inline double gradus_sinh(double x) { return __builtin_sinh(x); }
/// The hyperbolic cosine of `x`.
static inline double gradus_cosh(double x) { return __builtin_cosh(x); }
/// The hyperbolic tangent of `x`.
static inline double gradus_tanh(double x) { return __builtin_tanh(x); }
/// The sine of `x`, in radians.
static inline double gradus_sin(double x) { return __builtin_sin(x); }
/// The cosine of `x`, in radians.
static inline double gradus_cos(double x) { return __builtin_cos(x); }
/// The tangent of `x`, in radians.
static inline double gradus_tan(double x) { return __builtin_tan(x); }
/// The angle of the point (`x`, `y`), in radians.
static inline double gradus_atan2(double y, double x) { return __builtin_atan2(y, x); }
/// The error function of `x`.
static inline double gradus_erf(double x) { return __builtin_erf(x); }

#endif
