// One instruction on one chunk. Included once for each instruction set, with TARGET and SUFFIX defined.

#define EACH(expression)                                            \
  do {                                                              \
    _Pragma("clang loop vectorize(assume_safety)")                  \
    for (int64_t i = 0; i < n; i++) r[i] = (expression);            \
  } while (0)

#define UNARY(name, expression) \
  case name: EACH(expression); break

#define BINARY(name, expression) \
  case name: PAIRWISE(expression); break

#define PAIRWISE(expression)                                                       \
  do {                                                                             \
    if (aIsRun && bIsRun) EACH(OF(expression, a[i], b[i]));                        \
    else if (aIsRun) { const double y = *b; EACH(OF(expression, a[i], y)); }       \
    else if (bIsRun) { const double x = *a; EACH(OF(expression, x, b[i])); }       \
    else { const double x = OF(expression, *a, *b); EACH(x); }                     \
  } while (0)

// Divides all of a by the one number b: by its reciprocal, if the result is the same.
#ifdef HAS_FMA
#define EACH_QUOTIENT(function)                                                    \
  do {                                                                             \
    const double divisor = *b, reciprocal = 1 / divisor;                           \
    const double size = __builtin_elementwise_abs(divisor);                        \
    if (size >= 0x1p-60 && size <= 0x1p60 && areModerate(a, n))                    \
      EACH(function(quotient(a[i], divisor, reciprocal)));                         \
    else EACH(function(a[i] / divisor));                                           \
  } while (0)
#else
#define EACH_QUOTIENT(function)                                                    \
  do { const double divisor = *b; EACH(function(a[i] / divisor)); } while (0)
#endif

#define OF(function, x, y) function((x), (y))
#define SUM(x, y) ((x) + (y))
#define DIFFERENCE(x, y) ((x) - (y))
#define PRODUCT(x, y) ((x) * (y))
#define QUOTIENT(x, y) ((x) / (y))
#define AS_IT_IS(x) (x)
#define TIMES_C(x) (number * (x))
#define ROOT_PLUS_C(x) (__builtin_elementwise_sqrt(x) + number)
#define LARGER(x, y) ((x) != (x) || (y) != (y) ? NAN : ((y) >= (x) ? (y) : (x)))
#define SMALLER(x, y) ((x) != (x) || (y) != (y) ? NAN : ((y) < (x) ? (y) : (x)))
#define IS_GREATER(x, y) ((x) > (y) ? 1.0 : 0.0)
#define IS_AT_LEAST(x, y) ((x) >= (y) ? 1.0 : 0.0)
#define IS_EQUAL(x, y) ((x) == (y) ? 1.0 : 0.0)

TARGET static void GRADUS_JOIN(instruction, SUFFIX)(
    int32_t operation, double *r, const double *a, const double *b, const double *c, const double *d, int aIsRun,
    int bIsRun, int cIsRun, int64_t n) {
  switch (operation) {
    UNARY(GRADUS_NEGATE, -a[i]);
    UNARY(GRADUS_SQUARE, a[i] * a[i]);
    UNARY(GRADUS_SQUARE_ROOT, __builtin_elementwise_sqrt(a[i]));
    UNARY(GRADUS_ABSOLUTE, __builtin_elementwise_abs(a[i]));
    UNARY(GRADUS_SIGN, a[i] > 0 ? 1.0 : (a[i] < 0 ? -1.0 : a[i]));
    UNARY(GRADUS_FLOOR, __builtin_elementwise_floor(a[i]));
    BINARY(GRADUS_ADD, SUM);
    BINARY(GRADUS_SUBTRACT, DIFFERENCE);
    BINARY(GRADUS_MULTIPLY, PRODUCT);
  case GRADUS_DIVIDE:
    if (aIsRun && !bIsRun && n > 1) EACH_QUOTIENT(AS_IT_IS);
    else PAIRWISE(QUOTIENT);
    break;
    BINARY(GRADUS_MAXIMUM, LARGER);
    BINARY(GRADUS_MINIMUM, SMALLER);
    BINARY(GRADUS_GREATER, IS_GREATER);
    BINARY(GRADUS_GREATER_OR_EQUAL, IS_AT_LEAST);
    BINARY(GRADUS_EQUAL, IS_EQUAL);
  case GRADUS_SELECT:
    if (!cIsRun) {
      const double *branch = *c != 0 ? a : b;
      if (*c != 0 ? aIsRun : bIsRun) EACH(branch[i]);
      else { const double x = *branch; EACH(x); }
    } else if (aIsRun && bIsRun) EACH(chosen(c[i], a[i], b[i]));
    else if (aIsRun) { const double y = *b; EACH(chosen(c[i], a[i], y)); }
    else if (bIsRun) { const double x = *a; EACH(chosen(c[i], x, b[i])); }
    else { const double x = *a, y = *b; EACH(chosen(c[i], x, y)); }
    break;
  case GRADUS_COPY:
    if (aIsRun) __builtin_memmove(r, a, (size_t)n * sizeof(double));
    else { const double x = *a; EACH(x); }
    break;
  case GRADUS_ADD_BOTH_SCALED: { const double s = *c, t = *d; EACH(s * a[i] + t * b[i]); break; }
  case GRADUS_ADD_SCALED_SQUARES: { const double s = *c, t = *d; EACH(s * a[i] + t * (b[i] * b[i])); break; }
  case GRADUS_ADD_SCALED: { const double s = *c; EACH(a[i] + s * b[i]); break; }
  case GRADUS_SUBTRACT_SCALED: { const double s = *c; EACH(a[i] - s * b[i]); break; }
    UNARY(GRADUS_SUBTRACT_QUOTIENT, a[i] - b[i] / c[i]);
  case GRADUS_SCALE_QUOTIENT: { const double number = *c; EACH_QUOTIENT(TIMES_C); break; }
  case GRADUS_ADD_TO_ROOT: { const double s = *b; EACH(__builtin_elementwise_sqrt(a[i]) + s); break; }
  case GRADUS_ADD_TO_ROOT_OF_QUOTIENT: { const double number = *c; EACH_QUOTIENT(ROOT_PLUS_C); break; }
  default: transcendental(operation, r, a, b, aIsRun, bIsRun, n);
  }
}

#undef EACH
#undef UNARY
#undef BINARY
#undef PAIRWISE
#undef EACH_QUOTIENT
#undef OF
#undef SUM
#undef DIFFERENCE
#undef PRODUCT
#undef QUOTIENT
#undef AS_IT_IS
#undef TIMES_C
#undef ROOT_PLUS_C
#undef LARGER
#undef SMALLER
#undef IS_GREATER
#undef IS_AT_LEAST
#undef IS_EQUAL
#undef TARGET
#undef SUFFIX
