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
/// The hyperbolic tangent of `x`.
static inline double gradus_tanh(double x) { return __builtin_tanh(x); }
/// The sine of `x`, in radians.
static inline double gradus_sin(double x) { return __builtin_sin(x); }
/// The cosine of `x`, in radians.
static inline double gradus_cos(double x) { return __builtin_cos(x); }
/// The error function of `x`.
static inline double gradus_erf(double x) { return __builtin_erf(x); }

#endif
