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

#define OF(function, x, y) function((x), (y))
#define SUM(x, y) ((x) + (y))
#define DIFFERENCE(x, y) ((x) - (y))
#define PRODUCT(x, y) ((x) * (y))
#define QUOTIENT(x, y) ((x) / (y))
#define LARGER(x, y) ((x) != (x) || (y) != (y) ? NAN : ((y) >= (x) ? (y) : (x)))
#define SMALLER(x, y) ((x) != (x) || (y) != (y) ? NAN : ((y) < (x) ? (y) : (x)))
#define IS_GREATER(x, y) ((x) > (y) ? 1.0 : 0.0)
#define IS_AT_LEAST(x, y) ((x) >= (y) ? 1.0 : 0.0)
#define IS_EQUAL(x, y) ((x) == (y) ? 1.0 : 0.0)

TARGET static void GRADUS_JOIN(instruction, SUFFIX)(
    int32_t operation, double *r, const double *a, const double *b, const double *c, int aIsRun, int bIsRun,
    int cIsRun, int64_t n) {
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
#ifdef HAS_FMA
  case GRADUS_DIVIDE: {
    const double d = *b, reciprocal = 1 / d;
    const double size = __builtin_elementwise_abs(d);
    if (aIsRun && !bIsRun && n > 1 && size >= 0x1p-60 && size <= 0x1p60 && areModerate(a, n)) {
      EACH(quotient(a[i], d, reciprocal));
    } else {
      PAIRWISE(QUOTIENT);
    }
    break;
  }
#else
    BINARY(GRADUS_DIVIDE, QUOTIENT);
#endif
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
  default: transcendental(operation, r, a, b, aIsRun, bIsRun, n);
  }
}

#undef EACH
#undef UNARY
#undef BINARY
#undef PAIRWISE
#undef OF
#undef SUM
#undef DIFFERENCE
#undef PRODUCT
#undef QUOTIENT
#undef LARGER
#undef SMALLER
#undef IS_GREATER
#undef IS_AT_LEAST
#undef IS_EQUAL
#undef TARGET
#undef SUFFIX
