// The product of a few rows by a few columns, kept in registers along the whole inner axis. Included once for each
// instruction set, with TARGET, SUFFIX, WIDTH (doubles in a vector), VECTORS (across the columns) and ROWS defined.

#define VECTOR GRADUS_JOIN(vector, SUFFIX)
// Rows of matrices start anywhere, so vectors are only as aligned as doubles.
typedef double VECTOR __attribute__((ext_vector_type(WIDTH), aligned(8)));
typedef double GRADUS_JOIN(inRegister, SUFFIX) __attribute__((ext_vector_type(WIDTH)));
#define REGISTER GRADUS_JOIN(inRegister, SUFFIX)

/// c[rows, columns] += a · b, where a is packed [inner][rows] and b's rows are `bStride` apart.
TARGET static inline __attribute__((always_inline)) void GRADUS_JOIN(rowsOf, SUFFIX)(
    int rows, int64_t inner, const double *a, const double *b, int64_t bStride, double *c, int64_t cStride,
    int isFirst) {
  REGISTER sum[ROWS][VECTORS];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int j = 0; j < VECTORS; j++)
      sum[i][j] = isFirst ? (REGISTER)0.0 : *(const VECTOR *)(c + i * cStride + j * WIDTH);
  for (int64_t k = 0; k < inner; k++) {
    REGISTER right[VECTORS];
#pragma clang loop unroll(full)
    for (int j = 0; j < VECTORS; j++) right[j] = *(const VECTOR *)(b + k * bStride + j * WIDTH);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const REGISTER left = (REGISTER)a[k * rows + i];
#pragma clang loop unroll(full)
      for (int j = 0; j < VECTORS; j++) sum[i][j] = __builtin_elementwise_fma(left, right[j], sum[i][j]);
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int j = 0; j < VECTORS; j++) *(VECTOR *)(c + i * cStride + j * WIDTH) = sum[i][j];
}

/// Does the same for a number of rows known only now: `ROWS`, 4, 2 or 1.
TARGET static void GRADUS_JOIN(tile, SUFFIX)(
    int rows, int64_t inner, const double *a, const double *b, int64_t bStride, double *c, int64_t cStride,
    int isFirst) {
  switch (rows) {
  case 1: GRADUS_JOIN(rowsOf, SUFFIX)(1, inner, a, b, bStride, c, cStride, isFirst); break;
  case 2: GRADUS_JOIN(rowsOf, SUFFIX)(2, inner, a, b, bStride, c, cStride, isFirst); break;
  case 4: GRADUS_JOIN(rowsOf, SUFFIX)(4, inner, a, b, bStride, c, cStride, isFirst); break;
  default: GRADUS_JOIN(rowsOf, SUFFIX)(ROWS, inner, a, b, bStride, c, cStride, isFirst); break;
  }
}

static const struct microkernel GRADUS_JOIN(microkernel, SUFFIX) = {
    ROWS, WIDTH * VECTORS, GRADUS_JOIN(tile, SUFFIX)};

#undef VECTOR
#undef REGISTER
#undef TARGET
#undef SUFFIX
#undef WIDTH
#undef VECTORS
#undef ROWS
